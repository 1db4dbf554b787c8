"""``jixiao batch``: many projects in, one table of scores out; killed, it goes on where it stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao import __version__
from jixiao.cli.common import DONE, FINDINGS, emit, fail, reporting
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.faults import system_fault
from jixiao.kernel.words import in_words, phrase, say, series
from jixiao.rules.find import list_rulesets, named_ruleset
from jixiao.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from jixiao.frame.run import ScoredDocument

__all__ = ["command"]

_DOCUMENTS = frozenset(
    {".toml", ".json", ".xlsx", ".xls", ".ods", ".docx", ".pdf", ".html", ".htm", ".txt", ".csv", ".xml"}
)


@click.command("batch", cls=Command, help="cli.batch")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="cli.batch.output")
@click.option("--ruleset", metavar="ID|FILE", help="cli.batch.ruleset")
@click.option("--prefix", default="", metavar="TEXT", help="cli.batch.prefix")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--strict", is_flag=True, help="cli.batch.strict")
@click.option("--workers", type=click.IntRange(1), help="cli.batch.workers")
@click.pass_obj
def command(
    lang: str,
    source: Path,
    output: Path,
    ruleset: str | None,
    prefix: str,
    force: bool,
    strict: bool,
    workers: int | None,
) -> int:
    """Score projects in bulk: a .parquet or .csv table (a row an indicator), or a folder of cases and documents."""
    from jixiao.frame.journal import Journal
    from jixiao.frame.output import FORMATS, write_output
    from jixiao.frame.run import identity_of

    if output.suffix.lower() not in FORMATS:
        fail(
            [diagnose("JX611", Place(file=str(output)), suffix=output.suffix, known=series("list.comma", FORMATS))],
            lang,
        )
    if output.exists() and not force:
        fail([diagnose("JX701", Place(file=str(output)))], lang)
    with reporting(lang):
        rules = _rules(ruleset, lang)
        identity = identity_of(source, rules, __version__) | ({"prefix": prefix} if prefix else {})
        journal = Journal(output.with_name(f".{output.name}.parts"), identity)
        try:
            if source.is_dir():
                _cases(source, rules, journal, lang, prefix, workers)
            else:
                _rows(source, rules, journal, lang, prefix)
            files = write_output(journal, output)
        except OSError as error:
            fail([diagnose("JX702", Place(file=str(output)), reason=system_fault(error))], lang)
    _tell(journal, files, lang)
    journal.remove()
    return FINDINGS if strict and journal.count("failures") else DONE


def _rules(name: str | None, lang: str) -> Ruleset:
    if not name:
        fail([diagnose("JX232", known=series("list.comma", list_rulesets()))], lang)
    return named_ruleset(name)


def _rows(source: Path, ruleset: Ruleset, journal: Any, lang: str, prefix: str) -> None:
    from jixiao.frame.run import run_rows
    from jixiao.frame.stream import open_source

    table = open_source(source)
    with _progress(table.rows, lang) as progress:
        run_rows(table, ruleset, journal, progress, lang, prefix)


def _cases(source: Path, ruleset: Ruleset, journal: Any, lang: str, prefix: str, workers: int | None) -> None:
    from jixiao.frame.run import run_cases

    files = _documents(source)
    if not files:
        fail([diagnose("JX612", Place(file=str(source)))], lang)
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(ruleset, lang, source)) as pool:

        def score(group: list[Path]) -> Iterable[list[ScoredDocument]]:
            return pool.map(_score, group)

        with _progress(len(files), lang) as progress:
            run_cases(files, score, ruleset, journal, progress, lang, prefix)


def _documents(folder: Path) -> list[Path]:
    """Case folders as their case file, and every document; actuals are read with their case."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix.lower() not in _DOCUMENTS or path.name.startswith((".", "~$")):
            continue
        in_case_folder = (path.parent / "case.toml").is_file()
        if not in_case_folder or path.name == "case.toml":
            found.append(path)
    return found


# -- in a worker

_worker: dict[str, Any] = {}


def _begin(ruleset: Ruleset, lang: str, folder: Path) -> None:
    _worker.update(ruleset=ruleset, lang=lang, folder=folder)


def _score(path: Path) -> list[ScoredDocument]:
    """One document read, and each of its forms scored. What goes wrong with it is its own failure and nobody else's."""
    from jixiao.documents.load import load_every
    from jixiao.frame.run import scored_case
    from jixiao.kernel.diagnostic import JixiaoError
    from jixiao.scoring.evaluate import evaluate

    try:
        loaded = load_every(path.parent if path.name == "case.toml" else path)
    except JixiaoError as error:
        return [_failed(error.diagnostics)]
    name, lang = str(path.relative_to(_worker["folder"])), _worker["lang"]
    done = []
    for each in loaded:
        errors = [said for said in each.diagnostics if said.severity == "error"]
        if each.case.indicator:
            called = each.case.project.name or in_words(each.label, lang) or name
            done.append(scored_case(evaluate(each.case, _worker["ruleset"]), str(path), called))
        if errors or not each.case.indicator:
            done.append(_failed(errors or each.diagnostics))
    return done


def _failed(said: Sequence[Diagnostic]) -> ScoredDocument:
    """What could not be read, or not all of it: the errors, or all there is to say where there is none."""
    from jixiao.frame.run import ScoredDocument
    from jixiao.kernel.diagnostic import render

    errors = [each for each in said if each.severity == "error"] or list(said)
    lang = _worker["lang"]
    message = say("list.semicolon", lang).join(render(each, lang).message for each in errors)
    return ScoredDocument([], None, ",".join(dict.fromkeys(each.code for each in errors)) or "JX612", message)


# -- what is seen


@contextmanager
def _progress(total: int | None, lang: str) -> Iterator[Callable[[int], None]]:
    """A bar with rate and time left; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(say("batch.scoring", lang)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")

        def show(done: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, rate=f"{speed:,.0f}/s" if speed else "")

        yield show


def _tell(journal: Any, files: list[Path], lang: str) -> None:
    rows, projects, failures = (f"{journal.count(table):,}" for table in ("rows", "projects", "failures"))
    text = say("batch.done", lang, n=rows, projects=phrase("batch.projects", n=projects), failures=failures)
    emit(text + "\n" + "".join(f"  {path}\n" for path in files))
