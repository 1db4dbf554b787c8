"""Results written into a copy of the user's own workbook; whatever is not written stays byte for byte.

The package is not loaded and saved by a library, which would lose drawings, controls and themes: only the XML
of the one sheet is changed, and every other part is copied as it is.
"""

from __future__ import annotations

import io
import re
import zipfile

from attrs import frozen

from jixiao.documents import form_labels as labels
from jixiao.documents.form_model import clean, reason_or_mark
from jixiao.documents.grid import Grid, joined
from jixiao.documents.layout.header import HeadedColumn, Header, find_header
from jixiao.documents.layout.words import Role, is_total
from jixiao.documents.limits import Package, check_size
from jixiao.documents.read import Reading
from jixiao.documents.sheet_xml import SheetXml, recalculate, sheet_part
from jixiao.documents.sniff import Kind, sniff
from jixiao.documents.xlsx import read_xlsx
from jixiao.explain.sentence import score_text
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.words import say
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["score_into"]

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
    filled in is never replaced: a score already there gets a new column beside it. A leaf whose row is not in the
    workbook is a warning (JX455). Raises JixiaoError: JX453 if the file is no .xlsx, and those of reading.
    """
    check_size(data)
    if sniff(data) is not Kind.XLSX:
        raise JixiaoError(diagnose("JX453", name=read.kind or "?"))
    rows = {leaf.index: _row_of(read, leaf) for leaf in result.leaves if leaf.index is not None}
    names = [found[0] for found in rows.values() if found]
    if not names:
        raise JixiaoError(diagnose("JX453", name=read.kind or "?"))
    grid = next(grid for grid in read_xlsx(data) if grid.name == names[0])
    package = Package(data)
    part = sheet_part(package, str(grid.name))
    sheet = SheetXml(package.read(part))
    leaves = [
        (leaf, found[1])
        for leaf in result.leaves
        if leaf.index is not None and (found := rows[leaf.index]) and found[0] == grid.name
    ]
    _write(sheet, grid, leaves, result)
    changed = {part: sheet.bytes()}
    if sheet.has_formulas:
        changed["xl/workbook.xml"] = recalculate(package.read("xl/workbook.xml"))
    lost = [
        diagnose("JX455", Place(path=f"$.indicator[{leaf.index}]"), name=leaf.indicator.level3)
        for leaf in result.leaves
        if leaf.index is not None and not rows[leaf.index]
    ]
    return _repacked(data, changed), tuple(lost)


def _row_of(read: Reading, leaf: Leaf) -> tuple[str, int] | None:
    """Sheet and row (from 0) that the leaf was read from."""
    place = read.places.get(f"$.indicator[{leaf.index}].level3")
    match = re.fullmatch(r"(.+)!([A-Z]+)(\d+)", str(place.cell or "") if place else "")
    return (match[1], int(match[3]) - 1) if match else None


def _write(sheet: SheetXml, grid: Grid, leaves: list[tuple[Leaf, int]], result: Result) -> None:
    headers = [header for row in range(grid.height) if (header := find_header(grid, row))]
    columns = _columns(grid, headers, leaves)
    for column in columns:
        if column.new:
            sheet.widen(column.col, _WIDTHS[column.role])
            for header in headers:
                text = _HEADS[column.role]
                if headers[0].column(column.role):
                    text = say("form.computed", labels.LANGUAGE, head=text)
                sheet.put_text(header.row, column.col, text, like=_last_filled(grid, header.row))
        for leaf, row in leaves:
            _put(sheet, grid, column, row, _value(column.role, leaf, result))
        if column.role is Role.SCORE:
            _put_total(sheet, grid, column, leaves, result)


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
            if role in (Role.ACTUAL, Role.REASON) or all(cell is None or cell.blank for cell in cells):
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


def _put(sheet: SheetXml, grid: Grid, column: _Column, row: int, value: str) -> None:
    cell = grid.at(row, column.col)
    if cell is not None and not cell.blank:
        return  # the user's own word stands
    if cell is not None and (cell.row != row or cell.rows > 1):
        return
    at = cell.col if cell is not None else column.col
    like = _last_filled(grid, row) if column.new else None
    if not value:
        if column.new:
            sheet.put_nothing(row, at, like=like)
        return
    if column.role in (Role.POINTS, Role.SCORE) and re.fullmatch(r"\d+(\.\d+)?", value):
        sheet.put_number(row, at, value, like=like)
    else:
        sheet.put_text(row, at, clean(value), like=like)


def _put_total(sheet: SheetXml, grid: Grid, column: _Column, leaves: list[tuple[Leaf, int]], result: Result) -> None:
    """The total: in the sheet's own row of sums, or below the last score."""
    last = max(row for _, row in leaves)
    below = next((row for row in range(last + 1, grid.height) if _sums(grid, row)), None)
    row = last + 1 if below is None else below
    cell = grid.at(row, column.col)
    if cell is not None and (not cell.blank or cell.doubts):
        return
    text = score_text(result.tree.total.score, result.ruleset)
    if below is None:
        sheet.put_text(row, column.col, f"{labels.TOTAL} {text}", like=None)
    else:
        _put(sheet, grid, column, row, text)


def _sums(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    return bool(filled) and is_total(joined(filled[0].text))


def _last_filled(grid: Grid, row: int) -> tuple[int, int] | None:
    """The cell whose looks a new one beside it takes."""
    filled = [cell for cell in grid.filled(row) if cell.row == row]
    return (filled[-1].row, filled[-1].col) if filled else None


def _repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            copy.writestr(entry, changed.get(entry.filename) or source.read(entry.filename))
    return out.getvalue()
