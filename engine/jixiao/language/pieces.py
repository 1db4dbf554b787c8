"""From the syntax tree to the pieces of a part: facts (amounts, dates, spans) and the words between them.

This loses nothing that the meaning needs and decides nothing: a fact keeps the operators as printed; whether it is
the part's standard, a label or mere description is settled afterwards (:mod:`jixiao.language.settle`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from jixiao.kernel.when import When
from jixiao.language import numerals
from jixiao.language.dates import read_point

__all__ = ["Amount", "Fact", "Interval", "Moment", "Part", "Ratio", "Stretch", "Token", "Zero", "parts_of"]


class Token(str):
    """What the parser's tokens are to this package: text with the terminal's name and its place. Never made here."""

    type: str
    start_pos: int
    end_pos: int


class Fact:
    """What holds a number or a date. ``problem`` is an error code when its characters make no value."""

    __slots__ = ("end", "problem", "start")

    def __init__(self) -> None:
        self.start = self.end = 0
        self.problem: str | None = None


_ZERO = Fraction(0)


class Amount(Fact):
    """A number with its unit, the operators before it and the limits behind it, as printed."""

    __slots__ = ("bare_digits", "limits", "numeral", "operators", "own_unit", "unit", "value")

    def __init__(self) -> None:
        self.start = self.end = 0
        self.problem: str | None = None
        self.value = _ZERO
        self.unit = ""
        self.operators: list[Token] = []
        self.limits: list[Token] = []
        self.numeral = ""
        self.bare_digits = ""
        self.own_unit = ""

    @property
    def scale(self) -> int:
        """The 万 or 亿 printed before the unit."""
        return numerals.unit_scale(self.bare_digits or self.numeral)


class Stretch(Fact):
    """Two amounts with a dash between them."""

    __slots__ = ("high", "low")

    def __init__(self, low: Amount, high: Amount) -> None:
        super().__init__()
        self.low, self.high = low, high


class Interval(Stretch):
    """Two amounts in interval brackets; the brackets say which ends belong to it."""

    __slots__ = ("closes", "opens")

    def __init__(self, low: Amount, high: Amount, opens: str, closes: str) -> None:
        super().__init__(low, high)
        self.opens, self.closes = opens, closes


class Ratio(Stretch):
    """An amount over another: 64.8/64.8."""

    __slots__ = ()


class Zero(Fact):
    """零 before what must not happen: 零事故."""

    __slots__ = ()


class Moment(Fact):
    """A date; ``ends`` are the words behind it (底, 前, 内), ``until`` the second date of a period."""

    __slots__ = ("assumed_year", "ends", "half", "operators", "period", "until", "when", "within_year")

    def __init__(self) -> None:
        super().__init__()
        self.when = When()
        self.until: When | None = None
        self.period = False
        self.half = False
        self.assumed_year = False
        self.within_year = False
        self.operators: list[Token] = []
        self.ends: set[str] = set()


class Part:
    """What stands between two separators: ``facts`` and, one longer, the tokens before, between and behind them."""

    __slots__ = ("facts", "gaps", "separator")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.gaps: list[list[Token]] = [[]]
        self.separator = ""


def parts_of(tree: Any) -> list[Part]:
    """The parts of a cell's syntax tree, the empty ones (a trailing ；) left out."""
    parts: list[Part] = []
    separator = ""
    for child in tree.children:
        if isinstance(child, str):
            separator = str(child)
            continue
        if child.children:
            part = _part(child)
            part.separator = separator
            if part.facts or part.gaps[0]:
                parts.append(part)
    return parts


def _part(tree: Any) -> Part:
    part = Part()
    gap = part.gaps[0]
    for child in tree.children:
        if isinstance(child, str):
            token: Any = child
            kind = token.type
            if kind == "NUMBERED":
                continue
            if kind != "ZERO":
                gap.append(token)
                continue
            fact: Fact = Zero()
            _place(fact, (token,))
        elif child.data == "dangling":
            gap.extend(child.children)
            continue
        else:
            fact = _FACTS[child.data](child.children)
        part.facts.append(fact)
        gap = []
        part.gaps.append(gap)
    return part


def _place(fact: Fact, tokens: Sequence[Any]) -> None:
    fact.start, fact.end = tokens[0].start_pos, tokens[-1].end_pos


