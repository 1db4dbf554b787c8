"""Number formats show what a spreadsheet shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.numfmt import show


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("-3.5", "0.0;(0.0)", "(3.5)"),
        ("0", '0;-0;"—"', "—"),
        ("0.12", "0.##%", "12%"),
        ("0.1234", "0.##%", "12.34%"),
        ("1234", "#,##0_ ", "1,234"),
        ("0.05", "#.00", ".05"),
        ("5", "000", "005"),
        ("98.5", '[>=90]"优"0.0;"良"0.0', "优98.5"),
        ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
        ("12.5", '[红色]0.0"分"', "12.5分"),
        ("0.86", '0.00"亿"', "0.86亿"),
        ("860000", '0.00,,"百万"', "0.86百万"),
        ("44531.5", "yyyy-mm-dd hh:mm", "2021-12-01 12:00"),
        ("44531", "yyyy/m/d", "2021/12/1"),
        ("3", "@", "3"),
        ("1E+3", "General", "1000"),
        ("0", "General", "0"),
    ],
)
def test_shown(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code).text == shown


@pytest.mark.parametrize(("value", "code"), [("0.955", "0%"), ("12.34", "0.0"), ("1499", '0,"千"'), ("5", '"满分"')])
def test_what_is_lost_is_said(value: str, code: str) -> None:
    assert not show(Decimal(value), code).exact


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_percentage_with_enough_places_loses_nothing(value: Decimal) -> None:
    shown = show(value, "0.00%")
    assert shown.exact
    assert Decimal(shown.text.rstrip("%")) == value * 100


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12), st.text(max_size=12))
def test_no_format_raises(value: Decimal, code: str) -> None:
    show(value, code)
