"""What seek answers, put back as the actual, reaches the total that was asked for, and nothing outside does: every ruleset.

A fall (下降) is left out: what is sought there is the fall, which nobody writes with a minus.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Text
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.score import Score
from jixiao.scoring.seek import Aim, SoughtAs, seek

RULESETS = [jixiao.load_ruleset(each) for each in jixiao.list_rulesets()]
TARGETS = [
    "≥{a}",
    "≤{a}",
    "={a}",
    ">{a}",
    "<{a}",
    "{a}",
    "≥{a}%",
    "≤{a}%",
    "={a}%",
    "≥-{a}%",
    "≤-{a}%",
    "=-{a}%",
    "=0%",
    "0%",
    "≤0%",
    "≥0%",
    "0～{a}%",
    "{a}-{b}%",
    "-{a}%～{b}%",
    "较上年增长≥{a}%",
]
PROJECT = Project(year=2021, budget=Text("100元"), executed=Text("90元"))
LITTLE = Fraction(1, 10**6)


def total(row: Indicator, ruleset: jixiao.Ruleset, actual: Fraction, unit: str) -> Score:
    given_row = evolve(row, actual=Text(plain(actual) + unit))
    return evaluate(Case(1, PROJECT, (given_row,)), ruleset).tree.total.score


def inside(part: Interval) -> list[Fraction]:
    """Decimals in the part: at its ends, or just within them."""
    ends = []
    if part.low is not None:
        ends.append(part.low if not part.low_open and "/" not in plain(part.low) else part.low + LITTLE)
    if part.high is not None:
        ends.append(part.high if not part.high_open and "/" not in plain(part.high) else part.high - LITTLE)
    return [cut for end in ends or [Fraction(0)] if (cut := Fraction(round(end * 10**9), 10**9)) in part]


@given(
    st.sampled_from(RULESETS),
    st.sampled_from(TARGETS),
    st.integers(1, 40),
    st.integers(1, 30),
    st.sampled_from([5, 10, 90]),
    st.integers(1, 100),
    st.integers(-6000, 8000),
)
def test_what_is_sought_reaches_the_total(
    ruleset: jixiao.Ruleset, target: str, a: int, width: int, points: int, aim: int, other: int
) -> None:
    branch, unit = ruleset.framework.branches[-1], "%" if "%" in target else ""
    level2 = branch.level2[0].name if branch.level2 else "某类"
    text = Text(target.format(a=a, b=a + width))
    row = Indicator("某项", branch.name, level2, target=text, points=Fraction(points))
    result = evaluate(Case(1, PROJECT, (row,)), ruleset)
    leaf = next(leaf for leaf in result.leaves if leaf.index == 0)
    wanted = result.tree.total.score.low - leaf.score.low + Fraction(points * aim, 100)
    sought = next(each for each in seek(result, Aim(wanted)).sought if each.leaf.index == 0)
    if sought.form is not SoughtAs.NUMBER:
        return
    for part in sought.alone.parts:
        for actual in inside(part):
            assert total(row, ruleset, actual, unit).low >= wanted
    outside = Fraction(other, 100)
    if not any(outside in part for part in sought.alone.parts):
        assert total(row, ruleset, outside, unit).low < wanted
