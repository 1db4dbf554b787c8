"""A case: one project's target table, with or without actuals, in the shape of a case file (version 1).

Names in code are those of the file, so that a JSON path of a diagnostic is also a path of the value.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Place
from jixiao.kernel.document import Document
from jixiao.kernel.document_faults import wrong_value
from jixiao.kernel.given import Frozen, clean_text
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Checked, Exact, Text, Year
from jixiao.kernel.tables import ADDED, WRITTEN, As
from jixiao.kernel.words import phrase
from jixiao.language.direction import Direction

# Without slots a class is made in half the time, and every start makes these.

if TYPE_CHECKING:
    # What the constructors take, for type checkers alone; `Checked` reads it.
    def as_text(value: Exact) -> Text: ...
    def as_cell(value: Exact | None) -> Text | None: ...
    def as_exact(value: Exact) -> Fraction: ...
    def as_number(value: Exact | None) -> Fraction | None: ...
    def as_date(value: str | datetime.date) -> datetime.date: ...
    def as_maybe_date(value: str | datetime.date | None) -> datetime.date | None: ...
    def as_direction(value: str | None) -> Direction | None: ...
    def as_override(value: Override | Mapping[str, object] | None) -> Override | None: ...
    def as_project(value: Project | Mapping[str, object]) -> Project: ...
    def as_indicators(value: Iterable[Indicator | Mapping[str, object]]) -> tuple[Indicator, ...]: ...
    def as_funds(value: Iterable[Fund | Mapping[str, object]]) -> tuple[Fund, ...]: ...
    def as_schedule(value: Iterable[Scheduled | Mapping[str, object]]) -> tuple[Scheduled, ...]: ...
    def as_framework(value: Iterable[Branch | Mapping[str, object]]) -> tuple[Branch, ...]: ...
    def as_goals(value: Iterable[Goal | Mapping[str, object]]) -> tuple[Goal, ...]: ...
    def as_groups(value: Iterable[Group | Mapping[str, object]]) -> tuple[Group, ...]: ...
    def as_extra(value: Mapping[str, object]) -> Mapping[str, Any]: ...
else:
    as_text = as_cell = as_exact = as_number = as_date = as_maybe_date = as_direction = as_override = as_project = (
        as_extra
    ) = None
    as_indicators = as_funds = as_schedule = as_framework = as_goals = as_groups = None

READING_ERRORS = "read_errors"
"""Under this name ``[extra]`` holds what was wrong when the case was read from a document, until somebody has looked at it."""

__all__ = [
    "READING_ERRORS",
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


def _key(value: Any) -> str | int:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_value(phrase("expected.key"), value)
    return int(value)


Key = Annotated[str | int, As(_key, {"type": ["string", "integer"]})]
"""The embedding system's own key of a row."""


class _Short(Checked):
    """Shows itself by what was given."""

    __attrs_attrs__: ClassVar[tuple[Any, ...]]

    def __repr__(self) -> str:
        given = [
            f"{item.name}={getattr(self, item.name)!r:.60}"
            for item in self.__attrs_attrs__
            if item.repr and getattr(self, item.name) != _default(item)
        ]
        return f"{type(self).__name__}({', '.join(given)})"


def _default(item: Any) -> object:
    return item.default.factory() if hasattr(item.default, "factory") else item.default


@frozen(slots=False, repr=False)
class Project(_Short):
    """The project as its form names it; money as written, read when it is scored."""

    name: str = ""
    unit: str = ""
    unit_code: str = ""
    year: Year | None = None
    start: datetime.date | None = field(default=None, converter=as_maybe_date)
    end: datetime.date | None = field(default=None, converter=as_maybe_date)
    budget: Text | None = field(default=None, converter=as_cell)
    executed: Text | None = field(default=None, converter=as_cell)
    ruleset: str = ""

    @property
    def the_year(self) -> int | None:
        """The year that it is of: as given, else the one that it ends in."""
        return self.year or (self.end.year if self.end else None)


@frozen(slots=False, repr=False)
class Fund(_Short):
    """One source of money (项目资金): planned at first, budgeted, received, executed."""

    source: str
    initial: Text | None = field(default=None, converter=as_cell)
    budget: Text | None = field(default=None, converter=as_cell)
    received: Text | None = field(default=None, converter=as_cell)
    executed: Text | None = field(default=None, converter=as_cell)


