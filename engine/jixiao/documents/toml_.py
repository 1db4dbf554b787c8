"""A case document as TOML: stable, tidy, the order of the case file's own description."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

__all__ = ["write_case"]

# Each part of the file in the order in which a person fills it in.
_ORDER = {
    "project": "name unit unit_code year start end budget executed ruleset",
    "funds": "source initial budget received executed",
    "schedule": "by amount share",
    "framework": "level1 level2",
    "goal": "name points",
    "indicator": "goal level1 level2 level3 sign target unit read_as points base direction actual items judgement reason deduction "
    "target_too_low not_applicable override",
}
_LISTS = ("funds", "schedule", "framework", "goal", "indicator")
_DATES = ("start", "end", "by")


def write_case(document: Mapping[str, object], comment: str = "") -> str:
    """The text of ``case.toml`` for a plain case document; ``comment`` goes on top, a # before each line.

    Raises TypeError for a value that a case document cannot hold (a float, say).
    """
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += [f"version = {_value('version', document.get('version', 1))}"]
    project = document.get("project")
    if isinstance(project, Mapping):
        lines += ["", "[project]", *_table("project", project)]
    for name in _LISTS:
        items = document.get(name)
        for item in items if isinstance(items, list) else ():
            lines += ["", f"[[{name}]]", *_table(name, item)]
    extra = document.get("extra")
    if isinstance(extra, Mapping) and extra:
        lines += ["", "[extra]", *(f"{_key(str(key))} = {_value('', value)}" for key, value in extra.items())]
    return "\n".join(lines) + "\n"


def _table(part: str, table: Mapping[str, object]) -> list[str]:
    order = _ORDER[part].split()
    keys = sorted(table, key=lambda key: (order.index(key) if key in order else len(order), key))
    return [f"{_key(key)} = {_value(key, table[key])}" for key in keys]


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _string(key)


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (Decimal, Fraction)):
        return _string(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value if key in _DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else _string(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(k))} = {_value(str(k), v)}" for k, v in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value("", item) for item in value) + "]"
    raise TypeError(f"a case document holds no {type(value).__name__}")


def _string(text: str) -> str:
    """A basic string; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
