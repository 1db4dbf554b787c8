"""A bare target of zero is met by zero alone and by no other actual."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.structure import Text
from tests.examples import examples

RULESETS = ["cn-2020-10", "cn-2016-legacy", "cn-2021-101", "hubei-2020", "zhengzhou-2021"]


def share(ruleset: str, target: str, actual: str, level3: str) -> tuple[Fraction, bool | None]:
    indicator = jixiao.Indicator(level3=level3, target=Text(target), actual=Text(actual), points=10)
    case = jixiao.Case(1, jixiao.Project(year=2021), (indicator,))
    result = jixiao.evaluate(case, jixiao.load_ruleset(ruleset))
    leaf = next(leaf for leaf in result.leaves if leaf.index == 0)
    assert leaf.outcome.share.low == leaf.outcome.share.high
    return leaf.outcome.share.low, leaf.outcome.met


@pytest.mark.parametrize("ruleset", RULESETS)
@pytest.mark.parametrize("level3", ["重大森林火灾", "无责任事故率", "某项数量"])
@examples(30)
@given(actual=st.integers(-40, 40))
def test_zero_and_nothing_else_meets_it(ruleset: str, level3: str, actual: int) -> None:
    wanted = (Fraction(1), True) if actual == 0 else (Fraction(0), False)
    assert share(ruleset, "0%", f"{actual}%", level3) == wanted


def test_a_printed_bound_of_zero_is_a_bound() -> None:
    assert share("cn-2020-10", "≤0%", "-3%", "三公经费变动率") == (Fraction(1), True)
    assert share("cn-2020-10", "≥0%", "3%", "增长率") == (Fraction(1), True)
