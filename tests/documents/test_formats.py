"""One table, ten kinds of file, one case."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.documents.read import read_document
from jixiao.documents.sniff import Kind
from jixiao.documents.toml_ import write_case
from tests.documents import originals
from tests.documents.originals import Box, case_document, zhengzhou

DATA = Path(__file__).parent / "data"

WRITERS: list[tuple[Kind, Callable[[list[Box]], bytes]]] = [
    (Kind.XLSX, originals.as_xlsx),
    (Kind.DOCX, originals.as_docx),
    (Kind.PDF, originals.as_pdf),
    (Kind.ODS, originals.as_ods),
    (Kind.HTML, originals.as_html),
    (Kind.HTML, lambda boxes: originals.as_html(boxes, charset="gb18030")),
    (Kind.SPREADSHEETML, originals.as_spreadsheetml),
    (Kind.CSV, originals.as_csv),
    (Kind.CSV, lambda boxes: originals.as_csv(boxes, "gb18030")),
]


def as_case(document: object) -> object:
    """What a case file of the document says: dates as dates, and nothing that only memory holds."""
    assert isinstance(document, dict)
    return tomllib.loads(write_case(document))


@pytest.mark.parametrize(("kind", "write"), WRITERS)
def test_every_kind_of_file_reads_to_the_recorded_case(kind: Kind, write: Callable[[list[Box]], bytes]) -> None:
    if kind is Kind.PDF:
        pytest.importorskip("pdfplumber")
    result = read_document(write(zhengzhou()), "目标表")
    assert result.kind is kind
    assert as_case(result.document) == case_document()
    assert {finding.code for finding in result.diagnostics} <= {"JX418", "JX423"}


def test_the_published_text_reads_to_the_recorded_case() -> None:
    result = read_document(DATA / "zhengzhou_2021.txt")
    assert result.kind is Kind.TEXT
    assert as_case(result.document) == case_document()


def test_the_old_workbook_reads_to_the_recorded_case() -> None:
    pytest.importorskip("xlrd")
    result = read_document(DATA / "zhengzhou_2021.xls")
    assert result.kind is Kind.XLS
    assert as_case(result.document) == case_document()


def test_text_in_gb18030_is_text() -> None:
    text = (DATA / "zhengzhou_2021.txt").read_text(encoding="utf-8")
    assert as_case(read_document(text.encode("gb18030")).document) == case_document()


def test_nobody_is_named() -> None:
    result = read_document(DATA / "zhengzhou_2021.txt")
    assert "某某" not in write_case(result.document or {})
    assert "00000000" not in write_case(result.document or {})
    assert any(finding.code == "JX418" for finding in result.diagnostics)
    kept = read_document(DATA / "zhengzhou_2021.txt", with_contacts=True)
    assert (kept.document or {})["extra"]["项目负责人"] == "某某"


def test_values_keep_their_places() -> None:
    workbook = read_document(originals.as_xlsx(zhengzhou(), "目标表"), "a.xlsx")
    assert str(workbook.places["$.indicator[0].target"]) == "a.xlsx:目标表!D19:$.indicator[0].target"
    text = read_document(DATA / "zhengzhou_2021.txt", "b.txt")
    assert text.places["$.indicator[0].target"].line == 92
    pdf = pytest.importorskip("pdfplumber") and read_document(originals.as_pdf(zhengzhou()), "c.pdf")
    assert str(pdf.places["$.indicator[0].target"].cell).startswith("第")


def test_a_case_file_is_a_document_too() -> None:
    result = read_document(originals.CASE)
    assert result.kind is Kind.TOML
    assert result.document == tomllib.loads(originals.CASE.read_text(encoding="utf-8"))


def test_text_that_keeps_its_columns_is_read_where_no_cell_is_folded() -> None:
    text = (
        "项目名称          农村公路养护\n一级指标      二级指标       三级指标        目标值\n"
        "产出指标      数量指标       养护里程        ≥120公里\n                         养护次数        ≥2次\n"
        "          质量指标       合格率         100%\n          时效指标\n满意度指标     服务对象满意度指标  群众满意度       ≥90%\n"
    )
    result = read_document(text.encode())
    assert [finding.code for finding in result.diagnostics] == ["JX475"]
    rows = (result.document or {})["indicator"]
    assert [(row["level1"], row["level2"], row["level3"]) for row in rows] == [
        ("产出指标", "数量指标", "养护里程"),
        ("产出指标", "数量指标", "养护次数"),
        ("产出指标", "质量指标", "合格率"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    assert (result.document or {})["framework"] == [{"level1": "产出指标", "level2": "时效指标"}]


def test_folded_cells_of_text_that_keeps_its_columns_are_not_guessed() -> None:
    text = "三级指标        目标值\n验收情况        完全符合技\n            术导则\n次数          2次\n"
    result = read_document(text.encode())
    assert "JX474" in [finding.code for finding in result.diagnostics]
    assert [entry.text for entry in result.ledger.unread] == ["术导则"]
