"""What surprises an officer is said beside the score."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

import jixiao
from jixiao.kernel.structure import Text
from jixiao.rules.ruleset import GradedTotal
from jixiao.scoring.case import Case, Fund, Indicator, Project
from jixiao.scoring.evaluate import Result, evaluate

CN = jixiao.load_ruleset("cn-2020-10")


def scored(*rows: Indicator, ruleset: jixiao.Ruleset = CN) -> Result:
    return evaluate(Case(1, Project(year=2021, budget=Text("100元"), executed=Text("100元")), rows), ruleset)


def row(target: str, actual: str, points: str = "90", name: str = "x", **more: object) -> Indicator:
    branch = ("产出指标", "时效指标")
    return Indicator(name, *branch, target=Text(target), actual=Text(actual), points=Fraction(points), **more)  # type: ignore[arg-type]


def codes(result: Result) -> list[str]:
    return [each.code for each in result.diagnostics]


def test_the_day_before_which_it_is_wanted_is_asked_about() -> None:
    for actual, low, high, code in [
        ("2021年12月30日", 90, 90, False),
        ("2021年12月31日", 0, 90, True),
        ("2022年1月1日", 0, 90, False),
    ]:
        result = scored(row("2021年12月31日前", actual))
        leaf = result.leaves[-1]
        assert (leaf.score.low, leaf.score.high, "JX805" in codes(result)) == (low, high, code)
    assert not scored(row("2021年12月31日前", "2021年12月31日")).leaves[-1].score.high_open
    assert scored(row("2021年12月31日前", "2021年12月31日", judgement=Fraction(1))).leaves[-1].score.low == 90
    assert scored(row("2021年12月31日前", "2021年12月31日", judgement=Fraction(1, 2))).leaves[-1].score.low == 45


@pytest.mark.parametrize("name", ["年度预算执行率", "本年度预算执行率", "项目预算执行率"])
def test_budget_execution_by_a_longer_name_is_no_second_row(name: str) -> None:
    result = scored(row("≥1个", "1个"), Indicator(name, "预算执行率", points=Fraction(10)))
    assert [leaf.indicator.level3 for leaf in result.leaves] == ["x", name]
    assert result.leaves[-1].score.low == 10
    assert "JX803" in codes(result)


def test_a_grade_that_the_printed_total_does_not_tell_is_said() -> None:
    assert CN.grades is not None
    unrounded = evolve(CN, grades=evolve(CN.grades, on=GradedTotal.UNROUNDED))
    just_short = scored(row("≥90000", "79996"), ruleset=unrounded)
    assert (just_short.tree.total.score.low, just_short.grades) == (90, ("良",))
    assert "JX802" in codes(just_short)
    assert "JX802" not in codes(scored(row("≥90000", "80000"), ruleset=unrounded))
    assert "JX802" not in codes(scored(row("≥90000", "79996")))


def test_each_of_several_targets_says_what_is_assumed_of_it() -> None:
    assert "JX203" in codes(scored(row("100个；≥95%", "100个；96%")))


def test_a_row_left_out_asks_for_no_reason() -> None:
    result = scored(row("≥10个", "9个", not_applicable=True))
    assert "JX216" not in codes(result)


@pytest.mark.parametrize(
    ("amounts", "said"), [(("60万元", "40万元"), False), (("60万元", "30万元"), True), (("100万元", "60万元"), False)]
)
def test_funds_that_do_not_add_up_are_said(amounts: tuple[str, ...], said: bool) -> None:
    funds = tuple(Fund(f"来源{at}", budget=Text(each)) for at, each in enumerate(amounts))
    project = Project(year=2021, budget=Text("100万元"), executed=Text("90万元"))
    result = evaluate(Case(1, project, (row("≥1个", "1个"),), funds), CN)
    assert ("JX804" in codes(result)) is said
    assert result.leaves[0].score.low == 9
