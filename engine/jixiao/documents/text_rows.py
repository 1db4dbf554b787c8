"""Text as rows of cells, whatever kept them apart: tabs, pipes, gaps, blanks, or a line for each cell.

How a text keeps its cells apart is told from the whole of it. Where the ends of rows are lost too (a line for each cell,
or everything in one line), the cells are one run, and :mod:`text_table` finds the rows in it or says that it cannot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, field

from jixiao.documents.layout.words import is_header_row, role_of
from jixiao.kernel import caret
from jixiao.kernel.classes import frozen

__all__ = ["Apart", "PartedText", "TextRow", "TextToken", "rows_of", "tabbed"]

_PIPES = re.compile(r"[|｜│┃]")
_PAGE = re.compile(r"第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?|(?<!\S)[(（]?\s*20\d\d\s*年度?\s*[)）]?(?!\S)")
_RULE = re.compile(r"(?=.*(?:-{2,}|={3,}|[─━┄┈═]{2,}))[\s|｜│┃+:\-=─━┄┈═┼├┤┬┴┌┐└┘╭╮╰╯]+")


@frozen
class TextToken:
    """A cell of a text: what it says, its line, and the column of the line where it begins (None: not known)."""

    text: str
    line: int
    at: int | None = None


@frozen
class TextRow:
    """A row of cells, blank ones too where the text keeps them."""

    tokens: tuple[TextToken, ...]

    @property
    def texts(self) -> list[str]:
        """What the cells say."""
        return [token.text for token in self.tokens]

    @property
    def line(self) -> int:
        """The line of the first cell."""
        return self.tokens[0].line if self.tokens else 0


class Apart:
    """What is known of a text: whether blank cells are kept (``blanks``), whether rows end where its rows do (``rows``)."""

    TABS, PIPES, GAPS, WORDS, CELLS, FLAT = "tabs", "pipes", "gaps", "words", "cells", "flat"


@frozen
class PartedText:
    """A text taken apart. ``blanks``: a blank cell would be there; ``padded``: but not at the end of a row, which is filled
    up with blanks; ``ended``: a row ends where these rows do."""

    how: str
    rows: tuple[TextRow, ...]
    blanks: bool = field(default=False)
    padded: bool = field(default=False)
    ended: bool = field(default=True)


def rows_of(lines: Sequence[str]) -> PartedText:
    """The rows of a text by what keeps its cells apart."""
    filled = [line for line in lines if line.strip()]
    if sum(bool(_PIPES.search(line)) for line in filled) * 2 > len(filled):
        return _piped(lines)
    if any("\t" in line.strip() for line in filled):
        return tabbed((number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip())
    if _has_gaps(filled):
        return PartedText(
            Apart.GAPS, tuple(_gapped(line, number) for number, line in enumerate(lines, 1) if line.strip())
        )
    if any(_is_head(line.split()) for line in filled):
        return PartedText(
            Apart.WORDS, tuple(_worded(line, number) for number, line in enumerate(lines, 1) if line.strip())
        )
    return _run(lines)


def tabbed(records: Iterable[tuple[int, Sequence[str]]]) -> PartedText:
    """Rows whose blank cells are kept: only cells that were merged away are missing."""
    rows = tuple(TextRow(tuple(TextToken(cell.strip(), number) for cell in record)) for number, record in records)
    return PartedText(Apart.TABS, rows, blanks=True)


def _is_head(words: Sequence[str]) -> bool:
    """A line that is a header and little else."""
    return is_header_row(words) and sum(role_of(word) is not None for word in words) * 3 >= len(words) * 2


def _has_gaps(filled: Sequence[str]) -> bool:
    """Lines that are mostly cut by gaps or begin behind one (``pdftotext -layout``)."""
    return bool(filled) and sum(bool(re.search(r"\S {2,}\S|^ {4,}\S", line)) for line in filled) * 2 > len(filled)


def _gapped(line: str, number: int) -> TextRow:
    found = re.finditer(r"\S+(?: \S+)*", line)
    return TextRow(
        tuple(TextToken(match[0], number, caret.cells(line[: match.start()], ambiguous=2)) for match in found)
    )


def _worded(line: str, number: int) -> TextRow:
    return TextRow(tuple(TextToken(word, number) for word in line.split()))


# -- pipes


def _piped(lines: Sequence[str]) -> PartedText:
    """A table drawn with pipes. A row may be broken into lines where one of its cells is; its number of pipes tells."""
    cut = [
        (number, _PIPES.split(line.strip()))
        for number, line in enumerate(lines, 1)
        if line.strip() and not _RULE.fullmatch(line)
    ]
    framed = sum(not parts[0].strip() and not parts[-1].strip() for _, parts in cut) * 2 > len(cut)
    if framed:
        records = [(number, parts[1:-1] if not parts[-1].strip() else parts[1:]) for number, parts in cut]
        return tabbed(records)
    bars = Counter(len(parts) - 1 for _, parts in cut)
    most = max(bars)
    if most == 1:
        rows = tuple(TextRow((TextToken(parts[0].strip(), number),)) for number, parts in cut)
        return _without_ends(rows, blanks=True)
    return evolve(tabbed(_mended(cut, most)), how=Apart.PIPES, padded=True)


def _mended(cut: Sequence[tuple[int, list[str]]], most: int) -> list[tuple[int, list[str]]]:
    """Lines put together until they have the pipes of a whole row."""
    records: list[tuple[int, list[str]]] = []
    open_row: list[str] = []
    first = 0
    for number, parts in cut:
        if open_row and len(open_row) + len(parts) - 1 > most:
            records.append((first, open_row))
            open_row = []
        if not open_row:
            first = number
        ended = parts[:-1] if not parts[-1].strip() else parts
        open_row = open_row + ended if open_row else ended
        if len(open_row) >= most or len(parts) == 1:
            records.append((first, open_row))
            open_row = []
    if open_row:
        records.append((first, open_row))
    return records


# -- no rows


def _run(lines: Sequence[str]) -> PartedText:
    """A line for each cell, or words in long lines: the ends of the rows are lost."""
    alone = [line.strip() for line in lines if line.strip()]
    named = sum(role_of(line) is not None for line in alone)
    if named >= 3:
        rows = tuple(
            TextRow((TextToken(line.strip(), number),)) for number, line in enumerate(lines, 1) if line.strip()
        )
        return _without_ends(rows, blanks=False)
    words = tuple(
        TextRow((TextToken(word, number),)) for number, line in enumerate(lines, 1) for word in _words_of(line)
    )
    return PartedText(Apart.FLAT, words, blanks=False, ended=False)


def _words_of(line: str) -> list[str]:
    """The words of a line; a page number (第 1 页 共 2 页) is one."""
    return _PAGE.sub(lambda match: " " + "".join(match[0].split()) + " ", line).split()


def _without_ends(rows: tuple[TextRow, ...], *, blanks: bool) -> PartedText:
    return PartedText(Apart.CELLS, rows, blanks=blanks, ended=False)
