"""PDF forms with text, by pdfplumber: ruled tables first, aligned words where there are no rules.

A table that goes on over a page break is made one again: the repeated header is dropped, and the cells
that the break cut are left blank for the layout to carry on.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from attrs import evolve

from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, squeeze
from jixiao.documents.layout.header import find_header
from jixiao.documents.layout.words import Role, is_header_row, is_label, is_page_number, is_title
from jixiao.documents.pdf_streams import counted
from jixiao.kernel.budget import fits, tick
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.words import Phrase, phrase

__all__ = ["read_pdf"]

_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
_NEAR = 3  # points within which two edges are one


def read_pdf(data: bytes, worked: Callable[[], None] = lambda: None) -> list[Grid]:
    """Tables and the lines outside of them, page by page; ``worked`` is called after each.

    Raises JixiaoError: JX402 to JX405, JX408.
    """
    need("pdfplumber", ".pdf")
    with counted(need("pdfminer.pdftypes", ".pdf")) as unpacked:
        try:
            grids = _read(data, worked)
        except JixiaoError:
            if unpacked.passed is not None:
                raise unpacked.passed from None
            raise
    if unpacked.passed is not None:  # a library took it for damage and went on without
        raise unpacked.passed
    return grids


def _read(data: bytes, worked: Callable[[], None]) -> list[Grid]:
    pdfplumber = need("pdfplumber", ".pdf")
    grids: list[Grid] = []
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
                doubts += _misplaced(page)
                _add(grids, _page(page))
                page.close()
                worked()
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
    return [evolve(grid, doubts=tuple(doubts) if at == 0 else ()) for at, grid in enumerate(grids)]


def _page(page: Any) -> list[Grid]:
    tables = page.find_tables()
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


def _misplaced(page: Any) -> list[Diagnostic]:
    """Text over text, or across the rules of its cell: rows too low for their text, say."""
    count = _overlaps(page)
    count = (count if count >= 3 else 0) + _crossings(page)
    if not count:
        return []
    return [diagnose("JX425", Place(cell=_page_place(page.page_number)), page=page.page_number, n=count)]


def _crossings(page: Any) -> int:
    """Characters that a horizontal edge of some cell runs through."""
    edges = {(box[0], box[2], y) for table in page.find_tables() for box in table.cells for y in (box[1], box[3])}
    count = 0
    for char in page.chars:
        if not char["text"].strip():
            continue
        middle, room = (char["x0"] + char["x1"]) / 2, (char["bottom"] - char["top"]) / 4
        count += any(
            left < middle < right and char["top"] + room < y < char["bottom"] - room for left, right, y in edges
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


def _add(grids: list[Grid], page: list[Grid]) -> None:
    """Put a page's grids behind the others; a table that goes on from the page before is joined to it."""
    met = {cell.text for grid in grids if grid.prose for cell in grid.cells}
    page = [_fresh(grid, met) if grid.prose else grid for grid in page]
    page = [grid for grid in page if grid.cells]
    before = grids[-1] if grids and not grids[-1].prose else None
    at = next((at for at, grid in enumerate(page) if not grid.prose), None)
    if before is None or at is None or page[at].width != before.width or any(map(_opens, page[:at])):
        grids.extend(page)
        return
    grids[-1:] = [*page[:at], _continued(before, page[at]), *page[at + 1 :]]


def _opens(grid: Grid) -> bool:
    """Lines that begin something new: a title, or the head of another form."""
    return any(is_title(cell.text) or is_label(cell.text) for cell in grid.cells)


def _fresh(grid: Grid, met: set[str]) -> Grid:
    """Lines outside of tables without page numbers and the running heads of earlier pages."""
    kept = [cell for cell in grid.cells if not is_page_number(cell.text) and cell.text not in met]
    return evolve(grid, cells=tuple(kept))


def _continued(before: Grid, after: Grid) -> Grid:
    headers = {tuple(squeeze(cell.text) for cell in before.row(row)) for row in range(before.height)}
    repeated = [row for row in range(after.height) if _repeats(after, row, headers)]
    drop = set(range(repeated[-1] + 1)) if repeated and repeated == list(range(len(repeated))) else set()
    shift = before.height - len(drop)
    moved = [evolve(cell, row=cell.row + shift) for cell in after.cells if cell.row not in drop]
    kept = list(before.cells)
    for col in _level_columns(before):
        _mend(kept, moved, col, before.height)
    return Grid(before.name, (*kept, *moved), False, before.doubts)


def _level_columns(grid: Grid) -> list[int]:
    """Where the first and second level stand: the cells that a page break cuts."""
    header = next((header for row in range(grid.height) if (header := find_header(grid, row))), None)
    columns = [header.column(role) for role in (Role.LEVEL1, Role.LEVEL2)] if header else []
    return [column.first for column in columns if column is not None]


def _mend(kept: list[Cell], moved: list[Cell], col: int, edge: int) -> None:
    """Make one again of a merged cell that the break cut; its name stands in the part that has room for it."""
    upper = next((cell for cell in kept if cell.col == col and cell.row + cell.rows == edge), None)
    lower = next((cell for cell in moved if cell.col == col and cell.row == edge), None)
    if upper is None or lower is None or not (upper.blank or lower.blank):
        return
    kept[kept.index(upper)] = evolve(upper, text=upper.text or lower.text, rows=upper.rows + lower.rows)
    moved.remove(lower)


def _repeats(grid: Grid, row: int, headers: set[tuple[str, ...]]) -> bool:
    texts = [cell.text for cell in grid.row(row)]
    return is_header_row(texts) and tuple(map(squeeze, texts)) in headers
