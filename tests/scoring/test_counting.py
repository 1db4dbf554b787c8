"""Indicators that count others: what is met up to a limit, by numbers and by words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

import jixiao
from jixiao.rules.policy import Policy, PolicyName
from tests.rules.small import case, leaf

DEPARTMENT = jixiao.load_ruleset("sichuan-department-2020")
WORDS = evolve(DEPARTMENT, policies={**DEPARTMENT.policies, PolicyName.WORDS_FOR_NUMBER: Policy("full", "试")})


def met_of_ten(*answers: tuple[str, str], ruleset: jixiao.Ruleset = DEPARTMENT) -> tuple[Fraction, Fraction]:
    rows = [
        leaf(f"甲{at}", target, actual, 5, level1="部门产出", level2="数量")
        for at, (target, actual) in enumerate(answers)
    ]
    counting = leaf("目标完成", "≥1", None, 10, level1="预算编制")
    score = jixiao.evaluate(case(counting, *rows), ruleset).leaves[0].score
    return score.low, score.high


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("≥5", "4.99", 0),
        ("≥5", "5", 10),
        ("≥5", "6.5", 10),
        ("≥5", "6.51", 0),
        ("=5", "6.5", 10),  # 完成值不低于目标值、且不超过目标值 30%
        ("=5", "6.51", 0),
        ("=5", "4.99", 0),
    ],
)
def test_a_quantity_is_met_from_its_target_up_to_the_limit_above_it(target: str, actual: str, met: int) -> None:
    assert met_of_ten((target, actual)) == (met, met)
    assert met_of_ten((target, actual), ("≥5", "5")) == (Fraction(met + 10, 2), Fraction(met + 10, 2))


def test_words_that_count_as_met_have_no_number_to_be_too_high() -> None:
    assert met_of_ten(("≥5", "已完成"), ("≥5", "9"), ruleset=WORDS) == (5, 5)
    assert met_of_ten(("≥5", "已完成"), ("≥5", "9")) == (0, 10)
