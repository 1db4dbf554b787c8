"""The case as it is being put together from a document: values, their places, what is doubtful, what is left over.

Whatever enters the case enters with the cells it was read from; the draft notes in the same act where each cell went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve, field

from jixiao.documents.grid import Cell, joined, squeeze
from jixiao.documents.layout.ledger import Fate, Takings
from jixiao.documents.layout.people import without_phones
from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose

__all__ = ["Draft", "Printed", "Record", "tidy_label"]

DraftValue = str | int | bool


@frozen
class Printed:
    """Points and score that the document itself prints for a row: what an audit compares.

    ``kind`` is indicator, group, branch, goal, execution or total; ``path`` names what the row is in the case. ``adjusted``
    is the target as it was set anew in the course of the year.
    """

    kind: str
    path: str
    points: str | None
    score: str | None
    place: Place
    rate: str | None = None
    adjusted: str | None = None
    level1: str = ""
    level2: str = ""


@define
class Record:
    """One entry of a list of the case (an indicator, a source of money …) that is being filled."""

    draft: Draft
    path: str
    values: dict[str, DraftValue] = field(factory=dict)

    def put(self, key: str, value: DraftValue, *cells: Cell) -> None:
        """Set a key to what these cells say."""
        self.values[key] = value
        self.draft.use(f"{self.path}.{key}", *cells)

    def get(self, key: str) -> str:
        """What a key says; "" where it says nothing."""
        return str(self.values.get(key, ""))


@define
class PrintedBranch:
    """A branch that a table prints, with its points where it prints them, and the cells that say so.

    ``unfilled`` where nothing stands under it but the lines of a template.
    """

    points: str | None = None
    unfilled: bool = True
    cells: list[Cell] = field(factory=list)


@define
class Draft:
    """Everything read so far. ``unit_of_money`` is the unit that the document states for its sums."""

    takings: Takings = field(factory=Takings)
    project: dict[str, DraftValue] = field(factory=dict)
    funds: list[Record] = field(factory=list)
    schedule: list[dict[str, DraftValue]] = field(factory=list)
    framework: list[Record] = field(factory=list)
    goals: list[Record] = field(factory=list)
    groups: list[Record] = field(factory=list)
    indicators: list[Record] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    printed: list[Printed] = field(factory=list)
    unit_of_money: str | None = None
    contacts: list[tuple[str, str]] = field(factory=list)
    notes: list[str] = field(factory=list)
    overrides: dict[int, dict[str, str]] = field(factory=dict)
    inputs: dict[int, dict[str, str]] = field(factory=dict)
    """Named inputs by indicator."""
    owner: tuple[str, Cell] | None = None
    branches: dict[tuple[str, str, str], PrintedBranch] = field(factory=dict)
    group_names: set[str] = field(factory=set)
    _printed_at: dict[str, int] = field(factory=dict)
    _said: set[object] = field(factory=set)
    _numbers: dict[str, int] = field(factory=dict)

    # -- findings

    def say(self, code: str, place: Place | None = None, **args: object) -> None:
        """Raise a finding of the catalogue."""
        self.diagnostics.append(diagnose(code, place, **args))

    def say_once(self, key: object, code: str, place: Place | None = None, **args: object) -> None:
        """Raise a finding the first time that this key is met."""
        if (code, key) not in self._said:
            self._said.add((code, key))
            self.say(code, place, **args)

    def has_said(self, code: str) -> bool:
        """Whether a finding was raised by :meth:`say_once` under any key."""
        return any(isinstance(each, tuple) and each[0] == code for each in self._said)

    # -- cells

    def use(self, path: str, *cells: Cell) -> None:
        """Note that a value came from these cells, and raise what is doubtful about them."""
        if cells:
            self.places.setdefault(path, evolve(cells[0].place, path=path))
        self.takings.take(Fate.READ, path, cells)
        self._raise_doubts(path, cells)

    def head(self, *cells: Cell) -> None:
        """Note that these cells are headers or labels."""
        self.takings.take(Fate.HEAD, "", cells)

    def furniture(self, *cells: Cell) -> None:
        """Note that these cells say nothing of the case: titles, notes, page numbers."""
        self.takings.take(Fate.FURNITURE, "", cells)

    def note(self, text: str, cell: Cell) -> None:
        """Keep a remark that stands for itself."""
        self.notes.append(text)
        self.takings.take(Fate.KEPT, "$.extra.其他文字", [cell])

    def leave_out(self, label: str, text: str, *cells: Cell) -> None:
        """Keep a person's name or number out of the case."""
        self.contacts.append((label, text))
        self.takings.take(Fate.LEFT_OUT, "", cells)

    def _raise_doubts(self, path: str, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self.diagnostics.extend(doubt.at(path=path) for doubt in cell.doubts)

    def clean(self, text: str, *cells: Cell) -> str:
        """The text without telephone numbers and the names before them; what is left out is counted."""
        clean = without_phones(text)
        if clean != text:
            self.contacts.append(("电话", text))
            if not clean:
                self.takings.take(Fate.LEFT_OUT, "", cells)
        return clean

    # -- records

    def new(self, part: str) -> Record:
        """One more entry of a list of the case: indicator, funds, framework, goal, group."""
        rows = self._list(part)
        record = Record(self, f"$.{part}[{len(rows)}]")
        rows.append(record)
        return record

    def _list(self, part: str) -> list[Record]:
        return {
            "indicator": self.indicators, "funds": self.funds, "framework": self.framework, "goal": self.goals, "group": self.groups,
        }[part]  # fmt: skip

    def print_score(self, printed: Printed, *cells: Cell) -> None:
        """Keep what the document prints of a row, for the audit."""
        self.takings.take(Fate.READ, f"$.printed[{len(self.printed)}]", cells)
        self._printed_at[printed.path] = len(self.printed)
        self.printed.append(printed)

    def reprint(self, path: str, **changes: Any) -> None:
        """Change what was kept of a row."""
        at = self._printed_at.get(path)
        if at is not None:
            self.printed[at] = evolve(self.printed[at], **changes)

    def branch(
        self, level1: str, level2: str, *cells: Cell, goal: str = "", points: str | None = None, unfilled: bool = False
    ) -> None:
        """Note a branch of the table; whether it stays in the framework is known when all leaves are."""
        found = self.branches.setdefault((level1, level2, goal if points else ""), PrintedBranch())
        found.points = found.points or points
        found.unfilled = found.unfilled and unfilled
        found.cells.extend(cells)
        self.takings.take(Fate.HEAD, "", cells)

    def settle_branches(self) -> None:
        """A branch printed without a leaf at first, and with one later, is no empty branch; one with points stays."""
        used = {(str(leaf.values.get("level1", "")), str(leaf.values.get("level2", ""))) for leaf in self.indicators}
        for (level1, level2, goal), branch in self.branches.items():
            if branch.points is None and ((level1, level2) in used or (branch.unfilled and used)):
                continue
            record = self.new("framework")
            record.values["level1"] = level1
            if level2:
                record.put("level2", level2, *branch.cells)
            if branch.points is not None:
                record.put("points", branch.points, *branch.cells)
            if goal and len(self.goals) > 1:
                record.values["goal"] = goal

    # -- extra and project

    def put_extra(self, label: str, text: str, *cells: Cell, lost: bool = False, private: bool = False) -> None:
        """Keep what the case has no place for; a label met twice is numbered, the same text once.

        ``lost`` says that it should have had a place: the cells stay unread, though their text is kept. ``private`` keeps
        what is said of people.
        """
        label, text = tidy_label(label), joined(text)
        if not label or not text:
            return
        clean = text if private else without_phones(text)
        if clean != text:
            self.contacts.append((label, text))
        if clean:
            key = self._extra_key(label, clean)
            self.extra[key] = clean
            self.places.setdefault(
                f"$.extra.{key}", evolve(cells[0].place, path=f"$.extra.{key}") if cells else Place()
            )
            fate, where = (Fate.UNREAD if lost else Fate.KEPT), f"$.extra.{key}"
        else:
            fate, where = Fate.LEFT_OUT, ""
        self.takings.take(fate, where, cells)
        self._raise_doubts(where, cells)

    def _extra_key(self, label: str, text: str) -> str:
        if label not in self.extra or self.extra[label] == text:
            return label
        number = self._numbers.get(label, 1)
        name = f"{label}（{number}）" if number > 1 else label
        while name in self.extra:
            if self.extra[name] == text:
                return name
            number += 1
            name = f"{label}（{number}）"
        self._numbers[label] = number
        return name

    def append_extra(self, label: str, text: str, *cells: Cell) -> bool:
        """Join the rest of a text that a page break cut; False if there is no text to join it to."""
        if label not in self.extra:
            return False
        self.extra[label] = joined(f"{self.extra[label]}\n{without_phones(joined(text))}")
        self.takings.take(Fate.KEPT, f"$.extra.{label}", cells)
        return True

    def put_project(self, key: str, label: str, text: DraftValue, *cells: Cell) -> None:
        """Fill a key of the project; the first one met wins and a different second one is kept aside."""
        if text == "":
            return
        if key in self.project:
            if self.project[key] != text:
                self.put_extra(label, str(text), *cells)
            else:
                self.takings.take(Fate.READ, f"$.project.{key}", cells)
            return
        self.project[key] = text
        self.use(f"$.project.{key}", *cells)

    # -- the whole

    def document(self) -> dict[str, object]:
        """The plain version-1 case document; empty parts are left out."""
        whole: dict[str, object] = {"version": 1, "project": dict(self.project)}
        lists: dict[str, list[dict[str, DraftValue]]] = {
            "funds": [dict(each.values) for each in self.funds],
            "schedule": [dict(each) for each in self.schedule],
            "framework": [dict(each.values) for each in self.framework],
            "goal": [dict(each.values) for each in self.goals],
            "group": [dict(each.values) for each in self.groups],
            "indicator": [dict(each.values) for each in self.indicators],
        }
        whole.update({name: items for name, items in lists.items() if items})
        for key, tables in (("override", self.overrides), ("inputs", self.inputs)):
            for number, table in tables.items():
                indicators = whole["indicator"]
                assert isinstance(indicators, list)
                indicators[number][key] = dict(table)
        if self.extra:
            whole["extra"] = dict(self.extra)
        return whole


def tidy_label(label: str) -> str:
    """A label as a key: on one line, without its colon and stars."""
    return re.sub(r"\s+", "", squeeze(label) if label.isascii() else joined(label)).strip(":：*")
