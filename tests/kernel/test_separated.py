"""Records of separated values: nothing swallowed, every line told, whatever the text."""

from __future__ import annotations

import contextlib
import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.separated import mark_of, meant, records, text_of


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [(1, ["a", "b"]), (2, ["c", "d"])]),
        ('a\t"b', [(1, ["a", '"b'])]),
        ('"a\tb"\nc\td', [(1, ['"a', 'b"']), (2, ["c", "d"])]),
        ('x\t"a\nb ""c"""\ny\tz\n', [(1, ["x", 'a\nb "c"']), (3, ["y", "z"])]),
        ('5"管\t6\r\n\r\n7\t', [(1, ['5"管', "6"]), (2, [""]), (3, ["7", ""])]),
    ],
)
def test_a_quote_in_a_tabbed_line_swallows_nothing(text: str, rows: list[tuple[int, list[str]]]) -> None:
    assert list(records(text, "\t")) == rows


@pytest.mark.parametrize(
    ("text", "mark"), [("a,b;c,d", ","), ("甲，乙，丙，丁\n戊\t己", "\t"), ("甲，乙", "，"), ("a;b", ";"), ("", "，")]
)
def test_the_mark_is_the_one_that_cuts(text: str, mark: str) -> None:
    assert mark_of(text) == mark


@pytest.mark.parametrize("mark", [",", ";", "，"])
def test_a_quote_that_does_not_close_is_told_at_its_line(mark: str) -> None:
    with pytest.raises(ValueError, match="2"):
        list(records(f'a{mark}b\n"c{mark}d\ne', mark))


@pytest.mark.parametrize(
    ("cell", "text"),
    [(' "a ', '"a'), ('="001"', "001"), ("'=100%", "=100%"), ("'＝1", "＝1"), ("'甲'", "'甲'"), ('="a"b"', '="a"b"')],
)
def test_what_a_cell_means(cell: str, text: str) -> None:
    assert meant(cell) == text


def test_either_encoding_is_read() -> None:
    assert text_of("\ufeff指标".encode()) == text_of("指标".encode("gb18030")) == "指标"
    with pytest.raises(UnicodeDecodeError):
        text_of(b"\xff\xff\xff")


cells = st.text("ab甲\",;\t '\n", max_size=5)


@given(st.lists(st.lists(cells, min_size=2, max_size=3), min_size=1, max_size=4), st.sampled_from(",;"))
def test_what_the_standard_writer_writes_is_read_back(rows: list[list[str]], mark: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    assert [found for _, found in records(out.getvalue(), mark)] == rows


@given(st.lists(st.lists(st.text("ab甲\",; '", max_size=5), min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_a_spreadsheet_copies_is_read_back(rows: list[list[str]]) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell

    text = "\n".join("\t".join(map(written, row)) for row in rows)
    assert mark_of(text) in "\t,;，"
    assert list(records(text, "\t")) == list(enumerate(rows, 1))


@pytest.mark.parametrize("sign", ['"', "\t", '"\n', '"\t', '""', "a", "\n", "\r", ","])
def test_a_long_text_is_read_once(sign: str) -> None:
    start = time.process_time()
    for mark in "\t,":
        with contextlib.suppress(ValueError):
            list(records(sign * 100_000, mark))
    assert time.process_time() - start < 3
