"""What Excel and WPS do to a target, each trap a workbook made here; some of its parts are XML written by hand."""

from __future__ import annotations

import io
from typing import Any

import pytest

from jixiao.documents.grid import Grid
from jixiao.documents.read import Reading, others_left, read_document, read_grids
from tests.documents.originals import packed

openpyxl = pytest.importorskip("openpyxl")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: str, *, styles: str = "", space: str = MAIN, relations: str = RELS) -> bytes:
    """A workbook of raw parts, such as WPS and Chinese exports write."""
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed(
        {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}"><sheets>'
            '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{relations}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": styles or style_sheet(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}">{sheet}</worksheet>',
        }
    )


def style_sheet(formats: str = "", xfs: str = '<xf numFmtId="0"/>', fill: str = "") -> str:
    return (
        f'<styleSheet xmlns="{MAIN}">{formats}<fonts count="1"><font/></fonts><fills count="1">'
        f'{fill or "<fill><patternFill/></fill>"}</fills><borders count="1"><border/></borders><cellStyleXfs count="1">'
        f'<xf numFmtId="0"/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>'
    )


HEAD = "".join(
    f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>' for cell, text in (("A1", "三级指标"), ("B1", "目标值"))
)


def one_target(cell: str, **more: Any) -> Reading:
    """Read a list of one indicator whose target is this cell of XML."""
    name = '<c r="A2" t="inlineStr"><is><t>甲</t></is></c>'
    sheet = f'<sheetData><row r="1">{HEAD}</row><row r="2">{name}{cell}</row></sheetData>'
    return read_document(workbook(sheet, **more), "表.xlsx")


def target(result: Reading) -> str:
    assert result.document is not None
    return str(result.document["indicator"][0]["target"])


def codes(result: Reading) -> list[str]:
    return [finding.code for finding in result.diagnostics]


