"""``jixiao rules test``: the examples of a ruleset, what they try, and whether they would notice a mistake."""

from __future__ import annotations

import click

from jixiao.cli.common import DONE, FINDINGS, emit, json_text, reporting, show
from jixiao.cli.spoken import Command
from jixiao.rules.find import named_ruleset

__all__ = ["command"]


@click.command("test", cls=Command, help="cli.rules.test")
@click.argument("name", metavar="ID|FILE")
@click.option("--mutate", is_flag=True, help="cli.rules.test.mutate")
@click.option("--strict", is_flag=True, help="cli.rules.test.strict")
@click.option("--verbose", is_flag=True, help="cli.rules.test.verbose")
@click.option("--json", "as_json", is_flag=True, help="cli.option.json")
@click.pass_obj
def command(lang: str, name: str, mutate: bool, strict: bool, verbose: bool, as_json: bool) -> int:
    """Run a ruleset's own examples."""
    from jixiao.authoring.coverage import coverage
    from jixiao.authoring.examples import run_examples
    from jixiao.authoring.mutate import mutation
    from jixiao.report.examples_json import examples_json
    from jixiao.report.examples_text import examples_lines

    with reporting(lang):
        ruleset = named_ruleset(name)
    outcomes, covered = run_examples(ruleset), coverage(ruleset)
    mutants = mutation(ruleset) if mutate else None
    if as_json:
        emit(json_text(examples_json(outcomes, covered, mutants, lang), to_stdout=True, indent=2) + "\n")
    else:
        show(lambda width: examples_lines(outcomes, covered, mutants, width, lang, verbose=verbose))
    done, every = covered.tried
    wrong = any(not each.holds for each in outcomes) or (mutants is not None and bool(mutants.survivors))
    return FINDINGS if wrong or (strict and done < every) else DONE
