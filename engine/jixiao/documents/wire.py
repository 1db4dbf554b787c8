"""Grids, edits and findings on their way from one process to another: plain JSON, out of which nothing but values can come."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from attrs import fields_dict

from jixiao.documents.edits import Edits, Put
from jixiao.documents.grid import Cell, Grid
from jixiao.kernel.diagnostic import Diagnostic, Place, Severity
from jixiao.kernel.words import Phrase

__all__ = ["WireError", "packed", "unpacked"]

_KINDS: tuple[type[Any], ...] = (Cell, Grid, Place, Diagnostic, Phrase, Edits, Put)
_FIELDS = {kind: tuple(fields_dict(kind)) for kind in _KINDS}
_BY_NAME = {kind.__name__: kind for kind in _KINDS}


class WireError(ValueError):
    """What arrived is nothing that :func:`packed` ever wrote."""


def packed(value: Sequence[Grid] | Sequence[Diagnostic] | Sequence[Edits]) -> bytes:
    """The values as bytes."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def unpacked(data: bytes) -> tuple[Any, ...]:
    """The values again. Raises WireError for what :func:`packed` never wrote."""
    try:
        return tuple(json.loads(data, object_hook=_built))
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise WireError(type(error).__name__) from None


def _plain(value: Any) -> Any:
    names = _FIELDS.get(type(value))
    if names is not None:
        return {type(value).__name__: [_plain(getattr(value, name)) for name in names]}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value


def _built(table: dict[str, Any]) -> Any:
    ((name, parts),) = table.items()
    kind = _BY_NAME[name]
    built = kind(**dict(zip(_FIELDS[kind], map(_tuples, parts), strict=True)))
    return Diagnostic(built.code, Severity(built.severity), built.place, built.args) if name == "Diagnostic" else built


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
