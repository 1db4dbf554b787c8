"""Cells that are a plain decimal and a measure word (``93.1%``, ``180人``), told without the tokenizer.

What is told here is what :func:`jixiao.language.parse.parse_actual` reads, a bare quantity; all else is left to it: dates, signs,
Chinese numerals, words. Columns of numbers and rows with many actuals take this way.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from jixiao.kernel.quantity import is_known
from jixiao.language.ast import Operator, Quantity
from jixiao.language.parse import parse_actual

__all__ = ["LIKE_A_DATE", "PLACES", "PLAIN", "is_safe", "plain_number"]

PLACES = 6
PLAIN = r"(?P<number>(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?)(?P<unit>[^0-9.\s]{0,4})"
"""The whole of a cell, in the notation that both this language and the columns' library read."""
LIKE_A_DATE = r"(?:[0-9]{8}(?:[^0-9.]|$)|(?:19|20)[0-9]{2}(?:\.[0-9]{1,2}(?:[^0-9]|$)|[^0-9.%]))"
"""How cells begin that might be dates (20210131, 2021.12, 2021年)."""

_PLAIN, _LIKE_A_DATE = re.compile(PLAIN), re.compile(LIKE_A_DATE)
_CALENDAR = frozenset("年季月周期日天时号")
_FOLDED = ("万", "亿")
_PROBES = ("0", "7", "12.5", "0.25", "360000")


def plain_number(text: str) -> tuple[int, str] | None:
    """The number in millionths and what follows it; None where the cell is to be read by the language."""
    found = _PLAIN.fullmatch(text)
    if found is None or _LIKE_A_DATE.match(text) is not None:
        return None
    number, unit = found.groups()
    if not is_safe(unit):
        return None
    whole, _, decimals = number.partition(".")
    return int(whole + decimals.ljust(PLACES, "0")), unit


@lru_cache(maxsize=4096)
def is_safe(unit: str) -> bool:
    """Whether digits before it are a number and no date: a measure word of no calendar, as the language reads it too."""
    word = unit[1:] if unit.startswith(_FOLDED) else unit
    if word and (not is_known(word) or _CALENDAR & set(word)):
        return False
    seven = parse_actual(f"7{unit}").meaning
    if not isinstance(seven, Quantity):
        return False
    wanted = {digits: Quantity(Operator.BARE, Fraction(digits) * seven.value / 7, seven.unit) for digits in _PROBES}
    return all(parse_actual(digits + unit).meaning == meaning for digits, meaning in wanted.items())
