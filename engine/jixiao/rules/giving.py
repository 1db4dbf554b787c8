"""What a row of a curve gives, and what a word does."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.language.actual import Attainment

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Gives", "GradeShare"]


class Gives(StrEnum):
    """What a curve's y is: a share of the points, points, or points taken off the full points."""

    SHARE = "share"
    POINTS = "points"
    DEDUCTION = "deduction"


@frozen(slots=False)
class GradeShare:
    """A grade word with its coefficient: ``[[rule.grade]]``."""

    share: Fraction
    """The share of the points that it gives."""
    name: str
    """The grade's name in the clause."""
    words: tuple[str, ...] = ()
    """Words of an actual that reach it."""
    attainment: tuple[Attainment, ...] = ()
    """How far a target is met by an actual that reaches it."""
