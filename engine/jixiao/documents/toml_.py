"""A case document as TOML: stable, tidy, the order of the case file's own description."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from jixiao.kernel.visible import visible

__all__ = ["toml_text", "write_case"]

# Each part of the file in the order in which a person fills it in.
_ORDER = {
    "project": "name unit unit_code year start end budget executed ruleset",
    "funds": "source initial budget received executed",
    "schedule": "by amount share",
    "framework": "goal level1 level2 points",
    "goal": "name points",
    "group": "name points score",
    "indicator": "id goal group level1 level2 level3 sign target unit read_as points base direction actual items judgement reason deduction "
    "target_too_low not_applicable override extra",
}
_DATES = ("start", "end", "by")


def write_case(document: Mapping[str, object], comment: str = "") -> str:
    """The text of ``case.toml`` for a plain case document; ``comment`` goes on top, a # before each line.

    Raises TypeError for a value that a case document cannot hold (a float, say).
    """
    text = tomlkit.document()
    for line in comment.splitlines():
        text.add(tomlkit.comment(line))
    text.add("version", _item("version", document.get("version", 1)))
    project, extra = document.get("project"), document.get("extra")
    if isinstance(project, Mapping):
        text.add(tomlkit.nl())
        text.add("project", _table("project", project))
    for name in _lists(document):
        items = document[name]
        if isinstance(items, list) and items:
            text.add(tomlkit.nl())
            text.add(name, AoT([_table(name, item) for item in items]))
    if isinstance(extra, Mapping) and extra:
        text.add(tomlkit.nl())
        text.add("extra", _table("extra", extra))
    return visible(tomlkit.dumps(text))


def _lists(document: Mapping[str, object]) -> list[str]:
    """Every other part that the document has, in the order above: what has no place in it comes last, and none is left out."""
    others = [name for name in document if name not in ("version", "project", "extra")]
    order = list(_ORDER)
    return sorted(others, key=lambda name: (order.index(name) if name in order else len(order), name))


def toml_text(value: str) -> str:
    """A text as TOML writes it, quotes and all."""
    return tomlkit.string(value).as_string()


def _table(part: str, table: Mapping[str, object]) -> Table:
    order = _ORDER.get(part, "").split()
    whole = tomlkit.table()
    keys = sorted(table, key=lambda key: (order.index(key) if key in order else len(order), key)) if order else table
    for key in keys:
        whole.add(str(key), _item(str(key), table[key]))
    return whole


def _item(key: str, value: object) -> Any:
    if isinstance(value, (bool, int, date)):
        return tomlkit.item(value)
    if isinstance(value, (Decimal, Fraction)):
        return tomlkit.string(str(value))
    if isinstance(value, str):
        if key in _DATES and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return tomlkit.date(value)
        return tomlkit.string(value)
    if isinstance(value, Mapping):
        inner: InlineTable = tomlkit.inline_table()
        for name, each in value.items():
            inner.add(str(name), _item(str(name), each))
        return inner
    if isinstance(value, (list, tuple)):
        items = tomlkit.array()
        for each in value:
            items.append(_item("", each))
        return items
    raise TypeError(f"a case document holds no {type(value).__name__}")
