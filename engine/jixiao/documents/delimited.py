"""Tables of separated values: comma, tab or semicolon."""

from __future__ import annotations

from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.sniff import decode
from jixiao.kernel.budget import fits, tick
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.separated import mark_of, meant, records
from jixiao.kernel.words import phrase

__all__ = ["read_delimited"]


def read_delimited(data: bytes) -> list[Grid]:
    """The one grid of a .csv or .tsv. Raises JixiaoError: JX403 broken quoting, JX405 too large."""
    text = decode(data)
    cells: list[Cell] = []
    try:
        for row, (line, fields) in enumerate(records(text, mark_of(text))):
            tick()
            fits("rows", row + 1)
            fits("columns", len(fields))
            fits("cells", len(cells) + len(fields))
            for col, value in enumerate(fields):
                place = Place(cell=f"{column_name(col)}{row + 1}", line=line)
                cells.append(Cell(row, col, meant(value), place))
    except ValueError as problem:
        place = Place(line=int(problem.args[0]))
        raise JixiaoError(diagnose("JX403", place, detail=phrase("damage.quotes"))) from None
    return [build_grid("csv", cells)]
