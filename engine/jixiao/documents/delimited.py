"""Tables of separated values: comma, tab or semicolon."""

from __future__ import annotations

from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.layout.words import is_header_row
from jixiao.documents.merges import merged_again
from jixiao.documents.sniff import decode
from jixiao.documents.text_rows import tabbed
from jixiao.documents.text_table import grids_of
from jixiao.kernel.budget import fits, tick
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.separated import mark_of, meant, records
from jixiao.kernel.words import phrase

__all__ = ["read_delimited"]


def read_delimited(data: bytes) -> list[Grid]:
    """The one grid of a .csv or .tsv. Raises JixiaoError: JX403 broken quoting, JX405 too large."""
    text = decode(data)
    mark = mark_of(text)
    rows: list[tuple[int, list[str]]] = []
    count = 0
    try:
        for line, fields in records(text, mark):
            tick()
            count += len(fields)
            fits("rows", len(rows) + 1)
            fits("columns", len(fields))
            fits("cells", count)
            rows.append((line, [meant(value) for value in fields]))
    except ValueError as problem:
        place = Place(line=int(problem.args[0]))
        raise JixiaoError(diagnose("JX403", place, detail=phrase("damage.quotes"))) from None
    if mark == "\t" and _is_ragged([fields for _, fields in rows]):
        return grids_of(tabbed((line, fields) for line, fields in rows if any(fields)))
    cells = [
        Cell(row, col, value, Place(cell=f"{column_name(col)}{row + 1}", line=line))
        for row, (line, fields) in enumerate(rows)
        for col, value in enumerate(fields)
    ]
    return [merged_again(build_grid("csv", cells))]


def _is_ragged(rows: list[list[str]]) -> bool:
    """A table copied from a page: below the header stand rows without the cells that are merged with those above them."""
    if not any(map(is_header_row, rows)):
        return False
    return len({len(fields) for fields in rows if fields}) > 1
