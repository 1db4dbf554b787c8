"""Hand-made originals: one table laid out once, written as every kind of document a user may have.

``zhengzhou()`` is the 2021 target table as its unit would keep it: a head of labels and values, merged first
and second levels, targets folded over several lines, names and numbers of people in the head.
"""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from attrs import frozen

CASE = Path(__file__).parents[2] / "cases" / "good" / "zhengzhou-2021-laojiu" / "case.toml"


@frozen
class Box:
    """A cell of the layout: where it starts, how far it reaches, what it shows."""

    row: int
    col: int
    text: str
    rows: int = 1
    cols: int = 1


def case_document() -> dict[str, Any]:
    """The case that every original must be read to, without the ruleset that no form names."""
    document = tomllib.loads(CASE.read_text(encoding="utf-8"))
    del document["project"]["ruleset"]
    return document


def fold(text: str, width: int) -> str:
    """Text folded by hand, as people do with Alt+Enter."""
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def zhengzhou(width: int = 14) -> list[Box]:
    """The Zhengzhou table as boxes of a four-column layout."""
    extra = case_document()["extra"]
    boxes = [Box(0, 0, "郑州市住房保障和房地产管理局机关支出项目绩效目标表", 1, 4), Box(1, 0, "（2021年）", 1, 4)]
    head = [
        ("项目名称", "老旧小区指挥部工作经费"),
        ("单位编码", "055001", "资金用途", "业务类"),
        ("项目负责人", "某某", "联系人", "某某"),
        ("联系电话", "00000000"),
        ("开始时间", "2021-01-01", "结束时间", "2021-12-31"),
        ("项目总金额", "860000.00", "项目本年度金额", "860000.00"),
        ("上年度项目总金额", "860000.00", "项目上年度金额", "860000.00"),
        ("项目概况", extra["项目概况"]),
        ("立项依据", extra["立项依据"]),
        ("项目设立的\n必要性", extra["项目设立的必要性"]),
        ("项目配套\n制度措施", extra["项目配套制度措施"]),
        ("项目实施计划", extra["项目实施计划"]),
        ("备注", ""),
        ("项目总目标", extra["项目总目标"]),
        ("年度绩效目标", extra["年度绩效目标"]),
        ("一级指标", "二级指标", "三级指标", "目标值"),
    ]
    row = 2
    for line in head:
        if len(line) == 2:
            boxes += [Box(row, 0, line[0]), Box(row, 1, line[1], 1, 3)]
        else:
            boxes += [Box(row, col, text) for col, text in enumerate(line)]
        row += 1
    return boxes + _indicators(row, width)


def _indicators(row: int, width: int) -> list[Box]:
    boxes: list[Box] = []
    for level1, branches in _tree().items():
        height = sum(max(len(leaves), 1) for leaves in branches.values())
        boxes.append(Box(row, 0, level1, height))
        for level2, leaves in branches.items():
            boxes.append(Box(row, 1, level2, max(len(leaves), 1)))
            for name, target in leaves or [("", "")]:
                boxes += [Box(row, 2, name), Box(row, 3, fold(target, width))]
                row += 1
    return boxes


def _tree() -> dict[str, dict[str, list[tuple[str, str]]]]:
    order = {
        "投入与目标管理": "投入管理 财务管理 项目管理 资产管理",
        "产出目标": "数量 质量 时效 成本",
        "效果目标": "经济效益 社会效益 环境效益 满意度",
        "影响力目标": "长效管理 人力资源 部门协助 配套设施 信息共享 其它",
    }
    tree: dict[str, dict[str, list[tuple[str, str]]]] = {a: {b: [] for b in bs.split()} for a, bs in order.items()}
    for leaf in case_document()["indicator"]:
        tree[leaf["level1"]][leaf["level2"]].append((leaf["level3"], leaf["target"]))
    return tree


