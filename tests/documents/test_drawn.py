"""Drawn forms of many provinces and years come in whole from the formats that keep a table's shape."""

from __future__ import annotations

import pytest

from jixiao.documents.read import read_document
from tests.documents import provinces
from tests.documents.drawn import TABLES, Graded, grade, written
from tests.documents.provinces import Table
from tests.documents.shapes import SHAPES


@pytest.mark.parametrize("shape", ["xlsx", "html", "docx"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_drawn_form_comes_in_whole(table: Table, shape: str) -> None:
    assert [str(fault) for fault in grade(table, shape)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_to_be_said_of_a_drawn_form_is_said(table: Table) -> None:
    said = {finding.code for finding in read_document(written(table, "html"), table.name).diagnostics}
    assert table.codes <= said


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_text_of_a_form_is_read_wrong_without_a_word(table: Table, shape: str) -> None:
    assert [str(fault) for fault in grade(table, shape) if not fault.told] == []


@pytest.mark.parametrize(
    ("shape", "least"), [("csv", 130), ("tabs", 120), ("pipes", 120), ("markdown", 130), ("words", 110), ("cells", 80)]
)
def test_most_rows_of_the_forms_come_in_from_texts_too(shape: str, least: int) -> None:
    done = Graded()
    for table in provinces.TABLES:
        done.add(table, grade(table, shape))
    assert done.right >= least
