"""Intervals of exact numbers with open or closed ends, and finite unions of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.number import plain

__all__ = ["EVERYTHING", "Extended", "Infinity", "Interval", "intersect", "union"]


class Infinity(Enum):
    """Beyond every number; compares with Fractions and integers."""

    BELOW = -1
    ABOVE = 1

    def __lt__(self, other: object) -> bool:
        return self is Infinity.BELOW and other is not self

    def __gt__(self, other: object) -> bool:
        return self is Infinity.ABOVE and other is not self

    def __le__(self, other: object) -> bool:
        return self is Infinity.BELOW or other is self

    def __ge__(self, other: object) -> bool:
        return self is Infinity.ABOVE or other is self


Extended = Fraction | Infinity


@frozen
class Interval:
    """All numbers between two ends; an end that is None is unbounded (and open).

    Raises ValueError for ends in the wrong order, and for an empty interval such as (1, 1].
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __attrs_post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"empty interval {self}")

    @classmethod
    def point(cls, x: Fraction) -> Interval:
        """The interval that holds just one number."""
        return cls(x, x)

    @classmethod
    def open(cls, low: Fraction | None, high: Fraction | None) -> Interval:
        """The interval without its ends."""
        return cls(low, high, low_open=True, high_open=True)

    @property
    def is_point(self) -> bool:
        """Whether it holds just one number."""
        return self.low is not None and self.low == self.high

    @property
    def below(self) -> Extended:
        """The lower end as an extended number."""
        return Infinity.BELOW if self.low is None else self.low

    @property
    def above(self) -> Extended:
        """The upper end as an extended number."""
        return Infinity.ABOVE if self.high is None else self.high

    def __contains__(self, x: Fraction) -> bool:
        if self.low is not None and (x < self.low or (self.low_open and x == self.low)):
            return False
        return self.high is None or x < self.high or (x == self.high and not self.high_open)

    def inner(self) -> Fraction:
        """Some number inside: the point itself, the middle, or one beyond the only end."""
        if self.low is None:
            return Fraction(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def text(self, number: Callable[[Fraction], str] = plain) -> str:
        """``[60%, 80%)``, its ends written by ``number``; ``..`` where there is no end."""
        low, high = (".." if end is None else number(end) for end in (self.low, self.high))
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    def __str__(self) -> str:
        return self.text()


EVERYTHING = Interval()


def intersect(one: Interval, two: Interval) -> Interval | None:
    """What both hold, None where that is nothing."""
    low, low_open = max((one.below, one.low_open), (two.below, two.low_open))
    high, closed = min((one.above, not one.high_open), (two.above, not two.high_open))
    if low > high or (low == high and (low_open or not closed)):
        return None
    return Interval(
        low if isinstance(low, Fraction) else None,
        high if isinstance(high, Fraction) else None,
        low_open,
        not closed,
    )


def union(parts: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same numbers as disjoint intervals in order, as few as possible."""
    ordered = sorted(parts, key=lambda part: (part.below, part.low_open))
    joined: list[Interval] = []
    for part in ordered:
        if joined and _touch(joined[-1], part):
            joined[-1] = _hull(joined[-1], part)
        else:
            joined.append(part)
    return tuple(joined)


def _touch(left: Interval, right: Interval) -> bool:
    if left.above > right.below:
        return True
    return left.above == right.below and not (left.high_open and right.low_open)


def _hull(left: Interval, right: Interval) -> Interval:
    """From the beginning of ``left``, which begins first, to the later end."""
    end = max(left, right, key=lambda part: (part.above, not part.high_open))
    return Interval(left.low, end.high, left.low_open, end.high_open)
