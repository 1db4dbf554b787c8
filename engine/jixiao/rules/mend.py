"""A faulty document patched so far that the rest of it can be checked too: every fault is to be told at once.

What is patched is used for nothing but finding more faults.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.structure import Document

__all__ = ["in_order", "mended"]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_FILLERS: dict[str, Any] = {
    "trust": "assumed",
    "article": "",
    "name": "",
    "title": "",
    "because": "",
    "points": 0,
    "clause": {},
}


def mended(document: Document, faults: Iterable[Diagnostic]) -> Document:
    """The document without its unknown and wrong keys, and with something in the place of missing ones."""
    data = copy.deepcopy(document.data)
    for fault in faults:
        arguments = dict(fault.args)
        path = fault.place.path or "$"
        if fault.code == "JX004":
            _fill(data, path, str(arguments["key"]))
        elif fault.code in ("JX003", "JX005"):
            holder, _, key = path.rpartition(".")
            _drop(data, path)
            if fault.code == "JX005":
                _fill(data, holder, key)
    return evolve(document, data=data)


def _steps(path: str) -> list[str | int]:
    return [name if name else int(index) for name, index in _STEP.findall(path)]


def _at(data: Any, path: str) -> Any:
    for step in _steps(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _fill(data: Any, path: str, key: str) -> None:
    holder = _at(data, path)
    if isinstance(holder, dict) and key in _FILLERS:
        holder[key] = copy.deepcopy(_FILLERS[key])


def _drop(data: Any, path: str) -> None:
    """Remove a key; an item of a list stays, so that the others keep their places."""
    steps = _steps(path)
    for step in steps[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    if steps and isinstance(data, dict):
        data.pop(steps[-1], None)


def in_order(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By line and column, each once."""
    once = dict.fromkeys(faults)
    return sorted(once, key=lambda fault: (fault.place.line or 0, fault.place.column or 0))
