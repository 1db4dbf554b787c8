"""Scores as sets: from the lower bound to the upper, which is reached or not; whatever is done to them is told by what they hold."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.rounding import Mode, Rounding
from jixiao.scoring.score import Score, total
from tests.strategies import positive, small

F = Fraction
widths = st.sampled_from([F(0), F(0), F(1, 3), F(1), F(5, 2)])


def _score(low: Fraction, width: Fraction, high_open: bool) -> Score:
    return Score(low, low + width, high_open and width > 0)


scores = st.builds(_score, small, widths, st.booleans())


def top(score: Score) -> tuple[Fraction, bool]:
    """The supremum, and whether it is reached."""
    return score.high, not score.high_open


@given(scores, small, small)
def test_a_capped_score_holds_what_each_number_of_it_becomes(score: Score, one: Fraction, two: Fraction) -> None:
    low, high = sorted((one, two))
    capped = score.capped(low, high)
    assert capped.low == min(max(score.low, low), high)
    # Reached where the upper end is, or where numbers below it already become the limit.
    reached = not score.high_open or score.high > high or score.high <= low
    assert top(capped) == (min(max(score.high, low), high), reached or capped.high != score.high)


def test_an_open_end_stays_open_where_nothing_caps_it() -> None:
    assert Score(F(1), F(4), high_open=True).capped(F(0), F(4)) == Score(F(1), F(4), high_open=True)
    assert Score(F(1), F(4), high_open=True).capped(F(0), F(3)) == Score(F(1), F(3))
    assert Score(F(1), F(4), high_open=True).capped(F(2), F(5)) == Score(F(2), F(4), high_open=True)
    assert Score(F(-3), F(-1)).capped(F(0), F(5)) == Score(F(0), F(0))


@given(scores, positive)
def test_a_score_is_scaled_at_both_ends(score: Score, factor: Fraction) -> None:
    assert score.times(factor) == Score(score.low * factor, score.high * factor, score.high_open)
    assert score.times(F(0)) == Score(F(0), F(0))


@given(scores, scores)
def test_what_covers_two_scores_reaches_what_either_reaches(one: Score, two: Score) -> None:
    hull = one.hull(two)
    assert hull.low == min(one.low, two.low)
    assert top(hull) == max(top(one), top(two))
    assert hull == two.hull(one)


@given(st.lists(scores, max_size=4))
def test_a_sum_is_reached_where_every_part_is(parts: list[Score]) -> None:
    added = total(parts)
    assert (added.low, added.high) == (sum(each.low for each in parts), sum(each.high for each in parts))
    assert added.high_open == any(each.high_open for each in parts)
    one_by_one = Score.of(F(0))
    for each in parts:
        one_by_one = one_by_one + each
    assert one_by_one == added


@given(scores, st.sampled_from(Mode), st.integers(0, 2))
def test_an_open_end_that_rounds_to_the_lower_one_is_closed_by_it(score: Score, mode: Mode, places: int) -> None:
    rounding = Rounding(mode, places)
    rounded = score.rounded(rounding)
    assert (rounded.low, rounded.high) == (rounding(score.low), rounding(score.high))
    assert rounded.high_open == (score.high_open and rounded.low < rounded.high)


def test_a_score_is_told_with_its_decimals_and_its_open_end() -> None:
    assert Score.of(F("9.8")).decimals(2) == "9.80"
    assert Score.of(F("9.8")).text() == "9.8"
    assert Score(F("4.8"), F("6.4"), high_open=True).decimals(2) == "[4.80, 6.40)"
    assert Score(F("4.8"), F("6.4")).text() == "[4.8, 6.4]"
    assert Score(F(1), F(2)).is_open
    assert not Score.of(F(1)).is_open
