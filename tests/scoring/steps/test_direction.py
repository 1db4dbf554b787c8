"""Direction: the operator, else the case, else a cue word in the name, else the policy."""

from __future__ import annotations

import pytest

from jixiao.language.direction import Direction, DirectionFrom
from jixiao.language.parse import parse_target
from jixiao.scoring.reason import OpenReason
from jixiao.scoring.steps.direction import bearing_of, settle_direction
from tests.rules.small import small
from tests.scoring.steps.making import SMALL, codes, with_target, work

ASKS = small('[policy.bare_target]\nvalue = "ask"\nbecause = "…"\n')
CUES = small('[cues]\nnegative = ["投诉"]\nbecause = "…"\n')
UP, DOWN, EXACT = Direction.POSITIVE, Direction.NEGATIVE, Direction.EXACT


@pytest.mark.parametrize(
    ("target", "given", "direction", "source"),
    [
        ("≥95%", None, UP, DirectionFrom.OPERATOR),
        ("≤95%", None, DOWN, DirectionFrom.OPERATOR),
        ("≥95%", DOWN, UP, DirectionFrom.OPERATOR),
        ("=95%", None, EXACT, DirectionFrom.OPERATOR),
        ("=95%", UP, UP, DirectionFrom.CASE),
        ("95%", DOWN, DOWN, DirectionFrom.CASE),
        ("95%", None, UP, DirectionFrom.POLICY),
        ("80%-95%", DOWN, EXACT, DirectionFrom.OPERATOR),
        ("健全", UP, None, None),
        ("12月底前", None, None, None),
    ],
)
def test_who_tells_it(
    target: str, given: Direction | None, direction: Direction | None, source: DirectionFrom | None
) -> None:
    found = bearing_of(parse_target(target).meaning, given, work(target).row, SMALL)
    assert (found.direction, found.source, found.asked) == (direction, source, None)


def test_execution_is_always_more_is_better() -> None:
    found = bearing_of(parse_target("≤95%").meaning, DOWN, work(execution=True).row, SMALL)
    assert (found.direction, found.source) == (UP, DirectionFrom.OPERATOR)


def test_a_cue_word_in_the_name_is_named() -> None:
    made = with_target(work("5起", CUES, level3="投诉起数"))
    settle_direction(made)
    assert (made.bearing.direction, made.bearing.source) == (DOWN, DirectionFrom.NAME)
    assert made.bearing.cue == "投诉"
    assert codes(made) == ["JX204"]


def test_an_assumed_direction_is_said_and_a_printed_one_is_not() -> None:
    assumed, printed = with_target(work("5")), with_target(work("≥5"))
    settle_direction(assumed)
    settle_direction(printed)
    assert (codes(assumed), codes(printed)) == (["JX203"], [])


def test_a_ruleset_may_want_it_asked() -> None:
    made = with_target(work("5", ASKS))
    settle_direction(made)
    assert made.bearing.direction is None
    assert made.bearing.asked is not None
    assert (made.bearing.asked.reason, made.bearing.asked.said) == (OpenReason.DIRECTION_ASKED, made.said[0])
    assert codes(made) == ["JX205"]
