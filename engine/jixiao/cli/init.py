"""``jixiao init``: a case file to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.cli.common import reporting, write_output
from jixiao.cli.spoken import Command
from jixiao.rules.find import load_ruleset
from jixiao.rules.ruleset import Ruleset

__all__ = ["command"]

_HEAD = """\
# 绩效评价项目文件（version 1）。目标值照表填写，例如 ≥95%、≤86万元、12月底前、健全；含符号和汉字的值要加引号。
# 写好后：jixiao score {name}
version = 1

[project]
name = "项目名称"
unit = "实施单位"
year = 2024
budget = "100万元"       # 全年预算数
# executed = "98万元"    # 全年执行数，年终填写
ruleset = {ruleset}
"""

_ROW = """
[[indicator]]
level1 = {level1}
level2 = {level2}
level3 = "三级指标名称"
target = "{target}"
# points = 10             # 表上印有分值的照填；未印的由规则分配
# actual = "{actual}"     # 实际完成值，年终填写
# judgement = "90%"       # 定性指标：评价人给出的得分率
# reason = ""             # 偏差原因分析及改进措施
"""

_SAMPLES = (("≥100人次", "98人次"), ("健全", "健全"), ("≥95%", "96%"))


@click.command("init", cls=Command, help="cli.init")
@click.argument("path", type=click.Path(path_type=Path), default=Path("case.toml"), metavar="[FILE]")
@click.option("--ruleset", default="cn-2020-10", show_default=True, metavar="ID|FILE", help="cli.init.ruleset")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.pass_obj
def command(lang: str, path: Path, ruleset: str, force: bool) -> None:
    """Write a case file to fill in, with the branches of a ruleset's framework."""
    from jixiao.documents.toml_ import toml_text

    with reporting(lang):
        rows = _rows(load_ruleset(ruleset))
    # A comment ends with its line, whatever the file is called.
    name = "".join(sign if sign.isprintable() else "?" for sign in str(path))
    text = _HEAD.format(name=name, ruleset=toml_text(ruleset)) + "".join(rows)
    write_output(path, text, force=force, lang=lang)
    sys.stdout.write(f"{path}\n")


def _rows(ruleset: Ruleset) -> list[str]:
    """One row a branch that can hold indicators of its own."""
    from jixiao.documents.toml_ import toml_text

    rows: list[str] = []
    for branch in ruleset.framework.branches:
        if branch.execution:
            continue
        target, actual = _SAMPLES[len(rows) % len(_SAMPLES)]
        level2 = branch.level2[0].name if branch.level2 else branch.name
        names = {"level1": toml_text(branch.name), "level2": toml_text(level2)}
        rows.append(_ROW.format(**names, target=target, actual=actual))
    return rows
