"""Scores between two ends, added, taken off and rounded by plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

__all__ = ["NOTHING", "Ends", "How", "added"]

ZERO = Fraction(0)


@frozen
class How:
    """What rounding does: 四舍五入, 四舍六入五成双 or 舍去, to so many decimals."""

    mode: str = "half-up"
    places: int = 2

    def __call__(self, value: Fraction) -> Fraction:
        """A value that is not negative, rounded once."""
        unit, parts = 10**self.places, value.denominator
        whole, rest = divmod(value.numerator * unit, parts)
        if rest == 0:
            return value
        is_half, is_more = 2 * rest == parts, 2 * rest > parts
        up = self.mode != "down" and (is_more or (is_half and (self.mode == "half-up" or whole % 2 == 1)))
        return Fraction(whole + up, unit)

    def just_below(self, value: Fraction) -> Fraction:
        """What numbers a little below a positive value become."""
        unit = 10**self.places
        whole, rest = divmod(value * unit, 1)
        if rest == 0:
            return Fraction(whole - (self.mode == "down"), unit)
        return Fraction(whole + (rest > Fraction(1, 2) and self.mode != "down"), unit)


@frozen(repr=False)
class Ends:
    """From, to, and whether the upper end is left out."""

    low: Fraction
    high: Fraction
    is_open: bool = False

    def __str__(self) -> str:
        return f"[{float(self.low)}, {float(self.high)}{')' if self.is_open else ']'}"

    __repr__ = __str__

    def __add__(self, other: Ends) -> Ends:
        return Ends(self.low + other.low, self.high + other.high, self.is_open or other.is_open)

    def times(self, factor: Fraction) -> Ends:
        return Ends(self.low * factor, self.high * factor, self.is_open and factor > 0)

    def at_most(self, most: Fraction) -> Ends:
        """Both ends kept to a most."""
        return Ends(min(self.low, most), min(self.high, most), self.is_open and self.high <= most)

    def less(self, taken: Fraction) -> Ends:
        """Both ends less something, down to nothing."""
        low, high = max(self.low - taken, ZERO), max(self.high - taken, ZERO)
        return Ends(low, high, self.is_open and low != high)

    def rounded(self, how: How) -> Ends:
        """Both ends rounded, as they are shown."""
        low = how(self.low)
        high = low if self.low == self.high else how(self.high)
        return Ends(low, high, self.is_open and low != high)

    def reached(self, how: How) -> Ends:
        """Both ends rounded, the upper one as far as any number below it is rounded to."""
        if not self.is_open or self.low == self.high:
            return self.rounded(how)
        low = how(self.low)
        return Ends(low, max(low, how.just_below(self.high)))

    def around(self, other: Ends) -> Ends:
        """The least that covers both."""
        high = max(self.high, other.high)
        attained = any(each.high == high and not each.is_open for each in (self, other))
        return Ends(min(self.low, other.low), high, not attained)


NOTHING = Ends(ZERO, ZERO)


def added(parts: Iterable[Ends]) -> Ends:
    """The sum, end by end."""
    result = NOTHING
    for part in parts:
        result = result + part
    return result
