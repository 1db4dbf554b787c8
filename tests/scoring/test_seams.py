"""Where what is written becomes the number that enters the curve: target and actual, actual and base, budget and spent.

The expectations are worked out by hand from what the cells say; a pair is (low, high) of the points.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

import jixiao
from jixiao.kernel.structure import Text
from jixiao.scoring.score import Score

OPEN = ("0", "90")


def scored(target: str, actual: str, ruleset: str = "cn-2020-10", *, points: str = "90", **row: str) -> Score:
    names = {"level1": "产出指标", "level2": "数量指标", "level3": "某项", **row}
    indicator = jixiao.Indicator(target=Text(target), actual=Text(actual), points=Fraction(points), **names)  # type: ignore[arg-type]
    case = jixiao.Case(1, jixiao.Project(year=2021), (indicator,))
    return next(leaf for leaf in jixiao.evaluate(case, jixiao.load_ruleset(ruleset)).leaves if leaf.index == 0).score


def bounds(score: Score) -> tuple[str, str]:
    return str(score.low.limit_denominator(10**6)), str(score.high.limit_denominator(10**6))


@pytest.mark.parametrize(
    ("target", "actual", "low", "high"),
    [
        ("≥100", "98万元", "441/5", "441/5"), ("≤100", "98万元", "90", "90"), ("≥0.9", "85%", "85", "85"), ("100万", "99", "891/10", "891/10"),
        ("较上年下降≥10%", "-12%", "90", "90"), ("[90%,95%)", "92%", "90", "90"), ("0～5%", "4%", "90", "90"), ("-10%～20%", "25%", "72", "72"), ("-10%～20%", "-12%", *OPEN), ("8本", "4家", *OPEN),
        ("≥95%", "0.96", *OPEN), ("100%", "85.2/86万元", "2229/25", "2229/25"), ("100%", "100/100", "90", "90"), ("≤12/10万", "10/10万", "90", "90"),
        ("0起", "2起", "0", "0"), ("0起", "0起", "90", "90"), ("是/否 否", "否", "72", "90"), ("是/否 否", "是", "0", "54"),
        ("高中低 低", "低", "72", "90"), ("高中低 低", "高", *OPEN),
    ],
)  # fmt: skip
def test_target_and_actual(target: str, actual: str, low: str, high: str) -> None:
    assert bounds(scored(target, actual)) == (low, high)


@pytest.mark.parametrize(
    ("target", "actual", "base", "points"),
    [
        ("较上年增长≥8%", "53", "50万元", "135/2"),
        ("较上年增长≥8%", "53万元", "50", "135/2"),
        ("较上年增长≥8%", "53万元", "50万元", "135/2"),
        ("较上年增长≥100万元", "550", "500", "45"),
        ("较上年增长≥100万元", "550万元", "500", "45"),
        ("较上年下降≥10%", "44", "50", "90"),
        ("较上年增长≥8%", "60‰", "50人", "135/2"),
        ("较上年增长≥8%", "6%", "50人", "135/2"),
    ],
)
def test_actual_and_base(target: str, actual: str, base: str, points: str) -> None:
    assert bounds(scored(target, actual, base=base)) == (points, points)


@pytest.mark.parametrize(
    ("ruleset", "target", "actual", "level2", "level3", "points", "score"),
    [
        ("sichuan-department-2020", "≤0.1", "2%", "g", "编制准确", "10", "8"),
        ("hunan-department", "=0", "12%", "预算执行", "预算调整率", "3", "1"),
    ],
)
def test_a_curve_over_the_value_itself(
    ruleset: str, target: str, actual: str, level2: str, level3: str, points: str, score: str
) -> None:
    level1 = "预算编制" if level2 == "g" else "过程"
    found = scored(target, actual, ruleset, points=points, level1=level1, level2=level2, level3=level3)
    assert bounds(found) == (score, score)


@pytest.mark.parametrize(
    ("budget", "executed", "score"),
    [
        ("2021.12", "2000.05", "99/10"), ("100万", "99", "99/10"), ("100万元", "99", "99/10"), ("100", "99万元", "99/10"), ("100万元", "990000元", "99/10"),
        ("1000000", "99万元", "99/10"), ("100万元", "99万", "99/10"),
    ],
)  # fmt: skip
def test_budget_and_amount_spent(budget: str, executed: str, score: str) -> None:
    project = jixiao.Project(year=2021, budget=Text(budget), executed=Text(executed))
    case = jixiao.Case(
        1, project, (jixiao.Indicator(level3="某项", target=Text("≥1个"), points=Fraction(90), actual=Text("1个")),)
    )
    result = jixiao.evaluate(case, jixiao.load_ruleset("cn-2020-10"))
    execution = next(leaf for leaf in result.leaves if leaf.index is None)
    assert bounds(execution.score) == (score, score)


@pytest.mark.parametrize(("budget", "executed"), [("100万元", "5"), ("100万", "300000000"), ("100万元", "3人")])
def test_what_cannot_be_compared_leaves_execution_open(budget: str, executed: str) -> None:
    project = jixiao.Project(year=2021, budget=Text(budget), executed=Text(executed))
    case = jixiao.Case(
        1, project, (jixiao.Indicator(level3="某项", target=Text("≥1个"), points=Fraction(90), actual=Text("1个")),)
    )
    result = jixiao.evaluate(case, jixiao.load_ruleset("cn-2020-10"))
    execution = next(leaf for leaf in result.leaves if leaf.index is None)
    assert bounds(execution.score) == ("0", "10")
