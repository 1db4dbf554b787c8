"""What an alarm may measure, as ruleset authors write it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.kernel.when import When
from tests.rules.small import CLAUSE, leaf, scored, small

LIGHT = 'light = [{ name = "red", x = "(50%, ..)" }, { name = "green", x = "(.., 50%]" }]'


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("unspent", Fraction(70, 100)),
        ("execution", Fraction(30, 100)),
        ("execution-pace", Fraction(60, 100)),
        ("progress-gap", Fraction(50, 100)),
        ("consistency", Fraction(50, 80)),
    ],
)
def test_every_measure_is_of_the_figures_that_its_name_says(measure: str, value: Fraction) -> None:
    """30 of 100 spent by June, 80 % of the points of the indicators."""
    alarm = f'[[alarm]]\nid = "a"\nname = "警"\nmeasure = "{measure}"\nbecause = "试"\n{LIGHT}\nclause = {CLAUSE}\n'
    result = scored(
        small(alarm),
        leaf("甲", "≥100", "80", 60),
        as_of="2021-06",
        project={"year": 2021, "budget": "100元", "executed": "30元"},
    )
    (signal,) = result.signals
    assert result.as_of == When(2021, 6)
    assert (signal.value, signal.light) == (value, "red" if value > Fraction(1, 2) else "green")
