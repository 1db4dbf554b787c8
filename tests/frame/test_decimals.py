"""Decimals that are laid out by hand are those that Arrow's own casts give."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from jixiao.frame.decimals import decimals, whole_numbers

KIND = pa.decimal128(18, 2)
cents = st.none() | st.integers(-(10**17), 10**17)


@given(st.lists(cents))
def test_whole_numbers_of_the_last_place_are_the_decimals_that_arrow_makes(values: list[int | None]) -> None:
    known = np.array([value is not None for value in values], np.bool_)
    found = decimals(np.array([value or 0 for value in values], np.int64), KIND, known)
    found.validate(full=True)
    wanted = pa.array([None if value is None else Decimal(value).scaleb(-2) for value in values], KIND)
    assert found.equals(wanted)


@given(st.lists(st.integers(-(10**17), 10**17)), st.data())
def test_and_back_from_any_slice(values: list[int], data: st.DataObject) -> None:
    column = pa.array([Decimal(value).scaleb(-2) for value in values], KIND)
    start = data.draw(st.integers(0, len(values)))
    assert whole_numbers(column[start:]).tolist() == values[start:]
