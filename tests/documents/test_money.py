"""Sums of money in forms: each unit is worth what the language of cells says that it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.documents.layout.money import amount_of, is_bare_number, unit_in, with_unit
from jixiao.language.ast import Quantity
from jixiao.language.parse import parse_target

WORTH = {
    "元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8, "千": 10**3, "万": 10**4, "亿": 10**8,
}  # fmt: skip


@pytest.mark.parametrize("unit", WORTH)
def test_a_unit_of_money_is_worth_what_it_says_and_what_the_language_reads(unit: str) -> None:
    assert amount_of(f"1,203.5{unit}") == Fraction("1203.5") * WORTH[unit]
    meaning = parse_target(f"3{unit}").meaning
    assert isinstance(meaning, Quantity)
    assert meaning.value == amount_of(f"3{unit}")


@pytest.mark.parametrize("unit", [unit for unit in WORTH if unit.endswith("元")])
@pytest.mark.parametrize("head", ["项目资金（{}）", "单位：{}", "金额 ( {} )"])
def test_the_unit_of_a_head_is_found_whole(unit: str, head: str) -> None:
    assert unit_in(head.format(unit)) == unit
    assert amount_of(with_unit("¥ 1 203.5", unit)) == Fraction("1203.5") * WORTH[unit]


@pytest.mark.parametrize("text", ["860000", "1,200.5", "-3"])
def test_a_number_without_a_unit_is_no_sum(text: str) -> None:
    assert is_bare_number(text)
    assert amount_of(text) is None


@pytest.mark.parametrize("text", ["", "万元", "三万元", "3万人", "3-5万元", "约3万元"])
def test_what_is_no_sum_is_none(text: str) -> None:
    assert amount_of(text) is None
    assert not is_bare_number(text)
