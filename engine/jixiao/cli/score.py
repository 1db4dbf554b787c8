"""``jixiao score``: cases in, points out."""

from __future__ import annotations

import contextlib
import datetime
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from attrs import evolve

from jixiao.cli.common import (
    DONE,
    WRONG,
    emit,
    exit_code,
    json_text,
    named,
    reporting,
    show_heading,
    tell,
    write_output,
)
from jixiao.cli.spoken import Command
from jixiao.documents.load import LoadedCase, load_every
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.when import When
from jixiao.kernel.words import Value, series
from jixiao.rules.find import list_rulesets, load_ruleset, named_ruleset
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate

__all__ = ["command", "date_of", "ruleset_for"]


@click.command("score", cls=Command, help="cli.score")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CASE…")
@click.option("--actuals", type=click.Path(path_type=Path), help="cli.option.actuals")
@click.option("--ruleset", metavar="ID|FILE", help="cli.option.ruleset")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "text"]), default="table", show_default=True,
    help="cli.score.format",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.option.output")
@click.option("--into", type=click.Path(path_type=Path), help="cli.score.into")
@click.option("--as-of", metavar="DATE", help="cli.option.as-of")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--verbose", is_flag=True, help="cli.option.verbose")
@click.pass_obj
def command(
    lang: str,
    cases: tuple[Path, ...],
    actuals: Path | None,
    ruleset: str | None,
    form: str,
    output: Path | None,
    into: Path | None,
    as_of: str | None,
    strict: bool,
    force: bool,
    verbose: bool,
) -> int:
    """Score one or more cases; one that cannot be read does not stop the others."""
    code = DONE
    results: list[Result] = []
    several = len(cases) > 1
    with reporting(lang):
        date = date_of(as_of)
        for path in cases:
            try:
                opened = load_every(path, actuals)
                scored = [_score(each, ruleset, date) for each in opened]
                if into is not None:
                    scored = _write_into(path, into, opened, scored, force)
            except JixiaoError as error:
                if len(cases) == 1:
                    raise
                tell(error.diagnostics, lang)  # the others are scored all the same
                code = WRONG
                continue
            several = several or len(opened) > 1
            for number, (each, result) in enumerate(zip(opened, scored, strict=True), 1):
                results.append(result)
                code = max(code, exit_code(result.diagnostics, strict=strict))
                if form != "json" and output is None:
                    _show(result, form, lang, first=len(results) == 1, name=named(number, each.label))
                if form != "json":
                    tell(result.diagnostics, lang, notes=verbose)
    if output is not None:
        write_output(output, _text(results, form, lang, several=several, to_stdout=False), force=force, lang=lang)
    elif form == "json":
        emit(_text(results, form, lang, several=several, to_stdout=True))
    return code


def date_of(text: str | None) -> When | None:
    """``2021-07`` or ``2021-07-31``. Raises JixiaoError (JX704)."""
    if text is None:
        return None
    parts = text.split("-")
    if 1 <= len(parts) <= 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        year, month, day = (*(int(part) for part in parts), None, None)[:3]
        with contextlib.suppress(ValueError):
            datetime.date(year or 0, month or 1, day or 1)
            return When(year, month, day)
    raise JixiaoError(diagnose("JX704", text=text))


def _score(opened: LoadedCase, ruleset: str | None, as_of: When | None) -> Result:
    return opened.told(evaluate(opened.case, ruleset_for(opened.case, ruleset), as_of))


def _write_into(
    path: Path, into: Path, opened: Sequence[LoadedCase], results: Sequence[Result], force: bool
) -> list[Result]:
    """The scores in a copy of the user's workbook; what could not be placed there joins the findings."""
    from jixiao.documents.write import write_into

    reads = [each.read for each in opened if each.read is not None]
    if len(reads) < len(results):
        raise JixiaoError(diagnose("JX710", Place(file=str(path))))
    lost = write_into(path, into, list(zip(reads, results, strict=True)), force=force)
    return [
        evolve(result, diagnostics=(*result.diagnostics, *found)) for result, found in zip(results, lost, strict=True)
    ]


def ruleset_for(case: Case, given: str | None = None, folders: Sequence[Path] | None = None) -> Ruleset:
    """The ruleset that was asked for, else the one that the case names. Raises JixiaoError, at the case's own key."""
    if given:
        return named_ruleset(given, folders)
    if not case.project.ruleset:
        raise JixiaoError(
            diagnose("JX232", case.place("$.project"), known=series("list.comma", list_rulesets(folders)))
        )
    return load_ruleset(case.project.ruleset, folders, place=case.place("$.project.ruleset"))


def _show(result: Result, form: str, lang: str, *, first: bool, name: Value) -> None:
    """One case's report on standard output, under the name of its form where it is one of several."""
    from jixiao.report.terminal import console, print_result, print_sentences

    if not first:
        emit("\n")
    if name:
        show_heading(name, lang)
    (print_result if form == "table" else print_sentences)(console(sys.stdout), result, lang)
    sys.stdout.flush()


def _text(results: list[Result], form: str, lang: str, *, several: bool, to_stdout: bool) -> str:
    """All reports as one text. One JSON result stands alone; several make a list."""
    if form == "json":
        from jixiao.report.as_json import result_json

        documents = [result_json(result, lang) for result in results]
        return json_text(documents if several else documents[0], to_stdout=to_stdout, indent=2) + "\n"
    from jixiao.report.terminal import console, print_result, print_sentences

    buffers = [io.StringIO() for _ in results]
    for buffer, result in zip(buffers, results, strict=True):
        (print_result if form == "table" else print_sentences)(console(buffer), result, lang)
    return "\n".join(buffer.getvalue() for buffer in buffers)
