"""Scores of rows to second level, first level, project and grade, in columns of whole cents.

Sums, caps and grades follow :mod:`jixiao.scoring.rollup`; where a project needs more than sums (something does not
apply and the rest is rescaled, a veto, a grade on unrounded totals near a boundary), its total is the scalar
engine's, and ``scalar`` says so. Bounds that cannot be known are null, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_rows, to_batch
from jixiao.frame.codes import Codes, Ints, combine, representatives
from jixiao.frame.decimals import decimals
from jixiao.frame.given import ArrowRows, batch_of, ruleset_of
from jixiao.frame.naming import beside, inputs_of
from jixiao.frame.own import OwnRows, own_execution
from jixiao.frame.projects import case_of
from jixiao.frame.scored import Scored
from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Grades, Ruleset
from jixiao.scoring.evaluate import evaluate

__all__ = ["PROJECTS", "Rollup", "roll_up", "score_and_roll_up"]

_TOTAL = pa.decimal128(18, 2)
_POINTS = pa.decimal128(18, 4)
_MANY = 10**12

PROJECTS = pa.schema(
    [
        ("project", pa.string()),
        ("rows", pa.int64()),
        ("points", _POINTS),
        ("low", _TOTAL),
        ("high", _TOTAL),
        ("grade", pa.string()),
        ("grades", pa.string()),
        ("scalar", pa.bool_()),
    ]
)
"""The columns of a roll-up's projects."""


@define
class Rollup:
    """Three record batches.

    ``level2``: project, level1, level2, points, low, high. ``level1``: the same without level2. ``projects``:
    project, rows, points, low, high, grade (null while several are possible), grades (all that are, best first,
    behind ``|``), scalar (the total is the scalar engine's).
    """

    level2: pa.RecordBatch
    level1: pa.RecordBatch
    projects: pa.RecordBatch


def score_and_roll_up(
    rows: ArrowRows, ruleset: Ruleset | str, *, prefix: str = "", columns: Mapping[str, str] | None = None
) -> tuple[pa.RecordBatch, Rollup]:
    """The result of :func:`jixiao.frame.score_batch`, and its roll-up. All rows of a project are given together."""
    batch = batch_of(rows)
    scored = score_rows(inputs_of(batch, columns), ruleset_of(ruleset), with_projects=True)
    return beside(batch, to_batch(scored), prefix, columns), _rolled(scored)


def roll_up(rows: ArrowRows, ruleset: Ruleset | str, *, columns: Mapping[str, str] | None = None) -> Rollup:
    """The roll-up alone, of input rows or of a result (its own input columns are scored, under the names it had them by)."""
    return _rolled(score_rows(inputs_of(batch_of(rows), columns), ruleset_of(ruleset), with_projects=True))


@define
class _Leaves:
    """Every leaf of every project, budget execution that is no row included."""

    project: Codes
    level1: Codes
    level2: Codes
    names1: list[str]
    names2: list[str]
    low: Ints
    high: Ints
    reach: Ints
    points: Ints
    counted: npt.NDArray[np.bool_]
    open_end: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]
    scale: int


