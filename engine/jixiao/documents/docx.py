"""Word documents (.docx) read from their XML, so that nothing a form uses is lost.

Rows inside content controls, rows that begin with ``gridBefore``, cells joined over columns (``gridSpan``)
and rows (``vMerge``), inserted text: the usual object model loses some of these, the XML has them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from jixiao.documents.grid import Cell, Grid, build_grid
from jixiao.documents.limits import Package
from jixiao.documents.xmltree import Element, attribute, children, local, parse
from jixiao.kernel.budget import budget, fits, worked
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.words import Phrase, phrase

__all__ = ["read_docx"]

# What may stand between a table and its rows, a row and its cells, a body and its blocks.
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


def read_docx(data: bytes) -> list[Grid]:
    """Tables and the lines between them, in order. Raises JixiaoError: JX403, JX405, JX406."""
    xml = Package(data).read("word/document.xml")
    worked("cells", 0, xml.count(b":tc>"))
    root = parse(xml)
    body = next((element for element in root if local(element) == "body"), None)
    if body is None:
        raise JixiaoError(diagnose("JX403", detail="word/document.xml"))
    grids: list[Grid] = []
    lines: list[Cell] = []
    for number, block in enumerate(_blocks(body), 1):
        if local(block) == "p":
            if text := _paragraph(block).strip():
                lines.append(Cell(len(lines), 0, text, Place(cell=phrase("place.paragraph", number=number))))
            continue
        if lines:
            grids.append(build_grid(phrase("place.paragraph", number=len(grids) + 1), lines, prose=True))
            lines = []
        grids.append(_table(block, phrase("place.table", number=sum(not grid.prose for grid in grids) + 1)))
    if lines:
        grids.append(build_grid(phrase("place.paragraph", number=len(grids) + 1), lines, prose=True))
    return grids


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, wherever content controls put them."""
    for child in parent:
        if local(child) in ("p", "tbl"):
            yield child
        elif local(child) in _WRAPPERS:
            yield from _blocks(child)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls but not into nested tables."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _inside(child, name)


def _table(table: Element, name: Phrase) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    open_merges: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(_inside(table, "tr")):
        col = _number(line, "trPr", "gridBefore", 0)
        for cell in _inside(line, "tc"):
            span = _number(cell, "tcPr", "gridSpan", 1)
            fits("columns", col + span)
            merge = _merge(cell)
            top = open_merges.get(col)
            if merge == "continue" and top is not None and top in cells:
                cells[top] = evolve(cells[top], rows=row - top[0] + 1)
            else:
                cells[row, col] = _cell(cell, row, col, span, name)
                if merge:
                    open_merges[col] = (row, col)
                else:
                    open_merges.pop(col, None)
            fits("cells", len(cells))
            col += span
    return build_grid(name, cells.values())


def _cell(cell: Element, row: int, col: int, span: int, table: Phrase) -> Cell:
    place = Place(cell=phrase("place.cell", table=table, row=row + 1, column=col + 1))
    text = "\n".join(_paragraph(part) for part in cell.iter() if local(part) == "p").strip()
    doubts: tuple[Diagnostic, ...] = ()
    if not text and any(local(part) in ("drawing", "pict") for part in cell.iter()):
        doubts = (diagnose("JX414", place),)
    return Cell(row, col, text, place, None, 1, span, doubts)


def _merge(cell: Element) -> str | None:
    for properties in children(cell, "tcPr"):
        for merge in children(properties, "vMerge"):
            return attribute(merge, "val") or "continue"
    return None


def _number(element: Element, properties: str, name: str, default: int) -> int:
    for part in children(element, properties):
        for found in children(part, name):
            text = attribute(found, "val") or ""
            if text.isdigit():
                return min(int(text), budget().columns + 1)
    return default


def _paragraph(paragraph: Element) -> str:
    """Text of one paragraph; deleted text and the prompts of unfilled content controls are not text."""
    return "".join(_runs(paragraph))


def _runs(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "sym":
            yield _symbol(child)
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sdt" and _prompt(child):
            continue
        elif name not in (
            "del",
            "moveFrom",
            "rPr",
            "pPr",
            "instrText",
            "drawing",
            "pict",
            "AlternateContent",
            "txbxContent",
        ):
            yield from _runs(child)


def _prompt(control: Element) -> bool:
    return any(local(part) == "showingPlcHdr" for properties in children(control, "sdtPr") for part in properties)


def _symbol(element: Element) -> str:
    """A character of a symbol font; Word writes ≥ and ≤ typed by AutoText in this way."""
    code = (attribute(element, "char") or "").upper()
    return {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B4": "×", "F025": "%", "F03D": "=", "F03E": ">", "F03C": "<"}.get(
        code, ""
    )
