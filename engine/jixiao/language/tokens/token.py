"""One token of a cell."""

from __future__ import annotations

from typing import Any

__all__ = ["Token"]


class Token:
    """One token, for Lark: its type, its place in the folded text, and what the lexicon or a reader says of it."""

    __slots__ = ("end_pos", "start_pos", "text", "type", "value")
    line = column = end_line = end_column = 0  # Lark borrows them for its closing token

    def __init__(self, type_: str, text: str, start: int, end: int, value: Any = None) -> None:
        self.type = type_
        self.text = text
        self.start_pos = start
        self.end_pos = end
        self.value = value

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{self.type} {self.text!r}"
