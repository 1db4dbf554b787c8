"""Sets of numbers as disjoint intervals in order, and the number in one that is nearest to a target."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from jixiao.kernel.interval import EVERYTHING, Interval, intersect, union
from jixiao.kernel.number import plain

__all__ = ["Parts", "around", "difference", "nearest", "outside"]

Parts = tuple[Interval, ...]

_COARSE, _FINE = 2, 40


def outside(parts: Iterable[Interval]) -> Parts:
    """All numbers that lie in none of the parts."""
    left: list[Interval] = [EVERYTHING]
    for part in union(parts):
        rest = left.pop()
        if part.low is not None:
            before = intersect(rest, Interval(None, part.low, high_open=not part.low_open))
            left.extend([before] if before else [])
        if part.high is None:
            return tuple(left)
        after = intersect(rest, Interval(part.high, None, low_open=not part.high_open))
        if after is None:
            return tuple(left)
        left.append(after)
    return tuple(left)


def difference(one: Iterable[Interval], two: Iterable[Interval]) -> Parts:
    """What is in the first set and not in the second."""
    rest = outside(two)
    common = (intersect(part, other) for part in one for other in rest)
    return union(part for part in common if part is not None)


def nearest(part: Interval, target: Fraction, *, whole: bool = False) -> Fraction | None:
    """The number of ``part`` to show beside the target: the target itself, a closed end, or the next one on a
    grid of hundredths (finer where the part is narrower); only whole numbers with ``whole``, None if there is none.
    """
    if target in part and (target.denominator == 1 if whole else "/" not in plain(target)):
        return target
    above = part.low is not None and (target < part.low or target == part.low)
    if whole:
        return _on_grid(part, target, Fraction(1), above=above)
    end = part.low if above else part.high
    if end is not None and end in part and "/" not in plain(end):
        return end
    for places in range(_COARSE, _FINE):
        found = _on_grid(part, target, Fraction(1, 10**places), above=above)
        if found is not None:
            return found
    return part.inner()


def around(x: Fraction, step: Fraction) -> tuple[tuple[Fraction, Fraction], ...]:
    """Pairs a step apart that hold ``x`` between them or as an end; decimals only, so that a table can say them."""
    if "/" in plain(x):
        left = floor(x / step) * step
        return ((left, left + step),)
    return ((x - step, x), (x, x + step), (x - step, x + step))


def _on_grid(part: Interval, target: Fraction, step: Fraction, *, above: bool) -> Fraction | None:
    end = part.low if above else part.high
    if end is None:
        end = target
    at = ceil(end / step) * step if above else floor(end / step) * step
    for found in (at, at + step if above else at - step):
        if found in part:
            return found
    return None
