"""A case: one project's target table, with or without actuals, in the shape of a case file (version 1).

Names in code are those of the file, so that a JSON path of a diagnostic is also a path of the value.
"""

from __future__ import annotations

import datetime
import difflib
import functools
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.structure import (
    Document,
    Text,
    Year,
    json_document,
    new_converter,
    read_source,
    structure,
    toml_document,
)
from jixiao.language.direction import Direction

if TYPE_CHECKING:
    import cattrs

# Without slots a class is made in half the time, and every start makes these.

__all__ = [
    "VERSION",
    "Actuals",
    "Branch",
    "Case",
    "Fund",
    "Goal",
    "Indicator",
    "Override",
    "Project",
    "Scheduled",
    "case_digest",
    "case_from_bytes",
    "case_from_document",
    "load_case",
    "with_actuals",
]

VERSION = 1
CASE_FILE = "case.toml"
ACTUALS_FILE = "actuals.toml"


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
    """A branch that the table prints without a leaf."""

    level1: str
    level2: str = ""


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
    """A leaf: its place in the tree, what was promised, and (maybe) what came of it."""

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
    unit: str = ""
    sign: str = ""
    base: Text | None = None
    items: Text | None = None
    deduction: Fraction | None = None
    target_too_low: bool = False
    not_applicable: bool = False
    override: Override | None = None


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
    extra: dict[str, Any] = field(factory=dict)
    document: Document | None = field(default=None, eq=False, repr=False)
    elsewhere: dict[str, Place] = field(factory=dict, eq=False, repr=False)

    def place(self, path: str) -> Place:
        """Where a JSON path of the case stands in the user's file, or in the actuals file it came from."""
        if path in self.elsewhere:
            return self.elsewhere[path]
        return self.document.place(path) if self.document else Place(path=path)


@frozen(slots=False)
class ActualIndicator:
    """One row of an actuals file; the branch may be left out where the name is the only one."""

    level3: str
    level1: str = ""
    level2: str = ""
    actual: Text | None = None
    judgement: Fraction | None = None
    reason: str = ""


@frozen(slots=False)
class ActualProject:
    """What an actuals file says of the project."""

    executed: Text | None = None


@frozen(slots=False)
class Actuals:
    """Year-end actuals apart from the table they belong to."""

    version: int
    project: ActualProject = ActualProject()
    indicator: tuple[ActualIndicator, ...] = ()
    document: Document | None = field(default=None, eq=False, repr=False)


@frozen(slots=False)
class _CaseFile:
    """What a file may hold: a case without the places that reading adds."""

    version: int
    project: Project = Project()
    indicator: tuple[Indicator, ...] = ()
    funds: tuple[Fund, ...] = ()
    schedule: tuple[Scheduled, ...] = ()
    framework: tuple[Branch, ...] = ()
    goal: tuple[Goal, ...] = ()
    extra: Any = field(factory=dict)


@frozen(slots=False)
class _ActualsFile:
    version: int
    project: ActualProject = ActualProject()
    indicator: tuple[ActualIndicator, ...] = ()


@functools.cache
def _converter() -> cattrs.Converter:
    """Built when a file is first read: it costs."""
    converter = new_converter(
        Project,
        Fund,
        Scheduled,
        Branch,
        Goal,
        Override,
        Indicator,
        ActualIndicator,
        ActualProject,
        _CaseFile,
        _ActualsFile,
    )
    converter.register_structure_hook(Any, lambda value, _: value)
    return converter


def load_case(path: Path | str, actuals: Path | str | None = None) -> Case:
    """The case in a TOML or JSON file, or in a folder's ``case.toml`` (with its ``actuals.toml``).

    Raises JixiaoError with every fault, each with its place.
    """
    path = Path(path)
    if path.is_dir():
        beside = path / ACTUALS_FILE
        path, actuals = path / CASE_FILE, actuals or (beside if beside.is_file() else None)
    case = case_from_bytes(read_source(path), str(path))
    return case if actuals is None else with_actuals(case, load_actuals(actuals))


def load_actuals(path: Path | str) -> Actuals:
    """An actuals file. Raises JixiaoError."""
    document = _document(read_source(Path(path)), str(path))
    _check_version(document)
    file = structure(_converter(), document, _ActualsFile)
    return Actuals(file.version, file.project, file.indicator, document)


