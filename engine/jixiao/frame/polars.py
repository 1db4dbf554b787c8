"""Polars: a LazyFrame of rows in, a LazyFrame of scored rows out."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.given import ruleset_of
from jixiao.frame.rollup import Rollup, score_and_roll_up
from jixiao.rules.ruleset import Ruleset

__all__ = ["roll_up", "score"]


def score(
    frame: pl.LazyFrame | pl.DataFrame,
    ruleset: Ruleset | str,
    *,
    prefix: str = "",
    columns: Mapping[str, str] | None = None,
) -> pl.LazyFrame:
    """The rows with their scores, when they are collected: the columns of :func:`jixiao.frame.score_batch`.

    Words of the result are categories. All rows are scored together, so points that are missing are allotted whatever the
    order of the projects. Raises JixiaoError at once for columns that are missing or of another type.
    """
    lazy = frame.lazy()
    empty, rules = lazy.collect_schema().to_frame(eager=True), ruleset_of(ruleset)

    def scored(rows: pl.DataFrame) -> pl.DataFrame:
        return _frame(score_batch(rows, rules, prefix=prefix, columns=columns))

    return lazy.map_batches(scored, schema=scored(empty).schema)


def roll_up(
    frame: pl.LazyFrame | pl.DataFrame,
    ruleset: Ruleset | str,
    *,
    prefix: str = "",
    columns: Mapping[str, str] | None = None,
) -> dict[str, pl.DataFrame]:
    """``rows``, ``level2``, ``level1`` and ``projects``, as :func:`jixiao.frame.score_and_roll_up` gives them."""
    rows, rolled = score_and_roll_up(frame.lazy().collect(), ruleset, prefix=prefix, columns=columns)
    return {"rows": _frame(rows), **{name: _frame(batch) for name, batch in _tables(rolled).items()}}


def _tables(rolled: Rollup) -> dict[str, pa.RecordBatch]:
    return {"level2": rolled.level2, "level1": rolled.level1, "projects": rolled.projects}


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame
