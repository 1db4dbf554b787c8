"""The columns that go in and come out, and what is said of a batch that does not have them."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose

__all__ = ["CENTS", "INPUTS", "OUTPUTS", "SCALAR_ROWS", "check", "result_schema"]

SCALAR_ROWS = b"jixiao.scalar_rows"
"""Key of a result's schema metadata: how many rows the scalar engine scored."""

CENTS = pa.decimal128(9, 2)
_WORDS = pa.dictionary(pa.int32(), pa.string())

OUTPUTS = pa.schema(
    [
        *(pa.field(name, _WORDS) for name in ("normal_form", "rule", "clause", "axis", "diagnostic")),
        *(pa.field(name, pa.int64()) for name in ("x_num", "x_den", "share_num", "share_den")),
        *(pa.field(name, CENTS) for name in ("score", "low", "high")),
        pa.field("scalar", pa.bool_()),
    ]
)


def _text(kind: pa.DataType) -> bool:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_string(plain)
        or pa.types.is_large_string(plain)
        or pa.types.is_string_view(plain)
        or pa.types.is_null(plain)
    )


def _number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal(kind) or pa.types.is_integer(kind))


def _exact(kind: pa.DataType) -> bool:
    return _text(kind) or _number(kind)


def _measured(kind: pa.DataType) -> bool:
    return _exact(kind) or bool(pa.types.is_float64(kind))


@frozen
class InputColumn:
    """One input column: what it may be, and whether it may be absent."""

    wanted: str
    allows: Callable[[pa.DataType], bool]
    optional: bool = False


INPUTS: dict[str, InputColumn] = {
    **{name: InputColumn("string", _text) for name in ("project", "level1", "level2", "level3", "target")},
    "actual": InputColumn("string, decimal, int64 or float64", _measured),
    "points": InputColumn("string or decimal128", _exact),
    "direction": InputColumn("string", _text, optional=True),
    "judgement": InputColumn("string", _exact, optional=True),
    "year": InputColumn("int32", lambda kind: bool(pa.types.is_integer(kind)), optional=True),
    "budget": InputColumn("decimal128", _exact, optional=True),
    "executed": InputColumn("decimal128", _exact, optional=True),
}


def check(schema: pa.Schema) -> None:
    """Raises JixiaoError with every column that is missing (JX601) or of another type (JX602)."""
    faults = []
    for name, column in INPUTS.items():
        count = len(schema.get_all_field_indices(name))
        if count == 0 and not column.optional:
            faults.append(diagnose("JX601", Place(path=name), name=name, wanted=column.wanted))
        elif count > 1 or (count and not column.allows(schema.field(name).type)):
            found = schema.field(name).type if count == 1 else f"{count}x"
            faults.append(diagnose("JX602", Place(path=name), name=name, wanted=column.wanted, found=found))
    if faults:
        raise JixiaoError(*faults)


def result_schema(inputs: pa.Schema) -> pa.Schema:
    """The schema of the result for a batch of these columns: theirs, then :data:`OUTPUTS`."""
    kept = [field for field in inputs if OUTPUTS.get_field_index(field.name) < 0]
    return pa.schema([*kept, *OUTPUTS])
