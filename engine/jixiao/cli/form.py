"""``jixiao form``: the official self-evaluation form of a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from jixiao.cli.common import emit, exit_code, reporting, tell
from jixiao.cli.places import file_name, is_folder, write_each
from jixiao.cli.score import ruleset_for
from jixiao.cli.spoken import Command
from jixiao.documents.load import load_every
from jixiao.kernel.words import Value
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate

__all__ = ["command"]


@click.command("form", cls=Command, help="cli.form")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    help="cli.form.output",
)
@click.option("--actuals", type=click.Path(path_type=Path), help="cli.option.actuals")
@click.option("--ruleset", metavar="ID|FILE", help="cli.option.ruleset")
@click.option("--blank", is_flag=True, help="cli.form.blank")
@click.option("--with-contacts", is_flag=True, help="cli.form.with-contacts")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--verbose", is_flag=True, help="cli.option.verbose")
@click.pass_obj
def command(
    lang: str,
    case: Path,
    output: str,
    actuals: Path | None,
    ruleset: str | None,
    blank: bool,
    with_contacts: bool,
    strict: bool,
    force: bool,
    verbose: bool,
) -> int:
    """Write the official self-evaluation form as a workbook, a document, a PDF or a page."""
    from jixiao.documents.write import write_form

    with reporting(lang):
        opened = load_every(case, actuals, with_contacts=with_contacts)
        results = [None if blank else each.told(_scored(each.case, ruleset)) for each in opened]

        def write(at: int, path: Path) -> None:
            write_form(path, opened[at].case, results[at], blank=blank, with_contacts=with_contacts, force=force)

        paths = _paths(output, [each.label for each in opened], lang)
        write_each(paths, write, force=force)
    if len(paths) > 1:
        emit("".join(f"{path}\n" for path in paths))
    said = tuple(each for result in results if result is not None for each in result.diagnostics)
    tell(said, lang, notes=verbose)
    return exit_code(said, strict=strict)


def _scored(case: Case, ruleset: str | None) -> Result:
    return evaluate(case, ruleset_for(case, ruleset))


def _paths(output: str, labels: Sequence[Value], lang: str) -> list[Path]:
    """The file itself; one beside it for each of several forms, or one in a folder."""
    names = [file_name(number, label, lang) for number, label in enumerate(labels, 1)]
    if is_folder(output):
        return [Path(output) / f"{name}.xlsx" for name in names]
    path = Path(output)
    return [path] if len(names) == 1 else [path.with_name(f"{path.stem}-{name}{path.suffix}") for name in names]
