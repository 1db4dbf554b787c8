"""Scorers: what gives a share of the points, by a curve over an axis, by words to shares, or by an assessor's bands."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import Interval
from jixiao.kernel.rounding import Rounding
from jixiao.language.actual import Attainment
from jixiao.rules.axis import Axis
from jixiao.rules.claim import has_word

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Band", "Counted", "Gives", "Graded", "Judged", "Measured", "Scorer", "Step"]


class Gives(StrEnum):
    """What a curve's y is: a share of the points, points, or points taken off the full points."""

    SHARE = "share"
    POINTS = "points"
    DEDUCTION = "deduction"


@frozen(slots=False)
class Band:
    """Shares an assessor may choose from, and the words that put an actual into it."""

    share: Interval
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Step:
    """A grade with its coefficient, and the words that reach it."""

    share: Fraction
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Counted:
    """Which other indicators a rule on MET_SHARE counts: by words of their names, and met up to which completion."""

    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    level3: tuple[str, ...] = ()
    met_up_to: Fraction | None = None

    def takes(self, level1: str, level2: str, level3: str) -> bool:
        """Whether an indicator of these names is counted."""
        names = ((self.level1, level1), (self.level2, level2), (self.level3, level3))
        return all(has_word(words, name) for words, name in names)


@frozen(slots=False)
class Measured:
    """x on an axis, a curve over it; outside the curve's domain an assessor judges within ``outside``."""

    axis: Axis
    curve: Curve
    gives: Gives = Gives.SHARE
    outside: Band | None = None
    round_axis: Rounding | None = None
    counted: Counted = Counted()


@frozen(slots=False)
class Graded:
    """Words to a share."""

    steps: tuple[Step, ...]


@frozen(slots=False)
class Judged:
    """Words to a band, the share within it by judgement.

    ``round_limits`` rounds the bands' limits, as points, before a judgement is held against them.
    """

    bands: tuple[Band, ...]
    round_limits: Rounding | None = None


Scorer = Measured | Graded | Judged
