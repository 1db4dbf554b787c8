"""What seeking a total finds: how things stand, what each indicator must come to, the single moves that do it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.interval import Interval
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.seek.threshold import Aim, Least

__all__ = ["Move", "Need", "Option", "Seek", "Sought", "SoughtAs", "State"]


class SoughtAs(StrEnum):
    """What is asked of an indicator: a number, a date, items done, a judgement, a grade; or nothing can be asked."""

    NUMBER = "number"
    DATE = "date"
    ITEMS = "items"
    JUDGEMENT = "judgement"
    GRADE = "grade"
    FIXED = "fixed"


class State(StrEnum):
    """How things stand: reached for certain; possible as the open ones turn out; only by changing more; not at all."""

    REACHED = "reached"
    POSSIBLE = "possible"
    SHORT = "short"
    UNREACHABLE = "unreachable"


@frozen
class Option:
    """A band or grade with the shares in it that suffice."""

    name: str
    share: Interval


@frozen
class Need:
    """What one indicator must come to. ``least`` is its unrounded score, None where even full points miss.

    ``parts`` are actuals in the target's unit, days late for dates, items done for lists.
    """

    least: Least | None
    share: Interval | None = None
    parts: tuple[Interval, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether some actual or judgement gives it."""
        return bool(self.parts or self.options)


@frozen
class Sought:
    """One indicator with its two needs. ``deadline`` is the last day in time for a date, ``listed`` the items of a list."""

    leaf: Leaf
    form: SoughtAs
    unit: str
    counted: bool
    alone: Need
    at_least: Need
    deadline: date | None = None
    listed: int | None = None


@frozen
class Move:
    """One indicator changed by itself so that the total is certain: from, to, and the change relative to from.

    ``reached`` is False where ``to`` is an end that must be passed.
    """

    sought: Sought
    start: Fraction
    end: Fraction
    reached: bool
    relative: Fraction


@frozen
class Seek:
    """The answer. ``low`` and ``high`` are the total as it stands, ``most`` with every indicator at its best."""

    result: Result
    wanted: Aim
    state: State
    low: Fraction
    high: Fraction
    most: Fraction
    sought: tuple[Sought, ...]
    moves: tuple[Move, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
