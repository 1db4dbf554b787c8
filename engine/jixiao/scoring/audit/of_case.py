"""A case's rows as printed ones, with the scores that another program has stored for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jixiao.kernel.number import plain
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.case import Case, Indicator

__all__ = ["rows_of_case"]

_COPIED = ("level1", "level2", "level3", "target", "sign", "unit", "goal", "group")


def rows_of_case(case: Case, scores: Mapping[str | int, str]) -> Iterator[PrintedRow]:
    """A printed row for each indicator; ``scores`` are by its ``id`` where it has one, else by its place in the case, from 0."""
    project = case.project
    head = {"project": project.name, "year": str(project.year or "")}
    for index, each in enumerate(case.indicator):
        yield _row(each, index, head, scores.get(each.id if each.id != "" else index, ""))
    for number, group in enumerate(case.group, len(case.indicator) + 1):
        if group.score is not None:
            points = "" if group.points is None else plain(group.points)
            yield PrintedRow(number, **head, group=group.name, points=points, score=group.score)


def _row(each: Indicator, index: int, head: Mapping[str, str], score: str) -> PrintedRow:
    copied = {key: str(getattr(each, key)) for key in _COPIED}
    points = "" if each.points is None else plain(each.points)
    direction = each.direction.value if each.direction else ""
    return PrintedRow(
        index + 1, **head, **copied, actual=each.actual or "", points=points, score=score, direction=direction
    )
