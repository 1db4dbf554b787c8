"""Tables of separated values (comma, semicolon or tab): their records, each with the line it begins on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

__all__ = ["mark_of", "meant", "records", "text_of"]

_MARKS = "\t,;"
_WIDE = "，"  # a sign of sentences: it cuts only where none of the others does
# A cell of a tab-separated line: a quoted one may go over several lines, but never over a tab.
_TABBED = re.compile(r'"((?:[^"\t]|"")*)"(?=\t|\r?\n|\r|\Z)|([^\t\r\n]*)')
_END = re.compile(r"\t|\r?\n|\r|\Z")


def text_of(data: bytes) -> str:
    """The text in UTF-8, with or without a mark, or GB18030. Raises UnicodeDecodeError where it is neither."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def mark_of(text: str) -> str:
    """The sign that cuts the cells: the one of which some line among the first 200 has most."""
    lines = text[:1_000_000].split("\n", 200)[:200]
    mark = max(_MARKS, key=lambda sign: max(line.count(sign) for line in lines))
    return mark if any(mark in line for line in lines) else _WIDE


def records(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it begins on, from 1. Raises ValueError for quotes that do not close."""
    return _tabbed(text) if mark == "\t" else _quoted(text, mark)


def meant(cell: str) -> str:
    """What the writer of a cell meant: ``="001"`` is text, and ``'=100%`` carries a spreadsheet's formula guard."""
    cell = cell.strip()
    if len(cell) > 2 and cell.startswith('="') and cell.endswith('"') and '"' not in cell[2:-1]:
        return cell[2:-1]
    return cell[1:] if re.match(r"'[=+\-@\t\r\n|＝＋－＠]", cell) else cell


def _tabbed(text: str) -> Iterator[tuple[int, list[str]]]:
    """A quote inside a cell is a quote, and swallows nothing behind it."""
    line, at, cells, begins = 1, 0, list[str](), 1
    while at < len(text):
        found = _TABBED.match(text, at)
        assert found is not None  # it takes the empty text too
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        end = _END.match(text, found.end())
        assert end is not None
        line += found[0].count("\n")
        if end[0] == "\t":
            if end.end() == len(text):
                cells.append("")
        else:
            yield begins, cells
            line += 1
            cells, begins = [], line
        at = end.end()
    if cells:
        yield begins, cells


def _quoted(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise ValueError(line) from None
