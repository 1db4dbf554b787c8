"""Polars: a LazyFrame of rows in, a LazyFrame of scored rows out."""

from __future__ import annotations

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.rollup import Rollup, score_and_roll_up
from jixiao.frame.schema import check, result_schema
from jixiao.rules.ruleset import Ruleset

__all__ = ["roll_up", "score"]


def score(frame: pl.LazyFrame | pl.DataFrame, ruleset: Ruleset) -> pl.LazyFrame:
    """The rows with their scores, when they are collected: the columns of :func:`jixiao.frame.score_batch`.

    Words of the result are categories. All rows are scored together, so points that are missing are allotted whatever the
    order of the projects. Raises JixiaoError at once for columns that are missing or of another type.
    """
    lazy = frame.lazy()
    empty = lazy.collect_schema().to_frame(eager=True)
    check(_batch(empty).schema)
    schema = _frame(pa.RecordBatch.from_pylist([], result_schema(_batch(empty).schema))).schema
    return lazy.map_batches(lambda rows: _frame(score_batch(_batch(rows), ruleset)), schema=schema)


def roll_up(frame: pl.LazyFrame | pl.DataFrame, ruleset: Ruleset) -> dict[str, pl.DataFrame]:
    """``rows``, ``level2``, ``level1`` and ``projects``, as :func:`jixiao.frame.score_and_roll_up` gives them."""
    rows, rolled = score_and_roll_up(_batch(frame.lazy().collect()), ruleset)
    return {"rows": _frame(rows), **{name: _frame(batch) for name, batch in _tables(rolled).items()}}


def _tables(rolled: Rollup) -> dict[str, pa.RecordBatch]:
    return {"level2": rolled.level2, "level1": rolled.level1, "projects": rolled.projects}


def _batch(frame: pl.DataFrame) -> pa.RecordBatch:
    table = frame.to_arrow().combine_chunks()
    batches = table.to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame
