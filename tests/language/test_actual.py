"""Actuals against their targets: taken, converted, asked about, refused; never guessed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.diagnostic import Severity, render
from jixiao.kernel.when import When
from jixiao.language.actual import (
    ActualReading,
    Asked,
    Attainment,
    Dated,
    MeasuredActual,
    MeasuredSeveral,
    Missing,
    Worded,
    read_actual,
)
from jixiao.language.ast import Quantity
from jixiao.language.attain import attainment_of
from jixiao.language.direction import Direction
from jixiao.language.parse import parse_target
from tests.examples import examples
from tests.language.cells import rows

REFUSED = {
    ("", "0/0"): "JX107",
    ("定性 好坏", "好坏"): "JX126",
    ("37个基层医疗机构", "100%"): "JX123",
    ("按时限完成", "100%"): "JX136",
    ("本着节约的原则,控制在预算中。", "100%"): "JX136",
}
"""The actuals of the real rows that cannot be used as they stand, and why."""


def read(target: str, actual: str | int | Decimal | None) -> ActualReading:
    return read_actual(actual, parse_target(target).meaning, target_text=target)


def codes(reading: ActualReading) -> list[str]:
    return [item.code for item in reading.diagnostics]


def test_every_actual_of_the_real_rows_is_read_or_refused_with_a_reason() -> None:
    refused = {}
    for target, actual in rows():
        reading = read(target, actual)
        assert not isinstance(reading.value, Missing)
        if isinstance(reading.value, Asked):
            refused[target, actual] = reading.value.diagnostic.code
            assert render(reading.value.diagnostic).help
    assert refused == REFUSED


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("≥95%", "96", "96"), ("≥95%", "96.5%", "193/2"), ("≥95%", "965‰", "193/2"), ("≤202.6万元", "132.9万元", "1329000"),
        ("15万元", "0.2亿元", "20000000"), ("1亩", "2000平方米", "3"), ("≥5公顷", "75亩", "5"), ("≤2天", "24小时", "1"),
        ("≥1年", "18个月", "3/2"), ("≥12月", "10月", "10"), ("≥530元/人*月", "583元/人·月", "583"), ("≤500元/100km", "6元/公里", "600"),
        ("≥2倍", "10倍", "10"), ("100%", "2089/2089", "100"), ("100%", "10/50", "20"), ("3%", "0", "0"), ("≥1", "0.5", "1/2"),
        ("同比增长≥5%", "增长6%", "6"), ("同比增长≥5%", "下降2%", "-2"), ("同比增长≥5%", "6%", "6"),
        ("37个基层医疗机构", "本年度已完成37个基层医疗机构基药补助制度实施。", "37"),
    ],
)  # fmt: skip
def test_a_number_is_taken_exactly_in_the_unit_of_the_target(target: str, actual: str, value: str) -> None:
    reading = read(target, actual)
    if target == "≤202.6万元":
        assert reading.value == MeasuredActual(Fraction(value))
        return
    assert reading.value == MeasuredActual(Fraction(value))
    assert not [item for item in reading.diagnostics if item.severity is not Severity.NOTE]


def test_numbers_of_a_file_are_exact() -> None:
    assert read("≥95%", 96).value == MeasuredActual(Fraction(96))
    assert read("≥95%", Decimal("95.08")).value == MeasuredActual(Fraction(2377, 25))
    assert isinstance(read("≥95%", Decimal("1E+1000000")).value, Asked)
    assert isinstance(read("≥95%", Decimal("NaN")).value, Asked)
    with pytest.raises(TypeError):
        read_actual(0.98, parse_target("≥95%").meaning)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "actual", "code", "severity"),
    [
        ("≥95%", "0.98", "JX122", "warning"), ("≥95%", "1", "JX122", "warning"), ("≥300人", "约300人", "JX125", "warning"),
        ("≥300人", "300万元", "JX123", "error"), ("≥300人", "300户", "JX133", "warning"), ("≤30天", "1个月", "JX123", "error"),
        ("≥95%", "90%-95%", "JX131", "warning"), ("≥95%", "≤95%", "JX131", "warning"), ("9月前", "100%", "JX130", "warning"),
        ("≥95%", "9月", "JX130", "warning"), ("≥95%", "增长5%", "JX132", "warning"), ("≥5个;≥3场", "5个", "JX128", "warning"),
        ("健全", "98%", "JX136", "warning"), ("100%", "0/0", "JX107", "error"), ("≥95%", "≥≥95%", "JX101", "error"),
        ("≥5次", "5次;6次", "JX128", "warning"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_asked_about_and_what_cannot_be_is_an_error(
    target: str, actual: str, code: str, severity: str
) -> None:
    reading = read(target, actual)
    assert isinstance(reading.value, Asked)
    assert reading.value.diagnostic.code == code
    assert reading.value.diagnostic.severity == severity
    assert reading.value.diagnostic in reading.diagnostics


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        ("≥266米", "≥266米", "JX120"),
        ("200万", "195.5万元", "JX124"),
        ("100%", "4/4", "JX121"),
    ],
)
def test_what_is_assumed_is_named(target: str, actual: str, code: str) -> None:
    reading = read(target, actual)
    assert isinstance(reading.value, MeasuredActual)
    assert codes(reading) == [code]


@pytest.mark.parametrize(
    ("target", "actual", "when"),
    [
        ("9月前", "7月", When(month=7)), ("2021年12月底前", "2021年11月15日", When(2021, 11, 15)),
        ("2021年12月31日", "2021年12月31日", When(2021, 12, 31)), ("2021年12月底前", "20211130", When(2021, 11, 30)),
        ("2020年9月—2021年6月", "2020年9月—2021年5月", When(2021, 5)), ("2021年", "2021年", When(2021)),
    ],
)  # fmt: skip
def test_a_date_keeps_its_precision(target: str, actual: str, when: When) -> None:
    assert read(target, actual).value == Dated(when)


def test_several_are_matched_in_their_order() -> None:
    reading = read("完成1部宣传片,2套方案", "完成1部宣传片,3套方案")
    assert reading.value == MeasuredSeveral((MeasuredActual(Fraction(1)), MeasuredActual(Fraction(3))))


@pytest.mark.parametrize("actual", [None, "", "  ", "/", "—"])
def test_nothing_given_is_missing_and_never_zero(actual: str | None) -> None:
    assert read("≥95%", actual).value == Missing()


@pytest.mark.parametrize(
    ("target", "actual", "attainment"),
    [
        ("健全", "健全", "full"), ("健全", "达成预期指标", "full"), ("=提高", "已完成", "full"), ("≥95%", "已完成", "full"),
        ("是", "基本达到", "basic"), ("健全", "部分达成", "partial"), (">=24500人", "未完成", "none"), ("健全", "比较健全", None),
        ("社会认可的办学环境.", "社会认可的办学环境", "full"), ("小于5次", "无上访", None),
    ],
)  # fmt: skip
def test_words_say_how_far_or_are_asked_about(target: str, actual: str, attainment: str | None) -> None:
    reading = read(target, actual)
    assert isinstance(reading.value, Worded)
    assert reading.value.attainment == (None if attainment is None else Attainment(attainment))
    numeric = target[0] in "≥>小"
    assert bool(reading.diagnostics) == (numeric or attainment is None)


@pytest.mark.parametrize(
    ("words", "attainment"),
    [
        ("完成", "full"), ("全部完成", "full"), ("已按时完成", "full"), ("达成年度指标", "full"), ("达到预期目标", "full"), ("基本完成", "basic"),
        ("基本达成目标", "basic"), ("部分完成", "partial"), ("部分达成年度指标并具有一定效果", "partial"), ("未达到", "none"), ("未达成年度指标且效果较差", "none"),
        ("没有完成", "none"), ("尚未完成", "none"), ("完成情况良好", None), ("良好", None), ("完善", None),
    ],
)  # fmt: skip
def test_how_far_words_alone_say_it(words: str, attainment: str | None) -> None:
    assert attainment_of(words) == (None if attainment is None else Attainment(attainment))


def test_a_word_of_the_targets_scale_is_not_asked_about() -> None:
    assert read("定性 优良中低差", "优").diagnostics == ()
    assert read("≥良", "优").diagnostics == ()


@examples(500)
@given(
    st.sampled_from([target for target, _ in rows()]), st.text(max_size=20) | st.sampled_from([a for _, a in rows()])
)
def test_no_actual_raises(target: str, actual: str) -> None:
    reading = read(target, actual)
    for item in reading.diagnostics:
        assert render(item, "en").message


@pytest.mark.parametrize(
    ("target", "actual", "counted"),
    [
        ("≤202.6万元", "132.9", 1_329_000),
        ("≥2万人次", "2.1", 21_000),
        ("2-3万元", "2.5", 25_000),
        ("≥1.5亿元", "1.4", 140_000_000),
        ("≥三万人", "3.5", 35_000),
    ],
)
def test_a_bare_number_counts_in_the_targets_ten_thousands(target: str, actual: str, counted: int) -> None:
    reading = read_actual(actual, parse_target(target).meaning, target_text=target)
    assert reading.value == MeasuredActual(Fraction(counted))
    assert [each.code for each in reading.diagnostics] == ["JX137"]


@pytest.mark.parametrize(
    ("target", "actual"), [("≥3万条", "3.2万"), ("≥3千人", "2800"), ("86万元", "0"), ("≥200", "210")]
)
def test_a_number_that_says_its_own_size_is_left_as_it_is(target: str, actual: str) -> None:
    reading = read_actual(actual, parse_target(target).meaning, target_text=target)
    wanted = parse_target(actual).meaning
    assert isinstance(wanted, Quantity)
    assert reading.value == MeasuredActual(wanted.value)
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("target", "actual", "attainment"),
    [
        ("是/否 否", "否", "full"), ("是/否 否", "是", "none"), ("是/否 是", "否", "none"), ("否", "否", "full"), ("否", "是", "none"), ("是", "否", "none"),
        ("高中低 低", "低", "full"), ("高中低 高", "高", "full"), ("否", "未发生", "full"), ("否", "无", "full"), ("好坏 好", "坏", "none"), ("无", "有", None),
    ],
)  # fmt: skip
def test_the_targets_own_words_go_first(target: str, actual: str, attainment: str | None) -> None:
    value = read(target, actual).value
    if attainment is None:
        assert not isinstance(value, Worded) or value.attainment is None
    else:
        assert value == Worded(actual, Attainment(attainment), own_words=True)


@pytest.mark.parametrize(
    ("target", "actual"),
    [("高中低 低", "高"), ("高中低 低", "中"), ("大中小 小", "大"), ("定性 优良中低差", "优良中低差")],
)
def test_a_scale_that_is_no_order_of_merit_is_asked_about(target: str, actual: str) -> None:
    value = read(target, actual).value
    assert isinstance(value, Asked)
    assert value.diagnostic.code == "JX126"


def test_a_scale_of_merit_is_left_to_the_ruleset() -> None:
    assert read("优良中低差 良", "优").value == Worded("优")
    assert read("优良中低差 良", "良").value == Worded("良", Attainment.FULL, own_words=True)


@pytest.mark.parametrize(
    ("target", "actual", "direction", "value"),
    [
        ("≥200人", "200余人", None, "200"), ("200", "200余人", "positive", "200"), ("500", "600多人", "positive", "600"),
        ("≥8000亿元", "8000多亿元", None, "800000000000"), ("≥250人", "200余人", None, None), ("200人", "200余人", None, None),
        ("≤5起", "3余起", None, None), ("5起", "3余起", "negative", None), ("80-100人", "90余人", None, None), ("≥5%", "多媒体", None, "words"),
    ],
)  # fmt: skip
def test_n_and_more_is_at_least_n(target: str, actual: str, direction: str | None, value: str | None) -> None:
    way = None if direction is None else Direction(direction)
    found = read_actual(actual, parse_target(target).meaning, target_text=target, direction=way)
    if value == "words":
        assert isinstance(found.value, Worded)
    elif value is None:
        assert isinstance(found.value, Asked)
        assert found.value.diagnostic.code == "JX125"
    else:
        assert found.value == MeasuredActual(Fraction(value))
        assert codes(found)[-1] == "JX147"


def test_an_echoed_operator_is_no_number_where_less_is_better() -> None:
    target = parse_target("100").meaning
    assert read_actual("≥120", target, direction=Direction.POSITIVE).value == MeasuredActual(Fraction(120))
    assert isinstance(read_actual("≥120", target, direction=Direction.NEGATIVE).value, Asked)


def test_one_number_is_held_against_both_bounds_of_one_thing() -> None:
    both = MeasuredActual(Fraction(92))
    assert read("[90%,95%)", "92%").value == MeasuredSeveral((both, both))
    assert isinstance(read("≥5个;≥3场", "5个").value, Asked)
    assert isinstance(read("≥5场;≥3场", "5场").value, Asked)


def test_targets_that_are_equal_but_written_otherwise_are_read_against_each_as_it_is_written() -> None:
    scaled, plain = parse_target("≤200万元").meaning, parse_target("≤2000000元").meaning
    assert scaled == plain
    for _ in range(2):  # whichever came first in this process
        assert read_actual("180", scaled).value == MeasuredActual(Fraction(1_800_000))
        assert read_actual("180", plain).value == MeasuredActual(Fraction(180))
