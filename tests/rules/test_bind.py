"""A rule bound to one target: which actuals meet it, and what stands in where the axis cannot divide."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from jixiao.kernel.interval import Interval
from jixiao.language.ast import Change, Level, Meaning, Operator, Quantity, Range, Way
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis, position
from jixiao.rules.bind import bind, met_interval, sign_of
from jixiao.rules.claim import Sign
from jixiao.rules.policy import Policy, PolicyName
from tests.oracle.curve import around
from tests.rules.small import small
from tests.strategies import positive

F = Fraction
RATIO = small().rules[0]
POLICIES = {name: Policy("met-or-none", "试") for name in (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)}


@pytest.mark.parametrize(
    ("operator", "direction", "met"),
    [
        (Operator.AT_LEAST, Direction.POSITIVE, "at or above"),
        (Operator.MORE, Direction.POSITIVE, "above"),
        (Operator.AT_MOST, Direction.NEGATIVE, "at or below"),
        (Operator.LESS, Direction.NEGATIVE, "below"),
        (Operator.EQUAL, Direction.EXACT, "at"),
        (Operator.BARE, Direction.POSITIVE, "at or above"),
        (Operator.BARE, Direction.NEGATIVE, "at or below"),
        (Operator.EQUAL, Direction.NEGATIVE, "at or below"),
        (Operator.AT_LEAST, Direction.EXACT, "at"),
    ],
)
@pytest.mark.parametrize("value", [F(5), F(-2)])
def test_what_meets_a_target_is_what_its_sign_and_direction_say(
    operator: Operator, direction: Direction, met: str, value: Fraction
) -> None:
    found = met_interval(Quantity(operator, value, "个"), direction, Axis.COMPLETION)
    for x in around([value]):
        wanted = (
            ("at" in met.split() and x == value) or ("above" in met and x > value) or ("below" in met and x < value)
        )
        assert (x in found) == wanted
    change = met_interval(Change(Way.UP, operator, value, "%"), direction, Axis.COMPLETION)
    assert change == found


def test_days_breaches_and_shares_of_a_list_have_their_own_ends() -> None:
    target = Quantity(Operator.AT_LEAST, F(5), "个")
    for axis in (Axis.DAYS_LATE, Axis.BREACHES):
        assert met_interval(target, Direction.POSITIVE, axis) == Interval(None, F(0))
    for axis in (Axis.COVERAGE, Axis.MET_SHARE):
        assert met_interval(target, Direction.POSITIVE, axis) == Interval(F(1), None)
    assert met_interval(Range(F(1), F(2), ""), Direction.EXACT, Axis.WITHIN) == Interval(F(1), F(2))


@pytest.mark.parametrize(
    ("target", "sign"),
    [
        (Quantity(Operator.BARE, F(0), ""), Sign.ZERO),
        (Quantity(Operator.BARE, F(1, 9), ""), Sign.POSITIVE),
        (Change(Way.DOWN, Operator.BARE, F(-1), "%"), Sign.NEGATIVE),
        (Range(F(0), F(3), ""), Sign.ZERO),
        (Range(F(-3), F(3), ""), Sign.NEGATIVE),
        (Level("健全"), None),
    ],
)
def test_the_sign_of_a_target_is_that_of_its_value_or_lower_end(target: Meaning, sign: Sign | None) -> None:
    assert sign_of(target) is sign


@pytest.mark.parametrize(
    ("value", "name"), [(F(0), PolicyName.ZERO_TARGET), (F(-5), PolicyName.NEGATIVE_TARGET), (F(5), None)]
)
def test_a_policy_stands_in_where_nothing_can_be_divided_by_the_target(
    value: Fraction, name: PolicyName | None
) -> None:
    bound = bind(RATIO, Quantity(Operator.AT_LEAST, value, "个"), F(10), Direction.POSITIVE, POLICIES)
    assert bound.policy is name
    assert (bound.rule, bound.points, bound.met) == (RATIO, F(10), Interval(value, None))
    if name is None:
        assert bound.axis
        assert bound.over_axis != bound.curve
    else:
        assert bound.axis == ()
        assert bound.over_axis == bound.curve
        assert [bound.curve.at(value + off) for off in (-1, 0, 1)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("operator", "policy", "full"),
    [
        (Operator.EQUAL, "at-most-or-none", [-1, 0]),
        (Operator.BARE, "at-most-or-none", [0]),
        (Operator.EQUAL, "met-or-none", [0]),
        (Operator.BARE, "met-or-none", [0]),
    ],
)
def test_a_printed_zero_is_at_most_zero_only_where_the_policy_says_so(
    operator: Operator, policy: str, full: list[int]
) -> None:
    policies = POLICIES | {PolicyName.ZERO_TARGET: Policy(policy, "试")}
    bound = bind(RATIO, Quantity(operator, F(0), "起"), F(10), Direction.EXACT, policies)
    assert [x for x in (-1, 0, 1) if bound.curve.at(F(x)) == 1] == full
    assert [x for x in (-1, 0, 1) if F(x) in bound.met] == full


def test_an_actual_that_no_part_of_an_axis_holds_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="holds 7"):
        position((), F(7))


@given(positive, positive)
def test_the_share_of_a_ratio_is_the_ratio_up_to_one(target: Fraction, actual: Fraction) -> None:
    bound = bind(RATIO, Quantity(Operator.AT_LEAST, target, ""), F(10), Direction.POSITIVE, {})
    assert bound.curve.at(actual) == min(actual / target, 1)
    assert bound.over_axis.at(actual / target) == min(actual / target, 1)
