"""Distinct actuals that are plain decimals with a measure word, read in columns.

What is read here is what :func:`jixiao.language.parse.parse_actual` reads: a bare quantity, exactly. Everything
else (dates, echoed operators, Chinese numerals, words) is left to it. No number passes through a float: text is
cast to decimals, and a float64 is taken apart into the shortest decimal that is that float.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from jixiao.frame.codes import Ints
from jixiao.frame.decimals import whole_numbers
from jixiao.kernel.classes import frozen
from jixiao.language.plain import LIKE_A_DATE, PLACES, PLAIN, is_safe

__all__ = ["NOT_PLAIN", "Numbers", "read_numbers", "text_of"]

NOT_PLAIN = -1
_WHOLE_CELL, _DATE_BEGINS = f"^{PLAIN}$", f"^{LIKE_A_DATE}"
_LARGEST = 10**12


@frozen
class Numbers:
    """For every distinct actual: ``mantissas / 10**places`` and which of ``units`` follows, or NOT_PLAIN."""

    mantissas: Ints
    places: int
    unit: npt.NDArray[Any]
    units: tuple[str, ...]


def read_numbers(distinct: pa.Array | None) -> Numbers:
    """The plain ones among the distinct actuals (text, integers, decimals or float64)."""
    if distinct is None or len(distinct) == 0:
        return Numbers(np.zeros(1, np.int64), 0, np.full(1, NOT_PLAIN), ())
    if pa.types.is_string(distinct.type):
        return _of_text(distinct)
    if pa.types.is_floating(distinct.type):
        return _of_floats(distinct.fill_null(float("nan")).to_numpy(zero_copy_only=False))
    if pa.types.is_integer(distinct.type):
        return _of_whole(distinct)
    return _of_decimals(distinct)


def text_of(value: Any) -> str | None:
    """An actual as a case file would hold it: text as it is, numbers by their (shortest) digits."""
    from decimal import Decimal

    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        text = repr(value)
        return format(Decimal(text), "f") if "e" in text else text
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _of_text(distinct: pa.Array) -> Numbers:
    parts = pc.extract_regex(distinct, _WHOLE_CELL)
    plain = np.array(pc.fill_null(pc.is_valid(parts), False))
    if not plain.any():
        return Numbers(np.zeros(len(distinct), np.int64), 0, np.full(len(distinct), NOT_PLAIN), ())
    digits = pc.if_else(pa.array(plain), pc.struct_field(parts, "number"), "0")
    word = pc.struct_field(parts, "unit").dictionary_encode()
    units = tuple(word.dictionary.to_pylist())
    number = np.array(word.indices.fill_null(0), np.int64)
    known = np.array([is_safe(unit) for unit in units], np.bool_)
    dates = np.array(pc.fill_null(pc.match_substring_regex(distinct, _DATE_BEGINS), False))
    unit = np.where(plain & known[number] & ~dates, number, NOT_PLAIN)
    mantissas = whole_numbers(digits.cast(pa.decimal128(18, PLACES)))
    return _reduced(mantissas, PLACES, unit, units)


def _of_whole(distinct: pa.Array) -> Numbers:
    values = np.array(distinct.fill_null(-1).cast(pa.int64(), safe=False))
    like_dates = (values >= 10**7) & (values < 10**8)
    plain = (values >= 0) & (values < _LARGEST) & ~like_dates
    return Numbers(np.where(plain, values, 0), 0, np.where(plain, 0, NOT_PLAIN), ("",))


def _of_decimals(distinct: pa.Array) -> Numbers:
    scale = distinct.type.scale
    if distinct.type.precision > 18 or not 0 <= scale <= PLACES:
        return _of_text(pa.array([text_of(each) for each in distinct.to_pylist()], pa.string()))
    words = whole_numbers(distinct.cast(pa.decimal128(18, scale)).fill_null(-1))
    plain = (words >= 0) & (words < _LARGEST * 10**scale)
    plain &= ~_like_dates(words, scale)
    return _reduced(np.where(plain, words, 0), scale, np.where(plain, 0, NOT_PLAIN), ("",))


def _like_dates(mantissas: Ints, scale: int) -> npt.NDArray[np.bool_]:
    """20210131 without decimals, and 2021.12: text of this shape may be a date."""
    if scale == 0:
        return (mantissas >= 10**7) & (mantissas < 10**8)
    whole = mantissas // 10**scale
    return (whole >= 1900) & (whole < 2100) if scale <= 2 else np.zeros(len(mantissas), np.bool_)


def _of_floats(values: npt.NDArray[np.float64]) -> Numbers:
    """The shortest decimal of each float, where it has at most 15 digits: then no shorter one is that float."""
    mantissas = np.zeros(len(values), np.int64)
    left = np.isfinite(values) & (values >= 0) & (values < 10**9) & ~np.signbit(values)
    plain = np.zeros(len(values), np.bool_)
    safe = np.where(left, values, 0.0)
    for places in range(PLACES + 1):
        scaled = np.rint(safe * 10.0**places)
        fits = left & ~plain & (scaled / 10.0**places == safe)
        mantissas[fits] = scaled[fits].astype(np.int64) * 10 ** (PLACES - places)
        plain |= fits
    plain &= ~((safe >= 1900) & (safe < 2100) & (safe != np.floor(safe))) & ((safe >= 1e-4) | (safe == 0))
    return _reduced(mantissas, PLACES, np.where(plain, 0, NOT_PLAIN), ("",))


def _reduced(mantissas: Ints, places: int, unit: npt.NDArray[Any], units: tuple[str, ...]) -> Numbers:
    """With no more places than any of them needs, so that products stay small."""
    used = np.where(unit == NOT_PLAIN, 0, mantissas)
    while places > 0 and not (used % 10).any():
        used, places = used // 10, places - 1
    return Numbers(used, places, unit, units)
