"""The head of an indicator table: one to three rows of headers, the columns below them, cells printed at its edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, field

from jixiao.documents.grid import Cell, Grid, joined, squeeze
from jixiao.documents.layout.columns import SAMPLE, HeadedColumn, Tie, decided, under
from jixiao.documents.layout.content import figure
from jixiao.documents.layout.lexicon import hinted
from jixiao.documents.layout.words import (
    Role,
    bare,
    goal_in,
    is_contact,
    is_header_row,
    is_label,
    is_section,
    is_total,
    role_of,
)
from jixiao.kernel.classes import frozen

__all__ = ["HeadedColumn", "Header", "Tie", "find_header", "under"]

_DEEPEST = 3


@frozen
class Header:
    """The columns of an indicator table.

    ``row`` is its first row, ``below`` the first row under it. ``spare`` are the columns of a second, mid-term group of an
    application form. ``cells`` are the header cells themselves, ``edge`` the cells that stand left of the columns and
    reach down the table (绩效指标, or a goal with its points). ``ties`` are to be asked about.
    """

    row: int
    below: int
    columns: tuple[HeadedColumn, ...]
    spare: tuple[HeadedColumn, ...] = ()
    cells: tuple[Cell, ...] = ()
    edge: tuple[Cell, ...] = ()
    ties: tuple[Tie, ...] = field(default=())

    def column(self, role: Role) -> HeadedColumn | None:
        """The column of a role, None if the table has none."""
        return next((column for column in self.columns if column.role is role), None)

    def cells_of(self, grid: Grid, row: int, role: Role) -> list[Cell]:
        """The filled cells of a row under a role."""
        column = self.column(role)
        return under(grid, row, column) if column else []

    @property
    def names(self) -> HeadedColumn:
        """The column of the leaves' names."""
        found = self.column(Role.LEVEL3)
        assert found is not None  # without one it is no header
        return found


def find_header(grid: Grid, row: int) -> Header | None:
    """The header starting at a row, None if the row is none."""
    own = [cell for cell in grid.filled(row) if cell.row == row]
    if len(own) < 2 or not _may_begin(own):
        return None
    depth = _depth(grid, row)
    if depth is None:
        return None
    below = row + depth
    heads, edge = _heads(grid, row, below)
    columns = _split_by_body(grid, _columns(grid, heads, row, below), below)
    body, total = _body(grid, below)
    found, ties = decided(grid, columns, body, total)
    return _finished(grid, Header(row, below, found, (), tuple(heads), tuple(edge), ties), body)


_KEYS = ("指标", "目标", "名称", "内容", "事项")


def _may_begin(cells: Sequence[Cell]) -> bool:
    """A quick look: a header names its leaves, and no cell of it is a number."""
    texts = [cell.text for cell in cells]
    return any(key in squeeze(text) for text in texts for key in _KEYS) and not any(figure(text) for text in texts[1:])


# -- rows of the head


def _depth(grid: Grid, row: int) -> int | None:
    """How many rows the head takes; None if there is none."""
    for depth in range(1, _DEEPEST + 1):
        if row + depth > grid.height:
            return None
        leaves = _leaves(grid, row, row + depth)
        if is_header_row([cell.text for cell in leaves]):
            return _grown(grid, row, depth) if _stands_over(grid, row, row + depth, leaves) else None
        if not _goes_on(grid, row + depth):
            return None
    return None


def _stands_over(grid: Grid, row: int, below: int, leaves: Sequence[Cell]) -> bool:
    """Whether the upper rows of a head are headers over the lowest ones, and no label with its value."""
    lowest = {id(cell) for cell in leaves}
    upper = [cell for cell in _stacked(grid, row, below) if cell.row >= row and id(cell) not in lowest]
    if any(cell.row == row for cell in leaves) and not upper:
        return True
    return bool(upper) and all(_is_group(cell, leaves) for cell in upper)


