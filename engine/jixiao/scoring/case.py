"""A case: one project's target table, with or without actuals, in the shape of a case file (version 1).

Names in code are those of the file, so that a JSON path of a diagnostic is also a path of the value.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from jixiao.kernel.diagnostic import Place
from jixiao.kernel.document import Document
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Text, Year
from jixiao.kernel.tables import ADDED
from jixiao.language.direction import Direction

# Without slots a class is made in half the time, and every start makes these.

__all__ = [
    "Branch",
    "Case",
    "Fund",
    "Goal",
    "Group",
    "Indicator",
    "Override",
    "Project",
    "Scheduled",
    "case_digest",
    "case_document",
    "plain_data",
]


@frozen(slots=False)
class Project:
    """The project as its form names it; money as written, read when it is scored."""

    name: str = ""
    unit: str = ""
    unit_code: str = ""
    year: Year | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    budget: Text | None = None
    executed: Text | None = None
    ruleset: str = ""

    @property
    def the_year(self) -> int | None:
        """The year that it is of: as given, else the one that it ends in."""
        return self.year or (self.end.year if self.end else None)


@frozen(slots=False)
class Fund:
    """One source of money (项目资金): planned at first, budgeted, received, executed."""

    source: str
    initial: Text | None = None
    budget: Text | None = None
    received: Text | None = None
    executed: Text | None = None


@frozen(slots=False)
class Scheduled:
    """One step of the payment schedule (支出计划)."""

    by: datetime.date
    amount: Text | None = None
    share: Text | None = None


@frozen(slots=False)
class Branch:
    """A branch that the table prints without a leaf, or with points of its own (``goal``: under this goal alone)."""

    level1: str
    level2: str = ""
    points: Fraction | None = None
    goal: str = ""


@frozen(slots=False)
class Group:
    """Leaves whose points or score the table prints once for all of them; ``score`` is the printed one."""

    name: str
    points: Fraction | None = None
    score: Text | None = None


@frozen(slots=False)
class Goal:
    """One of several goals with points of its own."""

    name: str
    points: Fraction | None = None


@frozen(slots=False)
class Override:
    """A person's correction; the computed score stays beside it."""

    score: Fraction
    reason: str


@frozen(slots=False)
class Indicator:
    """A leaf: its place in the tree, what was promised, and (maybe) what came of it.

    ``read_as`` is a person's correction of how the target is read, as a normal form (``quantity >= 95 %``). ``id`` and
    ``extra`` are the embedding system's own key and values; they pass through to the result untouched.
    """

    level3: str
    level1: str = ""
    level2: str = ""
    target: Text = Text("")
    points: Fraction | None = None
    actual: Text | None = None
    direction: Direction | None = None
    judgement: Fraction | None = None
    reason: str = ""
    goal: str = ""
    group: str = ""
    unit: str = ""
    sign: str = ""
    read_as: str = ""
    base: Text | None = None
    items: Text | None = None
    deduction: Fraction | None = None
    target_too_low: bool = False
    not_applicable: bool = False
    override: Override | None = None
    id: str = ""
    extra: dict[str, Any] = field(factory=dict, hash=False)


@frozen(slots=False)
class Case:
    """One project's table. ``document`` keeps the places of its keys, for diagnostics only."""

    version: int
    project: Project = Project()
    indicator: tuple[Indicator, ...] = ()
    funds: tuple[Fund, ...] = ()
    schedule: tuple[Scheduled, ...] = ()
    framework: tuple[Branch, ...] = ()
    goal: tuple[Goal, ...] = ()
    group: tuple[Group, ...] = ()
    extra: dict[str, Any] = field(factory=dict, hash=False)
    document: Document | None = field(default=None, eq=False, repr=False, metadata=ADDED)
    elsewhere: dict[str, Place] = field(factory=dict, eq=False, repr=False, metadata=ADDED)

    def place(self, path: str) -> Place:
        """Where a JSON path of the case stands in the user's file, or in the actuals file it came from."""
        if path in self.elsewhere:
            return self.elsewhere[path]
        return self.document.place(path) if self.document else Place(path=path)


def case_document(case: Case) -> dict[str, Any]:
    """The case as the plain document of a case file: exact numbers and dates as text, what is empty left out."""
    document: dict[str, Any] = plain_data(case)
    return document


def case_digest(case: Case) -> str:
    """sha256 over what the case says, whatever file it came from and however that was laid out."""
    text = json.dumps(case_document(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def plain_data(value: Any) -> Any:
    """Values as JSON has them, exact numbers and dates as text. Zero is a value; of a table of the file, what is empty is not."""
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, datetime.date | datetime.time | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain_data(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain_data(each) for each in value]
    if hasattr(value, "__attrs_attrs__"):
        fields = ((item.name, getattr(value, item.name)) for item in value.__attrs_attrs__ if item.eq)
        return {name: plain_data(each) for name, each in fields if not _is_empty(each)}
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, str | tuple | dict) and not value)
