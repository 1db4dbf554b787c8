"""``jixiao seek``: what the actuals must reach for a wanted total or grade."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, WRONG, emit, exit_code, json_text, reporting
from jixiao.cli.score import date_of, ruleset_for
from jixiao.cli.spoken import Command
from jixiao.documents.load import load_any
from jixiao.kernel.diagnostic import JixiaoError, Severity, diagnose
from jixiao.kernel.number import exact
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.seek import seek, wanted_grade
from jixiao.scoring.seek.threshold import Aim

__all__ = ["command"]


@click.command("seek", cls=Command, help="cli.seek")
@click.argument("path", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--grade", metavar="优", help="cli.seek.grade")
@click.option("--score", metavar="90", help="cli.seek.score")
@click.option("--actuals", type=click.Path(path_type=Path), help="cli.option.actuals")
@click.option("--ruleset", metavar="ID|FILE", help="cli.option.ruleset")
@click.option("--as-of", metavar="DATE", help="cli.option.as-of")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="cli.option.format",
)
@click.pass_obj
def command(
    lang: str,
    path: Path,
    grade: str | None,
    score: str | None,
    actuals: Path | None,
    ruleset: str | None,
    as_of: str | None,
    form: str,
) -> int:
    """What each indicator must reach, exactly, and the cheapest single indicators to move."""
    with reporting(lang):
        opened = load_any(path, actuals)
        rules = ruleset_for(opened.case, ruleset)
        wanted = _wanted(grade, score, rules)
        result = opened.told(evaluate(opened.case, rules, date_of(as_of)))
        found = seek(result, wanted)
    if form == "json":
        from jixiao.report.seek_json import seek_json

        emit(json_text(seek_json(found, lang), to_stdout=True, indent=2) + "\n")
    else:
        from jixiao.report.seek_text import seek_lines
        from jixiao.report.terminal import console, print_diagnostics, print_lines

        errors = [each for each in result.diagnostics if each.severity is Severity.ERROR]
        if errors:
            print_diagnostics(console(sys.stderr), errors, lang)
        out = console(sys.stdout)
        print_lines(out, seek_lines(found, out.width, lang))
    return WRONG if exit_code(result.diagnostics, strict=False) == WRONG else DONE


def _wanted(grade: str | None, score: str | None, ruleset: Ruleset) -> Aim:
    """The total to reach. Raises JixiaoError: JX282 none or both given, JX280 no such grade, JX281 no number."""
    if (grade is None) == (score is None):
        raise JixiaoError(diagnose("JX282"))
    if grade is not None:
        return wanted_grade(grade, ruleset)
    assert score is not None
    try:
        value = exact(score)
    except ValueError:
        raise JixiaoError(diagnose("JX281", text=score)) from None
    if value < 0:
        raise JixiaoError(diagnose("JX281", text=score))
    return Aim(value)
