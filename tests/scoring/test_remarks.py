"""What is said of a case as a whole: each thing where it stands, and only where there is something to say."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import jixiao
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.structure import Text
from jixiao.kernel.when import When
from jixiao.scoring.case import Case, Fund, Goal, Group, Indicator, Project
from jixiao.scoring.evaluate import Result, evaluate
from tests.rules.small import branch, small

CN = jixiao.load_ruleset("cn-2020-10")
SICHUAN = jixiao.load_ruleset("sichuan-project-2023")


def row(name: str = "甲", points: str = "90", **more: Any) -> Indicator:
    return Indicator(
        name, "产出指标", "数量指标", target=Text("≥1个"), actual=Text("1个"), points=Fraction(points), **more
    )


def scored(*rows: Indicator, ruleset: jixiao.Ruleset = CN, year: int | None = 2021, **more: Any) -> Result:
    project = Project(year=year, budget=Text("100元"), executed=Text("100元"))
    return evaluate(Case(1, project, rows, **more), ruleset)


def said(result: Result, code: str) -> list[Diagnostic]:
    return [each for each in result.diagnostics if each.code == code]


def places(result: Result, code: str) -> list[str | None]:
    return [each.place.path for each in said(result, code)]


@pytest.mark.parametrize(
    ("year", "told"), [(2019, True), (2020, False), (2021, False), (2022, False), (2023, True), (None, False)]
)
def test_a_year_from_the_first_to_the_last_of_a_ruleset_is_its_own(year: int | None, told: bool) -> None:
    ruleset = evolve(CN, valid_from=datetime.date(2020, 6, 15), valid_to=datetime.date(2022, 6, 15))
    found = scored(row(), ruleset=ruleset, year=year)
    assert places(found, "JX219") == (["$.project.year"] if told else [])


def test_a_name_that_stands_twice_in_one_branch_is_told_once() -> None:
    found = scored(row("甲", "30"), row("乙", "30"), row("甲", "15"), row("甲", "15"))
    assert places(found, "JX210") == ["$.indicator[0].level3"]
    elsewhere = evolve(row("甲", "45"), level1="效益指标", level2="社会效益指标")
    assert said(scored(row("甲", "45"), elsewhere), "JX210") == []
    assert said(scored(row("甲", "45"), evolve(row("甲", "45"), level2="质量指标")), "JX210") == []


def test_a_group_and_a_goal_that_nothing_names_are_told() -> None:
    group, goal = Group("合并", points=Fraction(90)), Goal("目标", Fraction(90))
    named = scored(row(group="合并", goal="目标"), group=(group,), goal=(goal,))
    assert said(named, "JX293") == said(named, "JX237") == []
    other = scored(row("甲", "45"), row("乙", "45", group="别的", goal="他的"), group=(group,), goal=(goal,))
    assert places(other, "JX293") == ["$.indicator[1].group"]
    assert places(other, "JX237") == ["$.indicator[1].goal"]


@pytest.mark.parametrize(
    ("initial", "budget", "reason", "told"),
    [
        ("50元", "60元", "", ["$.funds[0].budget"]),
        ("60元", "60元", "", []),
        (None, "60元", "", []),
        ("50元", None, "", []),
        ("50元", "60元", "年中追加", []),
    ],
)
def test_a_budget_that_was_changed_is_explained_by_the_reason_of_execution(
    initial: str | None, budget: str | None, reason: str, told: list[str]
) -> None:
    fund = Fund(
        "中央", initial=None if initial is None else Text(initial), budget=None if budget is None else Text(budget)
    )
    execution = Indicator(SICHUAN.execution.names[0], "项目完成", points=Fraction(10), reason=reason)
    found = scored(execution, row(), ruleset=SICHUAN, funds=(fund,))
    assert places(found, "JX808") == told


def test_a_date_without_a_year_needs_no_year_of_the_project() -> None:
    monitoring = jixiao.load_ruleset("cn-monitoring-lights")
    case = Case(1, Project(budget=Text("100元"), executed=Text("50元")), (row(),))
    for month in (2, 6):
        assert evaluate(case, monitoring, When(month=month)).as_of == When(month=month)
    assert "JX245" in [each.code for each in evaluate(case, monitoring).diagnostics]


@pytest.mark.parametrize(("points", "told"), [("90", []), ("89", ["$.indicator"]), ("91", ["$.indicator"])])
def test_points_that_are_not_a_hundred_are_told(points: str, told: list[str]) -> None:
    assert places(scored(row(points=points)), "JX209") == told


def test_rows_of_a_ruleset_of_a_part_of_the_table_may_stand_in_the_whole_of_it() -> None:
    part = small(framework=branch("产出", 40), total=40)
    for points, told in ((40, 0), (100, 0), (99, 1), (50, 1)):
        indicator = Indicator("甲", "产出", target=Text("≥1个"), actual=Text("1个"), points=Fraction(points))
        found = evaluate(Case(1, Project(year=2021), (indicator,)), part)
        assert len(said(found, "JX209")) == told


def test_a_branch_that_is_given_in_full_is_told_with_its_points() -> None:
    framework = branch("产出", 60) + branch("效益", 40, 'absent = { policy = "full", because = "试" }')
    indicator = Indicator("甲", "产出", target=Text("≥1个"), actual=Text("1个"))
    found = evaluate(Case(1, Project(year=2021), (indicator,)), small(framework=framework))
    (told,) = said(found, "JX250")
    assert dict(told.args) == {"name": "效益", "n": "40", "ruleset": "small"}
    assert told.place.path == "$.indicator"
