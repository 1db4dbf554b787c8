"""Drawn forms of many provinces and years come in whole from the formats that keep a table's shape."""

from __future__ import annotations

import pytest

from jixiao.documents.read import read_document
from tests.documents.drawn import TABLES, grade, written
from tests.documents.provinces import Table


@pytest.mark.parametrize("shape", ["xlsx", "html", "docx"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_drawn_form_comes_in_whole(table: Table, shape: str) -> None:
    assert [str(fault) for fault in grade(table, shape)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_to_be_said_of_a_drawn_form_is_said(table: Table) -> None:
    said = {finding.code for finding in read_document(written(table, "html"), table.name).diagnostics}
    assert table.codes <= said