def _amount(tokens: Sequence[Any]) -> Amount:
    fact = Amount()
    fact.start, fact.end = tokens[0].start_pos, tokens[-1].end_pos
    unit: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in _DIGITS:
            fact.bare_digits = str(token)
            _set(fact, numerals.digits(fact.bare_digits), "too-long")
            if fact.bare_digits[0] == "¥":
                unit.append("元")
        elif kind in _UNIT_PARTS:
            unit.append("·" if kind == "FACTOR" else str(token))
            if kind == "UNIT_OTHER":
                fact.own_unit = str(token)
        elif kind in _BEFORE:
            fact.operators.append(token)
        elif kind in _LIMITS:
            fact.limits.append(token)
        else:
            _numeral(fact, kind, str(token), unit)
    if unit:
        if unit[-1] == "·" or (unit[-1][0] == "/" and tokens[-1].type == "SLASH"):
            fact.problem = "words"
        fact.unit = _unit(fact, unit)
    return fact


def _numeral(fact: Amount, kind: str, text: str, unit: list[str]) -> None:
    """A number in Chinese characters; 百分之 and 成 bring their unit along."""
    if kind == "CHINESE":
        _set(fact, numerals.chinese(text), "words")
        fact.numeral = text
    elif kind == "TENTHS":
        _set(fact, numerals.tenths(text), "words")
        unit.append("%")
        fact.numeral = text
    elif kind == "FRACTION":
        read = numerals.fraction(text)
        _set(fact, None if read is None else read[0], "words")
        if read is not None and read[1]:
            unit.append(read[1])
    elif unit and unit[-1] in _HALVED:  # 一年半
        fact.value += Fraction(1, 2)
    else:
        fact.problem = "words"


def _set(fact: Amount, value: Fraction | None, problem: str) -> None:
    if value is None:
        fact.problem = problem
    else:
        fact.value = value


_DIGITS = frozenset({"NUMBER", "PLAIN"})
_UNIT_PARTS = frozenset({"UNIT", "UNIT_OTHER", "UNIT_BELOW", "BASE", "SLASH", "FACTOR"})
_BEFORE = frozenset({"AT_LEAST", "MORE", "EQUAL", "LESS", "AT_MOST", "ABOUT", "REACH", "UP", "DOWN"})
_LIMITS = frozenset({"ABOVE", "BELOW", "AROUND", "BEYOND", "WITH", "WITHOUT", "BETWEEN"})
_ONE_NAME = {
    "百分比": "%", "个百分比": "%", "m²": "平方米", "M²": "平方米", "m2": "平方米", "M2": "平方米",
    "m³": "立方米", "M³": "立方米", "m3": "立方米", "M3": "立方米", "°C": "℃",
}  # fmt: skip
_HALVED = frozenset({"年", "个月", "月", "天", "小时", "个小时", "周", "倍"})
_DROPS_GE = frozenset("个" + unit for unit in ("百分点", "工作日", "自然日", "月", "小时", "季度"))


def _unit(fact: Amount, words: list[str]) -> str:
    """The measure word by its one name: 百分比 is %, ㎡ is 平方米, 个 is dropped before 百分点, 月 … (个半月 adds a half)."""
    first = words[0]
    if first in ("个半月", "个半小时"):
        fact.value += Fraction(1, 2)
        words[0] = first[2:]
    elif first in _DROPS_GE:
        words[0] = first[1:]
    if len(words) == 2 and words[0] == "元" and words[1].endswith("元"):
        del words[0]  # ¥500元
    if len(words) == 1:
        return _ONE_NAME.get(words[0], words[0])
    return "".join(_ONE_NAME.get(word, word) for word in words)


def _span(children: Sequence[Any]) -> Fact:
    """Two ends with a dash or a slash between them; anything else so joined says nothing that is known."""
    if len(children) == 3:
        kinds = children[0].data, children[1].type, children[2].data
        if kinds == ("quantity", "DASH", "quantity"):
            return _stretch(children)
        if kinds == ("quantity", "RATIO", "quantity"):
            return _ratio(children)
        if kinds == ("deadline", "DASH", "deadline"):
            return _period(children)
    fact = Amount()
    tokens = [token for child in children for token in ([child] if isinstance(child, str) else child.children)]
    _place(fact, tokens)
    fact.problem = "words"
    return fact


