"""Roots of quadratics, exactly: rational, or ``u + v√d`` held as its three numbers and told by a bracket.

A surd is compared by squaring, never by a decimal, so that what :mod:`jixiao.kernel.compare` says of two curves is
decided.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import Extended, Infinity, Interval

__all__ = ["Bracket", "Real", "Surd", "between", "less", "lower", "roots", "sign", "upper"]


@frozen
class Bracket:
    """An irrational number, told by two rational ones that it lies strictly between."""

    low: Fraction
    high: Fraction


@frozen
class Surd:
    """``u + v√d``, irrational: v is not zero and d is not a square."""

    u: Fraction
    v: Fraction
    d: int

    def bracket(self, width: Fraction) -> Bracket:
        """Two rational numbers around it, no further apart than ``width``, which is positive."""
        scale = int(abs(self.v) / width) + 1
        root = isqrt(self.d * scale * scale)
        ends = self.u + self.v * Fraction(root, scale), self.u + self.v * Fraction(root + 1, scale)
        return Bracket(min(ends), max(ends))

    def above(self, other: Real) -> bool:
        """Whether it is greater; surds of different roots are told apart by squaring."""
        if isinstance(other, Infinity):
            return other is Infinity.BELOW
        if isinstance(other, Fraction):
            return sign(self.u - other, self.v, self.d) > 0
        if self.d == other.d:
            return sign(self.u - other.u, self.v - other.v, self.d) > 0
        u, v, w = self.u - other.u, self.v, other.v  # u + v√d > w√e ?
        left, right = sign(u, v, self.d), 1 if w > 0 else -1
        if left != right:
            return left > right
        squares = sign(u * u + v * v * self.d - w * w * other.d, 2 * u * v, self.d)
        return squares * left > 0


Real = Extended | Surd


def sign(u: Fraction, v: Fraction, d: int) -> int:
    """The sign of ``u + v√d``."""
    one, two = (u > 0) - (u < 0), (v > 0) - (v < 0)
    if one * two >= 0:
        return one or two
    squares = u * u - v * v * d
    return one if squares > 0 else two if squares < 0 else 0


def less(one: Real, two: Real) -> bool:
    """Whether the first is the smaller; equal numbers are not."""
    if isinstance(two, Surd):
        return two.above(one)
    return not one.above(two) if isinstance(one, Surd) else one < two


def roots(a: int, b: int, c: int) -> list[Fraction | Surd]:
    """The real zeros of ``ax² + bx + c`` in order, each once; none of a constant."""
    if a == 0:
        return [] if b == 0 else [Fraction(-c, b)]
    d = b * b - 4 * a * c
    if d < 0:
        return []
    middle, root = Fraction(-b, 2 * a), isqrt(d)
    if root * root == d:
        away = abs(Fraction(root, 2 * a))
        return [middle - away, middle + away] if away else [middle]
    step = Fraction(1, 2 * abs(a))
    return [Surd(middle, -step, d), Surd(middle, step, d)]


def between(low: Real, high: Real) -> Fraction:
    """Some rational number strictly between two numbers."""
    width = Fraction(1)
    while True:
        left, right = upper(low, width), lower(high, width)
        if left < right:
            return Interval.open(_number(left), _number(right)).inner()
        width /= 1024


def lower(x: Real, width: Fraction) -> Extended:
    """The number, or the lower end of a bracket so wide at most."""
    return x.bracket(width).low if isinstance(x, Surd) else x


def upper(x: Real, width: Fraction) -> Extended:
    """The number, or the upper end of a bracket so wide at most."""
    return x.bracket(width).high if isinstance(x, Surd) else x


def _number(x: Extended) -> Fraction | None:
    return None if isinstance(x, Infinity) else x
