"""Linear-fractional maps against the formula."""

import re
from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.interval import Infinity
from jixiao.kernel.mobius import IDENTITY, Mobius
from tests.oracle.curve import AT_THE_LIMIT
from tests.strategies import fractions, laws, maps, small, turning

F = Fraction


@laws
@given(small, small, small, small, fractions)
def test_a_map_gives_what_its_formula_gives(a: Fraction, b: Fraction, c: Fraction, d: Fraction, x: Fraction) -> None:
    if c == d == 0:
        with pytest.raises(ZeroDivisionError):
            Mobius.of(a, b, c, d)
        return
    line = Mobius.of(a, b, c, d)
    assert (line.pole is None) == (c == 0 or a * d == b * c)
    if c * x + d != 0:
        assert line(x) == (a * x + b) / (c * x + d)
    elif line.pole is not None:
        assert line.pole == x
        with pytest.raises(ZeroDivisionError):
            line(x)


@given(maps, small, maps)
def test_equal_maps_are_equal_values(line: Mobius, factor: Fraction, other: Mobius) -> None:
    factor = factor or F(1)
    scaled = Mobius.of(line.a * factor, line.b * factor, line.c * factor, line.d * factor)
    assert scaled == line
    assert hash(scaled) == hash(line)
    assert gcd(line.a, line.b, line.c, line.d) == 1
    assert line.c > 0 or (line.c == 0 and line.d > 0)
    # Two such maps that agree at three numbers where both are defined are one.
    points = [F(x) for x in range(50) if F(x) not in (line.pole, other.pole)][:3]
    assert (line == other) == all(line(x) == other(x) for x in points)


@given(small, st.integers(-3, 3), st.integers(-3, 3))
def test_a_constant_has_one_form(value: Fraction, c: int, d: int) -> None:
    """(2x + 4) / (x + 2) is 2, at its pole too."""
    if c == d == 0:
        d = 1
    line = Mobius.of(value * c, value * d, c, d)
    assert line == Mobius.constant(value)
    assert line.is_constant
    assert line.pole is None
    assert line(F(-d, c) if c else F(0)) == value


@laws
@given(maps, maps, small)
def test_after_is_one_map_and_then_the_other(outer: Mobius, inner: Mobius, x: Fraction) -> None:
    if inner.is_constant and inner(F(0)) == outer.pole:
        with pytest.raises(ZeroDivisionError):
            outer.after(inner)
        return
    both = outer.after(inner)
    if x != inner.pole and inner(x) != outer.pole:
        assert both(x) == outer(inner(x))
    assert IDENTITY.after(inner) == inner.after(IDENTITY) == inner


@given(turning, small)
def test_solving_is_the_way_back(line: Mobius, y: Fraction) -> None:
    x = line.solve(y)
    if x is None:
        assert line.toward(Infinity.ABOVE, from_below=True) == y
        assert line.c != 0
    else:
        assert line(x) == y


@given(maps, small)
def test_the_slope_is_the_sign_of_the_way_it_runs(line: Mobius, x: Fraction) -> None:
    if line.pole is not None and abs(x - line.pole) < 1:
        x = line.pole + 1
    left, right = line(x), line(x + F(1, 2))
    assert line.slope == (right > left) - (right < left)


@given(maps, small | st.sampled_from(Infinity) | st.none(), st.booleans())
def test_limits_are_what_values_go_to(line: Mobius, x: Fraction | Infinity | None, from_below: bool) -> None:
    if x is None:
        x = F(0) if line.pole is None else line.pole
    limit = line.toward(x, from_below=from_below)
    step = -AT_THE_LIMIT if from_below else AT_THE_LIMIT
    near = line(x.value / AT_THE_LIMIT if isinstance(x, Infinity) else x + step)
    if isinstance(limit, Infinity):
        assert near * limit.value > 10**20
    else:
        assert abs(near - limit) < F(1, 10**20)


@given(maps, fractions)
def test_the_text_of_a_map_is_its_formula(line: Mobius, x: Fraction) -> None:
    if x == line.pole:
        return
    text = re.sub(r"[0-9]+(\.[0-9]+)?", r"F('\g<0>')", str(line))
    assert eval(text, {"F": F, "x": x}) == line(x)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (IDENTITY, "x"),
        (Mobius.of(-1, 0), "-x"),
        (Mobius.of(-1, 2), "-x + 2"),
        (Mobius.of(F(2, 3), F(-1, 2)), "2/3*x - 0.5"),
        (Mobius.constant(F(1, 3)), "1/3"),
        (Mobius.of(0, 5, 1, 0), "(5) / (x)"),
        (Mobius.of(2, 1, 1, -3), "(2*x + 1) / (x - 3)"),
    ],
)
def test_maps_as_text(line: Mobius, text: str) -> None:
    assert str(line) == text
