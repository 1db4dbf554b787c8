"""Results go into a copy of the user's own workbook, and nothing else of it changes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jixiao._resource import ruleset_dir
from jixiao.documents.into import score_into
from jixiao.documents.read import read_document
from jixiao.documents.write import form_bytes, write_form, write_into
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document import Document
from jixiao.rules.load import load_ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.load import case_from_document
from tests.documents.originals import as_csv, as_xlsx, case_document, zhengzhou
from tests.documents.tables import drawn

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("lxml")

TABLE = """
一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分|偏差原因
产出目标|数量|件数|≥5件|4件|20|  |
^|^|场次|≥2场|2场|10||
总分|<|<|<|<|30||
"""


def score(document: dict[str, Any]) -> Result:
    case: Case = case_from_document(Document(document))
    return evaluate(case, load_ruleset(ruleset_dir() / "zhengzhou-2021.toml"))


def copied(data: bytes) -> Any:
    read = read_document(data, "表.xlsx")
    assert read.document is not None
    out, findings = score_into(data, read, score(read.document))
    assert not findings
    return out


def values(data: bytes) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_scores_and_reasons_go_into_the_columns_that_wait_for_them() -> None:
    before = values(as_xlsx(drawn(TABLE)))
    after = values(copied(as_xlsx(drawn(TABLE))))
    assert after == {**before, "G2": 16, "G3": 10, "G4": 26, "H2": "【待填写】"}


def test_a_target_table_gets_new_columns_at_its_right() -> None:
    data = as_xlsx(zhengzhou())
    read = read_document(data, "目标表.xlsx")
    whole = case_document()
    next(row for row in whole["indicator"] if row["level3"] == "群众满意度")["actual"] = "93.1%"
    out, _ = score_into(data, read, score(whole))
    before, after = values(data), values(out)
    assert {cell: after[cell] for cell in before} == before
    assert [after[f"{col}18"] for col in "EFGH"] == ["实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    row = next(cell for cell, value in before.items() if value == "群众满意度")[1:]
    assert after[f"E{row}"] == "93.1%"
    assert (after[f"F{row}"], after[f"G{row}"]) == (5, 4.9)


def test_a_score_already_there_is_not_replaced() -> None:
    table = TABLE.replace("|20|  |", "|20|18|天气")
    after = values(copied(as_xlsx(drawn(table))))
    assert (after["G2"], after["H2"]) == ("18", "天气")
    assert (after["I1"], after["I2"]) == ("得分（计算）", 16)


def test_every_other_part_is_the_same_bytes() -> None:
    data = as_xlsx(drawn(TABLE))
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(copied(data)))
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]


def test_formulas_of_the_workbook_are_computed_anew_when_it_is_opened() -> None:
    book = openpyxl.Workbook()
    for row in (["三级指标", "目标值", "实际值", "分值", "得分"], ["件数", "≥5", "4", "10", None]):
        book.active.append(row)
    book.active["E3"] = "=SUM(E2:E2)"
    book.active["A3"] = "合计"
    out = io.BytesIO()
    book.save(out)
    again = openpyxl.load_workbook(io.BytesIO(copied(out.getvalue())))
    assert again.active["E3"].value == "=SUM(E2:E2)"
    assert again.calculation.fullCalcOnLoad


def with_formulas(**cells: str) -> bytes:
    """A table of two indicators whose given cells are formulas that no program has computed."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(drawn(TABLE))))
    for name, formula in cells.items():
        book.active[name] = formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def into(data: bytes) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    read = read_document(data, "表.xlsx")
    out, findings = score_into(data, read, score(read.document or {}))
    return values(out), [(each.code, str(dict(each.args)["cells"])) for each in findings]


def test_a_formula_that_shows_nothing_stays_and_is_told() -> None:
    after, found = into(with_formulas(G2='=IF(F2="","",F2)'))
    assert (after["G2"], "G3" in after) == ('=IF(F2="","",F2)', False)
    assert (after["I1"], after["I2"], after["I3"], after["I4"]) == ("得分（计算）", 16, 10, 26)
    assert found == [("JX444", "G2")]


def test_a_formula_in_the_column_of_reasons_stays_and_is_told() -> None:
    after, found = into(with_formulas(H2='=IF(G2="","",G2)'))
    assert (after["G2"], after["H2"]) == (16, '=IF(G2="","",G2)')
    assert found == [("JX444", "H2")]


