"""The rule that claims the target; what says nothing at all settles the row."""

from __future__ import annotations

import pytest

from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.steps.rule import choose_rule
from jixiao.scoring.steps.work import SettledDirection
from tests.rules.small import small
from tests.scoring.steps.making import codes, with_target, work

SKIPS = small('[policy.blank_target]\nvalue = "skip"\nbecause = "…"\n')


@pytest.mark.parametrize(("target", "rule"), [("≥95%", "ratio"), ("健全", "bands"), ("12月底前", None)])
def test_the_rule_that_claims_the_kind(target: str, rule: str | None) -> None:
    made = with_target(work(target))
    assert choose_rule(made) is None
    assert (made.rule.id if made.rule else None) == rule


def test_execution_is_a_kind_of_its_own() -> None:
    made = with_target(work("", execution=True))
    assert choose_rule(made) is None
    assert made.rule is not None
    assert made.rule.id == "ratio"


def test_no_rule_is_chosen_for_several_targets_or_without_a_direction() -> None:
    several, asked = (
        with_target(work("100；98")),
        with_target(work("5"), SettledDirection(None, asked=Open(OpenReason.DIRECTION_ASKED))),
    )
    assert choose_rule(several) is None
    assert choose_rule(asked) is None
    assert several.rule is None
    assert asked.rule is None


def test_a_target_that_was_not_read_settles_the_row() -> None:
    made = with_target(work("≥≥5"))
    outcome = choose_rule(made)
    assert outcome is not None
    assert outcome.why is not None
    assert outcome.why.reason is OpenReason.TARGET_UNREAD
    assert outcome.why.said is not None
    assert outcome.why.said.code == "JX101"
    assert (outcome.share.low, outcome.share.high) == (0, 1)
    assert codes(made) == []  # it was said when the target was read


def test_no_target_is_open_or_left_out_by_the_policy() -> None:
    left_open, left_out = with_target(work("/")), with_target(work("/", SKIPS))
    for made, counted, high in ((left_open, True, 1), (left_out, False, 0)):
        outcome = choose_rule(made)
        assert outcome is not None
        assert outcome.why is not None
        assert outcome.why.reason is OpenReason.TARGET_BLANK
        assert (made.counted, outcome.share.high) == (counted, high)
        assert codes(made) == ["JX228"]
        assert [use.policy.value for use in made.policies] == ["open" if counted else "skip"]
