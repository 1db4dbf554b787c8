"""Values that other programs give: kept so that nobody changes them, and given back as they came."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.given import Frozen, as_given, frozen_data

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab甲", max_size=3), inner, max_size=4),
)  # fmt: skip


@given(JSON)
def test_what_json_holds_comes_back_as_it_was_given(value: Any) -> None:
    kept = frozen_data(value)
    assert json.loads(json.dumps(as_given(kept))) == json.loads(json.dumps(value))
    assert hash(kept) == hash(pickle.loads(pickle.dumps(kept)))
    assert copy.deepcopy(kept) == kept


def test_what_a_float_does_not_hold_comes_back_as_text() -> None:
    long = Decimal("0.1000000000000000000000001")
    given_along = frozen_data({"long": long, "day": datetime.date(2021, 6, 30), "short": Decimal("1.50")})
    assert as_given(given_along) == {"long": str(long), "day": "2021-06-30", "short": 1.5}


@pytest.mark.parametrize(
    "value", [float("nan"), Decimal("Infinity"), "\ud800", {"\udfff": 1}, {1: 2}, object(), {1, 2}, b"x"]
)
def test_what_no_file_can_hold_is_refused(value: object) -> None:
    with pytest.raises(Fault):
        frozen_data(value)


def test_levels_without_end_are_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(jixiao.JixiaoError, match="JX405"):
        frozen_data(value)
    with pytest.raises(jixiao.JixiaoError, match="JX405"):
        frozen_data(10**5000)


def test_a_table_of_a_value_cannot_be_changed() -> None:
    given_along = {"rows": [1]}
    indicator = jixiao.Indicator("甲", extra=given_along)
    given_along["rows"].append(2)
    assert indicator.extra == {"rows": (1,)}
    for change in ("clear", "popitem"):
        with pytest.raises(TypeError, match="cannot be changed"):
            getattr(indicator.extra, change)()
    with pytest.raises(TypeError, match="cannot be changed"):
        indicator.extra["rows"] = ()  # type: ignore[index]
    with pytest.raises(TypeError, match="cannot be changed"):
        Frozen({"a": 1}).update(b=2)
