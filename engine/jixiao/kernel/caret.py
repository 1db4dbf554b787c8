"""How wide text is in the cells of a terminal, and the caret under a line: a Chinese character is two cells wide.

The widths are those of the package ``wcwidth``, worked out once when this package is built: importing it takes half as long
as a short run has.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from itertools import pairwise

from jixiao.kernel.built import Built

__all__ = ["WIDTHS", "caret", "cells"]

_AMBIGUOUS = 3
"""Stands in the table for what is one cell wide, and two in a Chinese font (``≥ “ ” ① ·``)."""


def _work_out() -> list[tuple[int, int]]:
    """Where a run of characters of one width begins, and their width; in order, from 0."""
    from wcwidth import wcwidth

    def width(point: int) -> int:
        char = chr(point)
        narrow, wide = wcwidth(char), wcwidth(char, ambiguous_width=2)
        return max(narrow, 0) if narrow == wide else _AMBIGUOUS

    widths = [(point, width(point)) for point in range(0x110000)]
    return [widths[0], *(after for before, after in pairwise(widths) if after[1] != before[1])]


WIDTHS = Built("widths", sources=lambda: (), work_out=_work_out)


def cells(text: str, *, ambiguous: int = 1) -> int:
    """How many terminal cells the text takes; marks that combine and invisible characters take none.

    ``ambiguous`` is the width of characters that a Chinese font draws two cells wide, and others draw narrow.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    widths = [_width(char) for char in text]
    return sum(ambiguous if width == _AMBIGUOUS else width for width in widths)


@functools.lru_cache(maxsize=4_096)
def _width(char: str) -> int:
    starts, widths = _table()
    return widths[bisect_right(starts, ord(char)) - 1]


@functools.cache
def _table() -> tuple[list[int], list[int]]:
    data = WIDTHS.data()
    return [start for start, _ in data], [width for _, width in data]


def caret(line: str, span: tuple[int, int]) -> str:
    """The marks that stand under ``line[span[0]:span[1]]``, at least one: ``caret("满意≥≥90%", (2, 4))`` is 4 blanks, ``^^``."""
    start, end = max(0, min(span[0], len(line))), max(0, min(span[1], len(line)))
    return " " * cells(line[:start]) + "^" * max(1, cells(line[start:end]))
