"""``jixiao aggregate``: several units' tables made one, before the whole is scored once."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.common import emit, exit_code, reporting, tell, write_output
from jixiao.cli.score import ruleset_for
from jixiao.cli.spoken import Command
from jixiao.documents.load import load_every
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import series
from jixiao.scoring.aggregate import merge_units
from jixiao.scoring.case import Case, case_document

__all__ = ["command"]


@click.command("aggregate", cls=Command, help="cli.aggregate")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CASE…")
@click.option("--ruleset", metavar="ID|FILE", help="cli.option.ruleset")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.read.output")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--verbose", is_flag=True, help="cli.option.verbose")
@click.pass_obj
def command(
    lang: str,
    cases: tuple[Path, ...],
    ruleset: str | None,
    output: Path | None,
    strict: bool,
    force: bool,
    verbose: bool,
) -> int:
    """Make one case of several units' cases, as the ruleset says. Exit 0 done, 1 warnings with --strict, 2 bad input."""
    from jixiao.documents.toml_ import write_case

    with reporting(lang):
        opened = [each for path in cases for each in load_every(path)]
        units = [each.case for each in opened]
        rules = ruleset_for(units[0], ruleset or _named(units))
        whole = merge_units(units, rules)
    text = write_case(case_document(whole))
    if output is None:
        emit(text)
    else:
        write_output(output, text, force=force, lang=lang)
    found = tuple(said for each in opened for said in each.diagnostics)
    tell(found, lang, notes=verbose)
    return exit_code(found, strict=strict)


def _named(units: list[Case]) -> str | None:
    """The ruleset that the units name; None where none does. Raises JixiaoError (JX232) where they name several."""
    names = list(dict.fromkeys(each.project.ruleset for each in units if each.project.ruleset))
    if len(names) > 1:
        raise JixiaoError(diagnose("JX232", units[0].place("$.project.ruleset"), known=series("list.comma", names)))
    return names[0] if names else None
