"""The steps in their declared order, and what a row has before and behind them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.scoring.indicator import TO_RULE, TO_SCORE, TO_SHARE, begun, ended, score_row
from jixiao.scoring.reason import OpenReason
from tests.scoring.steps.making import codes, work


def test_the_order_is_the_one_that_the_guide_tells() -> None:
    names = [[step.__name__ for step in steps] for steps in (TO_RULE, TO_SHARE, TO_SCORE)]
    assert names == [
        ["read_target", "settle_direction", "leave_out", "choose_rule"],
        ["take_actual", "find_share"],
        [
            "leave_out_missing",
            "note_over",
            "soften_deduction",
            "give_points",
            "round_points",
            "show_light",
            "override_score",
            "ask_reasons",
        ],
    ]


def test_a_part_that_no_step_has_filled_is_not_there() -> None:
    made = work()
    for part in ("parsed", "target", "outcome", "unrounded", "computed", "score"):
        with pytest.raises(AttributeError):
            getattr(made, part)


def test_a_row_that_has_begun_knows_its_rule_and_nothing_of_its_actual() -> None:
    made = begun(work(actual="50").row, work().setting)
    assert made.rule is not None
    assert made.rule.id == "ratio"
    assert made.reading is None
    assert ended(made).score.low == 5


def test_counts_that_are_filled_in_between_are_scored() -> None:
    made = work(actual="30")
    leaf = score_row(made.row, made.setting)
    assert (leaf.outcome.share.low, leaf.score.low, leaf.why) == (Fraction(3, 10), 3, None)


def test_a_step_that_settles_the_row_leaves_out_the_others_up_to_the_share() -> None:
    made = work("≥≥5", actual="5")
    leaf = score_row(made.row, made.setting)
    assert leaf.reading is None
    assert leaf.why is not None
    assert leaf.why.reason is OpenReason.TARGET_UNREAD
    assert (leaf.score.low, leaf.score.high) == (0, 10)


def test_a_row_that_does_not_apply_has_no_score_whatever_else_it_says() -> None:
    made = work(actual="50", not_applicable=True, target_too_low=True, deduction=Fraction(2))
    leaf = score_row(made.row, made.setting)
    assert (leaf.counted, leaf.score.high, leaf.unrounded.high, leaf.computed.high) == (False, 0, 0, 0)
    assert leaf.why is not None
    assert leaf.why.reason is OpenReason.NOT_APPLICABLE
    assert [each.code for each in leaf.diagnostics] == ["JX229"]
    assert codes(made) == []  # a row is scored as often as one likes
