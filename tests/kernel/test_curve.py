"""Curves against the oracle that reads rows one after the other (`tests/oracle/curve.py`)."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.kernel.curve import (
    Curve,
    Extremum,
    GapError,
    Jump,
    Knot,
    OutsideDomain,
    OverlapError,
    Piece,
    Segment,
)
from jixiao.kernel.interval import EVERYTHING, Infinity, Interval, intersect
from jixiao.kernel.mobius import IDENTITY, Mobius
from tests.oracle import curve as oracle
from tests.oracle.curve import Row, Rows
from tests.strategies import (
    axes,
    curve_of,
    fractions,
    interval_of,
    intervals,
    laws,
    positive,
    rows,
    rows_of,
    small,
    turning,
)

F = Fraction


def value(curve: Curve | None, x: Fraction) -> Fraction | None:
    """The value, or None outside the domain (and of no curve at all)."""
    if curve is None:
        return None
    try:
        return curve.at(x)
    except OutsideDomain:
        return None


# -- evaluation


@laws
@given(rows, fractions)
def test_a_curve_gives_what_the_rows_give(drawn: Rows, anywhere: Fraction) -> None:
    curve = curve_of(drawn)
    for x in oracle.probes(drawn, anywhere):
        expected = oracle.value(drawn, x)
        assert value(curve, x) == expected
        assert (x in curve.domain) == (expected is not None)


@given(rows)
def test_a_value_knows_the_row_it_comes_from(drawn: Rows) -> None:
    curve = curve_of(drawn)
    for x in oracle.probes(drawn):
        if x in curve.domain:
            assert curve.origin_at(x) == oracle.row_at(drawn, x)


@given(rows, st.data())
def test_the_order_of_rows_changes_nothing(drawn: Rows, data: st.DataObject) -> None:
    assert curve_of(data.draw(st.permutations(drawn))) == curve_of(drawn)


@given(rows)
def test_segments_build_the_curve_again(drawn: Rows) -> None:
    curve = curve_of(drawn)
    segments = list(curve.segments())
    again = Curve.build(segments)
    assert again == curve
    assert [knot.origin for knot in again.knots] == [knot.origin for knot in curve.knots]
    assert [item.part for item in segments if item.part.is_point] == [Interval.point(knot.x) for knot in curve.knots]
    assert hash(again) == hash(curve)


def test_outside_the_domain_there_is_no_value() -> None:
    curve = Curve.constant(1, Interval(F(0), F(1), high_open=True))
    with pytest.raises(OutsideDomain, match=r"1 is outside \[0, 1\)"):
        curve.at(F(1))
    with pytest.raises(OutsideDomain):
        curve.origin_at(F(-1))


# -- building


@given(rows_of(3, 4), st.data())
def test_a_missing_row_is_a_gap(drawn: Rows, data: st.DataObject) -> None:
    index = data.draw(st.integers(1, len(drawn) - 2))
    with pytest.raises(GapError) as error:
        curve_of([*drawn[:index], *drawn[index + 1 :]])
    assert (error.value.left, error.value.right) == (interval_of(drawn[index - 1]), interval_of(drawn[index + 1]))


@given(rows, st.data())
def test_a_row_twice_is_an_overlap(drawn: Rows, data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(drawn))
    with pytest.raises(OverlapError):
        curve_of([*drawn, again])


@pytest.mark.parametrize(
    ("left", "right", "error"),
    [
        (Interval(F(0), F(1)), Interval(F(1), F(2)), OverlapError),
        (Interval(F(0), F(1), high_open=True), Interval(F(1), F(2), low_open=True), GapError),
        (Interval(F(0), None), Interval(F(1), F(2)), OverlapError),
        (Interval(F(0), F(1)), Interval(F(2), F(3)), GapError),
        (Interval(F(0), F(2)), Interval.point(F(1)), OverlapError),
        (Interval.point(F(1)), Interval.point(F(1)), OverlapError),
        (Interval(None, F(1)), Interval(None, F(1)), OverlapError),
    ],
)
def test_rows_must_tile_the_axis(left: Interval, right: Interval, error: type[Exception]) -> None:
    with pytest.raises(error):
        Curve.build([Segment(right, IDENTITY), Segment(left, IDENTITY)])


def test_no_rows_and_poles_on_rows_are_refused() -> None:
    reciprocal = Mobius.of(0, 1, 1, 0)
    with pytest.raises(ValueError, match="needs a segment"):
        Curve.build([])
    with pytest.raises(ValueError, match="pole inside a piece at 0"):
        Curve.build([Segment(EVERYTHING, reciprocal)])
    with pytest.raises(ValueError, match="pole on the curve at 0"):
        Curve.build([Segment(Interval(F(0), F(1)), reciprocal)])
    assert Curve.build([Segment(Interval(F(0), F(1), low_open=True), reciprocal)]).at(F(1, 2)) == 2


_one = Piece(Mobius.constant(1))


@pytest.mark.parametrize(
    ("domain", "knots", "pieces"),
    [
        pytest.param(Interval(F(0), F(1)), (), (_one,), id="closed ends without knots"),
        pytest.param(Interval.open(F(0), F(1)), (Knot(F(0), F(1)),), (None, _one), id="an open end with a knot"),
        pytest.param(Interval.open(F(0), F(1)), (Knot(F(1), F(1)),), (_one, None), id="an open upper end with a knot"),
        pytest.param(EVERYTHING, (Knot(F(0), F(1)),), (_one,), id="a piece too few"),
        pytest.param(EVERYTHING, (Knot(F(0), F(1)),), (_one, None), id="a hole"),
        pytest.param(EVERYTHING, (Knot(F(1), F(1)), Knot(F(0), F(1))), (_one,) * 3, id="knots out of order"),
        pytest.param(EVERYTHING, (Knot(F(1), F(1)),) * 2, (_one, None, _one), id="a knot twice"),
        pytest.param(Interval.point(F(1)), (Knot(F(1), F(1)),) * 2, (None,) * 3, id="a single number twice"),
        pytest.param(Interval.open(F(0), F(1)), (Knot(F(2), F(1)),), (_one, _one), id="a knot outside"),
        pytest.param(Interval.point(F(0)), (), (None,), id="a single number without a knot"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    domain: Interval, knots: tuple[Knot, ...], pieces: tuple[Piece | None, ...]
) -> None:
    with pytest.raises(ValueError, match=r"knot|piece"):
        Curve(domain, knots, pieces)


# -- bounds, jumps, monotony


@laws
@given(rows)
def test_no_value_lies_beyond_the_bounds_and_they_are_reached_or_approached(drawn: Rows) -> None:
    curve = curve_of(drawn)
    low, high = curve.lowest(), curve.highest()
    points = [*oracle.probes(drawn), *oracle.near_the_ends(drawn)]
    values = [y for y in (oracle.value(drawn, x) for x in points) if y is not None]
    near = F(1, 10**20)
    for bound, most in ((low, min(values)), (high, max(values))):
        sign = -1 if bound is low else 1
        if bound.attained:
            assert most == bound.value
            assert isinstance(bound.x, Fraction)
            assert oracle.value(drawn, bound.x) == bound.value
        elif isinstance(bound.value, Fraction):
            assert 0 < (bound.value - most) * sign < near
        else:
            assert bound.value is Infinity(sign)
            assert most * sign > 1 / near


def test_a_constant_is_reached_inside_its_piece_and_not_at_the_knot_beside_it() -> None:
    curve = Curve.build(
        [Segment(Interval.point(F(0)), Mobius.constant(7)), Segment(Interval.open(F(0), F(1)), Mobius.constant(5))]
    )
    assert curve.lowest() == Extremum(F(5), F(1, 2), attained=True)
    assert curve.highest() == Extremum(F(7), F(0), attained=True)


def test_a_bound_may_be_infinite() -> None:
    curve = Curve.build([Segment(Interval(F(0), None, low_open=True), Mobius.of(0, 1, 1, 0))])
    assert curve.highest() == Extremum(Infinity.ABOVE, F(0), attained=False)
    assert curve.lowest() == Extremum(F(0), Infinity.ABOVE, attained=False)


@given(rows)
def test_jumps_are_just_the_ends_whose_value_is_not_both_limits(drawn: Rows) -> None:
    curve = curve_of(drawn)
    jumps = {jump.x: jump for jump in curve.jumps()}
    assert list(jumps) == sorted(jumps)
    step = oracle.AT_THE_LIMIT
    for x in oracle.ends(drawn):
        at, before, after = (oracle.value(drawn, place) for place in (x, x - step, x + step))
        if at is None:
            assert x not in jumps
            continue
        smooth = all(beside is None or abs(beside - at) < F(1, 10**20) for beside in (before, after))
        assert (x in jumps) == (not smooth)
        if not smooth:
            jump = jumps[x]
            assert jump.at == at
            for limit, beside in ((jump.before, before), (jump.after, after)):
                assert (limit is None) == (beside is None)
                if isinstance(limit, Fraction) and beside is not None:
                    assert abs(limit - beside) < F(1, 10**20)
                elif isinstance(limit, Infinity) and beside is not None:
                    assert beside * limit.value > 10**20
    assert set(jumps) <= set(oracle.ends(drawn))


def test_a_jump_tells_both_limits() -> None:
    curve = Curve.build(
        [
            Segment(Interval(F(0), F(1), high_open=True), IDENTITY),
            Segment(Interval(F(1), F(2), high_open=True), Mobius.constant(3)),
            Segment(Interval.point(F(2)), Mobius.constant(4)),
        ]
    )
    assert list(curve.jumps()) == [Jump(F(1), F(1), F(3), F(3)), Jump(F(2), F(3), F(4), None)]


@laws
@given(rows, st.sampled_from([1, -1]))
def test_a_curve_is_monotone_just_if_no_pair_of_probes_goes_against_it(drawn: Rows, direction: int) -> None:
    curve = curve_of(drawn)
    breaches = list(curve.breaches(direction))
    points = [*oracle.probes(drawn), *oracle.near_the_ends(drawn)]
    assert bool(breaches) == oracle.goes_against(drawn, direction, points)
    for where in breaches:
        inner = where.inner()
        step = oracle.AT_THE_LIMIT if where.is_point else (F(1) if where.low is None else (inner - where.low) / 2)
        assert oracle.goes_against(drawn, direction, [inner - step, inner, inner + step])


# -- preimage


@laws
@given(rows, intervals)
@example([Row(None, False, None, False, (F(0), F(1), F(0), F(1)))], Interval.point(F(1)))
def test_the_preimage_holds_just_what_goes_into_the_values(drawn: Rows, values: Interval) -> None:
    found = curve_of(drawn).preimage(values)
    wanted = [y for y in (values.low, values.high) if y is not None]
    crossings = [x for y in wanted for x in oracle.meets(drawn, y)]
    own = [x for part in found for x in (part.low, part.high) if x is not None]
    for x in oracle.probes(drawn, *crossings, *own):
        y = oracle.value(drawn, x)
        goes_in = y is not None and oracle.inside(y, values.low, not values.low_open, values.high, not values.high_open)
        assert any(x in part for part in found) == goes_in
    for left, right in pairwise(found):
        assert left.above < right.below or (left.above == right.below and left.high_open and right.low_open)


@given(rows)
def test_every_number_of_the_domain_has_some_value(drawn: Rows) -> None:
    curve = curve_of(drawn)
    assert curve.preimage(EVERYTHING) == (curve.domain,)


# -- changing


@laws
@given(rows, small, st.just(F(0)) | positive)
def test_clamping_is_min_of_max(drawn: Rows, low: Fraction, width: Fraction) -> None:
    high = low + width
    clamped = curve_of(drawn).clamp(low, high)
    below = curve_of(drawn).clamp(low, None)
    above = curve_of(drawn).clamp(None, high)
    for x in oracle.probes(drawn, *oracle.meets(drawn, low), *oracle.meets(drawn, high)):
        y = oracle.value(drawn, x)
        assert value(clamped, x) == (None if y is None else oracle.clamped(y, low, high))
        assert value(below, x) == (None if y is None else max(y, low))
        assert value(above, x) == (None if y is None else min(y, high))
    assert below.clamp(None, high).canonical() == clamped.canonical()
    assert low <= clamped.lowest().value
    assert clamped.highest().value <= high


def test_clamping_to_no_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Curve.constant(1).clamp(2, 1)
    unchanged = Curve.build([Segment(EVERYTHING, IDENTITY)])
    assert unchanged.clamp(None, None) == unchanged


@laws
@given(rows, axes)
def test_a_change_of_axis_evaluates_at_the_axis(drawn: Rows, change: tuple[Mobius, Interval]) -> None:
    axis, part = change
    changed = curve_of(drawn).over(axis, part)
    a, b, c, d = axis.a, axis.b, axis.c, axis.d
    crossings = [(d * x - b) / (a - c * x) for x in oracle.ends(drawn) if a != c * x]
    marks = [x for x in (part.low, part.high, axis.pole) if x is not None]
    for t in oracle.around([*crossings, *marks]):
        held = oracle.inside(t, part.low, not part.low_open, part.high, not part.high_open)
        expected = oracle.value(drawn, (a * t + b) / (c * t + d)) if held else None
        assert value(changed, t) == expected
        if changed is not None and expected is not None:
            assert changed.origin_at(t) == oracle.row_at(drawn, (a * t + b) / (c * t + d))


@given(rows, turning)
def test_there_and_back_is_the_same_axis(drawn: Rows, axis: Mobius) -> None:
    back = Mobius.of(axis.d, -axis.b, -axis.c, axis.a)
    for side in _sides_of(back.pole):
        part = curve_of(drawn).restrict(side)
        if part is not None:
            moved = [there for there in (part.over(axis, here) for here in _sides_of(axis.pole)) if there is not None]
            assert len(moved) == 1, "one side of a pole goes to one side of the other"
            returned = moved[0].over(back, part.domain)
            assert returned is not None
            assert returned.canonical() == part.canonical()


def _sides_of(pole: Fraction | None) -> list[Interval]:
    return [EVERYTHING] if pole is None else [Interval.open(None, pole), Interval.open(pole, None)]


def test_an_axis_with_its_pole_on_the_part_is_refused() -> None:
    inverse = Mobius.of(0, 1, 1, 0)
    with pytest.raises(ValueError, match="pole at 0"):
        Curve.constant(1).over(inverse)
    assert Curve.constant(1, Interval(F(0), F(1))).over(inverse, Interval(None, F(0), high_open=True)) is None


def test_an_inverse_ratio_is_a_hyperbola_over_the_actual() -> None:
    """≤ 5 days: full up to the target, else T/A of the points; written over T/A it is a straight line."""
    rule = Curve.build(
        [
            Segment(Interval(F(0), F(1), low_open=True, high_open=True), IDENTITY, "less"),
            Segment(Interval(F(1), None), Mobius.constant(1), "full"),
        ]
    )
    bound = rule.over(Mobius.of(0, 5, 1, 0), Interval(F(0), None, low_open=True))
    assert bound is not None
    assert [bound.at(F(actual)) for actual in (4, 5, 8, 10)] == [1, 1, F(5, 8), F(1, 2)]
    assert bound.origin_at(F(8)) == "less"
    assert bound.preimage(Interval(F(4, 5), F(1))) == (Interval(F(0), F(25, 4), low_open=True),)


@given(rows, intervals)
def test_a_restricted_curve_has_the_same_values_on_the_part_alone(drawn: Rows, part: Interval) -> None:
    curve = curve_of(drawn)
    kept = curve.restrict(part)
    marks = [x for x in (part.low, part.high) if x is not None]
    for x in oracle.probes(drawn, *marks):
        held = oracle.inside(x, part.low, not part.low_open, part.high, not part.high_open)
        assert value(kept, x) == (oracle.value(drawn, x) if held else None)
    assert (None if kept is None else kept.domain) == intersect(curve.domain, part)


@given(rows, small, st.booleans())
def test_a_curve_cut_in_two_joins_again(drawn: Rows, cut: Fraction, to_the_left: bool) -> None:
    curve = curve_of(drawn)
    left = curve.restrict(Interval(None, cut, high_open=not to_the_left))
    right = curve.restrict(Interval(cut, None, low_open=to_the_left))
    halves = [half for half in (left, right) if half is not None]
    joined = halves[0] if len(halves) == 1 else halves[0].join(halves[1])
    assert joined.canonical() == curve.canonical()
    assert left is None or right is None or right.join(left) == joined


def test_curves_that_do_not_touch_just_so_do_not_join() -> None:
    left = Curve.constant(0, Interval(F(0), F(1)))
    with pytest.raises(OverlapError):
        left.join(Curve.constant(1, Interval(F(1), F(2))))
    with pytest.raises(GapError):
        left.join(Curve.constant(1, Interval(F(2), F(3))))


@given(rows, small, small)
def test_scaling_scales_every_value(drawn: Rows, factor: Fraction, shift: Fraction) -> None:
    scaled = curve_of(drawn).scale(factor, shift)
    for x in oracle.probes(drawn):
        y = oracle.value(drawn, x)
        assert value(scaled, x) == (None if y is None else y * factor + shift)


@given(rows, turning)
def test_a_map_after_a_curve_maps_every_value_or_refuses_its_pole(drawn: Rows, outer: Mobius) -> None:
    curve = curve_of(drawn)
    if outer.pole is not None and curve.preimage(Interval.point(outer.pole)):
        with pytest.raises(ValueError, match="pole"):
            curve.then(outer)
        return
    mapped = curve.then(outer)
    for x in oracle.probes(drawn):
        y = oracle.value(drawn, x)
        assert value(mapped, x) == (None if y is None else outer(y))


# -- canonical form


def _split(drawn: Rows, cut: Fraction, how: int) -> Rows:
    """The same function, a row cut in two at a number inside it (if there is one), which joins either side or none."""
    found: list[Row] = []
    for row in drawn:
        if not row.holds(cut) or cut in (row.low, row.high):
            found.append(row)
            continue
        found.append(row._replace(high=cut, high_in=how == 0))
        if how == 2:
            found.append(Row(cut, True, cut, True, row.formula))
        found.append(row._replace(low=cut, low_in=how == 1))
    return found


@laws
@given(rows, st.lists(st.tuples(small, st.integers(0, 2)), min_size=1, max_size=3))
def test_cuts_that_change_nothing_leave_the_canonical_form_as_it_is(
    drawn: Rows, cuts: list[tuple[Fraction, int]]
) -> None:
    more = drawn
    for cut, how in cuts:
        more = _split(more, cut, how)
    one, two = curve_of(drawn).canonical(), curve_of(more).canonical()
    assert one == two
    assert hash(one) == hash(two)
    assert one.canonical() == one
    assert len(one.knots) <= len(curve_of(drawn).knots)
    for x in oracle.probes(drawn):
        assert value(one, x) == oracle.value(drawn, x)


@laws
@given(rows, small, positive)
def test_one_value_changed_changes_the_canonical_form(drawn: Rows, cut: Fraction, by: Fraction) -> None:
    curve = curve_of(drawn)
    y = value(curve, cut)
    if y is None:
        cut = curve.domain.inner()
        y = curve.at(cut)
    pieces = [
        curve.restrict(Interval(None, cut, high_open=True)),
        Curve.constant(y + by, Interval.point(cut)),
        curve.restrict(Interval(cut, None, low_open=True)),
    ]
    changed = Curve.build(item for piece in pieces if piece is not None for item in piece.segments())
    assert changed.domain == curve.domain
    assert changed.canonical() != curve.canonical()


def _nudged(drawn: Rows, index: int, by: Fraction) -> Rows:
    """One row's formula changed a little, or not at all."""
    index %= len(drawn)
    a, b, c, d = drawn[index].formula
    changed = drawn[index]._replace(formula=(a + by * c, b + by * d, c, d))
    return [*drawn[:index], changed, *drawn[index + 1 :]]


@laws
@given(rows, st.integers(0, 3), st.sampled_from([F(0), F(0), F(1), F(1, 1000)]), small, st.integers(0, 2))
def test_canonical_forms_are_equal_just_if_the_functions_are(
    drawn: Rows, index: int, by: Fraction, cut: Fraction, how: int
) -> None:
    other = _nudged(_split(drawn, cut, how), index, by)
    same = curve_of(drawn).canonical() == curve_of(other).canonical()
    assert same == oracle.same_function(drawn, other)
    assert same == (by == 0)


@given(rows, rows)
def test_canonical_forms_of_any_two_curves_are_equal_just_if_the_functions_are(one: Rows, two: Rows) -> None:
    same = curve_of(one).canonical() == curve_of(two).canonical()
    assert same == oracle.same_function(one, two)


def test_a_knot_at_a_pole_stays() -> None:
    reciprocal = Mobius.of(0, 1, 1, 0)
    curve = Curve.build(
        [
            Segment(Interval.open(None, F(0)), reciprocal),
            Segment(Interval.point(F(0)), Mobius.constant(0)),
            Segment(Interval.open(F(0), None), reciprocal),
        ]
    )
    assert curve.canonical() == curve
    assert list(curve.jumps()) == [Jump(F(0), Infinity.BELOW, F(0), Infinity.ABOVE)]
    assert curve.clamp(-1, 1).at(F(0)) == 0
    assert curve.preimage(Interval(F(-1), F(1))) == (
        Interval(None, F(-1)),
        Interval.point(F(0)),
        Interval(F(1), None),
    )


def test_a_curve_that_is_clamped_keeps_the_origin_of_each_part() -> None:
    curve = Curve.build(
        [
            Segment(Interval(F(0), F(2), high_open=True), IDENTITY, "first"),
            Segment(Interval(F(2), None), IDENTITY, "then"),
        ]
    )
    clamped = curve.clamp(1, 3)
    assert [clamped.origin_at(F(x)) for x in (0, 1, 2, 3, 9)] == ["first", "first", "then", "then", "then"]
    assert [clamped.at(F(x)) for x in (0, 1, 2, 3, 9)] == [1, 1, 2, 3, 3]


def test_what_is_wrong_with_parts_names_both() -> None:
    left, right = Interval(F(0), F(1)), Interval(F(2), F(3))
    with pytest.raises(GapError, match=r"0.*1.*2.*3"):
        Curve.build([Segment(left, IDENTITY), Segment(right, IDENTITY)])
    with pytest.raises(OverlapError, match=r"0.*1.*0.*3"):
        Curve.build([Segment(left, IDENTITY), Segment(Interval(F(0), F(3)), IDENTITY)])


@pytest.mark.parametrize(
    ("kind", "parts"),
    [(Knot, (F(1), F(2))), (Piece, (Mobius.constant(1),)), (Segment, (Interval.point(F(1)), Mobius.constant(1)))],
)
def test_an_origin_takes_no_part_in_equality_and_is_not_shown(kind: Any, parts: tuple[Any, ...]) -> None:
    one, two = kind(*parts, origin="here"), kind(*parts, origin="there")
    assert one == two
    assert hash(one) == hash(two)
    assert "here" not in repr(one)
