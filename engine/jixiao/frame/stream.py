"""Batches out of files: whole projects at a time, from any row on, in memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.codes import encode
from jixiao.frame.schema import INPUTS
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase

__all__ = ["RowsFile", "open_source", "whole_projects"]

ROWS = 131_072
"""Rows read at a time; a batch that is handed on is this large, give or take a project."""


@frozen
class RowsFile:
    """A file of rows. ``rows`` is None where it is not known beforehand (csv)."""

    path: Path
    schema: pa.Schema
    rows: int | None

    def batches(self, start: int = 0, size: int = ROWS) -> Iterator[pa.RecordBatch]:
        """The rows from ``start`` on."""
        for batch in self._read(size):
            if start >= batch.num_rows:
                start -= batch.num_rows
                continue
            yield batch.slice(start)
            start = 0

    def _read(self, size: int) -> Iterator[pa.RecordBatch]:
        if self.rows is None:
            yield from _csv_reader(self.path)
            return
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        with pq.ParquetFile(self.path) as file:
            yield from file.iter_batches(batch_size=size)


def open_source(path: Path) -> RowsFile:
    """A parquet or csv file of rows. Raises JixiaoError where it is neither or cannot be read (JX610)."""
    try:
        if path.suffix.lower() == ".parquet":
            import pyarrow.parquet as pq

            with pq.ParquetFile(path) as file:
                return RowsFile(path, file.schema_arrow, file.metadata.num_rows)
        return RowsFile(path, _csv_reader(path).schema, None)
    except (OSError, pa.ArrowInvalid):
        raise JixiaoError(diagnose("JX610", Place(file=str(path)), reason=phrase("damage.table"))) from None


def _csv_reader(path: Path) -> pa.RecordBatchReader:
    """Cells stay text, so that no digit is lost; only the year is a number."""
    from pyarrow import csv

    kinds = {name: pa.int32() if name == "year" else pa.string() for name in INPUTS}
    convert = csv.ConvertOptions(column_types=kinds, strings_can_be_null=True, null_values=[""])
    return csv.open_csv(path, read_options=csv.ReadOptions(block_size=8 << 20), convert_options=convert)


def whole_projects(batches: Iterator[pa.RecordBatch], project: str = "project") -> Iterator[pa.RecordBatch]:
    """The same rows in the same order, cut only where the project changes, which the column of this name tells.

    Rows of one project that do not stand together may still come in two batches.
    """
    kept: list[pa.RecordBatch] = []
    for batch in batches:
        end = _last_change(batch.column(project))
        if kept and not _same(kept[-1].column(project)[-1], batch.column(project)[0]):
            yield _joined(kept)
            kept = []
        if end == 0:
            kept.append(batch)
            continue
        yield _joined([*kept, batch.slice(0, end)])
        kept = [batch.slice(end)]
    if kept:
        yield _joined(kept)


def _last_change(project: pa.Array) -> int:
    """Where the last run of one project begins."""
    if len(project) < 2:
        return 0
    changes = np.flatnonzero(np.diff(encode(project, len(project)).codes))
    return int(changes[-1]) + 1 if len(changes) else 0


def _same(left: pa.Scalar, right: pa.Scalar) -> bool:
    return bool(left.as_py() == right.as_py())


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0]
