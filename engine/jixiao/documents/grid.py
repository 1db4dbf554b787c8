"""A table as a reader hands it on: cells with the text a person sees, and where each one stands.

Every reader (workbook, word processor, page, web page, plain text) ends in grids; the layout works on
grids alone and never learns what kind of file they came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import evolve, field

from jixiao.kernel.budget import tick
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.words import Phrase, phrase, series

__all__ = ["Cell", "Grid", "build_grid", "cell_name", "column_name", "joined", "squeeze"]


_NAMED = 8


@frozen
class Cell:
    """One cell as shown. ``raw`` is the stored value where it is another; merged cells span rows and columns.

    ``doubts`` are findings about this very cell; the layout raises them only if it uses the cell. ``private`` is the text as
    it was, where something of people was taken out of it.
    """

    row: int
    col: int
    text: str
    place: Place = Place()
    raw: str | None = None
    rows: int = 1
    cols: int = 1
    doubts: tuple[Diagnostic, ...] = ()
    private: str = field(default="", repr=False)

    @property
    def blank(self) -> bool:
        """True when the cell shows nothing."""
        return not self.text.strip()


@frozen(slots=False)
class Grid:
    """A table, or the lines outside of tables (``prose``), in reading order.

    ``loose`` cells have lost their shape: which row or column they belong to cannot be told, so no layout takes them.
    """

    name: str | Phrase
    cells: tuple[Cell, ...]
    prose: bool = False
    doubts: tuple[Diagnostic, ...] = field(default=())
    loose: bool = False

    @cached_property
    def top(self) -> int:
        """The first row that holds anything."""
        return min((cell.row for cell in self.cells), default=0)

    @cached_property
    def height(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """Number of columns."""
        return max((cell.col + cell.cols for cell in self.cells), default=0)

    @cached_property
    def _owners(self) -> dict[tuple[int, int], Cell]:
        owners: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    owners.setdefault((row, col), cell)
        return owners

    def at(self, row: int, col: int) -> Cell | None:
        """The cell shown at a position, which may belong to a merged range starting elsewhere."""
        return self._owners.get((row, col))

    def row(self, row: int) -> list[Cell]:
        """The different cells met in a row from left to right, merged ones once, blank ones too."""
        tick()
        return self._lines.get(row, [])

    @cached_property
    def _lines(self) -> dict[int, list[Cell]]:
        lines: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda each: each.col):
            for row in range(cell.row, cell.row + cell.rows):
                lines.setdefault(row, []).append(cell)
        return lines

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that show something."""
        return [cell for cell in self.row(row) if not cell.blank]


def build_grid(
    name: str | Phrase,
    cells: Iterable[Cell],
    *,
    prose: bool = False,
    doubts: Iterable[Diagnostic] = (),
    loose: bool = False,
) -> Grid:
    """A grid of the cells that matter: those that show something or span more than one place."""
    kept = [cell for cell in cells if not cell.blank or cell.rows > 1 or cell.cols > 1 or cell.doubts]
    return Grid(name, tuple(kept), prose, tuple(doubts), loose)


def hidden_sheets(grids: Sequence[Grid], hidden: Sequence[str]) -> list[Grid]:
    """The grids of a workbook's sheets; JX415 on the first names those that are ``hidden`` and were not read."""
    if not hidden or not grids:
        return list(grids)
    told = diagnose(
        "JX415",
        Place(cell=hidden[0]),
        what=phrase("hidden.sheets"),
        names=series("list.comma", hidden),
        fate=phrase("hidden.unread"),
    )
    return [evolve(grids[0], doubts=(*grids[0].doubts, told)), *grids[1:]]


def hidden_ones(place: Place, what: str, names: Sequence[str]) -> Diagnostic:
    """That hidden ``rows`` or ``columns`` were read; no more than eight are named."""
    more = "…" if len(names) > _NAMED else ""
    shown = (*names[: _NAMED - 1], *(f"{name}{more}" for name in names[_NAMED - 1 : _NAMED]))
    told = {"names": series("list.comma", shown), "fate": phrase("hidden.read")}
    return diagnose("JX415", place, what=phrase(f"hidden.{what}"), **told)


def column_name(col: int) -> str:
    """Spreadsheet name of a column counted from 0: 0 is A, 27 is AB.

    Tables of separated values are read where openpyxl, which has the same, is not installed.
    """
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, col: int) -> str:
    """Spreadsheet name of a cell counted from 0: ``A1`` is 0, 0."""
    return f"{column_name(col)}{row + 1}"


_GAP = re.compile(r"[\s\u200b\ufeff]+")
# Radicals that some PDF fonts put for the characters they look like; NFKC folds them, and nothing else here is folded.
_RADICAL = re.compile("[\u2e80-\u2fdf]")


def joined(text: str) -> str:
    """Lines of one cell made one: no space between Chinese, one between Latin words.

    >>> joined("老旧小区改造按照完全符合技术\\n导则要求")
    '老旧小区改造按照完全符合技术导则要求'
    >>> joined("annual \\n report")
    'annual report'
    """
    text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _GAP.sub(lambda match: _glue(text, match), text.strip().strip("\u200b\ufeff"))


def _glue(text: str, match: re.Match[str]) -> str:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before or not after:
        return ""
    if "\n" not in match[0]:
        return " "
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def squeeze(text: str) -> str:
    """A label for comparing: NFKC, no white space, no closing colon."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(":")
