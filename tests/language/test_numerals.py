"""Whole numerals: what is written out is read back, and what is no number is none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.language.numerals import chinese, numeral_at
from jixiao.language.vocabulary import vocabulary

WORDS = vocabulary()
_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_BIG = ((10**16, "京"), (10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, ""))


def _spelt(number: int) -> str:
    """A number below 10000 as it is written out."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        elif text and number:
            gap = True
    return text


def _written(number: int) -> str:
    """Any number below 10^20 in Chinese characters, in groups of four."""
    text = ""
    for size, name in _BIG:
        group, number = divmod(number, size)
        if group:
            text += ("零" if text and group < 1000 else "") + _spelt(group) + name
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(1, 10**20 - 1))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert chinese(_written(number), WORDS) == number
    assert chinese(_written(number).translate(_FORMAL), WORDS) == number


@given(st.integers(0, 9999), st.text("零一二三四五六七八九", min_size=1, max_size=9))
def test_decimals_written_out_are_read_back(whole: int, decimals: str) -> None:
    spelt = (_spelt(whole) or "零") + "点" + decimals
    digits = "".join(str(_DIGITS.index(char)) for char in decimals)
    assert chinese(spelt, WORDS) == whole + Fraction(int(digits), 10 ** len(digits))


@given(st.integers(1, 9), st.integers(2, 4), st.integers(1, 9))
def test_the_last_digit_counts_in_the_next_place(digit: int, power: int, last: int) -> None:
    spelt = _DIGITS[digit] + {2: "百", 3: "千", 4: "万"}[power] + _DIGITS[last]
    assert chinese(spelt, WORDS) == digit * 10**power + last * 10 ** (power - 1)


@given(st.integers(1, 10**6), st.sampled_from("十百千万亿"))
def test_places_behind_digits_multiply(number: int, place: str) -> None:
    power = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[place]
    assert chinese(f"{number}{place}", WORDS) == number * 10**power
    assert chinese(f"{number}.5{place}", WORDS) == (number + Fraction(1, 2)) * 10**power


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之九十五点五", "191/2", "%"), ("千分之三", "3", "‰"), ("三分之二", "2/3", ""), ("二分之三", "3/2", ""), ("16分之5", "5/16", ""),
        ("百分百", "100", "%"), ("八成五", "85", "%"), ("三成半", "35", "%"), ("9.9折", "99", "%"), ("12块五毛", "25/2", "元"), ("三块零四", "76/25", "元"),
        ("3元5角", "7/2", "元"), ("壹佰捌拾壹圆柒角", "1817/10", "元"), ("九毛九", "99/100", "元"), ("壹佰万元整", "1000000", "元"), ("1,234.5", "2469/2", ""),
        ("12 000", "12000", ""), (".5", "1/2", ""), ("-5", "-5", ""), ("负十一", "-11", ""), ("3万5千", "35000", ""), ("5亿1万4千6百", "500014600", ""),
        ("千三", "1300", ""), ("万五", "15000", ""), ("廿二", "22", ""), ("0万", "0", ""), ("0.00亿", "0", ""), ("一七二零点一", "17201/10", ""), ("3又1000分之23", "3023/1000", ""),
    ],
)  # fmt: skip
def test_a_numeral_is_read_whole(text: str, value: str, unit: str) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.value, found.unit) == (len(text), Fraction(value), unit)


@pytest.mark.parametrize(
    "text",
    ["三五", "一二三", "十百", "二十五六", "一千多", "100余", "20几", "几十", "数百", "1,2,3", "10..1", "3万50000", "8千3万", "百十一", "10.1万零100", "百分之三五"],
)  # fmt: skip
def test_numerals_that_are_no_number_have_no_value(text: str) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.value) == (len(text), None)


@pytest.mark.parametrize("text", ["百姓", "千", "万元", "半数"])
def test_a_place_word_alone_is_no_numeral(text: str) -> None:
    assert numeral_at(text, 0, WORDS) is None


@given(st.text("0123456789.,零一二三十百千万亿点半成分之元角块余多负 ", min_size=1, max_size=20))
def test_no_numeral_ends_inside_another(text: str) -> None:
    found = numeral_at(text, 0, WORDS) if text[0] not in "., " else None
    if found is not None and found.value is not None and not found.unit and found.end < len(text):
        assert not text[found.end].isdigit()


