"""The drawn forms in every shape that people save or copy them in, read and compared with what a person reads in them.

``python -m tests.documents.drawn`` prints a line for each shape: how many rows came in right, how many did not but were told
(their cells are unread in the ledger, or a finding names them), and how many are wrong without a word. ``--show`` prints the
rows that are not right. Nothing that decides here is taken from the code under test.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from jixiao.documents.layout.ledger import Fate
from jixiao.documents.read import Reading, read_document
from jixiao.kernel.diagnostic import Severity
from tests.documents import more_forms, provinces
from tests.documents.originals import Box, as_csv, as_docx, as_html, as_xlsx
from tests.documents.provinces import Expected, Table
from tests.documents.shapes import SHAPES
from tests.documents.tables import drawn

__all__ = ["FILES", "MAIN", "TABLES", "Fault", "Graded", "faults_of", "grade", "written"]

TABLES: tuple[Table, ...] = (*provinces.TABLES, *more_forms.TABLES)
FILES: dict[str, Callable[[list[Box]], bytes]] = {"xlsx": as_xlsx, "html": as_html, "docx": as_docx, "csv": as_csv}
MAIN = (*FILES, *SHAPES)


@frozen
class Fault:
    """A row (or another fact of the form) that is not as a person reads it; ``told`` where the user hears of it."""

    what: str
    told: bool
    row: bool = True

    def __str__(self) -> str:
        return f"{'told  ' if self.told else 'SILENT'} {self.what}"


@define
class Graded:
    """Rows of a shape, counted."""

    rows: int = 0
    right: int = 0
    told: int = 0
    silent: int = 0
    facts: int = 0
    facts_told: int = 0
    facts_silent: int = 0
    faults: list[tuple[str, Fault]] = field(factory=list)

    def add(self, table: Table, faults: Iterable[Fault]) -> None:
        """Count what was found out about one reading of a table."""
        faults = list(faults)
        rows = {fault.what.partition(": ")[0]: fault for fault in sorted(faults, key=lambda f: not f.told) if fault.row}
        told, silent = (sum(fault.told is which for fault in rows.values()) for which in (True, False))
        self.rows += len(table.leaves)
        self.told += told
        self.silent += silent
        self.right += max(len(table.leaves) - told - silent, 0)
        self.facts_told += sum(fault.told for fault in faults if not fault.row)
        self.facts_silent += sum(not fault.told for fault in faults if not fault.row)
        self.faults += [(table.name, fault) for fault in faults]


def written(table: Table, shape: str) -> bytes:
    """The table as a file of a kind, or as text of a shape."""
    boxes = drawn(table.picture)
    return FILES[shape](boxes) if shape in FILES else SHAPES[shape](boxes).encode()


def grade(table: Table, shape: str) -> list[Fault]:
    """What is not right about a table read from a shape."""
    return list(faults_of(table, read_document(written(table, shape), f"{table.name}.{shape}")))


# -- comparing


def faults_of(table: Table, reading: Reading) -> Iterator[Fault]:
    """Everything that differs from what a person reads."""
    heard = _Heard(reading)
    cases = [form.document for form in reading.forms if form.document is not None]
    leaves = [(n, leaf) for n, case in enumerate(cases) for leaf in case.get("indicator", [])]
    scores = _scores(reading)
    met: set[int] = set()
    for number, expected in enumerate(table.leaves):
        label = f"row {number + 1} {expected.level3}"
        at = next(
            (i for i, (_, leaf) in enumerate(leaves) if i not in met and _plain(leaf["level3"]) == _plain(expected.level3)
             and (leaf.get("level1") in (None, expected.level1))),
            None,
        )  # fmt: skip
        if at is None:
            at = next(
                (
                    i
                    for i, (_, leaf) in enumerate(leaves)
                    if i not in met and _plain(leaf["level3"]) == _plain(expected.level3)
                ),
                None,
            )
        if at is None:
            yield Fault(f"{label}: not read", heard.lost(expected.level3))
            continue
        met.add(at)
        yield from _differences(label, expected, leaves[at][1], scores.get(at), heard)
    for index, (_, leaf) in enumerate(leaves):
        if index not in met:
            yield Fault(f"made up {leaf['level3']}: {leaf}", heard.about(leaf["level3"]))
    first: dict[str, Any] = reading.document or {}
    yield from _facts(table, first, reading, heard)


def _scores(reading: Reading) -> dict[int, str | None]:
    """The printed score of each leaf, by its number over all forms."""
    found: dict[int, str | None] = {}
    before = 0
    for form in reading.forms:
        if form.document is None:
            continue
        for row in form.printed:
            match = re.fullmatch(r"\$\.indicator\[(\d+)\]", row.path)
            if match:
                found[before + int(match[1])] = row.score
        before += len(form.document.get("indicator", []))
    return found


def _differences(
    label: str, expected: Expected, leaf: dict[str, Any], score: str | None, heard: _Heard
) -> Iterator[Fault]:
    parts = [str(leaf.get(key, "")) for key in ("sign", "target", "unit")]
    whole = "".join(parts[parts[0] in ("定性", "定量") :])  # a nature says nothing of the target
    values = (
        ("level1", expected.level1, leaf.get("level1", "")),
        ("level2", expected.level2, leaf.get("level2", "")),
        ("target", expected.target.removeprefix("定性"), whole),
        ("actual", expected.actual, leaf.get("actual")),
        ("points", expected.points, leaf.get("points")),
        ("score", expected.score, score),
    )
    for name, right, found in values:
        if _same(right, found):
            continue
        told = heard.about(expected.level3) or (not found and bool(right) and heard.lost(str(right)))
        yield Fault(f"{label}: {name} is {found!r}, not {right!r}", told)


def _same(right: object, found: object) -> bool:
    one, other = (_plain(str(each)) if each is not None else "" for each in (right, found))
    if one == other:
        return True
    try:
        return Fraction(one) == Fraction(other)
    except (ValueError, ZeroDivisionError):
        return False


def _plain(text: str) -> str:
    return re.sub(r"\s|,(?=\d{3})", "", text)


def _facts(table: Table, case: dict[str, Any], reading: Reading, heard: _Heard) -> Iterator[Fault]:
    project = case.get("project", {})
    for key, right in table.project.items():
        if not _same(right, project.get(key)):
            told = (
                heard.anything()
                or heard.quotes(project.get(key))
                or (not project.get(key) and heard.lost(re.sub(r"万?元$", "", str(right))))
            )
            yield Fault(f"project {key}: {project.get(key)!r}, not {right!r}", told, row=False)
    for key in sorted({"budget", "executed"} & set(project) - set(table.project)):
        yield Fault(f"project {key}: made up {project[key]!r}", heard.anything(), row=False)
    for kind, right in (("total", table.total), ("execution", table.execution)):
        rows = [row for row in reading.printed if row.kind == kind]
        found = [(row.points, row.score) for row in rows]
        if right is not None and not any(_same(right[0], points) and _same(right[1], score) for points, score in found):
            yield Fault(f"{kind}: {found}, not {right}", heard.lost(str(right[1] or right[0])), row=False)
    goals = tuple((goal["name"], goal.get("points")) for goal in case.get("goal", []))
    if goals != table.goals:
        yield Fault(f"goals: {goals}, not {table.goals}", heard.anything(), row=False)
    groups = {
        (g.get("points"), g.get("score"), sum(leaf.get("group") == g["name"] for leaf in case["indicator"]))
        for g in case.get("group", [])
    }
    if groups != set(table.groups):
        yield Fault(f"groups: {groups}, not {set(table.groups)}", heard.anything(), row=False)
    branches = {
        ("/".join(filter(None, (b.get("level1"), b.get("level2")))), b["points"])
        for b in case.get("framework", [])
        if "points" in b
    }
    if not set(table.branches) <= branches:
        yield Fault(f"branches: {branches}, not {set(table.branches)}", heard.anything(), row=False)


class _Heard:
    """What a user hears of a reading: findings that are more than notes, and cells that the ledger calls unread."""

    def __init__(self, reading: Reading) -> None:
        self.loud = [each for each in reading.diagnostics if each.severity is not Severity.NOTE]
        self.errors = [each for each in self.loud if each.severity is Severity.ERROR]
        self.unread = [entry.text for entry in reading.ledger.entries if entry.fate is Fate.UNREAD]
        self.none = reading.document is None

    def anything(self) -> bool:
        """Whether the form is said not to have been read whole."""
        return bool(self.errors)

    def quotes(self, text: object) -> bool:
        """Whether a finding puts a text in question by quoting it."""
        return bool(text) and any(str(text) in str(value) for each in self.loud for _, value in each.args)

    def lost(self, text: str) -> bool:
        """Whether a text that is missing is among the unread cells, and these are spoken of."""
        if self.none and self.errors:
            return True
        plain = _plain(text)
        return bool(self.loud) and any(
            plain in _plain(each) or (each and _plain(each) in plain) for each in self.unread
        )

    def about(self, name: str) -> bool:
        """Whether an error names this very row."""
        return any(name in str(value) for each in self.errors for _, value in each.args)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shape", action="append", choices=MAIN)
    parser.add_argument("--table", action="append")
    parser.add_argument("--show", action="store_true", help="print what is not right")
    asked = parser.parse_args()
    chosen = [table for table in TABLES if not asked.table or any(part in table.name for part in asked.table)]
    print(f"{len(chosen)} tables, {sum(len(table.leaves) for table in chosen)} rows")
    for shape in asked.shape or MAIN:
        done = Graded()
        for table in chosen:
            done.add(table, grade(table, shape))
        print(
            f"{shape:18} rows {done.rows}: right {done.right}, told {done.told}, silent {done.silent}"
            f" · other facts: told {done.facts_told}, silent {done.facts_silent}",
            flush=True,
        )
        if asked.show:
            for name, fault in done.faults:
                print(f"    {name}: {fault}")


if __name__ == "__main__":
    main()
