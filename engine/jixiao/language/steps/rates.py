"""Rates: 每季度不少于3次, 每人每月500元, 5次每年, 一年2次. The period or the head that a number is per joins its unit."""

from __future__ import annotations

from fractions import Fraction

from jixiao.language.ast import Operator
from jixiao.language.operators import said
from jixiao.language.pieces import Amount, Moment, Part, Stretch
from jixiao.language.steps.phrase import measured
from jixiao.language.steps.settled import Settled, words_at
from jixiao.language.text import text_of
from jixiao.language.tokens import Token
from jixiao.language.vocabulary import Vocabulary

__all__ = ["by_words", "every"]

_HALF = Fraction(1, 2)


def every(part: Part, words: Vocabulary) -> Settled | None:
    """每… before or directly behind the part's number becomes part of its unit."""
    if part.plain or len(part.facts) != 1 or not any(token.type == "RATE" for gap in part.gaps for token in gap):
        return None
    fact = part.facts[0]
    before, behind = part.gaps
    if isinstance(fact, Moment):
        return _yearly(part, fact, before)
    if not isinstance(fact, Amount | Stretch):
        return None
    if behind and behind[0].type == "RATE":
        if len(behind) > 1 or any(token.type == "RATE" for token in before):
            return words_at(behind[0])
        part.gaps[1] = []
        return _joined(fact, behind[0].value, behind[0])
    rates = [index for index, token in enumerate(before) if token.type == "RATE"]
    if not rates:
        return words_at(next(token for token in behind if token.type == "RATE"))
    between = text_of(before[rates[-1] + 1 :])
    if measured(between, words) and not _is_paid(
        between, "·".join(before[index].value for index in rates), fact, words
    ):
        return _named(part, fact, before, rates, words)
    if rates != list(range(rates[0], rates[-1] + 1)):
        return words_at(before[rates[0]])
    period = "·".join(before[index].value for index in rates)
    fitting = all(token.type in _FITTING for token in before[rates[-1] + 1 :])
    spoken = "".join(token.text for token in before[rates[-1] + 1 :] if token.type == "WORDS")
    timed = _timed(period, words)
    if not fitting or (spoken and not timed and not _is_paid(spoken, period, fact, words)):
        return words_at(before[rates[0]])
    if text_of(before[: rates[0]]).endswith(_ENUMERATES):
        return words_at(before[rates[0]])
    part.gaps[0] = [*before[: rates[0]], *before[rates[-1] + 1 :]]
    _reattach(part, fact)
    if part.gaps[1] and not (fact if isinstance(fact, Amount) else fact.high).unit:
        return words_at(before[rates[0]])
    return _joined(fact, period, before[rates[0]])


def _is_paid(spoken: str, per: str, fact: Amount | Stretch, words: Vocabulary) -> bool:
    """Whether words before the number say only what is given for each: 每户补助, 每吨有机肥补贴200元."""
    end = fact if isinstance(fact, Amount) else fact.high
    paid = words.units.get(end.unit, ("",))[0] == "money" and per in words.families["heads"]
    return words.families["rate_verb"].covers(spoken) or (paid and words.families["price"].ends(spoken) > 0)


_ENUMERATES = ("第",)
_FITTING = frozenset({"WORDS", "REMARK", "COMPARE", "NOT", "REACH", "CHANGE"})


def _named(
    part: Part, fact: Amount | Stretch, before: list[Token], rates: list[int], words: Vocabulary
) -> Settled | None:
    """每千人口医师数≥3人: what is measured; 每月交通费400元 is per month as well."""
    if not all(before[index].value for index in rates):
        return words_at(before[rates[0]])
    if len(rates) == 1 and before[rates[0]].value in words.families["period"]:
        end = fact if isinstance(fact, Amount) else fact.high
        if end.unit in ("", "%", "‰"):
            return words_at(before[rates[0]])
        part.gaps[0] = [token for token in before if token.type != "RATE"]
        return _joined(fact, before[rates[0]].value, before[rates[0]])
    part.gaps[0] = [_as_words(token) for token in before]
    return None


