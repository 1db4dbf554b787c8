"""The caret stands under what it means, in terminal cells."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from jixiao.kernel.caret import WIDTHS, caret, cells


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert cells("满意度≥95%") == 6 + 4  # ≥ is of ambiguous width: one cell
    assert cells("９５％") == 6
    assert cells("e\u0301\u200b") == 1


def test_the_caret_counts_cells_and_not_characters() -> None:
    line = "满意≥≥90%"
    assert caret(line, (2, 4)) == "    ^^"
    assert caret(line, (0, 2)) == "^^^^"


def test_an_empty_span_and_one_outside_still_get_a_mark() -> None:
    assert caret("满意", (2, 2)) == "    ^"
    assert caret("满意", (5, 9)) == "    ^"
    assert caret("", (0, 0)) == "^"


def test_widths_are_those_of_wcwidth() -> None:
    for point in range(0x110000):
        assert cells(chr(point)) == max(wcwidth(chr(point)), 0), hex(point)


@given(st.text(st.sampled_from("目标值≥≤＝95%“”（）①②·—…～㎡ ½e\u0301\u200b\ufeffÀ한ぁ")))
def test_a_chinese_font_draws_some_characters_wide(text: str) -> None:
    assert cells(text) == wcswidth(text)
    assert cells(text) <= cells(text, ambiguous=2) <= 2 * len(text)
    assert cells("≥“”①", ambiguous=2) == 8


def test_what_was_built_is_what_is_worked_out() -> None:
    assert WIDTHS.data() == WIDTHS.work_out()
