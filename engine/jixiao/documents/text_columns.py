"""Plain text that keeps its columns (``pdftotext -layout``): cells are told by the gaps between them.

Columns shift from page to page, so a line is understood by how many cells it has and by the words of the
known frameworks. Which cell a folded line belongs to cannot be told from that, and is not guessed: it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field, frozen

from jixiao.documents.grid import Cell, Grid, build_grid, joined, squeeze
from jixiao.documents.layout.words import Role, is_header_row, is_label, is_level1, is_level2, is_total, role_of
from jixiao.kernel import caret
from jixiao.kernel.diagnostic import Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["has_columns", "read_columns"]


@frozen
class _Part:
    """A run of text without a gap, and the column where it begins."""

    at: int
    text: str
    line: int


def has_columns(lines: Sequence[str]) -> bool:
    """True for text whose lines are mostly cut by gaps or begin behind one."""
    filled = [line for line in lines if line.strip()]
    return bool(filled) and sum(bool(re.search(r"\S {2,}\S|^ {4,}\S", line)) for line in filled) * 2 > len(filled)


def read_columns(lines: Sequence[str]) -> list[Grid]:
    """The head as labels and values, the indicators as rows."""
    rows = [_parts(line, number) for number, line in enumerate(lines, 1)]
    start = next((at for at, row in enumerate(rows) if is_header_row([part.text for part in row])), None)
    if start is None:
        return [_head(rows)]
    return [_head(rows[:start]), _Table().read(rows[start], rows[start + 1 :])]


def _parts(line: str, number: int) -> list[_Part]:
    return [
        _Part(caret.cells(line[: match.start()], ambiguous=2), match[0], number)
        for match in re.finditer(r"\S+(?: \S+)*", line)
    ]


def _head(rows: list[list[_Part]]) -> Grid:
    """Labels with their values beside them; the lines of a value stand below each other, and so may a label's."""
    pairs: list[tuple[list[_Part], list[_Part]]] = []
    cells: list[Cell] = []
    row = 0
    for at, parts in enumerate(rows):
        if not parts:
            continue
        below = rows[at + 1] if at + 1 < len(rows) else []
        if _starts_pair(parts, below):
            for first in range(0, len(parts), 2):
                pairs.append(([parts[first]], parts[first + 1 : first + 2]))
        elif pairs and _completes_label(pairs[-1][0], parts):
            pairs[-1][0].append(parts[0])
            pairs[-1][1].extend(parts[1:])
        elif pairs and all(pairs[-1][1]) and parts[0].at > pairs[-1][0][0].at:
            pairs[-1][1].extend(parts)
        else:
            cells.append(Cell(row, 0, " ".join(part.text for part in parts), Place(line=parts[0].line)))
            row += 1
    for label, value in pairs:
        cells.append(Cell(row, 0, _text(label), Place(line=label[0].line)))
        if value:
            cells.append(Cell(row, 1, _text(value), Place(line=value[0].line)))
        row += 1
    return build_grid(phrase("place.text"), cells)


def _starts_pair(parts: list[_Part], below: list[_Part]) -> bool:
    """A label at the beginning, whole or with its rest below."""
    return is_label(parts[0].text) or bool(
        below and len(parts) > 1 and len(parts[0].text) < 10 and is_label(parts[0].text + below[0].text)
    )


def _completes_label(label: list[_Part], parts: list[_Part]) -> bool:
    so_far = "".join(part.text for part in label)
    return abs(parts[0].at - label[0].at) < 3 and not is_label(so_far) and is_label(so_far + parts[0].text)


def _text(parts: list[_Part]) -> str:
    return joined("\n".join(part.text for part in parts))


@define
class _Table:
    """Rows of the indicators: the cells of the leaf being read, and the lines that are the rest of some cell."""

    cells: list[Cell] = field(factory=list)
    row: int = 1
    levels: list[str] = field(factory=lambda: ["", ""])
    columns: list[_Part] = field(factory=list)
    folded: list[_Part] = field(factory=list)
    first: int = 2
    heads: int = 4

    def read(self, header: list[_Part], rows: list[list[_Part]]) -> Grid:
        """The grid of the whole table."""
        self.heads = len(header)
        roles = [role_of(part.text) for part in header]
        self.first = roles.index(Role.LEVEL3) if Role.LEVEL3 in roles else 0
        self.cells = [Cell(0, col, part.text, Place(line=part.line)) for col, part in enumerate(header)]
        for parts in rows:
            if parts and not is_header_row([part.text for part in parts]):
                self._line(parts)
        self._close()
        said = [diagnose("JX438", Place(line=part.line), text=part.text) for part in self.folded[:1]]
        return build_grid("指标", self.cells, doubts=said)

    def _line(self, parts: list[_Part]) -> None:
        if is_total(parts[0].text):
            self._close()
            line = [parts[0].text, *[""] * max(self.heads - len(parts), 0), *(part.text for part in parts[1:])]
            self._put(line, parts[0].line)
            return
        rest = self._levels(parts)
        if len(rest) == 1 and rest is parts and self.columns:
            self.folded.append(rest[0])
        elif rest:
            self._close()
            self.columns = rest

    def _levels(self, parts: list[_Part]) -> list[_Part]:
        """Take the levels off the front of a line: as many as it has cells too many, or by known words."""
        rest = parts
        spare = max(len(parts) - (self.heads - self.first), 0)
        for level in range(max(self.first - 2, 0), self.first):
            at = level - max(self.first - 2, 0)
            if not rest:
                break
            known = (is_level1, is_level2)[at](squeeze(rest[0].text)) and not (at == 0 and self._is_second(rest))
            if known or spare >= self.first - level:
                self._close()
                self.levels[at] = rest[0].text
                if at == 0:
                    self.levels[1] = ""
                rest = rest[1:]
                spare = max(spare - 1, 0)
                if at == 1 and not rest:
                    self._put([*[""] * max(self.first - 2, 0), *self.levels], parts[0].line)
        return rest

    def _is_second(self, rest: list[_Part]) -> bool:
        """满意度 is a first level in one framework and a second in another; beside a leaf it is the second."""
        return (
            is_level2(squeeze(rest[0].text))
            and bool(self.levels[0])
            and not (len(rest) > 1 and is_level2(squeeze(rest[1].text)))
        )

    def _close(self) -> None:
        if not self.columns:
            return
        before = [*[""] * max(self.first - 2, 0), *self.levels][: self.first]
        self._put([*before, *(part.text for part in self.columns)], self.columns[0].line)
        self.columns = []

    def _put(self, texts: list[str], line: int) -> None:
        self.cells += [Cell(self.row, col, text, Place(line=line)) for col, text in enumerate(texts)]
        self.row += 1
