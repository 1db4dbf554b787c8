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

from jixiao.kernel.structure import Text
from jixiao.kernel.tables import As, TableKey, inner_kinds, keys_of
from jixiao.kernel.words import DEFAULT, say
from jixiao.language.direction import Direction, DirectionFrom
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
    for base in reversed(cls.__mro__[:-1]):
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(tree, ast.ClassDef)
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


# -- the result, whose shape is written by hand where it is made


def _closed(**properties: Any) -> dict[str, Any]:
    """A table with just these keys, each always there."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": True}


_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_EXACT = {"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"}
_MAYBE_EXACT = {"anyOf": [_EXACT, {"type": "null"}]}


def result_schema(lang: str = DEFAULT) -> dict[str, Any]:
    """The schema of a JSON result (version 1), described in ``lang``."""
    node = {"name": _TEXT, "points": _EXACT, "low": _EXACT, "high": _EXACT}
    clause = _closed(id=_TEXT, source=_TEXT, article=_TEXT, trust={"enum": ["seen", "recalled", "deployed", "assumed"]})
    override = _closed(score=_EXACT, reason=_TEXT, computed=_closed(low=_EXACT, high=_EXACT))
    signal = _closed(id=_TEXT, name=_TEXT, value=_MAYBE_EXACT, light=_MAYBE)
    provenance = _closed(
        engine=_TEXT,
        ruleset=_TEXT,
        ruleset_digest=_TEXT,
        options={"type": "object"},
        case_digest=_TEXT,
        as_of=_MAYBE,
    )
    project = _closed(**dict.fromkeys(("name", "unit", "unit_code"), _MAYBE), year={"type": ["integer", "null"]})
    project["properties"] |= dict.fromkeys(("start", "end", "budget", "executed"), _MAYBE)
    indicator = _closed(
        index={"type": ["integer", "null"]},
        id=_MAYBE,
        level1=_TEXT,
        level2=_TEXT,
        level3=_TEXT,
        target=_MAYBE,
        normal_form=_MAYBE,
        read_as=_MAYBE,
        direction={"enum": [*(each.value for each in Direction), None]},
        direction_from={"enum": [*(each.value for each in DirectionFrom), None]},
        actual=_MAYBE,
        points=_EXACT,
        low=_EXACT,
        high=_EXACT,
        high_open={"type": "boolean"},
        share=_MAYBE_EXACT,
        axis=_MAYBE,
        x=_MAYBE_EXACT,
        rule=_MAYBE,
        clause={"anyOf": [clause, {"type": "null"}]},
        override={"anyOf": [override, {"type": "null"}]},
        light=_MAYBE,
        counted={"type": "boolean"},
        extra={"type": "object"},
        explanation=_TEXT,
    )
    level1 = _closed(**node, level2={"type": "array", "items": _closed(**node)})
    severity = {"enum": ["error", "warning", "note"]}
    diagnostic = _closed(code=_TEXT, severity=severity, where=_MAYBE, message=_TEXT, help=_MAYBE)
    top = _closed(
        version={"const": 1},
        engine=_TEXT,
        ruleset=_closed(id=_TEXT, digest=_TEXT),
        case=_closed(digest=_TEXT),
        provenance=provenance,
        project=project,
        total=_closed(points=_EXACT, low=_EXACT, high=_EXACT, factor=_MAYBE_EXACT),
        grade={"type": "array", "items": _TEXT},
        level1={"type": "array", "items": level1},
        indicators={"type": "array", "items": indicator},
        signals={"type": "array", "items": signal},
        diagnostics={"type": "array", "items": diagnostic},
    )
    return {"$schema": _DIALECT, "title": say("schema.result", lang), **top}


SCHEMAS = {"case": case_schema, "ruleset": ruleset_schema, "common": common_schema, "result": result_schema}
