"""The normal form: one line for each meaning, and a reader of its own that takes it back.

``read_normal(normal(m)) == m`` for every meaning m. A normal form is not a cell: it has its own small reader here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from jixiao.kernel.number import plain
from jixiao.kernel.when import When
from jixiao.language.ast import (
    Blank,
    Change,
    ChangeRange,
    Deadline,
    Level,
    Meaning,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Scale,
    Several,
    Unread,
    Way,
)

__all__ = ["normal", "read_normal"]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def normal(meaning: Meaning) -> str:
    """The meaning in one line."""
    match meaning:
        case Quantity():
            return _joined("quantity", meaning.operator.value, plain(meaning.value), meaning.unit)
        case ChangeRange():
            ends = f"{plain(meaning.low)}..{plain(meaning.high)}"
            return _joined("change", meaning.way.value, ends, meaning.unit)
        case Range():
            return _joined("range", f"{plain(meaning.low)}..{plain(meaning.high)}", meaning.unit)
        case Change():
            return _joined("change", meaning.way.value, meaning.operator.value, plain(meaning.value), meaning.unit)
        case Deadline():
            return f"{meaning.relation.value} {meaning.when}"
        case Period():
            return f"period {meaning.start}" if meaning.end is None else f"period {meaning.start}..{meaning.end}"
        case Level():
            return f"level {meaning.words}"
        case Scale():
            return f"scale {meaning.levels}"
        case Several():
            return "all " + " ; ".join(normal(item) for item in meaning.items)
        case Blank():
            return "blank"
        case Unread():
            return f"error {meaning.code}"
        case _:
            assert_never(meaning)


_NUMBER = re.compile(r"-?\d+(?:\.\d+|/\d+)?\Z", re.ASCII)


def read_normal(text: str) -> Meaning:
    """The meaning that ``text`` is the normal form of. Raises ValueError when it is the normal form of none."""
    if text == "blank":
        return Blank()
    kind, _, rest = text.partition(" ")
    try:
        return _READERS[kind](rest)
    except (KeyError, IndexError, ZeroDivisionError) as error:
        raise ValueError(f"not a normal form: {text!r}") from error


def _value(text: str) -> Fraction:
    if not _NUMBER.match(text):
        raise ValueError(f"not a number of a normal form: {text!r}")
    return Fraction(text)


def _when(text: str) -> When:
    when = When.read(text)
    if when is None:
        raise ValueError(f"not a date of a normal form: {text!r}")
    return when


def _quantity(rest: str) -> Meaning:
    operator, _, rest = rest.partition(" ")
    value, _, unit = rest.partition(" ")
    return Quantity(Operator(operator), _value(value), unit)


def _range(rest: str) -> Meaning:
    ends, _, unit = rest.partition(" ")
    low, high = ends.split("..")
    return Range(_value(low), _value(high), unit)


def _change(rest: str) -> Meaning:
    way, operator, rest = (*rest.split(" ", 2), "")[:3]
    if ".." in operator:
        low, high = operator.split("..")
        return ChangeRange(_value(low), _value(high), rest, way=Way(way))
    value, _, unit = rest.partition(" ")
    return Change(Way(way), Operator(operator), _value(value), unit)


def _deadline(relation: Relation, rest: str) -> Meaning:
    return Deadline(relation, _when(rest))


def _period(rest: str) -> Meaning:
    start, found, end = rest.partition("..")
    return Period(_when(start), _when(end) if found else None)


def _several(rest: str) -> Meaning:
    items = tuple(read_normal(part) for part in rest.split(" ; "))
    kept = tuple(item for item in items if isinstance(item, Quantity | Range | Change | Deadline | Period))
    if len(kept) != len(items):
        raise ValueError(f"not items of several: {rest!r}")
    return Several(kept)


_READERS: dict[str, Callable[[str], Meaning]] = {
    "quantity": _quantity,
    "range": _range,
    "change": _change,
    "by": lambda rest: _deadline(Relation.BY, rest),
    "before": lambda rest: _deadline(Relation.BEFORE, rest),
    "on": lambda rest: _deadline(Relation.ON, rest),
    "period": _period,
    "level": Level,
    "scale": Scale,
    "all": _several,
    "error": Unread,
}
