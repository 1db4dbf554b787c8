"""``jixiao doctor``: what this installation has, and how to get what it has not."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator

import click
from attrs import frozen

from jixiao import __version__
from jixiao._resource import grammar_path, ruleset_dir
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.find import list_rulesets, load_ruleset

__all__ = ["command"]

_EXTRAS = {
    "documents": ("openpyxl", "xlrd", "python_calamine", "xlsxwriter", "docx", "rapidfuzz"),
    "pdf": ("pdfplumber",),
    "report": ("typst",),
    "frame": ("pyarrow", "numpy"),
    "testing": ("hypothesis", "pytest"),
}


@frozen
class Finding:
    """One thing looked at: ``needed`` where scoring itself cannot do without it."""

    good: bool
    what: str
    mend: str = ""
    needed: bool = False


@click.command("doctor")
@click.pass_obj
def command(lang: str) -> int:
    """检查安装：数据文件、评分规则、各附加组件、中文字体。缺什么，怎么装，都写出来。

    Look at this installation. Exit 0, or 2 when scoring itself cannot work.
    """
    zh = lang == "zh"
    findings = list(_findings(zh))
    sys.stdout.write(f"jixiao {__version__}, Python {sys.version.split()[0]}\n")
    for each in findings:
        sys.stdout.write(f"{'✓' if each.good else '✗'} {each.what}\n")
        if not each.good and each.mend:
            sys.stdout.write(f"  → {each.mend}\n")
    return 2 if any(each.needed and not each.good for each in findings) else 0


def _findings(zh: bool) -> Iterator[Finding]:
    yield _data(zh)
    yield from _rulesets(zh)
    for extra, modules in _EXTRAS.items():
        missing = [name for name in modules if importlib.util.find_spec(name) is None]
        what = f"{'附加组件' if zh else 'extra'} {extra}" + (f" ({', '.join(missing)})" if missing else "")
        yield Finding(not missing, what, f'pip install "jixiao[{extra}]"')
    yield _font(zh)


def _data(zh: bool) -> Finding:
    found = grammar_path("target.lark").is_file() and grammar_path("curve.lark").is_file()
    mend = "重新安装 jixiao" if zh else "install jixiao again"
    return Finding(found, "文法" if zh else "grammars", mend, needed=True)


def _rulesets(zh: bool) -> Iterator[Finding]:
    paths = list_rulesets()
    broken = [name for name, path in paths.items() if not _loads(str(path))]
    what = f"{len(paths)} 套评分规则" if zh else f"{len(paths)} rulesets"
    yield Finding(bool(paths), f"{what} ({ruleset_dir()})", needed=True)
    for name in broken:
        yield Finding(False, name, f"jixiao rules show {name}", needed=True)


def _loads(path: str) -> bool:
    try:
        load_ruleset(path)
    except JixiaoError:
        return False
    return True


def _font(zh: bool) -> Finding:
    """A font with Chinese letters, without which a PDF would come out blank."""
    what = "中文字体（写 PDF 用）" if zh else "a font with Chinese letters (for PDF)"
    lister = shutil.which("fc-list")
    if lister is None:
        return Finding(sys.platform in ("win32", "darwin"), what, "apt-get install fontconfig fonts-wqy-microhei")
    listed = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=20, check=False)
    return Finding(bool(listed.stdout.strip()), what, "apt-get install fonts-wqy-microhei")
