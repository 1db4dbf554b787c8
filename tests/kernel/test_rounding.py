"""Rounding against `decimal`, and against the text of GB/T 8170-2008 for numbers that no decimal holds."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.rounding import Mode, Rounding, divide
from tests.strategies import decimals, fractions, laws, ties

F = Fraction
PYTHON = {Mode.HALF_UP: ROUND_HALF_UP, Mode.HALF_EVEN: ROUND_HALF_EVEN, Mode.DOWN: ROUND_DOWN}
EXACT = Context(prec=100)

modes = st.sampled_from(Mode)
places = st.integers(0, 6)


@laws
@given(decimals | ties.map(lambda value: Decimal(value.numerator) / Decimal(value.denominator)), modes, places)
def test_decimals_are_rounded_as_by_the_decimal_module(value: Decimal, mode: Mode, to: int) -> None:
    rounded = value.quantize(Decimal(1).scaleb(-to), rounding=PYTHON[mode], context=EXACT)
    assert Rounding(mode, to)(F(value)) == F(rounded)


def by_the_standard(value: Fraction, mode: Mode, to: int) -> Fraction:
    """进舍规则, digit by digit: what follows the kept digits decides, and the sign is put back at the end.

    Less than 5: dropped (四舍). More than 5, or 5 and something behind it: one up (六入). Just 5: up if the
    last kept digit is odd, down if even (五成双); or always up (四舍五入), where that is declared.
    """
    size = abs(value)
    kept = F(size.numerator // size.denominator)
    rest = size - kept
    unit = F(1)
    last_digit = int(kept) % 10
    for _ in range(to):
        unit /= 10
        last_digit = int(rest / unit)
        kept += last_digit * unit
        rest -= last_digit * unit
    next_digit = int(rest / (unit / 10))
    behind = rest - next_digit * unit / 10
    if mode is Mode.DOWN or next_digit < 5:
        up = False
    elif next_digit > 5 or behind > 0:
        up = True
    else:
        up = mode is Mode.HALF_UP or last_digit % 2 == 1
    kept += unit if up else 0
    return -kept if value < 0 else kept


@laws
@given(fractions, modes, places)
def test_fractions_are_rounded_as_the_standard_says(value: Fraction, mode: Mode, to: int) -> None:
    assert Rounding(mode, to)(value) == by_the_standard(value, mode, to)


@given(fractions, modes, places)
def test_rounding_goes_to_a_neighbour_keeps_the_sign_and_is_done_once(value: Fraction, mode: Mode, to: int) -> None:
    rounding, unit = Rounding(mode, to), F(1, 10**to)
    rounded = rounding(value)
    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) <= (unit if mode is Mode.DOWN else unit / 2)
    assert rounded * value >= 0
    assert rounding(rounded) == rounded
    assert rounding(-value) == -rounded


@given(fractions, fractions, modes, places)
def test_rounding_keeps_the_order(one: Fraction, two: Fraction, mode: Mode, to: int) -> None:
    rounding = Rounding(mode, to)
    low, high = sorted((one, two))
    assert rounding(low) <= rounding(high)


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down"),
    [
        # From the examples of the standard, and the ones that the budget forms turn on.
        ("12.1498", "12.1", "12.1", "12.1"),
        ("1.050", "1.1", "1.0", "1.0"),
        ("0.35", "0.4", "0.4", "0.3"),
        ("-0.45", "-0.5", "-0.4", "-0.4"),
        ("10.502", "10.5", "10.5", "10.5"),
        ("-0.04", "0", "0", "0"),
    ],
)
def test_examples_to_one_decimal(value: str, half_up: str, half_even: str, down: str) -> None:
    for mode, expected in ((Mode.HALF_UP, half_up), (Mode.HALF_EVEN, half_even), (Mode.DOWN, down)):
        assert Rounding(mode, 1)(F(value)) == F(expected)


def test_rounding_once_is_not_rounding_twice() -> None:
    """15.4546 to a whole number is 15 and not, by way of 15.455, 15.46 and 15.5, 16."""
    assert Rounding(Mode.HALF_UP, 0)(F("15.4546")) == 15


def test_the_default_is_half_up_to_a_cent() -> None:
    assert Rounding()(F(1, 8)) == F("0.13")


def test_division_of_integers() -> None:
    assert [divide(n, 2, Mode.HALF_EVEN) for n in (-3, -1, 1, 3)] == [-2, 0, 0, 2]


def test_fewer_than_no_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="places"):
        Rounding(Mode.DOWN, -1)
