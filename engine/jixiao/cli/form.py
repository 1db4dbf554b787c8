"""``jixiao form``: the official self-evaluation form of a case."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.common import DONE, exit_code, reporting, tell
from jixiao.cli.score import ruleset_for
from jixiao.cli.spoken import Command
from jixiao.documents.load import load_any
from jixiao.scoring.evaluate import evaluate

__all__ = ["command"]


@click.command("form", cls=Command, help="cli.form")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
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
    output: Path,
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
        opened = load_any(case, actuals)
        if blank:
            write_form(output, opened.case, None, blank=True, with_contacts=with_contacts, force=force)
            return DONE
        result = opened.told(evaluate(opened.case, ruleset_for(opened.case, ruleset)))
        write_form(output, opened.case, result, with_contacts=with_contacts, force=force)
    tell(result.diagnostics, lang, notes=verbose)
    return exit_code(result.diagnostics, strict=strict)
