"""What a fact says by itself: an amount a quantity, two with a dash a range, a date a deadline or a period."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.kernel.when import When
from jixiao.language.ast import (
    Change,
    ChangeRange,
    Deadline,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Several,
    Unread,
)
from jixiao.language.operators import Said
from jixiao.language.pieces import Amount, Bracketed, Fact, Moment, Nothing, Part, Ratio, Stretch
from jixiao.language.steps.settled import Settled, Words, words_at
from jixiao.language.vocabulary import Vocabulary

__all__ = ["alone", "bounds", "says"]

_ZERO = Fraction(0)
_LOWER = (Operator.AT_LEAST, Operator.MORE)
_UPPER = (Operator.AT_MOST, Operator.LESS)


def alone(part: Part, words: Vocabulary) -> Settled | None:
    """A part that is one fact and nothing else."""
    if len(part.facts) == 1 and not part.gaps[0] and not part.gaps[1]:
        return says(part.facts[0], words)
    return None


def says(fact: Fact, words: Vocabulary, label: str = "") -> Settled:
    """What a fact says by itself."""
    if isinstance(fact, Amount):
        return _quantity(fact, words, label)
    if isinstance(fact, Moment):
        return _moment(fact, words, label)
    if isinstance(fact, Nothing):
        return Quantity(Operator.EQUAL, _ZERO, "", label, (fact.start, fact.end))
    if isinstance(fact, Bracketed):
        return _interval(fact, words, label)
    if isinstance(fact, Ratio):
        return _fraction(fact, label)
    if isinstance(fact, Stretch):
        return _range(fact, words, label)
    return words_at(fact)


def _quantity(fact: Amount, words: Vocabulary, label: str) -> Settled:
    said = fact.said
    problem = fact.problem or said.problem
    if (
        problem == "operators"
        and len(fact.before) == 1
        and fact.before[0].text == "±"
        and fact.value > 0
        and not fact.behind
    ):
        return Range(-fact.value, fact.value, fact.unit, label, (fact.start, fact.end), fact.scale)
    if problem is not None or said.between or said.including:
        return _problem(fact, problem or "words") if problem or said.between else _plain(fact, label)
    if said.way is not None:
        return Change(said.way, said.operator, fact.value, fact.unit, label, (fact.start, fact.end), fact.scale)
    if not said.sign and (_named(fact, words) or _clock(fact, words) or _year_and_month(fact)):
        return words_at(fact)
    return Quantity(said.operator, fact.value, fact.unit, label, (fact.start, fact.end), fact.scale)


def _plain(fact: Amount, label: str) -> Settled:
    """A bare number with (含) behind it is the number; with (不含) it says nothing that is known."""
    if fact.said.including == "without":
        return words_at(fact)
    return Quantity(Operator.BARE, fact.value, fact.unit, label, (fact.start, fact.end), fact.scale)


def _problem(fact: Fact, problem: str) -> Settled:
    return words_at(fact) if problem == "words" else Unread(problem, span=(fact.start, fact.end))


def _named(fact: Amount, words: Vocabulary) -> bool:
    """2021届, 2023批 and 二级 are names of one of them, no count."""
    if words.kinds.get(fact.unit) == "name" or (fact.unit in ("年", "月", "日") and _leading_zero(fact)):
        return True
    if not fact.unit or not (len(fact.digits) == 4 and 1900 <= fact.value < 2100):
        return False
    return fact.unit in _OF_A_YEAR


_OF_A_YEAR = frozenset({"届", "级", "期", "轮", "批", "学年", "学期", "季", "季度", "旬", "款", "版", "班"})


def _year_and_month(fact: Amount) -> bool:
    """2021.9 alone may be a September."""
    return bool(not fact.said.explicit and not fact.unit and _MONTH_OF_A_YEAR.match(fact.text))


def _years(fact: Stretch) -> bool:
    """2021-2025 alone may be five years."""
    return not (fact.low.unit or fact.high.unit) and all(_A_YEAR.match(each.text) for each in (fact.low, fact.high))


_MONTH_OF_A_YEAR = re.compile(r"(?:19|20)\d\d\.[1-9]\Z", re.ASCII)
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d\d?)?\Z", re.ASCII)


def _leading_zero(fact: Amount) -> bool:
    """08-08 and 07年 are no counts."""
    return len(fact.digits) > 1 and fact.digits[0] == "0" and fact.digits[1] != "."


def _clock(fact: Amount, words: Vocabulary) -> bool:
    """八点零五分 and 11点03 may be a time of day."""
    if not fact.spelt or fact.unit not in ("", "分") or not 1 <= fact.value < 25:
        return False
    return fact.text[-3:-2] in words.special["point"] and fact.text[-2] in ("0", "零")


def _fraction(fact: Ratio, label: str) -> Settled:
    """≥2/3 and 2/3以上 are a fraction; a bare a/b is an actual over its base, or a date, and no target."""
    low, high = fact.low, fact.high
    said = low.said if low.said.explicit else high.said
    plain = not (low.unit or high.unit or low.behind or high.before or fact.problem or said.problem or said.way)
    if plain and low.said.explicit and high.said.explicit:
        plain = low.said.operator is high.said.operator
    whole = low.value.denominator == high.value.denominator == 1
    if not (plain and said.explicit and whole and 0 < low.value < high.value):
        return words_at(fact)
    return Quantity(said.operator, low.value / high.value, "", label, (fact.start, fact.end))


def _shared(fact: Stretch) -> tuple[Fraction, str] | None:
    """The low end and the unit, where the unit and the magnitude that only the high end prints hold for both (1-2万元)."""
    low, high = fact.low, fact.high
    value = low.value
    for factor, plain in ((high.power, low.power == 1), (high.scale, low.scale == 1)):
        if not low.unit and factor > 1 and plain and value * factor <= high.value:
            value *= factor
            break
    if not low.unit or not high.unit or low.unit == high.unit:
        return value, low.unit or high.unit
    if high.unit.startswith(low.unit + "/"):
        return value, high.unit
    return None


def _range(fact: Stretch, words: Vocabulary, label: str) -> Settled:
    """LOW-HIGH; limits and operators on its ends are only let through where they add nothing, or say which end belongs."""
    low, high = fact.low, fact.high
    if fact.problem is not None:
        return _problem(fact, fact.problem)
    if (low.said.sign and low.said.operator is not Operator.ABOUT) or high.said.sign:
        return Unread("operators", span=(fact.start, fact.end))
    if low.said.problem or high.said.problem or high.said.way is not None or low.said.between:
        return words_at(fact)
    if low.said.operator is not Operator.BARE or high.said.operator not in (Operator.BARE, Operator.AT_MOST):
        return words_at(fact)
    shared = _shared(fact)
    if shared is None or _named(low, words) or _named(high, words) or (_leading_zero(low) and _leading_zero(high)):
        return words_at(fact)
    if _years(fact):
        return words_at(fact)
    value, unit = shared
    span = (fact.start, fact.end)
    if value > high.value:
        return Unread("bad-range", span=span)
    if low.said.way is not None:
        if low.said.including or high.said.including:
            return words_at(fact)
        return ChangeRange(value, high.value, unit, label, span, high.scale, way=low.said.way)
    if low.said.including == "without" or high.said.including == "without":
        return _ends(fact, value, unit, label, low.said, high.said)
    return Range(value, high.value, unit, label, span, high.scale)


def _ends(fact: Stretch, value: Fraction, unit: str, label: str, low: Said, high: Said) -> Settled:
    """80(含)-90(不含)."""
    if not low.including or not high.including:
        return words_at(fact)
    first = Operator.AT_LEAST if low.including == "with" else Operator.MORE
    last = Operator.AT_MOST if high.including == "with" else Operator.LESS
    return bounds(
        Quantity(first, value, unit, label, (fact.low.start, fact.low.end), fact.high.scale),
        Quantity(last, fact.high.value, unit, label, (fact.high.start, fact.high.end), fact.high.scale),
    )


def _interval(fact: Bracketed, words: Vocabulary, label: str) -> Settled:
    shared = _shared(fact)
    if fact.problem is not None or shared is None or fact.low.behind or fact.high.behind:
        return _problem(fact, fact.problem or "words")
    span = (fact.start, fact.end)
    value, unit = shared
    if value > fact.high.value:
        return Unread("bad-range", span=span)
    low = Operator.AT_LEAST if fact.opens == "[" else Operator.MORE
    high = Operator.AT_MOST if fact.closes == "]" else Operator.LESS
    return bounds(
        Quantity(low, value, unit, label, span, fact.high.scale),
        Quantity(high, fact.high.value, unit, label, span, fact.high.scale),
    )


def bounds(low: Quantity, high: Quantity) -> Settled:
    """Two bounds on one thing: a range when both ends are included, otherwise both."""
    if low.operator in _UPPER:
        low, high = high, low
    unit = low.unit or high.unit
    if low.operator not in _LOWER or high.operator not in _UPPER or (low.unit and high.unit and low.unit != high.unit):
        return Words(high.span)
    span = (low.span[0], high.span[1]) if low.span and high.span else None
    if span is not None and span[0] > span[1]:
        span = (span[1], span[0])
    if low.value > high.value:
        return Unread("bad-range", span=span)
    if low.operator is Operator.AT_LEAST and high.operator is Operator.AT_MOST:
        return Range(low.value, high.value, unit, low.label, span, high.scale)
    first = Quantity(low.operator, low.value, unit, low.label, low.span, low.scale)
    return Several((first, Quantity(high.operator, high.value, unit, high.label, high.span, high.scale)), span)


# ------------------------------------------------------------------------------------------------ dates


def _moment(fact: Moment, words: Vocabulary, label: str = "") -> Settled:
    span = (fact.start, fact.end)
    when = fact.when
    if not fact.ends and fact.before and when.year is None and when.day is None and when.month and fact.until is None:
        if not any(token.text in words.families["of_time"] for token in fact.before):
            return _months(fact, label)
    if fact.problem is not None:
        return _problem(fact, fact.problem)
    if fact.point.half and not fact.ends:
        return words_at(fact)
    if fact.until is not None:
        if fact.before or fact.ends - {"end"}:
            return words_at(fact)
        return Unread("bad-range", span=span) if _after(when, fact.until) else Period(when, fact.until, label, span)
    relation = _relation(fact)
    if relation is None:
        return Unread("operators", span=span) if fact.said.sign else words_at(fact)
    if fact.plain_year:
        return Period(when, None, label, span)
    return Deadline(relation, when, label, span)


def _months(fact: Moment, label: str) -> Settled:
    """≥12月 is a stretch of months, not December: systems print sign, value and unit side by side."""
    said = fact.said
    if said.problem is not None:
        return _problem(fact, said.problem)
    if said.way is not None or fact.point.year_end:
        return words_at(fact)
    return Quantity(said.operator, Fraction(fact.when.month or 0), "月", label, (fact.start, fact.end))


def _relation(fact: Moment) -> Relation | None:
    """by, unless 前 stands alone behind the date or < before it; None when the operators fit no date."""
    relation = Relation.BEFORE if fact.ends == {"before"} else Relation.BY
    if not fact.before:
        return relation
    said = fact.said
    if said.problem or said.way or said.operator not in (Operator.AT_MOST, Operator.LESS, Operator.EQUAL):
        return None
    return Relation.BEFORE if said.operator is Operator.LESS and not fact.ends else relation


def _after(first: When, second: When) -> bool:
    """Whether a period ends before it begins; not decided over different precisions without years."""
    if first.year is None or second.year is None:
        same = first.year is None and second.year is None
        before, behind = (
            (first.month or first.quarter, first.day or 0),
            (second.month or second.quarter, second.day or 0),
        )
        return bool(same and before[0] and behind[0] and (before[0], before[1]) > (behind[0], behind[1] or 99))
    return first.first_day(first.year) > second.last_day(second.year)