def _rolled(scored: Scored) -> Rollup:
    leaves = _leaves(scored, own_execution(scored))
    ruleset = scored.engine.ruleset
    project_names = scored.rows.columns["project"].dictionary
    if project_names is None:
        project_names = pa.array([None], pa.string())
    second = combine([leaves.project, leaves.level1, leaves.level2])
    at2 = representatives(second)
    sums2 = _sums(leaves, second.codes, second.size)
    _keep_within(sums2, leaves.scale, ruleset.rounding)
    group1 = combine(
        [Codes(leaves.project.codes[at2], leaves.project.size), Codes(leaves.level1.codes[at2], leaves.level1.size)]
    )
    at1 = at2[representatives(group1)]
    sums1 = sums2.summed(group1.codes, group1.size)
    _keep_within(sums1, leaves.scale, ruleset.rounding)
    level1_of = leaves.level1.codes[at1]
    _cap(sums1, level1_of, leaves.names1, ruleset)
    whole = sums1.summed(leaves.project.codes[at1], leaves.project.size)
    _keep_within(whole, leaves.scale, Rounding(Mode.DOWN, ruleset.rounding.places))
    names2 = {
        "project": project_names.take(pa.array(leaves.project.codes[at2])),
        "level1": pa.array(leaves.names1, pa.string()).take(pa.array(leaves.level1.codes[at2])),
        "level2": pa.array(leaves.names2, pa.string()).take(pa.array(leaves.level2.codes[at2])),
    }
    names1 = {
        "project": project_names.take(pa.array(leaves.project.codes[at1])),
        "level1": pa.array(leaves.names1, pa.string()).take(pa.array(level1_of)),
    }
    return Rollup(
        pa.record_batch({**names2, **_sum_columns(sums2, leaves.scale)}),
        pa.record_batch({**names1, **_sum_columns(sums1, leaves.scale)}),
        _projects(scored, leaves, whole, project_names),
    )


def _leaves(scored: Scored, own: OwnRows | None) -> _Leaves:
    rows, pairs, of = scored.rows, scored.pairs, scored.pair_of
    columns, factor = rows.columns, 100 // scored.unit()
    points, scale = _point_units(scored, own)
    (names1, codes1), (names2, codes2) = (_names(columns[name]) for name in ("level1", "level2"))
    low, high, reach = ((each * factor)[of] for each in (pairs.low, pairs.high, pairs.reach))
    codes = [columns["project"].codes, codes1, codes2]
    arrays = [low, high, reach, points[rows.points_of], pairs.counted[of], pairs.high_open[of], low < 0]
    if own is not None:
        level1, level2 = _number(names1, own.level1), _number(names2, own.level2)
        more = [own.project, np.full(len(own.project), level1), np.full(len(own.project), level2)]
        codes = [np.concatenate(each) for each in zip(codes, more, strict=True)]
        own_points = np.full(len(own.project), _whole(own.points, scale))
        extra = [
            own.low * factor,
            own.high * factor,
            own.reach * factor,
            own_points,
            own.counted,
            own.open_end,
            own.low < 0,
        ]
        arrays = [np.concatenate(each) for each in zip(arrays, extra, strict=True)]
    sizes = (columns["project"].size, len(names1), len(names2))
    project, one, two = (Codes(each, size) for each, size in zip(codes, sizes, strict=True))
    low, high, reach, point, counted, open_end, refused = arrays
    return _Leaves(project, one, two, names1, names2, low, high, reach, point, counted, open_end, refused, scale)


def _names(column: Codes) -> tuple[list[str], npt.NDArray[Any]]:
    """Level names and their codes; a missing name and an empty one are the same."""
    names = [each or "" for each in column.values]
    distinct = list(dict.fromkeys(names))
    if len(distinct) == len(names):
        return names, column.codes
    return distinct, np.array([distinct.index(each) for each in names])[column.codes]


def _number(names: list[str], name: str) -> int:
    if name not in names:
        names.append(name)
    return names.index(name)


def _point_units(scored: Scored, own: OwnRows | None) -> tuple[Ints, int]:
    """Points as whole numbers of 1/scale; -1 where no common scale is small enough (then sums are not known)."""
    values = [each if isinstance(each, Fraction) else Fraction(0) for each in scored.rows.points]
    scale = lcm(*(each.denominator for each in values), *([own.points.denominator] if own else []), 1)
    if scale > 10_000 or 10_000 % scale:
        scale = 10_000
    return np.array([_whole(each, scale) for each in values] or [0], np.int64), scale


def _whole(value: Fraction, scale: int) -> int:
    scaled = value * scale
    return scaled.numerator if scaled.denominator == 1 else -_MANY * _MANY // 10**9


