"""What Word puts around, between and instead of the cells of a form."""

from __future__ import annotations

from typing import Any

from jixiao.documents.read import Reading, read_document
from tests.documents.originals import docx_of

HEAD = ["一级指标", "二级指标", "三级指标", "目标值"]


def cell(text: str, *, span: int = 1, merge: str = "", inside: str = "") -> str:
    """One w:tc; ``merge`` is restart or continue."""
    joined = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(merge, "")
    run = inside or f"<w:r><w:t>{text}</w:t></w:r>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{joined}</w:tcPr><w:p>{run}</w:p></w:tc>'


def row(*cells: str, before: int = 0) -> str:
    given = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    return f"<w:tr>{given}{''.join(cells)}</w:tr>"


def held(inner: str) -> str:
    """Inside a content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def read(*rows: str, around: str = "") -> Reading:
    table = row(*map(cell, HEAD)) + "".join(rows)
    return read_document(docx_of(f"{around}<w:tbl>{table}</w:tbl>"), "表.docx")


def leaves(result: Reading) -> list[tuple[Any, ...]]:
    assert result.document is not None, result.diagnostics
    return [
        tuple(leaf[key] for key in ("level1", "level2", "level3", "target")) for leaf in result.document["indicator"]
    ]


def test_a_row_in_a_content_control_is_a_row() -> None:
    rows = [row(*map(cell, ("产出", "数量", "甲", "1"))), held(row(*map(cell, ("产出", "数量", "乙", "2"))))]
    assert leaves(read(*rows)) == [("产出", "数量", "甲", "1"), ("产出", "数量", "乙", "2")]


def test_a_cell_in_a_content_control_is_a_cell() -> None:
    assert leaves(read(row(cell("产出"), held(cell("数量")), cell("甲"), cell("1")))) == [("产出", "数量", "甲", "1")]


def test_a_table_in_a_content_control_is_a_table() -> None:
    table = f"<w:tbl>{row(*map(cell, HEAD))}{row(*map(cell, ('产出', '数量', '甲', '1')))}</w:tbl>"
    assert leaves(read_document(docx_of(held(table)))) == [("产出", "数量", "甲", "1")]


def test_a_row_that_begins_later_keeps_its_columns() -> None:
    rows = [row(*map(cell, ("产出", "数量", "甲", "1"))), row(cell("乙"), cell("2"), before=2)]
    assert leaves(read(*rows)) == [("产出", "数量", "甲", "1"), ("产出", "数量", "乙", "2")]


def test_cells_merged_down_are_one_cell() -> None:
    rows = [
        row(cell("产出", merge="restart"), cell("数量", merge="restart"), cell("甲"), cell("1")),
        row(cell("", merge="continue"), cell("", merge="continue"), cell("乙"), cell("2")),
        row(cell("", merge="continue"), cell("质量"), cell("丙"), cell("3")),
    ]
    assert leaves(read(*rows)) == [
        ("产出", "数量", "甲", "1"),
        ("产出", "数量", "乙", "2"),
        ("产出", "质量", "丙", "3"),
    ]


def test_lines_of_a_cell_are_joined_without_a_space() -> None:
    folded = "<w:r><w:t>验收</w:t><w:br/><w:t>合格。</w:t></w:r></w:p><w:p><w:r><w:t>群众满意</w:t></w:r>"
    assert (
        leaves(read(row(cell("产出"), cell("质量"), cell("甲"), cell("", inside=folded))))[0][3] == "验收合格。群众满意"
    )


def test_deleted_text_is_not_there_and_inserted_text_is() -> None:
    runs = "<w:del><w:r><w:delText>90%</w:delText></w:r></w:del><w:ins><w:r><w:t>≥95%</w:t></w:r></w:ins>"
    assert leaves(read(row(cell("产出"), cell("质量"), cell("甲"), cell("", inside=runs))))[0][3] == "≥95%"


def test_the_prompt_of_an_unfilled_control_is_not_text() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>选择一项。</w:t></w:r></w:sdtContent></w:sdt>"
    assert leaves(read(row(cell("产出"), cell("质量"), cell("甲"), cell("", inside=prompt))))[0][3] == ""


def test_a_sign_of_a_symbol_font_is_the_sign() -> None:
    runs = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:t>95%</w:t></w:r>'
    assert leaves(read(row(cell("产出"), cell("质量"), cell("甲"), cell("", inside=runs))))[0][3] == "≥95%"


def test_a_picture_in_a_cell_is_said() -> None:
    result = read(row(cell("产出"), cell("质量"), cell("甲"), cell("", inside="<w:r><w:drawing/></w:r>")))
    assert [finding.code for finding in result.diagnostics] == ["JX414"]


def test_the_title_above_the_table_gives_the_year_and_the_unit() -> None:
    lines = "<w:p><w:r><w:t>某市水利局项目支出绩效自评表</w:t></w:r></w:p><w:p><w:r><w:t>（2023年度）</w:t></w:r></w:p>"
    result = read(row(*map(cell, ("产出", "数量", "甲", "1"))), around=lines)
    assert (result.document or {})["project"] == {"unit": "某市水利局", "year": 2023}
