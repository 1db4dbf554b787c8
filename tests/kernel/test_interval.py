"""Intervals as sets: whatever is done to them is told by which numbers they hold."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.interval import EVERYTHING, Extended, Infinity, Interval, intersect, union
from tests.oracle import curve as oracle
from tests.strategies import intervals, laws, small

F = Fraction


def holds(part: Interval, x: Fraction) -> bool:
    return oracle.inside(x, part.low, not part.low_open, part.high, not part.high_open)


def marks(*parts: Interval) -> list[Fraction]:
    return oracle.around(x for part in parts for x in (part.low, part.high) if x is not None)


@given(intervals)
def test_an_interval_holds_what_lies_between_its_ends(part: Interval) -> None:
    for x in marks(part):
        assert (x in part) == holds(part, x)
    assert part.inner() in part
    assert part.is_point == (part.low == part.high is not None)


@given(intervals, intervals)
def test_an_intersection_holds_what_both_hold(one: Interval, two: Interval) -> None:
    both = intersect(one, two)
    for x in marks(one, two):
        assert (both is not None and x in both) == (holds(one, x) and holds(two, x))
    assert intersect(two, one) == both
    assert intersect(one, EVERYTHING) == one


@laws
@given(st.lists(intervals, max_size=4))
def test_a_union_holds_what_any_holds_in_as_few_intervals_as_can_be(parts: list[Interval]) -> None:
    joined = union(parts)
    for x in marks(*parts):
        assert sum(x in part for part in joined) == any(holds(part, x) for part in parts)
    for left, right in pairwise(joined):
        assert left.above < right.below or (left.above == right.below and left.high_open and right.low_open)
    assert union(reversed(parts)) == joined == union(joined)


ENDS = (None, F(0), F(1), F(2))
EVERY = [
    Interval(low, high, low_open, high_open)
    for low, high in product(ENDS, ENDS)
    if low is None or high is None or low <= high
    for low_open, high_open in product((False, True), (False, True))
    if low is None or low != high or not (low_open or high_open)
]


@pytest.mark.parametrize("one", EVERY, ids=str)
def test_intervals_whose_ends_meet_are_joined_and_cut_as_sets(one: Interval) -> None:
    xs = sorted(oracle.around(end for end in ENDS if end is not None))
    for two in EVERY:
        joined, both = union([one, two]), intersect(one, two)
        assert [any(x in part for part in joined) for x in xs] == [holds(one, x) or holds(two, x) for x in xs]
        assert [both is not None and x in both for x in xs] == [holds(one, x) and holds(two, x) for x in xs]
        assert len(joined) == 1 or not holds_together(one, two, xs)


def holds_together(one: Interval, two: Interval, xs: Sequence[Fraction]) -> bool:
    """Whether what either holds of numbers in order has no hole."""
    told = [holds(one, x) or holds(two, x) for x in xs]
    return sum(left != right for left, right in pairwise((False, *told, False))) == 2


@given(small)
def test_the_infinities_lie_beyond_every_number(x: Fraction) -> None:
    for number in (x, int(x)):
        assert Infinity.BELOW < number < Infinity.ABOVE
        assert Infinity.BELOW <= number <= Infinity.ABOVE
        assert Infinity.ABOVE > number > Infinity.BELOW
        assert number not in (Infinity.ABOVE, Infinity.BELOW)
        assert not number > Infinity.ABOVE
        assert not number < Infinity.BELOW
    ends: list[Extended] = [Infinity.ABOVE, x, Infinity.BELOW]
    assert sorted(ends) == ends[::-1]
    assert max(ends) is Infinity.ABOVE
    assert {Infinity.ABOVE: 1}[Infinity(1)] == 1


def test_the_infinities_are_equal_only_to_themselves() -> None:
    assert Infinity.BELOW < Infinity.ABOVE
    assert Infinity.ABOVE <= Infinity.ABOVE
    assert not Infinity.ABOVE < Infinity.ABOVE
    assert not Infinity.BELOW > Infinity.BELOW


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open"),
    [(1, 0, False, False), (1, 1, True, False), (1, 1, False, True), (1, 1, True, True)],
)
def test_an_empty_interval_is_refused(low: int, high: int, low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Interval(F(low), F(high), low_open, high_open)


def test_an_end_that_is_missing_is_open() -> None:
    assert Interval(None, None, low_open=False, high_open=False) == EVERYTHING == Interval.open(None, None)
    assert hash(Interval()) == hash(EVERYTHING)
    assert (EVERYTHING.below, EVERYTHING.above) == (Infinity.BELOW, Infinity.ABOVE)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Interval(F(3, 5), F(1), high_open=True), "[0.6, 1)"),
        (Interval(F(1), None), "[1, ..)"),
        (Interval(None, F(2, 3)), "(.., 2/3]"),
        (EVERYTHING, "(.., ..)"),
        (Interval.point(F(1)), "[1, 1]"),
        (Interval.open(F(-1), F(1)), "(-1, 1)"),
    ],
)
def test_intervals_as_a_rule_author_writes_them(part: Interval, text: str) -> None:
    assert str(part) == text


@pytest.mark.parametrize(
    ("part", "inner"),
    [
        (EVERYTHING, 0),
        (Interval(None, F(5), high_open=True), 4),
        (Interval(F(5), None, low_open=True), 6),
        (Interval.open(F(1), F(2)), F(3, 2)),
        (Interval.point(F(7)), 7),
    ],
)
def test_some_number_inside(part: Interval, inner: Fraction) -> None:
    assert part.inner() == inner


ORDER = [Infinity.BELOW, F(-(10**40)), F(0), F(10**40), Infinity.ABOVE]


@pytest.mark.parametrize("left", range(len(ORDER)))
@pytest.mark.parametrize("right", range(len(ORDER)))
def test_infinity_is_beyond_every_number_and_as_great_as_itself(left: int, right: int) -> None:
    one, two = ORDER[left], ORDER[right]
    found = (one < two, one <= two, one > two, one >= two, one == two)
    assert found == (left < right, left <= right, left > right, left >= right, left == right)
