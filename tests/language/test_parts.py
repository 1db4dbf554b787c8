"""The smaller parts of reading: spellings, Chinese numerals, scales, the JSON of a reading."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.language.actual import at_least, read_actual
from jixiao.language.describe import fields
from jixiao.language.fold import fold, unwrapped, words
from jixiao.language.levels import chosen_of, is_scale, rank_of, scale_of, scales
from jixiao.language.normal import normal
from jixiao.language.parse import parse_target

# ------------------------------------------------------------------------------------- spellings


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("≧ ９５ ％", "≥95%"), ("＞＝90％", ">=90%"), ("≮95%", "≥95%"), (">\u0338 5", "≤5"), ("》=85%", ">=85%"), ("《办法》", "《办法》"),
        ("①≥95%②≥90%", "①≥95%②≥90%"), ("12 000 人", "12 000人"), ("100㎡", "100m2"), ("3℃", "3℃"), ("2020年9月—2021年6月", "2020年9月-2021年6月"),
        ("\u200b5次\ufeff", "5次"), ("二〇二一", "二零二一"), ("5个\n≥3场", "5个\n≥3场"), ("技术\n导则", "技术导则"),
    ],
)  # fmt: skip
def test_every_sign_gets_one_spelling(cell: str, text: str) -> None:
    assert fold(cell).text == text


@given(st.text(max_size=30))
def test_every_folded_character_knows_its_place(cell: str) -> None:
    folded = fold(cell)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start <= end <= len(cell)
    assert folded.span(0, len(folded.text))[1] == len(cell) or not folded.text


def test_one_pair_of_brackets_around_a_number_is_taken_off() -> None:
    assert unwrapped(fold("（≥95%）")).text == "≥95%"
    assert unwrapped(fold("(90%,95%)")).text == "(90%,95%)"
    assert unwrapped(fold("（定性）")).text == "(定性)"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("健 全。", "健全"),
        ("ＡＢＣ级", "ABC级"),
        ("①建立②完善", "①建立②完善"),
        ("办学环境.", "办学环境"),
        ("≧良", "≧良"),
    ],
)
def test_the_words_of_a_level_are_nfkc_without_white_space(cell: str, text: str) -> None:
    assert words(cell) == text


# ------------------------------------------------------------------------------------- scales


def test_scales_are_known_run_together_or_with_signs() -> None:
    assert is_scale("优良中差")
    assert is_scale("是/否")
    assert is_scale("优、良、中、差")
    assert not is_scale("优良")
    assert not is_scale("良")
    assert chosen_of("是/否否") == "否"
    assert chosen_of("优良中差(优)") == "优"
    assert chosen_of("优良中差") is None
    assert scale_of("优良中低差") == ("优", "良", "中", "低", "差")
    scale = scale_of("良")
    assert scale is not None
    assert rank_of("优", scale) == 0
    assert rank_of("健全", scale) is None
    assert scale_of("天气晴朗") is None
    assert all(len(set(scale)) == len(scale) for scale in scales().every)


# ------------------------------------------------------------------------------------- JSON


@pytest.mark.parametrize(
    "cell", ["≥95%", "80-100人", "增长5%", "9月前", "1-12月", "健全", "好坏", "5个;6场", "/", "≥≥1"]
)
def test_a_reading_is_plain_data_with_every_key(cell: str) -> None:
    told = fields(parse_target(cell))
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    keys = set(fields(parse_target("≥95%")))
    assert set(told) == keys
    assert all(set(item) == keys - {"text", "diagnostics"} for item in told["items"])


@given(st.lists(st.sampled_from(["≥", "5", "a", "人", " ", "\n", ">\u0338", "e\u0301", "²", "①", "1,"]), max_size=9))
def test_a_sign_with_its_mark_is_folded_where_it_stands(pieces: list[str]) -> None:
    """Each piece folds alone to what it is in the whole, white space apart."""
    alone = "".join(fold(piece).text for piece in pieces)
    assert "".join(fold("".join(pieces)).text.split()) == "".join(alone.split())


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("[90%,95%", "error unclosed"), ("[90%", "error unclosed"), ("(90%,95%)", "all quantity > 90 % ; quantity < 95 %"), ("≥5kg3个", "level ≥5kg3个"),
        ("5元·", "level 5元·"), ("1-2-3", "level 1-2-3"), ("2021年1-3月至5月", "level 2021年1-3月至5月"), ("2021-2022年至2023年", "level 2021-2022年至2023年"),
        ("5月至7-9月", "level 5月至7-9月"), ("2020年至2021年1-3月", "level 2020年至2021年1-3月"), ("1-2/3", "level 1-2/3"), ("2021年内", "by 2021"), ("12月内完成", "by 12"), ("1月至3月", "period 01..03"),
    ],
)  # fmt: skip
def test_what_is_left_open_or_goes_on_is_no_quantity(cell: str, meaning: str) -> None:
    assert normal(parse_target(cell).meaning) == meaning


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("100余人", 100),
        ("8000多亿元", 8000 * 10**8),
        ("100余", 100),
        ("≥100余人", None),
        ("约100余人", None),
        ("余100", None),
        ("百余户", None),
        ("良好余地", None),
    ],
)
def test_a_number_and_more_is_at_least_the_number(text: str, least: int | None) -> None:
    found = at_least(text)
    assert (None if found is None else found.value) == least


@pytest.mark.parametrize(("length", "meaning"), [(999, "quantity"), (1000, "quantity"), (1001, "error")])
def test_a_cell_has_a_thousand_characters_at_most(length: int, meaning: str) -> None:
    assert normal(parse_target("字" * (length - 3) + "≥5%").meaning).split()[0] == meaning


@pytest.mark.parametrize(("actual", "codes"), [("6吨；96%", []), ("6吨；96%；3吨", ["JX128"]), ("6吨", ["JX128"])])
def test_several_targets_want_as_many_actuals(actual: str, codes: list[str]) -> None:
    target = parse_target("产量≥5吨；合格率≥95%").meaning
    assert [each.code for each in read_actual(actual, target).diagnostics] == codes
