"""Across projects: how many, how they lie, and which grades they get, by region, department or whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.codes import Codes, combine, encode, representatives
from jixiao.frame.decimals import decimals, whole_numbers
from jixiao.frame.given import ArrowRows, batch_of
from jixiao.frame.naming import inputs_of
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose

__all__ = ["QUANTILES", "across"]

QUANTILES = (0, 10, 25, 50, 75, 90, 100)
"""Percentiles given: the nearest rank, so that each is a total that some project has."""


def across(
    projects: ArrowRows,
    by: Sequence[str] = (),
    *,
    rows: ArrowRows | None = None,
    columns: Mapping[str, str] | None = None,
) -> pa.Table:
    """One row for each distinct tuple of the columns ``by`` (none: one row in all).

    ``projects`` is the roll-up's table of projects; columns of ``by`` that it has not are taken from ``rows``, the table that
    was scored or its result, where they say the same in every row of a project. ``columns`` says how that table calls ours,
    as in :func:`jixiao.frame.score_batch`.
    Counts: projects, open (total not settled), unknown; ``low_p50`` … and ``high_p50`` … are percentiles of the
    bounds over the projects whose total is known; ``grade_优`` … counts those whose grade is settled, and
    ``grade_open`` those where several are possible. Raises JixiaoError for a column that is nowhere (JX601), and for one that
    has several values in a project (JX844).
    """
    if isinstance(by, str):
        raise TypeError(f"by is a list of column names, such as [{by!r}], not text")
    table = pa.Table.from_batches([batch_of(projects)])
    for name in by:
        if name not in table.column_names:
            table = table.append_column(name, _own(table, name, rows, columns))
    count = table.num_rows
    keys = [encode(_array(table, name), count) for name in by] or [Codes(np.zeros(count, np.int32), 1)]
    group = combine(keys)
    if not count:
        group = Codes(np.zeros(0, np.int32), 0)
    firsts = pa.array(representatives(group))
    given: dict[str, Any] = {name: table.column(name).take(firsts) for name in by}
    ends = np.searchsorted(np.sort(group.codes), np.arange(group.size + 1))
    low, high = (_cents(table, name) for name in ("low", "high"))
    given["projects"] = np.diff(ends)
    given["open"] = _count(group, (low != high) & (low >= 0))
    given["unknown"] = _count(group, low < 0)
    for name, values in (("low", low), ("high", high)):
        for percent, column in zip(QUANTILES, _quantiles(group, values), strict=True):
            given[f"{name}_p{percent}"] = column
    grade = encode(_array(table, "grade"), count)
    for number, each in enumerate(grade.values):
        label = "open" if each is None else each
        given[f"grade_{label}"] = _count(group, grade.codes == number)
    return pa.table(given)


def _own(table: pa.Table, name: str, rows: ArrowRows | None, columns: Mapping[str, str] | None) -> pa.Array:
    """What the scored rows say of each project in a column of their own."""
    batch = None if rows is None else batch_of(rows)
    if batch is None or len(batch.schema.get_all_field_indices(name)) != 1:
        raise JixiaoError(diagnose("JX601", Place(path=name), name=name, wanted="by"))
    project = encode(inputs_of(batch, columns).column("project"), batch.num_rows)
    own = encode(batch.column(name), batch.num_rows)
    first = representatives(project)
    several = np.flatnonzero(own.codes[first][project.codes] != own.codes)
    names = project.values
    if len(several):
        called = names[project.codes[several[0]]] or ""
        raise JixiaoError(diagnose("JX844", Place(path=name), name=called, column=name))
    row_of = dict(zip(names, first.tolist(), strict=True)) if batch.num_rows else {}
    wanted = [row_of.get(each) for each in table.column("project").to_pylist()]
    return batch.column(name).take(pa.array(wanted, pa.int64()))


def _array(table: pa.Table, name: str) -> pa.Array:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [pa.array([], column.type)])


def _cents(table: pa.Table, name: str) -> Any:
    """Totals in cents, -1 where not known."""
    column = _array(table, name)
    return np.where(np.array(column.is_valid()), whole_numbers(column), -1)


def _count(group: Codes, which: Any) -> Any:
    return np.bincount(group.codes[which], minlength=group.size)


def _quantiles(group: Codes, values: Any) -> list[pa.Array]:
    """The nearest rank: of n values in order, number ceil(n * p / 100), and the first for 0."""
    known = values >= 0
    of, values = group.codes[known], values[known]
    order = np.lexsort((values, of))
    of, values = of[order], values[order]
    ends = np.searchsorted(of, np.arange(group.size + 1))
    starts, sizes = ends[:-1], np.diff(ends)
    columns = []
    for percent in QUANTILES:
        rank = np.maximum(-(-sizes * percent // 100), 1) - 1
        place = np.minimum(starts + rank, max(len(values) - 1, 0))
        found = values[place] if len(values) else np.zeros(group.size, np.int64)
        columns.append(decimals(found, pa.decimal128(18, 2), sizes > 0))
    return columns