def _is_group(cell: Cell, leaves: Sequence[Cell]) -> bool:
    """A header over several others: of names or of values, not of both; the name of the section stands over all."""
    if is_section(cell.text):
        return True
    text = squeeze(cell.text)
    if (
        len(text) > 16
        or any(mark in text for mark in "。：:；,，")
        or (is_label(text) and role_of(text) in (None, Role.OWNER, Role.PROJECT))
    ):
        return False
    if role_of(text) is None and cell.cols == 1 and not hinted("column", bare(text)):
        return False
    roles = {role_of(leaf.text) for leaf in leaves if cell.col <= leaf.col < cell.col + cell.cols}
    return role_of(text) is not None or not (
        {Role.LEVEL3} & roles and roles & {Role.TARGET, Role.ACTUAL, Role.POINTS, Role.SCORE}
    )


def _grown(grid: Grid, row: int, depth: int) -> int:
    """The head goes on where one of its cells reaches further down, or stands over headers of its own."""
    while depth < _DEEPEST:
        heads = [cell for cell in _stacked(grid, row, row + depth) if _in_head(cell, row)]
        reach = max((cell.row + cell.rows for cell in heads if role_of(cell.text) is not None), default=0)
        if reach <= row + depth and not _divided(grid, heads, row + depth):
            break
        depth += 1
    return depth


def _in_head(cell: Cell, row: int) -> bool:
    return cell.row >= row and cell.rows <= _DEEPEST and not is_section(cell.text)


def _divided(grid: Grid, heads: Sequence[Cell], row: int) -> bool:
    """Whether the row below holds the headers that a wide one is divided into."""
    own = [cell for cell in grid.filled(row) if cell.row == row]
    wide = [cell for cell in heads if cell.cols > 1 and cell.row + cell.rows == row]
    parts = [cell for cell in own if any(head.col <= cell.col < head.col + head.cols for head in wide)]
    return len(parts) >= 2 and len(parts) == len(own) and all(role_of(cell.text) for cell in parts)


def _goes_on(grid: Grid, row: int) -> bool:
    """Whether a row could be another row of a head: words that are headers, or nothing."""
    own = [cell for cell in grid.filled(row) if cell.row == row]
    named = sum(role_of(cell.text) is not None for cell in own)
    return bool(own) and named * 2 >= len(own) and not any(figure(cell.text) for cell in own)


def _stacked(grid: Grid, row: int, below: int) -> list[Cell]:
    """The filled cells of some rows, each once, from the left."""
    found: dict[int, Cell] = {}
    for at in range(row, below):
        for cell in grid.filled(at):
            found.setdefault(id(cell), cell)
    return list(found.values())


def _leaves(grid: Grid, row: int, below: int) -> list[Cell]:
    """The lowest filled cell of each column of some rows."""
    found: dict[int, Cell] = {}
    for col in range(grid.width):
        for at in range(below - 1, row - 1, -1):
            cell = grid.at(at, col)
            if cell is not None and not cell.blank:
                found.setdefault(id(cell), cell)
                break
    return list(found.values())


def _heads(grid: Grid, row: int, below: int) -> tuple[list[Cell], list[Cell]]:
    """Header cells, and cells of the edge: those that begin above the head or reach below it."""
    heads: list[Cell] = []
    edge: list[Cell] = []
    for cell in _stacked(grid, row, below):
        reaches = cell.row + cell.rows > below and (is_section(cell.text) or role_of(cell.text) is None)
        outside = cell.row < row or reaches or goal_in(joined(cell.text)) is not None
        (edge if outside else heads).append(cell)
    return heads, edge


# -- columns


