"""Cells put into the XML of one worksheet, in the order that the format wants, with nothing else touched."""

from __future__ import annotations

import posixpath
from typing import Any

from jixiao.documents.extras import need
from jixiao.documents.grid import column_name
from jixiao.documents.limits import Package, refuse_entities
from jixiao.documents.xmltree import attribute, local, parse
from jixiao.kernel.diagnostic import JixiaoError, diagnose

__all__ = ["SheetXml", "recalculate", "sheet_part"]

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def sheet_part(package: Package, title: str) -> str:
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


def recalculate(workbook: bytes) -> bytes:
    """The workbook part, told to compute its formulas anew when it is opened: sums over new scores, say."""
    tree = _tree(workbook)
    found = [element for element in tree if _name(element) == "calcPr"]
    if not found:
        return workbook
    found[0].set("fullCalcOnLoad", "1")
    return _bytes(tree)


class SheetXml:
    """One worksheet. Rows and columns count from 0."""

    def __init__(self, xml: bytes) -> None:
        """Raises JixiaoError: JX402 without lxml, JX406 entities."""
        self._root = _tree(xml)
        self._space = self._root.tag[: -len("worksheet")]
        self._data = next(element for element in self._root if _name(element) == "sheetData")
        self.has_formulas = any(_name(element) == "f" for element in self._data.iter())

    def put_number(self, row: int, col: int, value: str, *, like: tuple[int, int] | None) -> None:
        """A number; ``value`` is its plain decimal, ``like`` the cell whose style it takes."""
        cell = self._cell(row, col, like)
        self._append(cell, "v").text = value

    def put_text(self, row: int, col: int, value: str, *, like: tuple[int, int] | None) -> None:
        """A text, which no sign at its beginning turns into a formula."""
        cell = self._cell(row, col, like)
        cell.set("t", "inlineStr")
        text = self._append(self._append(cell, "is"), "t")
        text.text = value
        text.set(_SPACE, "preserve")

    def put_nothing(self, row: int, col: int, *, like: tuple[int, int] | None) -> None:
        """An empty cell, for the looks of the table."""
        self._cell(row, col, like)

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
        name = f"{column_name(col)}{row + 1}"
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
        name = f"{column_name(col)}{row + 1}"
        return next((cell.get("s") for cell in self._row(row) if cell.get("r") == name), None)


def _place(cell: Any) -> int:
    """The cell's column from 0; -1 where the file does not name it."""
    name = cell.get("r")
    return need("openpyxl.utils", ".xlsx").cell.coordinate_to_tuple(name)[1] - 1 if name else -1


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _tree(xml: bytes) -> Any:
    refuse_entities(xml)
    etree = need("lxml.etree", ".xlsx")
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False))


def _bytes(tree: Any) -> bytes:
    etree = need("lxml.etree", ".xlsx")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
