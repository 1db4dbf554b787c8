"""Actuals from a table of their own, in whatever format."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.documents.actuals import actuals_document
from jixiao.documents.load import load_every
from jixiao.documents.read import read_document
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.words import in_words
from jixiao.scoring.load import load_case
from tests.documents.originals import CASE, as_csv, as_docx, as_html, as_xlsx
from tests.documents.tables import drawn

NAMES = ["群众满意度", "群众 满意度", " 群众满意度　", "群众满意度："]


def written(folder: Path, kind: str, name: str) -> Path:
    """A file of actuals with one row."""
    path = folder / f"实际值.{kind}"
    if kind == "toml":
        path.write_text(f'version = 1\n[[indicator]]\nlevel3 = "{name}"\nactual = "93.1%"\n', encoding="utf-8")
        return path
    table = drawn(f"三级指标|实际完成值\n{name}|93.1%")
    path.write_bytes({"csv": as_csv, "xlsx": as_xlsx, "docx": as_docx, "html": as_html}[kind](table))
    return path


@pytest.mark.parametrize("kind", ["toml", "csv", "xlsx", "docx", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_matches_with_and_without_spaces_in_every_format(tmp_path: Path, kind: str, name: str) -> None:
    (loaded,) = load_every(CASE, written(tmp_path, kind, name))
    assert [row.level3 for row in loaded.case.indicator if row.actual] == ["群众满意度"]
    at = next(at for at, row in enumerate(loaded.case.indicator) if row.actual)
    assert str(loaded.case.place(f"$.indicator[{at}].actual")).startswith(str(tmp_path))


@pytest.mark.parametrize("kind", ["toml", "csv", "xlsx", "docx", "html"])
def test_a_name_that_is_only_alike_is_the_same_error_in_every_format(tmp_path: Path, kind: str) -> None:
    (loaded,) = load_every(CASE, written(tmp_path, kind, "群众满意率"))
    (said,) = [each for each in loaded.diagnostics if each.severity == "error"]
    assert (said.code, in_words(dict(said.args)["close"], "zh").split("、")[0]) == ("JX207", "群众满意度")
    assert str(said.place).startswith(str(tmp_path))


def test_of_a_table_only_what_actuals_may_say_is_taken() -> None:
    table = as_xlsx(drawn("三级指标|实际完成值|偏差原因\n群众满意度|93.1%|施工噪声\n培训人次|5人|"))
    read = read_document(table, "实际值.xlsx")
    assert actuals_document(read.document or {})["indicator"] == [
        {"level3": "群众满意度", "actual": "93.1%", "reason": "施工噪声"},
        {"level3": "培训人次", "actual": "5人"},
    ]


def test_a_key_that_no_actuals_file_has_is_told_beside_a_table_too(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_bytes(as_csv(drawn("三级指标|指标值\n甲|≥95%")))
    (tmp_path / "a.toml").write_text('version = 1\n[[indicator]]\nlevel3 = "甲"\nactaul = "5"\n', encoding="utf-8")
    with pytest.raises(JixiaoError) as raised:
        load_every(tmp_path / "表.csv", tmp_path / "a.toml")
    assert "JX003" in [each.code for each in raised.value.diagnostics]
    with pytest.raises(JixiaoError) as raised:
        load_case(CASE, tmp_path / "a.toml")
    assert raised.value.diagnostics[0].code == "JX003"


def test_a_row_of_budget_execution_without_a_third_level_is_not_dropped() -> None:
    document = {"indicator": [{"level3": "x", "actual": "1"}], "extra": {"预算执行率": "90%", "填表人": "某人"}}
    assert actuals_document(document)["indicator"] == [
        {"level3": "x", "actual": "1"},
        {"level3": "预算执行率", "actual": "90%"},
    ]
