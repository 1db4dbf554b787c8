"""Cells in, meanings out: the tables, the mistakes, any text at all, and cells drawn from the grammar."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.diagnostic import render
from jixiao.language.ast import Blank, Level, Operator, Parsed, Quantity, Scale, Several, Unread
from jixiao.language.fold import LIMIT
from jixiao.language.normal import normal, read_normal
from jixiao.language.parse import parse_actual, parse_target
from jixiao.language.tree import parse_tree
from tests.examples import examples
from tests.language.cells import malformed, respelt, table

CORPUS = table("targets.tsv")
CELLS = [*CORPUS, *table("cells.tsv"), *table("phrases.tsv")]


def accepted(found: str, meanings: tuple[str, ...]) -> bool:
    return any(found == meaning or (meaning == "error" and found.startswith("error ")) for meaning in meanings)


@pytest.mark.parametrize("name", ["targets.tsv", "cells.tsv", "phrases.tsv"])
def test_every_cell_of_the_table_gets_a_meaning_that_it_may_have(name: str) -> None:
    wrong = {
        cell: (found, meanings)
        for cell, meanings in table(name)
        if not accepted(found := normal(parse_target(cell).meaning), meanings)
    }
    assert wrong == {}


@pytest.mark.parametrize("sample", malformed(), ids=lambda sample: sample["cell"][:20])
def test_a_malformed_cell_gets_its_named_mistake_and_its_mended_one_none(sample: dict[str, Any]) -> None:
    read = parse_actual if sample.get("actual") else parse_target
    parsed = read(sample["cell"])
    assert normal(parsed.meaning) == f"error {sample['error']}"
    (diagnostic,) = parsed.diagnostics
    assert diagnostic.code == sample["code"]
    assert diagnostic.place.text == sample["cell"]
    for lang in ("zh", "en"):
        said = render(diagnostic, lang)
        assert said.message
        assert said.help
        assert "{" not in said.message + said.help
    assert not isinstance(read(sample["meant"]).meaning, Unread | Level)


def test_every_error_of_the_language_has_a_sample() -> None:
    errors = {code for code, severity in SEVERITIES.items() if "JX101" <= code <= "JX108" and severity == "error"}
    assert {sample["code"] for sample in malformed()} == errors


@examples(500)
@given(st.sampled_from(CORPUS).flatmap(lambda pair: st.tuples(st.just(pair[0]), _respelt(pair[0]))))
def test_a_cell_of_the_corpus_keeps_its_meaning_however_it_is_typed(pair: tuple[str, str]) -> None:
    cell, typed = pair
    assert parse_target(typed).meaning == parse_target(cell).meaning


def _respelt(cell: str) -> st.SearchStrategy[str]:
    return respelt(cell, level=isinstance(parse_target(cell).meaning, Level | Scale | Blank))


@examples(1000)
@given(
    st.text(max_size=40)
    | st.text("≥≤<>=0123456789.%万元次年月日前底以上内、,;；①②()[]一二两三半每较增长约达到-~/ 至", max_size=24)
)
def test_no_text_raises_and_every_meaning_is_read_back(text: str) -> None:
    for read in (parse_target, parse_actual):
        parsed = read(text)
        assert isinstance(parsed, Parsed)
        line = normal(parsed.meaning)
        assert read_normal(line) == parsed.meaning
        if isinstance(parsed.meaning, Unread):
            assert parsed.diagnostics
        for item in parsed.diagnostics:
            render(item, "en")
    assert isinstance(parse_tree(text), str)


_PIECES = [
    *("≥", "≤", "<", "=", "0", "9", "95", "12", "2021", "20", ".", ",", "%", "万", "元", "次", "年", "月", "日", "前", "底", "以上", "以内", "内"),
    *("、", "；", "①", "(", ")", "[", "]", "一", "三", "两", "半", "每", "较", "增长", "约", "达到", "-", "~", "/", "至", "到", "·", "*", "×", "个"),
    *("人", "Q3", "季度", "第", "上", "半年", "km", "m²", "个月", "工作日", "之间", "左右", "(含)", "成", "分之", "千", "点", "不", "低于", "超过", "号"),
    *("2021年", "2021-12", "2021.12", "1-12月", "户", "每户", "元/", "/10万", "5G", "PM2.5", "零", "事故", "[1,2)", "(5%,6%]", "±", ":", "元/人"),
    *("宽", "群众", "分别", "和", "且", "或", "不允许", "负", "多", "余", "块", "毛", "整", "(万元)", "(人)", "年底", "一季度", "明年", "后", "满意度"),
]  # fmt: skip
"""What cells are made of, to be put together at random."""


@examples(1500)
@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), st.data())
def test_any_pieces_are_read_and_keep_their_meaning_however_they_are_typed(cell: str, data: st.DataObject) -> None:
    meaning = parse_target(cell).meaning
    assert read_normal(normal(meaning)) == meaning
    if not isinstance(meaning, Unread):
        typed = data.draw(_respelt(cell))
        assert parse_target(typed).meaning == meaning


_simple = st.tuples(
    st.sampled_from(
        [("≥", Operator.AT_LEAST), ("不超过", Operator.AT_MOST), ("", Operator.BARE), ("<", Operator.LESS)]
    ),
    st.decimals(0, 10**9, places=2).map(lambda value: f"{value:f}"),
    st.sampled_from(["", "%", "个", "元/人·月", "公里", "次/年"]),
)


@examples(400)
@given(_simple)
def test_a_plain_quantity_is_exactly_what_it_says(parts: tuple[tuple[str, Operator], str, str]) -> None:
    (sign, operator), number, unit = parts
    assert parse_target(f"{sign}{number}{unit}").meaning == Quantity(operator, Fraction(number), unit) or (
        not sign and not unit and number.startswith("20")  # 2021.12 is a date
    )


# ------------------------------------------------------------------------------------- what the meaning keeps


def test_spans_point_into_the_cell_as_it_was_typed() -> None:
    cell = "群众 满意度 ≧ ９５ ％"
    meaning = parse_target(cell).meaning
    assert isinstance(meaning, Quantity)
    assert meaning.span is not None
    assert cell[slice(*meaning.span)] == "≧ ９５ ％"
    assert meaning.label == "群众满意度"


def test_each_of_several_keeps_its_label_and_its_span() -> None:
    cell = "①培训场次≥5场；②满意度 ≥95%"
    meaning = parse_target(cell).meaning
    assert isinstance(meaning, Several)
    assert [item.label for item in meaning.items] == ["培训场次", "满意度"]
    assert [cell[slice(*item.span)] for item in meaning.items if item.span] == ["≥5场", "≥95%"]


def test_equal_texts_share_one_answer() -> None:
    assert parse_target("≥95%") is parse_target("≥95%")


def test_a_year_of_two_digits_is_read_and_said_to_be_assumed() -> None:
    parsed = parse_target("21年12月底前")
    assert normal(parsed.meaning) == "by 2021-12"
    assert [item.code for item in parsed.diagnostics] == ["JX110"]


@pytest.mark.parametrize(
    ("cell", "known"), [("建全", "健全"), ("显着", "显著"), ("非常满以", "非常满意"), ("5工作曰", "工作日")]
)
def test_a_slip_in_a_unit_or_a_level_is_suggested(cell: str, known: str) -> None:
    (diagnostic,) = parse_target(cell).diagnostics
    assert dict(diagnostic.args)["known"] == known


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("7月", "on 07"), ("2021年12月完成", "on 2021-12"), ("2021年12月底前", "by 2021-12"), ("64.8/64.8", "quantity ? 100 %"),
        ("10/50", "quantity ? 20 %"), ("334896元/40万元", "quantity ? 83.724 %"), ("1,437/1,437", "quantity ? 100 %"),
        ("20211231", "quantity ? 20211231"), ("2021.12", "quantity ? 2021.12"), ("≥266米", "quantity >= 266 米"),
        ("本年度已完成37个基层医疗机构基药补助制度实施。", "quantity ? 37 个"), ("0/0", "error no-base"),
    ],
)  # fmt: skip
def test_an_actual_is_read_by_the_same_language(cell: str, found: str) -> None:
    assert normal(parse_actual(cell).meaning) == found


# ------------------------------------------------------------------------------------- hostile input

_HOSTILE = [
    "≥",
    "(",
    "①",
    "9",
    "一",
    "[1,",
    "1、",
    "90%-",
    "每",
    "年",
    "至",
    "5个",
    "亿",
    "9亿",
    "+",
    "2021年",
    "不",
    "1/",
    "㍿",
    "ﷺ",
    "\u0301",
    "9 ",
    "每9",
    "半",
]


@pytest.mark.parametrize("piece", _HOSTILE)
def test_what_is_far_too_long_is_an_error_at_once(piece: str) -> None:
    parsed = parse_target(piece * (100_000 // len(piece)))
    assert normal(parsed.meaning) == "error too-long"


@pytest.mark.parametrize("piece", _HOSTILE)
def test_the_longest_cell_of_one_piece_is_answered(piece: str) -> None:
    assert normal(parse_target((piece * LIMIT)[:LIMIT]).meaning)


def test_exponents_and_long_digits_stay_small() -> None:
    assert normal(parse_target("1e999999999").meaning) == "level 1e999999999"
    assert normal(parse_target("9" * 31).meaning) == "error too-long"
    assert normal(parse_target("1" + "亿" * 500).meaning).split()[0] in ("level", "quantity", "error")


@pytest.mark.parametrize(
    ("cell", "stopped"),
    [
        ("100余人", "100余"), ("三五天", "三五"), ("≥100KK", "100KK"), ("健全,100余人", "100余"), ("3个学校工作日内", "学校工作日内"),
        ("宽于5米", "宽于"), ("2021.9", "2021.9"), ("次年3月底前", "次年"), ("涉及12个村500户", "12个"), ("≥5(学校个)", "(学校个)"),
    ],
)  # fmt: skip
def test_a_number_read_as_words_is_told_with_what_stopped_it(cell: str, stopped: str) -> None:
    (note,) = parse_target(cell).diagnostics
    assert note.code == "JX113"
    assert dict(note.args)["what"] == stopped
    assert note.place.span is not None
    assert cell[slice(*note.place.span)] == stopped


@pytest.mark.parametrize("cell", ["第3批", "全市前列", "三个到位", "ISO9001认证", "健全"])
def test_a_name_with_a_number_in_it_is_no_number(cell: str) -> None:
    assert parse_target(cell).diagnostics == ()


def test_an_interval_that_begins_below_zero_is_cut_at_its_comma() -> None:
    assert normal(parse_target("[-90,9]").meaning) == "range -90..9"
    assert normal(parse_target("[-90,9)5").meaning).startswith("level ")


@pytest.mark.parametrize("cell", ["5kgA次", "5mB号", "5kg2次", "5kmA"])
def test_a_unit_that_letters_or_figures_go_on_is_a_part_of_a_code(cell: str) -> None:
    parsed = parse_target(cell)
    assert isinstance(parsed.meaning, Level)
    assert parsed.diagnostics == ()
