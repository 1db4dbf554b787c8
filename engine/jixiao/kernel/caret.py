"""The line and the caret under it, counted in terminal cells: a Chinese character is two cells wide."""

from __future__ import annotations

import functools
import unicodedata

__all__ = ["caret", "cells"]


def cells(text: str) -> int:
    """How many terminal cells the text takes; marks that combine and invisible characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cell, text))


@functools.lru_cache(maxsize=4_096)
def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def caret(line: str, span: tuple[int, int]) -> str:
    """The marks that stand under ``line[span[0]:span[1]]``, at least one: ``caret("满意≥≥90%", (2, 4))`` is 4 blanks, ``^^``."""
    start, end = max(0, min(span[0], len(line))), max(0, min(span[1], len(line)))
    return " " * cells(line[:start]) + "^" * max(1, cells(line[start:end]))
