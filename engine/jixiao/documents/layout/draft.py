"""The case as it is being put together from a document: values, their places, what is doubtful, what is left over."""

from __future__ import annotations

import re

from attrs import define, evolve, field, frozen

from jixiao.documents.grid import Cell, joined, squeeze
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose

__all__ = ["Draft", "Printed", "tidy_label"]

Value = str | int | bool


@frozen
class Printed:
    """Points and score that the document itself prints for a row: what an audit compares."""

    kind: str
    path: str
    points: str | None
    score: str | None
    place: Place


@define
class Draft:
    """Everything read so far. ``unit_of_money`` is the unit that the document states for its sums."""

    project: dict[str, Value] = field(factory=dict)
    funds: list[dict[str, Value]] = field(factory=list)
    schedule: list[dict[str, Value]] = field(factory=list)
    framework: list[dict[str, Value]] = field(factory=list)
    goals: list[dict[str, Value]] = field(factory=list)
    indicators: list[dict[str, Value]] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    printed: list[Printed] = field(factory=list)
    unit_of_money: str | None = None
    contacts: list[tuple[str, str]] = field(factory=list)
    notes: list[str] = field(factory=list)
    overrides: dict[int, dict[str, str]] = field(factory=dict)
    notes_unit: tuple[str, Cell] | None = None

    def say(self, code: str, place: Place | None = None, **args: object) -> None:
        """Raise a finding of the catalogue."""
        self.diagnostics.append(diagnose(code, place, **args))

    def use(self, path: str, *cells: Cell) -> None:
        """Note where a value came from, and raise what is doubtful about its cells."""
        if cells:
            self.places[path] = evolve(cells[0].place, path=path)
        for cell in cells:
            self.diagnostics.extend(doubt.at(path=path) for doubt in cell.doubts)

    def put_extra(self, label: str, text: str, *cells: Cell) -> None:
        """Keep what the case has no place for; a label met twice is numbered, the same text once."""
        label = tidy_label(label)
        text = joined(text)
        if not label or not text or self.extra.get(label) == text:
            return
        name, number = label, 2
        while name in self.extra:
            if self.extra[name] == text:
                return
            name, number = f"{label}（{number}）", number + 1
        self.extra[name] = text
        self.use(f"$.extra.{name}", *cells)

    def append_extra(self, label: str, text: str) -> bool:
        """Join the rest of a text that a page break cut; False if there is no text to join it to."""
        if label not in self.extra:
            return False
        self.extra[label] = joined(f"{self.extra[label]}\n{text}")
        return True

    def put_project(self, key: str, label: str, text: str, cell: Cell) -> None:
        """Fill a key of the project; the first one met wins and a different second one is kept aside."""
        if not text:
            return
        if key in self.project:
            if self.project[key] != text:
                self.put_extra(label, text, cell)
            return
        self.project[key] = text
        self.use(f"$.project.{key}", cell)

    def document(self) -> dict[str, object]:
        """The plain version-1 case document; empty parts are left out."""
        whole: dict[str, object] = {"version": 1, "project": dict(self.project)}
        lists = {
            "funds": self.funds,
            "schedule": self.schedule,
            "framework": self.framework,
            "goal": self.goals,
            "indicator": self.indicators,
        }
        whole.update({name: [dict(item) for item in items] for name, items in lists.items() if items})
        for number, override in self.overrides.items():
            indicators = whole["indicator"]
            assert isinstance(indicators, list)
            indicators[number]["override"] = dict(override)
        if self.extra:
            whole["extra"] = dict(self.extra)
        return whole


def tidy_label(label: str) -> str:
    """A label as a key: on one line, without its colon and stars."""
    return re.sub(r"\s+", "", squeeze(label) if label.isascii() else joined(label)).strip(":：*")
