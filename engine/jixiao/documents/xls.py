"""Excel 97-2003 workbooks (.xls) by xlrd, with formats and merged cells.

Formula text cannot be had from them: ``=100%`` with format ``0%`` still shows 100%, and a 1 in a General
cell stays the 1 it shows.
"""

from __future__ import annotations

import io
from typing import Any

from jixiao.documents.calamine import SPARSE, read_by_calamine
from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, column_name, hidden_ones, hidden_sheets
from jixiao.documents.numfmt import BUILTIN
from jixiao.documents.xlsx import shown_value, stored_decimal
from jixiao.kernel.budget import fits, worked
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose

__all__ = ["read_xls"]

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_xls(data: bytes) -> list[Grid]:
    """The visible sheets of a workbook. Raises JixiaoError: JX402 to JX405."""
    xlrd = need("xlrd", ".xls")
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), on_demand=False)
    except Exception as problem:
        if "encrypt" in str(problem).lower() or "password" in str(problem).lower():
            raise JixiaoError(diagnose("JX404")) from None
        return read_by_calamine(data, f"{type(problem).__name__}")
    grids = [_sheet(book, sheet) for sheet in book.sheets() if sheet.visibility == 0]
    hidden = [sheet.name for sheet in book.sheets() if sheet.visibility]
    return hidden_sheets(grids, hidden)


def _sheet(book: Any, sheet: Any) -> Grid:
    fits("cells", sheet.nrows * sheet.ncols // SPARSE)
    worked("cells", 0, sheet.nrows * sheet.ncols)
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    cells = []
    for row in range(sheet.nrows):
        for col in range(min(sheet.row_len(row), sheet.ncols)):
            cell = sheet.cell(row, col)
            if cell.ctype in (0, 6) and (row, col) not in spans:
                continue
            place = Place(cell=f"{sheet.name}!{column_name(col)}{row + 1}")
            text, raw, doubts = _cell(book, cell, place)
            rows, cols = spans.get((row, col), (1, 1))
            cells.append(Cell(row, col, text, place, raw, rows, cols, doubts))
    return build_grid(sheet.name, cells, doubts=_hidden(sheet))


def _hidden(sheet: Any) -> list[Diagnostic]:
    rows = [str(row + 1) for row, seen in sorted(sheet.rowinfo_map.items()) if seen.hidden]
    cols = [column_name(col) for col, seen in sorted(sheet.colinfo_map.items()) if seen.hidden and col < sheet.ncols]
    place = Place(cell=sheet.name)
    return [hidden_ones(place, what, names) for what, names in (("rows", rows), ("columns", cols)) if names]


def _cell(book: Any, cell: Any, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    if cell.ctype == 5:
        return "", None, (diagnose("JX417", place, shown=_ERRORS.get(cell.value, "#?")),)
    if cell.ctype == 4:
        return ("TRUE" if cell.value else "FALSE"), None, ()
    if cell.ctype in (0, 6):
        return "", None, ()
    if cell.ctype == 1:
        return str(cell.value), None, ()
    value = stored_decimal(cell.value)
    if value is not None and book.datemode and cell.ctype == 3:
        value += 1462
    return shown_value(value, _format(book, cell), place)


def _format(book: Any, cell: Any) -> str | None:
    try:
        key = book.xf_list[cell.xf_index].format_key
        code = book.format_map[key].format_str
    except (IndexError, KeyError, TypeError):
        return None
    return (
        BUILTIN[key]
        if key in BUILTIN and (27 <= key <= 36 or 50 <= key <= 58) and code in ("", "General")
        else str(code)
    )
