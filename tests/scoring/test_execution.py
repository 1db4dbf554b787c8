"""Budget execution from the figures of a project and of its funds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

import jixiao
from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading, Asked, MeasuredActual, Missing
from jixiao.scoring.case import Case, Fund, Indicator, Project
from jixiao.scoring.execution import Execution, execution_of, is_whole, money, rate_of

F = Fraction


def project(budget: str | None = None, executed: str | None = None, *funds: Fund) -> Case:
    texts = (None if each is None else Text(each) for each in (budget, executed))
    return Case(1, Project("甲", *(), budget=next(texts), executed=next(texts)), funds=funds)


def told(found: Execution) -> list[tuple[str, str]]:
    return [(each.code, each.place.path or "") for each in found.diagnostics]


@pytest.mark.parametrize(
    ("budget", "executed", "rate"),
    [(F(100), F(95), F(95)), (F(3), F(1), F(100, 3)), (F(100), F(0), F(0)), (None, F(1), None), (F(1), None, None),
     (None, None, None), (F(0), F(1), None), (F(0), None, None)],
)  # fmt: skip
def test_the_rate_is_in_percent_and_none_where_a_figure_is(
    budget: Fraction | None, executed: Fraction | None, rate: Fraction | None
) -> None:
    found = Execution(Text("x"), budget, executed)
    assert found.rate == rate
    assert found.reading == ActualReading(Missing() if rate is None else MeasuredActual(rate))


@pytest.mark.parametrize(
    ("budget", "executed", "figures", "said"),
    [
        ("86万元", "85.2万元", (860_000, 852_000), []),
        ("86万元", None, (860_000, None), []),
        (None, None, (None, None), []),
        ("八成", "85.2万元", (None, 852_000), [("JX231", "$.project.budget")]),
        ("86万元", "不详", (860_000, None), [("JX231", "$.project.executed")]),
        ("86", "85.2万元", (86, F("85.2")), [("JX287", "$.project.executed")]),
        ("100万元", "5000", (None, None), [("JX244", "$.project.executed")]),
    ],
)
def test_what_is_not_read_is_said_at_its_place_and_shown_as_written(
    budget: str | None, executed: str | None, figures: tuple[object, ...], said: list[tuple[str, str]]
) -> None:
    found = execution_of(project(budget, executed))
    assert (found.budget, found.executed) == figures
    assert found.text == f"{executed or '—'}/{budget or '—'}"
    assert told(found) == said


@pytest.mark.parametrize(
    ("funds", "amount"),
    [
        ([("中央", "60万元"), ("地方", "40万元")], "1000000元"),
        ([("中央", "60"), ("地方", "40")], "100"),
        ([("中央", "60万元"), ("地方", None)], None),
        ([("中央", "60万元"), ("地方", "40")], None),
        ([("中央", None)], None),
        ([], None),
        ([("资金总额", "90万元"), ("中央", "60万元")], "90万元"),
        ([("合计", None), ("中央", "60万元")], "600000元"),
        ([("合计", "1元"), ("总计", "2元"), ("中央", "60万元")], "600000元"),
    ],
)
@pytest.mark.parametrize("key", ["budget", "executed"])
def test_a_total_that_is_not_given_is_that_of_the_whole_or_the_sum_of_all(
    key: str, funds: list[tuple[str, str | None]], amount: str | None
) -> None:
    rows = [Fund(source, **{key: None if text is None else Text(text)}) for source, text in funds]
    found = execution_of(project(None, None, *rows))
    assert found.text == (f"—/{amount or '—'}" if key == "budget" else f"{amount or '—'}/—")
    added = amount is not None and all(amount != text for _, text in funds)
    assert told(found) == ([("JX251", "$.funds")] if added else [])


def test_what_the_project_says_goes_before_its_funds() -> None:
    funds = (Fund("中央", budget=Text("1元"), executed=Text("1元"), received=Text("50元"), initial=Text("80元")),)
    own = project("100元", "40元", *funds)
    assert execution_of(own).rate == 40
    assert execution_of(own, "received").rate == 80
    assert execution_of(own, "initial").rate == 50


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1元", 1),
        ("=1.5万元", 15_000),
        ("86", 86),
        ("2021.12", F("2021.12")),
        ("0", 0),
        ("-1元", None),
        ("≥1元", None),
        ("1人", None),
        ("95%", None),
        ("健全", None),
    ],
)
def test_money_is_an_amount_of_yuan_or_of_no_unit(text: str, value: Fraction | None) -> None:
    found = money(text)
    assert (None if found is None else found.value) == value
    assert money(None) is None


@pytest.mark.parametrize(
    ("source", "whole"),
    [
        ("年度资金总额", True),
        ("年度资金总额（万元）：", True),
        ("合 计", True),
        ("【合计】", False),
        ("其中：中央财政", False),
        ("总额以外", False),
    ],
)
def test_the_row_of_the_whole_is_known_by_the_end_of_its_name(source: str, whole: bool) -> None:
    assert is_whole(source) is whole


@pytest.mark.parametrize(
    ("text", "value", "rate"),
    [("95%", 95, 95), ("500", 500, 500), ("501", 501, None), ("501%", 501, 501), ("百分之六百", 600, 600)],
)
def test_a_bare_number_beyond_five_times_a_hundred_is_no_percentage(text: str, value: int, rate: int | None) -> None:
    read = ActualReading(MeasuredActual(F(value)))
    found = rate_of(text, read)
    if rate is not None:
        assert found is read
    else:
        assert isinstance(found.value, Asked)
        assert [each.code for each in found.diagnostics] == ["JX138"]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("2000/2500", 80),
        ("2000.05/4000.1", 50),
        ("１／２", 50),
        ("3万元/60000元", 50),
        ("1/0", None),
        ("1/2/3", None),
        ("x/2", None),
        ("1万元/2人", None),
    ],
)
def test_two_amounts_are_their_rate(text: str, rate: int | None) -> None:
    read = ActualReading(Missing())
    found = rate_of(text, read)
    assert found == (read if rate is None else ActualReading(MeasuredActual(F(rate))))


def test_execution_that_is_no_row_stands_by_the_first_name_of_the_ruleset() -> None:
    ruleset = jixiao.load_ruleset("cn-2020-10")
    for name in (ruleset.execution.names[0], "执行"):
        renamed = evolve(ruleset, execution=evolve(ruleset.execution, names=(name, "别的")))
        (leaf,) = jixiao.evaluate(project("100元", "90元"), renamed).leaves
        assert (leaf.indicator.level3, leaf.index, leaf.score.low) == (name, None, 9)


def test_a_row_of_no_branch_gets_no_points_that_nobody_gave_it() -> None:
    row = Indicator("甲", "别的一级", target=Text("≥1"), actual=Text("1"))
    case = evolve(project("100元", "90元"), indicator=(row,))
    (leaf,) = (each for each in jixiao.evaluate(case, jixiao.load_ruleset("cn-2020-10")).leaves if each.index == 0)
    assert leaf.points == 0
