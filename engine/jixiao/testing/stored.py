"""Results that another system has stored, held against what the engine gives for the same case and ruleset now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jixiao

__all__ = ["differences", "of_stored"]

_OF_ROW = ("low", "high", "high_open", "points", "rule", "normal_form")


def of_stored(stored: Mapping[str, Any], case: jixiao.Case, ruleset: jixiao.Ruleset) -> list[str]:
    """What is not as it was: a line for each part of the provenance that differs, and for each number that moved.

    ``stored`` is a result as ``result.to_dict()`` gave it; ``case`` and ``ruleset`` are what the system holds for it. The
    date that the result was of is taken from its provenance. Empty where the result still stands: with equal provenance a
    number that differs means that the stored result was changed by hand. Raises JixiaoError (JX704) for a date that is none.
    """
    provenance = stored.get("provenance")
    if not isinstance(provenance, Mapping):
        return ["the stored result has no provenance: it was not written by result.to_dict()"]
    found = jixiao.evaluate(case, ruleset, provenance.get("as_of")).to_dict()
    told = [
        f"provenance {name}: {_brief(provenance.get(name))} was stored, it is {_brief(value)} now"
        for name, value in found["provenance"].items()
        if provenance.get(name) != value
    ]
    return told + list(differences(stored, found))


def differences(stored: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Total, grade and what each indicator got; words and digests may change."""
    for key in ("total", "grade"):
        if stored.get(key) != found[key]:
            yield f"{key}: {stored.get(key)} ≠ {found[key]}"
    one, two = stored.get("indicators") or [], found["indicators"]
    for before, after in zip(one, two, strict=False):
        for key in _OF_ROW:
            if key in before and before[key] != after[key]:
                yield f"{after['level3']} {key}: {before[key]} ≠ {after[key]}"
    if len(one) != len(two):
        yield f"indicators: {len(one)} ≠ {len(two)}"


def _brief(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
