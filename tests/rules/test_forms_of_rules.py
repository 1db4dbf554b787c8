"""Forms of rules that a leaf's text alone does not show: bases, dates, counts, deductions, over-fulfilment, options."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao import JixiaoError, explanation, load_ruleset
from jixiao.kernel.number import plain
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.score import Score
from tests.oracle.clauses import cents, manual_deduction
from tests.rules.small import CLAUSE, codes, leaf, scored, small


def rule(ruleset_text: str) -> str:
    return "\n[[rule]]\n" + ruleset_text + f"\nclause = {CLAUSE}\n"


GROWTH = rule(
    'id = "growth"\nname = "增幅"\nwhen = { target = ["change"] }\naxis = "growth"\nbecause = "…"\n'
    'curve = """\n(.., 0%) 0\n[0%, 100%) x\n[100%, ..) 1\n"""'
)

# -- growth against a base


@pytest.mark.parametrize(
    ("target", "base", "actual", "score"),
    [
        ("较上年增长≥8%", "50万元", "53万元", "7.5"),
        ("较上年增长≥8%", "50万元", "530000元", "7.5"),
        ("较上年增长≥8%", "50", "53", "7.5"),
        ("较上年增长≥8%", "50万元", "6%", "7.5"),
        ("较上年增长≥8%", "50万元", "增长6%", "7.5"),
        ("较上年增长≥8%", "50万元", "49万元", "0"),
        ("较上年增长≥10%", "3", "3.1", "3.33"),
        ("较上年下降≥10%", "200吨", "190吨", "5"),
        ("较上年下降≥10%", "200吨", "210吨", "0"),
        ("较上年提高≥5个百分点", "90%", "93%", "6"),
        ("较上年提高≥5%", "90%", "93%", "6.67"),
    ],
)
def test_a_raw_actual_with_its_base_is_the_change_that_the_two_make(
    target: str, base: str, actual: str, score: str
) -> None:
    result = scored(small(GROWTH), leaf("甲", target, actual, 10, base=base))
    assert result.leaves[0].score == Score.of(Fraction(score))


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6), st.integers(1, 300))
def test_a_change_from_a_base_is_exact(base: int, actual: int, target: int) -> None:
    result = scored(small(GROWTH), leaf("甲", f"较上年增长≥{target}%", f"{actual}万元", 10, base=f"{base}万元"))
    change = Fraction(100 * (actual - base), base)
    wanted = Fraction(10) if change >= target else max(Fraction(0), 10 * change / target)
    assert result.leaves[0].score == Score.of(cents(wanted))


@pytest.mark.parametrize("base", ["0元", "上年", "≥5元", "-3元"])
def test_a_base_that_makes_no_rate_is_asked_about(base: str) -> None:
    result = scored(small(GROWTH), leaf("甲", "较上年增长≥8%", "53元", 10, base=base))
    assert result.leaves[0].score == Score(Fraction(0), Fraction(10))
    assert "JX247" in codes(result)


def test_a_base_beside_a_target_that_is_no_change_is_said_to_be_unused() -> None:
    assert "JX249" in codes(scored(small(), leaf("甲", points=10, base="50")))


# -- a date


PACE = rule(
    'id = "pace"\nname = "进度"\norder = -1\nwhen = { target = ["quantity"] }\naxis = "pace"\nbecause = "…"\n'
    'curve = """\n(.., 0%) 0\n[0%, 100%) x\n[100%, ..) 1\n"""'
)


@pytest.mark.parametrize(
    ("as_of", "score"),
    [
        ("2021-07", "8"),
        ("2021-07-15", "8"),
        ("2021-Q1", "10"),
        ("2021-Q2", "9.33"),
        ("2021-12", "4.67"),
        ("2022-03", "4.67"),
    ],
)
def test_pace_is_against_the_months_gone_by(as_of: str, score: str) -> None:
    result = scored(small(PACE, kind="monitoring"), leaf("甲", "≥120", "56", 10), as_of=as_of, project={"year": 2021})
    assert result.leaves[0].score == Score.of(Fraction(score))


def test_a_date_before_the_year_and_no_date_at_all_are_told() -> None:
    ruleset = small(PACE, kind="monitoring")
    early = scored(ruleset, leaf("甲", "≥120", "56", 10), as_of="2020-07", project={"year": 2021})
    assert "JX253" in codes(early)
    assert early.leaves[0].score == Score.of(Fraction("4.67"))
    assert "JX245" in codes(scored(ruleset, leaf("甲", "≥120", "56", 10), project={"year": 2021}))


def test_a_2019_case_by_a_2021_ruleset_is_a_named_warning() -> None:
    ruleset = load_ruleset("cn-2021-101")
    assert "JX219" in codes(scored(ruleset, leaf("甲", points=100), project={"year": 2019}))
    assert "JX219" not in codes(scored(ruleset, leaf("甲", points=100), project={"year": 2021}))
    assert "JX219" in codes(scored(load_ruleset("cn-2016-legacy"), leaf("甲", points=100), project={"year": 2021}))


# -- counting other indicators


def counting() -> Ruleset:
    return load_ruleset("sichuan-department-2020")


def counted(*actuals: str | None) -> Score:
    rows = [leaf(f"指标{index}", "≥100", actual, 0, level2="数量指标") for index, actual in enumerate(actuals)]
    result = scored(counting(), leaf("目标实现", "全部达标", None, 10), *rows)
    return result.leaves[0].score


@given(st.lists(st.sampled_from(["99.99", "100", "130", "130.01", "0"]), min_size=1, max_size=8))
def test_an_indicator_is_met_from_its_target_up_to_130_percent(actuals: list[str]) -> None:
    met = sum(100 <= Fraction(actual) <= 130 for actual in actuals)
    assert counted(*actuals) == Score.of(cents(Fraction(10 * met, len(actuals))))


def test_an_indicator_without_an_actual_leaves_the_count_open() -> None:
    assert counted("100", None) == Score(Fraction(0), Fraction(10))


def test_only_the_indicators_that_the_rule_names_are_counted() -> None:
    other = leaf("满意率", "≥90%", "10%", 0, level2="质量指标")
    result = scored(
        counting(), leaf("目标实现", "全部达标", None, 10), other, leaf("指标", actual="100", points=0, level2="数量")
    )
    assert result.leaves[0].score == Score.of(Fraction(10))


# -- deductions


@given(st.integers(0, 1200), st.integers(1, 1500))
def test_a_manual_deduction_comes_off_the_automatic_score(actual: int, taken: int) -> None:
    automatic = min(Fraction(10), Fraction(actual, 100))
    result = scored(
        load_ruleset("guangxi-system"), leaf("甲", "≥1000", str(actual), 10, deduction=plain(Fraction(taken, 100)))
    )
    row = next(each for each in result.leaves if each.index == 0)
    assert row.score == Score.of(cents(manual_deduction(automatic, Fraction(taken, 100))))


def test_a_deduction_that_the_ruleset_does_not_know_leaves_the_score_open() -> None:
    result = scored(small(), leaf("甲", points=10, deduction=3))
    assert result.leaves[0].score == Score(Fraction(0), Fraction(10))
    assert "JX233" in codes(result)


def test_a_stated_deduction_is_for_yes_or_no_only() -> None:
    ruleset = load_ruleset("cn-2021-101")
    result = scored(ruleset, leaf("甲", "=1项", "0项", 5, deduction=2), leaf("乙", "≥10", "5", 5, deduction=2))
    scores = {each.indicator.level3: each.score for each in result.leaves}
    assert scores["甲"] == Score.of(Fraction(3))
    assert scores["乙"] == Score(Fraction(0), Fraction(5))
    text = next(explanation(each) for each in result.leaves if each.indicator.level3 == "甲")
    assert "stated" in text
    assert "− 2" not in text


# -- over-fulfilment


def over(reduce: str = "") -> str:
    curve = f'reduce = """\n{reduce}\n"""\n' if reduce else ""
    return f'\n[over]\nfrom = "130%"\n{curve}clause = {CLAUSE}\n'


REDUCE = "[130%, 150%)   90%\n[150%, ..)     80%"


@pytest.mark.parametrize(
    ("actual", "reason", "too_low", "score", "code"),
    [
        ("129.99", "", False, "10", None),
        ("130", "", False, "10", "JX215"),
        ("130", "需求增加", False, "10", None),
        ("130", "需求增加", True, "9", None),
        ("149.99", "", True, "9", "JX215"),
        ("150", "", True, "8", "JX215"),
        ("129.99", "", True, "10", "JX234"),
    ],
)
def test_only_a_confirmed_too_low_target_is_reduced(
    actual: str, reason: str, too_low: bool, score: str, code: str | None
) -> None:
    result = scored(small(over(REDUCE)), leaf("甲", "≥100", actual, 10, reason=reason, target_too_low=too_low))
    assert result.leaves[0].score == Score.of(Fraction(score))
    assert ("JX215" in codes(result), "JX234" in codes(result)) == (code == "JX215", code == "JX234")


def test_a_confirmed_too_low_target_without_a_reduction_is_said_and_keeps_its_points() -> None:
    result = scored(small(over()), leaf("甲", "≥100", "200", 10, target_too_low=True))
    assert result.leaves[0].score == Score.of(Fraction(10))
    assert "JX234" in codes(result)


# -- budget execution


ROW = leaf("预算执行率", "=100%", None, 10)


def test_the_rate_may_be_of_what_was_received() -> None:
    funds = [
        {"source": "财政", "budget": "80万元", "received": "60万元", "executed": "45万元"},
        {"source": "自筹", "budget": "20万元", "received": "20万元", "executed": "15万元"},
    ]
    by_budget = scored(small(), ROW, funds=funds)
    by_receipt = scored(small(base="received"), ROW, funds=funds)
    assert by_budget.leaves[0].score == Score.of(Fraction(6))
    assert by_receipt.leaves[0].score == Score.of(Fraction("7.5"))
    assert codes(by_budget).count("JX251") == 2


@pytest.mark.parametrize(
    ("policy", "score", "total"),
    [
        ("open", Score(Fraction(0), Fraction(10)), None),
        ("none", Score.of(Fraction(0)), "90"),
        ("full", Score.of(Fraction(10)), "100"),
        ("skip", None, "100"),
    ],
)
def test_a_budget_of_zero_goes_by_the_policy_in_a_table_row_too(
    policy: str, score: Score | None, total: str | None
) -> None:
    text = f'\n[policy.zero_budget]\nvalue = "{policy}"\nbecause = "…"\n'
    result = scored(small(text), ROW, leaf("甲", points=90), project={"budget": "0元", "executed": "0元"})
    assert "JX224" in codes(result)
    assert score is None or result.leaves[0].score == score
    assert total is None or result.tree.total.score == Score.of(Fraction(total))


# -- bands with limits in cents, options


@pytest.mark.parametrize(("judgement", "score"), [("266/333", "2.66"), ("265/333", None)])
def test_limits_of_bands_may_be_rounded_to_cents_first(judgement: str, score: str | None) -> None:
    result = scored(load_ruleset("anhui-system"), leaf("甲", "健全", "达成", "3.33", judgement=judgement))
    found = next(each.score for each in result.leaves if each.index == 0)
    assert found == (Score(Fraction("2.66"), Fraction("3.33")) if score is None else Score.of(Fraction(score)))
    assert ("JX212" in codes(result)) == (score is None)


def test_an_option_scores_nothing_until_it_is_enabled() -> None:
    ruleset = load_ruleset("cn-2020-10")
    row = leaf("甲", "≤100", "125", 8)
    plain_score = scored(ruleset, row).leaves[-1].score
    assert plain_score == Score.of(Fraction("6.4"))
    assert "option-negative-linear" not in ruleset.rule_ids
    enabled = ruleset.with_option("option-negative-linear")
    assert scored(enabled, row).leaves[-1].score == Score.of(Fraction(6))
    with pytest.raises(JixiaoError) as refused:
        ruleset.with_option("option-nothing")
    assert [each.code for each in refused.value.diagnostics] == ["JX845"]


def test_an_actual_of_the_target_repeated_never_gets_more_than_its_points() -> None:
    for actual in ("100", "1000", "99999999"):
        assert scored(small(), leaf("甲", "≥100", actual, "3.33")).leaves[0].score == Score.of(Fraction("3.33"))


def test_a_change_that_goes_far_past_its_target_wants_a_reason_too() -> None:
    result = scored(
        small(GROWTH, over()), leaf("甲", "较上年增长≥10%", "13%", 10), leaf("乙", "较上年增长≥10%", "12.9%", 10)
    )
    assert codes(result).count("JX215") == 1


def test_a_judgement_beside_a_missing_actual_is_not_swallowed() -> None:
    assert "JX213" in codes(scored(small(), leaf("甲", actual=None, points=10, judgement="90%")))


def test_an_explanation_tells_a_reduction_and_a_cap() -> None:
    reduced = small(over(REDUCE))
    leaves = scored(reduced, leaf("甲", "≥100", "130", 10, target_too_low=True)).leaves
    assert "得分率乘以 90%" in explanation(leaves[0])
    capped = small(PACE.replace("order = -1", "order = -1\ncap = 5"))
    assert "（不超过 5）" in explanation(scored(capped, leaf("甲", points=10)).leaves[0])
    assert "不超过" not in explanation(scored(capped, leaf("甲", "≥100", "50", 10)).leaves[0])
