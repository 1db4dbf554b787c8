"""What a document says of people, taken out before anything is read, and out of what is said of the reading."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from jixiao.documents.grid import Cell, Grid, joined
from jixiao.documents.layout.content import figure
from jixiao.documents.layout.people import without_phones
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.words import Phrase, Value

__all__ = ["LEFT_OUT", "without_numbers", "without_people"]

LEFT_OUT = "…"
"""What is shown in the place of a text that was left out."""
_SHORTEST = 2  # characters of a name


def without_numbers(grid: Grid) -> Grid:
    """The grid without the telephone numbers, addresses of mail and named people that stand among other words of a cell.

    A cell that holds nothing else stays as it is: the layout leaves it out, and says so. A plain number is a number.
    """
    cells = tuple(_without(cell) for cell in grid.cells)
    return (
        grid if all(one is other for one, other in zip(cells, grid.cells, strict=True)) else evolve(grid, cells=cells)
    )


def _without(cell: Cell) -> Cell:
    clean = without_phones(cell.text)
    if clean == cell.text or not clean or (figure(cell.text) is not None and not cell.text.startswith("0")):
        return cell
    return evolve(cell, text=clean, raw=None, private=cell.text)


def without_people(finding: Diagnostic, private: Iterable[str]) -> Diagnostic:
    """The finding without the texts that were left out of the document."""
    names = [text for text in map(joined, private) if len(text) >= _SHORTEST]
    return evolve(
        finding,
        args=tuple(
            (key, _of_phrase(value, names) if isinstance(value, Phrase) else _of_text(value, names))
            for key, value in finding.args
        ),
    )


def _of_phrase(said: Phrase, names: list[str]) -> Phrase:
    items = None if said.items is None else tuple(_of_value(each, names) for each in said.items)
    return evolve(said, values=tuple((key, _of_value(each, names)) for key, each in said.values), items=items)


def _of_value(value: Value, names: list[str]) -> Value:
    if isinstance(value, Phrase):
        return _of_phrase(value, names)
    return value if isinstance(value, int) else _of_text(value, names)


def _of_text(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, LEFT_OUT)
    return text
