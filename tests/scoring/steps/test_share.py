"""The share, or the one reason why it is open."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

import jixiao
from jixiao.kernel.structure import Text
from jixiao.kernel.words import series
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Judged
from jixiao.scoring.case import Case
from jixiao.scoring.indicator import score_row
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.reason import OpenReason
from jixiao.scoring.score import Score
from jixiao.scoring.steps.outcome import limits
from tests.rules.small import CLAUSE, small
from tests.scoring.cases import cases, scored
from tests.scoring.steps.making import SMALL, work

LATE = f"""
[[rule]]
id = "days"
name = "逾期"
when = {{ target = ["deadline"] }}
axis = "days-late"
because = "…"
curve = \"\"\"
(.., 0]   1
(0, 10)   1 - x/10
[10, 40]  0
\"\"\"
outside = {{ name = "再晚", share = "[0%, 50%]" }}
clause = {CLAUSE}
"""
ITEMS = f"""
[[rule]]
id = "items"
name = "清单"
order = -1
when = {{ target = ["quantity"], level3 = ["清单"] }}
axis = "coverage"
because = "…"
curve = \"\"\"
[0, 1]  x
\"\"\"
clause = {CLAUSE}
"""
SUMS = f"""
[[rule]]
id = "sums"
name = "两项"
order = -1
when = {{ target = ["level"], level3 = ["两项"] }}
clause = {CLAUSE}

[[rule.input]]
name = "到位率"
unit = "%"
within = "[0%, 100%]"

[[rule.part]]
name = "到位"
points = 4
x = "到位率"
curve = \"\"\"
[0%, 100%]   4 * x
\"\"\"

