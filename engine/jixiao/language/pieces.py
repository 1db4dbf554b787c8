"""From the syntax tree to the pieces of a part: facts (amounts, dates, stretches) and the tokens between them.

Nothing is decided here: whether a fact is the part's standard, a label or mere description is settled by the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from jixiao.kernel.when import When
from jixiao.language.dates import Point
from jixiao.language.numerals import Numeral
from jixiao.language.operators import Said, said
from jixiao.language.shape import Shape
from jixiao.language.tokens import Token

__all__ = ["Amount", "Bracketed", "Fact", "Lost", "Moment", "Nothing", "Part", "Ratio", "Stretch", "parts_of"]

_ZERO = Fraction(0)
_HALF = Fraction(1, 2)


class Fact:
    """What holds a number or a date. ``problem`` is "words" when its characters say nothing that is known, else the
    code of an error."""

    __slots__ = ("end", "problem", "start")
    start: int
    end: int
    problem: str | None


class Amount(Fact):
    """A number with its unit, and what is said of it. ``spelt``: in Chinese characters; ``digits``: as printed."""

    __slots__ = ("before", "behind", "digits", "power", "said", "scale", "spelt", "text", "unit", "value")

    def __init__(self, tokens: list[Any]) -> None:
        self.start = tokens[0].start_pos
        self.end = tokens[-1].end_pos
        self.problem = None
        self.unit = ""
        place = 0
        while tokens[place].type != "NUMBER":
            place += 1
        number: Numeral = tokens[place].value
        self.text: str = tokens[place].text
        self.value: Fraction = number.value if number.value is not None else _ZERO
        self.scale, self.power, self.spelt, self.digits = number.scale, number.power, number.spelt, number.digits
        if number.problem is not None:
            self.problem = number.problem
        self.before = tokens[:place]
        place += 1
        count = len(tokens)
        if place == count:
            self.unit = number.unit
            self.behind: list[Token] = []
            self.said: Said = said(self.before, self.behind, self.value)
            return
        if number.unit:
            self.unit = number.unit
        if tokens[place].type == "UNIT" and not number.unit:
            self.unit = tokens[place].value
            place += 1
        if place < count and tokens[place].type not in ("TAIL", "INCLUDING"):
            place = self._unit(tokens, place)
        self.behind = tokens[place:]
        self.said = said(self.before, self.behind, self.value)

    def _unit(self, tokens: list[Token], place: int) -> int:
        """The rest of the unit: a scale in brackets, a pair, what it is per, a half behind it; where it ends."""
        unit, last = [self.unit], ""
        while place < len(tokens):
            token = tokens[place]
            last, kind = kind_of(token, last)
            if kind == "limit":
                break
            if kind == "scale":
                self.value *= token.value
                self.scale *= int(token.value)
            elif kind == "half":
                self.value += _HALF if self.value >= 0 else -_HALF
                if unit[-1] == "分":
                    self.problem = self.problem or "words"  # minutes or points
            else:
                unit.append(kind)
            place += 1
        if unit[-1] in ("/", "·"):
            self.problem = self.problem or "words"
        self.unit = "".join(unit)
        return place


def kind_of(token: Token, _: str) -> tuple[str, str]:
    """What a token adds to a unit."""
    kind = token.type
    if kind in ("TAIL", "INCLUDING"):
        return kind, "limit"
    if kind == "SCALE":
        return kind, "scale"
    if kind == "HALF":
        return kind, "half"
    if kind == "UNIT":
        return kind, token.value
    if kind == "PAIR":
        return kind, f"({token.value})"
    if kind == "NUMBER":
        return kind, token.text
    return kind, "/" if kind == "PER" else "·"


class Stretch(Fact):
    """Two amounts with a dash between them."""

    __slots__ = ("high", "low")

    def __init__(self, low: Amount, high: Amount) -> None:
        self.low, self.high = low, high
        self.start, self.end = low.start, high.end
        self.problem = low.problem or high.problem


class Bracketed(Stretch):
    """Two amounts in interval brackets; the brackets say which ends belong to it."""

    __slots__ = ("closes", "opens")

    def __init__(self, low: Amount, high: Amount, opens: str, closes: str) -> None:
        super().__init__(low, high)
        self.opens, self.closes = opens, closes


class Ratio(Stretch):
    """An amount over another: 64.8/64.8."""

    __slots__ = ()


class Nothing(Fact):
    """零 before what must not happen: 零事故."""

    __slots__ = ()

    def __init__(self, token: Token) -> None:
        self.start, self.end, self.problem = token.start_pos, token.end_pos, None


class Moment(Fact):
    """A date; ``ends`` are what stands behind it (end, before, by, inside), ``until`` the second date of a period."""

    __slots__ = ("before", "ends", "point", "said", "text", "until", "when")

    def __init__(self, tokens: list[Any]) -> None:
        self.start, self.end = tokens[0].start_pos, tokens[-1].end_pos
        self.problem = None
        place = 0
        while tokens[place].type != "DATE":
            place += 1
        self.text: str = tokens[place].text
        self.point: Point = tokens[place].value
        self.before: list[Token] = tokens[:place]
        self.said = said(self.before, ())
        self.ends = {says for token in tokens[place + 1 :] for says in token.value.split()}
        if self.point.year_end:
            self.ends.add("end")
        if self.point.within:
            self.ends.add("inside")
        if self.point.day_ended:
            self.ends.add("end")
        self.when: When = self.point.when
        self.until: When | None = self.point.until
        if "end" in self.ends and self.when.month is None and self.when.quarter is None:
            self.when = When.as_written(self.when.year, 12)
        if not self.when.valid or (self.until is not None and not self.until.valid):
            self.problem = "bad-date"

    @property
    def plain_year(self) -> bool:
        """Whether it is a year alone."""
        return not self.ends and self.until is None and not self.before and self.when == When.as_written(self.when.year)


class Lost(Fact):
    """Two ends that do not go together (5%-12月, a/b/c)."""

    __slots__ = ()

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end, self.problem = start, end, "words"


class Part:
    """What stands between two separators: ``facts`` and, one longer, the tokens before, between and behind them."""

    __slots__ = ("facts", "gaps", "plain", "separator")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.gaps: list[list[Token]] = [[]]
        self.plain = False
        self.separator = ""


# ------------------------------------------------------------------------------------------------ from shape and tokens


def parts_of(shape: Shape, tokens: list[Token]) -> list[Part]:
    """The parts of a cell, the empty ones (a trailing ；) left out."""
    parts: list[Part] = []
    for separator, items, plain in shape:
        part = Part()
        part.plain = plain
        if separator >= 0:
            part.separator = tokens[separator].text
        gap = part.gaps[0]
        for item in items:
            if item.__class__ is int:
                gap.append(tokens[item])
                continue
            made = _MAKERS[item[0]](item, tokens)
            if made.__class__ is list:
                gap.extend(made)
            elif made.__class__ is Token:
                gap.append(made)
            else:
                part.facts.append(made)
                gap = []
                part.gaps.append(gap)
        parts.append(part)
    return parts if len(parts) < 2 else _enumerated(parts)


def _amount(item: Any, tokens: list[Token]) -> Fact:
    return Amount(tokens[item[1] : item[2]])


def _moment(item: Any, tokens: list[Token]) -> Fact:
    return Moment(tokens[item[1] : item[2]])


def _nothing(item: Any, tokens: list[Token]) -> Fact:
    return Nothing(tokens[item[1]])


def _dangling(item: Any, tokens: list[Token]) -> list[Token]:
    """Comparisons with no number behind them."""
    return tokens[item[1] : item[2]]


def _stretch(item: Any, tokens: list[Token]) -> Fact:
    """Two ends with a dash or a stroke between them; more of them say nothing that is known."""
    _, start, end, ends, signs = item
    if len(ends) == 2 and len(signs) == 1:
        low, high = (_MAKERS[each[0]](each, tokens) for each in ends)
        sign = tokens[signs[0]].type
        if isinstance(low, Amount) and isinstance(high, Amount):
            return Stretch(low, high) if sign == "TO" else Ratio(low, high)
        if isinstance(low, Moment) and isinstance(high, Moment) and sign == "TO":
            return _period(low, high)
    return Lost(tokens[start].start_pos, tokens[end - 1].end_pos)


def _interval(item: Any, tokens: list[Token]) -> Fact:
    """[90%,95%)."""
    _, start, end, ends = item
    first, last = tokens[start], tokens[end - 1]
    if len(ends) < 2 or last.type != "CLOSE":
        return Lost(first.start_pos, last.end_pos)
    low, high = (Amount(tokens[each[1] : each[2]]) for each in ends)
    found = Bracketed(low, high, first.value, last.value)
    found.start, found.end = first.start_pos, last.end_pos
    return found


def _rate(item: Any, all_tokens: list[Token]) -> Token:
    """每季度, as one token whose value is what it is per (季度, 2年, 10万人); "" where that is not said."""
    tokens = all_tokens[item[1] : item[2]]
    text = "".join(token.text for token in tokens)
    per = ""
    if len(tokens) == 2 and tokens[1].type == "UNIT":
        per = tokens[1].value
    elif len(tokens) > 1 and tokens[1].type == "NUMBER":
        number: Numeral = tokens[1].value
        unit = tokens[2].value if len(tokens) == 3 else ""
        per = unit if number.value == 1 and unit else _count(tokens[1]) + unit
    return Token("RATE", text, tokens[0].start_pos, tokens[-1].end_pos, per)


_MAKERS: dict[str, Callable[[Any, list[Token]], Any]] = {
    "quantity": _amount,
    "bound": _amount,
    "date": _moment,
    "rate": _rate,
    "dangling": _dangling,
    "stretch": _stretch,
    "interval": _interval,
    "nothing": _nothing,
}


def _enumerated(parts: list[Part]) -> list[Part]:
    """新建、改造道路5公里: words that 、 joins to the next part are of its label."""
    out: list[Part] = []
    for part in parts:
        before = out[-1] if out else None
        if (
            before is not None
            and part.separator == "、"
            and not before.facts
            and part.facts
            and _only_words(before.gaps[0])
        ):
            gap = before.gaps[0]
            pause = Token("WORDS", "、", gap[-1].end_pos, gap[-1].end_pos + 1)
            part.gaps[0] = [*gap, pause, *part.gaps[0]]
            part.separator = before.separator
            out[-1] = part
        else:
            out.append(part)
    return out


def _only_words(gap: list[Token]) -> bool:
    return all(token.type in ("WORDS", "QUOTE", "REMARK") for token in gap)


def _count(token: Token) -> str:
    """A number of what is counted per: 两年 is 2年, 10万人 stays as it is printed."""
    number: Numeral = token.value
    if not number.spelt or number.value is None:
        return token.text
    value = number.value
    return str(value.numerator) if value.denominator == 1 and value < 100 else token.text


def _period(first: Moment, last: Moment) -> Fact:
    """The second date takes the year that only the first one prints."""
    when = last.when
    if when.year is None and first.when.year is not None:
        when = When.as_written(first.when.year, when.month, when.day, when.quarter)
    if first.until is not None or last.until is not None:
        return Lost(first.start, last.end)
    if first.when.year is None and when.year is not None:
        first.problem = first.problem or "words"
    first.end, first.until = last.end, when
    first.ends |= last.ends
    first.before = [*first.before, *last.before]
    first.problem = first.problem or last.problem or (None if when.valid else "bad-date")
    return first
