"""Actuals are matched by name within their branch, and never by likeness."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.kernel.structure import Text
from jixiao.scoring.actuals import ActualIndicator, ActualProject, Actuals, put_actuals
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.load import case_from_bytes, load_actuals, load_case
from tests.cases.collect import GOOD

SEED = GOOD / "zhengzhou-2021-laojiu"
PRODUCT = ("产出", "数量")


def case(*names: tuple[str, str, str]) -> Case:
    return Case(1, Project(), tuple(Indicator(level3, level1, level2) for level1, level2, level3 in names))


def given_actual(value: str, level3: str, level1: str = "", level2: str = "") -> ActualIndicator:
    return ActualIndicator(level3, level1, level2, Text(value))


def put(into: Case, *rows: ActualIndicator) -> tuple[list[str | None], list[str]]:
    whole, findings = put_actuals(into, Actuals(1, indicator=rows))
    return [row.actual for row in whole.indicator], [each.code for each in findings]


def test_the_recorded_actuals_fit_the_recorded_case() -> None:
    whole, findings = put_actuals(load_case(SEED / "case.toml"), load_actuals(SEED / "actuals.toml"))
    assert not findings
    assert whole.project.executed == "85.2万元"
    assert all(row.actual for row in whole.indicator)
    assert whole.place("$.project.executed").file == str(SEED / "actuals.toml")
    assert whole.place("$.project.budget").file == str(SEED / "case.toml")


def test_what_is_not_given_stays_and_what_is_given_wins() -> None:
    into = Case(1, indicator=(Indicator("甲", actual=Text("1"), judgement=Fraction(1, 2), reason="旧"),))
    kept, _ = put_actuals(into, Actuals(1, indicator=(ActualIndicator("甲"),)))
    new = ActualIndicator("甲", actual=Text("2"), judgement=Fraction(0), reason="新")
    changed, _ = put_actuals(into, Actuals(1, ActualProject(Text("5元")), (new,)))
    assert kept == into
    row = changed.indicator[0]
    assert (row.actual, row.judgement, row.reason, changed.project.executed) == ("2", 0, "新", "5元")


def test_a_name_in_another_branch_is_no_match_and_is_suggested() -> None:
    into = case((*PRODUCT, "培训人次"), ("效益", "社会", "满意度"))
    rows = (given_actual("5", "培训人次", "效益", "社会"),)
    _, findings = put_actuals(into, Actuals(1, indicator=rows))
    assert [each.code for each in findings] == ["JX207"]
    assert str(dict(findings[0].args)["close"]) == "产出 / 数量 / 培训人次"


def test_a_name_in_two_branches_needs_its_branch() -> None:
    into = case((*PRODUCT, "完成率"), ("产出", "质量", "完成率"))
    assert put(into, given_actual("5", "完成率")) == ([None, None], ["JX431"])
    assert put(into, given_actual("5", "完成率", level2="质量")) == ([None, "5"], [])


def test_equal_names_in_one_branch_are_taken_in_order_and_a_third_is_an_error() -> None:
    into = case((*PRODUCT, "完成率"), (*PRODUCT, "完成率"))
    assert put(into, *(given_actual(each, "完成率") for each in "123")) == (["1", "2"], ["JX434"])


@pytest.mark.parametrize("written", ["培训 人次（人）", "培训人次(人)", "\u3000培训人次（人）", "培训人次(人)："])
def test_white_space_and_width_of_characters_do_not_matter(written: str) -> None:
    into = case(("产 出", "数量", "培训人次(人)"))
    assert put(into, given_actual("5", written, "产出")) == (["5"], [])


names = st.sampled_from(["甲", "乙", "甲乙"])


@given(st.lists(st.tuples(names, names, names), min_size=1, max_size=6, unique=True), st.randoms())
def test_rows_with_their_branch_are_put_in_whatever_their_order(
    rows: list[tuple[str, str, str]], random: object
) -> None:
    into = case(*rows)
    actuals = [given_actual(str(at), row[2], row[0], row[1]) for at, row in enumerate(rows)]
    random.shuffle(actuals)  # type: ignore[attr-defined]
    assert put(into, *actuals) == ([str(at) for at in range(len(rows))], [])


@pytest.mark.parametrize("key", ["document = 1", "elsewhere = {}", "extra = 3"])
def test_what_reading_adds_is_no_key_of_a_file_and_extra_is_a_table(key: str) -> None:
    with pytest.raises(JixiaoError) as raised:
        case_from_bytes(f"version = 1\n{key}\n".encode())
    (said,) = raised.value.diagnostics
    assert (said.code, said.place.line) == ("JX005" if "extra" in key else "JX003", 2)
    assert "elsewhere" not in render(said).help