@frozen(slots=False, repr=False)
class Scheduled(_Short):
    """One step of the payment schedule (支出计划)."""

    by: datetime.date = field(converter=as_date)
    amount: Text | None = field(default=None, converter=as_cell)
    share: Text | None = field(default=None, converter=as_cell)


@frozen(slots=False, repr=False)
class Branch(_Short):
    """A branch that the table prints without a leaf, or with points of its own (``goal``: under this goal alone)."""

    level1: str
    level2: str = ""
    points: Fraction | None = field(default=None, converter=as_number)
    goal: str = ""


@frozen(slots=False, repr=False)
class Group(_Short):
    """Leaves whose points or score the table prints once for all of them; ``score`` is the printed one."""

    name: str
    points: Fraction | None = field(default=None, converter=as_number)
    score: Text | None = field(default=None, converter=as_cell)


@frozen(slots=False, repr=False)
class Goal(_Short):
    """One of several goals with points of its own."""

    name: str
    points: Fraction | None = field(default=None, converter=as_number)


@frozen(slots=False, repr=False)
class Override(_Short):
    """A person's correction; the computed score stays beside it."""

    score: Fraction = field(converter=as_exact)
    reason: str


@frozen(slots=False, repr=False)
class Indicator(_Short):
    """A leaf: its place in the tree, what was promised, and (maybe) what came of it.

    ``read_as`` is a person's correction of how the target is read, as a normal form (``quantity >= 95 %``). ``id`` and
    ``extra`` are the embedding system's own key and values; they pass through to the result untouched.
    """

    level3: str
    level1: str = ""
    level2: str = ""
    target: Text = field(default=Text(""), converter=as_text)
    points: Fraction | None = field(default=None, converter=as_number)
    actual: Text | None = field(default=None, converter=as_cell)
    direction: Direction | None = field(default=None, converter=as_direction)
    judgement: Fraction | None = field(default=None, converter=as_number)
    reason: str = ""
    goal: str = ""
    group: str = ""
    unit: str = ""
    sign: str = ""
    read_as: str = ""
    base: Text | None = field(default=None, converter=as_cell)
    items: Text | None = field(default=None, converter=as_cell)
    deduction: Fraction | None = field(default=None, converter=as_number)
    target_too_low: bool = False
    not_applicable: bool = False
    override: Override | None = field(default=None, converter=as_override)
    id: Key = ""
    extra: Mapping[str, Any] = field(default=Frozen(), hash=False, converter=as_extra)

    def with_actual(self, actual: Text | None) -> Indicator:
        """The same row with another actual; nothing else is checked again."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, actual=actual)
        return other


@frozen(slots=False, repr=False)
class Case(_Short):
    """One project's table. ``document`` keeps the places of its keys, for diagnostics only."""

    version: int = field(default=1, metadata=WRITTEN)
    project: Project = field(default=Project(), converter=as_project)
    indicator: tuple[Indicator, ...] = field(default=(), converter=as_indicators)
    funds: tuple[Fund, ...] = field(default=(), converter=as_funds)
    schedule: tuple[Scheduled, ...] = field(default=(), converter=as_schedule)
    framework: tuple[Branch, ...] = field(default=(), converter=as_framework)
    goal: tuple[Goal, ...] = field(default=(), converter=as_goals)
    group: tuple[Group, ...] = field(default=(), converter=as_groups)
    extra: Mapping[str, Any] = field(default=Frozen(), hash=False, converter=as_extra)
    document: Document | None = field(default=None, eq=False, repr=False, metadata=ADDED)
    elsewhere: dict[str, Place] = field(factory=dict, eq=False, repr=False, metadata=ADDED)

    def __repr__(self) -> str:
        return f"Case({self.project.name!r:.60}, {len(self.indicator)} indicators)"

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
    if isinstance(value, Mapping):
        return {str(key): plain_data(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain_data(each) for each in value]
    if hasattr(value, "__attrs_attrs__"):
        fields = ((item.name, getattr(value, item.name)) for item in value.__attrs_attrs__ if item.eq)
        return {name: plain_data(each) for name, each in fields if not _is_empty(each)}
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, str | tuple | Mapping) and not value)
