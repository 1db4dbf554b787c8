"""Running text broken into lines of a terminal, counted in cells: a Chinese character is two wide.

A line may end at a blank and beside any Chinese character, but never before a closing mark nor after an opening
one (避头尾); words, numbers and their signs stay whole unless one alone is wider than the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.kernel.caret import cells
from jixiao.kernel.visible import visible

__all__ = ["fit", "pad", "wrap"]

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〕〉”’…—～·,.;:?!)]}%％‰")
_CLOSING = frozenset("”’")
"""Closing marks that are one cell wide: a line may end behind them as behind the wide ones."""
_NEVER_LAST = frozenset("（《「『【〔〈“‘([{≥≤¥￥")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells (at least 2); its own line breaks are kept."""
    width = max(width, 2)
    return [line for part in visible(text).split("\n") for line in _wrapped(part, width)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for atom in _atoms(text):
        if cells(line) + cells(atom.rstrip()) <= width:
            line += atom
            continue
        if line:
            yield line.rstrip()
        line = atom.lstrip()
        while cells(line.rstrip()) > width:
            head = _head(line, width)
            yield head
            line = line[len(head) :]
    yield line.rstrip()


def _atoms(text: str) -> Iterator[str]:
    """What stays on one line: a word with the blanks behind it, a Chinese character with the marks that cling to it."""
    start = 0
    for index in range(1, len(text)):
        if _may_break(text[index - 1], text[index]):
            yield text[start:index]
            start = index
    yield text[start:]


def _may_break(left: str, right: str) -> bool:
    if right == " " or right in _NEVER_FIRST or left in _NEVER_LAST:
        return False
    return left == " " or left in _CLOSING or cells(left) == 2 or cells(right) == 2


def _head(text: str, width: int) -> str:
    """As much of the text as fits, at least one character."""
    used = 0
    for index, char in enumerate(text):
        used += cells(char)
        if used > width:
            return text[: max(index, 1)]
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with blanks to ``width`` cells; on its left for ``right``."""
    blanks = " " * max(width - cells(text), 0)
    return blanks + text if right else text + blanks


def fit(text: str, width: int) -> str:
    """The text cut to ``width`` cells, an ellipsis telling that it goes on."""
    return text if cells(text) <= width else _head(text, max(width - 1, 1)) + "…"
