"""Strategies of the whole suite. Nothing is filtered: what must not be (a pole on a piece, say) is never drawn.

A drawn choice costs far more than arithmetic, so small numbers are drawn from a list, simple ones first, and the
shape of a row or an interval as one integer that is taken apart.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Interval
from jixiao.kernel.mobius import Mobius
from tests.examples import examples
from tests.oracle.curve import Formula, Row, Rows, formula_at

# A law of the kernel.
laws = examples(2_000)

# -- numbers


def _ratios(numerators: Iterable[int], denominators: Iterable[int]) -> list[Fraction]:
    """All ratios, each once, simple ones first."""
    found = {Fraction(top, bottom) for top in numerators for bottom in denominators}
    return sorted(found, key=lambda x: (x.denominator, abs(x), x < 0))


small = st.sampled_from(_ratios(range(-12, 13), range(1, 6)))
positive = st.sampled_from(_ratios(range(1, 13), range(1, 6)))
wide = st.builds(Fraction, st.integers(-(10**12), 10**12), st.integers(1, 10**6))
# Ends in 5 just behind some decimal place, or differs from such a number by a very little.
ties = st.builds(
    lambda whole, places, off: (Fraction(whole) + Fraction(1, 2)) / 10**places + Fraction(off, 10**20),
    st.integers(-3000, 3000),
    st.integers(0, 4),
    st.sampled_from([0, 0, 0, 1, -1]),
)
fractions = small | ties | wide
decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**12), 10**12), st.integers(0, 12)
)

# -- intervals


def _interval(low: Fraction, width: Fraction, shape: int) -> Interval:
    """The shape tells which of the ends are open and which are missing; an interval of no width is a point."""
    if width == 0:
        return Interval.point(low)
    shape, low_open = divmod(shape, 2)
    shape, high_open = divmod(shape, 2)
    return Interval(
        None if shape in (4, 5) else low, None if shape in (3, 5) else low + width, bool(low_open), bool(high_open)
    )


_width = st.sampled_from([Fraction(0), *_ratios(range(1, 13), range(1, 6))])
intervals = st.builds(_interval, small, _width, st.integers(0, 23))

# -- maps


def _turning(a: int, b: int, c: int, d: int) -> Mobius:
    """With these coefficients, or with a and d changed by 1 where they would give a constant or nothing at all."""
    if a * d == b * c:
        a, d = (a + 1, d) if d else (a or 1, 1)
    return Mobius.of(a, b, c, d)


_coefficient = st.integers(-4, 4)
turning = st.builds(_turning, _coefficient, _coefficient, _coefficient, _coefficient)
maps = turning | st.builds(Mobius.constant, small)


def _clear_of(axis: Mobius, gap: Fraction, width: Fraction, shape: int) -> tuple[Mobius, Interval]:
    """A map and an interval that does not hold its pole; where the gap is 0, the interval begins at it, open."""
    pole = axis.pole
    if pole is None:
        return axis, _interval(gap - 2, width, shape)
    shape, near_open = divmod(shape, 2)
    shape, far_open = divmod(shape, 2)
    open_at_pole = gap == 0 or bool(near_open)
    far = None if shape >= 4 else gap + width + 1
    if shape % 2:
        return axis, Interval(pole + gap, None if far is None else pole + far, open_at_pole, bool(far_open))
    return axis, Interval(None if far is None else pole - far, pole - gap, bool(far_open), open_at_pole)


# A change of axis, with the numbers it is made on.
axes = st.builds(_clear_of, st.one_of(turning, turning, maps), _width, _width, st.integers(0, 23))

# -- curves, drawn as a rule author writes rows


def _formula(
    low: Fraction | None, high: Fraction | None, shut: tuple[bool, bool], drawn: tuple[int, Fraction, Fraction, int]
) -> Formula:
    """Constant, straight, or a hyperbola whose pole lies outside the row, maybe just at an end that is open."""
    kind, p, q, off = drawn
    zero, one = Fraction(0), Fraction(1)
    if kind <= 1 or p == 0:
        return zero, q, zero, one
    if kind <= 3 or (low is None and high is None):
        return p, q, zero, one
    left = low is not None and (high is None or kind % 2 == 0)
    if left:
        assert low is not None
        pole = low - (off or int(shut[0]))
    else:
        assert high is not None
        pole = high + (off or int(shut[1]))
    return q, p - q * pole, one, -pole


def _rows(shape: int, drawn: list[tuple[int, Fraction, Fraction]]) -> Rows:
    """Rows that tile an interval: neighbours share an end, which belongs to one of them or to a row of its own."""
    shape, ends = divmod(shape, 4)
    shape, shut = divmod(shape, 4)
    start, per = divmod(shape, 3)
    per += 1
    start = -start // 2 if start % 2 == 0 else start // 2 + 1
    rows: list[Row] = []
    at = Fraction(start, per)
    low: Fraction | None = None if ends & 1 else at
    low_in = low is not None and bool(shut & 1)
    for index, (code, p, q) in enumerate(drawn):
        rest, kind = divmod(code, 6)
        rest, boundary = divmod(rest, 4)
        step, off = divmod(rest, 3)
        last = index == len(drawn) - 1
        at += Fraction(step + 1, per)
        high = None if last and ends & 2 else at
        high_in = high is not None and (bool(shut & 2) if last else boundary == 0)
        formula = _formula(low, high, (low_in, high_in), (kind, p, q, off))
        rows.append(Row(low, low_in, high, high_in, formula))
        if not last and boundary >= 2:
            # A number that owns its value: here free (2), there one that continues the row before it (3).
            on = q + 1
            if boundary == 3 and formula[2] * at + formula[3] != 0:
                on = formula_at(formula, at)
            rows.append(Row(at, True, at, True, (Fraction(0), on, Fraction(0), Fraction(1))))
        low, low_in = high, boundary == 1
    return tuple(rows)


_level = st.sampled_from(_ratios(range(-4, 9), (1, 2, 3)))


def rows_of(at_least: int, at_most: int) -> st.SearchStrategy[Rows]:
    """Curves of so many rows, not counting single numbers that are rows of their own."""
    return st.builds(
        _rows,
        st.integers(0, 4 * 4 * 3 * 12 - 1),
        st.lists(st.tuples(st.integers(0, 6 * 4 * 3 * 4 - 1), _level, _level), min_size=at_least, max_size=at_most),
    )


rows = rows_of(1, 4)


def interval_of(row: Row) -> Interval:
    return Interval(row.low, row.high, not row.low_in, not row.high_in)


def curve_of(rows: Rows) -> Curve:
    """The rows as the engine's curve, the number of each row as the origin."""
    return Curve.build(Segment(interval_of(row), Mobius.of(*row.formula), index) for index, row in enumerate(rows))


curves = rows.map(curve_of)