def test_too_many_digits_are_too_long() -> None:
    found = numeral_at("9" * 31, 0, WORDS)
    assert found is not None
    assert (found.value, found.problem) == (None, "too-long")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百50", 150), ("五万三千亿", 53_000 * 10**8), ("百分之百", 100), ("千分之百", 100), ("百分之千", 1000), ("半百", 50), ("半万", 5000),
        ("二十万三千", 203_000), ("四万万", 4 * 10**8), ("三千五百万", 35 * 10**6), ("1万2千", 12_000), ("廿二万", 220_000),
    ],
)  # fmt: skip
def test_places_add_up_inside_a_section_and_multiply_what_stands_before(text: str, value: int) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.value) == (len(text), Fraction(value))


@pytest.mark.parametrize("text", ["十5", "百5", "3万5", "二百三50", "几十万", "数百万", "几千亿", "10.5零3万"])
def test_what_ends_in_a_loose_figure_or_begins_vaguely_has_no_value(text: str) -> None:
    found = numeral_at(text + "元", 0, WORDS)
    assert found is not None
    assert (found.end, found.value) == (len(text), None)


@pytest.mark.parametrize(
    ("text", "scale", "power"),
    [
        ("1.5万", 10_000, 10_000), ("2千万", 10_000, 10**7), ("三亿", 10**8, 10**8), ("3万5千", 1, 1000), ("一万二", 1, 1), ("廿", 1, 1), ("3十", 1, 1),
        ("五百", 1, 100), ("一点五万", 10_000, 10_000), ("12", 1, 1), ("二十三", 1, 1),
    ],
)  # fmt: skip
def test_the_places_that_a_numeral_closes_with_are_those_that_a_range_shares(text: str, scale: int, power: int) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.scale, found.power) == (len(text), scale, power)


@pytest.mark.parametrize(
    ("text", "end", "value", "unit"),
    [
        ("5元整", 3, 5, "元"),
        ("5元整改", 1, 5, ""),
        ("5元", 1, 5, ""),
        ("5元5角整", 5, Fraction("5.5"), "元"),
        ("3元5", 1, 3, ""),
        ("三元五", 3, Fraction("3.5"), "元"),
        ("三元零五", 4, Fraction("3.05"), "元"),
    ],
)
def test_coins_are_one_sum_or_a_number_and_its_unit(text: str, end: int, value: Fraction, unit: str) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.value, found.unit) == (end, value, unit)


@pytest.mark.parametrize("before", ["约", "投入", "约半"])
@pytest.mark.parametrize(("text", "value"), [("半百", 50), ("几十万", None), ("三十", 30), ("5元整", 5)])
def test_a_numeral_reads_the_same_wherever_it_stands(before: str, text: str, value: int | None) -> None:
    found = numeral_at(f"{before}{text}人", len(before), WORDS)
    assert found is not None
    assert found.end == len(before) + len(text)
    assert found.value == value


def test_thirty_digits_are_a_number_and_one_more_is_too_long() -> None:
    for behind in ("", "点5", "万", "元"):
        for digits, problem in (("1" * 30, None), ("1" * 31, "too-long")):
            found = numeral_at(digits + behind, 0, WORDS)
            assert found is not None
            assert found.problem == (problem if behind != "万" else "too-long")


def test_decimals_in_words_are_as_long_as_figures_may_be() -> None:
    for count, problem in ((30, None), (31, "too-long"), (40, "too-long")):
        found = numeral_at("三点" + "一" * count, 0, WORDS)
        assert found is not None
        assert found.problem == problem
        assert (found.value is None) is (problem is not None)


@pytest.mark.parametrize("text", ["3X4", "3x4", "3:4", "3/4", "3-4", "负3X4", "负3x4"])
def test_only_points_commas_and_spaces_go_on_inside_a_number(text: str) -> None:
    found = numeral_at(text, 0, WORDS)
    assert found is not None
    assert (found.end, found.value) == ((2, -3) if text[0] == "负" else (1, 3))
