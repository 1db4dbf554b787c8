"""Plain documents, TOML or JSON, with the places of their keys."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import evolve, field

from jixiao.kernel import bounded
from jixiao.kernel.bounded import toml_data
from jixiao.kernel.budget import fits
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.faults import syntax_fault
from jixiao.kernel.files import read_file
from jixiao.kernel.toml_lines import KeyPlace, nearest
from jixiao.kernel.words import phrase

__all__ = [
    "Document",
    "Graft",
    "any_document",
    "brief",
    "check_version",
    "json_data",
    "json_document",
    "read_source",
    "toml_document",
]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


@frozen
class Graft:
    """Where a part of a document was taken from: another document (or another place of the same), and the path there."""

    document: Document
    path: str


@frozen
class Document:
    """A plain document, the file it came from, and where its keys stand (empty for JSON and library use).

    ``grafts`` names the parts, by path, that were taken from elsewhere; what is said of them is said at their own place.
    """

    data: dict[str, Any]
    file: str | None = None
    places: dict[str, KeyPlace] = field(factory=dict)
    grafts: Mapping[str, Graft] = field(factory=dict)

    def place(self, path: str) -> Place:
        """The place of a JSON path in this document."""
        graft = self._graft(path)
        if graft is not None:
            return graft.document.place(graft.path)
        if not self.places:
            return Place(file=self.file, path=path)
        key = nearest(self.places, path)
        return Place(file=self.file, path=path, line=key.line, column=key.column)

    def text_place(self, path: str, line: int, column: int) -> Place:
        """The place of a line and column (from 1) inside a multi-line string."""
        graft = self._graft(path)
        if graft is not None:
            return graft.document.text_place(graft.path, line, column)
        key = nearest(self.places, path) if self.places else None
        if key is None or key.text_line is None:
            return evolve(self.place(path), column=column if key is None else key.column)
        return Place(file=self.file, path=path, line=key.text_line + line - 1, column=column)

    def order(self, path: str) -> tuple[int, ...]:
        """Sorts paths as they stand in the document: by line and column, and inside a line by what comes first."""
        first = f"{path}[0]"  # where a list of tables begins
        key = nearest(self.places, first if first in self.places else path) if self.places else KeyPlace(0, 0)
        return (key.line, key.column, *self._steps(path))

    def _steps(self, path: str) -> list[int]:
        data: Any = self.data
        steps = []
        for name, index in _STEP.findall(path):
            if isinstance(data, dict) and name in data:
                steps.append(list(data).index(name))
                data = data[name]
            elif isinstance(data, list | tuple) and index and int(index) < len(data):
                steps.append(int(index))
                data = data[int(index)]
            else:
                break
        return steps

    def _graft(self, path: str) -> Graft | None:
        for start, graft in self.grafts.items():
            if path == start or (path.startswith(start) and path[len(start)] in ".["):
                return evolve(graft, path=graft.path + path[len(start) :])
        return None


def read_source(path: Path) -> bytes:
    """The bytes of a case, an actuals file or a ruleset. Raises JixiaoError (JX001, JX405)."""
    return read_file(path)


def any_document(source: bytes, file: str | None = None) -> Document:
    """A JSON text where it begins with a brace, else a TOML text. Raises JixiaoError."""
    return json_document(source, file) if source.lstrip()[:1] == b"{" else toml_document(source, file)


def toml_document(source: bytes, file: str | None = None) -> Document:
    """A TOML text as a document. Raises JixiaoError (JX002, JX405)."""
    text = _decode(source, file)
    try:
        data, places = toml_data(text, file)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a date that is none, bad TOML
        raise JixiaoError(_syntax_error("TOML", str(error), file, text)) from None
    return Document(data, file, places)


def json_document(source: bytes, file: str | None = None) -> Document:
    """A JSON text as a document. Raises JixiaoError (JX008, JX405, JX005 for what is no object)."""
    data = json_data(source, file)
    if not isinstance(data, dict):
        place = Place(file=file, path="$")
        raise JixiaoError(diagnose("JX005", place, expected=phrase("expected.object"), found=brief(data)))
    return Document(data, file)


def json_data(source: bytes, file: str | None = None) -> Any:
    """What a JSON text holds, numbers that are no integers as Decimal. Raises JixiaoError (JX008, JX405)."""
    text = _decode(source, file)
    try:
        return bounded.json_data(text, file)
    except (ValueError, RecursionError) as error:
        raise JixiaoError(_syntax_error("JSON", str(error), file, text)) from None


def check_version(document: Document, known: int) -> None:
    """Refuse a document whose ``version`` is newer than the known one. Raises JixiaoError (JX006)."""
    found = document.data.get("version")
    if isinstance(found, int) and not isinstance(found, bool) and found > known:
        raise JixiaoError(diagnose("JX006", document.place("$.version"), found=found, known=known))


def brief(value: object) -> str:
    """A value of a document as text, cut where it is long; of what no document holds, its type."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=_named)
    except (ValueError, TypeError, RecursionError):  # an integer of more digits than Python prints, tables in a circle
        text = type(value).__name__
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= 60 else text[:59] + "…"


def _named(value: object) -> str:
    return str(value) if isinstance(value, date | time | Decimal | Fraction) else type(value).__name__


def _decode(source: bytes, file: str | None) -> str:
    fits("text", len(source), Place(file=file))
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise JixiaoError(diagnose("JX007", Place(file=file))) from None


_AT_END = " (at end of document)"


def _syntax_error(kind: str, reason: str, file: str | None, text: str) -> Diagnostic:
    found = re.search(r"\(?(?:at )?line (\d+),? column (\d+)(?: \(char \d+\))?\)?", reason)
    place = Place(file=file)
    if found:
        line, column = int(found[1]), int(found[2])
        shown = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
        place = Place(file=file, line=line, column=column, text=shown, span=(column - 1, column))
        reason = reason[: found.start()].rstrip(" :(")
    elif reason.endswith(_AT_END):
        lines = text.rstrip("\n").split("\n")
        place = Place(file=file, line=len(lines), column=len(lines[-1]) + 1)
        reason = reason.removesuffix(_AT_END)
    return diagnose("JX002" if kind == "TOML" else "JX008", place, reason=syntax_fault(reason))
