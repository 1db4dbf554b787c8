"""TOML and JSON texts as plain data, within the limits of the budget: what harmful ones ask for is not even begun."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from typing import Any

from jixiao.kernel.budget import budget, fits, over
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.toml_lines import KeyPlace, scan

__all__ = ["json_data", "toml_data"]

_EXPONENT = re.compile(r"[eE][+-]?0*([0-9_]+)\Z")


def toml_data(text: str, file: str | None = None) -> tuple[dict[str, Any], dict[str, KeyPlace]]:
    """What a TOML text holds, floats as Decimal, and where its keys stand.

    Raises JixiaoError (JX405) where it passes a limit, ValueError and RecursionError as ``tomllib`` does.
    """
    place = Place(file=file)
    fits("text", len(text), place)
    places, sizes = scan(text)
    fits("nesting", sizes.nesting, place)
    fits("items", sizes.items, place)
    fits("key", sizes.key, place)
    fits("cell", sizes.cell, place)
    fits("digits", sizes.bare, place)
    return tomllib.loads(text, parse_float=lambda number: _decimal(number, place)), places


def json_data(text: str, file: str | None = None) -> Any:
    """What a JSON text holds, floats as Decimal.

    Raises JixiaoError (JX405, JX840) where it passes a limit or says a key twice, ValueError and RecursionError as ``json`` does, ValueError also
    for what is no number and for half a character.
    """
    place = Place(file=file)
    fits("text", len(text), place)
    fits("items", text.count(",") + text.count("[") + text.count("{"), place)
    data = json.loads(
        text,
        parse_float=lambda number: _decimal(number, place),
        parse_constant=_no_constant,
        object_pairs_hook=lambda pairs: _once(pairs, place),
    )
    if "\\ud" in text or "\\uD" in text:  # JSON may escape half of a surrogate pair, which cannot be written out
        json.dumps(data, ensure_ascii=False, default=str).encode()
    _measure(data, place)
    return data


def _measure(data: Any, place: Place) -> None:
    """Raises JixiaoError (JX405) for what the text of JSON does not show at a glance."""
    limits = budget()
    largest = 10**limits.digits
    level = [data]
    depth = 0
    while level:
        fits("nesting", depth, place)
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                fits("key", max(map(len, value), default=0), place)
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
            elif isinstance(value, str):
                fits("cell", len(value), place)
            elif isinstance(value, int) and not -largest < value < largest:
                raise JixiaoError(over("digits", limits.digits + 1, limits.digits, place))
        level, depth = inner, depth + 1


def _once(pairs: list[tuple[str, Any]], place: Place) -> dict[str, Any]:
    """A table whose keys differ. Readers do not agree on which of two equal ones holds, so neither does (JX840)."""
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise JixiaoError(diagnose("JX840", place, key=next(name for name in names if names.count(name) > 1)[:80]))
    return table


def _decimal(number: str, place: Place) -> Decimal:
    fits("digits", len(number), place)
    if found := _EXPONENT.search(number):
        fits("digits", int(found[1].replace("_", "")), place)
    return Decimal(number)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")
