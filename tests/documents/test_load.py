"""A case from whatever the user has."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.documents.load import load_every
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.scoring.load import load_case
from tests.documents.originals import CASE, as_csv, as_docx, as_html, zhengzhou
from tests.documents.tables import drawn

LIST = "三级指标|实际完成值\n群众满意度|93.1%"


def test_a_folder_is_its_case_with_its_actuals() -> None:
    (loaded,) = load_every(CASE.parent)
    assert loaded.case == load_case(CASE.parent)
    assert (loaded.diagnostics, loaded.read) == ((), None)


def test_a_document_with_actuals_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "目标表.docx").write_bytes(as_docx(zhengzhou()))
    (tmp_path / "实际值.csv").write_bytes(as_csv(drawn(LIST)))
    (loaded,) = load_every(tmp_path / "目标表.docx", tmp_path / "实际值.csv")
    assert next(row.actual for row in loaded.case.indicator if row.level3 == "群众满意度") == "93.1%"
    assert str(loaded.case.place("$.indicator[0].target").cell) == "表1!R19C4"


def test_a_document_with_the_actuals_of_a_case_file(tmp_path: Path) -> None:
    (tmp_path / "目标表.xls").write_bytes(as_html(zhengzhou()))
    (loaded,) = load_every(tmp_path / "目标表.xls", CASE.with_name("actuals.toml"))
    assert loaded.case.indicator == load_case(CASE.parent).indicator


def test_a_case_file_with_a_table_of_actuals(tmp_path: Path) -> None:
    (tmp_path / "实际值.csv").write_bytes(as_csv(drawn(LIST)))
    (loaded,) = load_every(CASE, tmp_path / "实际值.csv")
    assert [row.level3 for row in loaded.case.indicator if row.actual] == ["群众满意度"]


def test_an_unmatched_actual_is_an_error_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "目标表.docx").write_bytes(as_docx(zhengzhou()))
    (tmp_path / "实际值.csv").write_bytes(as_csv(drawn(LIST.replace("群众满意度", "群众满意率"))))
    (loaded,) = load_every(tmp_path / "目标表.docx", tmp_path / "实际值.csv")
    finding = next(item for item in loaded.diagnostics if item.code == "JX207")
    assert str(finding.place).endswith("实际值.csv:A2:2:$.indicator[0].level3")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"version = 1\n[project]\nnmae = 'x'\n"])
def test_what_cannot_be_loaded_is_a_finding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(JixiaoError) as problem:
        load_every(tmp_path / "x")
    assert problem.value.diagnostics
    assert all(str(each.place).startswith(str(tmp_path / "x")) for each in problem.value.diagnostics)


def test_an_actual_without_a_place_is_a_finding_beside_the_case_in_every_format(tmp_path: Path) -> None:
    wrong = LIST.replace("群众满意度", "群众满意率")
    (tmp_path / "a.csv").write_bytes(as_csv(drawn(wrong)))
    (tmp_path / "a.toml").write_text(
        'version = 1\n[[indicator]]\nlevel3 = "群众满意率"\nactual = "93.1%"\n', encoding="utf-8"
    )
    for name in ("a.csv", "a.toml"):
        (loaded,) = load_every(CASE, tmp_path / name)
        assert [each.code for each in loaded.diagnostics if each.severity == "error"] == ["JX207"]
        assert len(loaded.case.indicator) == len(load_case(CASE.parent).indicator)


@pytest.mark.parametrize("name", ["none.toml", "none.csv", "none"])
def test_actuals_that_are_not_there_are_told_with_what_the_table_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(JixiaoError) as problem:
        load_every(CASE, tmp_path / name)
    assert [(each.code, each.place.file) for each in problem.value.diagnostics] == [("JX001", str(tmp_path / name))]