def case_from_bytes(source: bytes, file: str | None = None) -> Case:
    """The case in these bytes, TOML or JSON. Raises JixiaoError."""
    return case_from_document(_document(source, file))


def case_from_document(document: Document) -> Case:
    """The case that a plain document holds. Raises JixiaoError with every fault."""
    _check_version(document)
    file = structure(_converter(), document, _CaseFile)
    return Case(
        file.version,
        file.project,
        file.indicator,
        file.funds,
        file.schedule,
        file.framework,
        file.goal,
        file.extra,
        document,
    )


def _document(source: bytes, file: str | None) -> Document:
    return json_document(source, file) if source.lstrip()[:1] == b"{" else toml_document(source, file)


def _check_version(document: Document) -> None:
    found = document.data.get("version")
    if isinstance(found, int) and not isinstance(found, bool) and found > VERSION:
        raise JixiaoError(diagnose("JX006", document.place("$.version"), found=found, known=VERSION))


def with_actuals(case: Case, actuals: Actuals) -> Case:
    """The case with these actuals put in, matched by third-level name within the branch.

    Rows of one name are matched in order. Raises JixiaoError (JX207) for every row that matches none.
    """
    rows = list(case.indicator)
    taken: set[int] = set()
    faults: list[Diagnostic] = []
    elsewhere: dict[str, Place] = dict(case.elsewhere)
    for index, row in enumerate(actuals.indicator):
        found = next((i for i, each in enumerate(rows) if i not in taken and _matches(row, each)), None)
        if found is None:
            faults.append(_unmatched(actuals, index, row, rows))
            continue
        taken.add(found)
        rows[found] = _put_in(rows[found], row)
        elsewhere.update(_places(actuals, index, found))
    if faults:
        raise JixiaoError(*faults)
    project = case.project
    if actuals.project.executed is not None:
        project = evolve(project, executed=actuals.project.executed)
    return evolve(case, indicator=tuple(rows), project=project, elsewhere=elsewhere)


def _places(actuals: Actuals, index: int, found: int) -> dict[str, Place]:
    """Where the actual, judgement and reason of an indicator stand in the actuals file."""
    document, row = actuals.document, actuals.indicator[index]
    if document is None:
        return {}
    given = [key for key in ("actual", "judgement", "reason") if getattr(row, key) not in (None, "")]
    return {f"$.indicator[{found}].{key}": document.place(f"$.indicator[{index}].{key}") for key in given}


def _matches(row: ActualIndicator, indicator: Indicator) -> bool:
    return (
        row.level3 == indicator.level3 and row.level1 in ("", indicator.level1) and row.level2 in ("", indicator.level2)
    )


def _put_in(indicator: Indicator, row: ActualIndicator) -> Indicator:
    return evolve(
        indicator,
        actual=row.actual if row.actual is not None else indicator.actual,
        judgement=row.judgement if row.judgement is not None else indicator.judgement,
        reason=row.reason or indicator.reason,
    )


def _unmatched(actuals: Actuals, index: int, row: ActualIndicator, rows: list[Indicator]) -> Diagnostic:
    path = f"$.indicator[{index}].level3"
    place = actuals.document.place(path) if actuals.document else Place(path=path)
    branch = [each.level3 for each in rows if row.level1 in ("", each.level1) and row.level2 in ("", each.level2)]
    close = difflib.get_close_matches(row.level3, branch or [each.level3 for each in rows], 3, cutoff=0.3)
    elsewhere = [
        " / ".join(filter(None, (each.level1, each.level2, each.level3))) for each in rows if each.level3 == row.level3
    ]
    return diagnose("JX207", place, name=row.level3, close="、".join(elsewhere or close) or "—")


def case_digest(case: Case) -> str:
    """sha256 over what the case says, whatever file it came from and however that was laid out."""
    plain_form = json.dumps(_plain(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(plain_form.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Values as JSON text, exact numbers as strings, what is empty left out."""
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, datetime.date | datetime.time | Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(each) for each in value]
    if hasattr(value, "__attrs_attrs__"):
        fields = ((item.name, getattr(value, item.name)) for item in value.__attrs_attrs__ if item.eq)
        return {name: _plain(each) for name, each in fields if each not in (None, "", (), {}, False)}
    return value
