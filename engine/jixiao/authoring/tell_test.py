"""What the examples of a ruleset show, as lines: those that fail, what was never tried, mutants that nobody noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from jixiao.authoring.coverage import Coverage, rate_text
from jixiao.authoring.examples import ExampleOutcome
from jixiao.authoring.mutate import Mutation
from jixiao.authoring.tell_check import Line

__all__ = ["examples_json", "examples_lines"]


def examples_lines(
    outcomes: Sequence[ExampleOutcome],
    covered: Coverage,
    mutation: Mutation | None,
    lang: str = "zh",
    *,
    verbose: bool = False,
) -> Iterator[Line]:
    """Examples, coverage and (where asked for) mutants; suggestions are listed with ``verbose`` or for survivors."""
    zh = lang == "zh"
    failed = [each for each in outcomes if not each.holds]
    style = "bold red" if failed else "green"
    yield style, f"{'样例' if zh else 'examples'} {len(outcomes) - len(failed)}/{len(outcomes)}"
    for each in failed:
        yield "red", f"  ✗ {each.name}  {each.path}"
        for failure in each.failures:
            text = (
                f"{failure.what}：应为 {failure.wanted}，得 {failure.found}"
                if zh
                else f"{failure.what}: wanted {failure.wanted}, got {failure.found}"
            )
            yield "", f"    {text}"
    yield "", ""
    yield from _covered(covered, zh, verbose)
    if mutation is not None:
        yield "", ""
        yield from _mutants(mutation, zh)


def _covered(covered: Coverage, zh: bool, verbose: bool) -> Iterator[Line]:
    done, every = covered.tried
    style = "green" if done == every else "yellow"
    yield style, f"{'边界覆盖' if zh else 'boundary coverage'} {rate_text(covered.tried)}"
    for rule, group in groupby(covered.spots, key=lambda spot: spot.rule):
        spots = list(group)
        rest = [spot for spot in spots if not spot.covered]
        tried = Coverage(tuple(spots)).tried
        yield "", f"  {rule}  {rate_text(tried)}"
        for spot in rest:
            where = spot.zh if zh else spot.en
            why = (spot.impossible_zh if zh else spot.impossible_en) or ("没有样例" if zh else "no example")
            yield "dim", f"    {'·' if not spot.counts else '✗'} {where}{'：' if zh else ': '}{why}"
            if verbose and spot.paste:
                yield from (("cyan", f"      {line}") for line in spot.paste.rstrip("\n").split("\n"))


def _mutants(mutation: Mutation, zh: bool) -> Iterator[Line]:
    killed, survived, equal = len(mutation.killed), len(mutation.survivors), len(mutation.equal)
    every = killed + survived
    style = "bold red" if survived else "green"
    rest = f"另有 {equal} 个与原曲线相等，不计" if zh else f"{equal} more are equal to the original and do not count"
    yield (
        style,
        f"{'变异' if zh else 'mutants'} {'杀死' if zh else 'killed'} {killed}/{every}{'，' if zh else '; '}{rest}",
    )
    for mutant, example in mutation.survivors:
        owner = mutant.rule or ("整套规则" if zh else "the whole ruleset")
        yield "red", f"  ✗ {owner}：{mutant.zh}" if zh else f"  ✗ {owner}: {mutant.en}"
        if example:
            yield (
                "dim",
                "    下面的样例能发现它（请按条款核对 score）："
                if zh
                else "    this example would notice (check its score by the clause):",
            )
            yield from (("cyan", f"    {line}") for line in example.rstrip("\n").split("\n"))


def examples_json(outcomes: Sequence[ExampleOutcome], covered: Coverage, mutation: Mutation | None) -> dict[str, Any]:
    """The same for a machine."""
    done, every = covered.tried
    told: dict[str, Any] = {
        "examples": [
            {
                "path": each.path,
                "name": each.name,
                "holds": each.holds,
                "failures": [{"what": one.what, "wanted": one.wanted, "found": one.found} for one in each.failures],
            }
            for each in outcomes
        ],
        "coverage": {
            "tried": done,
            "of": every,
            "missing": [
                {
                    "rule": spot.rule,
                    "where": spot.zh,
                    "impossible": spot.impossible_zh or None,
                    "paste": spot.paste or None,
                }
                for spot in covered.spots
                if not spot.covered
            ],
        },
    }
    if mutation is not None:
        told["mutants"] = {
            "killed": len(mutation.killed),
            "equal": len(mutation.equal),
            "survivors": [
                {"rule": mutant.rule, "mutant": mutant.zh, "paste": paste} for mutant, paste in mutation.survivors
            ],
        }
    return told
