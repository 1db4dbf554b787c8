"""Rounding as a declared step, by integers only.

Every mode acts on the absolute value and restores the sign (GB/T 8170-2008), and a number is rounded
once from its exact value, never stepwise.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import field
from attrs.validators import ge

from jixiao.kernel.classes import frozen

__all__ = ["Mode", "Rounding", "divide"]


class Mode(StrEnum):
    """What happens to the dropped digits."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


def divide(numerator: int, denominator: int, mode: Mode) -> int:
    """``numerator / denominator`` as a whole number; ``denominator`` is positive."""
    size = abs(numerator)
    whole, rest = divmod(size, denominator)
    if mode is not Mode.DOWN and (2 * rest > denominator or (2 * rest == denominator and _up_at_half(whole, mode))):
        whole += 1
    return -whole if numerator < 0 else whole


def _up_at_half(whole: int, mode: Mode) -> bool:
    return mode is Mode.HALF_UP or whole % 2 == 1


@frozen
class Rounding:
    """To so many decimals (0 or more), in one of the modes. Whoever rounds keeps the value before it beside."""

    mode: Mode = Mode.HALF_UP
    places: int = field(default=2, validator=ge(0))

    def __call__(self, value: Fraction) -> Fraction:
        """The rounded value, exactly."""
        unit = 10**self.places
        if unit % value.denominator == 0:
            return value
        return Fraction(divide(value.numerator * unit, value.denominator, self.mode), unit)

    def below(self, value: Fraction) -> Fraction:
        """What numbers just below a positive value are rounded to: the most that is left of an end that is not reached."""
        unit = 10**self.places
        scaled = value * unit
        whole, rest = divmod(scaled.numerator, scaled.denominator)
        if rest == 0:
            return Fraction(whole - 1 if self.mode is Mode.DOWN else whole, unit)
        up = self.mode is not Mode.DOWN and 2 * rest > scaled.denominator
        return Fraction(whole + 1 if up else whole, unit)
