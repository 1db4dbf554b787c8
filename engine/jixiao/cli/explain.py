"""``jixiao explain``: a row of a result, or a diagnostic code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from jixiao.cli.common import fail, reporting
from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.diagnostic import diagnose
from jixiao.kernel.structure import json_document, read_source
from jixiao.kernel.words import outline, say
from jixiao.report.lines import Line, paragraph
from jixiao.report.terminal import console, print_lines

__all__ = ["command"]


@click.command("explain")
@click.argument("name", metavar="RESULT|CODE")
@click.argument("row", required=False)
@click.pass_obj
def command(lang: str, name: str, row: str | None) -> None:
    """解释结果文件中的一项得分（序号或三级指标名称），或一个诊断代码（如 JX203）。

    Explain a row of a JSON result, or what a diagnostic code means.
    """
    if name.upper() in SEVERITIES:
        _code(name.upper(), lang)
        return
    path = Path(name)
    if not path.is_file():
        fail([diagnose("JX705", name=name)], lang)
    with reporting(lang):
        document = json_document(read_source(path), name)
    indicators = document.data.get("indicators")
    if not isinstance(indicators, list) or not all(isinstance(each, dict) for each in indicators):
        fail([diagnose("JX705", name=name)], lang)
    lines: list[Line] = []
    out = console(sys.stdout)
    for each in _chosen(indicators, row, lang):
        lines.extend(paragraph(str(each.get("level3")), out.width, style="bold"))
        lines.extend(paragraph(str(each.get("explanation")), out.width, indent="  "))
    print_lines(out, lines)


def _code(code: str, lang: str) -> None:
    """What a code says, its arguments left open."""
    out = console(sys.stdout)
    said, mend = outline(code, lang), outline(f"{code}.help", lang)
    lines = [(("bold", f"{code} "), ("dim", say(f"severity.{SEVERITIES[code]}", lang)))]
    print_lines(
        out, [*lines, *paragraph(said, out.width, indent="  "), *paragraph(mend, out.width, indent="  → ", hang="    ")]
    )


def _chosen(indicators: list[Any], row: str | None, lang: str) -> list[Any]:
    if row is None:
        return indicators
    if row.isdecimal() and 1 <= int(row[:9]) <= len(indicators):
        return [indicators[int(row) - 1]]
    named = [each for each in indicators if each.get("level3") == row]
    if not named:
        fail([diagnose("JX703", row=row, count=len(indicators))], lang)
    return named
