"""Lines broken for a terminal: nothing lost, nothing too wide, no closing mark first and no opening one last."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jixiao.kernel.caret import cells
from jixiao.report.lines import Column, paragraph, plain_text, table
from jixiao.report.wrap import fit, pad, wrap
from tests.examples import examples

mixed = st.text("满意度目标，。、；（）《》“”≥95% abc-2.5\n", max_size=60)
often = examples(500)


@often
@given(mixed, st.integers(2, 40))
@example("达到≥95%（含）。", 6)
def test_nothing_but_blanks_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


@often
@given(
    st.lists(st.sampled_from(["目标", "完成，", "（含）", "“健全”", "≥95%，", "word；", "达到。"]), max_size=20),
    st.integers(12, 40),
)
def test_marks_cling_to_their_words(words: list[str], width: int) -> None:
    for line in wrap("".join(words), width):
        assert not line.startswith(("，", "。", "）", "”", "%"))
        assert not line.endswith(("（", "“", "≥"))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("达到群众满意，验收合格。", 12, ["达到群众满", "意，验收合", "格。"]),
        ("the score is 9.80 points", 12, ["the score is", "9.80 points"]),
        ("得分 10 × 98% = 9.80", 12, ["得分 10 ×", "98% = 9.80"]),
        ("averyverylongword", 6, ["averyv", "erylon", "gword"]),
        ("目标≥95%", 6, ["目标", "≥95%"]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@often
@given(mixed.map(lambda text: text.replace("\n", "")), st.integers(1, 30), st.booleans())
def test_padding_and_cutting_give_just_the_width(text: str, width: int, right: bool) -> None:
    padded = pad(text, width, right=right)
    assert cells(padded) == max(width, cells(text))
    assert padded.strip(" ") == text.strip(" ")
    cut = fit(text, width)
    assert cells(cut) <= max(width, 3)
    assert cut == text if cells(text) <= width else cut.endswith("…")


@often
@given(st.lists(st.tuples(mixed, mixed, st.integers(0, 10**6).map(str)), min_size=1, max_size=5), st.integers(40, 100))
def test_a_table_fits_its_width_and_numbers_stand_in_one_column(rows: list[tuple[str, str, str]], width: int) -> None:
    columns = [Column("名称", least=8), Column("内容", least=8), Column("分值", right=True)]
    lines = list(table(columns, [[("", "", cell) for cell in row] for row in rows], width))
    shown = [plain_text(line) for line in lines]
    assert all(cells(line) <= width for line in shown)
    ends = [cells(line) for line in shown if line.split() and line.split()[-1] in {row[2] for row in rows}]
    assert max(ends) <= cells(shown[0]) or cells(shown[0]) < 20
    for row in rows:
        assert any(row[2] in line for line in shown)


@often
@given(mixed.filter(str.strip), st.integers(20, 60))
def test_a_paragraph_keeps_its_indents(text: str, width: int) -> None:
    lines = [plain_text(line) for line in paragraph(text, width, indent="  → ", hang="    ")]
    assert lines[0].startswith("  →")
    assert all(line.startswith("    ") or not line for line in lines[1:])
    assert all(cells(line) <= width for line in lines)
