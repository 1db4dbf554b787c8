"""What is still missing, by the points that hang on it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from jixiao.kernel.structure import Text
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.missing import to_collect
from tests.examples import examples
from tests.scoring.cases import cases, scored

some = examples(60)


@some
@given(cases)
def test_what_is_missing_is_all_that_keeps_the_total_open_most_points_first(case: Case) -> None:
    result = scored(case)
    items = to_collect(result)
    total = result.tree.total.score
    assert sum((item.points for item in items), Fraction(0)) == total.high - total.low
    assert [item.points for item in items] == sorted((item.points for item in items), reverse=True)
    assert all(item.points > 0 and item.leaf.is_open for item in items)


@pytest.mark.parametrize(
    ("target", "actual", "what"),
    [
        ("≥5次", None, "actual"),
        ("健全", "部分达成", "judgement"),
        ("健全", "说不清", "answer"),
        ("≥95%", "0.98", "answer"),
        ("≥≥5", "5", "target"),
    ],
)
def test_it_says_what_is_wanted(target: str, actual: str | None, what: str) -> None:
    row = Indicator("甲", "产出指标", "数量指标", Text(target), Fraction(10), None if actual is None else Text(actual))
    case = Case(1, Project(year=2021, budget=Text("1元"), executed=Text("1元"), ruleset="cn-2020-10"), (row,))
    assert [item.what for item in to_collect(scored(case))] == [what]
