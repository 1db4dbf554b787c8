"""A case document as TOML: stable, tidy, the order of the case file's own description.

Lines are written one behind the other, in time that grows with the text: a library that edits TOML in place takes minutes for
a document of ten thousand keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

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
    "indicator": "id goal group level1 level2 level3 sign target unit read_as points base direction actual items inputs judgement reason deduction "
    "target_too_low not_applicable override extra",
}
_DATES = ("start", "end", "by")


def write_case(document: Mapping[str, object], comment: str = "") -> str:
    """The text of ``case.toml`` for a plain case document; ``comment`` goes on top, a # before each line.

    Raises TypeError for a value that a case document cannot hold (a float, say).
    """
    return "".join(f"{line}\n" for line in _lines(document, comment))


def _lines(document: Mapping[str, object], comment: str) -> Iterator[str]:
    for line in comment.splitlines():
        yield visible(f"# {line}")
    yield f"version = {_value('version', document.get('version', 1))}"
    project, extra = document.get("project"), document.get("extra")
    if isinstance(project, Mapping):
        yield from ("", "[project]", *_keys("project", project))
    for name in _lists(document):
        items = document[name]
        for item in items if isinstance(items, list) else ():
            yield from ("", f"[[{_key(name)}]]", *_keys(name, item))
    if isinstance(extra, Mapping) and extra:
        yield from ("", "[extra]", *_keys("extra", extra))


def _lists(document: Mapping[str, object]) -> list[str]:
    """Every other part that the document has, in the order above: what has no place in it comes last, and none is left out."""
    others = [name for name in document if name not in ("version", "project", "extra")]
    order = list(_ORDER)
    return sorted(others, key=lambda name: (order.index(name) if name in order else len(order), name))


def _keys(part: str, table: Mapping[str, object]) -> Iterator[str]:
    order = {key: at for at, key in enumerate(_ORDER.get(part, "").split())}
    keys = sorted(table, key=lambda key: (order.get(key, len(order)), key)) if order else table
    for key in keys:
        yield f"{_key(str(key))} = {_value(str(key), table[key])}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml_text(name)


def toml_text(value: str) -> str:
    """A text as TOML writes it, quotes and all: every text of JSON is one of TOML, but for DEL, which is shown by its number."""
    return visible(json.dumps(value, ensure_ascii=False))


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction)):
        return toml_text(str(value))
    if isinstance(value, str):
        return value if key in _DATES and _is_date(value) else toml_text(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(str(name))} = {_value(str(name), each)}" for name, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value('', each) for each in value)}]"
    raise TypeError(f"a case document holds no {type(value).__name__}")


def _is_date(text: str) -> bool:
    """Whether a calendar has the day: TOML knows no other."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
