"""Several units made one case: actuals are put together first, then the whole is scored once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.aggregate import merge_units
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.score import Score
from tests.oracle.clauses import cents, fund_weighted
from tests.rules.small import case, codes, leaf, small

MERGE = '\n[merge]\nabsolute = "sum"\nrelative = "fund-weighted"\njudged = "fund-weighted"\n'


def unit(name: str, budget: int | None, *rows: dict[str, object]) -> Case:
    project = {"unit": name} if budget is None else {"unit": name, "budget": f"{budget}元", "executed": f"{budget}元"}
    return case(*rows, project=project)


def merged(*units: Case, ruleset: Ruleset | None = None) -> dict[str, Score]:
    used = ruleset or small(MERGE)
    return {each.indicator.level3: each.score for each in evaluate(merge_units(units, used), used).leaves}


amounts = st.lists(st.tuples(st.integers(1, 999), st.integers(0, 1200), st.integers(1, 99)), min_size=1, max_size=4)


@given(amounts)
def test_absolute_values_are_added_up_before_scoring(rows: list[tuple[int, int, int]]) -> None:
    units = [unit(f"单位{i}", fund, leaf("户数", f"≥{t}户", f"{a}户", 10)) for i, (t, a, fund) in enumerate(rows)]
    target, actual = sum(row[0] for row in rows), sum(row[1] for row in rows)
    assert merged(*units)["户数"] == Score.of(cents(min(Fraction(10), Fraction(10 * actual, target))))


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 99)), min_size=1, max_size=5))
def test_rates_are_weighed_by_funds_exactly_before_scoring(rows: list[tuple[int, int]]) -> None:
    units = [
        unit(f"单位{i}", fund, leaf("合格率", "≥90%", f"{rate / 10:.1f}%", 10)) for i, (rate, fund) in enumerate(rows)
    ]
    mean = fund_weighted([Fraction(rate, 10) for rate, _ in rows], [Fraction(fund) for _, fund in rows])
    assert merged(*units)["合格率"] == Score.of(cents(min(Fraction(10), 10 * mean / 90)))


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 99)), min_size=1, max_size=4))
def test_judgements_are_weighed_by_funds(rows: list[tuple[int, int]]) -> None:
    units = [
        unit(f"单位{i}", fund, leaf("制度", "健全", "达成" if share >= 80 else "部分达成", 10, judgement=f"{share}%"))
        for i, (share, fund) in enumerate(rows)
    ]
    mean = fund_weighted([Fraction(share, 100) for share, _ in rows], [Fraction(fund) for _, fund in rows])
    assert merged(*units)["制度"] == Score.of(cents(10 * mean))


def test_a_unit_without_an_actual_leaves_the_whole_open() -> None:
    units = [unit("甲", 1, leaf("户数", "≥10户", "10户", 10)), unit("乙", 1, leaf("户数", "≥10户", None, 10))]
    assert merged(*units)["户数"] == Score(Fraction(0), Fraction(10))


def test_an_indicator_of_one_unit_only_is_kept() -> None:
    units = [unit("甲", 1, leaf("户数", "≥10户", "5户", 10)), unit("乙", 1, leaf("场次", "≥4场", "4场", 10))]
    assert merged(*units) == {"户数": Score.of(Fraction(5)), "场次": Score.of(Fraction(10))}


def test_words_are_kept_where_all_units_say_the_same() -> None:
    same = [unit(name, 1, leaf("制度", "健全", "达成", 10)) for name in "甲乙"]
    other = [same[0], unit("乙", 1, leaf("制度", "健全", "部分达成", 10))]
    assert merged(*same)["制度"] == Score(Fraction(8), Fraction(10))
    assert merged(*other)["制度"] == Score(Fraction(0), Fraction(10))


def test_lists_and_reasons_and_money_are_put_together() -> None:
    rows = [
        leaf("制度", "健全", "达成", 10, items=items, reason=reason) for items, reason in (("1/2", "迟"), ("2/3", "漏"))
    ]
    whole = merge_units([unit("甲", 3, rows[0]), unit("乙", 4, rows[1])], small(MERGE))
    assert (whole.indicator[0].items, whole.indicator[0].reason) == ("3/5", "迟；漏")
    assert (whole.project.unit, whole.project.budget) == ("甲、乙", "7元")


@pytest.mark.parametrize(
    ("code", "units", "text"),
    [
        ("JX257", [unit("甲", 1, leaf("户数"))], ""),
        ("JX255", [unit("甲", 1, leaf("户数", "≥1户")), unit("乙", 1, leaf("户数", "≥1人"))], MERGE),
        ("JX255", [unit("甲", 1, leaf("制度", "健全")), unit("乙", 1, leaf("制度", "完善"))], MERGE),
        ("JX256", [unit("甲", None, leaf("率", "≥1%", "1%")), unit("乙", 1, leaf("率", "≥1%", "2%"))], MERGE),
        ("JX258", [unit("甲", 1, leaf("率", "≥1%", "1%")), unit("乙", 2, leaf("率", "≥2%", "2%"))], MERGE),
    ],
)
def test_what_cannot_be_put_together_is_refused_by_name(code: str, units: list[Case], text: str) -> None:
    with pytest.raises(JixiaoError) as raised:
        merge_units(units, small(text))
    assert [each.code for each in raised.value.diagnostics] == [code]


def test_judged_scores_are_weighed_as_the_form_shows() -> None:
    rows = [(10, "80%"), (30, "60%")]  # 8 of 10 with 10万, 6 of 10 with 30万
    units = [
        unit(f"单位{i}", fund, leaf("制度", "健全", None, 10, judgement=share)) for i, (fund, share) in enumerate(rows)
    ]
    assert merged(*units)["制度"] == Score.of(Fraction("6.5"))


def test_points_that_differ_are_refused() -> None:
    units = [
        unit("甲", 1, leaf("户数", "≥1户", "1户", 10)),
        unit("乙", 1, leaf("其他"), leaf("户数", "≥1户", "1户", 5)),
    ]
    with pytest.raises(JixiaoError) as raised:
        merge_units(units, small(MERGE))
    assert [(each.code, str(dict(each.args)["targets"])) for each in raised.value.diagnostics] == [("JX255", "10、5")]
    assert [each.place.path for each in raised.value.diagnostics] == ["$.indicator[0]"]


def test_a_merged_case_says_nothing_new() -> None:
    whole = merge_units([unit("甲", 1, leaf("户数", "≥1户", "1户", 100))], small(MERGE))
    assert codes(evaluate(whole, small(MERGE))) == ["JX230"]
