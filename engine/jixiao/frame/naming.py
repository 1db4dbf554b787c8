"""Columns under the names that a table has for them, and ours beside its own."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.schema import INPUTS, NAMING, OUTPUTS
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import series

__all__ = ["beside", "inputs_of", "result_schema"]


def inputs_of(batch: pa.RecordBatch, columns: Mapping[str, str] | None = None) -> pa.RecordBatch:
    """The columns that scoring asks for, under our names; ``columns`` maps ours to those that the table has for them.

    None takes those that a result was scored under, as its metadata says, and our own names for any other table. Raises
    JixiaoError, each fault by the name that the table has: JX320 for a name that is none of ours, JX601 for a column that is
    missing, JX602 for one of another type or that stands twice.
    """
    named = _scored_under(batch.schema)[1] if columns is None else columns
    places = _places(batch.schema, named)
    arrays = {ours: batch.column(at) for ours, at in places.items()}
    for ours in ("actual", "points"):
        arrays[ours] = _by_digits(arrays[ours], every=ours == "points")
    return pa.RecordBatch.from_arrays(list(arrays.values()), names=list(arrays))


def _places(schema: pa.Schema, columns: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands."""
    faults = [
        diagnose("JX320", key="columns", value=ours, known=series("list.comma", INPUTS))
        for ours in columns
        if ours not in INPUTS
    ]
    places = {}
    for ours, column in INPUTS.items():
        theirs = columns.get(ours, ours)
        found = schema.get_all_field_indices(theirs)
        if len(found) == 1 and column.allows(schema.field(found[0]).type):
            places[ours] = found[0]
        elif found:
            kind = schema.field(found[0]).type if len(found) == 1 else f"{len(found)}x"
            faults.append(diagnose("JX602", Place(path=theirs), name=theirs, wanted=column.wanted, found=kind))
        elif not column.optional or ours in columns:
            faults.append(diagnose("JX601", Place(path=theirs), name=theirs, wanted=column.wanted))
    if faults:
        raise JixiaoError(*faults)
    return places


def _by_digits(column: pa.Array, *, every: bool) -> pa.Array:
    """Floats as the text of their shortest digits: those of 32 bits as such a float, not as the longer one that holds it.

    A float64 among actuals stays one (it is read by its shortest digits in columns), unless ``every`` is wanted.
    """
    kind = column.type
    if not pa.types.is_floating(kind) or (pa.types.is_float64(kind) and not every):
        return column
    encoded = column.dictionary_encode()
    texts = [np.format_float_positional(each, trim="-") for each in encoded.dictionary.to_numpy(zero_copy_only=False)]
    return pa.DictionaryArray.from_arrays(encoded.indices, pa.array(texts, pa.string())).dictionary_decode()


def result_schema(inputs: pa.Schema, prefix: str = "") -> pa.Schema:
    """The schema of the result for a table of these columns: all of its own, then :data:`OUTPUTS`, each name with ``prefix``.

    Of a table that is a result already, what was scored under the same prefix is scored anew. Raises JixiaoError (JX842) for
    every other column that has the name of one of ours: nothing of the user's is replaced.
    """
    return pa.schema([*(inputs.field(at) for at in _own(inputs, prefix)), *_outputs(prefix)])


def beside(
    batch: pa.RecordBatch, scored: pa.RecordBatch, prefix: str, columns: Mapping[str, str] | None
) -> pa.RecordBatch:
    """The table's own columns, all of them and in their order, and what scoring gave behind them; see :func:`result_schema`."""
    own = _own(batch.schema, prefix)
    named = _scored_under(batch.schema)[1] if columns is None else columns
    under = json.dumps({"prefix": prefix, "columns": dict(named)}, ensure_ascii=False).encode()
    metadata = {**(batch.schema.metadata or {}), **(scored.schema.metadata or {}), NAMING: under}
    schema = pa.schema([*(batch.schema.field(at) for at in own), *_outputs(prefix)], metadata=metadata)
    return pa.RecordBatch.from_arrays([*(batch.column(at) for at in own), *scored.columns], schema=schema)


def _own(schema: pa.Schema, prefix: str) -> list[int]:
    """The places of the table's own columns."""
    ours = {field.name: field.type for field in _outputs(prefix)}
    again = _scored_under(schema)[0] == prefix
    own, faults = [], []
    for at, field in enumerate(schema):
        if field.name not in ours:
            own.append(at)
        elif not again or field.type != ours[field.name]:
            faults.append(diagnose("JX842", Place(path=field.name), name=field.name))
    if faults:
        raise JixiaoError(*faults)
    return own


def _outputs(prefix: str) -> list[pa.Field]:
    return [field.with_name(f"{prefix}{field.name}") for field in OUTPUTS]


def _scored_under(schema: pa.Schema) -> tuple[str | None, Mapping[str, str]]:
    """The prefix and the names that a result was scored under; of no result, None and none."""
    said = (schema.metadata or {}).get(NAMING)
    if said is None:
        return None, {}
    found = json.loads(said)
    return found["prefix"], found["columns"]
