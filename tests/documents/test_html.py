"""Web pages: nothing of a page is lost, a table keeps its shape, and what would be cut off is refused."""

from __future__ import annotations

import html
import itertools
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao import JixiaoError
from jixiao.documents.grid import Grid, column_name
from jixiao.documents.html_ import read_html

_NUMBER = itertools.count()


def _texts(grids: list[Grid]) -> list[list[str]]:
    return [[cell.text for cell in grid.cells] for grid in grids]


def _read(page: str) -> list[Grid]:
    return read_html(page.encode())


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    grids = _read(
        "<table><tr><td>甲<table><tr><td>一</td><td>二</td></tr></table>乙</td><td>丙</td></tr><tr><td>丁</table>"
    )
    assert _texts(grids) == [["甲乙", "丙", "丁"], ["一", "二"]]
    assert [(cell.row, cell.col) for cell in grids[0].cells] == [(0, 0), (0, 1), (1, 0)]
    assert [str(grid.name) for grid in grids] == ["表1", "表2"]


def test_a_table_that_only_lays_out_others_is_none() -> None:
    grids = _read("<table><tr><td><table><tr><td>一</table><td><table><tr><td>二</table></table>")
    assert _texts(grids) == [["一"], ["二"]]


def test_a_caption_and_what_stands_between_rows_are_prose() -> None:
    grids = _read("<table><caption>自评表（2021年度）</caption><tr><td>一</td></tr>备注<tr><td>二</td></tr></table>")
    assert [(grid.prose, texts) for grid, texts in zip(grids, _texts(grids), strict=True)] == [
        (True, ["自评表（2021年度）"]),
        (False, ["一", "二"]),
        (True, ["备注"]),
    ]


def test_a_line_of_prose_knows_its_line() -> None:
    (grid,) = _read("<html>\n<body>\n<p>一\n</p><div>\n二</div>\n</body>三")
    assert [(cell.text, cell.place.line) for cell in grid.cells] == [("一", 4), ("二", 5), ("三", 6)]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("≥5天&nbsp;&lt;6&#x5929;", "≥5天 <6天"),
        ("a<5天", "a<5天"),
        ("一<br>二<br/>三", "一\n二\n三"),
        ("一<!-- 二 -->三", "一三"),
        ("一<script>if (a < b) '二'</script>三<style>四</style>", "一三"),
        ("一\n二", "一二"),
        ("one\ntwo", "one two"),
    ],
)
def test_the_text_of_a_cell(page: str, text: str) -> None:
    assert _texts(_read(f"<table><tr><td>{page}</td></tr></table>")) == [[text]]


def test_a_sign_that_no_text_has_is_shown_and_cuts_nothing_off() -> None:
    page = f"{' ' * 5000}<table><tr><td>一\0二\x01三</td></tr></table>"
    assert _texts(_read(page)) == [["一\ufffd二\ufffd三"]]


@pytest.mark.parametrize("named", ["gb2312", "utf-8", "big5", "utf-16", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("head", ["<meta charset='{}'>", "<?xml version='1.0' encoding='{}'?><html>"])
def test_a_page_is_read_in_the_encoding_that_it_is_in(named: str, encoding: str, head: str) -> None:
    page = f"{head.format(named)}<table><tr><td>绩效目标完成表</td></tr></table>"
    assert _texts(read_html(page.encode(encoding)))[0] == ["绩效目标完成表"]


def test_a_page_without_anything_holds_nothing() -> None:
    for page in ("", " \n", "<!-- -->", "<html></html>", "<!DOCTYPE html>", "<table></table>"):
        assert [texts for texts in _texts(_read(page)) if texts] == []


@pytest.mark.parametrize(
    "inside", ["<span>" * 400 + "一", "一" * 10_000_001, "<b>" * 255 + "一"], ids=["deep", "long", "just too deep"]
)
def test_what_the_parser_cuts_off_is_refused(inside: str) -> None:
    with pytest.raises(JixiaoError) as refused:
        _read(f"<table><tr><td>{inside}</td></tr></table><p>二</p>")
    assert [each.code for each in refused.value.diagnostics] == ["JX403"]


def test_a_page_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY two "二">]>'
        "<table><tr><td>一&file;&two;</td></tr></table>"
    )
    said = str(_texts(_read(page)))
    assert "机密" not in said
    assert "&file;&two;" in said


_INLINE = st.sampled_from(["span", "b", "font", "p", "div"])


@st.composite
def _words(draw: st.DrawFn) -> str:
    word = f"w{next(_NUMBER)}x"
    return draw(st.sampled_from([word, f"<!-- -->{word}", f" {word}<br>", f"\n{word}"]))


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(children, max_size=3).map("".join)
    cells = st.lists(st.tuples(st.sampled_from(["<td>{}</td>", "<td>{}", "<th colspan=2>{}</th>"]), inside), max_size=3)
    row = cells.map(lambda made: "<tr>" + "".join(shape.format(text) for shape, text in made) + "</tr>")
    table = st.lists(st.one_of(row, inside), max_size=3).map(lambda rows: f"<table>{''.join(rows)}</table>")
    return st.one_of(table, st.tuples(_INLINE, inside).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"))


@given(st.recursive(_words(), _element, max_leaves=12))
def test_every_word_of_a_page_is_read_once(page: str) -> None:
    read = [word for texts in _texts(_read(page)) for text in texts for word in re.findall(r"w\d+x", text)]
    assert sorted(read) == sorted(re.findall(r"w\d+x", page))


@given(
    st.lists(st.lists(st.text(st.sampled_from(string.ascii_letters + "天≥<>&'\""), min_size=1), min_size=1), min_size=1)
)
def test_a_table_keeps_its_shape(rows: list[list[str]]) -> None:
    body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    (grid,) = _read(f"<table>{body}</table>")
    assert {(cell.row, cell.col): cell.text for cell in grid.cells} == {
        (at, col): text for at, row in enumerate(rows) for col, text in enumerate(row)
    }


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    letters = pytest.importorskip("openpyxl.utils").get_column_letter
    assert all(column_name(col) == letters(col + 1) for col in range(18_278))
