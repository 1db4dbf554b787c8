"""PDF forms with text, by pdfplumber: ruled tables first, aligned words where there are no rules.

A table that goes on over a page break is made one again: the repeated header is dropped, and the cells
that the break cut are left blank for the layout to carry on.
"""

from __future__ import annotations

import io
from typing import Any

from attrs import evolve

from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, squeeze
from jixiao.documents.layout.header import find_header
from jixiao.documents.layout.words import Role, is_header_row, is_label, is_page_number, is_title
from jixiao.documents.pdf_streams import counted
from jixiao.kernel.budget import fits, tick, worked
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.words import Phrase, phrase

__all__ = ["read_pdf"]

_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
_NEAR = 3  # points within which two edges are one


def read_pdf(data: bytes) -> list[Grid]:
    """Tables and the lines outside of them, page by page.

    Raises JixiaoError: JX402 to JX405, JX408.
    """
    need("pdfplumber", ".pdf")
    with counted(need("pdfminer.pdftypes", ".pdf")) as unpacked:
        try:
            grids = _read(data)
        except JixiaoError:
            if unpacked.passed is not None:
                raise unpacked.passed from None
            raise
    if unpacked.passed is not None:  # a library took it for damage and went on without
        raise unpacked.passed
    return grids


def _read(data: bytes) -> list[Grid]:
    pdfplumber = need("pdfplumber", ".pdf")
    parts: list[Grid | _Joined] = []
    doubts: list[Diagnostic] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            fits("pages", len(pdf.pages))
            silent = []
            for page in pdf.pages:
                tick()
                if not page.chars:
                    silent.append(page.page_number)
                    continue
                tables = page.find_tables()
                doubts += _misplaced(page, tables)
                _add(parts, _page(page, tables))
                page.close()
                worked("pages", page.page_number, len(pdf.pages))
            total = len(pdf.pages)
    except JixiaoError:
        raise
    except Exception as problem:
        secret = "Password" in type(problem).__name__ or "Encrypt" in repr(problem) or "Password" in repr(problem)
        raise JixiaoError(
            diagnose("JX404")
            if secret
            else diagnose("JX403", detail=phrase("damage.reader", name=type(problem).__name__))
        ) from None
    if len(silent) == total:
        raise JixiaoError(diagnose("JX408", detail=phrase("scan.pdf")))
    doubts += [diagnose("JX433", Place(cell=_page_place(number)), page=number) for number in silent]
    grids = [part.whole() if isinstance(part, _Joined) else part for part in parts]
    return [evolve(grid, doubts=tuple(doubts) if at == 0 else ()) for at, grid in enumerate(grids)]


def _page(page: Any, tables: list[Any]) -> list[Grid]:
    grids = [_table(page, table) for table in tables]
    known = [
        grid for grid in grids if any(is_header_row([cell.text for cell in grid.row(r)]) for r in range(grid.height))
    ]
    if not known:
        ruleless = _by_words(page)
        if ruleless is not None:
            return [ruleless]
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_inside(page, table.bbox), strict=False)
    lines = [line for line in (rest.extract_text() or "").splitlines() if line.strip()]
    place = Place(cell=_page_place(page.page_number))
    prose = build_grid(
        _page_place(page.page_number), [Cell(at, 0, line.strip(), place) for at, line in enumerate(lines)], prose=True
    )
    return [prose, *(grid for grid in grids if grid.cells)]


def _inside(page: Any, box: tuple[Any, ...]) -> tuple[Any, ...]:
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


def _table(page: Any, table: Any) -> Grid:
    """One ruled table, each cell at the rows and columns that its edges span."""
    xs = _edges(edge for box in table.cells for edge in (box[0], box[2]))
    ys = _edges(edge for box in table.cells for edge in (box[1], box[3]))
    fits("columns", len(xs))
    fits("cells", len(table.cells))
    texts = {
        tuple(box): text
        for row, line in zip(table.rows, table.extract(), strict=True)
        for box, text in zip(row.cells, line, strict=True)
        if box is not None
    }
    cells = []
    for box in table.cells:
        left, top, right, bottom = (
            _nearest(xs, box[0]),
            _nearest(ys, box[1]),
            _nearest(xs, box[2]),
            _nearest(ys, box[3]),
        )
        place = Place(cell=_where(page.page_number, box))
        text = (texts.get(tuple(box)) or "").strip()
        cells.append(Cell(top, left, text, place, None, max(bottom - top, 1), max(right - left, 1)))
    # Blank cells stay: at a page break they are the parts of a merged cell that had no room for its name.
    return Grid(_page_place(page.page_number), tuple(cells))


def _edges(values: Any) -> list[Any]:
    edges: list[Any] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _nearest(edges: list[Any], value: Any) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _page_place(page: int) -> Phrase:
    return phrase("place.page", page=page)


def _where(page: int, box: tuple[Any, ...]) -> Phrase:
    return phrase("place.box", page=page, box=",".join(str(round(edge)) for edge in box))


def _by_words(page: Any) -> Grid | None:
    """A three-line table: columns told by the alignment of words; None if no header row shows up."""
    for table in page.extract_tables(_TEXT):
        rows = [[cell or "" for cell in line] for line in table]
        start = next((at for at, line in enumerate(rows) if is_header_row(line)), None)
        if start is None:
            continue
        place = Place(cell=_page_place(page.page_number))
        cells = [Cell(r, c, text, place) for r, line in enumerate(rows) for c, text in enumerate(line)]
        return build_grid(_page_place(page.page_number), [cell for cell in cells if not cell.blank])
    return None