def _stretch(children: Sequence[Any]) -> Stretch:
    fact = Stretch(_amount(children[0].children), _amount(children[2].children))
    fact.start, fact.end = fact.low.start, fact.high.end
    _share_unit(fact)
    return fact


def _share_unit(fact: Stretch) -> None:
    """The unit and the magnitude that only the second number carries hold for the first one too (1-2万元)."""
    low, high = fact.low, fact.high
    fact.problem = low.problem or high.problem
    if not low.unit and not low.operators:
        factor = numerals.magnitude(high.bare_digits)
        if factor > 1 and numerals.magnitude(low.bare_digits) == 1 and low.value < high.value / factor:
            low.value *= factor
    if not low.unit:
        low.unit = high.unit
    elif not high.unit:
        high.unit = low.unit
    elif low.unit != high.unit:
        fact.problem = fact.problem or "words"


def _interval(tokens: Sequence[Any]) -> Interval:
    comma = next(index for index, token in enumerate(tokens) if token.type == "COMMA")
    fact = Interval(_amount(tokens[1:comma]), _amount(tokens[comma + 1 : -1]), str(tokens[0]), str(tokens[-1]))
    _place(fact, tokens)
    _share_unit(fact)
    return fact


def _ratio(children: Sequence[Any]) -> Ratio:
    fact = Ratio(_amount(children[0].children), _amount(children[2].children))
    fact.start, fact.end = fact.low.start, fact.high.end
    fact.problem = fact.low.problem or fact.high.problem
    return fact


def _deadline(tokens: Sequence[Any]) -> Fact:
    """A date; but ≥2041.01 is a number, since an operator stands before it."""
    last = tokens[-1]
    if len(tokens) > 1 and last.type == "ISO" and last.count(".") == 1 and last[-1].isdigit():
        fact = Amount()
        _place(fact, tokens)
        fact.operators = list(tokens[:-1])
        fact.bare_digits = str(last)
        _set(fact, numerals.digits(fact.bare_digits), "too-long")
        return fact
    return _moment(tokens)


def _moment(tokens: Sequence[Any]) -> Moment:
    fact = Moment()
    _place(fact, tokens)
    point: list[Any] = []
    for token in tokens:
        if token.type in _ENDS:
            fact.ends.add(token.type)
        elif token.type in _POINTS:
            point.append(token)
        else:
            fact.operators.append(token)
    _read(fact, point)
    return fact


def _read(fact: Moment, point: list[Any]) -> None:
    read = read_point([(token.type, str(token)) for token in point])
    fact.when, fact.half, fact.assumed_year = read.when, read.half, read.assumed_year
    if read.end:
        fact.ends.add("END")
    year_end = point[-1].type == "YEAR_END" and "内" in point[-1]
    fact.within_year = year_end or (fact.ends == {"INSIDE"} and fact.when == When(fact.when.year))
    if "END" in fact.ends and fact.when.month is None and fact.when.quarter is None:
        fact.when = When(fact.when.year, 12)
    fact.until, fact.period = read.until, read.until is not None
    if not fact.when.valid or (fact.until is not None and not fact.until.valid):
        fact.problem = "bad-date"


_ENDS = frozenset({"END", "BEFORE", "INSIDE"})
_POINTS = frozenset(
    {"YEAR", "MONTH", "DAY", "QUARTER", "HALF_YEAR", "ISO", "YEAR_END", "MONTHS", "YEARS"}
)  # fmt: skip


def _period(children: Sequence[Any]) -> Moment:
    first, second = _moment(children[0].children), _moment(children[2].children)
    first.end = second.end
    last = second.when
    if last.year is None and first.when.year is not None:
        last = When(first.when.year, last.month, last.day, last.quarter)
    first.until, first.period = last, True
    first.ends |= second.ends
    first.operators += second.operators
    first.problem = first.problem or second.problem or (None if last.valid else "bad-date")
    return first


_FACTS: dict[str, Callable[[Sequence[Any]], Fact]] = {
    "quantity": _amount,
    "span": _span,
    "interval": _interval,
    "deadline": _deadline,
    "period": _moment,
}