def as_xlsx(boxes: list[Box], title: str = "Sheet1") -> bytes:
    """A workbook whose targets are text cells, as a careful clerk leaves them."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for box in boxes:
        cell = sheet.cell(box.row + 1, box.col + 1)
        if box.text:
            cell.value = box.text
            cell.data_type = "s"
        if box.rows > 1 or box.cols > 1:
            sheet.merge_cells(None, box.row + 1, box.col + 1, box.row + box.rows, box.col + box.cols)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(boxes: list[Box]) -> bytes:
    """A Word table of the raw kind: gridSpan and vMerge, one paragraph for each line of a cell."""
    at = {(box.row, box.col): box for box in boxes}
    covered = {(box.row + r, box.col): box for box in boxes for r in range(1, box.rows)}
    rows = []
    width = max(box.col + box.cols for box in boxes)
    for row in range(max(box.row + box.rows for box in boxes)):
        cells = []
        col = 0
        while col < width:
            box = at.get((row, col)) or covered.get((row, col)) or Box(row, col, "")
            cells.append(_docx_cell(box, continued=box.row != row))
            col += box.cols
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return docx_of(f"<w:tbl>{''.join(rows)}</w:tbl>")


def _docx_cell(box: Box, *, continued: bool) -> str:
    merge = "<w:vMerge/>" if continued else '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
    lines = [""] if continued else box.text.split("\n")
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{box.cols}"/>{merge}</w:tcPr>{body}</w:tc>'


def docx_of(body: str) -> bytes:
    """A minimal .docx around the XML of its body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>',
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def as_html(boxes: list[Box], *, charset: str = "utf-8") -> bytes:
    """A web page, as office systems export it under the name of .xls."""
    rows = []
    for row in range(max(box.row + box.rows for box in boxes)):
        cells = "".join(
            f"<td rowspan='{b.rows}' colspan='{b.cols}'>{escape(b.text).replace(chr(10), '<br>')}</td>"
            for b in sorted((b for b in boxes if b.row == row), key=lambda b: b.col)
        )
        rows.append(f"<tr>{cells}</tr>")
    page = f"<html><head><meta charset='{charset}'></head><body><table border=1>{''.join(rows)}</table></body></html>"
    return page.encode(charset)


def as_csv(boxes: list[Box], encoding: str = "utf-8-sig") -> bytes:
    """Separated values: merged cells leave blanks behind, as every export does."""
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    texts = {(box.row, box.col): box.text for box in boxes}
    width = max(box.col + box.cols for box in boxes)
    for row in range(max(box.row + box.rows for box in boxes)):
        writer.writerow([texts.get((row, col), "") for col in range(width)])
    return out.getvalue().encode(encoding)


def as_spreadsheetml(boxes: list[Box]) -> bytes:
    """SpreadsheetML 2003."""
    rows = []
    for row in range(max(box.row + box.rows for box in boxes)):
        cells = "".join(
            f'<Cell ss:Index="{b.col + 1}" ss:MergeAcross="{b.cols - 1}" ss:MergeDown="{b.rows - 1}">'
            f'<Data ss:Type="String">{escape(b.text)}</Data></Cell>'
            for b in sorted((b for b in boxes if b.row == row), key=lambda b: b.col)
        )
        rows.append(f'<Row ss:Index="{row + 1}">{cells}</Row>')
    return (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表1"><Table>'
        f"{''.join(rows)}</Table></Worksheet></Workbook>"
    ).encode()


def as_ods(boxes: list[Box]) -> bytes:
    """OpenDocument, with the million empty rows that every such file ends with."""
    at = {(box.row, box.col): box for box in boxes}
    taken = {(b.row + r, b.col + c) for b in boxes for r in range(b.rows) for c in range(b.cols)} - set(at)
    rows = []
    width = max(box.col + box.cols for box in boxes)
    for row in range(max(box.row + box.rows for box in boxes)):
        cells = []
        for col in range(width):
            if (row, col) in taken:
                cells.append("<table:covered-table-cell/>")
            elif (row, col) in at:
                box = at[row, col]
                text = "".join(f"<text:p>{escape(line)}</text:p>" for line in box.text.split("\n"))
                cells.append(
                    f'<table:table-cell table:number-rows-spanned="{box.rows}" '
                    f'table:number-columns-spanned="{box.cols}" office:value-type="string">{text}</table:table-cell>'
                )
            else:
                cells.append("<table:table-cell/>")
        rows.append(
            f'<table:table-row>{"".join(cells)}<table:table-cell table:number-columns-repeated="{16384 - width}"/></table:table-row>'
        )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{"".join(rows)}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


_TYPST = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 1.5cm)
#set text(font: "Noto Sans CJK SC", size: 9pt, cjk-latin-spacing: none)
#table(columns: (2.6cm, 2.4cm, 5cm, 1fr), inset: 4pt,
  ..data.map(b => table.cell(x: b.col, y: b.row, rowspan: b.rows, colspan: b.cols, breakable: true)[#b.text]))
"""


def as_pdf(boxes: list[Box], source: str = _TYPST) -> bytes:
    """A PDF of two or more pages, so that merged cells are cut by a page break."""
    typst = pytest.importorskip("typst")
    data = [{"row": b.row, "col": b.col, "rows": b.rows, "cols": b.cols, "text": b.text} for b in boxes]
    pdf, warnings = typst.compile_with_warnings(source.encode(), sys_inputs={"data": json.dumps(data)})
    if any("unknown font" in str(warning.message) for warning in warnings):
        pytest.skip("no Noto Sans CJK SC on this machine")
    assert isinstance(pdf, bytes)
    return pdf
