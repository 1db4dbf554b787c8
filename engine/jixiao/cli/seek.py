"""``jixiao seek``: what the actuals must reach for a wanted total or grade."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.common import DONE, WRONG, emit, exit_code, json_text, named, reporting, show, show_heading, tell
from jixiao.cli.score import date_of, ruleset_for
from jixiao.cli.spoken import Command
from jixiao.documents.load import LoadedCase, load_every
from jixiao.kernel.diagnostic import JixiaoError, Severity, diagnose
from jixiao.kernel.number import exact
from jixiao.kernel.when import When
from jixiao.kernel.words import Value
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.seek import Seek, seek, wanted_grade
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
        opened = load_every(path, actuals)
        date = date_of(as_of)
        results = [_scored(each, ruleset, date, grade, score) for each in opened]
    if form == "json":
        from jixiao.report.seek_json import seek_json

        documents = [seek_json(found, lang) for _, found in results]
        text = json_text(documents if len(documents) > 1 else documents[0], to_stdout=True, indent=2)
        emit(text + "\n")
    else:
        for number, (each, (result, found)) in enumerate(zip(opened, results, strict=True), 1):
            _show(named(number, each.label), result, found, lang)
    return max(WRONG if exit_code(result.diagnostics, strict=False) == WRONG else DONE for result, _ in results)


def _scored(
    opened: LoadedCase, ruleset: str | None, date: When | None, grade: str | None, score: str | None
) -> tuple[Result, Seek]:
    rules = ruleset_for(opened.case, ruleset)
    wanted = _wanted(grade, score, rules)
    result = opened.told(evaluate(opened.case, rules, date))
    return result, seek(result, wanted)


def _show(name: Value, result: Result, found: Seek, lang: str) -> None:
    from jixiao.report.seek_text import seek_lines

    if name:
        show_heading(name, lang)
    tell([each for each in result.diagnostics if each.severity is Severity.ERROR], lang)
    show(lambda width: seek_lines(found, width, lang))


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
