"""Sums of money in forms: a bare number takes the unit that the form states, and none is made up in silence."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

__all__ = ["amount_of", "is_bare_number", "unit_in", "with_unit"]

_UNITS = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "千万元": 10_000_000, "亿元": 100_000_000,
          "万": 10_000, "亿": 100_000_000, "千": 1000}  # fmt: skip
_AMOUNT = re.compile(r"[¥￥]?\s*(-?\d[\d,，\s]*(?:\.\d+)?)\s*(百万元|千万元|亿元|万元|千元|元|亿|万|千)?(人民币)?")


def amount_of(text: str) -> Fraction | None:
    """A sum in yuan, exact; None if the text is no sum with its unit.

    >>> amount_of("86万元") == amount_of("860,000.00元") == 860000
    True
    >>> amount_of("860000") is None
    True
    """
    match = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match or not match[2]:
        return None
    return Fraction(re.sub(r"[,，\s]", "", match[1])) * _UNITS[match[2]]


def is_bare_number(text: str) -> bool:
    """True for a number without a unit."""
    match = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return bool(match) and not match[2]  # type: ignore[index]


def unit_in(text: str) -> str | None:
    """The unit of money that a header names: 项目资金（万元）, 单位：元."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    match = re.search(
        r"(?:\(|单位[:为]?|金额[:为]?)(?:人民币)?(百万元|千万元|亿元|万元|千元|元)(?:\)|,|$|;|人民币)", text
    )
    return match[1] if match else None


def with_unit(text: str, unit: str) -> str:
    """A bare number with its unit behind it, without grouping."""
    return re.sub(r"[,，\s¥￥]", "", unicodedata.normalize("NFKC", text)) + unit
