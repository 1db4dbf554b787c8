"""What the forms of a document print of themselves, as the rows that an audit recomputes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jixiao.documents.layout.draft import Printed
from jixiao.documents.read import FormRead, Reading
from jixiao.kernel.diagnostic import Place
from jixiao.scoring.audit.printed import PrintedRow, PrintedRows
from jixiao.scoring.execution import execution_of

__all__ = ["printed_rows_of"]

_COPIED = ("level1", "level2", "level3", "target", "actual", "sign", "unit", "direction", "group", "goal")


def printed_rows_of(reading: Reading) -> PrintedRows:
    """The rows of every form of a document; forms are told apart by their number (``page``) and project.

    Budget execution stands as ``executed/budget``, or as the printed rate where the form prints no sums.
    """
    held = reading.held
    rows: list[PrintedRow] = []
    for number, form in enumerate(held, 1):
        head = _head(form, str(number) if len(held) > 1 else "")
        rows += sorted(_rows(form, head), key=lambda row: row.line)
    return PrintedRows(tuple(rows), reading.findings)


def _head(form: FormRead, page: str) -> dict[str, str]:
    project = (form.document or {}).get("project", {})
    return {"page": page, "project": str(project.get("name", "")), "year": str(project.get("year", ""))}


def _rows(form: FormRead, head: dict[str, str]) -> Iterator[PrintedRow]:
    document: dict[str, Any] = form.document or {}
    printed = {each.path: each for each in form.printed}
    indicators = document.get("indicator", [])
    for index, each in enumerate(indicators):
        yield _indicator(each, printed.get(f"$.indicator[{index}]"), index, head)
    others = [each for each in form.printed if each.kind != "indicator"]
    for at, each in enumerate(others):
        yield _other(each, document, len(indicators) + at, head, form)
    for at, goal in enumerate(document.get("goal", [])):
        if goal.get("points") and any(leaf.get("goal") == goal["name"] for leaf in indicators):
            place = form.places.get(f"$.goal[{at}].points")
            yield PrintedRow(_line_of(place, at), **head, goal=str(goal["name"]), points=str(goal["points"]))


def _indicator(each: dict[str, Any], found: Printed | None, index: int, head: dict[str, str]) -> PrintedRow:
    fields = {key: str(each.get(key, "")) for key in _COPIED}
    points = str(each.get("points", "")) or (found.points if found else "") or ""
    score = (found.score if found else "") or ""
    return PrintedRow(
        _line(found, index),
        **head,
        **fields,
        points=points,
        score=score,
        adjusted=(found.adjusted if found else "") or "",
    )


def _other(each: Printed, document: dict[str, Any], index: int, head: dict[str, str], form: FormRead) -> PrintedRow:
    sums = {"points": each.points or "", "score": each.score or ""}
    line = _line(each, index)
    if each.kind == "execution":
        names = {"level1": "预算执行", "level3": "预算执行率"}
        return PrintedRow(line, **head, **names, actual=_spent(each, form), **sums)
    if each.kind == "group":
        return PrintedRow(line, **head, **_shared(each, document), **sums)
    if each.kind == "branch":
        return PrintedRow(line, **head, level1=each.level1, level2=each.level2, level3="小计", **sums)
    return PrintedRow(line, **head, level1="总分", level3="总分", **sums)


def _shared(each: Printed, document: dict[str, Any]) -> dict[str, str]:
    """The name of a group, and the goal and the branch that all of its leaves stand in."""
    number = int(re.sub(r"\D", "", each.path))
    name = str(document["group"][number]["name"])
    members = [leaf for leaf in document["indicator"] if leaf.get("group") == name]
    levels = {key: {str(leaf.get(key, "")) for leaf in members} for key in ("level1", "level2", "goal")}
    return {"group": name, **{key: found.pop() if len(found) == 1 else "" for key, found in levels.items()}}


def _spent(each: Printed, form: FormRead) -> str:
    """The sums that the form prints, else its rate."""
    execution = execution_of(form.case) if form.case is not None else None
    if execution is not None and (execution.rate is not None or execution.budget == 0):
        return str(execution.text)
    return each.rate or ""


def _line(found: Printed | None, index: int) -> int:
    """The row of the sheet or the line of the text; else the number of the indicator."""
    return _line_of(found.place if found is not None else None, index)


def _line_of(place: Place | None, index: int) -> int:
    cell = re.search(r"(?:[A-Z]|R)(\d+)(?:C\d+)?\Z", str((place.cell if place else None) or ""))
    return (place.line if place else None) or (int(cell[1]) if cell else index + 1)
