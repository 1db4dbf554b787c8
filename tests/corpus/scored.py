"""One row scored as a user's is: a case of its own under a ruleset whose shares are completion ratios."""

from __future__ import annotations

from functools import cache

import jixiao
from jixiao.kernel.structure import Text

__all__ = ["score_one"]

_RULESET = "cn-2020-10"


@cache
def _ruleset() -> jixiao.Ruleset:
    return jixiao.load_ruleset(_RULESET)


def score_one(target: str, actual: str | None, *, level3: str, level2: str = "", level1: str = "") -> jixiao.Leaf:
    """The row's leaf, worth ten points."""
    indicator = jixiao.Indicator(
        level1=level1,
        level2=level2,
        level3=level3,
        target=Text(target),
        actual=None if actual is None else Text(actual),
        points=10,
    )
    case = jixiao.Case(1, jixiao.Project(year=2021), (indicator,))
    return next(leaf for leaf in jixiao.evaluate(case, _ruleset()).leaves if leaf.index == 0)
