"""``jixiao rules check``: what a ruleset promises, decided on its curves."""

from __future__ import annotations

from functools import partial

import click

from jixiao.cli.common import DONE, FINDINGS, WRONG, emit, json_text, reporting, show
from jixiao.cli.spoken import Command
from jixiao.rules.find import ruleset_path

__all__ = ["command"]


@click.command("check", cls=Command, help="cli.rules.check")
@click.argument("names", nargs=-1, required=True, metavar="ID|FILE…")
@click.option("--json", "as_json", is_flag=True, help="cli.option.json")
@click.pass_obj
def command(lang: str, names: tuple[str, ...], as_json: bool) -> int:
    """Decide what rulesets promise. Exit 0 all pass, 1 findings, 2 a file that cannot be loaded."""
    from jixiao.authoring.check import check_file
    from jixiao.report.check_json import check_json
    from jixiao.report.check_text import check_lines

    code, told = DONE, []
    for name in names:
        with reporting(lang):
            path = ruleset_path(name)
            report = check_file(path)
        code = max(code, WRONG if report.faults else DONE if report.passes else FINDINGS)
        if as_json:
            told.append(check_json(report, str(path), lang))
        else:
            show(partial(check_lines, report, str(path), lang=lang))
    if as_json:
        emit(json_text(told if len(told) > 1 else told[0], to_stdout=True, indent=2) + "\n")
    return code
