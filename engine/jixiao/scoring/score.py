"""A score or share that may be known only between two bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial

from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain, sum_of, to_places
from jixiao.kernel.rounding import Rounding

__all__ = ["NOTHING", "Score", "total"]


@frozen
class Score:
    """From ``low`` to ``high``; equal where nothing is open. ``high_open``: the upper end is not reached."""

    low: Fraction
    high: Fraction
    high_open: bool = False

    @classmethod
    def of(cls, value: Fraction) -> Score:
        """A score that is known."""
        return cls(value, value)

    @classmethod
    def within(cls, band: Interval) -> Score:
        """Anything in a bounded interval. An open lower end counts as reached: scores are told by bounds."""
        assert band.low is not None
        assert band.high is not None
        return cls(band.low, band.high, band.high_open)

    @property
    def is_open(self) -> bool:
        """Whether something is still missing."""
        return self.low is not self.high and self.low != self.high

    def text(self, number: Callable[[Fraction], str] = plain) -> str:
        """``9.8``, or where something is open both bounds, ``[4.8, 6.4)``, written by ``number``."""
        return (
            Interval(self.low, self.high, high_open=self.high_open).text(number) if self.is_open else number(self.low)
        )

    def decimals(self, places: int) -> str:
        """The same with so many decimals where they suffice: ``9.80``, ``[4.80, 6.40)``."""
        return self.text(partial(to_places, places=places))

    def __add__(self, other: Score) -> Score:
        return Score(self.low + other.low, self.high + other.high, self.high_open or other.high_open)

    def times(self, factor: Fraction) -> Score:
        """Both bounds times a factor that is not negative."""
        low = self.low * factor
        return Score(low, self.high * factor if self.is_open else low, self.high_open and factor > 0)

    def rounded(self, rounding: Rounding) -> Score:
        """Both bounds rounded; an open end that meets the lower one is closed by it."""
        low = rounding(self.low)
        high = rounding(self.high) if self.is_open else low
        return Score(low, high, self.high_open and low != high)

    def attained(self, rounding: Rounding) -> Score:
        """Both bounds rounded, the upper one as the most that rounding really gives: of [7.5, 10) at 0.01 it is 10."""
        if not self.high_open or self.low == self.high:
            return self.rounded(rounding)
        low = rounding(self.low)
        return Score(low, max(low, rounding.below(self.high)))

    def capped(self, low: Fraction, high: Fraction) -> Score:
        """Both bounds kept within limits."""
        top = min(max(self.high, low), high)
        return Score(min(max(self.low, low), high), top, self.high_open and top == self.high)

    def hull(self, other: Score) -> Score:
        """The least score that covers both."""
        high = max(self.high, other.high)
        reached = any(each.high == high and not each.high_open for each in (self, other))
        return Score(min(self.low, other.low), high, not reached)


NOTHING = Score(Fraction(0), Fraction(0))


def total(scores: Iterable[Score]) -> Score:
    """The sum, bound by bound."""
    added = tuple(scores)
    if len(added) == 1:
        return added[0]
    low = sum_of(each.low for each in added)
    if not any(each.is_open for each in added):
        return Score(low, low)
    return Score(low, sum_of(each.high for each in added), any(each.high_open for each in added))
