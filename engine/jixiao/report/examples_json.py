"""What the examples of a ruleset show, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jixiao.authoring.coverage import Coverage
from jixiao.authoring.examples import ExampleOutcome
from jixiao.authoring.mutate import Mutation
from jixiao.kernel.words import DEFAULT, in_words

__all__ = ["examples_json"]


def examples_json(
    outcomes: Sequence[ExampleOutcome], covered: Coverage, mutation: Mutation | None, lang: str = DEFAULT
) -> dict[str, Any]:
    """Examples, coverage and (where asked for) mutants, in full."""
    done, every = covered.tried
    told: dict[str, Any] = {
        "examples": [
            {
                "path": each.path,
                "name": each.name,
                "holds": each.holds,
                "failures": [
                    {"what": one.what, "wanted": in_words(one.wanted, lang), "found": in_words(one.found, lang)}
                    for one in each.failures
                ],
            }
            for each in outcomes
        ],
        "coverage": {
            "tried": done,
            "of": every,
            "missing": [
                {
                    "rule": spot.rule,
                    "where": in_words(spot.where, lang),
                    "impossible": None if spot.impossible is None else in_words(spot.impossible, lang),
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
                {"rule": mutant.rule, "mutant": in_words(mutant.what, lang), "paste": paste}
                for mutant, paste in mutation.survivors
            ],
        }
    return told
