"""A batch as codes: names by class, points, direction and judgement as values, and the plan of every row."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from attrs import field

from jixiao.frame.codes import Codes, combine, encode_all, representatives
from jixiao.frame.engine import Engine, NameClass
from jixiao.frame.plan import Plan, PlanKey
from jixiao.frame.schema import INPUTS
from jixiao.kernel.classes import define
from jixiao.kernel.number import exact
from jixiao.language.direction import Direction
from jixiao.scoring.allot import Share, Unallotted, allot

__all__ = ["Refused", "Rows", "read_rows"]

_MOST = Fraction(999_999_999, 100)


@define
class Refused:
    """A value that no row can be scored with, and the code that says so."""

    code: str


@define
class Rows:
    """The columns of a batch as codes, and ``plans`` with the plan of every row.

    ``notes`` gives for each plan the code of what was found about its points ("" for nothing), ``allotted`` the rows
    whose points the ruleset gave (None: none).
    """

    batch: pa.RecordBatch
    columns: dict[str, Codes]
    classes: list[NameClass]
    class_of: npt.NDArray[Any]
    points: list[Fraction | Refused]
    points_of: npt.NDArray[Any]
    plans: list[Plan | Refused]
    plan_of: npt.NDArray[Any]
    notes: list[str] = field(factory=list)
    allotted: npt.NDArray[np.bool_] | None = None

    @property
    def count(self) -> int:
        """How many rows."""
        return int(self.batch.num_rows)


def read_rows(batch: pa.RecordBatch, engine: Engine, *, with_projects: bool) -> Rows:
    """The batch's rows with their plans; its columns have been checked. Projects are told apart only if need be."""
    count = batch.num_rows
    names = [name for name in INPUTS if with_projects or name != "project" or _needs_projects(batch, engine)]
    arrays = [batch.column(name) if name in batch.schema.names else None for name in names]
    columns = dict(zip(names, encode_all(arrays, count), strict=True))
    classes, class_of = _classes(columns, engine)
    points, points_of, allotted, notes = _points(columns, engine)
    rows = Rows(batch, columns, classes, class_of, points, points_of, [], class_of, [], allotted)
    _plan(rows, engine, notes)
    return rows


def _needs_projects(batch: pa.RecordBatch, engine: Engine) -> bool:
    """Points to allot (an empty text counts as missing), or a rule that counts the indicators of a project."""
    points = batch.column("points")
    if points.null_count or engine.counts_some:
        return True
    if not pa.types.is_string(points.type):
        return bool(pa.types.is_null(points.type))
    return bool(pc.any(pc.equal(pc.binary_length(pc.utf8_trim_whitespace(points.unique())), 0)).as_py())


def _classes(columns: dict[str, Codes], engine: Engine) -> tuple[list[NameClass], npt.NDArray[Any]]:
    levels = [columns[name] for name in ("level1", "level2", "level3")]
    names = combine(levels)
    rows = representatives(names)
    words = [[value or "" for value in level.values] for level in levels]
    found: dict[int, int] = {}
    classes: list[NameClass] = []
    numbers = np.zeros(names.size, np.int32)
    for number, at in enumerate(zip(*(level.codes[rows].tolist() for level in levels), strict=True)):
        each = engine.name_class((words[0][at[0]], words[1][at[1]], words[2][at[2]]))
        if id(each) not in found:
            found[id(each)] = len(classes)
            classes.append(each)
        numbers[number] = found[id(each)]
    return classes, numbers[names.codes]


# -- points


def _points(
    columns: dict[str, Codes], engine: Engine
) -> tuple[list[Fraction | Refused], npt.NDArray[Any], npt.NDArray[np.bool_] | None, dict[int, str]]:
    """Points by value, negative ones as 0; those that are missing are allotted project by project."""
    column = columns["points"]
    read = [_point(value) for value in column.values]
    notes: dict[int, str] = {}
    table: dict[Fraction | str, int] = {}
    values: list[Fraction | Refused] = []

    def number(value: Fraction | Refused, note: str = "") -> int:
        key = f"{value.code}" if isinstance(value, Refused) else (f"{value} {note}" if note else value)
        if key not in table:
            table[key] = len(values)
            values.append(value)
            if note:
                notes[table[key]] = note
        return table[key]

    numbers = np.zeros(column.size, np.int64)
    missing = -1
    for at, value in enumerate(read):
        if value is None:
            missing = at
        elif isinstance(value, Fraction) and value < 0:
            numbers[at] = number(Fraction(0), "JX208")
        else:
            numbers[at] = number(value)
    codes = numbers[column.codes]
    if missing < 0 or not (wanting := column.codes == missing).any():
        return values, codes, None, notes
    _allot(columns, engine, read, wanting, codes, number)
    return values, codes, wanting, notes


