"""Curves: exact functions of one axis, made of knots that own their value and open pieces between them.

The domain is part of the curve. Between two neighbouring knots the curve is one linear-fractional map
(:class:`~jixiao.kernel.mobius.Mobius`), so it is monotone there, and its bounds, jumps, monotonicity and
preimages are decided from the knots and the limits of the pieces, never sampled. Every knot and piece
carries the origin it was written at (the clause, say); origins take no part in equality.

Curves are never added: sums leave the form. Scores are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import EVERYTHING, Extended, Infinity, Interval, intersect, union
from jixiao.kernel.mobius import Mobius

__all__ = ["Curve", "Extremum", "GapError", "Jump", "Knot", "OutsideDomain", "OverlapError", "Piece", "Segment"]

_place = attrgetter("x")


class OutsideDomain(ValueError):
    """The curve has no value there."""


class GapError(ValueError):
    """Segments that should follow one another leave something out, between ``left`` and ``right``."""

    def __init__(self, left: Interval, right: Interval) -> None:
        self.left, self.right = left, right
        super().__init__(f"gap between {left} and {right}")


class OverlapError(ValueError):
    """Two segments hold the same numbers."""

    def __init__(self, left: Interval, right: Interval) -> None:
        self.left, self.right = left, right
        super().__init__(f"overlap of {left} and {right}")


@frozen
class Knot:
    """A number of the axis with a value of its own."""

    x: Fraction
    y: Fraction
    origin: object = field(default=None, eq=False, repr=False)

    def value(self, x: Fraction) -> Fraction:
        """The value at ``x``, which is the knot's."""
        return self.y


@frozen
class Piece:
    """A map that holds on the open interval between two knots."""

    map: Mobius
    origin: object = field(default=None, eq=False, repr=False)

    def value(self, x: Fraction) -> Fraction:
        """The value at ``x``, which lies in the interval."""
        return self.map(x)


@frozen
class Segment:
    """A part of the axis with the map that holds on it: how curves are written and read back."""

    part: Interval
    map: Mobius
    origin: object = field(default=None, eq=False, repr=False)


@frozen
class Jump:
    """A knot where the curve is not continuous: the limit on either side (None at an end) and its value."""

    x: Fraction
    before: Extended | None
    at: Fraction
    after: Extended | None


@frozen
class Extremum:
    """The infimum or supremum of the values: where it is reached, or else the end or knot it is approached at.

    A value that is not ``attained`` may be infinite, and so may the place it is approached at.
    """

    value: Extended
    x: Extended
    attained: bool


