"""Rows and whole cases in tables of columns: the same cents, levels, totals and grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from attrs import Factory, define

from jixiao.frame import Rollup, score_and_roll_up, score_batch
from tests.oracle.campaign.doors import has_columns
from tests.oracle.campaign.lines import Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import Terms, loaded
from tests.oracle.campaign.whole import whole

__all__ = ["Columns"]

_NAMES = ("level1", "level2", "level3", "target", "actual", "points", "judgement", "direction")
_MONEY = ("budget", "executed")
_CHANGED_EVERY = 6


def _is_column(line: Line) -> bool:
    """Whether the columns of a batch say all of the row; money stands elsewhere."""
    return has_columns(line) and not (line.cells["items"] or line.cells["as_of"] or line.is_execution)


def _is_table(made: Made) -> bool:
    """Whether they say all of the case."""
    if made.as_of or set(made.document) - {"version", "project", "indicator"}:
        return False
    return all(_is_column(line) or (line.is_execution and has_columns(line)) for line in made.lines)


@define
class Columns:
    """Cases and single rows that need no more than the columns of a batch."""

    rows: dict[Terms, list[tuple[Made, Line]]] = Factory(lambda: defaultdict(list))
    cases: dict[Terms, list[Made]] = Factory(lambda: defaultdict(list))

    def keep(self, made: Made, turn: int) -> None:
        """Put a case aside, or its rows where it needs more: in every second turn of the rulesets, rarer under other terms."""
        terms = made.terms
        if turn % 2:
            return
        if (terms.at, terms.how.places) != ("leaf", 2):
            return  # columns are of cents
        if terms.is_changed and turn % _CHANGED_EVERY:
            return
        if _is_table(made):
            self.cases[made.terms].append(made)
        elif not made.terms.is_changed:
            self.rows[made.terms].extend((made, line) for line in made.lines if _is_column(line))

    def hold(self, tally: Tally) -> None:
        """Score all that was put aside, a table for each ruleset."""
        for terms, rows in self.rows.items():
            _hold_rows(score_batch(_batch(range(len(rows)), rows), loaded(terms)), rows, tally)
        for terms, cases in self.cases.items():
            _hold_cases(cases, terms, tally)
        self.rows.clear()
        self.cases.clear()


def _batch(projects: Sequence[int], rows: Sequence[tuple[Made, Line]]) -> pa.RecordBatch:
    columns: dict[str, Any] = {
        name: pa.array([line.cells.get(name) or line.more.get(name, "") for _, line in rows], pa.string())
        for name in _NAMES
    }
    for name in _MONEY:
        columns[name] = pa.array([made.document["project"].get(name) for made, _ in rows], pa.string())
    columns["project"] = pa.array([str(each) for each in projects])
    columns["year"] = pa.array([2021] * len(rows), pa.int32())
    return pa.record_batch(columns)


def _hold_rows(scored: pa.RecordBatch, rows: Sequence[tuple[Made, Line]], tally: Tally) -> None:
    ends = zip(_numbers(scored, "low"), _numbers(scored, "high"), strict=True)
    for (made, line), found in zip(rows, ends, strict=True):
        wanted = line.score(made.terms)
        if all(_is_cents(each) for each in (wanted.low, wanted.high)):
            tally.hold("columns", made, (wanted.low, wanted.high), found, line)


def _hold_cases(cases: Sequence[Made], terms: Terms, tally: Tally) -> None:
    rows = [(at, made, line) for at, made in enumerate(cases) for line in made.lines]
    batch = _batch([at for at, _, _ in rows], [(made, line) for _, made, line in rows])
    scored, rolled = score_and_roll_up(batch, loaded(terms))
    _hold_rows(scored, [(made, line) for _, made, line in rows], tally)
    totals = dict(_sums(rolled.projects, ("project",)))
    level1 = dict(_sums(rolled.level1, ("project", "level1")))
    grades = dict(zip(rolled.projects.column("project").to_pylist(), _grades(rolled), strict=True))
    for at, made in enumerate(cases):
        wanted = whole(made)
        for name, (points, score) in wanted.level1.items():
            if _is_cents(score.low) and _is_cents(score.high):
                tally.hold(
                    "columns: first level", made, (points, score.low, score.high), level1.get((str(at), name)), name
                )
        if _is_cents(wanted.total.low) and _is_cents(wanted.total.high):
            total = (wanted.points, wanted.total.low, wanted.total.high)
            tally.hold("columns: total", made, total, totals[(str(at),)])
            tally.hold("columns: grade", made, "|".join(wanted.grades), grades[str(at)])


def _grades(rolled: Rollup) -> list[str]:
    return [each or "" for each in rolled.projects.column("grades").to_pylist()]


def _sums(
    table: pa.RecordBatch, keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[Fraction | None, ...]]]:
    names = zip(*(table.column(key).to_pylist() for key in keys), strict=True)
    return zip(names, zip(*(_numbers(table, key) for key in ("points", "low", "high")), strict=True), strict=True)


def _numbers(table: pa.RecordBatch, name: str) -> list[Fraction | None]:
    values: list[Decimal | None] = table.column(name).to_pylist()
    return [None if each is None else Fraction(each) for each in values]


def _is_cents(value: Fraction) -> bool:
    """Whether a column of two decimals holds it."""
    return (value * 100).denominator == 1
