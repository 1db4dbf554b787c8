"""``jixiao doctor``: what this installation has, and how to get what it has not."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator

import click

from jixiao import __version__
from jixiao._resource import grammar_path, ruleset_dir
from jixiao.cli.common import emit
from jixiao.cli.spoken import Command
from jixiao.documents.office import office_program
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.words import Value, in_words, phrase, series
from jixiao.rules.find import list_rulesets
from jixiao.rules.load import load_ruleset

__all__ = ["command"]

_EXTRAS = {
    "documents": ("lxml", "openpyxl", "xlrd", "python_calamine", "xlsxwriter", "docx"),
    "pdf": ("pdfplumber",),
    "report": ("typst",),
    "frame": ("pyarrow", "numpy"),
    "testing": ("hypothesis", "pytest"),
}


@frozen
class Examined:
    """One thing looked at: ``needed`` where scoring itself cannot do without it."""

    good: bool
    what: Value
    mend: Value = ""
    needed: bool = False


@click.command("doctor", cls=Command, help="cli.doctor")
@click.pass_obj
def command(lang: str) -> int:
    """Look at this installation. Exit 0, or 2 when scoring itself cannot work."""
    findings = list(_findings())
    emit(f"jixiao {__version__}, Python {sys.version.split()[0]}\n")
    for each in findings:
        emit(f"{'✓' if each.good else '✗'} {in_words(each.what, lang)}\n")
        if not each.good and each.mend:
            emit(f"  → {in_words(each.mend, lang)}\n")
    return 2 if any(each.needed and not each.good for each in findings) else 0


def _findings() -> Iterator[Examined]:
    yield _data()
    yield from _rulesets()
    for extra, modules in _EXTRAS.items():
        missing = [name for name in modules if importlib.util.find_spec(name) is None]
        what: Value = phrase("doctor.extra", name=extra)
        if missing:
            what = phrase("doctor.missing", what=what, modules=series("list.comma", missing))
        yield Examined(not missing, what, f'pip install "jixiao[{extra}]"')
    yield _font()
    yield Examined(office_program() is not None, phrase("doctor.office"), "https://www.libreoffice.org")


def _data() -> Examined:
    found = grammar_path("target.lark").is_file() and grammar_path("curve.lark").is_file()
    return Examined(found, phrase("doctor.grammars"), phrase("doctor.reinstall"), needed=True)


def _rulesets() -> Iterator[Examined]:
    paths = list_rulesets()
    broken = [name for name, path in paths.items() if not _loads(str(path))]
    yield Examined(bool(paths), phrase("doctor.rulesets", n=len(paths), folder=str(ruleset_dir())), needed=True)
    for name in broken:
        yield Examined(False, name, f"jixiao rules show {name}", needed=True)


def _loads(path: str) -> bool:
    try:
        load_ruleset(path)
    except JixiaoError:
        return False
    return True


def _font() -> Examined:
    """A font with Chinese letters, without which a PDF would come out blank."""
    what = phrase("doctor.font")
    lister = shutil.which("fc-list")
    if lister is None:
        return Examined(sys.platform in ("win32", "darwin"), what, "apt-get install fontconfig fonts-wqy-microhei")
    listed = subprocess.run([lister, ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=20, check=False)
    return Examined(bool(listed.stdout.strip()), what, "apt-get install fonts-wqy-microhei")
