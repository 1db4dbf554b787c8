"""Linear-fractional maps ``(ax+b)/(cx+d)``: what a straight rule becomes when its axis is a ratio.

They are closed under composition and inversion, monotone wherever they are defined, and hold every
piece that a scoring curve needs: constants, straight lines and hyperbolas.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import Extended, Infinity
from jixiao.kernel.number import plain

__all__ = ["IDENTITY", "Mobius"]


@frozen
class Mobius:
    """``(ax+b)/(cx+d)`` in lowest terms, of one form only, so that equal maps are equal values.

    Make one with :meth:`of`; a map that is constant is always ``(0, p, 0, q)``.
    """

    a: int
    b: int
    c: int
    d: int

    @classmethod
    def of(cls, a: Fraction | int, b: Fraction | int, c: Fraction | int = 0, d: Fraction | int = 1) -> Mobius:
        """The map with these coefficients. Raises ZeroDivisionError where it is nowhere defined."""
        if c == 0 and d == 0:
            raise ZeroDivisionError("a map with denominator zero")
        if a * d == b * c:  # constant: the numerator is a multiple of the denominator
            value = Fraction(a) / c if c else Fraction(b) / d
            return cls(0, value.numerator, 0, value.denominator)
        parts = (a, b, c, d)
        common = lcm(*(part.denominator for part in parts))
        whole = [part.numerator * (common // part.denominator) for part in parts]
        divisor = gcd(*whole)
        if whole[2] < 0 or (whole[2] == 0 and whole[3] < 0):
            divisor = -divisor
        return cls(*(part // divisor for part in whole))

    @classmethod
    def constant(cls, value: Fraction | int) -> Mobius:
        """The map that gives the same value everywhere."""
        return cls.of(0, value)

    def __call__(self, x: Fraction) -> Fraction:
        """The value at ``x``. Raises ZeroDivisionError at the pole."""
        n, d = x.numerator, x.denominator
        return Fraction(self.a * n + self.b * d, self.c * n + self.d * d)

    @property
    def is_constant(self) -> bool:
        """Whether it gives one value everywhere."""
        return self.a == 0 and self.c == 0

    @property
    def slope(self) -> int:
        """The sign of its derivative, the same on either side of the pole: -1, 0 or 1."""
        turn = self.a * self.d - self.b * self.c
        return (turn > 0) - (turn < 0)

    @property
    def pole(self) -> Fraction | None:
        """Where it is not defined."""
        return Fraction(-self.d, self.c) if self.c else None

    def after(self, inner: Mobius) -> Mobius:
        """``self(inner(x))``."""
        return Mobius.of(
            self.a * inner.a + self.b * inner.c,
            self.a * inner.b + self.b * inner.d,
            self.c * inner.a + self.d * inner.c,
            self.c * inner.b + self.d * inner.d,
        )

    def solve(self, y: Fraction) -> Fraction | None:
        """The one ``x`` with this value; None where there is none. Meaningless for a constant map."""
        n, d = y.numerator, y.denominator
        bottom = self.a * d - self.c * n
        return Fraction(self.d * n - self.b * d, bottom) if bottom else None

    def toward(self, x: Extended, *, from_below: bool) -> Extended:
        """The limit as the argument goes to ``x`` from one side; infinite at a pole and, maybe, at infinity."""
        if isinstance(x, Infinity):
            if self.c:
                return Fraction(self.a, self.c)
            return Infinity(self.slope * x.value) if self.slope else Fraction(self.b, self.d)
        if x != self.pole:
            return self(x)
        rising_to_pole = self.slope if from_below else -self.slope
        return Infinity(rising_to_pole)

    def __str__(self) -> str:
        """In the notation that curves are written in (``grammar/curve.lark``)."""
        if self.c == 0:
            return _line(Fraction(self.a, self.d), Fraction(self.b, self.d))
        return f"({_line(self.a, self.b)}) / ({_line(self.c, self.d)})"


def _line(slope: Fraction | int, shift: Fraction | int) -> str:
    slope, shift = Fraction(slope), Fraction(shift)
    if slope == 0:
        return plain(shift)
    head = "x" if slope == 1 else "-x" if slope == -1 else f"{plain(slope)}*x"
    if shift == 0:
        return head
    return f"{head} {'+' if shift > 0 else '-'} {plain(abs(shift))}"


IDENTITY = Mobius(1, 0, 0, 1)
