"""A numeral that was read."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

__all__ = ["MAX_DIGITS", "Numeral", "decimal"]

MAX_DIGITS = 30
"""More digits than any real figure has; longer strings are refused, so that no number can grow without bound."""


class Numeral:
    """What stands there. ``value`` is None where the characters make no number; ``problem`` then says ``too-long`` if
    it is only too long. ``scale`` is the 万 or 亿 it ends in, ``power`` all of its closing places together (1-2万)."""

    __slots__ = ("digits", "end", "power", "problem", "scale", "spelt", "unit", "value")

    def __init__(self, end: int, value: Fraction | None, digits: str = "", spelt: bool = False) -> None:
        self.end = end
        self.value = value
        self.digits = digits
        self.spelt = spelt
        self.unit = ""
        self.scale = self.power = 1
        self.problem: str | None = None


@lru_cache(maxsize=4096)
def decimal(text: str) -> Fraction:
    """The number that plain digits with at most one point say."""
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
