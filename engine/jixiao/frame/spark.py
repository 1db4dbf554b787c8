"""Spark: a DataFrame of rows in, a DataFrame of scored rows out, by ``mapInArrow`` on every worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.given import ruleset_of
from jixiao.frame.naming import inputs_of, result_schema
from jixiao.frame.rollup import PROJECTS, roll_up
from jixiao.frame.stream import whole_projects
from jixiao.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame  # type: ignore[import-not-found,unused-ignore]

__all__ = ["projects", "score"]


def score(
    df: DataFrame, ruleset: Ruleset | str, *, prefix: str = "", columns: Mapping[str, str] | None = None
) -> DataFrame:
    """The rows with the columns of :func:`jixiao.frame.score_batch`; words are plain strings here.

    The ruleset travels with the task. Raises JixiaoError for columns that are missing or of another type. Where
    points are missing, give ``df.repartition("project").sortWithinPartitions("project")``, so that a project stands in one
    partition and together.
    """
    from pyspark.sql.pandas.types import (  # type: ignore[import-not-found,unused-ignore]
        from_arrow_schema,
        to_arrow_schema,
    )

    given, rules = to_arrow_schema(df.schema), ruleset_of(ruleset)
    inputs_of(pa.RecordBatch.from_pylist([], given), columns)
    schema = _plain_words(result_schema(given, prefix))
    project = (columns or {}).get("project", "project")

    def scored(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in whole_projects((each for each in batches if each.num_rows), project):
            yield _cast(score_batch(batch, rules, prefix=prefix, columns=columns), schema)

    return df.mapInArrow(scored, from_arrow_schema(schema))


def projects(df: DataFrame, ruleset: Ruleset | str, *, columns: Mapping[str, str] | None = None) -> DataFrame:
    """A row for each project: total, grade and the rest of :data:`jixiao.frame.rollup.PROJECTS`, after one shuffle."""
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    rules, project = ruleset_of(ruleset), (columns or {}).get("project", "project")
    inputs_of(pa.RecordBatch.from_pylist([], to_arrow_schema(df.schema)), columns)
    whole = df.repartition(project).sortWithinPartitions(project)

    def rolled(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in whole_projects((each for each in batches if each.num_rows), project):
            yield roll_up(batch, rules, columns=columns).projects

    return whole.mapInArrow(rolled, from_arrow_schema(PROJECTS))


def _plain_words(schema: pa.Schema) -> pa.Schema:
    """Spark has no dictionaries."""
    kinds = ((field.name, field.type) for field in schema)
    return pa.schema([(name, kind.value_type if pa.types.is_dictionary(kind) else kind) for name, kind in kinds])


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    words = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(words, names=schema.names)
