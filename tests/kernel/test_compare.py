"""Differences of curves against values at probes, and against crossings that are known by construction."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given

from jixiao.kernel.compare import Difference, compare
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import EVERYTHING, Infinity, Interval, intersect
from jixiao.kernel.mobius import IDENTITY, Mobius
from jixiao.kernel.surd import Bracket
from tests.oracle import curve as oracle
from tests.oracle.curve import Rows
from tests.strategies import curve_of, laws, positive, rows, rows_of, small, turning

F = Fraction
WIDTH = F(1, 10**30)
NEAR = F(1, 10**15)


def whole(line: Mobius, part: Interval = EVERYTHING) -> Curve:
    return Curve.build([Segment(part, line)])


def size(one: Rows, two: Rows, x: Fraction) -> Fraction | None:
    """The first less the second; None where not both have a value."""
    first, second = oracle.value(one, x), oracle.value(two, x)
    return None if first is None or second is None else first - second


def brackets(found: tuple[Difference, ...]) -> list[Bracket]:
    return [item for each in found for item in (each.low_bracket, each.high_bracket) if item is not None]


def inside(bracket: Bracket, x: Fraction) -> bool:
    return bracket.low < x < bracket.high


def check(one: Rows, two: Rows) -> tuple[Difference, ...]:
    """Everything that a comparison promises, at every end, crossing and greatest size, beside and between them."""
    found = compare(curve_of(one), curve_of(two), width=WIDTH)
    marks = [x for each in found for x in (each.part.low, each.part.high) if x is not None]
    marks += [x for item in brackets(found) for x in (item.low, item.high)]
    marks += [each.where for each in found if isinstance(each.where, Fraction)]
    points = [*oracle.around([*oracle.ends(one), *oracle.ends(two), *marks])]
    points += [*oracle.near_the_ends(one), *oracle.near_the_ends(two)]
    sizes = {x: y for x in points if (y := size(one, two, x)) is not None}
    for x, y in sizes.items():
        holders = [each for each in found if x in each.part]
        assert len(holders) <= 1
        if holders:
            assert y * holders[0].sign > 0
        else:
            assert (y != 0) == any(inside(item, x) for item in brackets(found))
    for each in found:
        check_size(one, two, each, [abs(y) for x, y in sizes.items() if x in each.part])
    for left, right in pairwise(found):
        assert left.high_bracket == right.low_bracket
        apart = intersect(left.part, right.part) is None and left.part.above <= right.part.below
        assert apart or left.high_bracket
        if left.sign == right.sign:
            assert left.part.above < right.part.below or (left.part.high_open and right.part.low_open)
        if left.high_bracket is not None:
            assert left.sign == -right.sign
            assert (left.part.high, right.part.low) == (left.high_bracket.low, left.high_bracket.high)
    assert all(0 < item.high - item.low <= WIDTH for item in brackets(found))
    return found


def check_size(one: Rows, two: Rows, each: Difference, sizes: list[Fraction]) -> None:
    def at(x: Fraction) -> Fraction:
        y = size(one, two, x)
        return F(0) if y is None else y * each.sign

    if isinstance(each.by, Bracket):
        assert isinstance(each.where, Bracket)
        assert each.attained
        assert 0 < each.by.high - each.by.low <= WIDTH
        assert max(sizes) < each.by.high
        assert each.part.below < each.where.low < each.where.high < each.part.above
        assert each.by.low - NEAR < min(at(each.where.low), at(each.where.high)) < each.by.high
        return
    assert max(sizes) <= each.by
    if each.attained:
        assert isinstance(each.where, Fraction)
        assert each.where in each.part
        assert at(each.where) == each.by
        return
    assert each.by not in sizes
    step = oracle.AT_THE_LIMIT
    if isinstance(each.where, Infinity):
        beside = [each.where.value / step]
    else:
        assert isinstance(each.where, Fraction)
        beside = [each.where - step, each.where + step]
    approached = max(at(x) for x in beside if x in each.part)
    assert approached > 1 / NEAR if isinstance(each.by, Infinity) else each.by - NEAR < approached < each.by


@laws
@given(rows, rows)
def test_curves_differ_where_the_comparison_says_and_by_as_much(one: Rows, two: Rows) -> None:
    found = check(one, two)
    other = compare(curve_of(two), curve_of(one), width=WIDTH)
    assert [(each.part, -each.sign, each.by) for each in found] == [(each.part, each.sign, each.by) for each in other]


@laws
@given(rows_of(1, 2), turning, small)
def test_a_curve_meets_a_map(one: Rows, line: Mobius, shift: Fraction) -> None:
    """Maps without ends of their own, so that most of what is found are crossings and turns."""
    curve = curve_of(one)
    low = curve.domain.inner() if line.pole is None else line.pole
    formula = (F(line.a) + shift * line.c, F(line.b) + shift * line.d, F(line.c), F(line.d))
    check(one, [oracle.Row(low, line.pole is None, None, False, formula)])
    check(one, [oracle.Row(None, False, low, line.pole is None, formula)])


@given(rows)
def test_a_curve_does_not_differ_from_itself(drawn: Rows) -> None:
    assert compare(curve_of(drawn), curve_of(drawn).canonical()) == ()


@laws
@given(turning, small, small, positive)
def test_curves_made_to_meet_at_a_number_meet_there(line: Mobius, x: Fraction, slope: Fraction, room: Fraction) -> None:
    """A straight line through a point of the other curve: whatever else they do, they do not differ there."""
    if line.pole == x:
        x += 1
    reach = room if line.pole is None else min(room, abs(x - line.pole))
    part = Interval.open(x - reach, x + reach)
    straight = Mobius.of(slope, line(x) - slope * x)
    found = compare(whole(line, part), whole(straight, part))
    assert all(x not in each.part for each in found)
    assert not brackets(found), "where one crossing is rational, so is the other"
    if found:
        assert any(x in (each.part.low, each.part.high) for each in found)


@given(turning, small, positive)
def test_curves_made_to_touch_stay_on_one_side(line: Mobius, x: Fraction, room: Fraction) -> None:
    if line.pole == x:
        x += 1
    reach = room if line.pole is None else min(room, abs(x - line.pole))
    part = Interval.open(x - reach, x + reach)
    steep = F(line.a * line.d - line.b * line.c) / (line.c * x + line.d) ** 2
    found = compare(whole(line, part), whole(Mobius.of(steep, line(x) - steep * x), part))
    if line.c == 0:
        assert found == ()
        return
    left, right = found
    assert left.sign == right.sign
    assert left.part == Interval.open(part.low, x)
    assert right.part == Interval.open(x, part.high)


# -- known differences


def test_irrational_crossings_are_bracketed() -> None:
    """8/5 - x/200 meets 100/x at 160 ± 20√14."""
    part = Interval(F(50), F(300))
    left, middle, right = compare(whole(Mobius.of(F(-1, 200), F(8, 5)), part), whole(Mobius.of(0, 100, 1, 0), part))
    assert [left.sign, middle.sign, right.sign] == [-1, 1, -1]
    assert left.high_bracket == middle.low_bracket
    assert middle.high_bracket == right.low_bracket
    for bracket, sign in ((middle.low_bracket, -1), (middle.high_bracket, 1)):
        assert bracket is not None
        assert bracket.high - bracket.low <= F(1, 10**9)
        ends = sorted((end - 160) ** 2 for end in (bracket.low, bracket.high))
        assert ends[0] < 20 * 20 * 14 < ends[1]
        assert (bracket.low - 160) * sign > 0
    assert left.part == Interval(F(50), left.high_bracket.low)  # type: ignore[union-attr]
    assert (left.by, left.where, left.attained) == (F(2) - F(27, 20), F(50), True)
    # Both equally steep at x² = 20000: 8/5 - √2.
    assert isinstance(middle.by, Bracket)
    assert isinstance(middle.where, Bracket)
    assert middle.where.low**2 < 20000 < middle.where.high**2
    assert (F(8, 5) - middle.by.high) ** 2 < 2 < (F(8, 5) - middle.by.low) ** 2


def test_rational_crossings_and_turns_are_exact() -> None:
    """x and 1/x meet at 1; 5/2 - x and 1/x meet at 1/2 and 2 and are furthest apart at 1."""
    part = Interval(F(0), F(4), low_open=True)
    reciprocal = whole(Mobius.of(0, 1, 1, 0), part)
    assert compare(whole(IDENTITY), reciprocal) == (
        Difference(Interval.open(F(0), F(1)), -1, Infinity.ABOVE, F(0), attained=False),
        Difference(Interval(F(1), F(4), low_open=True), 1, F(15, 4), F(4), attained=True),
    )
    assert compare(whole(Mobius.of(-1, F(5, 2))), reciprocal)[1] == Difference(
        Interval.open(F(1, 2), F(2)), 1, F(1, 2), F(1), attained=True
    )


def test_a_step_moved_differs_between_the_steps() -> None:
    """Full from 95 % on, or only above 98 %."""

    def step(at: Fraction, holds: bool) -> Curve:
        return Curve.build(
            [
                Segment(Interval(F(0), at, high_open=holds), IDENTITY),
                Segment(Interval(at, None, low_open=not holds), Mobius.constant(1)),
            ]
        )

    assert compare(step(F(95, 100), holds=True), step(F(98, 100), holds=False)) == (
        Difference(Interval(F(95, 100), F(98, 100)), 1, F(5, 100), F(95, 100), attained=True),
    )
    assert compare(step(F(1, 2), holds=True), step(F(1, 2), holds=False)) == (
        Difference(Interval.point(F(1, 2)), 1, F(1, 2), F(1, 2), attained=True),
    )


def test_a_common_pole_or_infinity_need_not_make_the_difference_infinite() -> None:
    reciprocal, part = Mobius.of(0, 1, 1, 0), Interval(F(0), None, low_open=True)
    (shifted,) = compare(whole(reciprocal, part), whole(Mobius.of(1, 1, 1, 0), part))
    assert (shifted.part, shifted.sign, shifted.by, shifted.attained) == (part, -1, F(1), True)
    (parallel,) = compare(whole(IDENTITY), whole(Mobius.of(1, 2)))
    assert (parallel.part, parallel.by, parallel.attained) == (EVERYTHING, F(2), True)
    (steeper,) = compare(whole(reciprocal, part), whole(Mobius.of(0, 2, 1, 0), part))
    assert (steeper.by, steeper.where) == (Infinity.ABOVE, F(0))


def test_equal_greatest_sizes_are_told_at_the_first_place() -> None:
    """Twice the greatest size 10 - √8, the second time on half the scale, so that it is written 10 - √128 / 4."""
    parts = Interval.open(F(0), F(8)), Interval(F(8), F(10)), Interval.open(F(10), F(14))
    first = Mobius.of(-1, 9), Mobius.constant(9), Mobius.of(-2, 29)
    second = Mobius.of(0, 2, 1, 1), Mobius.constant(8), Mobius.of(0, 2, 2, -19)
    one, two = (Curve.build(map(Segment, parts, lines)) for lines in (first, second))
    (found,) = compare(one, two)
    assert found.part == Interval.open(F(0), F(14))
    assert isinstance(found.by, Bracket)
    assert isinstance(found.where, Bracket)
    assert (found.where.low + 1) ** 2 < 2 < (found.where.high + 1) ** 2
    assert (10 - found.by.high) ** 2 < 8 < (10 - found.by.low) ** 2


def test_curves_on_other_numbers_have_no_common_difference() -> None:
    assert compare(Curve.constant(0, Interval(F(0), F(1))), Curve.constant(1, Interval(F(2), F(3)))) == ()


def test_a_bracket_has_some_width() -> None:
    with pytest.raises(ValueError, match="width"):
        compare(whole(IDENTITY), whole(IDENTITY), width=F(0))


def test_a_wide_bracket_is_narrowed_until_it_reaches_nothing_else() -> None:
    """x and 2/x cross at √2, close to both ends."""
    part = Interval(F("1.41"), F("1.42"))
    left, right = compare(whole(IDENTITY), whole(Mobius.of(0, 2, 1, 0), part), width=F(10))
    assert left.high_bracket is not None
    assert left.high_bracket == right.low_bracket
    assert part.below < left.high_bracket.low < left.high_bracket.high < part.above
    assert left.high_bracket.low**2 < 2 < left.high_bracket.high**2
    assert left.part == Interval(part.low, left.high_bracket.low)
    assert right.part == Interval(left.high_bracket.high, part.high)


def test_two_hyperbolas_are_furthest_apart_where_they_are_equally_steep() -> None:
    """1/x and 4/(x + 1): the difference is 2/3 at 1/2 and at 3, and 1 between them at 1."""
    part = Interval(F(1, 2), F(3))
    found = compare(whole(Mobius.of(0, 1, 1, 0), part), whole(Mobius.of(0, 4, 1, 1), part))
    assert found == (Difference(part, -1, F(1), F(1), attained=True),)


def test_what_happens_outside_the_part_makes_no_difference_greater() -> None:
    """1/x and 5/4 - x/4 meet at 1 and 4 and are 1/4 apart at 2, and more beyond 0; from 3 on only 1/6."""
    part = Interval(F(3), F(4))
    found = compare(whole(Mobius.of(0, 1, 1, 0), part), whole(Mobius.of(F(-1, 4), F(5, 4))))
    assert found == (Difference(Interval(F(3), F(4), high_open=True), -1, F(1, 6), F(3), attained=True),)


def test_what_is_left_of_two_infinities_is_told_exactly() -> None:
    """(x + 1)/2x and 1/2x are both infinite toward 0, and 1/2 apart everywhere; so are 3/(2x - 2) + 5/2 and 3/(2x - 2) + 2."""
    part = Interval(F(1), F(2), low_open=True)
    (near,) = compare(
        whole(Mobius.of(1, 1, 2, 0), Interval(F(0), F(1), low_open=True)),
        whole(Mobius.of(0, 1, 2, 0), Interval(F(0), None, low_open=True)),
    )
    assert (near.sign, near.by) == (1, F(1, 2))
    (far,) = compare(whole(Mobius.of(5, -2, 2, -2), part), whole(Mobius.of(4, -1, 2, -2), part))
    assert (far.sign, far.by) == (1, F(1, 2))


def test_each_stretch_between_crossings_has_a_greatest_size_of_its_own() -> None:
    """Up to 1 the two above are 31/360 apart at most; the turn at 2 lies behind the crossing."""
    part = Interval(F(9, 10), F(4))
    assert compare(whole(Mobius.of(0, 1, 1, 0), part), whole(Mobius.of(F(-1, 4), F(5, 4)))) == (
        Difference(Interval(F(9, 10), F(1), high_open=True), 1, F(31, 360), F(9, 10), attained=True),
        Difference(Interval.open(F(1), F(4)), -1, F(1, 4), F(2), attained=True),
    )
