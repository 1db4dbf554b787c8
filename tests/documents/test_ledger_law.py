"""Every cell of every document is accounted for once, and a changed cell never goes unseen."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.layout.ledger import HIDDEN, Fate
from jixiao.documents.read import Reading, read_document, read_grids
from jixiao.kernel.diagnostic import Severity
from tests.documents.campaign import FILES, broken, made, read_made, seen
from tests.documents.drawn import TABLES, written
from tests.documents.originals import Box, as_html
from tests.documents.shapes import SHAPES
from tests.documents.test_corpus_documents import DOCUMENTS
from tests.examples import examples

SOURCES = {
    **{path.name: path.read_bytes() for path in DOCUMENTS},
    **{f"{table.name}.{shape}": written(table, shape) for table in TABLES for shape in ("xlsx", "html", "docx", "csv")},
    **{f"{table.name}.{shape}": written(table, shape) for table in TABLES[::4] for shape in SHAPES},
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_cell_stands_once_in_the_ledger(name: str) -> None:
    reading = read_document(SOURCES[name], name)
    _, grids = read_grids(SOURCES[name])
    cells = [cell for grid in grids for cell in grid.cells if not cell.blank]
    assert sorted(str(entry.place.cell) for entry in reading.ledger.entries) == sorted(
        str(cell.place.cell) for cell in cells
    )
    counts = reading.ledger.counts
    assert counts["all"] == counts["read"] + counts["aside"] + counts["unread"] == len(cells)
    for entry in reading.ledger.entries:
        assert (entry.text == HIDDEN) is (entry.fate is Fate.LEFT_OUT)
        assert entry.where or entry.fate not in (Fate.READ, Fate.KEPT)


@pytest.mark.parametrize("name", SOURCES)
def test_what_was_not_read_is_said(name: str) -> None:
    reading = read_document(SOURCES[name], name)
    if reading.ledger.unread:
        assert any(finding.severity is not Severity.NOTE for finding in reading.findings)


@examples(60)
@given(st.integers(0, 10**6))
def test_documents_made_up_at_random_hold_the_laws(number: int) -> None:
    document = made(number, 2026)
    found = list(broken(document, read_made(document), random.Random(number)))
    if document.shape not in FILES or document.shape == "csv":  # where merged cells are gone, so are groups
        found = [each for each in found if each[0] != "silent"]
    assert found == []


def test_the_laws_see_what_they_are_for() -> None:
    """A document that says another thing than its table, and a reading that lacks a cell, are found out."""
    document = next(each for each in (made(number, 1) for number in range(99)) if each.shape == "html")
    other = next(each for each in (made(number, 2) for number in range(99)) if each.shape == "html")
    laws = {law for law, _ in broken(document, read_made(other), random.Random(0))}
    assert {"ledger", "silent"} <= laws


HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "备注",
    "甲乙栏",
    "单位",
    "符号",
)
TEXTS = ("产出指标", "数量指标", "养护里程", "完成时间", "≥98%", "97%", "10", "9.5", "改善", "—", "合计", "项目名称", "公路养护",
         "2021年12月", "年度资金总额", "全年预算数", "100万元", "项目资金（万元）", "注：分值统一", "存在问题", "", "", "")  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], int, int]:
    """A grid with a row of heads somewhere in it, and a cell of it that shows something."""
    width = draw(st.integers(3, 7))
    rows = draw(st.lists(st.lists(st.sampled_from(TEXTS), min_size=width, max_size=width), min_size=2, max_size=7))
    heads = draw(st.permutations(HEADS))[:width]
    rows.insert(draw(st.integers(0, len(rows))), ["三级指标", "年度指标值", *heads[2:]])
    filled = [(r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return (rows, *draw(st.sampled_from(filled)))


@examples(60)
@given(grids())
def test_a_grid_of_any_cells_holds_the_laws(drawing: tuple[list[list[str]], int, int]) -> None:
    rows, row, col = drawing
    reading = _of_rows(rows)
    shown = Counter(entry.text for entry in reading.ledger.entries if entry.text != HIDDEN)
    left_out = sum(entry.fate is Fate.LEFT_OUT for entry in reading.ledger.entries)
    given_ = Counter(text for line in rows for text in line if text)
    assert not shown - given_
    assert (given_ - shown).total() == left_out
    changed = [list(line) for line in rows]
    changed[row][col] = f"{rows[row][col]}丙丁"
    assert seen(_of_rows(changed)) != seen(reading)


def _of_rows(rows: list[list[str]]) -> Reading:
    return read_document(
        as_html([Box(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]), "g.html"
    )


def test_a_word_around_tables_is_kept_and_a_figure_there_is_unread() -> None:
    """A page's title and its menu are no part of a table; a figure outside of all tables may be."""
    table = written(next(each for each in TABLES), "html").decode()
    page = table.replace("<table", "<title>信息公开</title><p>首页</p><p>财政资金</p><p>97.5</p><table", 1)
    fates = {entry.text: entry.fate for entry in read_document(page.encode(), "page.html").ledger.entries}
    assert [fates[text] for text in ("信息公开", "首页", "财政资金", "97.5")] == [*[Fate.KEPT] * 3, Fate.UNREAD]