@frozen
class Curve:
    """``domain``, ``knots`` in order, and one piece before, between and after them.

    The first (last) piece is None where the domain begins (ends) at a knot. Raises ValueError where the
    parts do not fit together or a piece has its pole inside.
    """

    domain: Interval
    knots: tuple[Knot, ...]
    pieces: tuple[Piece | None, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.pieces) != len(self.knots) + 1:
            raise ValueError("a curve has one piece more than knots")
        for left, right in pairwise(self.knots):
            if left.x >= right.x:
                raise ValueError(f"knots out of order at {left.x}, {right.x}")
        for (low, high), piece in zip(self._gaps(), self.pieces, strict=True):
            if (piece is None) != (low == high):
                raise ValueError(f"a piece is wanted just where there is room for it: {low}..{high}")
            pole = None if piece is None else piece.map.pole
            if pole is not None and low < pole < high:
                raise ValueError(f"pole inside a piece at {pole}")
        xs = [knot.x for knot in self.knots]
        if xs and (xs[0] < self.domain.below or xs[-1] > self.domain.above):
            raise ValueError("a knot outside the domain")
        if self.domain.low_open == (xs[:1] == [self.domain.low]) or self.domain.high_open == (
            xs[-1:] == [self.domain.high]
        ):
            raise ValueError("an end of the domain is a knot just if it is closed")

    def _gaps(self) -> Iterator[tuple[Extended, Extended]]:
        return pairwise((self.domain.below, *(knot.x for knot in self.knots), self.domain.above))

    # -- making

    @classmethod
    def constant(cls, value: Fraction | int, domain: Interval = EVERYTHING) -> Curve:
        """The same value over the whole domain."""
        return cls.build([Segment(domain, Mobius.constant(value))])

    @classmethod
    def build(cls, segments: Iterable[Segment]) -> Curve:
        """The curve that follows each segment on its part.

        Raises GapError or OverlapError where the parts, sorted, do not tile an interval, and ValueError
        where there is none or a pole lies on a part.
        """
        ordered = sorted(segments, key=lambda item: (item.part.below, item.part.low_open))
        if not ordered:
            raise ValueError("a curve needs a segment")
        for left, right in pairwise(ordered):
            _check_tiling(left.part, right.part)
        first, last = ordered[0].part, ordered[-1].part
        domain = Interval(first.low, last.high, first.low_open, last.high_open)
        knots: list[Knot] = []
        pieces: list[Piece | None] = []
        for segment in ordered:
            _lay(segment, knots, pieces)
        if len(pieces) == len(knots):
            pieces.append(None)
        return cls(domain, tuple(knots), tuple(pieces))

    def segments(self) -> Iterator[Segment]:
        """Knots and pieces in order, as segments; ``build`` gives the curve back."""
        for index, (low, high) in enumerate(self._gaps()):
            piece = self.pieces[index]
            if piece is not None:
                part = Interval.open(_finite(low), _finite(high))
                yield Segment(part, piece.map, piece.origin)
            if index < len(self.knots):
                knot = self.knots[index]
                yield Segment(Interval.point(knot.x), Mobius.constant(knot.y), knot.origin)

    # -- reading

    def at(self, x: Fraction) -> Fraction:
        """The value at ``x``. Raises OutsideDomain."""
        return self._inside(x).value(x)

    def origin_at(self, x: Fraction) -> object:
        """The origin of the knot or piece that gives the value at ``x``. Raises OutsideDomain."""
        return self._inside(x).origin

    def _inside(self, x: Fraction) -> Knot | Piece:
        part = self.part_at(x)
        if part is None:
            raise OutsideDomain(f"{x} is outside {self.domain}")
        return part

    def part_at(self, x: Fraction) -> Knot | Piece | None:
        """The knot or piece that gives the value at ``x``; None outside the domain."""
        index = bisect_left(self.knots, x, key=_place)
        if index < len(self.knots) and self.knots[index].x == x:
            return self.knots[index]
        return self.pieces[index] if 0 < index < len(self.knots) or x in self.domain else None

    def lowest(self) -> Extremum:
        """The infimum of the values."""
        return min(self._candidates(), key=lambda item: (item.value, not item.attained))

    def highest(self) -> Extremum:
        """The supremum of the values."""
        return max(self._candidates(), key=lambda item: (item.value, item.attained))

    def _candidates(self) -> Iterator[Extremum]:
        for knot in self.knots:
            yield Extremum(knot.y, knot.x, attained=True)
        for (low, high), piece in zip(self._gaps(), self.pieces, strict=True):
            if piece is None:
                continue
            if piece.map.is_constant:
                inside = Interval.open(_finite(low), _finite(high)).inner()
                yield Extremum(piece.map(inside), inside, attained=True)
            else:
                yield Extremum(piece.map.toward(low, from_below=False), low, attained=False)
                yield Extremum(piece.map.toward(high, from_below=True), high, attained=False)

    def jumps(self) -> Iterator[Jump]:
        """The knots where a limit is not the value."""
        for index, knot in enumerate(self.knots):
            before, after = self.pieces[index], self.pieces[index + 1]
            left = None if before is None else before.map.toward(knot.x, from_below=True)
            right = None if after is None else after.map.toward(knot.x, from_below=False)
            if left not in (None, knot.y) or right not in (None, knot.y):
                yield Jump(knot.x, left, knot.y, right)

    def breaches(self, direction: int) -> Iterator[Interval]:
        """Where the curve goes against ``direction`` (1: must not fall, -1: must not rise).

        First the open pieces that run the wrong way, then the single numbers where it jumps the wrong way.
        None at all just if the curve is monotone: limits of neighbouring pieces are compared at their knot.
        """
        for segment in self.segments():
            if segment.map.slope * direction < 0:
                yield segment.part
        for jump in self.jumps():
            steps = [step for step in (jump.before, jump.at, jump.after) if step is not None]
            if any((left > right) if direction > 0 else (left < right) for left, right in pairwise(steps)):
                yield Interval.point(jump.x)

    def preimage(self, values: Interval) -> tuple[Interval, ...]:
        """All numbers of the axis whose value lies in ``values``, as disjoint intervals in order."""
        return union(_preimage_parts(self.segments(), values))

    # -- changing

    def restrict(self, part: Interval) -> Curve | None:
        """The same curve on what its domain shares with ``part``; None where that is nothing."""
        kept = []
        for segment in self.segments():
            common = intersect(segment.part, part)
            if common is not None:
                kept.append(evolve(segment, part=common))
        return Curve.build(kept) if kept else None

    def clamp(self, low: Fraction | int | None, high: Fraction | int | None) -> Curve:
        """Values below ``low`` or above ``high`` replaced by these, with exact crossings.

        ``low <= high``; None leaves that side as it is.
        """
        low = None if low is None else Fraction(low)
        high = None if high is None else Fraction(high)
        bands: list[tuple[Interval, Fraction | None]] = [(Interval(low, high), None)]
        if low is not None:
            bands.append((Interval(None, low, high_open=True), low))
        if high is not None:
            bands.append((Interval(high, None, low_open=True), high))
        parts: list[Segment] = []
        for segment in self.segments():
            for values, limit in bands:
                for part in _preimage_parts([segment], values):
                    kept = segment.map if limit is None else Mobius.constant(limit)
                    parts.append(Segment(part, kept, segment.origin))
        return Curve.build(parts)

    def scale(self, factor: Fraction | int, shift: Fraction | int = 0) -> Curve:
        """Every value times ``factor`` plus ``shift``."""
        return self.then(Mobius.of(factor, shift))

    def then(self, outer: Mobius) -> Curve:
        """``outer`` of every value. Raises ValueError where a value is its pole (a limit may be)."""
        try:
            return Curve.build([evolve(item, map=outer.after(item.map)) for item in self.segments()])
        except ZeroDivisionError:
            raise ValueError(f"a value of the curve is the pole {outer.pole}") from None

    def over(self, axis: Mobius, part: Interval = EVERYTHING) -> Curve | None:
        """Change of axis: ``t -> self(axis(t))`` for the ``t`` of ``part`` that ``axis`` takes into the domain.

        None where there are none. Raises ValueError where the axis has its pole on ``part``.
        """
        if axis.pole is not None and axis.pole in part:
            raise ValueError(f"the axis has its pole at {axis.pole}")
        if axis.is_constant:
            x = axis(Fraction(0))
            if x not in self.domain:
                return None
            return Curve.build([Segment(part, Mobius.constant(self.at(x)), self.origin_at(x))])
        whole = Segment(part, axis)
        parts = [
            Segment(where, segment.map.after(axis), segment.origin)
            for segment in self.segments()
            for where in _preimage_parts([whole], segment.part)
        ]
        return Curve.build(parts) if parts else None

    def join(self, other: Curve) -> Curve:
        """Both curves on one domain. Raises GapError or OverlapError where the domains do not touch just so."""
        return Curve.build([*self.segments(), *other.segments()])

    def canonical(self) -> Curve:
        """Without the knots that change nothing: two curves are the same function just if these are equal.

        A knot that goes takes its origin with it, so this form is for comparing, not for explaining.
        """
        knots: list[Knot] = []
        pieces: list[Piece | None] = [self.pieces[0]]
        for knot, after in zip(self.knots, self.pieces[1:], strict=True):
            before = pieces[-1]
            if before is not None and after is not None and before.map == after.map:
                line = before.map
                if knot.x != line.pole and line(knot.x) == knot.y:
                    continue
            knots.append(knot)
            pieces.append(after)
        return Curve(self.domain, tuple(knots), tuple(pieces))