def _as_words(token: Token) -> Token:
    if token.type != "RATE":
        return token
    return Token("WORDS", token.text, token.start_pos, token.end_pos)


def _yearly(part: Part, fact: Moment, before: list[Token]) -> Settled | None:
    """每年12月底前 is the month of each year; 每月10日 is none."""
    if len(before) == 1 and before[0].type == "RATE" and before[0].value in ("年", "年度") and fact.when.year is None:
        part.gaps[0] = []
        return None
    return words_at(before[0]) if before else None


def _reattach(part: Part, fact: Amount | Stretch) -> None:
    """不低于每年2次, 提高到每人每年640元: the comparison before the rate is the number's own."""
    gap = part.gaps[0]
    place = len(gap)
    while place and gap[place - 1].type in ("COMPARE", "NOT", "REACH", "CHANGE"):
        place -= 1
    if place < len(gap) and isinstance(fact, Amount) and not fact.before:
        fact.before, part.gaps[0] = gap[place:], gap[:place]
        fact.said = said(fact.before, fact.behind, fact.value)


def _joined(fact: Amount | Stretch, period: str, token: Token) -> Settled | None:
    ends = [fact] if isinstance(fact, Amount) else [fact.high]
    if not period or "" in period.split("·") or any("/" in end.unit for end in ends):
        return words_at(token)
    for end in ends:
        if end.said.way is not None or (not end.unit and (end.spelt or period in _WEEKLY)):
            return words_at(token)
        end.unit = f"{end.unit}/{period}"
    return None


def _timed(period: str, words: Vocabulary) -> bool:
    """Whether it is a stretch of time (年, 2月), so that whatever is done in between is done so often."""
    return period.lstrip("0123456789") in words.families["period"]


_WEEKLY = ("周", "星期")
"""每周三 is a day of the week."""


def by_words(part: Part, words: Vocabulary) -> Settled | None:
    """一年2次, 半年1次, 一季度一次: one stretch of time and then how often in it."""
    for index in range(len(part.facts) - 1):
        first, second = part.facts[index], part.facts[index + 1]
        period = _period(first, words)
        if period is None or not isinstance(second, Amount | Stretch):
            continue
        end = second if isinstance(second, Amount) else second.high
        if not _event(end, words):
            continue
        between = part.gaps[index + 1]
        verb = "".join(token.text for token in between)
        if any(token.type != "WORDS" for token in between) or (verb and not words.families["rate_verb"].covers(verb)):
            return words_at(first)
        if isinstance(first, Moment) and not (end.spelt and end.value == 1 and first.text[0] in words.digits):
            return words_at(first)
        if "/" in end.unit or (part.gaps[index] and index) or len(part.facts) != 2:
            return words_at(first)
        end.unit = f"{end.unit}/{period}"
        second.start = first.start
        part.facts = [second]
        part.gaps = [part.gaps[0], part.gaps[2]]
        return None
    return None


def _event(end: Amount, words: Vocabulary) -> bool:
    return words.kinds.get(end.unit) == "event" or end.unit in words.families["event"]


def _period(fact: object, words: Vocabulary) -> str | None:
    """What one stretch of time is called below a stroke; None where the fact is no such stretch."""
    if isinstance(fact, Moment):
        if fact.ends or fact.before or fact.until is not None or fact.point.year_end or fact.when.year is not None:
            return None
        if fact.when.quarter == 1:
            return "季度"
        return "月" if fact.when.month == 1 and fact.when.day is None and not fact.point.half else None
    if not isinstance(fact, Amount) or fact.said.operator is not Operator.BARE or fact.said.way or fact.behind:
        return None
    dimension = words.units.get(fact.unit, ("",))[0]
    if dimension not in ("time", "months") and fact.unit not in words.families["period"]:
        return None
    if words.kinds.get(fact.unit) == "event":
        return None
    if fact.value == 1:
        return fact.unit
    if fact.value == _HALF:
        return "半" + fact.unit
    return f"{fact.value.numerator}{fact.unit}" if fact.spelt and fact.value.denominator == 1 else None
