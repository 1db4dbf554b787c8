"""Merged cells put back into a table that could not say which of its cells were merged (separated values, text).

Such a table shows a merged cell in its first place and blanks in the others. Two kinds of blanks can only be that: a place of
a head of two rows that no header stands in, and points or a score that leaves of one branch have together. The second is a
reading that may be wrong (a leaf may have no score), so each such cell says so where it is used (JX481).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from jixiao.documents.grid import Cell, Grid, joined
from jixiao.documents.layout.columns import HeadedColumn, under
from jixiao.documents.layout.content import figure
from jixiao.documents.layout.header import Header, find_header
from jixiao.documents.layout.lexicon import hinted, is_named
from jixiao.documents.layout.words import Role, bare, is_header_row, is_section, is_subtotal, is_total, role_of
from jixiao.kernel.diagnostic import diagnose

__all__ = ["is_head_word", "merged_again"]


def merged_again(grid: Grid) -> Grid:
    """The grid with its merged heads, points and scores; the same grid where nothing was merged."""
    return _with_sums(_with_heads(grid))


# -- heads of two rows


def is_head_word(text: str) -> bool:
    """Whether a word stands in heads, alone or under another one (数值)."""
    return role_of(text) is not None or is_named("column", "generic", bare(text))


def _with_heads(grid: Grid) -> Grid:
    changed: dict[int, Cell] = {}
    for row in range(grid.top, grid.height - 1):
        upper, lower = grid.filled(row), grid.filled(row + 1)
        if len(lower) > 1 and len(upper) > 1 and all(is_head_word(cell.text) for cell in lower):
            found = _over(upper, lower)
            higher = [c for c in changed.values() if found and c.row + c.rows == row + 1 and c.row < row]
            changed |= found | {key: evolve(c, rows=c.rows + 1) for key, c in changed.items() if c in higher}
    return grid if not changed else evolve(grid, cells=tuple(changed.get(id(cell), cell) for cell in grid.cells))


def _over(upper: Sequence[Cell], lower: Sequence[Cell]) -> dict[int, Cell]:
    """The upper cells as they must have been: wide over several lower ones, or high where there is none below."""
    found: dict[int, Cell] = {}
    ends = [*(cell.col for cell in upper[1:]), max(lower[-1].col, upper[-1].col) + 1]
    for cell, end in zip(upper, ends, strict=True):
        below = [each.col for each in lower if cell.col <= each.col < end]
        if not below and role_of(cell.text) is not None:
            found[id(cell)] = evolve(cell, rows=2)
        elif below and below[0] == cell.col and _is_over(cell):
            found[id(cell)] = evolve(cell, cols=below[-1] - cell.col + 1)
        elif below or not is_section(cell.text):
            return {}
    leaves = [*lower, *(cell for cell in found.values() if cell.rows > 1)]
    wide = any(cell.cols > 1 for cell in found.values())
    texts = [cell.text for cell in leaves]
    named = is_header_row(texts) or {role_of(cell.text) for cell in upper} == {Role.LEVEL1, Role.LEVEL2, Role.LEVEL3}
    return found if wide and named else {}


def _is_over(cell: Cell) -> bool:
    return is_section(cell.text) or role_of(cell.text) is not None or bool(hinted("column", bare(cell.text)))


# -- points and scores


def _with_sums(grid: Grid) -> Grid:
    cells = {id(cell): cell for cell in grid.cells}
    for header in _headers(grid):
        _join(grid, header, cells)
    return evolve(grid, cells=tuple(cells.values()))


def _headers(grid: Grid) -> Iterator[Header]:
    row = grid.top
    while row < grid.height:
        header = find_header(grid, row)
        if header is not None:
            yield header
        row = header.below if header else row + 1


def _join(grid: Grid, header: Header, cells: dict[int, Cell]) -> None:
    """Blank points below those of a leaf of the same branch are the same ones; a score only where no points are its own."""
    points, score = header.column(Role.POINTS), header.column(Role.SCORE)
    first, second = points or score, score if points else None
    if first is None:
        return
    above: dict[int, Cell] = {}
    for row in range(header.below, grid.height):
        if not _is_leaf(grid, header, row):
            above = {}
            continue
        if header.row != row and is_header_row([cell.text for cell in grid.filled(row)]):
            return
        together = bool(above) and not under(grid, row, first) and _goes_on(grid, header, row)
        for column in (first, second):
            own = under(grid, row, column) if column else []
            if column and own:
                above[column.first] = own[0]
            elif column and together and (cell := above.get(column.first)) is not None:
                grown = cells[id(cell)]
                count = row - grown.row + 1
                said = diagnose("JX481", cell.place, text=joined(cell.text), n=count)
                cells[id(cell)] = evolve(grown, rows=count, doubts=(*cell.doubts, said))
            elif column:
                above.pop(column.first, None)


def _is_leaf(grid: Grid, header: Header, row: int) -> bool:
    """Whether a row has a name and a value of its own."""
    names = under(grid, row, header.names)
    if not names or is_total(names[0].text) or is_subtotal(names[0].text) or figure(names[0].text):
        return False
    values = (header.column(role) for role in (Role.TARGET, Role.ACTUAL))
    return any(under(grid, row, column) for column in values if column is not None)


def _goes_on(grid: Grid, header: Header, row: int) -> bool:
    """Whether a leaf is of the branch of the one above it: its levels are not printed again."""
    levels = (column for role in (Role.LEVEL1, Role.LEVEL2) if (column := header.column(role)) is not None)
    return all(_is_same(grid, row, column) for column in levels)


def _is_same(grid: Grid, row: int, column: HeadedColumn) -> bool:
    own, before = under(grid, row, column), under(grid, row - 1, column)
    return not own or (bool(before) and joined(own[0].text) == joined(before[0].text))
