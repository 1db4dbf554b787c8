"""The fallback reader for spreadsheets whose styles are damaged: values and merges, no formats."""

from __future__ import annotations

import io
from typing import Any

from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.kernel.budget import fits, worked
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["SPARSE", "read_by_calamine"]

SPARSE = 4
"""Of so many places that a sheet reaches over, one may hold something before the limit of cells is taken for passed."""


def read_by_calamine(data: bytes, detail: str) -> list[Grid]:
    """The visible sheets, each with the finding that its formats are lost (JX416); ``detail`` says why.

    Raises JixiaoError: JX402 not installed, JX403 not readable either.
    """
    calamine = need("python_calamine", ".xlsx/.xls")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if "isible" in str(sheet.visible)]
        grids = [_sheet(book.get_sheet_by_name(name), name, detail) for name in names]
    except JixiaoError:
        raise
    except BaseException as problem:  # a panic of the library underneath is no Exception
        if type(problem).__name__ != "PanicException" and not isinstance(problem, Exception):
            raise
        raise JixiaoError(
            diagnose("JX403", detail=phrase("damage.reader", name=f"{detail}, {type(problem).__name__}"))
        ) from None
    return grids


def _sheet(sheet: Any, name: str, detail: str) -> Grid:
    fits("cells", sheet.total_height * sheet.total_width // SPARSE)
    worked("cells", 0, sheet.total_height * sheet.total_width)
    start = sheet.start or (0, 0)
    spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in sheet.merged_cell_ranges or ()}
    cells = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        for col, value in enumerate(values, start[1]):
            if value == "" and (row, col) not in spans:
                continue
            rows, cols = spans.get((row, col), (1, 1))
            place = Place(cell=f"{name}!{column_name(col)}{row + 1}")
            cells.append(Cell(row, col, _text(value), place, None, rows, cols))
    return build_grid(
        name, cells, doubts=[diagnose("JX416", Place(cell=name), detail=phrase("damage.reader", name=detail))]
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(int(value)) if value == int(value) and abs(value) < 10**15 else repr(value)
    return str(value)
