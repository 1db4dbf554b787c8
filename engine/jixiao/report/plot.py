"""A score curve to be drawn: the window it is seen in, its breaks and their sides."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import shown

__all__ = ["Dot", "Plot", "Stroke", "dots", "plot_of", "strokes"]

_MARGIN = Fraction(1, 5)
_FLAT = Fraction(1, 10**9)


@frozen
class Plot:
    """A curve of shares over actuals, worth so many points. ``unit`` stands behind the actuals.

    ``window`` has two ends; ``rows`` are what the rule says (interval and value), ``clause`` what it rests on.
    """

    title: str
    curve: Curve
    points: Fraction
    unit: str
    window: Interval
    met: Interval
    rows: tuple[str, ...]
    clause: str
    actual: Fraction | None = None

    @property
    def low(self) -> Fraction:
        """Where the window begins."""
        assert self.window.low is not None
        return self.window.low

    @property
    def high(self) -> Fraction:
        """Where it ends."""
        assert self.window.high is not None
        return self.window.high

    def actual_text(self, x: Fraction) -> str:
        """An actual with its unit."""
        return f"{shown(x, 2)}{self.unit}"


@frozen
class Stroke:
    """A piece within the window, as points from left to right: (actual, score)."""

    points: tuple[tuple[Fraction, Fraction], ...]


@frozen
class Dot:
    """An end of a piece: filled where the curve has that value there, hollow where it has another."""

    x: Fraction
    y: Fraction
    filled: bool


def plot_of(
    title: str,
    curve: Curve,
    points: Fraction,
    unit: str,
    met: Interval,
    rows: tuple[str, ...],
    clause: str,
    actual: Fraction | None = None,
) -> Plot:
    """With a window that shows every break, what meets the target, and the actual."""
    marks = [knot.x for knot in curve.knots]
    marks += [each for each in (met.low, met.high, actual) if each is not None]
    low, high = (min(marks), max(marks)) if marks else (Fraction(0), Fraction(1))
    width = (high - low) or abs(high) or Fraction(1)
    margin = _MARGIN if high > low else Fraction(1)
    ends = [low - width * margin, high + width * margin]
    if curve.domain.low is not None:
        ends[0] = max(ends[0], curve.domain.low)
    if curve.domain.high is not None and curve.domain.high > ends[0]:
        ends[1] = min(ends[1], curve.domain.high + width * margin)
    return Plot(title, curve, points, unit, Interval(ends[0], ends[1]), met, rows, clause, actual)


def strokes(plot: Plot, steps: int) -> Iterator[Stroke]:
    """Every piece of the window; a line by its two ends, a hyperbola in so many steps."""
    inside = plot.curve.restrict(plot.window)
    if inside is None:
        return
    for segment in inside.segments():
        low, high = segment.part.low, segment.part.high
        if segment.part.is_point or low is None or high is None:
            continue
        count = 1 if segment.map.c == 0 else steps
        xs = [low + (high - low) * index / count for index in range(count + 1)]
        # An end that is a pole of the piece is drawn from just beside it.
        pole = segment.map.pole
        xs = [x + (high - low) * _FLAT * (1 if x == low else -1) if x == pole else x for x in xs]
        yield Stroke(tuple((x, segment.map(x) * plot.points) for x in xs))


def dots(plot: Plot) -> Iterator[Dot]:
    """Filled and hollow ends at every jump and at the ends of the domain, within the window."""
    curve = plot.curve
    jumps = {jump.x: jump for jump in curve.jumps()}
    ends = {end for end in (curve.domain.low, curve.domain.high) if end is not None}
    for index, knot in enumerate(curve.knots):
        if knot.x not in plot.window or (knot.x not in jumps and knot.x not in ends):
            continue
        yield Dot(knot.x, knot.y * plot.points, filled=True)
        for piece, below in ((curve.pieces[index], True), (curve.pieces[index + 1], False)):
            limit = None if piece is None else piece.map.toward(knot.x, from_below=below)
            if isinstance(limit, Fraction) and limit != knot.y:
                yield Dot(knot.x, limit * plot.points, filled=False)
    for end, piece, below in (
        (curve.domain.low, curve.pieces[0], False),
        (curve.domain.high, curve.pieces[-1], True),
    ):
        limit = None if piece is None or end is None else piece.map.toward(end, from_below=below)
        if end is not None and isinstance(limit, Fraction) and end in plot.window:
            yield Dot(end, limit * plot.points, filled=False)


def ticks(plot: Plot, least: Fraction) -> list[Fraction]:
    """Breaks to be named below the axis, none nearer than ``least`` of the window to the one before it."""
    width = plot.high - plot.low
    named: list[Fraction] = []
    wanted = {knot.x for knot in plot.curve.knots} | {end for end in (plot.met.low, plot.met.high) if end is not None}
    for x in sorted(each for each in wanted if each in plot.window):
        if not named or x - named[-1] >= width * least:
            named.append(x)
    return named or [low for low, _ in pairwise((plot.low, plot.high))]
