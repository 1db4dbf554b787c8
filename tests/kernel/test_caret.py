"""The caret stands under what it means, in terminal cells."""

from jixiao.kernel.caret import caret, cells


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
