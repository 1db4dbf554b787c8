"""The target is read as its form splits it; a row that does not apply goes no further."""

from __future__ import annotations

import pytest

from jixiao.language.ast import Level, Quantity, Several, Unread
from jixiao.language.direction import Direction
from jixiao.language.normal import normal
from jixiao.rules.claim import TargetKind
from jixiao.scoring.reason import OpenReason
from jixiao.scoring.steps.target import kind_of, leave_out, read_target
from tests.scoring.steps.making import codes, work


@pytest.mark.parametrize(
    ("target", "row", "form"),
    [
        ("≥95%", {}, "quantity >= 95 %"),
        ("95", {"sign": "≥", "unit": "%"}, "quantity >= 95 %"),
        ("健全", {}, "level 健全"),
        ("", {}, "blank"),
        ("100；98", {}, "all quantity ? 100 ; quantity ? 98"),
    ],
)
def test_sign_and_unit_columns_belong_to_the_target(target: str, row: dict[str, str], form: str) -> None:
    made = work(target, **row)
    read_target(made)
    assert normal(made.parsed.meaning) == form
    assert made.target == made.parsed.meaning


@pytest.mark.parametrize(("target", "form"), [("", "quantity >= 100 %"), ("≥90%", "quantity >= 100 %")])
def test_execution_is_to_be_spent_in_full_whatever_rate_the_form_states(target: str, form: str) -> None:
    made = work(target, execution=True)
    read_target(made)
    assert (made.kind, normal(made.target)) == (TargetKind.EXECUTION, form)


def test_what_cannot_be_read_is_said_where_the_target_stands() -> None:
    made = work("≥≥5")
    read_target(made)
    assert isinstance(made.target, Unread)
    assert [(each.code, each.place.path, each.place.text) for each in made.said] == [
        ("JX101", "$.indicator[0].target", "≥≥5")
    ]


def test_a_direction_of_the_case_is_kept_for_the_next_step() -> None:
    made = work("95", direction=Direction.NEGATIVE)
    read_target(made)
    assert made.given_direction is Direction.NEGATIVE


def test_several_targets_and_an_unread_one_are_of_no_kind() -> None:
    one = Quantity(operator="?", value=1)  # type: ignore[arg-type]
    assert kind_of(Several((one, one))) is None
    assert kind_of(Unread("operators")) is None
    assert kind_of(Level("健全")) is TargetKind.LEVEL


def test_a_row_that_applies_goes_on() -> None:
    made = work()
    assert leave_out(made) is None
    assert made.counted
    assert codes(made) == []


def test_a_row_that_does_not_apply_is_told_and_not_counted() -> None:
    made = work(not_applicable=True)
    outcome = leave_out(made)
    assert outcome is not None
    assert outcome.why is not None
    assert (outcome.why.reason, outcome.why.said, outcome.share.high) == (OpenReason.NOT_APPLICABLE, made.said[0], 0)
    assert not made.counted
    assert made.said[0].place.path == "$.indicator[0].not_applicable"


def test_a_persons_reading_of_the_target_goes_before_the_cell_and_is_told() -> None:
    made = work("约九成五左右", read_as="quantity >= 95 %")
    read_target(made)
    assert normal(made.target) == "quantity >= 95 %"
    assert codes(made) == ["JX288"]
    assert made.said[0].place.path == "$.indicator[0].read_as"


def test_a_correction_that_is_no_normal_form_leaves_the_target_unread() -> None:
    made = work("≥95%", read_as="≥95%")
    read_target(made)
    assert normal(made.target) == "error read-as"
    assert codes(made) == ["JX289"]