def test_a_cell_that_an_array_formula_fills_is_left_alone() -> None:
    from jixiao.documents.edits import Edits, Put
    from jixiao.documents.sheet_xml import edit_here

    data = with_formulas(G9="x")
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    held = b'<row r="20"><c r="A20"><f t="array" ref="A20:B21">G1:H2</f></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name, part in parts.items():
            copy.writestr(name, part)
    edits = Edits("Sheet", puts=(Put(20, 1, "5", number=True), Put(21, 1, "6", number=True)))
    title = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0]
    changed, found = edit_here(out.getvalue(), Edits(title, puts=edits.puts))
    assert [(each.code, str(dict(each.args)["cells"])) for each in found] == [("JX444", "B21")]
    after = values(changed)
    assert ("B21" in after, after["B22"]) == (False, 6)


def test_a_sheet_that_only_a_forgiving_reader_takes_is_damage_and_no_traceback() -> None:
    data = (Path(__file__).parent / "data" / "hostile" / "31-into-malformed-sheet-traceback.xlsx").read_bytes()
    read = read_document(data)
    assert read.document is not None
    with pytest.raises(JixiaoError) as problem:
        score_into(data, read, score(read.document))
    assert codes(problem) == ["JX403"]


@pytest.mark.parametrize("here", ["0", "1"])
def test_writing_into_a_workbook_has_the_limits_of_reading(monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    from jixiao.kernel.budget import Budget, using

    monkeypatch.setenv("JIXIAO_WORKER", here)
    data = as_xlsx(drawn(TABLE))
    read = read_document(data)
    result = score(read.document or {})
    with using(Budget(unpacked=1000)), pytest.raises(JixiaoError) as problem:
        score_into(data, read, result)
    assert codes(problem) == ["JX405"]
    assert score_into(data, read, result)[1] == ()


def test_what_begins_like_a_formula_stays_text() -> None:
    data = as_xlsx(drawn("三级指标|目标值\n件数|≥5"))
    read = read_document(data, "表.xlsx")
    document = {**(read.document or {})}
    document["indicator"] = [{**document["indicator"][0], "actual": "=1+1", "reason": "+1"}]
    out, _ = score_into(data, read, score(document))
    cells = openpyxl.load_workbook(io.BytesIO(out)).worksheets[0]
    assert [cell.data_type for row in cells.iter_rows() for cell in row if cell.value in ("=1+1", "+1")] == ["s", "s"]


def test_only_a_workbook_can_be_written_into() -> None:
    data = as_csv(zhengzhou())
    read = read_document(data)
    with pytest.raises(JixiaoError) as problem:
        score_into(data, read, score(read.document or {}))
    assert [finding.code for finding in problem.value.diagnostics] == ["JX453"]


# -- files


def codes(problem: pytest.ExceptionInfo[JixiaoError]) -> list[str]:
    return [finding.code for finding in problem.value.diagnostics]


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    original = tmp_path / "表.xlsx"
    original.write_bytes(before := as_xlsx(drawn(TABLE)))
    read = read_document(original)
    result = score(read.document or {})
    with pytest.raises(JixiaoError) as problem:
        write_into(original, original, [(read, result)], force=True)
    assert codes(problem) == ["JX454"]
    (tmp_path / "别名.xlsx").symlink_to(original)
    with pytest.raises(JixiaoError) as problem:
        write_into(original, tmp_path / "别名.xlsx", [(read, result)], force=True)
    assert codes(problem) == ["JX454"]
    write_into(original, tmp_path / "表-得分.xlsx", [(read, result)])
    assert original.read_bytes() == before
    assert read_document(tmp_path / "表-得分.xlsx").document is not None


def test_an_existing_file_is_only_overwritten_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("mine", encoding="utf-8")
    case = case_from_document(Document(case_document()))
    with pytest.raises(JixiaoError) as problem:
        write_form(path, case)
    assert codes(problem) == ["JX701"]
    assert path.read_text(encoding="utf-8") == "mine"
    write_form(path, case, force=True)
    assert "项目支出绩效自评表" in path.read_text(encoding="utf-8")
    assert [item.name for item in tmp_path.iterdir()] == ["a.html"]


def test_an_unknown_kind_is_a_finding() -> None:
    with pytest.raises(JixiaoError) as problem:
        form_bytes(case_from_document(Document(case_document())), None, ".odt")
    assert codes(problem) == ["JX451"]


@pytest.mark.parametrize(
    ("suffix", "module", "extra"), [(".xlsx", "xlsxwriter", "documents"), (".pdf", "typst", "report")]
)
def test_a_missing_extra_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, suffix: str, module: str, extra: str
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(JixiaoError) as problem:
        form_bytes(case_from_document(Document(case_document())), None, suffix)
    assert codes(problem) == ["JX402"]
    assert dict(problem.value.diagnostics[0].args)["command"] == f'pip install "jixiao[{extra}]"'


def test_a_missing_reader_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    data = as_xlsx(drawn(TABLE))
    monkeypatch.setenv("JIXIAO_WORKER", "0")  # in this very process, whose modules are replaced
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert [finding.code for finding in read_document(data).diagnostics] == ["JX402"]
