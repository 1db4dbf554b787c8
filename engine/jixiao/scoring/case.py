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
    def as_inputs(value: Mapping[str, Exact]) -> Mapping[str, Text]: ...
    def as_extra(value: Mapping[str, object]) -> Mapping[str, Any]: ...
else:
    as_text = as_cell = as_exact = as_number = as_date = as_maybe_date = as_direction = as_override = as_project = (
        as_extra
    ) = as_inputs = None
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
    """The project's name."""
    unit: str = ""
    """The unit that carries it out."""
    unit_code: str = ""
    """That unit's code."""
    year: Year | None = None
    """The year that is evaluated."""
    start: datetime.date | None = field(default=None, converter=as_maybe_date)
    """Its first day."""
    end: datetime.date | None = field(default=None, converter=as_maybe_date)
    """Its last day."""
    budget: Text | None = field(default=None, converter=as_cell)
    """全年预算数: the year's budget, with its unit."""
    executed: Text | None = field(default=None, converter=as_cell)
    """全年执行数: what was spent of it, with its unit."""
    ruleset: str = ""
    """The ruleset that scores it, where none is asked for."""

    @property
    def the_year(self) -> int | None:
        """The year that it is of: as given, else the one that it ends in."""
        return self.year or (self.end.year if self.end else None)


@frozen(slots=False, repr=False)
class Fund(_Short):
    """One source of money (项目资金): planned at first, budgeted, received, executed."""

    source: str
    """Where the money comes from."""
    initial: Text | None = field(default=None, converter=as_cell)
    """What was planned at the start of the year."""
    budget: Text | None = field(default=None, converter=as_cell)
    """What was budgeted, adjustments included."""
    received: Text | None = field(default=None, converter=as_cell)
    """What arrived."""
    executed: Text | None = field(default=None, converter=as_cell)
    """What was spent."""


@frozen(slots=False, repr=False)
class Scheduled(_Short):
    """One step of the payment schedule (支出计划)."""

    by: datetime.date = field(converter=as_date)
    """The day by which it is to be paid."""
    amount: Text | None = field(default=None, converter=as_cell)
    """The amount, with its unit."""
    share: Text | None = field(default=None, converter=as_cell)
    """The share of the budget."""


@frozen(slots=False, repr=False)
class Branch(_Short):
    """A branch that the table prints without a leaf, or with points of its own (``goal``: under this goal alone)."""

    level1: str
    """The first level's name."""
    level2: str = ""
    """The second level's name; empty for the first level itself."""
    points: Fraction | None = field(default=None, converter=as_number)
    """The points that the table prints for it."""
    goal: str = ""
    """The goal that it belongs to, where there are several."""


@frozen(slots=False, repr=False)
class Group(_Short):
    """Leaves whose points or score the table prints once for all of them; ``score`` is the printed one."""

    name: str
    """What its indicators call it by."""
    points: Fraction | None = field(default=None, converter=as_number)
    """The points that the table prints for all of them."""
    score: Text | None = field(default=None, converter=as_cell)
    """The score that the table prints for all of them."""


@frozen(slots=False, repr=False)
class Goal(_Short):
    """One of several goals with points of its own."""

    name: str
    """The goal's name."""
    points: Fraction | None = field(default=None, converter=as_number)
    """The points that the table prints for it."""


@frozen(slots=False, repr=False)
class Override(_Short):
    """A person's correction; the computed score stays beside it."""

    score: Fraction = field(converter=as_exact)
    """The score that they give."""
    reason: str
    """Why."""


@frozen(slots=False, repr=False)
class Indicator(_Short):
    """A leaf: its place in the tree, what was promised, and (maybe) what came of it.

    ``read_as`` is a person's correction of how the target is read, as a normal form (``quantity >= 95 %``). ``id`` and
    ``extra`` are the embedding system's own key and values; they pass through to the result untouched.
    """

    level3: str
    """The indicator's name."""
    level1: str = ""
    """The first level's name."""
    level2: str = ""
    """The second level's name."""
    target: Text = field(default=Text(""), converter=as_text)
    """The target as the form prints it."""
    points: Fraction | None = field(default=None, converter=as_number)
    """The points that the form prints; else the ruleset allots them."""
    actual: Text | None = field(default=None, converter=as_cell)
    """What was measured, as the form prints it."""
    direction: Direction | None = field(default=None, converter=as_direction)
    """Whether more or less is better, where the form says so."""
    judgement: Fraction | None = field(default=None, converter=as_number)
    """An assessor's share of the points."""
    reason: str = ""
    """Why the target was missed or exceeded."""
    goal: str = ""
    """The goal that it belongs to, where there are several."""
    group: str = ""
    """The group whose points or score it shares."""
    unit: str = ""
    """The unit, where it stands in a column of its own."""
    sign: str = ""
    """The comparison, where it stands in a column of its own."""
    read_as: str = ""
    """A person's correction of how the target is read, as a normal form."""
    base: Text | None = field(default=None, converter=as_cell)
    """The value that a change is measured from."""
    items: Text | None = field(default=None, converter=as_cell)
    """Items done of items listed, such as ``2/3``."""
    inputs: Mapping[str, Text] = field(default=Frozen(), converter=as_inputs)
    """Named numbers and words that its rule asks for."""
    deduction: Fraction | None = field(default=None, converter=as_number)
    """Points that a person takes off."""
    target_too_low: bool = False
    """Whether the target was confirmed to be too low."""
    not_applicable: bool = False
    """Whether it does not apply to this project."""
    override: Override | None = field(default=None, converter=as_override)
    """A person's correction of the score."""
    id: Key = ""
    """The embedding system's own key."""
    extra: Mapping[str, Any] = field(default=Frozen(), hash=False, converter=as_extra)
    """What the embedding system adds; it passes through to the result."""

    def with_actual(self, actual: Text | None) -> Indicator:
        """The same row with another actual; nothing else is checked again."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, actual=actual)
        return other


@frozen(slots=False, repr=False)
class Case(_Short):
    """One project's table."""

    version: int = field(default=1, metadata=WRITTEN)
    """The version of the format: 1."""
    project: Project = field(default=Project(), converter=as_project)
    """The project."""
    indicator: tuple[Indicator, ...] = field(default=(), converter=as_indicators)
    """The indicators, in the order of the form."""
    funds: tuple[Fund, ...] = field(default=(), converter=as_funds)
    """Sources of money."""
    schedule: tuple[Scheduled, ...] = field(default=(), converter=as_schedule)
    """The payment schedule."""
    framework: tuple[Branch, ...] = field(default=(), converter=as_framework)
    """Branches that the table prints without a leaf, or with points of their own."""
    goal: tuple[Goal, ...] = field(default=(), converter=as_goals)
    """Several goals with points of their own."""
    group: tuple[Group, ...] = field(default=(), converter=as_groups)
    """Indicators whose points or score are printed once."""
    extra: Mapping[str, Any] = field(default=Frozen(), hash=False, converter=as_extra)
    """What the document had and the case has no place for."""
    # Where its keys stand in the file that it came from, for diagnostics only.
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
