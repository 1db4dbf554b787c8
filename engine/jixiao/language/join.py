"""A target that its form split over columns, or printed in the indicator's name, put together again."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.language.ast import Blank, Change, Meaning, Operator, Parsed, Quantity, Range, Several, Unread
from jixiao.language.direction import Direction
from jixiao.language.fold import fold
from jixiao.language.normal import read_normal
from jixiao.language.parse import parse_target
from jixiao.language.vocabulary import Vocabulary

__all__ = ["Joined", "corrected_target", "join_target"]


@frozen
class Joined:
    """One target: its text as it would stand in one cell, its reading, the direction that a column gave."""

    text: str
    parsed: Parsed
    direction: Direction | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


_SIGNS = {
    "=": "=", "等于": "=", "≥": "≥", ">=": "≥", "大于等于": "≥", "大于或等于": "≥", "不低于": "≥", "不少于": "≥", ">": ">",
    "大于": ">", "≤": "≤", "<=": "≤", "小于等于": "≤", "小于或等于": "≤", "不超过": "≤", "<": "<", "小于": "<", "低于": "<",
    "少于": "<", "高于": ">", "多于": ">", "超过": ">", "不高于": "≤", "不大于": "≤", "不多于": "≤", "不小于": "≥", "至少": "≥",
    "达到": "≥",
}  # fmt: skip
_DIRECTIONS = {
    "正向": Direction.POSITIVE, "正": Direction.POSITIVE, "正向指标": Direction.POSITIVE, "positive": Direction.POSITIVE,
    "反向": Direction.NEGATIVE, "反": Direction.NEGATIVE, "逆向": Direction.NEGATIVE, "反向指标": Direction.NEGATIVE,
    "负向": Direction.NEGATIVE, "逆向指标": Direction.NEGATIVE, "negative": Direction.NEGATIVE, "exact": Direction.EXACT,
}  # fmt: skip
_NOTHING = frozenset({"", "/", "-", "--", "无", "定性", "定量", "其他", "其它"})
_IN_NAME = re.compile(
    r"[(]?\s*(?P<sign>≥|≤|>=|<=|>|<|=)\s*(?P<hole>\*{1,4}|X{1,2}|_{1,4}|…)?\s*(?P<unit>[^()*≥≤<>=\d\s]{0,12}?)\s*(?:[)]|——|--|\Z)"
)
_WORD_IN_NAME = re.compile(
    rf"(?P<sign>{'|'.join(sorted((word for word in _SIGNS if len(word) > 1 and word.isalpha()), key=len, reverse=True))})"
    r"(?:\((?P<unit>[^()\d]{0,12})\))?\Z"
)
"""失业率低于(%): the name ends in a comparison that its number would complete."""
_UNIT_IN_NAME = re.compile(r"\((?P<unit>%|‰|[\u4e00-\u9fffA-Za-z²³]{1,4}(?:/[\u4e00-\u9fff]{1,3})?)\)\Z")


@lru_cache(maxsize=4096)
def join_target(
    value: str | None,
    *,
    sign: str | None = None,
    unit: str | None = None,
    direction: str | None = None,
    name: str | None = None,
    words: Vocabulary | None = None,
) -> Joined:
    """The target of one row.

    ``sign`` is 指标性质 or 符号 (=, ≥, ≤, 定性), ``unit`` is 度量单位, ``direction`` is 方向 (正向, 反向), ``name`` the
    indicator's name, whose printed operator and unit (母猪舍(≥**平方米)) hold where the value has none of its own.
    Two that contradict each other are both reported, and the value's own is kept. ``words``: as in parse_target.
    """
    own = parse_target(value or "", words)
    notes: list[Diagnostic] = list(own.diagnostics)
    columns = _sign(sign), _unit(unit)
    from_name = _of_name(name)
    way = _direction(direction)
    text = own.text
    if isinstance(own.meaning, Quantity | Range | Change):
        text, notes = _with_measure(own, columns, from_name, notes)
    elif columns[0] not in ("", "=") and not isinstance(own.meaning, Several | Blank):
        text = columns[0] + own.text
    parsed = own if text == own.text else parse_target(text, words)
    place = Place(text=parsed.text, span=(0, len(parsed.text)))
    if parsed is not own:
        notes = [*parsed.diagnostics, *(item for item in notes if item not in own.diagnostics)]
    if way is not None and _against(way, parsed.meaning):
        notes.append(diagnose("JX143", place, direction=way.value, text=parsed.text))
    return Joined(text, parsed, way, tuple(notes))


def corrected_target(value: str, form: str) -> Joined:
    """The target as a person says that it is to be read: ``form`` is a normal form, and the cell itself is not asked.

    The correction is told (JX288); one that is no normal form is an error (JX289), and the target stays unread.
    """
    place = Place(text=value, span=(0, len(value)))
    try:
        meaning = read_normal(form)
    except ValueError:
        wrong = diagnose("JX289", place, form=form)
        return Joined(value, Parsed(value, Unread("read-as", wrong), (wrong,)))
    told = diagnose("JX288", place, text=value, form=form)
    return Joined(value, Parsed(value, meaning, (told,)))


def _sign(text: str | None) -> str:
    folded = fold(text or "").text
    return _SIGNS.get(folded, "")


def _unit(text: str | None) -> str:
    folded = fold(text or "").text
    return "" if folded in _NOTHING else folded


def _direction(text: str | None) -> Direction | None:
    return _DIRECTIONS.get(fold(text or "").text)


def _of_name(name: str | None) -> tuple[str, str]:
    """The operator and the unit that the name prints: 苗木成活率(≥**%) and 成活率不低于(%) -> ("≥", "%"), 人数(人) -> ("", "人")."""
    folded = fold(name or "").text
    found = _IN_NAME.search(folded)
    if found is not None:
        return _SIGNS.get(found["sign"], ""), found["unit"]
    word = _WORD_IN_NAME.search(folded)
    if word is not None and word.start():
        return _SIGNS[word["sign"]], word["unit"] or ""
    unit = _UNIT_IN_NAME.search(folded)
    return "", (unit["unit"] if unit is not None and _is_unit(unit["unit"]) else "")


def _is_unit(text: str) -> bool:
    meaning = parse_target("1" + text).meaning
    return isinstance(meaning, Quantity) and meaning.unit != "" and (meaning.unit == text or meaning.value != 1)


def _with_measure(
    own: Parsed, columns: tuple[str, str], from_name: tuple[str, str], notes: list[Diagnostic]
) -> tuple[str, list[Diagnostic]]:
    """The number with the operator and the unit that the row gives elsewhere."""
    meaning = own.meaning
    assert isinstance(meaning, Quantity | Range | Change)
    place = Place(text=own.text, span=(0, len(own.text)))
    text = own.text.strip()
    sign, unit = columns
    taken = ""
    if unit and not _names_unit(unit):  # a number behind a number would make another one
        notes.append(diagnose("JX141", place, text=own.text, unit=unit))
    elif not meaning.unit:
        if not unit:
            taken = from_name[1]
        text += unit or taken
    elif unit and not _same_unit(meaning, unit):
        notes.append(diagnose("JX141", place, text=own.text, unit=unit))
    bare = isinstance(meaning, Quantity) and meaning.operator is Operator.BARE
    if bare and (sign or from_name[0]):
        text = (sign or from_name[0]) + text
        taken = taken if sign else from_name[0] + taken
    elif sign and not bare and not _same_sign(meaning, sign):
        notes.append(diagnose("JX140", place, text=own.text, sign=sign))
    if taken:
        notes.append(diagnose("JX142", place, text=own.text, taken=taken))
    return text, notes


_OPERATORS = {
    "=": Operator.EQUAL, "≥": Operator.AT_LEAST, ">": Operator.MORE, "≤": Operator.AT_MOST, "<": Operator.LESS,
}  # fmt: skip


def _same_sign(meaning: Meaning, sign: str) -> bool:
    return isinstance(meaning, Quantity | Change) and meaning.operator is _OPERATORS[sign]


def _names_unit(text: str) -> bool:
    """Whether a column of units can mean the text by its words: 44,561 is a number, and 10人 is one with a unit."""
    return not text[:1].isdigit()


def _same_unit(meaning: Quantity | Range | Change, unit: str) -> bool:
    column = parse_target("1" + unit).meaning
    return isinstance(column, Quantity) and column.unit == meaning.unit


def _against(way: Direction, meaning: Meaning) -> bool:
    """Whether the column's direction contradicts the printed operator."""
    from jixiao.language.direction import direction_of

    printed = direction_of(meaning)
    return (
        isinstance(meaning, Quantity)
        and printed is not None
        and Direction.EXACT not in (printed, way)
        and printed != way
    )
