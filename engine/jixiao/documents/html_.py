"""Web pages that hold tables, often named .xls, by lxml: no network, no entities but HTML's own, no tree without end."""

from __future__ import annotations

import re
from typing import Any

from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.sniff import decode
from jixiao.kernel.budget import budget, fits, tick, worked
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["read_html"]

_SKIPPED = {"script", "style", "svg", "noscript", "template"}
_LINES = {"p", "div", "h1", "h2", "h3", "h4", "li", "caption", "title"}
# What HTML does not allow in a text. Parsers differ in what they make of it, and some end there.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_html(data: bytes) -> list[Grid]:
    """Tables and the lines between them, in order of their beginnings; a table inside a cell is a table of its own.

    Raises JixiaoError: JX402 without lxml, JX403 nested too deep or a text without end, JX405 and JX427 too large.
    """
    etree = need("lxml.etree", ".html")
    text = _declared(data)
    worked("cells", 0, text.count("<td") + text.count("<TD"))
    root = _tree(etree, text)
    reader = _Reader()
    if root is not None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tick()
            if event == "end":
                reader.end(element)
                reader.data(element.tail)
            elif element.tag in _SKIPPED:
                walk.skip_subtree()
            else:
                reader.start(element)
                reader.data(element.text)
    return reader.finish()


def _tree(etree: Any, text: str) -> Any:
    """The page's root; None for a page without anything.

    As UTF-8, since a page may name an encoding that it is not in. Where lxml stops before the end (beyond 255 elements
    inside each other, or 10 million characters in one text), what is behind is lost, so that nothing of it is taken.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(_NO_TEXT.sub("\ufffd", text).encode(), parser)
    except etree.XMLSyntaxError:  # in what holds no element and no text
        root = None
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise JixiaoError(diagnose("JX403", detail=phrase("syntax.depth")))
    return root


def _declared(data: bytes) -> str:
    """Text in the encoding that the page declares, as far as it is one of the Chinese ones."""
    named = re.search(rb"charset=[\"']?\s*([\w-]+)", data[:2048], re.I)
    if named and named[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data)


class _Table:
    """A table being read: which places spans from above have taken already."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.place = -1
        self.outer = False
        self.cells: list[Cell] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = -1
        self.col = 0
        self.open: tuple[int, int] | None = None
        self.text: list[str] = []
        self.picture = False

    def start_row(self) -> None:
        self.row += 1
        self.col = 0

    def start_cell(self, rows: int, cols: int) -> None:
        self.row = max(self.row, 0)
        while (self.row, self.col) in self.taken:
            self.col += 1
        self.open, self.text, self.picture = (rows, cols), [], False

    def end_cell(self) -> None:
        if self.open is None:
            return
        rows, cols = self.open
        fits("columns", self.col + cols)
        fits("cells", len(self.taken) + rows * cols)
        self.taken.update((self.row + r, self.col + c) for r in range(rows) for c in range(cols))
        place = Place(cell=phrase("place.in_table", number=self.number, cell=f"{column_name(self.col)}{self.row + 1}"))
        lines = "".join(self.text).split("\n")
        text = "\n".join(line for line in (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in lines) if line)
        doubts = (diagnose("JX414", place),) if self.picture and not text else ()
        self.cells.append(Cell(self.row, self.col, text, place, None, rows, cols, doubts))
        self.open = None
        self.col += cols


class _Reader:
    """Tables and prose out of the beginnings and ends of elements, in the order of the page."""

    def __init__(self) -> None:
        self.grids: list[Grid | None] = []
        self.tables: list[_Table] = []
        self.count = 0
        self.prose: list[Cell] = []
        self.line: list[str] = []
        self.at = 1

    def start(self, element: Any) -> None:
        tag, self.at = element.tag, element.sourceline or self.at
        if tag == "table":
            self._flush()
            for table in self.tables:
                table.outer = True
            self.count += 1
            self.tables.append(_Table(self.count))
        elif self.tables and tag == "tr":
            self._begun().start_row()
        elif self.tables and tag in ("td", "th"):
            self._begun().start_cell(_span(element.get("rowspan")), _span(element.get("colspan")))
        elif tag == "img" and self.tables:
            self.tables[-1].picture = True
        elif tag == "br" or tag in _LINES:
            self._text("\n")

    def end(self, element: Any) -> None:
        if self.tables and element.tag in ("td", "th", "tr"):
            self.tables[-1].end_cell()
        elif element.tag == "table":
            self._end_table()
        elif element.tag in _LINES:
            self._text("\n")

    def data(self, text: str | None) -> None:
        """Text behind a beginning or an end. Line ends in it are blanks between Latin words and nothing between Chinese."""
        if text:
            self._text(re.sub(r"[\r\n]+", " " if text.isascii() else "", text))
            self.at += text.count("\n")

    def finish(self) -> list[Grid]:
        self._end_prose()
        return [grid for grid in self.grids if grid is not None]

    def _begun(self) -> _Table:
        """The innermost table, its last cell ended. With its first row it takes its place: its caption stands before it."""
        table = self.tables[-1]
        table.end_cell()
        if table.place < 0:
            self._end_prose()
            table.place = len(self.grids)
            self.grids.append(None)
        return table

    def _end_table(self) -> None:
        table = self._begun()
        self.tables.pop()
        blank = all(cell.blank and not cell.doubts for cell in table.cells)
        if not (table.outer and blank):  # else it only lays out the tables inside
            self.grids[table.place] = build_grid(phrase("place.table", number=table.number), table.cells)

    def _text(self, text: str) -> None:
        inside = next((table for table in reversed(self.tables) if table.open is not None), None)
        if inside is not None:
            inside.text.append(text)
        elif text == "\n":
            self._flush()
        else:
            self.line.append(text)

    def _flush(self) -> None:
        text = " ".join("".join(self.line).split())
        self.line = []
        if text:
            self.prose.append(Cell(len(self.prose), 0, text, Place(line=self.at)))

    def _end_prose(self) -> None:
        self._flush()
        if self.prose:
            self.grids.append(build_grid(phrase("place.text"), self.prose, prose=True))
            self.prose = []


def _span(text: str | None) -> int:
    """rowspan and colspan as a browser takes them: anything odd is 1."""
    return min(int(text), budget().cells + 1) if text and text.strip().isdigit() and int(text) else 1
