"""Columns of decimals and the whole numbers that they are of their last place.

A decimal128 is two 64-bit words, the lower one first. Laid out here by hand: multiplying and casting in Arrow gives the
same and takes four times as long, which for the three columns of a million scores is more than scoring them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.codes import Ints

__all__ = ["decimals", "whole_numbers"]


def decimals(values: Ints, kind: pa.DataType, known: npt.NDArray[np.bool_]) -> pa.Array:
    """``values`` of the last place of ``kind`` (such as cents) as decimals; null where not ``known``."""
    lower = np.where(known, values, 0)
    words = np.empty((len(values), 2), np.int64)
    words[:, 0], words[:, 1] = lower, lower >> 63
    validity = None if known.all() else pa.array(known).buffers()[1]
    return pa.Array.from_buffers(kind, len(values), [validity, pa.py_buffer(words)])


def whole_numbers(column: pa.Array) -> Ints:
    """The decimals in their last place, which must fit 64 bits; anything where a value is null."""
    words = np.frombuffer(column.buffers()[1], np.int64)
    return words[2 * column.offset : 2 * (column.offset + len(column)) : 2].copy()
