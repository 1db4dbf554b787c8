"""A reading as plain data, for ``jixiao parse --json``."""

from __future__ import annotations

from typing import Any

from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.number import plain
from jixiao.kernel.words import DEFAULT
from jixiao.language.ast import (
    Blank,
    Change,
    ChangeRange,
    Deadline,
    Level,
    Meaning,
    Parsed,
    Period,
    Quantity,
    Range,
    Scale,
    Several,
    Unread,
)
from jixiao.language.normal import normal

__all__ = ["fields"]

_KINDS: dict[type, str] = {
    Quantity: "quantity", Range: "range", Change: "change", ChangeRange: "change", Deadline: "deadline", Period: "period", Level: "level",
    Scale: "scale", Several: "all", Blank: "blank", Unread: "error",
}  # fmt: skip


def fields(parsed: Parsed, lang: str = DEFAULT) -> dict[str, Any]:
    """What was read, JSON-ready: every key always there, numbers as text, spans as offsets into the text."""
    return {
        "text": parsed.text,
        **_meaning(parsed.meaning),
        "diagnostics": [_diagnostic(item, lang) for item in parsed.diagnostics],
    }


def _meaning(meaning: Meaning) -> dict[str, Any]:
    out: dict[str, Any] = {
        "normal_form": normal(meaning), "kind": _KINDS[type(meaning)], "way": None, "operator": None, "value": None,
        "low": None, "high": None, "unit": None, "relation": None, "when": None, "end": None, "words": None,
        "error": None, "label": None, "span": list(meaning.span) if meaning.span else None, "items": [],
    }  # fmt: skip
    out.update(_own(meaning))
    return out


def _own(meaning: Meaning) -> dict[str, Any]:
    match meaning:
        case Quantity():
            return {**_measure(meaning), "value": plain(meaning.value), "operator": meaning.operator.value}
        case Range():
            way = meaning.way.value if isinstance(meaning, ChangeRange) else None
            return {**_measure(meaning), "low": plain(meaning.low), "high": plain(meaning.high), "way": way}
        case Change():
            own = {"way": meaning.way.value, "operator": meaning.operator.value, "value": plain(meaning.value)}
            return {**_measure(meaning), **own}
        case Deadline():
            return {"relation": meaning.relation.value, "when": str(meaning.when), "label": meaning.label or None}
        case Period():
            end = None if meaning.end is None else str(meaning.end)
            return {"when": str(meaning.start), "end": end, "label": meaning.label or None}
        case Level():
            return {"words": meaning.words, "label": meaning.label or None}
        case Scale():
            return {"words": meaning.levels, "label": meaning.label or None}
        case Several():
            return {"items": [_meaning(item) for item in meaning.items]}
        case Unread():
            return {"error": meaning.code}
        case _:
            return {}


def _measure(meaning: Quantity | Range | Change) -> dict[str, Any]:
    return {"unit": meaning.unit or None, "label": meaning.label or None}


def _diagnostic(item: Diagnostic, lang: str) -> dict[str, Any]:
    from jixiao.kernel.diagnostic import render

    said = render(item, lang)
    span = list(item.place.span) if item.place.span else None
    return {
        "code": item.code, "severity": item.severity.value, "message": said.message, "help": said.help, "span": span,
    }  # fmt: skip
