"""Where two curves differ, and by how much: decided exactly, not sampled.

Between neighbouring knots both curves are linear-fractional. Their difference is a quadratic over a
product of two lines that has no zero there, so where it vanishes, and where it is greatest, are roots of
quadratics: rational, or of the form ``u + v√d``. Such a root is held exactly while it is worked with and
given away as a :class:`Bracket`, two rational numbers that it lies strictly between.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Extended, Infinity, Interval, intersect
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.surd import Bracket, Real, Surd, between, less, lower, roots, upper

__all__ = ["Difference", "compare"]


@frozen
class Difference:
    """Neighbouring numbers of the axis on which one curve lies above the other all along.

    ``part`` is an interval of such numbers. It is all of them unless an end is irrational: there the
    curves cross somewhere inside ``low_bracket`` (``high_bracket``), which begins where ``part`` ends, and
    meet at no rational number of it.

    ``by`` is the supremum of the absolute difference: a number, infinite, or irrational; ``where`` is the
    number of the axis at which it is reached or, if not ``attained``, approached.
    """

    part: Interval
    sign: int
    """1 where the first curve lies above, -1 where the second does."""
    by: Extended | Bracket
    where: Extended | Bracket
    attained: bool
    low_bracket: Bracket | None = None
    high_bracket: Bracket | None = None


def compare(one: Curve, two: Curve, *, width: Fraction = Fraction(1, 10**9)) -> tuple[Difference, ...]:
    """Where two curves differ on what their domains share, from left to right; none if they agree there.

    Each difference reaches as far as it can while one curve stays above the other. No bracket is wider
    than ``width``, which is positive. Domains that differ are no difference here: compare them first.
    """
    if width <= 0:
        raise ValueError(f"a bracket has some width: {width}")
    found: list[_Stretch] = []
    for part, first, second in _common(one, two):
        for stretch in _stretches(part, first, second):
            if found and found[-1].touches(stretch):
                found[-1] = found[-1].joined(stretch)
            else:
                found.append(stretch)
    return tuple(_told(found, width))


def _common(one: Curve, two: Curve) -> Iterator[tuple[Interval, Mobius, Mobius]]:
    """The shared domain from left to right, cut at the knots of both, and the map of each curve there."""
    left, right = list(one.segments()), list(two.segments())
    while left and right:
        shared = intersect(left[0].part, right[0].part)
        if shared is not None:
            yield shared, left[0].map, right[0].map
        ended = left if _ends_first(left[0], right[0]) else right
        del ended[0]


def _ends_first(one: Segment, two: Segment) -> bool:
    return (one.part.above, not one.part.high_open) <= (two.part.above, not two.part.high_open)


# -- maps at irrational numbers


def _at(line: Mobius, x: Surd) -> tuple[Fraction, Fraction]:
    """The value of a map at an irrational number, as u and v of ``u + v√d``."""
    top, up = line.a * x.u + line.b, line.a * x.v
    bottom, down = line.c * x.u + line.d, line.c * x.v
    norm = bottom * bottom - down * down * x.d
    return (top * bottom - up * down * x.d) / norm, (up * bottom - top * down) / norm


def _finite(x: Extended) -> Fraction | None:
    return None if isinstance(x, Infinity) else x


# -- one stretch between knots and crossings


@frozen
class _Stretch:
    """Numbers on which the difference has one sign, with its greatest size."""

    low: Real
    high: Real
    low_open: bool
    high_open: bool
    sign: int
    by: Real
    where: Real
    attained: bool

    def touches(self, right: _Stretch) -> bool:
        """Whether ``right``, the next one, goes on just behind it with the same sign."""
        return self.sign == right.sign and self.high == right.low and not (self.high_open and right.low_open)

    def joined(self, right: _Stretch) -> _Stretch:
        greater = right if less(self.by, right.by) or (self.by == right.by and not self.attained) else self
        return _Stretch(
            self.low,
            right.high,
            self.low_open,
            right.high_open,
            self.sign,
            greater.by,
            greater.where,
            greater.attained,
        )


def _stretches(part: Interval, one: Mobius, two: Mobius) -> Iterator[_Stretch]:
    """The stretches of ``part`` on which the maps differ, cut where they cross."""
    if one == two:
        return
    if part.low is not None and part.is_point:
        size = one(part.low) - two(part.low)
        if size:
            yield _Stretch(part.low, part.low, False, False, 1 if size > 0 else -1, abs(size), part.low, attained=True)
        return
    top = _numerator(one, two)
    crossings: list[Real] = [x for x in roots(*top) if less(part.below, x) and less(x, part.above)]
    turns = [x for x in roots(*_turns(one, two)) if less(part.below, x) and less(x, part.above)]
    for low, high in pairwise([part.below, *crossings, part.above]):
        yield _stretch(low, high, [x for x in turns if less(low, x) and less(x, high)], one, two)


def _numerator(one: Mobius, two: Mobius) -> tuple[int, int, int]:
    """The difference over the common denominator ``(c₁x + d₁)(c₂x + d₂)``."""
    return (
        one.a * two.c - two.a * one.c,
        one.a * two.d + one.b * two.c - two.a * one.d - two.b * one.c,
        one.b * two.d - two.b * one.d,
    )


def _turns(one: Mobius, two: Mobius) -> tuple[int, int, int]:
    """The quadratic that vanishes where both maps are equally steep: Δ₁(c₂x + d₂)² - Δ₂(c₁x + d₁)²."""
    first, second = one.a * one.d - one.b * one.c, two.a * two.d - two.b * two.c
    return (
        first * two.c**2 - second * one.c**2,
        2 * (first * two.c * two.d - second * one.c * one.d),
        first * two.d**2 - second * one.d**2,
    )


def _stretch(low: Real, high: Real, turns: list[Fraction | Surd], one: Mobius, two: Mobius) -> _Stretch:
    """Between two neighbouring crossings or ends the difference has the sign it has anywhere inside.

    Its size is greatest at a turn or toward an end; or it is the same all along.
    """
    inside = between(low, high)
    size = one(inside) - two(inside)
    sign = 1 if size > 0 else -1
    best: tuple[Real, Real, bool] = abs(size), inside, True
    sizes: list[tuple[Real, Real, bool]] = [(_size(one, two, x, sign), x, True) for x in turns]
    for end, from_below in ((low, False), (high, True)):
        if not isinstance(end, Surd):  # that were a crossing
            sizes.append((_limit(one, two, end, from_below=from_below), end, False))
    for item in sizes:
        if less(best[0], item[0]):
            best = item
    return _Stretch(low, high, True, True, sign, *best)


def _size(one: Mobius, two: Mobius, x: Fraction | Surd, sign: int) -> Fraction | Surd:
    """The absolute difference at ``x``, the difference having this sign."""
    if isinstance(x, Fraction):
        return abs(one(x) - two(x))
    (u, v), (less_u, less_v) = _at(one, x), _at(two, x)
    return Surd(sign * (u - less_u), sign * (v - less_v), x.d) if v != less_v else sign * (u - less_u)


def _limit(one: Mobius, two: Mobius, x: Extended, *, from_below: bool) -> Extended:
    """What the absolute difference goes to: where both maps are infinite, it need not be."""
    first, second = one.toward(x, from_below=from_below), two.toward(x, from_below=from_below)
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return abs(first - second)
    if first != second:
        return Infinity.ABOVE
    # Both as head + tail / (x - pole), or as head + tail * x.
    (head, tail), (other_head, other_tail) = _parted(one), _parted(two)
    return abs(head - other_head) if tail == other_tail else Infinity.ABOVE


def _parted(line: Mobius) -> tuple[Fraction, Fraction]:
    if line.c == 0:
        return Fraction(line.b, line.d), Fraction(line.a, line.d)
    return Fraction(line.a, line.c), Fraction(line.b * line.c - line.a * line.d, line.c**2)


# -- telling


def _told(stretches: list[_Stretch], width: Fraction) -> Iterator[Difference]:
    """Stretches as differences, with brackets so narrow that none reaches another, an end or a greatest size."""
    marks = [mark for item in stretches for mark in (item.low, item.where, item.high)]
    pairs = [(left, right) for left, right in pairwise(marks) if _could_be_mistaken(left, right)]
    while not all(upper(left, width) < lower(right, width) for left, right in pairs):
        width /= 1024
    for item in stretches:
        low, high, by, where = (_bracketed(mark, width) for mark in (item.low, item.high, item.by, item.where))
        yield Difference(
            Interval(
                low.high if isinstance(low, Bracket) else _finite(low),
                high.low if isinstance(high, Bracket) else _finite(high),
                item.low_open and not isinstance(low, Bracket),
                item.high_open and not isinstance(high, Bracket),
            ),
            item.sign,
            by,
            where,
            item.attained,
            low if isinstance(low, Bracket) else None,
            high if isinstance(high, Bracket) else None,
        )


def _could_be_mistaken(left: Real, right: Real) -> bool:
    return left != right and (isinstance(left, Surd) or isinstance(right, Surd))


def _bracketed(x: Real, width: Fraction) -> Extended | Bracket:
    return x.bracket(width) if isinstance(x, Surd) else x
