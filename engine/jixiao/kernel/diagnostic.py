"""What is wrong or doubtful, as a value: a code with arguments, at a place.

Its weight is in :mod:`jixiao.kernel.codes`, its words in the catalogues under its code and ``CODE.help``; every layer may
raise one and only the edge renders it. Diagnostics stand beside a result and never instead of it.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.codes import SEVERITIES, Severity
from jixiao.kernel.words import DEFAULT, Phrase, UnknownLanguage, Value, in_words, languages, say, series

__all__ = ["Diagnostic", "JixiaoError", "Place", "Rendered", "Severity", "diagnose", "render"]


@frozen
class Place:
    """Where in the user's own material; every part may be missing. Lines and columns count from 1.

    ``cell`` is a name out of the user's own file (``Sheet1!F12``), or words of ours where it gives its parts no name (page 3).
    ``span`` is a pair of code point offsets into ``text`` (the line or cell that is shown above the
    caret); ``path`` is a JSON path such as ``$.indicator[3].target``; ``cell`` is ``Sheet1!F12`` or a
    page and box of a document.
    """

    file: str | None = None
    path: str | None = None
    cell: str | Phrase | None = None
    line: int | None = None
    column: int | None = None
    text: str | None = None
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return self.said(DEFAULT)

    def said(self, lang: str) -> str:
        """``form.xlsx:Sheet1!F12``; empty where nothing is known."""
        point = None
        if self.line is not None:
            point = f"{self.line}" if self.column is None else f"{self.line}:{self.column}"
        cell = None if self.cell is None else in_words(self.cell, lang)
        return ":".join(part for part in (self.file, cell, point, self.path) if part)


@frozen
class Diagnostic:
    """One finding. ``args`` fill the message: text, or words of ours in no language yet; all of it can be compared."""

    code: str
    severity: Severity
    place: Place = Place()
    args: tuple[tuple[str, str | Phrase], ...] = field(default=())

    def at(self, **changes: Any) -> Diagnostic:
        """The same finding with parts of its place filled in (a later layer knows the file, say)."""
        return evolve(self, place=evolve(self.place, **changes))

    def in_cell(self, place: Place) -> Diagnostic:
        """The same finding about the cell at ``place``; it goes on pointing at its own text and span in there."""
        return evolve(self, place=evolve(place, text=self.place.text, span=self.place.span))


@frozen
class Rendered:
    """A diagnostic in words: what is wrong, and how to mend it (empty for a note that wants nothing)."""

    message: str
    help: str


def diagnose(code: str, place: Place | None = None, **args: object) -> Diagnostic:
    """A diagnostic with the weight of its code. An argument that is no Phrase is kept as its text.

    Raises KeyError for a code that there is not: that is a mistake of ours, not the user's.
    """
    told = tuple((name, value if isinstance(value, Phrase) else _text(value)) for name, value in args.items())
    return Diagnostic(code, SEVERITIES[code], place or Place(), told)


def _text(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # a whole number of more digits than Python prints
        return "…"


def render(diagnostic: Diagnostic, lang: str = DEFAULT) -> Rendered:
    """The diagnostic's words in ``lang``, its arguments put in."""
    args: dict[str, Value] = dict(diagnostic.args)
    return Rendered(say(diagnostic.code, lang, **args), say(f"{diagnostic.code}.help", lang, **args))


class JixiaoError(Exception):
    """Something could not be loaded at all; ``diagnostics`` says why, every reason at once.

    Its text has a paragraph for each: code, place, what is wrong, and how to mend it. It can be pickled.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return self.said(DEFAULT)

    def said(self, lang: str) -> str:
        """The text in ``lang``; of names with half a character in them, that half by its number. Raises JixiaoError (JX320)."""
        try:
            text = "\n".join(_paragraph(each, lang) for each in self.diagnostics)
        except UnknownLanguage:
            known = series("list.comma", languages())
            raise JixiaoError(diagnose("JX320", key="lang", value=f"{lang!s:.80}", known=known)) from None
        return text.encode("utf-8", "backslashreplace").decode()


def _paragraph(diagnostic: Diagnostic, lang: str) -> str:
    place = diagnostic.place.said(lang)
    try:
        words = render(diagnostic, lang)
    except KeyError:  # of a code that a later version knows, or another program made
        return f"{diagnostic.code} {place}".rstrip()
    head = f"{diagnostic.code} {place}: {words.message}" if place else f"{diagnostic.code} {words.message}"
    return f"{head}\n  → {words.help}" if words.help else head
