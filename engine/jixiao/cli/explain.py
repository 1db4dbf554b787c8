"""``jixiao explain``: a row of a result, or a diagnostic code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from jixiao.cli.common import fail, reporting
from jixiao.cli.spoken import Command
from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.diagnostic import diagnose
from jixiao.kernel.document import json_data, read_source
from jixiao.kernel.words import outline, say
from jixiao.report.lines import Line, paragraph
from jixiao.report.terminal import console, print_lines

__all__ = ["command"]


@click.command("explain", cls=Command, help="cli.explain")
@click.argument("name", metavar="RESULT|CODE")
@click.argument("row", required=False)
@click.pass_obj
def command(lang: str, name: str, row: str | None) -> None:
    """Explain a row of a JSON result, or what a diagnostic code means."""
    if name.upper() in SEVERITIES:
        _code(name.upper(), lang)
        return
    path = Path(name)
    if not path.is_file():
        fail([diagnose("JX705", name=name)], lang)
    with reporting(lang):
        data = json_data(read_source(path), name)
    results = data if isinstance(data, list) else [data]
    if not results or not all(map(_is_result, results)):
        fail([diagnose("JX705", name=name)], lang)
    chosen = [_chosen(each["indicators"], row) for each in results]
    if row is not None and not any(chosen):
        fail([diagnose("JX703", row=row, count=max(len(each["indicators"]) for each in results))], lang)
    lines: list[Line] = []
    out = console(sys.stdout)
    for number, (result, rows) in enumerate(zip(results, chosen, strict=True), start=1):
        if len(results) > 1 and rows:
            lines.extend(paragraph(_project(result) or str(number), out.width, style="bold"))
        for each in rows:
            lines.extend(paragraph(str(each.get("level3")), out.width, style="bold"))
            lines.extend(paragraph(str(each.get("explanation")), out.width, indent="  "))
    print_lines(out, lines)


def _is_result(data: Any) -> bool:
    rows = data.get("indicators") if isinstance(data, dict) else None
    return isinstance(rows, list) and all(isinstance(each, dict) for each in rows)


def _project(result: dict[str, Any]) -> str:
    project = result.get("project")
    return str(project.get("name") or "") if isinstance(project, dict) else ""


def _code(code: str, lang: str) -> None:
    """What a code says, its arguments left open."""
    out = console(sys.stdout)
    said, mend = outline(code, lang), outline(f"{code}.help", lang)
    lines = [(("bold", f"{code} "), ("dim", say(f"severity.{SEVERITIES[code]}", lang)))]
    print_lines(
        out, [*lines, *paragraph(said, out.width, indent="  "), *paragraph(mend, out.width, indent="  → ", hang="    ")]
    )


def _chosen(indicators: list[Any], row: str | None) -> list[Any]:
    """The rows of one case that are asked for: all, the one of a number, those of a name."""
    if row is None:
        return indicators
    if row.isdecimal() and 1 <= int(row[:9]) <= len(indicators):
        return [indicators[int(row[:9]) - 1]]
    return [each for each in indicators if each.get("level3") == row]
