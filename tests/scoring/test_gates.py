"""When a veto is sure: every score that a leaf may still get is below the limit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.kernel.interval import Interval
from jixiao.scoring.gates import _surely_below
from jixiao.scoring.score import Score

_LIMIT = Fraction(3, 5)


@pytest.mark.parametrize(
    ("low", "high", "high_open", "sure"),
    [
        ("0", "1/2", False, True),
        ("0", "3/5", True, True),  # it comes up to the limit and never reaches it
        ("0", "3/5", False, False),
        ("3/5", "3/5", False, False),
        ("1/2", "7/10", True, False),
        ("0", "0", False, True),
    ],
)
def test_a_veto_is_sure_below_its_limit_alone(low: str, high: str, high_open: bool, sure: bool) -> None:
    share = Score.within(Interval(Fraction(low), Fraction(high), high_open=high_open))
    assert _surely_below(share, _LIMIT) is sure
