"""Tables of separated values: comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
import re

from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.sniff import decode
from jixiao.kernel.budget import fits
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["read_delimited"]


def read_delimited(data: bytes) -> list[Grid]:
    """The one grid of a .csv or .tsv. Raises JixiaoError: JX403 broken quoting, JX405 too large."""
    text = decode(data)
    mark = max("\t,;", key=lambda sign: max((line.count(sign) for line in text.splitlines()[:200]), default=0))
    cells: list[Cell] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        line = 1
        for row, fields in enumerate(reader):
            fits("columns", len(fields))
            fits("cells", len(cells))
            for col, value in enumerate(fields):
                place = Place(cell=f"{column_name(col)}{row + 1}", line=line)
                cells.append(Cell(row, col, _typed(value), place))
            line = reader.line_num + 1
    except csv.Error:
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.quotes"))) from None
    return [build_grid("csv", cells)]


def _typed(value: str) -> str:
    """What the writer of the file meant: ``="001"`` is text, and ``'=100%`` carries a formula guard."""
    value = value.strip()
    if quoted := re.fullmatch(r'="([^"]*)"', value):
        return quoted[1]
    if re.match(r"'[=+\-@\t]", value):
        return value[1:]
    return value