def _misplaced(page: Any, tables: list[Any]) -> list[Diagnostic]:
    """Text over text, or across the rules of its cell: rows too low for their text, say."""
    count = _overlaps(page)
    count = (count if count >= 3 else 0) + _crossings(page, tables)
    if not count:
        return []
    return [diagnose("JX425", Place(cell=_page_place(page.page_number)), page=page.page_number, n=count)]


def _crossings(page: Any, tables: list[Any]) -> int:
    """Characters that a horizontal edge of some cell runs through."""
    edges: dict[int, set[tuple[Any, Any, Any]]] = {}
    for box in (box for table in tables for box in table.cells):
        for y in (box[1], box[3]):
            edges.setdefault(round(y), set()).add((box[0], box[2], y))
    count = 0
    for char in page.chars:
        if not char["text"].strip():
            continue
        middle, room = (char["x0"] + char["x1"]) / 2, (char["bottom"] - char["top"]) / 4
        here = range(round(char["top"]) - 1, round(char["bottom"]) + 2)
        count += any(
            left < middle < right and char["top"] + room < y < char["bottom"] - room
            for at in here
            for left, right, y in edges.get(at, ())
        )
    return count


def _overlaps(page: Any) -> int:
    """Characters printed over each other. Their order means nothing then."""
    chars = sorted((c for c in page.chars if c["text"].strip()), key=lambda c: (round(c["top"]), c["x0"]))
    count = 0
    for at, one in enumerate(chars):
        for other in chars[at + 1 : at + 40]:
            high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            if wide * 2 > one["x1"] - one["x0"] and 4 * high > one["bottom"] - one["top"]:
                # The same character drawn twice in place is a way of printing bold.
                count += one["text"] != other["text"]
    return count


def _add(grids: list[Grid | _Joined], page: list[Grid]) -> None:
    """Put a page's grids behind the others; a table that goes on from the page before is joined to it."""
    met = {cell.text for grid in grids if isinstance(grid, Grid) and grid.prose for cell in grid.cells}
    page = [_fresh(grid, met) if grid.prose else grid for grid in page]
    page = [grid for grid in page if grid.cells]
    before = grids[-1] if grids else None
    at = next((at for at, grid in enumerate(page) if not grid.prose), None)
    if isinstance(before, Grid) and not before.prose and at is not None:
        before = _Joined(before)
    if not isinstance(before, _Joined) or at is None or page[at].width != before.width or any(map(_opens, page[:at])):
        grids.extend(page)
        return
    before.add(page[at])
    grids[-1:] = [*page[:at], before, *page[at + 1 :]]


def _opens(grid: Grid) -> bool:
    """Lines that begin something new: a title, or the head of another form."""
    return any(is_title(cell.text) or is_label(cell.text) for cell in grid.cells)


def _fresh(grid: Grid, met: set[str]) -> Grid:
    """Lines outside of tables without page numbers and the running heads of earlier pages."""
    kept = [cell for cell in grid.cells if not is_page_number(cell.text) and cell.text not in met]
    return evolve(grid, cells=tuple(kept))


class _Joined:
    """A table that goes on over pages. Its head is looked for once, however many pages there are."""

    def __init__(self, first: Grid) -> None:
        self.first, self.cells = first, list(first.cells)
        self.height, self.width = first.height, first.width
        self._levels = _level_columns(first)
        self._heads = _heads(first)

    def add(self, after: Grid) -> None:
        """The part on the next page, without the head that is repeated there."""
        repeated = [row for row in range(after.height) if _texts(after, row) in self._heads]
        drop = set(range(repeated[-1] + 1)) if repeated and repeated == list(range(len(repeated))) else set()
        shift = self.height - len(drop)
        moved = [evolve(cell, row=cell.row + shift) for cell in after.cells if cell.row not in drop]
        for col in self._levels:
            _mend(self.cells, moved, col, self.height)
        self.cells += moved
        self.width = max(self.width, after.width)
        self.height = max(self.height, shift + after.height)
        self._levels = self._levels or _level_columns(after)
        self._heads |= _heads(after)

    def whole(self) -> Grid:
        """The table made one."""
        return Grid(self.first.name, tuple(self.cells), False, self.first.doubts)


def _heads(grid: Grid) -> set[tuple[str, ...]]:
    rows = range(grid.height)
    return {_texts(grid, row) for row in rows if is_header_row([cell.text for cell in grid.row(row)])}


def _texts(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(squeeze(cell.text) for cell in grid.row(row))


def _level_columns(grid: Grid) -> list[int]:
    """Where the first and second level stand: the cells that a page break cuts."""
    header = next((header for row in range(grid.height) if (header := find_header(grid, row))), None)
    columns = [header.column(role) for role in (Role.LEVEL1, Role.LEVEL2)] if header else []
    return [column.first for column in columns if column is not None]


def _mend(kept: list[Cell], moved: list[Cell], col: int, edge: int) -> None:
    """Make one again of a merged cell that the break cut; its name stands in the part that has room for it."""
    upper = next((cell for cell in reversed(kept) if cell.col == col and cell.row + cell.rows == edge), None)
    lower = next((cell for cell in moved if cell.col == col and cell.row == edge), None)
    if upper is None or lower is None or not (upper.blank or lower.blank):
        return
    kept[kept.index(upper)] = evolve(upper, text=upper.text or lower.text, rows=upper.rows + lower.rows)
    moved.remove(lower)
