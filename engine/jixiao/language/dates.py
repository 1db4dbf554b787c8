"""Points in time as they are printed, into :class:`When`: 2021年12月31日, 二〇二一年, 第三季度, 2021/12/31, 年底, 1-12月."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from jixiao.kernel.when import When
from jixiao.language import numerals

__all__ = ["Point", "read_point"]

_NUMBER = re.compile(r"\d+")
_YEAR_DIGITS = str.maketrans("零oO〇一二三四五六七八九", "0000123456789")


@frozen
class Point:
    """What the words of a date say; ``until`` when they name a stretch, ``end`` when they name the end of the year."""

    when: When
    until: When | None = None
    end: bool = False
    half: bool = False
    assumed_year: bool = False


def read_point(tokens: Sequence[tuple[str, str]]) -> Point:
    """The point that the date tokens of one date (terminal, text) name together; its When may be invalid (13月)."""
    year = month = day = quarter = None
    end = half = assumed = False
    until: When | None = None
    for kind, text in tokens:
        if kind == "YEAR":
            year, assumed = _year(text)
        elif kind == "MONTH":
            month = _number(text)
        elif kind == "DAY":
            day = _number(text)
        elif kind == "QUARTER":
            quarter = _number(text)
        elif kind == "HALF_YEAR":
            month, half = (6 if text[0] == "上" else 12), True
        elif kind == "YEAR_END":
            month, end = 12, True
        elif kind == "ISO":
            year, month, day = _iso(text)
        elif kind == "MONTHS":
            month, last = (int(part) for part in _NUMBER.findall(text))
            until = When(year, last)
        else:  # YEARS
            year, last = (int(part) for part in _NUMBER.findall(text))
            until = When(last)
    return Point(When(year, month, day, quarter), until, end, half, assumed)


def _year(text: str) -> tuple[int, bool]:
    """The year, and whether its century was assumed (21年12月)."""
    text = text.translate(_YEAR_DIGITS)
    match = _NUMBER.search(text)
    if match is None:
        return 0, False
    return (2000 + int(match[0]), True) if len(match[0]) == 2 else (int(match[0]), False)


def _number(text: str) -> int:
    match = _NUMBER.search(text)
    if match is not None:
        return int(match[0])
    value = numerals.chinese(text.strip("第月份日号季度"))
    return 0 if value is None else int(value)


def _iso(text: str) -> tuple[int, int, int | None]:
    parts = [int(part) for part in _NUMBER.findall(text)]
    if len(parts) == 1:
        whole = f"{parts[0]:08d}"
        return int(whole[:4]), int(whole[4:6]), int(whole[6:])
    return parts[0], parts[1], parts[2] if len(parts) > 2 else None
