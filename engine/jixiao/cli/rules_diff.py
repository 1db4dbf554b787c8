"""``jixiao rules diff``: what a change of rules does to targets and to real cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, FINDINGS, emit, json_text, reporting, show
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.find import named_ruleset

if TYPE_CHECKING:
    from jixiao.scoring.case import Case

__all__ = ["command"]


@click.command("diff", cls=Command, help="cli.rules.diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--cases", type=click.Path(path_type=Path, exists=True, file_okay=False), help="cli.rules.diff.cases")
@click.option("--strict", is_flag=True, help="cli.rules.diff.strict")
@click.option("--json", "as_json", is_flag=True, help="cli.option.json")
@click.pass_obj
def command(lang: str, before: str, after: str, cases: Path | None, strict: bool, as_json: bool) -> int:
    """What differs between two rulesets, exactly; with --cases, which projects move."""
    from jixiao.authoring.diff import diff, move
    from jixiao.report.diff_json import diff_json
    from jixiao.report.diff_text import diff_lines, move_lines

    with reporting(lang):
        one, two = named_ruleset(before), named_ruleset(after)
    found = diff(one, two)
    moves = [move(case, name, one, two) for name, case in _cases(cases, lang)] if cases else []
    if as_json:
        emit(json_text(diff_json(found, moves, lang), to_stdout=True, indent=2) + "\n")
    else:
        show(lambda width: diff_lines(found, one, two, width, lang))
        if cases:
            show(lambda width: move_lines(moves, width, lang))
    return FINDINGS if strict and not found.is_empty else DONE


def _cases(folder: Path, lang: str) -> Iterator[tuple[str, Case]]:
    """Every case below the folder; one that cannot be read is told on the error stream and left out."""
    from jixiao.report.terminal import console, print_diagnostics
    from jixiao.scoring.load import load_case

    for path in sorted(folder.rglob("case.toml")):
        try:
            yield path.parent.name, load_case(path.parent)
        except JixiaoError as error:
            print_diagnostics(console(sys.stderr), error.diagnostics, lang)
