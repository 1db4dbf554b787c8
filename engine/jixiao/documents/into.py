"""Results written into a copy of the user's own workbook; whatever is not written stays byte for byte.

The package is not loaded and saved by a library, which would lose drawings, controls and themes: only the XML
of the one sheet is changed, and every other part is copied as it is. Here is decided what is put where; what takes the user's
file apart, to read it and to change it, goes through the door.
"""

from __future__ import annotations

import re

from jixiao.documents import form_labels as labels
from jixiao.documents.door import edited, grids_of
from jixiao.documents.edits import Edits, Put
from jixiao.documents.form_model import clean, reason_or_mark
from jixiao.documents.grid import Cell, Grid, cell_name, joined
from jixiao.documents.layout.header import HeadedColumn, Header, find_header
from jixiao.documents.layout.words import Role, is_total
from jixiao.documents.limits import check_size
from jixiao.documents.read import Reading
from jixiao.documents.sniff import Kind
from jixiao.explain.sentence import score_text
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.words import say
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["score_into", "sheet_of"]

_HEADS = dict(zip((Role.ACTUAL, Role.POINTS, Role.SCORE, Role.REASON), labels.INDICATOR_HEADS[4:], strict=True))
_WIDTHS = {Role.ACTUAL: 18, Role.POINTS: 8, Role.SCORE: 14, Role.REASON: 32}


@frozen
class _Column:
    """Where a role is written: a column that the sheet has and left blank, or a new one at its right."""

    role: Role
    col: int
    new: bool


def score_into(data: bytes, read: Reading, result: Result) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The bytes of the workbook's copy with points, scores and reasons beside the actuals.

    ``read`` is what reading these very bytes gave, ``result`` the scored case that came of it. What the user has
    filled in is never replaced: a score already there, or a formula, gets a new column beside it; where that cannot be, it
    stays and is named (JX444). A leaf whose row is not in the workbook is a warning (JX455). Raises JixiaoError: JX453 if the
    file is no .xlsx, and those of reading.
    """
    check_size(data)
    rows = {leaf.index: _row_of(read, leaf) for leaf in result.leaves if leaf.index is not None}
    names = [found[0] for found in rows.values() if found]
    if read.kind is not Kind.XLSX or not names:
        raise JixiaoError(diagnose("JX453", name=read.kind or "?"))
    grid = next(grid for grid in grids_of(data)[1] if grid.name == names[0])
    leaves = [
        (leaf, found[1])
        for leaf in result.leaves
        if leaf.index is not None and (found := rows[leaf.index]) and found[0] == grid.name
    ]
    copied, kept = edited(data, _SheetPlan(grid, leaves, result).edits())
    lost = [
        diagnose("JX455", Place(path=f"$.indicator[{leaf.index}]"), name=leaf.indicator.level3)
        for leaf in result.leaves
        if leaf.index is not None and not rows[leaf.index]
    ]
    return copied, (*lost, *kept)


def sheet_of(read: Reading) -> str:
    """The sheet that the first leaf of a form stands on; "" for what is no workbook."""
    place = read.places.get("$.indicator[0].level3")
    return str(place.cell or "").rpartition("!")[0] if place else ""


def _row_of(read: Reading, leaf: Leaf) -> tuple[str, int] | None:
    """Sheet and row (from 0) that the leaf was read from."""
    place = read.places.get(f"$.indicator[{leaf.index}].level3")
    match = re.fullmatch(r"(.+)!([A-Z]+)(\d+)", str(place.cell or "") if place else "")
    return (match[1], int(match[3]) - 1) if match else None


class _SheetPlan:
    """What is to be put into one sheet."""

    def __init__(self, grid: Grid, leaves: list[tuple[Leaf, int]], result: Result) -> None:
        self._grid, self._leaves, self._result = grid, leaves, result
        self._puts: list[Put] = []
        self._kept: list[str] = []

    def edits(self) -> Edits:
        """Heads, actuals, points, scores and reasons, the total; columns at the right that are new with their widths."""
        headers = [header for row in range(self._grid.height) if (header := find_header(self._grid, row))]
        columns = _columns(self._grid, headers, self._leaves)
        for column in columns:
            if column.new:
                self._heads(column, headers)
                self._kept += _unseen_formulas(self._grid, headers[0].column(column.role), self._leaves)
            for leaf, row in self._leaves:
                self._put(column, row, _value(column.role, leaf, self._result))
            if column.role is Role.SCORE:
                self._total(column)
        widths = tuple((column.col, _WIDTHS[column.role]) for column in columns if column.new)
        return Edits(str(self._grid.name), widths, tuple(self._puts), tuple(self._kept))

    def _heads(self, column: _Column, headers: list[Header]) -> None:
        text = _HEADS[column.role]
        if headers[0].column(column.role):
            text = say("form.computed", labels.LANGUAGE, head=text)
        for header in headers:
            self._puts.append(Put(header.row, column.col, text, like=_last_filled(self._grid, header.row)))

    def _put(self, column: _Column, row: int, value: str) -> None:
        cell = self._grid.at(row, column.col)
        if cell is not None and _filled(cell):
            if value and cell.blank:
                self._kept.append(cell_name(cell.row, cell.col))
            return  # the user's own word stands
        if cell is not None and (cell.row != row or cell.rows > 1):
            return
        at = cell.col if cell is not None else column.col
        like = _last_filled(self._grid, row) if column.new else None
        number = column.role in (Role.POINTS, Role.SCORE) and bool(re.fullmatch(r"\d+(\.\d+)?", value))
        if value or column.new:
            self._puts.append(Put(row, at, value if number else clean(value), number, like))

    def _total(self, column: _Column) -> None:
        """The total: in the sheet's own row of sums, or below the last score."""
        last = max(row for _, row in self._leaves)
        below = next((row for row in range(last + 1, self._grid.height) if _sums(self._grid, row)), None)
        row = last + 1 if below is None else below
        cell = self._grid.at(row, column.col)
        if cell is not None and _filled(cell):
            return
        text = score_text(self._result.tree.total.score, self._result.ruleset)
        if below is None:
            self._puts.append(Put(row, column.col, f"{labels.TOTAL} {text}"))
        else:
            self._put(column, row, text)


