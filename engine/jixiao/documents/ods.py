"""OpenDocument spreadsheets (.ods): the shown text, formulas and merged cells stand in the file as they are."""

from __future__ import annotations

import re

from jixiao.documents.grid import Cell, Grid, build_grid, column_name, hidden_ones
from jixiao.documents.limits import Package
from jixiao.documents.xmltree import Element, attribute, children, local, parse
from jixiao.kernel.budget import fits, worked
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose

__all__ = ["read_ods"]

_LITERAL = re.compile(r"=\s*[-+]?\d[\d,]*(\.\d+)?\s*%?\s*")


def read_ods(data: bytes) -> list[Grid]:
    """The visible sheets. Raises JixiaoError: JX403, JX405, JX406."""
    xml = Package(data).read("content.xml")
    worked("cells", 0, xml.count(b"<table:table-cell"))
    root = parse(xml)
    hidden = {
        attribute(style, "name")
        for style in root.iter()
        if local(style) == "style"
        and any(local(part) == "table-properties" and attribute(part, "display") == "false" for part in style)
    }
    tables = [
        element for element in root.iter() if local(element) == "table" and attribute(element, "name") is not None
    ]
    if not tables:
        raise JixiaoError(diagnose("JX403", detail="content.xml"))
    return [_sheet(table) for table in tables if attribute(table, "style-name") not in hidden]


def _sheet(table: Element) -> Grid:
    name = attribute(table, "name") or ""
    cells: list[Cell] = []
    concealed: list[str] = []
    at = 0
    for row in _rows(table):
        repeat = _count(row, "number-rows-repeated")
        found = _row(row, at, name)
        # Only rows that show something are worth repeating; the empty tail of a sheet is a million rows.
        for copy in range(repeat if found else 0):
            fits("rows", at + copy)
            cells.extend(Cell(at + copy, c.col, c.text, c.place, c.raw, c.rows, c.cols, c.doubts) for c in found)
            fits("cells", len(cells))
        if found and attribute(row, "visibility") in ("collapse", "filter"):
            concealed.append(str(at + 1))
        at += repeat
    doubts = [hidden_ones(Place(cell=name), "rows", concealed)] if concealed else []
    return build_grid(name, cells, doubts=doubts)


def _rows(table: Element) -> list[Element]:
    return [element for element in table.iter() if local(element) == "table-row"]


def _count(element: Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return int(text) if text.isdigit() and text != "0" else 1


def _row(row: Element, at: int, sheet: str) -> list[Cell]:
    found: list[Cell] = []
    col = 0
    for element in children(row, "table-cell", "covered-table-cell"):
        repeat = _count(element, "number-columns-repeated")
        rows, cols = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
        place = Place(cell=f"{sheet}!{column_name(col)}{at + 1}")
        text, raw, doubts = _shown(element, place)
        if local(element) == "table-cell" and (text or doubts or rows > 1 or cols > 1):
            fits("columns", col + repeat)
            fits("cells", rows * cols)
            found.extend(Cell(at, col + copy, text, place, raw, rows, cols, doubts) for copy in range(repeat))
        col += repeat
    return found


def _shown(element: Element, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    text = "\n".join("".join(part.itertext()) for part in children(element, "p")).strip()
    formula = (attribute(element, "formula") or "").partition(":")[2]
    if formula and _LITERAL.fullmatch(formula):
        return re.sub(r"\s+", "", formula), None, ()
    if not text and any(local(part) == "frame" for part in element):
        return "", None, (diagnose("JX414", place),)
    if re.fullmatch(r"(#[A-Z/0-9!?]+|Err:\d+)", text) and formula:
        return "", None, (diagnose("JX417", place, shown=text),)
    value = attribute(element, "value")
    doubts = (diagnose("JX410", place, shown=text, formula=formula),) if formula else ()
    if value is not None and _loses(text, value):
        doubts = (*doubts, diagnose("JX412", place, shown=text, raw=value))
    return text, value, doubts


def _loses(text: str, value: str) -> bool:
    """True when a plain number or percentage shows fewer digits than are stored."""
    from decimal import Decimal, InvalidOperation

    shown = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(%?)", text)
    if not shown:
        return False
    try:
        return Decimal(shown[1].replace(",", "")) != Decimal(value).scaleb(2 if shown[2] else 0)
    except InvalidOperation:
        return False