def _columns(grid: Grid, heads: Sequence[Cell], row: int, below: int) -> list[HeadedColumn]:
    """One column for each lowest header cell, with the headers that stand over it."""
    columns: list[HeadedColumn] = []
    known = {id(cell) for cell in heads}
    for col in range(grid.width):
        stack = [cell for at in range(row, below) if (cell := grid.at(at, col)) is not None and id(cell) in known]
        stack = list({id(cell): cell for cell in stack if not cell.blank}.values())
        if not stack:
            continue
        texts = tuple(joined(cell.text) for cell in stack if cell is stack[-1] or not is_section(cell.text))
        first, last = stack[-1].col, stack[-1].col + stack[-1].cols - 1
        if columns and columns[-1].last >= col and columns[-1].first == max(first, columns[-1].first):
            continue
        columns.append(HeadedColumn(max(first, col), last, None, "·".join(texts), texts))
    return columns


def _split_by_body(grid: Grid, columns: Sequence[HeadedColumn], below: int) -> list[HeadedColumn]:
    """A header over several columns of the body is as many columns."""
    rows = [row for row in range(below, min(below + SAMPLE, grid.height)) if len(grid.filled(row)) > 2]
    done: list[HeadedColumn] = []
    for column in columns:
        starts = _starts(grid, column, rows)
        ends = [*(start - 1 for start in starts[1:]), column.last]
        count = len(starts)
        bounds = zip(range(1, count + 1), starts, ends, strict=True)
        done += [evolve(column, first=first, last=last, part=(number, count)) for number, first, last in bounds]
    return done


def _starts(grid: Grid, column: HeadedColumn, rows: Sequence[int]) -> list[int]:
    """Where cells of the body begin under a header: in at least half of the rows that have any there."""
    if column.first == column.last:
        return [column.first]
    counts: dict[int, int] = {}
    filled = 0
    for row in rows:
        cells = under(grid, row, column)
        filled += bool(cells)
        for cell in cells:
            if cell.col > column.first:
                counts[cell.col] = counts.get(cell.col, 0) + 1
    inner = sorted(col for col, count in counts.items() if count * 2 >= filled)
    return [column.first, *inner]


def _body(grid: Grid, below: int) -> tuple[list[int], int | None]:
    """Rows of the table's body that columns are judged by, and the row that adds them up."""
    rows: list[int] = []
    for row in range(below, grid.height):
        own = [cell for cell in grid.filled(row) if cell.row == row]
        if own and any(is_total(cell.text) for cell in own[:2]):
            return rows, row
        if own and is_contact(own[0].text):
            break
        if len(own) > 1 and len(rows) < SAMPLE:
            rows.append(row)
        if is_header_row([cell.text for cell in own]):
            break
    return rows, None


# -- the finished header


def _finished(grid: Grid, header: Header, body: Sequence[int]) -> Header | None:
    header = _grouped(grid, header)
    columns = _named_leaves(_second_alone(_of_branches(grid, header.columns, body)))
    if columns is None:
        return None
    if not any(column.role in (Role.TARGET, Role.ADJUSTED) for column in columns):
        columns = tuple(evolve(c, role=Role.TARGET) if c.role is Role.FORECAST else c for c in columns)
    ties = tuple(
        tie for tie in header.ties if not any(c.first == tie.other.first and c.role is not None for c in columns)
    )
    return evolve(header, columns=_first_reason(columns), ties=ties)


def _named_leaves(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...] | None:
    """The leaves' names stand under the fourth level, the third, or else the second."""
    roles = [column.role for column in columns]
    if Role.LEVEL4 in roles:
        swap = {Role.LEVEL4: Role.LEVEL3, Role.LEVEL3: Role.KEPT}
        return tuple(evolve(c, role=swap.get(c.role, c.role)) if c.role else c for c in columns)
    if Role.LEVEL3 in roles:
        return tuple(columns)
    if Role.LEVEL2 in roles:
        return tuple(evolve(c, role=Role.LEVEL3) if c.role is Role.LEVEL2 else c for c in columns)
    return None


def _second_alone(columns: Sequence[HeadedColumn]) -> Sequence[HeadedColumn]:
    """A column of levels (指标类型) that holds second levels is theirs, where the table has no other of them."""
    if any(column.role is Role.LEVEL2 for column in columns):
        return columns
    return [evolve(column, role=Role.LEVEL2) if _holds_second(column) else column for column in columns]


