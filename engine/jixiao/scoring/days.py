"""Days late: an actual date against a deadline, both as precise as they were written."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.interval import Interval
from jixiao.kernel.when import When
from jixiao.language.ast import Deadline, Meaning, Period, Relation

__all__ = ["days_late", "is_the_day_itself", "last_day_kept"]


def days_late(target: Meaning, actual: When, year: int | None) -> Interval | None:
    """From the fewest to the most days late, both ends included; 0 and less is in time.

    A month or a quarter stands for any of its days. A date without a year is of ``year``; None where that
    is needed and unknown.
    """
    deadline = last_day_kept(target, year)
    if deadline is None or (actual.year is None and year is None):
        return None
    own_year = actual.year if actual.year is not None else year
    assert own_year is not None
    first, last = actual.first_day(own_year), actual.last_day(own_year)
    return Interval(Fraction((first - deadline).days), Fraction((last - deadline).days))


def is_the_day_itself(target: Meaning, actual: When, year: int | None) -> bool:
    """Whether something was done on the very day before which it is wanted (12月31日前): no text says if that day counts."""
    if not isinstance(target, Deadline) or target.relation is not Relation.BEFORE:
        return False
    if target.when.day is None or actual.day is None:
        return False
    wanted_year, own_year = target.when.year or year, actual.year or year
    if wanted_year is None or own_year is None:
        return False
    return actual.first_day(own_year) == target.when.first_day(wanted_year)


def last_day_kept(target: Meaning, year: int | None) -> date | None:
    """The last day on which the deadline is kept: its own last day, or the day before it begins (before)."""
    when = _when(target)
    if when is None:
        return None
    own_year = when.year if when.year is not None else year
    if own_year is None:
        return None
    if isinstance(target, Deadline) and target.relation is Relation.BEFORE:
        return when.first_day(own_year) - timedelta(days=1)
    return when.last_day(own_year)


def _when(target: Meaning) -> When | None:
    """The date that binds: a deadline's own, a period's end (of the year it began in, if it names none)."""
    if isinstance(target, Deadline):
        return target.when
    if not isinstance(target, Period):
        return None
    end = target.end or target.start
    return evolve(end, year=target.start.year) if end.year is None else end