def _point(value: Any) -> Fraction | Refused | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        points = exact(value)
    except ValueError:
        return Refused("JX603")
    return points if points <= _MOST else Refused("JX606")


def _allot(
    columns: dict[str, Codes],
    engine: Engine,
    read: list[Fraction | Refused | None],
    wanting: npt.NDArray[np.bool_],
    codes: npt.NDArray[Any],
    number: Callable[[Fraction | Refused, str], int],
) -> None:
    """Writes the points of the rows whose form prints none. Tables that look alike are worked out once."""
    project = columns["project"].codes
    wanted = np.zeros(columns["project"].size, np.bool_)
    wanted[project[wanting]] = True
    rows = np.flatnonzero(wanted[project])
    rows = rows[np.argsort(project[rows], kind="stable")]
    names = [columns[name] for name in ("level1", "level2", "level3", "points")]
    pieces = np.split(rows, np.flatnonzero(np.diff(project[rows])) + 1)
    words = [column.values for column in names[:3]]
    known: dict[bytes, list[int]] = {}
    for piece in pieces:
        shape = np.stack([column.codes[piece] for column in names])
        key = shape.tobytes()
        if key not in known:
            known[key] = _allotted(shape, words, read, engine, number)
        mine = wanting[piece]
        codes[piece[mine]] = np.array(known[key])[mine]


def _allotted(
    shape: npt.NDArray[Any],
    words: list[list[Any]],
    read: list[Fraction | Refused | None],
    engine: Engine,
    number: Callable[[Fraction | Refused, str], int],
) -> list[int]:
    shares = []
    for key, (one, two, three, point) in enumerate(shape.T.tolist()):
        printed = read[point]
        given = max(printed, Fraction(0)) if isinstance(printed, Fraction) else None if printed is None else Fraction(0)
        shares.append(Share(key, words[0][one] or "", words[1][two] or "", words[2][three] or "", given))
    allotted = allot(shares, engine.ruleset.framework)
    result = []
    for share in shares:
        points = allotted.get(share.key)
        if points is None:
            result.append(-1)
        elif isinstance(points, Unallotted):
            result.append(number(Fraction(0), "JX221"))
        else:
            result.append(number(points, ""))
    return result


# -- plans


def _plan(rows: Rows, engine: Engine, notes: dict[int, str]) -> None:
    """One plan for each distinct subject of scoring."""
    columns = rows.columns
    parts = {
        "class": Codes(rows.class_of, len(rows.classes)),
        "points": Codes(rows.points_of, len(rows.points)),
        **{name: columns[name] for name in ("target", "direction", "judgement", "year")},
    }
    plan_of = combine(list(parts.values()))
    firsts = representatives(plan_of)
    values = {name: columns[name].values for name in ("target", "direction", "judgement", "year")}
    directions = [_direction(each) for each in values["direction"]]
    judgements = [_judgement(each) for each in values["judgement"]]
    codes = {name: part.codes[firsts].tolist() for name, part in parts.items()}
    plans: list[Plan | Refused] = []
    for at in range(plan_of.size):
        points = rows.points[codes["points"][at]]
        rows.notes.append(notes.get(codes["points"][at], ""))
        direction, judgement = directions[codes["direction"][at]], judgements[codes["judgement"][at]]
        if isinstance(points, Refused) or isinstance(direction, Refused) or isinstance(judgement, Refused):
            plans.append(next(each for each in (points, direction, judgement) if isinstance(each, Refused)))
            continue
        each = rows.classes[codes["class"][at]]
        key = PlanKey(
            each.names[0],
            each.names[1],
            each.names[2],
            values["target"][codes["target"][at]] or "",
            points,
            direction,
            judgement,
            values["year"][codes["year"][at]],
            each.execution,
        )
        plans.append(engine.plan(key))
    rows.plans, rows.plan_of = plans, plan_of.codes


def _direction(value: str | None) -> Direction | Refused | None:
    if value is None or not value.strip():
        return None
    try:
        return Direction(value.strip())
    except ValueError:
        return Refused("JX604")


def _judgement(value: Any) -> Fraction | Refused | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return exact(value)
    except ValueError:
        return Refused("JX605")
