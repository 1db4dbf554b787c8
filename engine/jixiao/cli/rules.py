"""``jixiao rules``: which rulesets there are, and what they say."""

from __future__ import annotations

import sys

import click

from jixiao.cli import rules_check, rules_diff, rules_plot, rules_test
from jixiao.cli.common import emit, fail, json_text, reporting
from jixiao.cli.spoken import CommandGroup
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.rules.find import list_rulesets, named_ruleset
from jixiao.rules.load import load_ruleset
from jixiao.rules.ruleset import Ruleset

__all__ = ["command"]


@click.group("rules", cls=CommandGroup, help="cli.rules")
def command() -> None:
    """Look at rulesets and the clauses they rest on."""


@command.command("list", help="cli.rules.list")
@click.option("--json", "as_json", is_flag=True, help="cli.option.json")
@click.pass_obj
def list_command(lang: str, as_json: bool) -> None:
    """List the rulesets that can be found."""
    rulesets, faults = _loaded()
    if as_json:
        rows = [{"id": each.id, "title": each.title, "kind": each.kind, "digest": each.digest} for each in rulesets]
        emit(json_text(rows, to_stdout=True, indent=2) + "\n")
    else:
        from jixiao.report.terminal import console, print_rule_list

        print_rule_list(console(sys.stdout), rulesets, lang)
    if faults:
        fail(faults, lang)


def _loaded() -> tuple[list[Ruleset], list[Diagnostic]]:
    """Every ruleset that loads, and what is wrong with the others: one broken file hides none."""
    rulesets: list[Ruleset] = []
    faults: list[Diagnostic] = []
    for path in list_rulesets().values():
        try:
            rulesets.append(load_ruleset(path))
        except JixiaoError as error:
            faults.extend(error.diagnostics)
    return rulesets, faults


@command.command("show", help="cli.rules.show")
@click.argument("name", metavar="ID|FILE")
@click.pass_obj
def show_command(lang: str, name: str) -> None:
    """Show every rule, curve and clause of a ruleset."""
    from jixiao.report.terminal import console, print_ruleset

    with reporting(lang):
        print_ruleset(console(sys.stdout), named_ruleset(name), lang)


command.add_command(rules_check.command)
command.add_command(rules_test.command)
command.add_command(rules_diff.command)
command.add_command(rules_plot.command)
