"""A ladder of integers says what the bound curve says, rounded as declared."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.curve import Curve, OutsideDomain
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.language.ast import Operator, Quantity, Range
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis, position
from jixiao.rules.bind import Bound, bind
from jixiao.rules.ladder import ladder_of
from jixiao.rules.rule import Clause, Kind, Measured, Rule, Trust, When
from tests.strategies import curves, fractions, positive, small

often = settings(max_examples=max(500, settings.default.max_examples))  # type: ignore[union-attr]
SHIPPED = [
    rule
    for name in ("cn-2020-10", "zhengzhou-2021")
    for rule in jixiao.load_ruleset(name, ()).rules
    if isinstance(rule.scorer, Measured) and {Kind.QUANTITY, Kind.RANGE} & set(rule.when.target)
]
roundings = st.builds(lambda places, mode: Rounding(places=places, mode=mode), st.integers(0, 4), st.sampled_from(Mode))
worths = st.sampled_from([Fraction(1), Fraction(10), Fraction(5, 2), Fraction(277, 100), Fraction(1, 3)])


def _drawn(curve: Curve, axis: Axis, target: Fraction, worth: Fraction) -> Bound:
    rule = Rule("r", "r", When((Kind.QUANTITY,)), Measured(axis, curve), Clause("r", "s", "a", Trust.ASSUMED))
    return bind(rule, Quantity(Operator.AT_LEAST, target, "公里"), worth, Direction.POSITIVE, {})


# One map over the whole line, so that a curve with any domain at all can be drawn over it.
drawn = st.builds(
    _drawn, curves, st.sampled_from([Axis.COMPLETION, Axis.DEVIATION, Axis.VALUE, Axis.EXCESS]), positive, worths
)


def _shipped(rule: Rule, low: Fraction, width: Fraction, worth: Fraction) -> Bound:
    direction = rule.when.direction[0] if rule.when.direction else None
    if Kind.RANGE in rule.when.target:
        return bind(rule, Range(low, low + width, "公里"), worth, direction, {})
    return bind(rule, Quantity(Operator.AT_LEAST, low, "公里"), worth, direction, {})


shipped = st.builds(_shipped, st.sampled_from(SHIPPED), positive, positive, worths)


def agree(bound: Bound, rounding: Rounding, actual: Fraction, factor: int) -> None:
    """The record of the actual, which need not be in lowest terms, against the curve."""
    n, d = actual.numerator * factor, actual.denominator * factor
    ladder = ladder_of(bound, rounding)
    if actual not in bound.curve.domain:
        with pytest.raises(OutsideDomain):
            ladder.score(n, d)
        return
    _, x_top, x_bottom, top, bottom, units = ladder.score(n, d)
    share = bound.curve.at(actual)
    assert Fraction(top, bottom) == share
    assert Fraction(units, 10**rounding.places) == rounding(share * bound.points)
    x = position(bound.axis, actual)
    assert (x_bottom == 0) if x is None else (Fraction(x_top, x_bottom) == x)


@often
@given(drawn, roundings, small | fractions, st.integers(1, 6))
def test_a_ladder_of_a_drawn_rule_says_what_its_curve_says(
    bound: Bound, rounding: Rounding, actual: Fraction, factor: int
) -> None:
    agree(bound, rounding, actual, factor)


@often
@given(shipped, roundings, small | fractions, st.integers(1, 6))
def test_a_ladder_of_a_shipped_rule_says_what_its_curve_says(
    bound: Bound, rounding: Rounding, actual: Fraction, factor: int
) -> None:
    agree(bound, rounding, actual, factor)


@often
@given(drawn | shipped, st.data())
def test_a_ladder_is_right_at_its_knots_and_beside_them(bound: Bound, data: st.DataObject) -> None:
    rounding = Rounding(places=2)
    knots = ladder_of(bound, rounding).knots
    for n, d in knots:
        beside = Fraction(1, data.draw(st.sampled_from([3, 1_000, 10**12])))
        for actual in (Fraction(n, d) - beside, Fraction(n, d), Fraction(n, d) + beside):
            agree(bound, rounding, actual, 1)
