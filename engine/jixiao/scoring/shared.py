"""Points that a table prints once for several leaves: a merged cell, a branch's name, a goal. They are split equally.

Printed points of a leaf always win; what is left of the group, then of the second level, the first level and the goal is
split to 0.01 over the leaves that have none, odd cents in the order of the table. That the shares are equal is assumed,
and said; that they add up to what is printed is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain, sum_of
from jixiao.kernel.words import phrase
from jixiao.rules.framework import plain_name
from jixiao.scoring.allot import to_cents
from jixiao.scoring.case import Case, Indicator

__all__ = ["about_branches", "shared_points"]


@frozen
class _Pool:
    """Points for some leaves together, what they are called, and where they stand in the case."""

    name: str
    points: Fraction
    members: tuple[int, ...]
    path: str


def shared_points(
    case: Case, printed: Sequence[Fraction | None], *, by_goal: bool
) -> tuple[dict[int, Fraction], list[Diagnostic]]:
    """Points by the indicator's index, for leaves without printed ones that share some; and what is assumed.

    ``printed`` holds each indicator's own points. ``by_goal`` says that a goal's points are points of its leaves (where a
    ruleset weighs goals they are no more than weights).
    """
    known = {index: points for index, points in enumerate(printed) if points is not None}
    given: dict[int, Fraction] = {}
    said = []
    for pool in _pools(case, by_goal=by_goal):
        wanting = [index for index in pool.members if index not in known]
        left = pool.points - sum_of(known[index] for index in pool.members if index in known)
        if not wanting or left < 0:
            continue
        shares = to_cents([left / len(wanting)] * len(wanting))
        given.update(zip(wanting, shares, strict=True))
        known.update(given)
        if len(wanting) > 1:
            place = case.place(pool.path)
            said.append(
                diagnose("JX291", place, name=pool.name, points=phrase("counted.points", n=plain(left)), n=len(wanting))
            )
    return given, said


def _pools(case: Case, *, by_goal: bool) -> Iterator[_Pool]:
    """Groups, then branches from the second level up, then goals."""
    rows = case.indicator
    for index, group in enumerate(case.group):
        if group.points is not None:
            members = tuple(at for at, row in enumerate(rows) if row.group == group.name)
            yield _Pool(group.name, group.points, members, f"$.group[{index}].points")
    yield from _branches(case)
    if by_goal:
        for index, goal in enumerate(case.goal):
            if goal.points is not None:
                members = tuple(at for at, row in enumerate(rows) if row.goal == goal.name)
                yield _Pool(goal.name, goal.points, members, f"$.goal[{index}].points")


def _branches(case: Case) -> Iterator[_Pool]:
    numbered = [(index, branch) for index, branch in enumerate(case.framework) if branch.points is not None]
    for index, branch in sorted(numbered, key=lambda each: not each[1].level2):
        assert branch.points is not None
        members = tuple(
            at for at, row in enumerate(case.indicator) if _is_in(row, branch.level1, branch.level2, branch.goal)
        )
        yield _Pool(branch.level2 or branch.level1, branch.points, members, f"$.framework[{index}].points")


def _is_in(row: Indicator, level1: str, level2: str, goal: str) -> bool:
    if goal and row.goal != goal:
        return False
    return plain_name(row.level1) == plain_name(level1) and (not level2 or plain_name(row.level2) == plain_name(level2))


def about_branches(case: Case, points: Sequence[Fraction]) -> Iterator[Diagnostic]:
    """A branch or group whose leaves do not add up to the points that the table prints for it (``points`` by index)."""
    for pool in _pools(case, by_goal=False):
        found = sum_of(points[index] for index in pool.members)
        if pool.members and found != pool.points:
            yield diagnose("JX292", case.place(pool.path), name=pool.name, n=plain(pool.points), found=plain(found))
