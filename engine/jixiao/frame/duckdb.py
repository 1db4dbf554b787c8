"""DuckDB: rows of a query in, tables of scores out, and SQL over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.batch import score_batch
from jixiao.frame.given import ruleset_of
from jixiao.frame.rollup import score_and_roll_up
from jixiao.frame.stream import ROWS, whole_projects
from jixiao.rules.ruleset import Ruleset

__all__ = ["create", "score"]


def score(
    relation: duckdb.DuckDBPyRelation,
    ruleset: Ruleset | str,
    *,
    prefix: str = "",
    columns: Mapping[str, str] | None = None,
) -> pa.RecordBatchReader:
    """The scored rows of a relation, batch by batch; DuckDB reads the reader back by its variable's name,
    through a cursor, because the relation's own connection is busy until the last batch.

        scored = score(base.sql("from rows order by project"), ruleset)
        base.cursor().sql("select rule, sum(score) from scored group by rule")

    Projects that stand together are never cut. Raises JixiaoError for columns that are missing or of another type.
    """
    reader, rules = relation.to_arrow_reader(ROWS), ruleset_of(ruleset)
    project = (columns or {}).get("project", "project")
    empty = pa.RecordBatch.from_pylist([], reader.schema)
    schema = score_batch(empty, rules, prefix=prefix, columns=columns).schema

    def scored() -> Iterator[pa.RecordBatch]:
        for batch in whole_projects((each for each in reader if each.num_rows), project):
            yield score_batch(batch, rules, prefix=prefix, columns=columns)

    return pa.RecordBatchReader.from_batches(schema, scored())


def create(
    base: duckdb.DuckDBPyConnection,
    relation: duckdb.DuckDBPyRelation,
    ruleset: Ruleset | str,
    name: str = "scored",
    *,
    prefix: str = "",
    columns: Mapping[str, str] | None = None,
) -> None:
    """Makes four tables: ``name`` with the rows, and ``name_level2``, ``name_level1``, ``name_projects``."""
    rows, rolled = score_and_roll_up(relation.to_arrow_table(), ruleset, prefix=prefix, columns=columns)
    parts = {"": rows, "_level2": rolled.level2, "_level1": rolled.level1, "_projects": rolled.projects}
    for ending, part in parts.items():
        base.register("jixiao_part", pa.Table.from_batches([part]))
        quoted = f"{name}{ending}".replace('"', '""')
        base.execute(f'create table "{quoted}" as from jixiao_part')
        base.unregister("jixiao_part")
