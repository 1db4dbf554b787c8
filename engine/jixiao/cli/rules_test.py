"""``jixiao rules test``: the examples of a ruleset, what they try, and whether they would notice a mistake."""

from __future__ import annotations

import sys

import click

from jixiao.cli.common import DONE, FINDINGS, json_text, reporting, show
from jixiao.rules.find import load_ruleset

__all__ = ["command"]


@click.command("test")
@click.argument("name", metavar="ID|FILE")
@click.option(
    "--mutate", is_flag=True, help="逐一改错，看样例能否发现 · put in faults and see whether an example notices"
)
@click.option("--strict", is_flag=True, help="边界没有覆盖全时以 1 退出 · exit 1 where a boundary was not tried")
@click.option("--verbose", is_flag=True, help="给出补齐覆盖的样例 · list examples that would fill the gaps")
@click.option("--json", "as_json", is_flag=True, help="机器可读 · as JSON")
@click.pass_obj
def command(lang: str, name: str, mutate: bool, strict: bool, verbose: bool, as_json: bool) -> int:
    """运行规则自带的样例，并说明各条边界是否试过；--mutate 检验样例能否发现改错的规则。

    Run a ruleset's own examples. Exit 0 all hold, 1 a failure or a surviving mutant, 2 a file that cannot be loaded.
    """
    from jixiao.authoring.coverage import coverage
    from jixiao.authoring.examples import run_examples
    from jixiao.authoring.mutate import mutation
    from jixiao.report.examples_json import examples_json
    from jixiao.report.examples_text import examples_lines

    with reporting(lang):
        ruleset = load_ruleset(name)
    outcomes, covered = run_examples(ruleset), coverage(ruleset)
    mutants = mutation(ruleset) if mutate else None
    if as_json:
        sys.stdout.write(json_text(examples_json(outcomes, covered, mutants, lang), to_stdout=True, indent=2) + "\n")
    else:
        show(lambda width: examples_lines(outcomes, covered, mutants, width, lang, verbose=verbose))
    done, every = covered.tried
    wrong = any(not each.holds for each in outcomes) or (mutants is not None and bool(mutants.survivors))
    return FINDINGS if wrong or (strict and done < every) else DONE
