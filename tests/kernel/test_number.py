"""Numbers as text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.number import exact, fixed, percent, plain, shown, to_places
from tests.strategies import decimals, fractions

F = Fraction


@given(fractions)
def test_plain_text_reads_back_as_the_same_number(value: Fraction) -> None:
    assert exact(plain(value)) == value


@given(decimals)
def test_a_decimal_is_its_own_value_and_plain_text_has_no_zeros_to_drop(value: Decimal) -> None:
    assert exact(value) == exact(format(value, "f")) == Fraction(value)
    assert Decimal(plain(exact(value))) == value
    assert plain(exact(value)) == format(value.normalize() + 0, "f")


@given(st.integers(-(10**59), 10**59))
def test_an_integer_is_its_own_value(value: int) -> None:
    assert exact(value) == exact(str(value)) == value
    assert plain(F(value)) == str(value)


@given(fractions)
def test_a_fraction_is_its_own_value_whatever_its_size(value: Fraction) -> None:
    assert exact(value) is value
    assert exact(value * 10**100) == value * 10**100


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", F(12)),
        ("-0.5", F(-1, 2)),
        ("+3", F(3)),
        ("2/3", F(2, 3)),
        ("0.5/2", F(1, 4)),
        ("95%", F(19, 20)),
        ("93.1%", F(931, 1000)),
        ("1/3%", F(1, 300)),
        (" 7 ", F(7)),
        ("007.50", F(15, 2)),
        ("９５%", F(19, 20)),
        ("9" * 60, F(10**60 - 1)),
    ],
)
def test_what_is_a_number(text: str, value: Fraction) -> None:
    assert exact(text) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        ".5",
        "5.",
        "1e3",
        "1,200",
        "1_000",
        "--1",
        "1/0",
        "1/-2",
        "1 / 2",
        "95%%",
        "≥95",
        "nan",
        "inf",
        "九十五",
        "9" * 61,
        "0." + "1" * 61,
        True,
        0.5,
        float("nan"),
        10**60,
        -(10**5000),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+60"),
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
    ],
    ids=lambda value: f"{value!r:.20}" if not isinstance(value, int) else f"int-{value.bit_length()}-bits",
)
def test_what_is_no_exact_number(value: object) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        exact(value)  # type: ignore[arg-type]


@given(fractions, st.integers(0, 30))
def test_fixed_text_has_just_so_many_decimals_or_is_refused(value: Fraction, places: int) -> None:
    if (value * 10**places).denominator != 1:
        with pytest.raises(ValueError, match="does not fit"):
            fixed(value, places)
        return
    text = fixed(value, places)
    assert exact(text) == value
    assert len(text.partition(".")[2]) == places


def test_fixed_text_of_numbers_below_one() -> None:
    assert fixed(F(-1, 20), 2) == "-0.05"
    assert fixed(F(0), 2) == "0.00"
    assert fixed(F(100), 0) == "100"


@given(fractions, st.integers(1, 6))
def test_shown_text_is_the_number_or_says_that_it_is_near(value: Fraction, places: int) -> None:
    text = shown(value, places)
    if text.startswith("≈"):
        assert abs(exact(text[1:]) - value) <= F(1, 2 * 10**places)
        assert len(text.partition(".")[2]) <= places
    else:
        assert exact(text) == value
        assert "/" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(49, 50), "98%"),
        (F(931, 1000), "93.1%"),
        (F(1, 3), "≈33.3333%"),
        (F(-2, 3), "≈-66.6667%"),
        (F(1), "100%"),
        (F(1, 3 * 10**9), "≈0%"),
    ],
)
def test_percentages(value: Fraction, text: str) -> None:
    assert percent(value) == text


def test_a_decimal_that_ends_far_out_is_not_shown_in_full() -> None:
    assert shown(F(1, 10**8)) == "0.00000001"
    assert shown(F(1, 10**9)) == shown(F(1, 2**40)) == "≈0"
    assert plain(F(1, 2**10)) == "0.0009765625"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(F(5, 2), 2, "2.50"), (F(7), 0, "7"), (F(-1, 8), 3, "-0.125"), (F(1, 8), 2, "0.125"), (F(1, 3), 2, "≈0.333333")],
)
def test_a_number_has_the_places_asked_for_where_they_hold_it(value: Fraction, places: int, text: str) -> None:
    assert to_places(value, places) == text
