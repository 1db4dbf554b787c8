"""What is to be put into one sheet of a workbook, as values: decided in one process, done in another."""

from __future__ import annotations

from jixiao.kernel.classes import frozen

__all__ = ["Edits", "Put"]


@frozen
class Put:
    """One cell, counted from 0. ``like`` is the cell whose style a new one takes; an empty text is a cell for the looks."""

    row: int
    col: int
    text: str
    number: bool = False
    like: tuple[int, int] | None = None


@frozen
class Edits:
    """Cells and the widths of new columns. ``kept`` names cells that were left alone since they hold a formula."""

    sheet: str
    widths: tuple[tuple[int, int], ...] = ()
    puts: tuple[Put, ...] = ()
    kept: tuple[str, ...] = ()
