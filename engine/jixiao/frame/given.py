"""What a call is given: rows of any kind that speaks Arrow, and a ruleset or its id."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.rules.find import kept_ruleset
from jixiao.rules.ruleset import Ruleset

__all__ = ["ArrowRows", "batch_of", "ruleset_of"]


class ArrowRows(Protocol):
    """Rows that Arrow takes over: a RecordBatch or Table of pyarrow, a DataFrame of polars or pandas, a relation of DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows, by Arrow's own interface for any library."""


def batch_of(rows: ArrowRows) -> pa.RecordBatch:
    """The rows as one batch; the index of a pandas frame is left out. Raises TypeError for what are no rows."""
    if isinstance(rows, pa.RecordBatch):
        return rows
    if not hasattr(rows, "__arrow_c_stream__"):
        raise TypeError(
            f"rows are a pyarrow RecordBatch or Table or a DataFrame, not {type(rows).__name__}"
            + (" (collect it, or see jixiao.frame.polars)" if type(rows).__name__ == "LazyFrame" else "")
        )
    table = _table(rows).combine_chunks()
    batches = table.to_batches()
    return pa.concat_batches(batches) if batches else pa.RecordBatch.from_pylist([], table.schema)


def _table(rows: ArrowRows) -> pa.Table:
    library = type(rows).__module__.split(".")[0]
    if library == "polars":  # by its stream, texts come as views, which not every function of Arrow takes
        return rows.to_arrow()  # type: ignore[attr-defined]
    if library == "pandas":
        return _of_pandas(rows)
    return pa.table(rows)


def _of_pandas(frame: object) -> pa.Table:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    at = table.schema.get_field_index("year")
    if at >= 0 and pa.types.is_floating(table.schema.field(at).type):  # what pandas makes of years with one missing
        return table.set_column(at, "year", table.column(at).cast(pa.int32()))
    return table


def ruleset_of(ruleset: Ruleset | str) -> Ruleset:
    """The ruleset, or the one of this id, which never opens a path. Raises TypeError; JixiaoError (JX322) with the ids there are."""
    if isinstance(ruleset, str):
        return kept_ruleset(ruleset)
    if not isinstance(ruleset, Ruleset):
        raise TypeError(f"ruleset is a Ruleset or the id of one, not {type(ruleset).__name__}")
    return ruleset
