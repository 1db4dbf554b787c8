"""A first level with a cap: every total, the unrounded one too, holds no more of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.scoring.seek import seek, wanted_grade
from tests.rules.small import CLAUSE, branch, leaf, scored, small

_LEVELS = branch("产出", 60, "cap = 20") + branch("效益", 40)
_GRADES = f"""
[grades]
clause = {CLAUSE}
on = "%s"
cut = [{{ name = "优", from = 30 }}, {{ name = "良", from = 0 }}]
"""


def _graded(on: str, benefit: str) -> tuple[Fraction, tuple[str, ...]]:
    ruleset = small(_GRADES % on, framework=_LEVELS)
    rows = leaf("甲", actual="100", points=25), leaf("乙", "≥100", benefit, points=40, level1="效益")
    result = scored(ruleset, *rows)
    return result.tree.total.score.low, result.grades


@pytest.mark.parametrize(("on", "grade"), [("rounded", "优"), ("unrounded", "良")])
def test_what_is_above_the_cap_does_not_carry_an_unrounded_total_over_a_cut(on: str, grade: str) -> None:
    assert _graded(on, "24.99") == (Fraction("30.00"), (grade,))  # 20 + 9.996, which rounds up to 10.00


def test_seek_finds_what_it_takes_beside_a_capped_level() -> None:
    ruleset = small(_GRADES % "unrounded", framework=_LEVELS)
    rows = leaf("甲", actual="100", points=25), leaf("乙", "≥100", None, points=40, level1="效益")
    found = seek(scored(ruleset, *rows), wanted_grade("优", ruleset))
    need = next(each.alone for each in found.sought if each.leaf.index == 1)
    assert Fraction(25) in need.parts[0]
    assert Fraction("24.999") not in need.parts[0]