def typed(value: object, number_format: str = "General") -> Reading:
    """Read a list of one indicator whose target openpyxl wrote with a number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["三级指标", "目标值"])
    sheet.append(["甲", value])
    sheet["B2"].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue(), "表.xlsx")


# -- formulas that are typed targets


@pytest.mark.parametrize("styled", ["", ' s="1"'])
@pytest.mark.parametrize(
    ("formula", "cached", "shown"), [("100%", "1", "=100%"), ("0", "0", "=0"), ("12", "12", "=12")]
)
def test_a_formula_that_is_only_a_number_was_typed_as_a_target(
    styled: str, formula: str, cached: str, shown: str
) -> None:
    cell = f'<c r="B2"{styled}><f>{formula}</f><v>{cached}</v></c>'
    result = one_target(cell, styles=style_sheet(xfs='<xf numFmtId="0"/><xf numFmtId="9"/>'))
    assert (target(result), codes(result)) == (shown, [])


def test_never_calculated_a_typed_target_is_still_one() -> None:
    assert target(one_target('<c r="B2"><f>100%</f></c>')) == "=100%"


def test_the_text_and_the_formula_of_the_same_string_are_told_apart() -> None:
    text = one_target('<c r="B2" t="inlineStr"><is><t>=SUM(A1)</t></is></c>')
    assert (target(text), codes(text)) == ("=SUM(A1)", [])


def test_a_computed_target_is_read_as_shown_and_said() -> None:
    text = one_target('<c r="B2" t="str"><f>"≥"&amp;95&amp;"%"</f><v>≥95%</v></c>')
    assert (target(text), codes(text)) == ("≥95%", ["JX410"])


def test_a_formula_never_calculated_is_neither_empty_nor_nought() -> None:
    result = one_target('<c r="B2"><f>A9*2</f></c>')
    assert (target(result), codes(result)) == ("", ["JX411"])
    assert str(result.diagnostics[0].place) == "表.xlsx:表!B2:$.indicator[0].target"


def test_a_formula_that_looks_into_another_file_is_said() -> None:
    result = one_target('<c r="B2"><f>[1]Sheet1!A1</f><v>5</v></c>')
    assert (target(result), codes(result)) == ("5", ["JX430"])


def test_an_error_value_is_said() -> None:
    assert codes(one_target('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')) == ["JX410", "JX417"]


def test_a_wps_picture_in_a_cell_is_said() -> None:
    result = one_target('<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>')
    assert (target(result), codes(result)) == ("", ["JX414"])


# -- numbers and the formats that show them


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (100, '0"%"', "100%"),
        (100, r"0\%", "100%"),
        (5, '"≥"0', "≥5"),
        (5, r"\≥0", "≥5"),
        (86, '0"万元"', "86万元"),
        (860000, r'0\.0,"万元"', "86.0万元"),
        (860000, '0!.0,"万元"', "86.0万元"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (12, "General", "12"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: object, number_format: str, shown: str) -> None:
    result = typed(value, number_format)
    assert (target(result), codes(result)) == (shown, [])


def test_what_binary_arithmetic_leaves_behind_the_fifteenth_digit_is_nothing() -> None:
    result = one_target('<c r="B2"><v>0.30000000000000004</v></c>')
    assert (target(result), codes(result)) == ("0.3", [])


def test_a_number_that_shows_less_than_it_holds_is_said() -> None:
    result = typed(0.955, "0%")
    assert (target(result), codes(result)) == ("96%", ["JX412"])
    assert dict(result.diagnostics[0].args) == {"shown": "96%", "raw": "0.955"}


@pytest.mark.parametrize(("value", "number_format"), [(44320, 'm"月"d"日"'), (0.5, "# ?/?")])
def test_a_format_that_excel_chooses_by_itself_is_said(value: object, number_format: str) -> None:
    assert codes(typed(value, number_format)) == ["JX413"]


@pytest.mark.parametrize(("number", "shown"), [(31, "2021年12月1日"), (57, "2021年12月"), (27, "2021年12月")])
def test_chinese_date_ids_without_a_format_string(number: int, shown: str) -> None:
    styles = style_sheet(xfs=f'<xf numFmtId="0"/><xf numFmtId="{number}" applyNumberFormat="1"/>')
    assert target(one_target('<c r="B2" s="1"><v>44531</v></c>', styles=styles)) == shown


def test_a_file_s_own_definition_of_such_an_id_wins() -> None:
    styles = style_sheet(
        '<numFmts count="1"><numFmt numFmtId="57" formatCode="yyyy/mm/dd"/></numFmts>',
        '<xf numFmtId="0"/><xf numFmtId="57" applyNumberFormat="1"/>',
    )
    assert target(one_target('<c r="B2" s="1"><v>44531</v></c>', styles=styles)) == "2021/12/01"


def test_an_undefined_format_id_does_not_stop_the_reading() -> None:
    styles = style_sheet(xfs='<xf numFmtId="0"/><xf numFmtId="200"/>')
    assert target(one_target('<c r="B2" s="1"><v>95</v></c>', styles=styles)) == "95"


# -- damaged and odd packages


def test_a_dimension_that_lies_is_not_believed() -> None:
    name = '<c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="B2"><v>5</v></c>'
    sheet = f'<dimension ref="A1"/><sheetData><row r="1">{HEAD}</row><row r="2">{name}</row></sheetData>'
    assert target(read_document(workbook(sheet))) == "5"


def test_empty_fills_lose_the_formats_and_that_is_said() -> None:
    result = one_target('<c r="B2"><v>0.95</v></c>', styles=style_sheet(fill="<fill/>"))
    assert (target(result), codes(result)) == ("0.95", ["JX416"])


def test_a_style_out_of_range_loses_the_formats_and_that_is_said() -> None:
    result = one_target('<c r="B2" s="99"><v>0.95</v></c>')
    assert target(result) == "0.95"
    assert "JX416" in codes(result)


def test_a_strict_workbook_is_read_without_formats() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    result = one_target('<c r="B2"><v>5</v></c>', space=STRICT, relations=strict)
    assert target(result) == "5"
    assert "JX416" in codes(result)


def test_the_name_of_a_file_says_nothing(tmp_path: Any) -> None:
    book = openpyxl.Workbook()
    book.active.append(["三级指标", "目标值"])
    book.active.append(["甲", "≥95%"])
    book.save(tmp_path / "表.xlsx")
    (tmp_path / "表.xlsx").rename(tmp_path / "表.xls")
    assert target(read_document(tmp_path / "表.xls")) == "≥95%"


# -- what a sheet hides


def hidden(rows: bool = False, cols: bool = False, sheet: bool = False) -> Reading:
    book = openpyxl.Workbook()
    first = book.active
    first.append(["三级指标", "目标值"])
    first.append(["甲", "5"])
    first.append(["乙", "6"])
    first.row_dimensions[3].hidden = rows
    first.column_dimensions["B"].hidden = cols
    if sheet:
        other = book.create_sheet("底稿")
        other.append(["三级指标", "目标值"])
        other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue())


@pytest.mark.parametrize("what", ["rows", "cols", "sheet"])
def test_what_is_hidden_is_said(what: str) -> None:
    result = hidden(**{what: True})
    assert codes(result) == ["JX415"]
    assert len((result.document or {})["indicator"]) == 2


def test_several_forms_in_one_workbook_are_all_read() -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("项目二")):
        sheet.append(["三级指标", "目标值"])
        sheet.append(["甲", "5"])
    out = io.BytesIO()
    book.save(out)
    reading = read_document(out.getvalue())
    assert codes(reading) == []
    assert [form.name for form in reading.forms] == ["Sheet", "项目二"]
    assert others_left(reading.held).code == "JX426"


def test_merged_cells_name_all_their_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["一级指标", "二级指标", "三级指标", "目标值"], ["产出", "数量", "甲", "5"], [None, None, "乙", "6"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    _, grids = read_grids(out.getvalue())
    grid: Grid = grids[0]
    assert grid.at(2, 0) is grid.at(1, 0)
    rows = (read_document(out.getvalue()).document or {})["indicator"]
    assert [(row["level1"], row["level2"]) for row in rows] == [("产出", "数量")] * 2