@define
class _Sums:
    """Bounds in cents, points in units, of groups; ``known`` is False where a row could not be scored."""

    low: Ints
    high: Ints
    reach: Ints
    points: Ints
    open_end: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]

    def summed(self, group: npt.NDArray[Any], size: int) -> _Sums:
        """The sums of these by group."""
        return _Sums(
            _add(group, size, self.low),
            _add(group, size, self.high),
            _add(group, size, self.reach),
            _add(group, size, self.points),
            _any(group, size, self.open_end),
            ~_any(group, size, ~self.known),
        )


def _sums(leaves: _Leaves, group: npt.NDArray[Any], size: int) -> _Sums:
    counts = leaves.counted & ~leaves.refused
    if counts.all():
        low, high, reach, points = leaves.low, leaves.high, leaves.reach, leaves.points
    else:
        columns = (leaves.low, leaves.high, leaves.reach, leaves.points)
        low, high, reach, points = (np.where(counts, each, 0) for each in columns)
    rows = _Sums(low, high, reach, points, leaves.open_end & counts, ~leaves.refused)
    return rows.summed(group, size)


def _add(group: npt.NDArray[Any], size: int, values: Ints) -> Ints:
    """Sums by group; Arrow's group_by gives the same in eight times the time."""
    total = np.zeros(size, np.int64)
    np.add.at(total, group, values)
    return total


