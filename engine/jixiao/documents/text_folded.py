"""Plain text as pdftotext prints a form: no rules, no columns, cells folded into lines.

The tree is rebuilt from the words of the known frameworks and from one fact of folding: a line of a folded
cell is full, its last one is not. What was joined in this way is said, so that it can be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from jixiao.documents.grid import Cell, Grid, build_grid, joined, squeeze
from jixiao.documents.layout.words import (
    Role,
    is_header_row,
    is_label,
    is_level1,
    is_level2,
    is_section,
    is_total,
    role_of,
)
from jixiao.kernel import caret
from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["is_folded", "read_folded"]


@define
class _Line:
    number: int
    text: str

    @property
    def place(self) -> Place:
        return Place(line=self.number)


def is_folded(raw: Sequence[str]) -> bool:
    """Whether the table has no more than levels, names and targets: only of such a one can folded lines be told."""
    head = next((line.split() for line in raw if is_header_row(line.split())), [])
    known = {Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.TARGET}
    return bool(head) and {role_of(word) for word in head} <= known


def read_folded(raw: Sequence[str]) -> list[Grid]:
    """The head as rows of label and value, the indicators as rows of four."""
    lines = [_Line(n, line.strip()) for n, line in enumerate(raw, 1)]
    start = next((at for at, line in enumerate(lines) if is_header_row(line.text.split())), None)
    if start is None:
        return [_head(lines)]
    return [_head(lines[:start]), _Table(lines[start]).read(lines[start + 1 :])]


def _head(lines: list[_Line]) -> Grid:
    """Lines before the table: several labels on one line, or a label over a block of prose."""
    cells: list[Cell] = []
    row = 0
    block: list[_Line] = []
    label: tuple[str, Place] | None = None

    def close() -> None:
        nonlocal row, block, label
        if label is not None and block:
            text = joined("\n".join(line.text for line in block))
            cells.append(Cell(row, 0, label[0], label[1]))
            cells.append(Cell(row, 1, text, block[0].place, None, 1, 3))
            row += 1
        block, label = [], None

    at = 0
    while at < len(lines):
        line = lines[at]
        name, taken = _label_at(lines, at)
        if not line.text:
            at += 1
        elif name:
            close()
            label = (name, line.place)
            at += taken
        elif label is None or (pairs := _pairs(line.text)):
            pairs = _pairs(line.text)
            if pairs or label is None:
                close()
                for col, text in enumerate(pairs or [line.text]):
                    cells.append(Cell(row, col, text, line.place))
                row += 1
            at += 1
        else:
            block.append(line)
            at += 1
    close()
    return build_grid(phrase("place.text"), cells)


def _label_at(lines: list[_Line], at: int) -> tuple[str, int]:
    """A label alone on its line, or folded over two; with the number of lines it takes."""
    text = lines[at].text
    if not text or len(text) > 14:
        return "", 0
    if at + 1 < len(lines) and lines[at + 1].text and len(lines[at + 1].text) <= 8:
        both = text + lines[at + 1].text
        if is_label(both) and not is_label(text):
            return both, 2
    return (text, 1) if is_label(text) or is_section(text) else ("", 0)


def _pairs(text: str) -> list[str]:
    """单位编码 055001 资金用途 业务类 as label, value, label, value; [] for a line that begins with no label."""
    words = text.split()
    if not words or not is_label(words[0]) or len(words) == 1:
        return []
    parts: list[str] = [words[0]]
    for word in words[1:]:
        if is_label(word):
            parts += [""] if len(parts) % 2 else []
            parts.append(word)
        elif len(parts) % 2:
            parts.append(word)
        else:
            parts[-1] = joined(f"{parts[-1]} {word}")
    return parts


@define
class _Table:
    """The lines below the header, put back into rows."""

    header: _Line
    cells: list[Cell] = field(factory=list)
    row: int = 0
    full: int = 0
    # the leaf being read
    name: str = ""
    target: list[_Line] = field(factory=list)
    place: Place = field(factory=Place)
    levels: tuple[str, str] = ("", "")
    heads: int = 4
    first: int = 2

    def read(self, lines: list[_Line]) -> Grid:
        """The whole table as a grid of level 1, 2, 3 and the columns behind them."""
        words = self.header.text.split()
        self.heads = len(words)
        for col, word in enumerate(words):
            self.cells.append(Cell(0, col, word, self.header.place))
        self.row = 1
        lines = [line for line in lines if line.text]
        single = [caret.cells(line.text, ambiguous=2) for line in lines if len(line.text.split()) == 1]
        self.full = max(single, default=0)
        self.first = next((at for at, word in enumerate(words) if role_of(word) == "level3"), 2)
        for line in lines:
            self._line(line)
        self._close()
        return build_grid("指标", self.cells)

    def _line(self, line: _Line) -> None:
        words = line.text.split()
        if self._goes_on() and len(words) == 1:
            self.target.append(line)
            return
        name = squeeze(words[0])
        if is_level1(name) and len(words) > 3 and is_level2(squeeze(words[1])) and self.first > 1:
            self._close()
            self.levels = (name, "")
            words, name = words[1:], squeeze(words[1])
        if is_level1(name) and len(words) == 1 and name != self.levels[0] and not (is_level2(name) and self.levels[0]):
            self._close()
            self.levels = (name, "")
        elif is_total(words[0]):
            self._close()
            self._put(self.row, [words[0], *[""] * max(self.heads - len(words), 0), *words[1:]], line.place)
            self.row += 1
        elif is_level2(name):
            self._close()
            self.levels = (self.levels[0], name)
            self._put(self.row, [*self.levels], line.place)
            self._leaf(words[1:], line, beside=True)
        else:
            self._leaf(words, line)

    def _goes_on(self) -> bool:
        """A full line of a folded cell is followed by more of it. A character that may not begin a line
        leaves the line before it one character short."""
        return (
            bool(self.target)
            and len(self.target[-1].text.split()) == 1
            and (caret.cells(self.target[-1].text, ambiguous=2) >= self.full - 1)
        )

    def _leaf(self, words: list[str], line: _Line, beside: bool = False) -> None:
        if not words:
            self.row += beside
            self.place = Place()
            self.name = ""
            return
        if self.name and not self.target and len(words) == 1:
            self.target = [line]
            return
        if not beside:
            self._close()
        self.name, self.place = words[0], line.place
        self.target = [_Line(line.number, " ".join(words[1:]))] if len(words) > 1 else []

    def _close(self) -> None:
        """Write the leaf that is complete."""
        if not self.name:
            return
        text = joined("\n".join(line.text for line in self.target))
        doubts: tuple[Diagnostic, ...] = ()
        if len(self.target) > 1:
            doubts = (diagnose("JX423", self.target[0].place, text=text),)
        elif not self.target:  # more likely a branch of a framework that is not known here than a leaf
            doubts = (diagnose("JX437", self.place, name=self.name, level=phrase("column.target")),)
        values = text.split() if len(self.target) == 1 and self.heads > self.first + 2 else [text]
        self._put(self.row, [*self.levels, self.name][-self.first - 1 :], self.place)
        for offset, value in enumerate(values[: self.heads - self.first - 1]):
            place = self.target[0].place if self.target else self.place
            self.cells.append(Cell(self.row, self.first + 1 + offset, value, place, None, 1, 1, doubts))
        self.row += 1
        self.name, self.target = "", []

    def _put(self, row: int, texts: list[str], place: Place) -> None:
        taken = {(cell.row, cell.col) for cell in self.cells[-6:]}
        for col, text in enumerate(texts):
            if (row, col) not in taken:
                self.cells.append(Cell(row, col, text, place))
