"""Units: exact factors within a dimension, and nothing across."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.lexicon import lexicon
from jixiao.kernel.quantity import convert, counts, dimension, is_known, is_measure, suggest


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1", "万元", "元", "10000"), ("1", "亿元", "万元", "10000"), ("15", "亩", "平方米", "10000"), ("1", "公顷", "亩", "15"), ("1", "km²", "公顷", "100"),
        ("1", "平方公里", "亩", "1500"), ("1", "天", "小时", "24"), ("2", "周", "天", "14"), ("90", "分钟", "小时", "3/2"), ("1", "年", "月", "12"), ("6", "月", "季度", "2"),
        ("1", "半年", "月", "6"), ("1", "吨", "kg", "1000"), ("1", "斤", "克", "500"), ("1", "公里", "m", "1000"), ("1", "千瓦时", "度电", "1"),
        ("50", "%", "‰", "500"), ("2", "倍", "%", "200"), ("150", "元/亩", "万元/公顷", "9/40"), ("5", "元/km", "元/100km", "500"), ("3", "名", "人", "3"),
        ("1", "万人次", "人次", "10000"), ("4", "次/年", "次/季度", "1"), ("500", "元/人·月", "元/人·年", "6000"), ("7", "户", "户", "7"), ("3", "元/人/月", "元/人·月", "3"),
    ],
)  # fmt: skip
def test_units_of_one_dimension_convert_exactly(value: str, source: str, target: str, result: str) -> None:
    assert convert(Fraction(value), source, target) == Fraction(result)
    assert convert(Fraction(result), target, source) == Fraction(value)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("月", "天"),
        ("年", "天"),
        ("工作日", "天"),
        ("人", "户"),
        ("人", "人次"),
        ("%", "百分点"),
        ("米", "平方米"),
        ("元", ""),
        ("元/亩", "元"),
    ],
)
def test_what_has_no_exact_factor_does_not_convert(source: str, target: str) -> None:
    assert convert(Fraction(1), source, target) is None


_units = st.sampled_from([*lexicon()["units"], "元/亩", "元/人·月", "万元/公顷", "次/季度", "", "没见过"])


@given(_units, _units, st.fractions())
def test_there_and_back_is_the_same(one: str, two: str, value: Fraction) -> None:
    there = convert(value, one, two)
    assert (there is not None) == (one == two or dimension(one) == dimension(two))
    if there is not None:
        assert convert(there, two, one) == value


def test_a_measure_is_told_from_a_count() -> None:
    assert is_measure("平方米")
    assert is_measure("元/亩")
    assert is_measure("kV")
    assert not is_measure("个")
    assert counts("人次")
    assert not counts("岁")
    assert is_known("公顷")
    assert not is_known("没见过")
    assert not is_measure("")


def test_a_slip_in_a_unit_is_one_edit_from_a_known_one() -> None:
    assert suggest("平方来") == "平方米"
    assert suggest("工作曰") == "工作日"
    assert suggest("公里") is None
    assert suggest("个") is None
    assert suggest("座谈会场") is None
    assert suggest("公") is None
    assert suggest("") is None


def _edits(one: str, two: str) -> int:
    """How many single characters have to be changed, put in or taken out."""
    row = list(range(len(two) + 1))
    for x, sign in enumerate(one, 1):
        above, row = row, [x]
        for y, other in enumerate(two, 1):
            row.append(min(above[y] + 1, row[-1] + 1, above[y - 1] + (sign != other)))
    return row[-1]


@given(st.sampled_from([unit for unit in lexicon()["units"] if len(unit) > 2]), st.integers(0, 9), st.integers(0, 2))
def test_any_slip_in_a_long_unit_leads_back_to_a_known_one(unit: str, at: int, kind: int) -> None:
    at %= len(unit)
    slipped = unit[:at] + ("", "〇", unit[at] + "〇")[kind] + unit[at + 1 :]
    meant = suggest(slipped)
    if is_known(slipped):
        assert meant is None
    else:
        assert meant is not None
        assert is_known(meant)
        assert _edits(slipped, meant) == 1


@pytest.mark.parametrize(
    ("size", "places"), [(10, "十"), (100, "百"), (1000, "千"), (10**4, "万"), (10**8, "亿"), (10**6, "百万")]
)
def test_a_unit_may_have_a_size_before_it(size: int, places: str) -> None:
    assert convert(Fraction(1), f"{places}户", "户") == size
    assert convert(Fraction(3), f"1.5{places}人", "人") == Fraction(9, 2) * size
