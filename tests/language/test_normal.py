"""The normal form and its reader: an identity on every meaning."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.number import plain
from jixiao.kernel.when import When
from jixiao.language.ast import (
    Blank,
    Change,
    Deadline,
    Level,
    Meaning,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Scale,
    Several,
    Unread,
    Way,
)
from jixiao.language.normal import normal, read_normal
from tests.examples import examples

values = st.fractions(-(10**12), 10**12, max_denominator=10**6) | st.integers(0, 10**9).map(Fraction)
units = st.sampled_from(["", "%", "元/人·月", "个", "/亩", "元/100km", "km²", "人次"])
years = st.none() | st.integers(1900, 2100)
whens = st.one_of(
    st.builds(When, st.integers(1900, 2100)),
    st.builds(When, years, st.integers(1, 12)),
    st.builds(When, years, st.integers(1, 12), st.integers(1, 28)),
    st.builds(When, years, quarter=st.integers(1, 4)),
)
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
operators = st.sampled_from(Operator)
quantities = st.builds(Quantity, operators, values, units)
items = st.one_of(
    quantities,
    st.builds(Range, values, values, units),
    st.builds(Change, st.sampled_from(Way), operators, values, units),
    st.builds(Deadline, st.sampled_from(Relation), whens),
    st.builds(Period, whens, st.none() | whens),
)
meanings: st.SearchStrategy[Meaning] = st.one_of(
    items,
    st.builds(Level, words),
    st.builds(Scale, words),
    st.builds(Several, st.lists(items, min_size=2, max_size=4).map(tuple)),
    st.just(Blank()),
    st.builds(Unread, st.sampled_from(["operators", "no-number", "bad-date"])),
)


@examples(2000)
@given(meanings)
def test_reading_a_normal_form_gives_the_meaning_back(meaning: Meaning) -> None:
    line = normal(meaning)
    assert "\n" not in line
    assert read_normal(line) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quantity",
        "quantity >= x",
        "quantity >> 1",
        "by 2021-13",
        "by",
        "range 1 2",
        "all blank ; blank",
        "≥95%",
        "period ..",
        "quantity ? 1/0",
    ],
)
def test_what_is_no_normal_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_normal(text)


@given(st.integers(-(10**15), 10**15), st.integers(0, 9))
def test_a_decimal_is_printed_exactly_and_without_trailing_zeros(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    shown = plain(value)
    assert Fraction(shown) == value
    assert not ("." in shown and shown.endswith("0"))


def test_a_fraction_without_a_finite_decimal_stays_one() -> None:
    assert plain(Fraction(2, 3)) == "2/3"
