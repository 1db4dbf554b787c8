"""Cells put into the XML of one worksheet, in the order that the format wants, with nothing else touched."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from jixiao.documents.edits import Edits, Put
from jixiao.documents.extras import need
from jixiao.documents.grid import cell_name
from jixiao.documents.limits import Package, refuse_entities
from jixiao.documents.xmltree import attribute, local, parse
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase, series

__all__ = ["edit_here"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def edit_here(data: bytes, edits: Edits) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The workbook's copy with what was put, and the formulas that were left where they stand (JX444).

    Raises JixiaoError: JX402 without lxml, JX403 damaged, JX405 too large, JX406 entities.
    """
    package = Package(data)
    part = _sheet_part(package, edits.sheet)
    sheet = _SheetXml(package.read(part))
    for col, width in edits.widths:
        sheet.widen(col, width)
    kept = [*edits.kept, *(cell_name(put.row, put.col) for put in edits.puts if not sheet.put(put))]
    changed = {part: sheet.bytes()}
    if sheet.has_formulas:
        changed["xl/workbook.xml"] = _recalculate(package.read("xl/workbook.xml"))
    return _repacked(data, changed), tuple(_of_formulas(edits.sheet, kept))


def _of_formulas(sheet: str, kept: list[str]) -> Iterator[Diagnostic]:
    if kept:
        yield diagnose(
            "JX444", Place(cell=f"{sheet}!{kept[0]}"), cells=series("list.comma", tuple(dict.fromkeys(kept)))
        )


def _repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            copy.writestr(entry, changed.get(entry.filename) or source.read(entry.filename))
    return out.getvalue()


def _sheet_part(package: Package, title: str) -> str:
    """The part of the package that holds a sheet. Raises JixiaoError (JX403) if there is none."""
    book = parse(package.read("xl/workbook.xml"))
    wanted = next(
        (attribute(s, "id") for s in book.iter() if local(s) == "sheet" and attribute(s, "name") == title), None
    )
    for link in parse(package.read("xl/_rels/workbook.xml.rels")):
        if wanted is not None and attribute(link, "Id") == wanted:
            target = attribute(link, "Target") or ""
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in package.names:
                return part
    raise JixiaoError(diagnose("JX403", detail=title))


def _recalculate(workbook: bytes) -> bytes:
    """The workbook part, told to compute its formulas anew when it is opened: sums over new scores, say."""
    tree = _tree(workbook)
    found = [element for element in tree if _name(element) == "calcPr"]
    if not found:
        return workbook
    found[0].set("fullCalcOnLoad", "1")
    return _bytes(tree)


class _SheetXml:
    """One worksheet. Rows and columns count from 0."""

    def __init__(self, xml: bytes) -> None:
        """Raises JixiaoError: JX402 without lxml, JX406 entities."""
        self._root = _tree(xml)
        self._space = self._root.tag[: -len("worksheet")]
        data = next((element for element in self._root if _name(element) == "sheetData"), None)
        if data is None:
            raise JixiaoError(diagnose("JX403", detail="sheetData"))
        self._data = data
        self._formulas = {cell.get("r") for cell in data.iter() if any(_name(child) == "f" for child in cell)}
        self._arrays = tuple(
            span for formula in data.iter() if _name(formula) == "f" and (span := _span(formula.get("ref"))) is not None
            and formula.get("t") in ("array", "dataTable")
        )  # fmt: skip

    @property
    def has_formulas(self) -> bool:
        """Whether anything in the sheet is computed."""
        return bool(self._formulas)

    def put(self, put: Put) -> bool:
        """Put one cell; False where a formula stands there, which stays.

        A text is stored as one, and no sign at its beginning makes it a formula.
        """
        if self._computed(put.row, put.col):
            return False
        cell = self._cell(put.row, put.col, put.like)
        if put.number:
            self._append(cell, "v").text = put.text
        elif put.text:
            cell.set("t", "inlineStr")
            text = self._append(self._append(cell, "is"), "t")
            text.text = put.text
            text.set(_SPACE, "preserve")
        return True

    def _computed(self, row: int, col: int) -> bool:
        """Whether the cell has a formula of its own, or is one of those that an array formula fills."""
        inside = any(top <= row <= end and left <= col <= right for top, left, end, right in self._arrays)
        return inside or cell_name(row, col) in self._formulas

    def widen(self, col: int, width: int) -> None:
        """Give a new column a width, unless the sheet has set one for it."""
        cols = next((element for element in self._root if _name(element) == "cols"), None)
        if cols is None:
            cols = self._data.makeelement(f"{self._space}cols", {})
            self._data.addprevious(cols)
        if any(int(each.get("min")) <= col + 1 <= int(each.get("max")) for each in cols):
            return
        new = cols.makeelement(
            f"{self._space}col", {"min": str(col + 1), "max": str(col + 1), "width": str(width), "customWidth": "1"}
        )
        after = [each for each in cols if int(each.get("min")) > col + 1]
        after[0].addprevious(new) if after else cols.append(new)

    def bytes(self) -> bytes:
        """The XML with what was put."""
        return _bytes(self._root)

    def _append(self, parent: Any, name: str) -> Any:
        child = parent.makeelement(f"{self._space}{name}", {})
        parent.append(child)
        return child

    def _row(self, row: int) -> Any:
        for element in self._data:
            number = int(element.get("r") or 0)
            if number == row + 1:
                return element
            if number > row + 1:
                new = self._data.makeelement(f"{self._space}row", {"r": str(row + 1)})
                element.addprevious(new)
                return new
        new = self._append(self._data, "row")
        new.set("r", str(row + 1))
        return new

    def _cell(self, row: int, col: int, like: tuple[int, int] | None) -> Any:
        """The cell, emptied of its value and keeping its style, or a new one in its place in the row."""
        line = self._row(row)
        name = cell_name(row, col)
        found = next((cell for cell in line if cell.get("r") == name), None)
        if found is None:
            found = line.makeelement(f"{self._space}c", {"r": name})
            after = [cell for cell in line if _place(cell) > col]
            after[0].addprevious(found) if after else line.append(found)
            if like is not None and (style := self._style(*like)):
                found.set("s", style)
            line.attrib.pop("spans", None)  # a hint that the new cell makes wrong
        for child in list(found):
            found.remove(child)
        found.attrib.pop("t", None)
        return found

    def _style(self, row: int, col: int) -> str | None:
        name = cell_name(row, col)
        return next((cell.get("s") for cell in self._row(row) if cell.get("r") == name), None)


def _place(cell: Any) -> int:
    """The cell's column from 0; -1 where the file does not name it."""
    name = cell.get("r")
    return need("openpyxl.utils", ".xlsx").cell.coordinate_to_tuple(name)[1] - 1 if name else -1


def _span(ref: str | None) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of ``A1:B2`` or ``A1``, from 0."""
    if not ref:
        return None
    left, top, right, bottom = need("openpyxl.utils", ".xlsx").range_boundaries(ref)
    return top - 1, left - 1, bottom - 1, right - 1


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _tree(xml: bytes) -> Any:
    refuse_entities(xml)
    etree = need("lxml.etree", ".xlsx")
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))
    except (etree.XMLSyntaxError, ValueError):
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.xml"))) from None


def _bytes(tree: Any) -> bytes:
    etree = need("lxml.etree", ".xlsx")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
