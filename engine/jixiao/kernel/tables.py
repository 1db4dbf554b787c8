"""How an attrs class describes a table of a file: which attributes stand under which keys, and what their values may be.

An attribute stands under its own name, or under another with ``field(metadata=key("from"))``. What is no key of the file but
added by whoever reads it is ``field(metadata=ADDED)``; what may be left out in code alone is ``field(metadata=WRITTEN)``. With ``field(metadata=inline(choose))`` the keys of another class stand
in the table itself; ``choose`` says which class where there are several. Readers and schemas are made from this description.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from attrs import field

from jixiao.kernel.classes import frozen

__all__ = ["ADDED", "WRITTEN", "As", "Choose", "TableKey", "inline", "inner_kinds", "key", "keys_of"]

Choose = Callable[[Mapping[str, Any]], type[Any]]
"""From a table, the class whose keys stand in it. Raises Fault."""

ADDED: Mapping[str, Any] = types.MappingProxyType({"added": True})
WRITTEN: Mapping[str, Any] = types.MappingProxyType({"written": True})


def key(name: str) -> dict[str, Any]:
    """Metadata of an attribute that the file calls ``name``."""
    return {"key": name}


def inline(choose: Choose) -> dict[str, Any]:
    """Metadata of an attribute whose own keys stand in the table that holds it."""
    return {"inline": choose}


@frozen(eq=False)
class As:
    """How a value is read where its type alone does not say, and what a schema says of it: ``Annotated[Curve, As(…)]``.

    ``read`` raises Fault, or Faults.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


@frozen
class TableKey:
    """One key of a table. ``choose`` is set for an attribute whose own keys stand in the table (``key`` is then empty)."""

    name: str
    key: str
    kind: Any
    default: Any = field(eq=False)
    choose: Choose | None = None
    holds_tables: bool = False
    written: bool = False

    @property
    def required(self) -> bool:
        """Whether a table without it is faulty."""
        return self.written or (self.default is attrs.NOTHING and self.choose is None)

    def otherwise(self) -> Any:
        """The value where the table does not have it."""
        return self.default.factory() if isinstance(self.default, attrs.Factory) else self.default  # type: ignore[arg-type]


def keys_of(cls: Any) -> tuple[TableKey, ...]:
    """The keys of the table that the class stands for, in the order of its attributes."""
    return _keys_of(cls)


@functools.cache
def _keys_of(cls: Any) -> tuple[TableKey, ...]:
    kinds = typing.get_type_hints(cls, include_extras=True)
    return tuple(
        TableKey(
            item.name,
            "" if "inline" in item.metadata else item.metadata.get("key", item.name),
            kinds[item.name],
            item.default,
            item.metadata.get("inline"),
            any(attrs.has(each) for each in inner_kinds(kinds[item.name])),
            "written" in item.metadata,
        )
        for item in attrs.fields(cls)
        if "added" not in item.metadata
    )


def inner_kinds(kind: Any) -> Iterator[Any]:
    """The kinds of value that are left of one when None, lists and tables by name are looked through."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        for each in arguments:
            yield from inner_kinds(each)
    elif origin in (tuple, dict, Mapping):
        yield from inner_kinds(arguments[0] if origin is tuple else arguments[1])
    elif kind is not type(None):
        yield kind
