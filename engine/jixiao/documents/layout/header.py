"""The head of an indicator table: which columns hold what, over one or two rows of headers."""

from __future__ import annotations

from attrs import evolve, frozen

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.words import VERTICAL, Role, bare, is_header_row, role_of

__all__ = ["Column", "Header", "find_header"]


@frozen
class Column:
    """A run of grid columns under one header."""

    first: int
    last: int
    role: Role | None
    label: str


@frozen
class Header:
    """The columns of an indicator table. ``spare`` are those of a second, mid-term group of an application form."""

    row: int
    below: int
    columns: tuple[Column, ...]
    spare: tuple[Column, ...] = ()

    def column(self, role: Role) -> Column | None:
        """The column of a role, None if the table has none."""
        return next((column for column in self.columns if column.role is role), None)

    def cells(self, grid: Grid, row: int, role: Role) -> list[Cell]:
        """The filled cells of a row under a role."""
        column = self.column(role)
        return under(grid, row, column) if column else []


def under(grid: Grid, row: int, column: Column) -> list[Cell]:
    """The filled cells of a row under a column, merged ones once."""
    found: list[Cell] = []
    for col in range(column.first, column.last + 1):
        cell = grid.at(row, col)
        if cell is not None and (not cell.blank or cell.doubts) and cell not in found:
            found.append(cell)
    return found


def find_header(grid: Grid, row: int) -> Header | None:
    """The header starting at a row, None if the row is none."""
    heads = grid.row(row)
    if not is_header_row([cell.text for cell in heads]):
        return None
    own = [cell for cell in heads if role_of(cell.text) is not None]
    below = max(row, *(cell.row + cell.rows - 1 for cell in own if cell.rows <= 3))
    columns = []
    for cell in heads:
        columns.extend(_columns(grid, cell, row, below))
    return _grouped(grid, Header(row, below + 1, tuple(columns)))


def _columns(grid: Grid, head: Cell, row: int, below: int) -> list[Column]:
    """One column, or those that a second row of headers divides it into."""
    if head.blank or (head.row + head.rows - 1 > below and role_of(head.text) is None):
        return []
    if VERTICAL.fullmatch(bare(head.text)):
        return []
    last = head.col + head.cols - 1
    parts = [cell for cell in grid.row(below) if head.col <= cell.col <= last and cell is not head and not cell.blank]
    if below == row or len(parts) < 2:
        return [Column(head.col, last, role_of(head.text), joined(head.text))]
    return [
        Column(part.col, part.col + part.cols - 1, role_of(part.text), f"{joined(head.text)}·{joined(part.text)}")
        for part in parts
    ]


def _grouped(grid: Grid, header: Header) -> Header:
    """Two groups side by side, mid-term and annual: the annual one is the table, the other is kept aside."""
    targets = [column for column in header.columns if column.role is Role.TARGET]
    names = [column for column in header.columns if column.role is Role.LEVEL3]
    if len(targets) == 2 and len(names) == 2:
        again = (Role.LEVEL2, Role.LEVEL3)
        split = min(
            column.first for column in header.columns if column.first > targets[0].last and column.role in again
        )
        annual_first = _says_annual(grid, header.row, names[0]) and not _says_annual(grid, header.row, names[1])
        shared = tuple(column for column in header.columns if column.role in (Role.LEVEL1, Role.NUMBER))
        left = tuple(c for c in header.columns if c.first < split and c not in shared)
        right = tuple(c for c in header.columns if c.first >= split and c not in shared)
        annual, spare = (left, right) if annual_first else (right, left)
        return Header(header.row, header.below, shared + annual, shared + spare)
    return Header(header.row, header.below, _once(_of_leaves(header.columns)))


def _says_annual(grid: Grid, row: int, column: Column) -> bool:
    above = [grid.at(above, column.first) for above in range(max(row - 3, 0), row)]
    return any(cell is not None and "年度" in squeeze(cell.text) for cell in above)


def _of_leaves(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Points and scores left of the third level are those of the first or second; they are no leaf's."""
    names = next((column.first for column in columns if column.role is Role.LEVEL3), 0)
    sums = (Role.POINTS, Role.SCORE)
    return tuple(evolve(c, role=None) if c.role in sums and c.first < names else c for c in columns)


def _once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A role met twice counts the first time; the second column keeps only its label."""
    met: set[Role] = set()
    kept = []
    for column in columns:
        kept.append(evolve(column, role=None) if column.role in met else column)
        if column.role is not None:
            met.add(column.role)
    return tuple(kept)