def _any(group: npt.NDArray[Any], size: int, values: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    found = np.zeros(size, np.bool_)
    if values.any():
        found[group[values]] = True
    return found


def _keep_within(sums: _Sums, scale: int, rounding: Rounding) -> None:
    """No sum is above its points, where these are finer than a cent."""
    for at in np.flatnonzero((sums.points >= 0) & (sums.high * scale > sums.points * 100)).tolist():
        most = int(rounding(Fraction(int(sums.points[at]), scale)) * 100)
        if sums.high[at] > most:
            sums.low[at], sums.high[at], sums.open_end[at] = min(int(sums.low[at]), most), most, False
            sums.reach[at] = min(int(sums.reach[at]), most)


def _cap(sums: _Sums, level1_of: npt.NDArray[Any], names: list[str], ruleset: Ruleset) -> None:
    """First levels with a cap keep within it."""
    for number, name in enumerate(names):
        branch = ruleset.framework.branch(name)
        if branch is None or branch.cap is None:
            continue
        cap = int(branch.cap * 100)
        over = (level1_of == number) & (sums.high > cap)
        sums.open_end[over & (sums.high != cap)] = False
        sums.low[over] = np.minimum(sums.low[over], cap)
        sums.high[over] = cap
        sums.reach[over] = np.minimum(sums.reach[over], cap)


def _sum_columns(sums: _Sums, scale: int) -> dict[str, pa.Array]:
    return {
        "points": decimals(sums.points * (10_000 // scale), _POINTS, sums.points >= 0),
        "low": decimals(sums.low, _TOTAL, sums.known),
        "high": decimals(sums.high, _TOTAL, sums.known),
    }


# -- projects


def _projects(scored: Scored, leaves: _Leaves, whole: _Sums, names: pa.Array) -> pa.RecordBatch:
    ruleset, size = scored.engine.ruleset, leaves.project.size
    grades = _grades(whole, ruleset.grades)
    scalar = _unusual(scored, leaves, whole)
    for number in np.flatnonzero(scalar).tolist():
        _by_scalar(scored, number, whole, grades, leaves.scale)
    texts = ["|".join(each) for each in grades.sets]
    known = whole.known
    counts = _add(scored.rows.columns["project"].codes, size, np.ones(scored.rows.count, np.int64))
    return pa.record_batch(
        {
            "project": names,
            "rows": pa.array(counts),
            **_sum_columns(whole, leaves.scale),
            "grade": _taken([each[0] if len(each) == 1 else None for each in grades.sets], grades.of, known),
            "grades": _taken(texts, grades.of, known),
            "scalar": pa.array(scalar),
        }
    )


def _taken(texts: list[Any], numbers: Ints, known: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(numbers, mask=~known))


@define
class _Possible:
    """Which of several sets of grades each project may still get."""

    sets: list[tuple[str, ...]]
    of: Ints

    def put(self, at: int, grades: tuple[str, ...]) -> None:
        """A project's set, told otherwise."""
        if grades not in self.sets:
            self.sets.append(grades)
        self.of[at] = self.sets.index(grades)


def _grades(whole: _Sums, grades: Grades | None) -> _Possible:
    """The grades that totals can still get; a bit for each."""
    if grades is None:
        return _Possible([()], np.zeros(len(whole.low), np.int64))
    bits, ceiling = np.zeros(len(whole.low), np.int64), None
    high = np.where(whole.open_end, whole.reach, whole.high) if grades.on == "rounded" else whole.high
    open_end = whole.open_end & (grades.on != "rounded")
    for place, start in enumerate(cut.start for cut in grades.cuts):
        cents, above = start * 100, high * start.denominator
        begins = (above * 100 > int(cents * start.denominator) * 100) | (
            (above == int(cents * start.denominator)) & ~open_end
        )
        ends = (
            np.ones(len(bits), np.bool_)
            if ceiling is None
            else whole.low * ceiling.denominator < int(ceiling * 100 * ceiling.denominator)
        )
        bits |= (begins & ends).astype(np.int64) << place
        ceiling = start
    distinct, of = np.unique(bits, return_inverse=True)
    names = [cut.name for cut in grades.cuts]
    sets = [tuple(name for place, name in enumerate(names) if each >> place & 1) for each in distinct.tolist()]
    return _Possible(sets, of.astype(np.int64))


def _unusual(scored: Scored, leaves: _Leaves, whole: _Sums) -> npt.NDArray[np.bool_]:
    """Projects whose total is more than a sum."""
    ruleset, size = scored.engine.ruleset, leaves.project.size
    if ruleset.framework.has_outside or any(gate.enabled for gate in ruleset.gates):
        return whole.known.copy()
    unusual = np.zeros(size, np.bool_)
    if ruleset.policy(PolicyName.NOT_APPLICABLE).value == "rescale":
        unusual |= _any(leaves.project.codes, size, ~leaves.counted)
    allotted, branches = scored.rows.allotted, ruleset.framework.branches
    if allotted is not None and any(each.absent.policy in ("rescale", "full") for each in branches):
        unusual |= _any(scored.rows.columns["project"].codes, size, allotted)
    if ruleset.grades is not None and ruleset.grades.of == "share":
        return whole.known.copy()
    if ruleset.grades is not None and ruleset.grades.on != "rounded":
        rows = _add(leaves.project.codes, size, np.ones(len(leaves.low), np.int64))
        for cut in ruleset.grades.cuts:
            near = int(cut.start * 100)
            unusual |= (whole.low - rows <= near) & (whole.high + rows >= near)
    return unusual & whole.known


def _by_scalar(scored: Scored, number: int, whole: _Sums, grades: _Possible, scale: int) -> None:
    """The total of one project by the scalar engine; not known where that is no number of cents."""
    rows = np.flatnonzero(scored.rows.columns["project"].codes == number).tolist()
    try:
        result = evaluate(case_of(scored.rows.batch, rows), scored.engine.ruleset)
    except JixiaoError:
        whole.known[number] = False
        return
    total = result.tree.total
    low, high = total.score.low * 100, total.score.high * 100
    if low.denominator != 1 or high.denominator != 1:
        whole.known[number] = False
        return
    whole.low[number], whole.high[number] = int(low), int(high)
    whole.points[number] = _whole(total.points, scale)
    grades.put(number, result.grades)
