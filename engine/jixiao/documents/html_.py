"""Web pages that hold tables, often named .xls, by the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from jixiao.documents.grid import Cell, Grid, build_grid, column_name
from jixiao.documents.sniff import decode
from jixiao.kernel.budget import budget, fits
from jixiao.kernel.diagnostic import Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["read_html"]

_SKIPPED = {"script", "style", "svg", "noscript", "template"}
_LINES = {"p", "div", "h1", "h2", "h3", "h4", "li", "caption", "title"}
# Elements without an end: they never open anything.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def read_html(data: bytes) -> list[Grid]:
    """Tables and the lines between them, in order. Raises JixiaoError: JX405, JX427."""
    reader = _Reader()
    reader.feed(_declared(data))
    reader.close()
    reader.finish()
    return reader.grids


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

    def __init__(self) -> None:
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

    def end_cell(self, table: int) -> None:
        if self.open is None:
            return
        rows, cols = self.open
        fits("columns", self.col + cols)
        fits("cells", len(self.taken) + rows * cols)
        self.taken.update((self.row + r, self.col + c) for r in range(rows) for c in range(cols))
        place = Place(cell=phrase("place.in_table", number=table, cell=f"{column_name(self.col)}{self.row + 1}"))
        lines = "".join(self.text).split("\n")
        text = "\n".join(line for line in (re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in lines) if line)
        doubts = (diagnose("JX414", place),) if self.picture and not text else ()
        self.cells.append(Cell(self.row, self.col, text, place, None, rows, cols, doubts))
        self.open = None
        self.col += cols


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.tables: list[_Table] = []
        self.prose: list[Cell] = []
        self.line: list[str] = []
        self.skipped = 0
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag == "table":
            self._flush()
            if not self.tables:  # a table inside a cell is only more text of that cell
                self._end_prose()
                self.tables.append(_Table())
                self.count += 1
        elif self.tables and tag == "tr":
            self.tables[-1].end_cell(self.count)
            self.tables[-1].start_row()
        elif self.tables and tag in ("td", "th"):
            self.tables[-1].end_cell(self.count)
            given = dict(attrs)
            self.tables[-1].start_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag == "img" and self.tables:
            self.tables[-1].picture = True
        elif tag == "br" or tag in _LINES:
            self._text("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(self.skipped - 1, 0)
        elif tag in ("td", "th", "tr") and self.tables:
            self.tables[-1].end_cell(self.count)
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag in _LINES:
            self._text("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self._text(re.sub(r"[\r\n]+", " " if data.isascii() else "", data))

    def _text(self, text: str) -> None:
        if self.tables:
            if self.tables[-1].open is not None:
                self.tables[-1].text.append(text)
        elif text == "\n":
            self._flush()
        else:
            self.line.append(text)

    def _flush(self) -> None:
        text = " ".join("".join(self.line).split())
        self.line = []
        if text:
            self.prose.append(Cell(len(self.prose), 0, text, Place(line=self.getpos()[0])))

    def _end_prose(self) -> None:
        self._flush()
        if self.prose:
            self.grids.append(build_grid(phrase("place.text"), self.prose, prose=True))
            self.prose = []

    def _end_table(self) -> None:
        table = self.tables.pop()
        table.end_cell(self.count)
        self.grids.append(build_grid(phrase("place.table", number=self.count), table.cells))

    def finish(self) -> None:
        """What an unclosed page still holds."""
        while self.tables:
            self._end_table()
        self._end_prose()


def _span(text: str | None) -> int:
    """rowspan and colspan as a browser takes them: anything odd is 1."""
    return min(int(text), budget().cells + 1) if text and text.strip().isdigit() and int(text) else 1
