"""What is wrong or doubtful, as a value: a code with arguments, at a place.

Its words, in both languages, live in :mod:`jixiao.kernel.messages`; every layer may raise one and only
the edge renders it. Diagnostics stand beside a result and never instead of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

__all__ = ["Diagnostic", "JixiaoError", "Place", "Severity", "diagnose"]


class Severity(StrEnum):
    """How much a diagnostic weighs: an error leaves something unscored, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Place:
    """Where in the user's own material; every part may be missing. Lines and columns count from 1.

    ``span`` is a pair of code point offsets into ``text`` (the line or cell that is shown above the
    caret); ``path`` is a JSON path such as ``$.indicator[3].target``; ``cell`` is ``Sheet1!F12`` or a
    page and box of a document.
    """

    file: str | None = None
    path: str | None = None
    cell: str | None = None
    line: int | None = None
    column: int | None = None
    text: str | None = None
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        point = None
        if self.line is not None:
            point = f"{self.line}" if self.column is None else f"{self.line}:{self.column}"
        parts = [part for part in (self.file, self.cell, point, self.path) if part]
        return ":".join(parts)


@frozen
class Diagnostic:
    """One finding. ``args`` fill the message; they are text, so that a finding can be stored and compared."""

    code: str
    severity: Severity
    place: Place = Place()
    args: tuple[tuple[str, str], ...] = field(default=())

    def at(self, **changes: Any) -> Diagnostic:
        """The same finding with parts of its place filled in (a later layer knows the file, say)."""
        return evolve(self, place=evolve(self.place, **changes))


def diagnose(code: str, place: Place | None = None, **args: object) -> Diagnostic:
    """A diagnostic of the catalogue; its severity is the one the catalogue gives to the code.

    Raises KeyError for a code that the catalogue does not have: that is a mistake of ours, not the user's.
    """
    from jixiao.kernel.messages import CATALOGUE

    return Diagnostic(
        code, CATALOGUE[code].severity, place or Place(), tuple((name, str(value)) for name, value in args.items())
    )


class JixiaoError(Exception):
    """Something could not be loaded at all; ``diagnostics`` says why, every reason at once."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = diagnostics
        super().__init__("; ".join(f"{item.code} {item.place}" for item in diagnostics))
