"""A small reader of JSON Schema (the words that ours use), so that schemas are tried on real files."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

_TYPES: dict[str, Any] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str | date),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | Decimal) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
_WORDS = {
    "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "items",
    "enum", "const", "anyOf", "pattern", "format", "minimum", "maximum",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """Every place where the value departs from the schema."""
    assert set(schema) <= _WORDS, set(schema) - _WORDS
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
        return
    if "anyOf" in schema and all(list(faults(value, each, root, path)) for each in schema["anyOf"]):
        yield f"{path}: none of {len(schema['anyOf'])}"
    if "const" in schema and value != schema["const"]:
        yield f"{path}: not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: not one of {schema['enum']}"
    kinds = schema.get("type")
    if kinds is not None and not any(_TYPES[kind](value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path}: no {kinds}"
        return
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not match"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{path}: out of bounds"
    if isinstance(value, dict):
        yield from _table(value, schema, root, path)
    elif isinstance(value, list) and "items" in schema:
        for index, each in enumerate(value):
            yield from faults(each, schema["items"], root, f"{path}[{index}]")


def _table(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{path}.{key}: missing" for key in schema.get("required", []) if key not in value)
    rest = schema.get("additionalProperties", True)
    for key, each in value.items():
        if key in known:
            yield from faults(each, known[key], root, f"{path}.{key}")
        elif rest is False:
            yield f"{path}.{key}: unknown"
        elif isinstance(rest, dict):
            yield from faults(each, rest, root, f"{path}.{key}")
