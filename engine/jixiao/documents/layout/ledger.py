"""What became of every cell of a document: read, kept aside, furniture, left out, or unread and named.

Readers take cells from the grid through a :class:`Takings`, which notes where each one went. Nothing else writes to it, and
a cell that nobody took is unread because nobody took it: there is no list of unread cells that could be kept wrongly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from attrs import field

from jixiao.documents.grid import Cell, Grid, joined
from jixiao.documents.layout.content import is_nothing
from jixiao.documents.layout.people import without_phones
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Place
from jixiao.kernel.words import Phrase, phrase, series

__all__ = ["Fate", "Ledger", "LedgerEntry", "Takings", "ledger_of", "some_of"]

_SHOWN = 5  # cells named one by one
_LONGEST = 20  # characters of each


class Fate(StrEnum):
    """What became of a cell."""

    READ = "read"
    """To a place of the case, or to the printed scores that an audit compares."""
    HEAD = "head"
    """A header or a label: it says what other cells are."""
    KEPT = "kept"
    """Under ``[extra]``, on purpose."""
    FURNITURE = "furniture"
    """A title, a note, a page number, a line number."""
    LEFT_OUT = "left-out"
    """A person's name or number."""
    UNREAD = "unread"
    """Nowhere, or only under ``[extra]`` because its column was not understood."""


# A cell taken twice has the weightier fate.
_WEIGHT = {
    fate: weight
    for weight, fate in enumerate((Fate.UNREAD, Fate.FURNITURE, Fate.HEAD, Fate.KEPT, Fate.READ, Fate.LEFT_OUT))
}
_READ_IN = (Fate.READ, Fate.HEAD)
HIDDEN = "…"


@frozen
class LedgerEntry:
    """One cell. ``where`` holds JSON paths of the case (``$.printed[…]`` for printed scores), ``table`` the kind of table
    that the cell stands in (``indicator``, ``funds`` or nothing). The text of what was left out is not kept."""

    place: Place
    text: str
    fate: Fate
    where: tuple[str, ...] = ()
    table: str = ""


@frozen
class Ledger:
    """Every cell of a document that shows something, in reading order."""

    entries: tuple[LedgerEntry, ...] = ()

    @property
    def unread(self) -> tuple[LedgerEntry, ...]:
        """The cells that were not read."""
        return tuple(entry for entry in self.entries if entry.fate is Fate.UNREAD)

    @property
    def counts(self) -> dict[str, int]:
        """``all`` cells, and of these ``read`` (values, headers and labels), ``aside`` (kept, furniture, left out), ``unread``."""
        fates = Counter(entry.fate for entry in self.entries)
        read = sum(fates[fate] for fate in _READ_IN)
        return {
            "all": len(self.entries),
            "read": read,
            "aside": len(self.entries) - read - fates[Fate.UNREAD],
            "unread": fates[Fate.UNREAD],
        }

    def __add__(self, other: Ledger) -> Ledger:
        """Both, one after the other."""
        return Ledger(self.entries + other.entries)


@define
class _Taken:
    fate: Fate = Fate.UNREAD
    where: list[str] = field(factory=list)
    table: str = ""


@define
class Takings:
    """Who took which cell. Cells are told apart by identity: two cells with the same words are two cells."""

    _taken: dict[int, _Taken] = field(factory=dict)
    _held: list[Cell] = field(factory=list)

    def take(self, fate: Fate, where: str, cells: Iterable[Cell]) -> None:
        """Note that these cells went somewhere."""
        for cell in cells:
            taken = self._note(cell)
            if _WEIGHT[fate] > _WEIGHT[taken.fate]:
                taken.fate = fate
            if where and where not in taken.where[-4:]:
                taken.where.append(where)

    def stand_in(self, table: str, cells: Iterable[Cell]) -> None:
        """Note that these cells are part of a table, whatever becomes of them."""
        for cell in cells:
            taken = self._note(cell)
            taken.table = taken.table or table

    def is_taken(self, cell: Cell) -> bool:
        """Whether anybody took the cell."""
        taken = self._taken.get(id(cell))
        return taken is not None and taken.fate is not Fate.UNREAD

    def of(self, cell: Cell) -> _Taken:
        """What became of a cell."""
        return self._taken.get(id(cell)) or _Taken()

    def _note(self, cell: Cell) -> _Taken:
        taken = self._taken.get(id(cell))
        if taken is None:
            taken = self._taken[id(cell)] = _Taken()
            self._held.append(cell)  # an id is good only as long as its cell lives
        return taken


def ledger_of(grids: Iterable[Grid], *takings: Takings) -> Ledger:
    """The ledger of all cells of these grids; a cell that several forms took has the weightiest fate."""
    entries = []
    for grid in grids:
        for cell in sorted((cell for cell in grid.cells if not cell.blank), key=lambda each: (each.row, each.col)):
            found = [each.of(cell) for each in takings] or [_Taken()]
            taken = max(found, key=lambda each: _WEIGHT[each.fate])
            fate = taken.fate
            if fate is Fate.UNREAD and is_nothing(cell.text):
                fate = Fate.FURNITURE  # a dash says that there is nothing to say
            text = HIDDEN if taken.fate is Fate.LEFT_OUT else joined(cell.text)
            table = next((each.table for each in found if each.table), "")
            entries.append(LedgerEntry(cell.place, text, fate, tuple(dict.fromkeys(taken.where)), table))
    return Ledger(tuple(entries))


def some_of(entries: Sequence[LedgerEntry]) -> Phrase:
    """The first few cells, each where it stands and what it says."""
    shown = [phrase("read.cell", where=_where(each.place), text=_begin(each.text)) for each in entries[:_SHOWN]]
    return series("list.comma", (*shown, *([HIDDEN] if len(entries) > _SHOWN else [])))


def _where(place: Place) -> str | Phrase:
    return place.cell or (phrase("read.line", line=place.line) if place.line else "")


def _begin(text: str) -> str:
    clean = without_phones(text)
    return clean if len(clean) <= _LONGEST else clean[:_LONGEST] + HIDDEN
