"""One number in the terms of another: units both ways, scales, percent; against the sentence, and by laws."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.kernel.number import plain
from jixiao.kernel.quantity import convert
from jixiao.language.actual import ActualReading, Asked, MeasuredActual, read_actual
from jixiao.language.ast import Change, Quantity, Range
from jixiao.language.measure import Doubtful, Figure, Taken, figure_of, in_terms_of
from jixiao.language.parse import parse_target
from tests.oracle.measure import ratio_of
from tests.strategies import laws

UNITS = [
    ("元", "角"), ("公里", "米"), ("平方米", "亩"), ("公顷", "亩"), ("吨", "公斤"), ("小时", "分钟"), ("年", "月"), ("%", "‰"), ("倍", "%"),
    ("元/人·月", "元/人·年"), ("元/100公里", "元/公里"),
]  # fmt: skip
WORDS = ["人", "户", "本", "家", "套", "次", "万元", "亿元", "平方米", "%"]

amounts = st.builds(Fraction, st.integers(1, 10**6), st.sampled_from([1, 10, 100]))
values = st.builds(Fraction, st.integers(-(10**9), 10**9), st.sampled_from([1, 10, 100]))
signs = st.sampled_from(["", "万", "亿"])


def read(target: str, actual: str) -> ActualReading:
    return read_actual(actual, parse_target(target).meaning, target_text=target)


def codes(reading: ActualReading) -> list[str]:
    return [item.code for item in reading.diagnostics]


def figure(target: str) -> Figure:
    meaning = parse_target(target).meaning
    assert isinstance(meaning, Quantity | Change | Range)
    return figure_of(meaning)


# ------------------------------------------------------------------------------------------------ the sentence


@laws
@given(target=amounts, actual=amounts, target_sign=signs, actual_sign=signs)
def test_a_scale_that_one_prints_holds_where_one_reading_is_near(
    target: Fraction, actual: Fraction, target_sign: str, actual_sign: str
) -> None:
    wanted = ratio_of(target, target_sign, actual, actual_sign)
    value = read(f"≥{plain(target)}{target_sign}", f"{plain(actual)}{actual_sign}").value
    if wanted is None:
        assert isinstance(value, Asked)
    else:
        assert isinstance(value, MeasuredActual)
        meaning = parse_target(f"≥{plain(target)}{target_sign}").meaning
        assert isinstance(meaning, Quantity)
        assert value.value / meaning.value == wanted


@pytest.mark.parametrize(
    ("target", "actual", "value", "code"),
    [
        ("≥100", "98万元", "98", "JX145"), ("≥0.9", "85%", "17/20", "JX145"), ("≤0.1", "2%", "1/50", "JX145"), ("100万", "99", "990000", "JX137"),
        ("≥95", "93%", "93", "JX145"), ("=0", "12%", "3/25", "JX145"), ("86万元", "852000", "852000", "JX144"), ("≥3万条", "32000", "32000", "JX144"),
        ("10000", "1.2万", "12000", "JX144"), ("≤202.6万元", "132.9", "1329000", "JX137"), ("0～5%", "6%", "6", ""), ("≥3万条", "0", "0", ""),
        ("≥100万元", "990000元", "990000", ""), ("≥100万元", "99元", "99", "JX148"), ("≥100元", "98万元", "980000", "JX148"),
        ("较上年下降≥10%", "-12%", "12", "JX146"), ("100%", "85.2/86万元", "4260/43", "JX121"), ("100%", "100/100", "100", "JX121"),
        ("100", "31/31", "100", "JX121 JX145"), ("≤0万元", "5", "50000", "JX137"), ("≤12/10万", "11.5/10万", "23/2", ""), ("≤0", "5万", "50000", ""), ("≤0", "5万元", "50000", "JX124"), ("较上年下降≥10%", "12%", "12", ""), ("较上年增长≥10%", "-12%", "-12", ""),
    ],
)  # fmt: skip
def test_the_seams_of_target_and_actual(target: str, actual: str, value: str, code: str) -> None:
    reading = read(target, actual)
    assert reading.value == MeasuredActual(Fraction(value))
    assert codes(reading) == code.split()


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        ("≥3万条", "500", "JX138"), ("≥95%", "0.96", "JX122"), ("≥95%", "1", "JX122"), ("≥5‰", "0.004", "JX122"), ("≥3", "100%", "JX138"),
        ("≥150", "100%", "JX138"), ("每季度不少于2次", "9次", "JX134"), ("≤50元/人", "45元", "JX134"), ("≥5", "80%", "JX138"), ("8本", "4家", "JX133"), ("≥5个", "6家", "JX133"), ("≥300人", "300户", "JX133"),
        ("100%", "1000件", "JX123"), ("≥300人", "300万元", "JX123"), ("95%", "98万", "JX138"), ("12", "12/31", "JX138"), ("≥12个", "12/31", "JX123"), ("200万", "195元", "JX138"),
    ],
)  # fmt: skip
def test_what_stays_doubtful_is_asked_about(target: str, actual: str, code: str) -> None:
    reading = read(target, actual)
    assert isinstance(reading.value, Asked)
    assert reading.value.diagnostic.code == code


# ------------------------------------------------------------------------------------------------ laws


@laws
@given(value=values, pair=st.sampled_from(UNITS), wanted=amounts)
def test_units_convert_there_and_back(value: Fraction, pair: tuple[str, str], wanted: Fraction) -> None:
    one, two = pair
    there = in_terms_of(value, one, 1, Figure(wanted, wanted, two))
    assert isinstance(there, Taken)
    assert there.value == convert(value, one, two)
    back = in_terms_of(there.value, two, 1, Figure(wanted, wanted, one))
    assert back == Taken(value)


@laws
@given(value=amounts, target=amounts, sign=st.sampled_from(["≥", "≤", "=", ""]), word=st.sampled_from(WORDS))
def test_a_number_in_the_targets_own_words_is_itself(value: Fraction, target: Fraction, sign: str, word: str) -> None:
    reading = read(f"{sign}{plain(target)}{word}", f"{plain(value)}{word}")
    wanted = parse_target(f"{plain(value)}{word}").meaning
    assert isinstance(wanted, Quantity)
    assert reading == ActualReading(MeasuredActual(wanted.value))


@laws
@given(value=amounts, target=amounts, unit=st.sampled_from(["人", "元", "平方米", "册"]))
def test_a_unit_in_full_means_what_it_says(value: Fraction, target: Fraction, unit: str) -> None:
    """万人 and 人 are two spellings of one measure: which of them target and actual use changes nothing."""
    plainly, scaled = f"{plain(value * 10_000)}{unit}", f"{plain(value)}万{unit}"
    readings = [
        read(f"≥{wanted}", actual).value
        for wanted in (f"{plain(target)}万{unit}", f"{plain(target * 10_000)}{unit}")
        for actual in (plainly, scaled)
    ]
    assert readings == [MeasuredActual(value * 10_000)] * 4


@laws
@given(value=values, target=amounts, scale=st.sampled_from([1, 10_000, 10**8]), unit=st.sampled_from(["", "人", "%"]))
def test_what_is_taken_is_one_of_the_readings_that_were_written(
    value: Fraction, target: Fraction, scale: int, unit: str
) -> None:
    for wanted in (
        Figure(target, target),
        Figure(target, target, "人"),
        Figure(target * 10_000, target * 10_000, "元", 10_000),
    ):
        found = in_terms_of(value * scale, unit, scale, wanted)
        if isinstance(found, Taken):
            share = [value * scale / 100] if unit == "%" else []
            assert found.value in (value * scale, value, value * scale * wanted.scale, *share)
            assert found.code or found.value == value * scale
        else:
            assert found.code in ("JX122", "JX123", "JX133", "JX134", "JX138")


@laws
@given(low=values, high=values, value=values)
def test_near_is_the_same_for_a_number_and_for_the_range_of_it_alone(
    low: Fraction, high: Fraction, value: Fraction
) -> None:
    assume(low <= high)
    one = Figure(high, high)
    assert one.is_near(value) == (high != 0 and abs(high) / 5 <= abs(value) <= abs(high) * 5)
    assert not Figure(low, high).is_near(5 * max(abs(low), abs(high)) + 1)


def test_counting_words_are_told_from_measures() -> None:
    assert in_terms_of(Fraction(1), "家", 1, figure("4本")) == Doubtful("JX133", (("unit", "家"), ("wanted", "本")))
    assert in_terms_of(Fraction(1), "家", 1, figure("4米")) == Doubtful("JX123", (("unit", "家"), ("wanted", "米")))
    assert in_terms_of(Fraction(25), "元/株", 1, figure("≤28.40/株")) == Taken(Fraction(25))
    assert in_terms_of(Fraction(3), "位", 1, figure("4名")) == Taken(Fraction(3))


@given(values, values, values)
def test_near_is_from_a_fifth_of_the_smaller_end_to_five_times_the_larger(
    one: Fraction, two: Fraction, value: Fraction
) -> None:
    low, high = sorted((one, two))
    small, large = sorted((abs(low), abs(high)))
    if low < 0 < high:
        small = Fraction(0)  # a range over zero is near everything that is small enough
    elif small == 0:
        small = large  # an end at zero tells no size
    found = Figure(low, high).is_near(value)
    assert found == (large != 0 and small <= abs(value) * 5 and abs(value) <= large * 5)
    assert Figure(low, high).size == large


@pytest.mark.parametrize(
    ("low", "high", "near", "far"),
    [
        (100, 100, ["20", "500", "-100"], ["19.9", "501", "0"]),
        (0, 5, ["1", "25"], ["0.9", "26", "0"]),
        (-5, 0, ["1", "25"], ["0.9", "26", "0"]),
        (-5, 5, ["0", "25"], ["26"]),
        (10, 20, ["2", "100"], ["1.9", "101"]),
        (-20, -10, ["2", "100"], ["1.9", "101"]),
        (0, 0, [], ["0", "1"]),
    ],
)
def test_the_ends_of_near(low: int, high: int, near: list[str], far: list[str]) -> None:
    wanted = Figure(Fraction(low), Fraction(high))
    assert [text for text in [*near, *far] if wanted.is_near(Fraction(text))] == near


@pytest.mark.parametrize(
    ("target", "actual", "code", "sign"),
    [
        ("≥100万元", "99元", "JX148", "万"),
        ("≥100亿元", "99元", "JX148", "亿"),
        ("≥100元", "98万元", "JX148", "万"),
        ("100", "98万元", "JX145", "万"),
        ("86万元", "852000", "JX144", "万"),
    ],
)
def test_the_scale_that_is_in_doubt_is_named(target: str, actual: str, code: str, sign: str) -> None:
    (said,) = read(target, actual).diagnostics
    assert (said.code, dict(said.args)["sign"]) == (code, sign)


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [("=1000人", "1000/1000", "1000"), ("≥1000人", "900/1000人", "900"), ("1000", "980/1000", "980"), ("≥90%", "900/1000", "90")],
)  # fmt: skip
def test_an_actual_over_its_own_target_is_what_came_of_it(target: str, actual: str, value: str) -> None:
    reading = read_actual(actual, parse_target(target).meaning)
    assert reading.value == MeasuredActual(Fraction(value))
    assert [each.code for each in reading.diagnostics] == ["JX121" if target.endswith("%") else "JX139"]
