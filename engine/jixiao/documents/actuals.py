"""What a document that was read as a case says as a file of actuals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["actuals_document"]

_KEYS = ("level1", "level2", "level3", "actual", "judgement", "reason")


def actuals_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Of a document read as a case, only what an actuals file may say; rows stay in their places."""
    rows = [{key: row[key] for key in _KEYS if row.get(key)} for row in document.get("indicator", ())]
    rows += _execution_beside(document.get("extra", {}))
    whole: dict[str, Any] = {"version": 1, "indicator": rows}
    executed = document.get("project", {}).get("executed")
    if executed:
        whole["project"] = {"executed": executed}
    return whole


def _execution_beside(extra: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of budget execution that a table prints without a third level: matched by name like any other, or told."""
    return [{"level3": name, "actual": value} for name, value in extra.items() if name.endswith("执行率") and value]