def _holds_second(column: HeadedColumn) -> bool:
    if column.role is not Role.LEVEL1 or (_means(column, Role.LEVEL1) and "一级" in column.label):
        return False
    first, second = (
        sum(e.weight for e in column.evidence if e.role is role and e.why == "content")
        for role in (Role.LEVEL1, Role.LEVEL2)
    )
    return second >= 6 and second > first


def _of_branches(grid: Grid, columns: Sequence[HeadedColumn], body: Sequence[int]) -> tuple[HeadedColumn, ...]:
    """Points and scores printed left of the names, or once for a whole branch, are the branch's."""
    names = next((column.first for column in columns if column.role in (Role.LEVEL3, Role.LEVEL4)), 0)
    done = []
    seen: set[Role] = set()
    branch = {Role.POINTS: Role.BRANCH_POINTS, Role.SCORE: Role.BRANCH_SCORE}
    several = {role for role in branch if sum(_means(c, role) for c in columns) > 1}
    for column in columns:
        role, given = next((role for role in branch if _means(column, role)), None), column.role
        if role is not None and column.first < names and (role in several or _is_merged(grid, body, column)):
            given = branch[role]
        elif role is not None and given is None and role not in seen and role in several:
            given = role
        if given in branch:
            seen.add(given)
        done.append(evolve(column, role=given))
    return tuple(done)


def _means(column: HeadedColumn, role: Role) -> bool:
    """Whether the header names the role, even if another column was given it."""
    return any(each.role is role and each.why == "header" for each in column.evidence)


def _is_merged(grid: Grid, body: Sequence[int], column: HeadedColumn) -> bool:
    cells = [cell for row in body for cell in under(grid, row, column)]
    return bool(cells) and any(cell.rows > 1 for cell in cells)


def _first_reason(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """One column of reasons is the case's; a second one is kept aside."""
    met = False
    done = []
    for column in columns:
        again = met and column.role is Role.REASON
        met = met or column.role is Role.REASON
        done.append(evolve(column, role=Role.KEPT) if again else column)
    return tuple(done)


def _grouped(grid: Grid, header: Header) -> Header:
    """Two groups side by side, mid-term and annual: the annual one is the table, the other is kept aside."""
    targets = [column for column in header.columns if _means(column, Role.TARGET)]
    names = [column for column in header.columns if _means(column, Role.LEVEL3)]
    if len(targets) != 2 or len(names) != 2:
        return header
    again = (Role.LEVEL2, Role.LEVEL3)
    split = min(
        (c.first for c in header.columns if c.first > targets[0].last and any(_means(c, role) for role in again)),
        default=names[1].first,
    )
    annual_first = _says_annual(grid, header.row, names[0]) and not _says_annual(grid, header.row, names[1])
    shared = tuple(c for c in header.columns if c.role in (Role.LEVEL1, Role.NUMBER))
    left = tuple(_own(c) for c in header.columns if c.first < split and c not in shared)
    right = tuple(_own(c) for c in header.columns if c.first >= split and c not in shared)
    annual, spare = (left, right) if annual_first else (right, left)
    ties = tuple(tie for tie in header.ties if (tie.taken.first < split) == (tie.other.first < split))
    return evolve(header, columns=shared + annual, spare=spare, ties=ties)


def _own(column: HeadedColumn) -> HeadedColumn:
    """A column by itself, with the role that its header names."""
    named = next((each.role for each in column.evidence if each.why == "header"), None)
    return evolve(column, role=named or column.role)


def _says_annual(grid: Grid, row: int, column: HeadedColumn) -> bool:
    stack: Iterable[str] = column.stack[:-1]
    above = [grid.at(at, column.first) for at in range(max(row - 3, 0), row)]
    texts = [*stack, *(cell.text for cell in above if cell is not None)]
    return any("年度" in squeeze(text) or "当年" in squeeze(text) for text in texts)