[[rule.part]]
name = "专款专用"
points = 6
"""
WHOLE = small(LATE, ITEMS)
SUMMED = small(SUMS)


def policy(**values: str) -> Ruleset:
    said = "".join(f'[policy.{name}]\nvalue = "{value}"\nbecause = "…"\n' for name, value in values.items())
    return small(LATE, ITEMS, said)


def leaf(target: str, actual: str | None = None, ruleset: Ruleset = WHOLE, **row: object) -> Leaf:
    made = work(target, ruleset, actual=None if actual is None else Text(actual), **row)
    return score_row(made.row, made.setting)


def bounds(found: Leaf) -> tuple[Fraction, Fraction]:
    return found.outcome.share.low, found.outcome.share.high


REASONS = [
    (OpenReason.TARGET_UNREAD, "≥≥5", "5", {}, SMALL),
    (OpenReason.TARGET_BLANK, "/", "5", {}, SMALL),
    (OpenReason.DIRECTION_ASKED, "5", None, {}, policy(bare_target="ask")),
    (OpenReason.NO_RULE, "12月底前", "12月1日", {}, SMALL),
    (OpenReason.ACTUAL_MISSING, "≥95%", None, {}, SMALL),
    (OpenReason.ACTUAL_MISSING, "≥95%；≥3次", None, {}, SMALL),
    (OpenReason.ACTUAL_MISSING, "≥3", "3", {"level3": "清单"}, WHOLE),
    (OpenReason.ACTUAL_ASKED, "≥95%", "0.98", {}, SMALL),
    (OpenReason.ACTUAL_ASKED, "健全", "3次", {}, SMALL),
    (OpenReason.ACTUAL_ASKED, "≥95%；≥3次", "96元；3次", {}, SMALL),
    (OpenReason.ACTUAL_ASKED, "≥95%；≥3次", "96%", {}, SMALL),
    (OpenReason.ACTUALS_DIFFER, "≥95%；≥3次", "已完成", {}, SMALL),
    (OpenReason.WORDS_FOR_NUMBER, "≥95%", "已完成", {}, policy(words_for_number="open")),
    (OpenReason.WORDS_UNKNOWN, "健全", "说不清", {}, SMALL),
    (OpenReason.YEAR_MISSING, "12月底前", "12月1日", {"year": None}, WHOLE),
    (OpenReason.DATE_COARSE, "2021年6月25日前", "2021年6月", {}, WHOLE),
    (OpenReason.ITEMS_UNREAD, "≥3", None, {"level3": "清单", "items": Text("两项")}, WHOLE),
    (OpenReason.PARTS_ASKED, "≥95%；≥3次", "96%；2次", {}, policy(several_targets="open")),
    (OpenReason.JUDGEMENT_MISSING, "健全", "部分达成", {}, SMALL),
    (OpenReason.JUDGEMENT_MISSING, "2021年6月25日前", "2021年9月", {}, WHOLE),
    (OpenReason.JUDGEMENT_OUTSIDE, "健全", "部分达成", {"judgement": Fraction(9, 10)}, SMALL),
    (OpenReason.INPUT_MISSING, "健全", None, {"level3": "两项", "inputs": {"到位率": "90%"}}, SUMMED),
    (OpenReason.INPUT_ASKED, "健全", None, {"level3": "两项", "inputs": {"到位率": "0.9", "专款专用": "是"}}, SUMMED),
    (OpenReason.POINTS_UNLIKE, "健全", None, {"level3": "两项", "points": 8}, SUMMED),
]


@pytest.mark.parametrize(("reason", "target", "actual", "row", "ruleset"), REASONS)
def test_why_a_share_is_open(
    reason: OpenReason, target: str, actual: str | None, row: dict[str, object], ruleset: Ruleset
) -> None:
    found = leaf(target, actual, ruleset, **row)
    assert found.why is not None
    assert found.why.reason is reason
    assert found.score.is_open
    assert found.why.said is None or any(found.why.said.code == each.code for each in found.diagnostics)


def test_every_reason_is_shown_here_or_with_the_points() -> None:
    elsewhere = {OpenReason.NOT_APPLICABLE, OpenReason.DEDUCTION_REFUSED}
    assert {reason for reason, *_ in REASONS} | elsewhere == set(OpenReason)


@given(cases)
def test_a_counted_leaf_has_a_reason_just_where_its_share_is_open(case: Case) -> None:
    for found in scored(case).leaves:
        assert (found.why is not None) == found.outcome.share.is_open


def test_of_several_targets_what_has_to_be_answered_comes_before_what_has_to_be_judged() -> None:
    ruleset = policy(words_for_number="open")
    assert leaf("≥95%；2021年6月25日前", "96元；2021年9月1日", ruleset).why.reason is OpenReason.ACTUAL_ASKED  # type: ignore[union-attr]
    judged = leaf("≥95%；2021年6月25日前", "96%；2021年9月1日", ruleset)
    assert judged.why is not None
    assert judged.why.reason is OpenReason.JUDGEMENT_MISSING
    assert [each.rule.id for each in judged.parts if each.rule] == ["ratio", "days"]
    assert bounds(judged) == (Fraction(1, 2), Fraction(3, 4))


@pytest.mark.parametrize(
    ("how", "share"), [("mean", Score.of(Fraction(5, 6))), ("worst", Score.of(Fraction(2, 3))), ("open", None)]
)
def test_several_targets_make_one_share_by_the_policy(how: str, share: Score | None) -> None:
    found = leaf("≥95%；≥3次", "96%；2次", policy(several_targets=how))
    assert found.outcome.share == (share or Score(Fraction(0), Fraction(1)))
    assert found.outcome.met is False


def test_several_are_met_where_each_is_and_as_many_actuals_are_asked_for() -> None:
    assert leaf("≥95%；≥3次", "96%；3次").outcome.met is True
    (said,) = (each for each in leaf("≥95%；≥3次", "96%").diagnostics if each.code == "JX227")
    assert dict(said.args)["actual"] == "96%"


@pytest.mark.parametrize(("how", "high", "why"), [("open", 1, OpenReason.ACTUAL_MISSING), ("none", 0, None)])
def test_a_missing_actual_is_open_or_nothing_by_the_policy(how: str, high: int, why: OpenReason | None) -> None:
    found = leaf("≥95%", None, policy(missing_actual=how))
    assert bounds(found) == (0, high)
    assert (found.why.reason if found.why else None) is why


def test_the_figures_of_the_project_are_not_asked_of_a_row_that_is_none() -> None:
    for index, said in ((0, ["JX206"]), (None, [])):
        assert [each.code for each in leaf("≥95%", None, index=index).diagnostics] == said


@pytest.mark.parametrize(("items", "share"), [("2/3", Fraction(2, 3)), ("０／５", Fraction(0)), ("3/3", Fraction(1))])
def test_a_list_gives_the_share_of_its_items(items: str, share: Fraction) -> None:
    assert bounds(leaf("≥3", None, level3="清单", items=Text(items))) == (share, share)


def test_a_judgement_that_nothing_asks_for_is_said() -> None:
    codes = [each.code for each in leaf("≥95%", "93%", judgement=Fraction(1, 2)).diagnostics]
    assert codes == ["JX213"]
    assert "JX213" not in [each.code for each in leaf("健全", "部分达成", judgement=Fraction(1, 2)).diagnostics]


@pytest.mark.parametrize(("target", "actual", "said"), [(">95%", "95%", True), (">95%", "96%", False)])
def test_a_bound_that_should_have_been_passed_is_told_where_it_scores_in_full(
    target: str, actual: str, said: bool
) -> None:
    found = leaf(target, actual)
    assert bounds(found) == (1, 1)
    assert ("JX218" in [each.code for each in found.diagnostics]) is said


def test_a_negative_actual_counts_as_zero_where_the_policy_says_so() -> None:
    kept, zeroed = leaf("≥95%", "-3%"), leaf("≥95%", "-3%", policy(negative_actual="zero"))
    assert (kept.outcome.x, zeroed.outcome.x) == (Fraction(-3, 95), 0)
    assert [use.policy.value for use in zeroed.outcome.policies] == ["zero"]


def test_a_judgement_outside_its_band_is_told_with_the_band_that_stays() -> None:
    found = leaf("健全", "部分达成", judgement=Fraction(9, 10))
    (said,) = (each for each in found.diagnostics if each.code == "JX212")
    assert dict(said.args)["name"] == found.outcome.band == "下"
    assert said.place.path == "$.indicator[0].judgement"


@pytest.mark.parametrize(
    ("how", "actual", "share", "band"),
    [("middle", "健全", Fraction(9, 10), "上"), ("middle", "部分达成", Fraction(2, 5), "下"), ("top", "健全", 1, "上")],
)
def test_a_policy_may_fill_in_a_judgement(how: str, actual: str, share: Fraction, band: str) -> None:
    found = leaf("健全", actual, policy(judgement=how))
    assert (bounds(found), found.outcome.band) == ((share, share), band)


@pytest.mark.parametrize(("actual", "met"), [("2021年5月", True), ("2021年6月", None), ("2021年7月", False)])
def test_a_month_meets_a_day_where_each_of_its_days_does(actual: str, met: bool | None) -> None:
    assert leaf("2021年6月25日前", actual, WHOLE).outcome.met is met


def test_of_several_targets_each_is_named_and_the_first_has_the_rule() -> None:
    found = leaf("≥95%；12月底前", "96%；12月1日", SMALL)
    assert [part.normal_form for part in found.parts] == ["quantity >= 95 %", "by 12"]
    assert [part.rule.id if part.rule else None for part in found.parts] == ["ratio", None]
    assert found.rule is not None
    assert found.rule.id == "ratio"


def test_limits_of_bands_are_rounded_as_points_where_there_are_any() -> None:
    """0.6 and 0.8 of 2.31 are 1.386 and 1.848: a judgement is held against 1.39 and 1.85."""
    scorer = jixiao.load_ruleset("anhui-system").rule("three-bands").scorer
    assert isinstance(scorer, Judged)
    ends = [(band.share.low, band.share.high) for band in limits(scorer, Fraction("2.31"))]
    assert ends == [(Fraction(185, 231), 1), (Fraction(139, 231), Fraction(185, 231)), (0, Fraction(139, 231))]
    for points in (Fraction(0), Fraction(-1)):
        assert limits(scorer, points) == scorer.bands
    assert limits(evolve(scorer, round_limits=None), Fraction("2.31")) == scorer.bands


def test_a_judgement_that_no_band_holds_is_told_with_all_of_them() -> None:
    found = leaf("健全", "说不清", judgement=Fraction(3, 2))
    assert found.why is not None
    assert found.why.reason is OpenReason.JUDGEMENT_OUTSIDE
    (said,) = (each for each in found.diagnostics if each.code == "JX212")
    bands = series("list.comma", ("[80%, 100%]", "[0%, 80%)"))
    assert dict(said.args) == {"judgement": "150%", "band": bands, "name": "—"}
