"""Columns under the names that a table has for them, and ours beside its own."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.schema import INPUTS, OUTPUTS
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import series

__all__ = ["beside", "inputs_of"]


def inputs_of(batch: pa.RecordBatch, columns: Mapping[str, str]) -> pa.RecordBatch:
    """The columns that scoring asks for, under our names; ``columns`` maps ours to those that the table has for them.

    Raises JixiaoError: JX320 for a name that is none of ours, JX601 for a column that the table has not.
    """
    names = batch.schema.names
    for ours, theirs in columns.items():
        if ours not in INPUTS:
            raise JixiaoError(diagnose("JX320", key="columns", value=ours, known=series("list.comma", INPUTS)))
        if theirs not in names:
            raise JixiaoError(diagnose("JX601", Place(path=theirs), name=theirs, wanted=INPUTS[ours].wanted))
    taken = [(ours, columns.get(ours, ours)) for ours in INPUTS]
    there = [(ours, theirs) for ours, theirs in taken if theirs in names]
    return batch.select([theirs for _, theirs in there]).rename_columns([ours for ours, _ in there])


def beside(batch: pa.RecordBatch, scored: pa.RecordBatch, prefix: str) -> pa.RecordBatch:
    """The table's own columns, all of them and in their order, and what scoring gave behind them, each name with ``prefix``.

    Raises JixiaoError (JX842) where a column of the table has the name of one of ours.
    """
    names = batch.schema.names
    fields = [field.with_name(f"{prefix}{field.name}") for field in OUTPUTS]
    for field in fields:
        if field.name in names:
            raise JixiaoError(diagnose("JX842", Place(path=field.name), name=field.name))
    given = [scored.column(field.name) for field in OUTPUTS]
    schema = pa.schema(
        [*batch.schema, *fields], metadata={**(batch.schema.metadata or {}), **(scored.schema.metadata or {})}
    )
    return pa.RecordBatch.from_arrays([*batch.columns, *given], schema=schema)
