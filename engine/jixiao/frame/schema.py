"""The columns that go in and come out."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.kernel.classes import frozen

__all__ = ["CENTS", "INPUTS", "NAMING", "OUTPUTS", "PROVENANCE", "SCALAR_ROWS"]

SCALAR_ROWS = b"jixiao.scalar_rows"
"""Key of a result's schema metadata: how many rows the scalar engine scored."""

PROVENANCE = b"jixiao.provenance"
"""Key of a result's schema metadata: the engine and the ruleset that scored it and how it was applied, as JSON."""

NAMING = b"jixiao.columns"
"""Key of a result's schema metadata: the prefix and the column names that it was scored under, as JSON."""

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
    return _exact(kind) or bool(pa.types.is_floating(kind))


@frozen
class InputColumn:
    """One input column: what it may be, and whether it may be absent."""

    wanted: str
    allows: Callable[[pa.DataType], bool]
    optional: bool = False


INPUTS: dict[str, InputColumn] = {
    **{name: InputColumn("string", _text) for name in ("project", "level1", "level2", "level3", "target")},
    "actual": InputColumn("string, decimal, integer or float", _measured),
    "points": InputColumn("string, decimal, integer or float", _measured),
    "direction": InputColumn("string", _text, optional=True),
    "judgement": InputColumn("string", _exact, optional=True),
    "year": InputColumn("int32", lambda kind: bool(pa.types.is_integer(kind)), optional=True),
    "budget": InputColumn("decimal128", _exact, optional=True),
    "executed": InputColumn("decimal128", _exact, optional=True),
}
