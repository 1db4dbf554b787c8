"""Rows of a case with their points; budget execution that the table prints against the project's own figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.number import fixed
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.scoring.rows import agrees, rows_of
from tests.rules.small import case, leaf, small

RATE = Fraction(852, 860) * 100
HALF_UP = Rounding(places=2)


@pytest.mark.parametrize(
    ("printed", "text", "same"),
    [
        (RATE, "852万元/860万元", True),
        (RATE, "852/860", True),
        (Fraction(86), "43/50", False),
        (Fraction(99), "99万元/100万元", False),
        (Fraction("99.07"), "99.07%", True),
        (Fraction("99.07"), "99.07%（852/860）", True),
        (Fraction("99.1"), "99.1 ％", True),
        (Fraction(99), "99%", True),
        (Fraction(99), "99.0%", False),
        (Fraction("99.06"), "99.06%", False),
        (Fraction("99.07"), "九十九点零七%", True),
        (Fraction("99.08"), "九十九点零八%", False),
        (Fraction(100), "100%", False),
    ],
)
def test_a_printed_rate_agrees_at_its_own_decimals_and_two_amounts_exactly(
    printed: Fraction, text: str, same: bool
) -> None:
    assert agrees(printed, RATE, text, HALF_UP) is same


@pytest.mark.parametrize(("mode", "printed"), [(Mode.HALF_UP, "86.3"), (Mode.HALF_EVEN, "86.2"), (Mode.DOWN, "86.2")])
def test_the_rulesets_own_mode_decides(mode: Mode, printed: str) -> None:
    for text in ("86.2", "86.3"):
        assert agrees(Fraction(text), Fraction("86.25"), f"{text}%", Rounding(mode, 2)) is (text == printed)


@given(st.fractions(0, 150, max_denominator=10**6), st.integers(0, 4), st.integers(-3, 3))
def test_only_the_rounded_rate_agrees(rate: Fraction, places: int, off: int) -> None:
    unit = Fraction(1, 10**places)
    nearest = (rate / unit + Fraction(1, 2)).__floor__() * unit  # half up, for rates that are not negative
    printed = nearest + off * unit
    if printed >= 0:
        assert agrees(printed, rate, fixed(printed, places) + "%", HALF_UP) is (off == 0 or printed == rate)


@pytest.mark.parametrize(
    ("actual", "codes"),
    [("852万元/860万元", []), ("99.07%", []), ("98%", ["JX222"]), ("85/86", ["JX222"]), ("已完成", []), (None, [])],
)
def test_a_row_of_its_own_that_says_otherwise_is_told(actual: str | None, codes: list[str]) -> None:
    project = {"budget": "860万元", "executed": "852万元"}
    rows, said = rows_of(case(leaf("预算执行率", "=100%", actual, 10), project=project), small())
    assert [each.code for each in said] == codes
    assert rows[0].execution
    assert rows[0].reading is not None
    assert rows[0].indicator.actual == (actual or "852万元/860万元")
