"""Columns as codes: each distinct value once, and for every row the number of its value."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.kernel.classes import define

__all__ = ["Codes", "Ints", "combine", "dense", "encode", "encode_all", "representatives"]

Ints = npt.NDArray[np.int64]

_STRETCH = 1 << 17
_TABLE = 1 << 22
"""Up to so many possible keys (or four times the rows) a table finds the distinct ones; above that, a hash."""


@define
class Codes:
    """``codes`` number into ``values`` (a null is a value of its own); ``size`` is how many numbers there are."""

    codes: npt.NDArray[Any]
    size: int
    dictionary: pa.Array | None = None

    @property
    def values(self) -> list[Any]:
        """The distinct values as Python objects, None for a null."""
        return [None] if self.dictionary is None else list(self.dictionary.to_pylist())


def encode(column: pa.Array | None, rows: int) -> Codes:
    """The column as codes; an absent column, or one of nulls only, is one null value."""
    if column is None or pa.types.is_null(column.type):
        return Codes(np.zeros(rows, np.int32), min(rows, 1))
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not pa.types.is_primitive(column.type) and not pa.types.is_decimal(column.type):
        column = column if pa.types.is_string(column.type) else column.cast(pa.string())
    encoded = column.dictionary_encode(null_encoding="encode")
    return Codes(encoded.indices.to_numpy(zero_copy_only=False), len(encoded.dictionary), encoded.dictionary)


def encode_all(columns: Sequence[pa.Array | None], rows: int) -> list[Codes]:
    """Several columns at once, on the cores there are."""
    if rows < 20_000 or pa.cpu_count() < 2:
        return [encode(column, rows) for column in columns]
    with ThreadPoolExecutor(min(pa.cpu_count(), 8)) as pool:
        return list(pool.map(lambda column: encode(column, rows), columns))


def dense(keys: Ints, size: int) -> tuple[Ints, npt.NDArray[Any]]:
    """The distinct keys (all in ``0..size-1``) in order, and for every row which of them it has."""
    if size <= max(_TABLE, 4 * len(keys)):
        seen = np.zeros(size, np.bool_)
        seen[keys] = True
        distinct = np.flatnonzero(seen)
        number = np.empty(size, np.int32)
        number[distinct] = np.arange(len(distinct), dtype=np.int32)
        return distinct, number[keys]
    encoded = pa.array(keys).dictionary_encode()
    found = encoded.dictionary.to_numpy()
    order = np.argsort(found)
    number = np.empty(len(found), np.int32)
    number[order] = np.arange(len(found), dtype=np.int32)
    return found[order], number[encoded.indices.to_numpy()]


def combine(columns: Sequence[Codes]) -> Codes:
    """One code for each distinct tuple of codes; its values are not kept (see :func:`representatives`)."""
    several = [column for column in columns if column.size > 1]
    if not several:
        return Codes(columns[0].codes, min(columns[0].size, 1))
    if len(several) == 1:
        return several[0]
    keys, size = several[0].codes.astype(np.int64), several[0].size
    for column in several[1:]:
        if size * column.size > 1 << 62:
            distinct, keys_ = dense(keys, size)
            keys, size = keys_.astype(np.int64), len(distinct)
        keys, size = keys * column.size + column.codes, size * column.size
    distinct, numbers = dense(keys, size)
    return Codes(numbers, len(distinct))


def representatives(column: Codes) -> Ints:
    """For every code, the first row that has it. Ends as soon as all were met."""
    rows = np.full(column.size, -1, np.int64)
    for start in range(0, len(column.codes), _STRETCH):
        codes = column.codes[start : start + _STRETCH]
        new = np.flatnonzero(rows[codes] < 0)
        rows[codes[new[::-1]]] = new[::-1] + start
        if column.size <= _STRETCH and (rows >= 0).all():
            break
    return rows
