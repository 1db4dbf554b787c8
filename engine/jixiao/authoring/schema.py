"""JSON Schemas of the files, made from the classes that read them, so that an editor completes and checks TOML.

What a schema cannot say (curves, sums, references) is left to ``rules check``.
"""

from __future__ import annotations

import ast
import datetime
import functools
import inspect
import textwrap
import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

import attrs

from jixiao.explain.shape import CutDict, ResultDict
from jixiao.kernel.structure import Text
from jixiao.kernel.tables import As, TableKey, inner_kinds, keys_of
from jixiao.kernel.words import DEFAULT, say
from jixiao.rules.policy import POLICIES
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.shared import CommonFile
from jixiao.scoring.case import Case

__all__ = ["SCHEMAS", "case_schema", "common_schema", "result_schema", "ruleset_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER_TEXT = r"^\s*[+-]?\d{1,60}(\.\d{1,60})?(/\d{1,60})?%?\s*$"
_NUMBER = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER_TEXT}]}
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Text: {"type": ["string", "number"]},
    Fraction: _NUMBER,
    datetime.date: {"type": "string", "format": "date"},
    Any: {},
}


def ruleset_schema(lang: str = DEFAULT) -> dict[str, Any]:
    """The schema of a ruleset file (version 1), described in ``lang``."""
    schema = _schema(Ruleset, say("schema.ruleset", lang))
    names = {
        name.value: {
            "type": "object",
            "description": say(f"policy.{name}.why", lang),
            "properties": {"value": {"enum": list(choice.allowed)}, "because": {"type": "string"}},
            "required": ["value", "because"],
            "additionalProperties": False,
        }
        for name, choice in POLICIES.items()
    }
    schema["properties"]["policy"] |= {"properties": names, "additionalProperties": False}
    del schema["$defs"]["Policy"]
    return schema


def common_schema(lang: str = DEFAULT) -> dict[str, Any]:
    """The schema of a file of shared scorers (version 1), described in ``lang``."""
    return _schema(CommonFile, say("schema.common", lang))


def case_schema(lang: str = DEFAULT) -> dict[str, Any]:
    """The schema of a case file (version 1), described in ``lang``."""
    return _schema(Case, say("schema.case", lang))


def _schema(cls: type[Any], title: str) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    top = _table(cls, definitions)
    top["properties"]["version"] = {**top["properties"]["version"], "const": 1}
    return {"$schema": _DIALECT, "title": title, **top, "$defs": definitions}


def _table(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    keys = list(_keys(cls))
    table: dict[str, Any] = {
        "type": "object",
        "properties": {item.key: _described(owner, item, definitions) for owner, item in keys},
        "additionalProperties": False,
    }
    if cls.__doc__:
        table["description"] = " ".join(cls.__doc__.split())
    required = [item.key for owner, item in keys if owner is cls and item.required]
    return {**table, "required": required} if required else table


def _keys(cls: type[Any]) -> Iterator[tuple[type[Any], TableKey]]:
    """The keys of the table, each with the class that it is described in: those of every class that may stand in it, too."""
    for item in keys_of(cls):
        if item.choose is None:
            yield cls, item
        else:
            for each in inner_kinds(item.kind):
                yield from _keys(each)


def _described(owner: type[Any], item: TableKey, definitions: dict[str, Any]) -> dict[str, Any]:
    kind, text = _kind(item.kind, definitions), _texts(cast(Any, owner)).get(item.name)
    return {"description": text, **kind} if text else kind


@functools.cache
def _texts(cls: Any) -> dict[str, str]:
    """What is written below each attribute of the class, by the attribute's name."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__[:-1]) if attrs.has(cls) else (cls,):
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(tree, ast.ClassDef)
        if not attrs.has(cls):  # typed dictionaries are made anew from those that they name, and no longer know them
            for above in tree.bases:
                if isinstance(above, ast.Name) and above.id != "TypedDict":
                    found |= _texts(getattr(inspect.getmodule(cls), above.id))
        for item, below in pairwise(tree.body):
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) and isinstance(below, ast.Expr):
                found[item.target.id] = " ".join(str(ast.literal_eval(below.value)).split())
    return found


def _kind(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return dict(next(each.schema for each in arguments[1:] if isinstance(each, As)))
    if origin in (types.UnionType, typing.Union):
        (rest,) = (each for each in arguments if each is not type(None))
        return _kind(rest, definitions)
    if origin is tuple:
        return {"type": "array", "items": _kind(arguments[0], definitions)}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _kind(arguments[1], definitions)}
    if issubclass(kind, Enum):
        return {"enum": [item.value for item in kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _table(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


# -- the result: tables that are written and not read, so that a reader takes keys of later versions too


def result_schema(lang: str = DEFAULT) -> dict[str, Any]:
    """The schema of a JSON result (version 1), described in ``lang``."""
    return {"$schema": _DIALECT, "title": say("schema.result", lang), **_written(ResultDict)}


def _written(kind: Any) -> dict[str, Any]:
    """The schema of a kind of value in a result."""
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if kind is type(None):
        return {"type": "null"}
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return dict(next(each.schema for each in arguments[1:] if isinstance(each, As)))
    if origin is typing.NotRequired:
        return _written(arguments[0])
    if origin is typing.Literal:
        return {"const": arguments[0]}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_written(each) for each in arguments]}
    if origin is list:
        return {"type": "array", "items": _written(arguments[0])}
    if origin is dict and typing.is_typeddict(arguments[1]):
        return {"type": "object", "additionalProperties": _written(arguments[1])}
    if origin is dict:
        return {"type": "object"}
    return _written_table(kind)


def _written_table(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    texts = {} if kind is CutDict else _texts(kind)  # made by a call, as one of its keys is no name in Python
    properties = {}
    for name, each in hints.items():
        schema = _written(each)
        properties[name] = {"description": texts[name], **schema} if name in texts else schema
    description = " ".join((kind.__doc__ or "").split())
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": [name for name, each in hints.items() if typing.get_origin(each) is not typing.NotRequired],
        "additionalProperties": True,
    }


SCHEMAS = {"case": case_schema, "ruleset": ruleset_schema, "common": common_schema, "result": result_schema}
