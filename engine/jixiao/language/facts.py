"""What a fact says by itself: an amount a quantity, two with a dash a range, a date a deadline or a period."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from jixiao.kernel.when import When
from jixiao.language.ast import (
    Change,
    Deadline,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Several,
    Unread,
)
from jixiao.language.operators import Printed, printed
from jixiao.language.pieces import Amount, Fact, Interval, Moment, Ratio, Stretch, Zero

__all__ = ["WORDS", "Item", "Settled", "alone", "bounds"]


class _Words(Enum):
    """The type of :data:`WORDS`, so that type checkers tell it from a meaning."""

    WORDS = "words"


WORDS = _Words.WORDS
"""The part is words: no number in it is its standard."""

Item = Quantity | Range | Change | Deadline | Period
Settled = Item | Several | Unread | _Words


def alone(fact: Fact, label: str = "") -> Settled:
    """What a fact says by itself."""
    if isinstance(fact, Amount):
        return _quantity(fact, label)
    if isinstance(fact, Moment):
        return _moment(fact, label)
    if isinstance(fact, Zero):
        return Quantity(Operator.EQUAL, _ZERO, "", label, (fact.start, fact.end))
    if isinstance(fact, Interval):
        return _interval(fact, label)
    if isinstance(fact, Ratio):
        return _fraction(fact, label)
    assert isinstance(fact, Stretch)
    return _range(fact, label)


_ZERO = Fraction(0)


def _quantity(fact: Amount, label: str, said: Printed | None = None) -> Settled:
    said = said or printed(fact)
    span = (fact.start, fact.end)
    problem = fact.problem or said.problem
    if problem == "words" or (_no_count(fact) and not said.sign):
        return WORDS
    if problem is not None:
        return Unread(problem, span=span)
    if said.way is not None:
        return Change(said.way, said.operator, fact.value, fact.unit, label, span, fact.scale)
    return Quantity(said.operator, fact.value, fact.unit, label, span, fact.scale)


def _no_count(fact: Amount) -> bool:
    """0报告, 2023版, 2021届: nought or a year before a word that does not count."""
    if fact.own_unit:
        return fact.value == 0 or _year_like(fact)
    return fact.unit in _OF_A_YEAR and _year_like(fact)


def _year_like(fact: Amount) -> bool:
    return 1900 <= fact.value < 2100 and len(fact.bare_digits) == 4


_OF_A_YEAR = frozenset({"届", "级", "期", "轮", "批", "学年", "学期", "季", "季度", "旬"})


def _fraction(fact: Ratio, label: str) -> Settled:
    """≥2/3 and 2/3以上 are a fraction; a bare a/b is an actual over its base, or a date, and no target."""
    low, high = fact.low, fact.high
    both = Amount()
    both.operators, both.limits = low.operators, high.limits
    said = printed(both)
    plain = not (low.unit or high.unit or low.limits or high.operators or fact.problem or said.problem or said.way)
    whole = low.value.denominator == high.value.denominator == 1
    if not (plain and said.explicit and whole and 0 < low.value < high.value):
        return WORDS
    return Quantity(said.operator, low.value / high.value, "", label, (fact.start, fact.end))


def _range(fact: Stretch, label: str) -> Settled:
    """LOW-HIGH; limits and operators on its ends are only let through where they add nothing."""
    span = (fact.start, fact.end)
    if fact.problem is not None:
        return WORDS if fact.problem == "words" else Unread(fact.problem, span=span)
    low, high = printed(fact.low), printed(fact.high)
    if low.sign or high.sign:
        return Unread("operators", span=span)
    if low.way is not None or high.way is not None or low.operator not in _NO_BOUND or high.operator not in _NO_HIGH:
        return WORDS
    if any(limit.type in ("WITH", "WITHOUT") for limit in [*fact.low.limits, *fact.high.limits]):
        return WORDS
    if fact.low.value > fact.high.value:
        return Unread("bad-range", span=span)
    if _no_count(fact.low) or _no_count(fact.high):
        return WORDS
    return Range(fact.low.value, fact.high.value, fact.low.unit, label, span, fact.high.scale)


_NO_BOUND = frozenset({Operator.BARE})
_NO_HIGH = frozenset({Operator.BARE, Operator.AT_MOST})


def _interval(fact: Interval, label: str) -> Settled:
    span = (fact.start, fact.end)
    if fact.problem is not None:
        return WORDS if fact.problem == "words" else Unread(fact.problem, span=span)
    if fact.low.value > fact.high.value:
        return Unread("bad-range", span=span)
    low = Operator.AT_LEAST if fact.opens == "[" else Operator.MORE
    high = Operator.AT_MOST if fact.closes == "]" else Operator.LESS
    return bounds(
        Quantity(low, fact.low.value, fact.low.unit, label, span, fact.high.scale),
        Quantity(high, fact.high.value, fact.high.unit, label, span, fact.high.scale),
    )


def bounds(low: Quantity, high: Quantity) -> Settled:
    """Two bounds on one thing: a range when both ends are included, otherwise both."""
    if low.operator in _UPPER:
        low, high = high, low
    unit = low.unit or high.unit
    if low.operator not in _LOWER or high.operator not in _UPPER or (low.unit and high.unit and low.unit != high.unit):
        return WORDS
    span = (low.span[0], high.span[1]) if low.span and high.span else None
    if span is not None and span[0] > span[1]:
        span = (span[1], span[0])
    if low.value > high.value:
        return Unread("bad-range", span=span)
    if low.operator is Operator.AT_LEAST and high.operator is Operator.AT_MOST:
        return Range(low.value, high.value, unit, low.label, span, high.scale)
    first = Quantity(low.operator, low.value, unit, low.label, low.span, low.scale)
    return Several((first, Quantity(high.operator, high.value, unit, high.label, high.span, high.scale)), span)


_LOWER = frozenset({Operator.AT_LEAST, Operator.MORE})
_UPPER = frozenset({Operator.AT_MOST, Operator.LESS})


# ------------------------------------------------------------------------------------------------ dates


def _moment(fact: Moment, label: str = "") -> Settled:
    span = (fact.start, fact.end)
    if not fact.ends and fact.operators and fact.when.year is None and fact.when.day is None and fact.when.month:
        return _months(fact, label)
    if fact.problem is not None:
        return WORDS if fact.problem == "words" else Unread(fact.problem, span=span)
    if fact.half and not fact.ends:
        return WORDS
    if fact.period:
        if fact.operators or fact.ends - {"END"}:
            return WORDS
        if fact.until is not None and _after(fact.when, fact.until):
            return Unread("bad-range", span=span)
        return Period(fact.when, fact.until, label, span)
    relation = _relation(fact)
    if relation is None:
        return Unread("operators", span=span)
    if fact.when == When(fact.when.year) and not fact.ends and not fact.operators:
        return Period(fact.when, None, label, span)
    return Deadline(relation, fact.when, label, span)


def _months(fact: Moment, label: str) -> Settled:
    """≥12月 is a stretch of months, not December: systems print sign, value and unit side by side."""
    amount = Amount()
    amount.operators = fact.operators
    said = printed(amount)
    span = (fact.start, fact.end)
    if said.problem is not None:
        return WORDS if said.problem == "words" else Unread(said.problem, span=span)
    if said.way is not None:
        return WORDS
    return Quantity(said.operator, Fraction(fact.when.month or 0), "月", label, span)


def _relation(fact: Moment) -> Relation | None:
    """by, unless 前 stands alone behind the date or < before it; None when the operators fit no date."""
    relation = Relation.BEFORE if fact.ends == {"BEFORE"} else Relation.BY
    if not fact.operators:
        return relation
    amount = Amount()
    amount.operators = fact.operators
    said = printed(amount)
    if said.problem or said.way or said.operator not in (Operator.AT_MOST, Operator.LESS, Operator.EQUAL):
        return None
    return Relation.BEFORE if said.operator is Operator.LESS and not fact.ends else relation


def _after(first: When, second: When) -> bool:
    """Whether a period ends before it begins; not decided over different precisions without years."""
    if first.year is None or second.year is None:
        same = first.year is None and second.year is None
        return bool(same and first.month and second.month and first.month > second.month)
    return first.first_day(first.year) > second.last_day(second.year)