def _columns(grid: Grid, headers: list[Header], leaves: list[tuple[Leaf, int]]) -> list[_Column]:
    """Roles with anything to write, each with the column that takes it."""
    found: list[_Column] = []
    new = grid.width
    for role in _HEADS:
        if not _wanted(role, leaves):
            continue
        given = headers[0].column(role)
        if given is not None and all(_same_place(header.column(role), given) for header in headers):
            cells = [grid.at(row, given.first) for _, row in leaves]
            if role in (Role.ACTUAL, Role.REASON) or not any(cell is not None and _filled(cell) for cell in cells):
                found.append(_Column(role, given.first, new=False))
                continue
        found.append(_Column(role, new, new=True))
        new += 1
    return found


def _same_place(column: HeadedColumn | None, given: HeadedColumn) -> bool:
    return column is not None and (column.first, column.last) == (given.first, given.last)


def _wanted(role: Role, leaves: list[tuple[Leaf, int]]) -> bool:
    """Points that the sheet prints are there already; actuals are written where another file gave them."""
    if role is Role.POINTS:
        return any(leaf.allotted for leaf, _ in leaves)
    if role is Role.ACTUAL:
        return any(leaf.indicator.actual for leaf, _ in leaves)
    return True


def _value(role: Role, leaf: Leaf, result: Result) -> str:
    if role is Role.ACTUAL:
        return leaf.indicator.actual or ""
    if role is Role.POINTS:
        return plain(leaf.points)
    if role is Role.SCORE:
        return score_text(leaf.score, result.ruleset) if leaf.counted else labels.NOT_APPLICABLE
    return reason_or_mark(leaf.indicator, leaf)


def _unseen_formulas(grid: Grid, given: HeadedColumn | None, leaves: list[tuple[Leaf, int]]) -> list[str]:
    """The cells of the sheet's own column that show nothing and are not empty: what was put beside them is told."""
    cells = [grid.at(row, given.first) for _, row in leaves] if given is not None else []
    return [cell_name(cell.row, cell.col) for cell in cells if cell is not None and cell.blank and cell.doubts]


def _filled(cell: Cell) -> bool:
    """Whether the user has put something there; a formula, a picture or a fault may show nothing (its doubts tell)."""
    return not cell.blank or bool(cell.doubts)


def _sums(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    return bool(filled) and is_total(joined(filled[0].text))


def _last_filled(grid: Grid, row: int) -> tuple[int, int] | None:
    """The cell whose looks a new one beside it takes."""
    filled = [cell for cell in grid.filled(row) if cell.row == row]
    return (filled[-1].row, filled[-1].col) if filled else None
