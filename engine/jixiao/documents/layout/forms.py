"""Several forms in one document: where one ends and the next begins, and tables that list several projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.columns import under
from jixiao.documents.layout.header import Header, find_header
from jixiao.documents.layout.words import Role, is_title, is_total, project_key
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.words import Phrase

__all__ = ["FormPart", "forms_of"]


@frozen
class FormPart:
    """The grids of one form; ``name`` is what it is called until its project's name is read."""

    name: str | Phrase
    grids: tuple[Grid, ...]


@define
class _Open:
    """A form that is being gathered: rows of grids, whether it has a table yet, its title."""

    rows: list[tuple[int, int]] = field(factory=list)
    tables: int = 0
    title: str = ""


def forms_of(grids: Sequence[Grid], *, sheets: bool) -> tuple[list[FormPart], list[Grid]]:
    """The forms of a document in order, and the grids that belong to none (sheets without a table).

    In a workbook each sheet holds forms of its own (``sheets``); elsewhere a form runs over several grids.
    """
    if not sheets:
        return _split(grids), []
    parts: list[FormPart] = []
    others: list[Grid] = []
    for grid in grids:
        found = _split([grid])
        if any(_has_table(each) for part in found for each in part.grids):
            parts += found
        elif parts and str(grid.name).startswith("附"):  # the annexes of our own forms stand on sheets of their own
            parts[-1] = FormPart(parts[-1].name, (*parts[-1].grids, grid))
        else:
            others.append(grid)
    if not parts:
        return _split(grids[:1]), list(grids[1:])
    return parts, others


def _has_table(grid: Grid) -> bool:
    return any(True for _ in _headers(grid))


def _headers(grid: Grid) -> Iterator[tuple[int, Header]]:
    if grid.prose or grid.loose:
        return
    row = grid.top
    while row < grid.height:
        header = find_header(grid, row)
        if header is not None:
            yield row, header
        row = header.below if header else row + 1


def _split(grids: Sequence[Grid]) -> list[FormPart]:
    """A form ends where a title or a project's name follows its table, and another table follows that."""
    marks = list(_marks(grids))
    starts = _starts(marks)
    parts = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else (len(grids), 0)
        chosen = list(_between(grids, start, end))
        if chosen:
            parts += _by_project(FormPart(_name(chosen), tuple(chosen)))
    return parts


@frozen
class _Mark:
    """Something that tells forms apart: a table, a title, a project's name."""

    grid: int
    row: int
    kind: str
    text: str = ""


def _marks(grids: Sequence[Grid]) -> Iterator[_Mark]:
    for number, grid in enumerate(grids):
        if grid.loose:
            continue
        tables = dict(_headers(grid))
        for row in range(grid.top, grid.height):
            if row in tables:
                yield _Mark(number, row, "table")
                continue
            for cell in grid.filled(row):
                if cell.row == row and (kind := _kind(cell)):
                    yield _Mark(number, row, kind, squeeze(cell.text))
                    break


def _kind(cell: Cell) -> str:
    if len(cell.text) > 80:
        return ""
    if project_key(cell.text.partition(":")[0].partition("：")[0]) == "name":
        return "name"
    return "title" if is_title(cell.text) else ""


def _starts(marks: Sequence[_Mark]) -> list[tuple[int, int]]:
    starts = [(0, 0)]
    seen = named = False
    title = ""
    for at, mark in enumerate(marks):
        if mark.kind == "table":
            seen = True
            continue
        if seen and _begins(marks, at, title):
            starts.append((mark.grid, mark.row))
            seen = named = False
        if mark.kind == "title":
            title = mark.text
        named = named or mark.kind == "name"
    return starts


def _begins(marks: Sequence[_Mark], at: int, title: str) -> bool:
    """Whether a new form begins here: another table follows, and the title is no running head of the same form."""
    later = next((index for index in range(at + 1, len(marks)) if marks[index].kind == "table"), None)
    if later is None:
        return False
    if marks[at].kind == "name":
        return True
    return marks[at].text != title or any(mark.kind == "name" for mark in marks[at:later])


def _between(grids: Sequence[Grid], start: tuple[int, int], end: tuple[int, int]) -> Iterator[Grid]:
    """The rows of these grids from one place up to another; a cell belongs where it begins."""
    for number in range(start[0], min(end[0] + 1, len(grids))):
        grid = grids[number]
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else None
        if number == end[0] and last == 0:
            return
        if first == 0 and last is None:
            yield grid
            continue
        cells = tuple(cell for cell in grid.cells if cell.row >= first and (last is None or cell.row < last))
        if cells:
            yield Grid(grid.name, cells, grid.prose, grid.doubts if first == 0 else (), grid.loose)


def _name(grids: Sequence[Grid]) -> str | Phrase:
    for grid in grids:
        for cell in grid.cells:
            if is_title(cell.text):
                return squeeze(cell.text)
    return grids[0].name


# -- a table with a column of projects


def _by_project(part: FormPart) -> list[FormPart]:
    """A table that lists several projects is as many forms; what stands above it belongs to each."""
    for number, grid in enumerate(part.grids):
        found = list(_headers(grid))
        if len(found) != 1 or found[0][1].column(Role.PROJECT) is None:
            continue
        header = found[0][1]
        runs = _runs(grid, header)
        if len(runs) < 2:
            continue
        parts: list[FormPart] = []
        for name, first, last in runs:
            inside = (cell for cell in grid.cells if cell.row < header.below or first <= cell.row < last)
            own = Grid(grid.name, tuple(inside), grid.prose, grid.doubts if not parts else ())
            others = [each for at, each in enumerate(part.grids) if at < number or (at > number and not parts)]
            parts.append(FormPart(name, (*others, own)))
        return parts
    return [part]


def _runs(grid: Grid, header: Header) -> list[tuple[str, int, int]]:
    """Rows of each project: a new name begins a new one, a blank cell goes on with the one above."""
    column = header.column(Role.PROJECT)
    assert column is not None
    runs: list[tuple[str, int, int]] = []
    for row in range(header.below, grid.height):
        cells = [cell for cell in under(grid, row, column) if cell.row >= header.below]
        name = joined(cells[0].text) if cells else ""
        if name and not is_total(name) and (not runs or name != runs[-1][0]):
            runs.append((name, row, row + 1))
        elif runs:
            runs[-1] = (runs[-1][0], runs[-1][1], row + 1)
    return runs