def _finite(x: Extended) -> Fraction | None:
    return None if isinstance(x, Infinity) else x


def _check_tiling(left: Interval, right: Interval) -> None:
    if left.above > right.below or (left.above == right.below and not left.high_open and not right.low_open):
        raise OverlapError(left, right)
    if left.above < right.below or (left.high_open and right.low_open):
        raise GapError(left, right)


def _lay(segment: Segment, knots: list[Knot], pieces: list[Piece | None]) -> None:
    """Add a segment behind those laid: its closed ends become knots, its inside a piece."""
    part = segment.part

    def knot(x: Fraction) -> None:
        if len(pieces) == len(knots):
            pieces.append(None)
        try:
            knots.append(Knot(x, segment.map(x), segment.origin))
        except ZeroDivisionError:
            raise ValueError(f"pole on the curve at {x}") from None

    if part.low is not None and not part.low_open:
        knot(part.low)
    if not part.is_point:
        pieces.append(Piece(segment.map, segment.origin))
    if part.high is not None and not part.high_open and not part.is_point:
        knot(part.high)


def _preimage_parts(segments: Iterable[Segment], values: Interval) -> Iterator[Interval]:
    """The part of each segment whose value lies in ``values``; the map is monotone there, so it is one interval."""
    for segment in segments:
        if segment.map.is_constant:
            if segment.map(Fraction(0)) in values:
                yield segment.part
        else:
            found = _monotone_preimage(segment.part, segment.map, values)
            if found is not None:
                yield found


def _monotone_preimage(part: Interval, line: Mobius, values: Interval) -> Interval | None:
    """What ``part`` reaches is an interval too, open and closed as ``part`` is; what of it is wanted is taken back.

    An end that is infinite goes back to the end of ``part``, any other to its solution; a limit at infinity
    has none, and None is the end there.
    """
    rising = line.slope > 0
    start = _finite(line.toward(part.below, from_below=False))
    end = _finite(line.toward(part.above, from_below=True))
    if rising:
        reach = Interval(start, end, part.low_open, part.high_open)
    else:
        reach = Interval(end, start, part.high_open, part.low_open)
    wanted = intersect(reach, values)
    if wanted is None:
        return None

    low, high = (part.low, part.high) if rising else (part.high, part.low)
    low = low if wanted.low is None else line.solve(wanted.low)
    high = high if wanted.high is None else line.solve(wanted.high)
    if rising:
        return Interval(low, high, wanted.low_open, wanted.high_open)
    return Interval(high, low, wanted.high_open, wanted.low_open)
