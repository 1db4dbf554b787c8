"""One drawn table as the texts that people make of it: copied from a page, drawn with pipes, a line for each cell or row."""

from __future__ import annotations

from tests.documents.originals import Box

__all__ = ["SHAPES", "as_cells", "as_flat", "as_pipes", "as_tabs", "as_words"]


def _rows(boxes: list[Box]) -> list[list[Box]]:
    height = max(box.row for box in boxes) + 1
    return [sorted((box for box in boxes if box.row == row), key=lambda box: box.col) for row in range(height)]


def _line(text: str) -> str:
    return text.replace("\n", "")


def as_tabs(boxes: list[Box]) -> str:
    """Copied from a browser: a merged cell stands in its first row alone, and a wide one takes one place."""
    return "\n".join("\t".join(_line(box.text) for box in row) for row in _rows(boxes) if row)


def as_pipes(boxes: list[Box]) -> str:
    """What crawlers make of a page: merged cells are gone, and every row is filled up with pipes at its end."""
    width = max(box.col + box.cols for box in boxes)
    lines = []
    for row in _rows(boxes):
        cells = [_line(box.text) for box in row]
        lines.append(" | ".join(cells) + " |" + "|" * (width - len(cells)))
    return "\n".join(lines)


def as_markdown(boxes: list[Box]) -> str:
    """A pipe table with all of its places: a merged cell stands in the first of them."""
    width = max(box.col + box.cols for box in boxes)
    texts = {(box.row, box.col): _line(box.text) for box in boxes}
    height = max(box.row + box.rows for box in boxes)
    return "\n".join(
        "| " + " | ".join(texts.get((row, col), "") for col in range(width)) + " |" for row in range(height)
    )


def as_cells(boxes: list[Box], *, blanks: bool = False) -> str:
    """A line for each cell, from the top left; with ``blanks`` each line ends with a pipe and blank cells stay."""
    cells = [_line(box.text) for row in _rows(boxes) for box in row]
    if blanks:
        return "\n".join(f"{cell} |".lstrip() for cell in cells)
    return "\n".join(cell for cell in cells if cell)


def as_words(boxes: list[Box]) -> str:
    """A line for each row, blanks between the cells; blank cells are gone."""
    return "\n".join(" ".join(_line(box.text) for box in row if box.text) for row in _rows(boxes) if row)


def as_flat(boxes: list[Box], *, gap: str = " ") -> str:
    """All in one line, with a blank between the cells or with nothing."""
    return gap.join(_line(box.text) for row in _rows(boxes) for box in row if box.text)


SHAPES = {
    "tabs": as_tabs,
    "pipes": as_pipes,
    "markdown": as_markdown,
    "cells": as_cells,
    "cells-with-blanks": lambda boxes: as_cells(boxes, blanks=True),
    "words": as_words,
    "flat": as_flat,
    "glued": lambda boxes: as_flat(boxes, gap=""),
}
