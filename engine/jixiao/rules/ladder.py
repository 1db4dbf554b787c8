"""The hot path: a bound rule as a ladder of integers.

A ladder scores an exact actual ``n/d`` to a record of integers, with no object made but the tuple; what a
person reads is made from the record on demand. The rungs are the knots and pieces of the bound curve, refined
so that the axis too is one map on each.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import frozen

from jixiao.kernel.curve import Curve, OutsideDomain, Segment
from jixiao.kernel.interval import Infinity
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.rounding import Mode, Rounding, divide
from jixiao.rules.bind import Bound

__all__ = ["Ladder", "Record", "Rung", "ladder_of"]

Record = tuple[int, int, int, int, int, int]
"""Rung, x numerator and denominator, share numerator and denominator, score in units of the last decimal.

The fractions are not reduced; an x beyond every number is 1/0.
"""


@frozen
class Rung:
    """One knot or piece: its share and x over the actual, and where the curve was written."""

    share: Mobius
    x: Mobius | None
    origin: object


@frozen
class Ladder:
    """``knots`` in order as integer pairs; ``rungs`` before, at, between and after them.

    A rung is None where the curve has no value.
    """

    knots: tuple[tuple[int, int], ...]
    rungs: tuple[Rung | None, ...]
    score: Callable[[int, int], Record]


def ladder_of(bound: Bound, rounding: Rounding) -> Ladder:
    """The bound rule's ladder. ``score(n, d)`` takes ``d > 0`` and raises OutsideDomain where it has no value."""
    curve = bound.curve
    cuts = sorted({knot.x for knot in curve.knots} | _axis_cuts(bound))
    for end in (curve.domain.low, curve.domain.high):
        if end is not None and end not in cuts:
            cuts = sorted([*cuts, end])
    rungs = tuple(_rung(bound, curve, place) for place in _places(cuts))
    knots = tuple((cut.numerator, cut.denominator) for cut in cuts)
    return Ladder(knots, rungs, _scorer(knots, rungs, bound.points, rounding))


def _axis_cuts(bound: Bound) -> set[Fraction]:
    return {end for part in bound.axis for end in (part.part.low, part.part.high) if end is not None}


def _places(cuts: list[Fraction]) -> list[Fraction]:
    """A number inside each rung: before the first cut, at it, between …"""
    if not cuts:
        return [Fraction(0)]
    places = [cuts[0] - 1]
    for left, right in zip(cuts, [*cuts[1:], None], strict=True):
        places.append(left)
        places.append(left + 1 if right is None else (left + right) / 2)
    return places


def _rung(bound: Bound, curve: Curve, place: Fraction) -> Rung | None:
    if place not in curve.domain:
        return None
    segment = _segment(curve, place)
    part = next((part for part in bound.axis if place in part.part), None)
    x = None if part is None or isinstance(part.map, Infinity) else part.map
    return Rung(segment.map, x, segment.origin)


def _segment(curve: Curve, place: Fraction) -> Segment:
    return next(segment for segment in curve.segments() if place in segment.part)


def _scorer(
    knots: tuple[tuple[int, int], ...], rungs: tuple[Rung | None, ...], points: Fraction, rounding: Rounding
) -> Callable[[int, int], Record]:
    """A closure over plain integers; nothing in it but comparisons, products and one division."""
    units = points * 10**rounding.places
    top, bottom = units.numerator, units.denominator
    table = tuple(None if rung is None else (*_whole(rung.x), *_whole(rung.share)) for rung in rungs)
    mode, half_up = rounding.mode, rounding.mode is Mode.HALF_UP

    def score(n: int, d: int) -> Record:
        rung = 0
        for kn, kd in knots:
            side = n * kd - kn * d
            if side <= 0:
                if side == 0:
                    rung += 1
                break
            rung += 2
        row = table[rung]
        if row is None:
            raise OutsideDomain(f"no share at {n}/{d}")
        xa, xb, xc, xd, a, b, c, e = row
        share, whole = a * n + b * d, c * n + e * d
        if whole < 0:
            share, whole = -share, -whole
        if half_up:
            scored = (2 * top * share + bottom * whole) // (2 * bottom * whole)
        else:
            scored = divide(top * share, bottom * whole, mode)
        return rung, xa * n + xb * d, xc * n + xd * d, share, whole, scored

    return score


def _whole(line: Mobius | None) -> tuple[int, int, int, int]:
    """The four integers; 1/0 for what lies beyond every number."""
    return (0, 1, 0, 0) if line is None else (line.a, line.b, line.c, line.d)
