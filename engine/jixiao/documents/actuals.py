"""Year-end actuals from a table of their own: matched by name within the branch, never by likeness."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from jixiao.documents.grid import squeeze
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose

__all__ = ["actuals_document", "put_actuals"]

_TAKEN = ("actual", "judgement", "reason")


def actuals_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Of a document read as a case, only what an actuals file may say."""
    keys = ("level1", "level2", "level3", *_TAKEN)
    rows = [{key: row[key] for key in keys if row.get(key)} for row in document.get("indicator", ())]
    whole: dict[str, Any] = {"version": 1, "indicator": rows}
    executed = document.get("project", {}).get("executed")
    if executed:
        whole["project"] = {"executed": executed}
    return whole


def put_actuals(
    case: Mapping[str, Any], actuals: Mapping[str, Any], places: Mapping[str, Place] | None = None
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The case document with the actuals put in, and a finding for every row that has no place in it.

    Names are compared without white space. A row whose name is in no branch of its own is an error with
    suggestions (JX424), one that could be several indicators too (JX431), and so is a second row for one (JX434).
    """
    whole = copy.deepcopy(dict(case))
    rows: list[dict[str, Any]] = whole.get("indicator", [])
    taken: set[int] = set()
    findings: list[Diagnostic] = []
    for number, row in enumerate(actuals.get("indicator", ())):
        path = f"$.indicator[{number}].level3"
        place = (places or {}).get(path, Place(path=path))
        found = _candidates(row, rows)
        free = [at for at in found if at not in taken]
        if not found:
            findings.append(_unmatched(row, rows, place))
        elif not free:
            findings.append(diagnose("JX434", place, name=row["level3"]))
        elif len({(rows[at].get("level1"), rows[at].get("level2")) for at in found}) > 1:
            findings.append(diagnose("JX431", place, name=row["level3"], count=len(found)))
        else:
            taken.add(free[0])
            rows[free[0]].update({key: row[key] for key in _TAKEN if row.get(key)})
    executed = actuals.get("project", {}).get("executed")
    if executed:
        whole.setdefault("project", {})["executed"] = executed
    return whole, tuple(findings)


def _candidates(row: Mapping[str, Any], rows: list[dict[str, Any]]) -> list[int]:
    def same(key: str, other: Mapping[str, Any]) -> bool:
        return squeeze(str(row.get(key) or "")) == squeeze(str(other.get(key) or ""))

    return [
        at
        for at, other in enumerate(rows)
        if same("level3", other) and all(not row.get(key) or same(key, other) for key in ("level1", "level2"))
    ]


def _unmatched(row: Mapping[str, Any], rows: list[dict[str, Any]], place: Place) -> Diagnostic:
    branch = [r for r in rows if all(not row.get(key) or row.get(key) == r.get(key) for key in ("level1", "level2"))]
    close = _closest(str(row["level3"]), [str(r["level3"]) for r in branch or rows])
    hint = f"；相近的有 {'、'.join(close)}" if close else ""
    return diagnose("JX424", place, name=row["level3"], hint=hint)


def _closest(name: str, known: list[str]) -> list[str]:
    """Up to three names that look alike, the likest first."""
    names = list(dict.fromkeys(known))
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        import difflib

        return difflib.get_close_matches(name, names, 3, cutoff=0.4)
    # The score is a float; it only orders suggestions and touches no value.
    return [found[0] for found in process.extract(name, names, scorer=fuzz.ratio, limit=3, score_cutoff=40)]
