"""SpreadsheetML 2003: one XML file, usually named .xls by the system that exported it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.xlsx import shown_value
from jixiao.documents.xmltree import Element, attribute, children, local, parse
from jixiao.kernel.budget import fits, worked
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose

__all__ = ["read_spreadsheetml"]

# Formats that SpreadsheetML calls by name.
_NAMED = {
    "Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "General Number": "General", "Currency": "#,##0.00",
    "Short Date": "yyyy/m/d", "Medium Date": "yyyy-mm-dd", "Long Date": 'yyyy"年"m"月"d"日"', "General Date": "yyyy/m/d",
}  # fmt: skip


def read_spreadsheetml(data: bytes) -> list[Grid]:
    """The sheets of the file. Raises JixiaoError: JX403, JX405, JX406."""
    worked("cells", 0, data.count(b"Cell>"))
    root = parse(data)
    formats: dict[str, str] = {}
    for style in (element for element in root.iter() if local(element) == "Style"):
        for number in children(style, "NumberFormat"):
            code = attribute(number, "Format") or "General"
            formats[attribute(style, "ID") or ""] = _NAMED.get(code, code)
    return [_sheet(sheet, formats) for sheet in root if local(sheet) == "Worksheet"]


def _sheet(sheet: Element, formats: dict[str, str]) -> Grid:
    name = attribute(sheet, "Name") or ""
    cells: list[Cell] = []
    for table in children(sheet, "Table"):
        row = 0
        for line in children(table, "Row"):
            row = _whole(line, "Index", row + 1)
            _row(line, row, name, formats, cells)
            fits("cells", len(cells))
    return build_grid(name, cells)


def _row(line: Element, row: int, sheet: str, formats: dict[str, str], cells: list[Cell]) -> None:
    col = 0
    for cell in children(line, "Cell"):
        col = _whole(cell, "Index", col + 1)
        across, down = _whole(cell, "MergeAcross", 0), _whole(cell, "MergeDown", 0)
        fits("columns", col + across)
        fits("rows", row + down)
        fits("cells", (across + 1) * (down + 1))
        place = Place(cell=f"{sheet}!{column_name(col - 1)}{row}")
        text, raw, doubts = _value(cell, formats.get(attribute(cell, "StyleID") or ""), place)
        cells.append(Cell(row - 1, col - 1, text, place, raw, down + 1, across + 1, doubts))
        col += across


def _whole(element: Element, name: str, default: int) -> int:
    """A count that the file states; what is no count is as if it were not there."""
    text = attribute(element, name) or ""
    return min(int(text), 10**7) if text.isascii() and text.isdigit() else default


def _value(cell: Element, code: str | None, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    data = next(children(cell, "Data"), None)
    text = "".join(data.itertext()).strip() if data is not None else ""
    formula = attribute(cell, "Formula") or ""
    if re.fullmatch(r"=\s*[-+]?\d[\d,]*(\.\d+)?\s*%?\s*", formula):
        return re.sub(r"\s+", "", formula), None, ()
    kind = attribute(data, "Type") if data is not None else "String"
    try:
        shown, raw, doubts = _shown(text, kind or "String", code, place)
    except InvalidOperation:
        shown, raw, doubts = text, None, ()
    if formula:
        doubts = (diagnose("JX410", place, shown=shown, formula=formula), *doubts)
    return shown, raw, doubts


def _shown(text: str, kind: str, code: str | None, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    if kind == "Number":
        return shown_value(Decimal(text), code, place)
    if kind == "DateTime":
        return text.split("T", maxsplit=1)[0], text, ()
    if kind == "Error":
        return "", None, (diagnose("JX417", place, shown=text),)
    if kind == "Boolean":
        return ("TRUE" if text == "1" else "FALSE"), None, ()
    return text, None, ()
