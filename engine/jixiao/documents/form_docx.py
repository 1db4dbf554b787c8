"""The form as a Word document: A4 landscape, one table with merged cells, the annexes on a page of their own."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from jixiao.documents import form_labels as labels
from jixiao.documents.extras import need
from jixiao.documents.form_model import COLUMNS, WIDTHS, Box, BoxKind, Form
from jixiao.kernel.words import say

__all__ = ["form_docx"]

_WIDE = 26.7  # centimetres between the margins
_SHADES = {BoxKind.HEAD: "EDEDED", BoxKind.OPEN: "FFF2CC", BoxKind.ENTRY: "F7FBFF"}


def form_docx(form: Form) -> bytes:
    """The document's bytes. Raises JixiaoError (JX402) without python-docx."""
    docx = need("docx", ".docx")
    document = docx.Document()
    _page(document, docx)
    titles = [box for box in form.boxes if box.kind in (BoxKind.TITLE, BoxKind.SUB)]
    for box in titles:
        paragraph = document.add_paragraph()
        paragraph.alignment = 1
        run = paragraph.add_run(box.text)
        run.bold = box.kind is BoxKind.TITLE
        run.font.size = docx.shared.Pt(16 if box.kind is BoxKind.TITLE else 10.5)
    _table(document, docx, [box for box in form.boxes if box not in titles], len(titles), form)
    for number, annex in enumerate(form.annexes):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = number == 0
        _annex(document, docx, annex)
    document.add_paragraph()  # no document ends with a table: programs that save it as .doc make text of the last one
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2000, 1, 1)
    document.core_properties.author = ""
    document.core_properties.title = labels.TITLE
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue())


def _dated(data: bytes) -> bytes:
    """The package with one date in all its entries: the same form gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            copy.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _page(document: Any, docx: Any) -> None:
    section = document.sections[0]
    section.orientation = 1
    section.page_width, section.page_height = docx.shared.Cm(29.7), docx.shared.Cm(21)
    section.left_margin = section.right_margin = docx.shared.Cm(1.5)
    section.top_margin = section.bottom_margin = docx.shared.Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = labels.FONT, docx.shared.Pt(9)
    style.element.rPr.rFonts.set(docx.oxml.ns.qn("w:eastAsia"), labels.FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = docx.shared.Pt(1.5)


def _table(document: Any, docx: Any, boxes: list[Box], skipped: int, form: Form) -> None:
    table = _grid(document, docx, form.height - skipped, WIDTHS)
    cells = table._cells  # one walk over the XML; table.cell() would walk it for every cell
    for box in boxes:
        row = box.row - skipped
        first = cells[row * COLUMNS + box.col]
        if box.rows > 1 or box.cols > 1:
            last = cells[(row + box.rows - 1) * COLUMNS + box.col + box.cols - 1]
            first = first.merge(last)
        _fill(docx, first, box.text, box.kind)
        if box.choices:
            _drop_down(docx, first, box.choices)
    _repeat(docx, table.rows[form.head_row - skipped])


def _grid(document: Any, docx: Any, rows: int, widths: tuple[int, ...]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    unit = _WIDE / sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = docx.shared.Cm(width * unit)
        for cell in column.cells:
            cell.width = docx.shared.Cm(width * unit)
    for row in table.rows:  # a row is never cut by the end of a page
        row._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:cantSplit"))
    return table


def _fill(docx: Any, cell: Any, text: str, kind: BoxKind) -> None:
    lines = text.split("\n")
    for extra in cell.paragraphs[1:]:  # what merging left behind
        extra._p.getparent().remove(extra._p)
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(lines):
        paragraph = paragraph if number == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = kind in (BoxKind.LABEL, BoxKind.HEAD)
        if kind is BoxKind.TODO:
            run.font.color.rgb = docx.shared.RGBColor(0xC0, 0, 0)
        paragraph.alignment = 0 if kind in (BoxKind.TEXT, BoxKind.TODO, BoxKind.ENTRY) else 1
    cell.vertical_alignment = 1
    if kind in _SHADES:
        shade = docx.oxml.OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADES[kind])):
            shade.set(docx.oxml.ns.qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _drop_down(docx: Any, cell: Any, choices: tuple[str, ...]) -> None:
    """A list of levels to choose from, with a prompt that readers know for a prompt."""
    qn, make = docx.oxml.ns.qn, docx.oxml.OxmlElement
    control, properties, content = make("w:sdt"), make("w:sdtPr"), make("w:sdtContent")
    properties.append(make("w:showingPlcHdr"))
    listed = make("w:dropDownList")
    for choice in choices:
        item = make("w:listItem")
        item.set(qn("w:displayText"), choice)
        item.set(qn("w:value"), choice)
        listed.append(item)
    properties.append(listed)
    run, text = make("w:r"), make("w:t")
    text.text = say("form.choose", labels.LANGUAGE)
    run.append(text)
    content.append(run)
    control.append(properties)
    control.append(content)
    cell.paragraphs[0]._p.append(control)


def _repeat(docx: Any, row: Any) -> None:
    """The header of the indicators is repeated at the top of every page."""
    row._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))


def _annex(document: Any, docx: Any, annex: tuple[tuple[str, ...], ...]) -> None:
    wide = len(annex[0]) == 3
    widths = (8, 16, 60) if wide else (8, *[int(80 / max(len(annex[0]) - 1, 1))] * (len(annex[0]) - 1))
    table = _grid(document, docx, len(annex), widths)
    cells = table._cells
    count = len(annex[0])
    for row, line in enumerate(annex):
        for col, text in enumerate(line[1:], 1):
            _fill(docx, cells[row * count + col], text, BoxKind.HEAD if row == 0 else BoxKind.TEXT)
    _fill(docx, cells[0].merge(cells[(len(annex) - 1) * count]), annex[0][0], BoxKind.LABEL)
