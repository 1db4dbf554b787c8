"""Irrational numbers against sixty digits of them, and against their own squares."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.interval import Infinity
from jixiao.kernel.surd import Surd, between, less, lower, roots, sign, upper
from tests.strategies import laws, positive, small

F = Fraction
no_squares = st.sampled_from([d for d in range(2, 60) if isqrt(d) ** 2 != d])
not_zero = small.map(lambda x: x or F(1))
surds = st.builds(Surd, small, not_zero, no_squares)
SAME = Decimal(10) ** -40


def digits(x: Fraction | Surd) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        if isinstance(x, Fraction):
            return Decimal(x.numerator) / Decimal(x.denominator)
        return digits(x.u) + digits(x.v) * Decimal(x.d).sqrt()


def apart(x: Fraction | Surd, y: Fraction | Surd) -> int:
    """-1, 0 or 1: sixty digits tell two such small numbers apart, or they are equal."""
    with localcontext() as context:
        context.prec = 60
        gap = digits(x) - digits(y)
    return 0 if abs(gap) < SAME else 1 if gap > 0 else -1


@laws
@given(small, small, no_squares)
def test_the_sign_of_a_sum_with_a_root(u: Fraction, v: Fraction, d: int) -> None:
    assert sign(u, v, d) == apart(Surd(u, v, d), F(0))


@laws
@given(surds, surds | small)
def test_the_greater_is_above(x: Surd, y: Surd | Fraction) -> None:
    assert x.above(y) == (apart(x, y) > 0)
    assert less(x, y) == (apart(x, y) < 0)
    assert less(y, x) == (apart(y, x) < 0)


@laws
@given(small, not_zero, no_squares, st.integers(2, 5))
def test_one_number_written_in_two_ways_is_not_above_itself(u: Fraction, v: Fraction, d: int, k: int) -> None:
    one, two = Surd(u, v, d * k * k), Surd(u, v * k, d)
    assert not one.above(two)
    assert not two.above(one)


def test_infinity_is_beyond_every_surd() -> None:
    assert Surd(F(0), F(1), 2).above(Infinity.BELOW)
    assert not Surd(F(0), F(1), 2).above(Infinity.ABOVE)


@laws
@given(surds, positive)
def test_a_bracket_holds_the_number_and_is_no_wider_than_asked(x: Surd, width: Fraction) -> None:
    found = x.bracket(width)
    assert apart(found.low, x) < 0 < apart(found.high, x)
    assert 0 < found.high - found.low <= width
    assert (lower(x, width), upper(x, width)) == (found.low, found.high)


@laws
@given(surds | small, surds | small)
def test_between_two_numbers_lies_a_rational_one(x: Surd | Fraction, y: Surd | Fraction) -> None:
    if apart(x, y) == 0:
        return
    low, high = (x, y) if apart(x, y) < 0 else (y, x)
    assert apart(low, between(low, high)) < 0 < apart(high, between(low, high))


@laws
@given(st.integers(-9, 9), st.integers(-20, 20), st.integers(-20, 20))
def test_roots_are_the_zeros_in_order(a: int, b: int, c: int) -> None:
    found = roots(a, b, c)
    for x in found:
        if isinstance(x, Surd):
            # a(u + v√d)² + b(u + v√d) + c, its rational part and the factor of its root
            assert a * (x.u**2 + x.v**2 * x.d) + b * x.u + c == 0
            assert 2 * a * x.u * x.v + b * x.v == 0
            assert isqrt(x.d) ** 2 != x.d
        else:
            assert a * x * x + b * x + c == 0
    assert [apart(left, right) for left, right in pairwise(found)] == [-1] * (len(found) - 1)
    discriminant = b * b - 4 * a * c
    expected = (1 if b else 0) if a == 0 else 0 if discriminant < 0 else 1 if discriminant == 0 else 2
    assert len(found) == expected
