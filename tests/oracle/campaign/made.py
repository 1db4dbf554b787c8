"""Cases at random: rows with and without points, groups, goals, budget execution, a person's corrections."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from attrs import evolve, frozen

from jixiao.kernel.number import plain
from jixiao.rules.find import list_rulesets
from tests.oracle.campaign.ends import NOTHING, Ends
from tests.oracle.campaign.lines import Line, Recipe, recipe, taken_off
from tests.oracle.campaign.money import Spent, spent
from tests.oracle.campaign.points import Pool, Slot, branch_of, branches_of, settled
from tests.oracle.campaign.terms import Terms, changed, optional, shipped
from tests.rules.tied import POINTS

__all__ = ["Goal", "Made", "assembled", "made", "rulesets"]

_ALIKE = 8
_FINE = (Fraction(50, 3), Fraction("16.667"), Fraction("0.005"))


@frozen
class Goal:
    """One of several goals, with the points that the table prints for it."""

    name: str
    points: Fraction


@frozen
class Made:
    """A case as a document, and what its clauses give."""

    terms: Terms
    document: dict[str, Any]
    lines: tuple[Line, ...]
    own_execution: Line | None
    goals: tuple[Goal, ...]
    as_of: str
    money: Spent | None = None

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The rows, and budget execution where it is none of them."""
        return self.lines if self.own_execution is None else (*self.lines, self.own_execution)


@cache
def rulesets() -> tuple[str, ...]:
    """The rulesets that come along, in the order of their turns."""
    return tuple(sorted(list_rulesets(())))


def made(number: int, seed: int) -> Made:
    """The case of this number: the same in every run with the same seed. Every third has terms of its own."""
    draw = random.Random(seed * 1_000_003 + number)
    names = rulesets()
    terms = shipped(names[number % len(names)])
    turn = number // len(names)
    if turn % 3 == 0:  # the same other terms for some cases, since a ruleset takes longer to make than a case
        terms = changed(terms, random.Random(f"{seed} {terms.ruleset} {turn // (3 * _ALIKE)}"))
    elif turn % 3 == 1:
        terms = optional(terms, draw)
    month = draw.randrange(12) + 1
    recipes = [_recipe(terms, draw, month, at) for at in range(draw.randrange(1, 9))]
    money = spent(terms, draw, month)
    goals = _goals(terms, draw)
    slots, groups = _slots(draw, recipes, goals)
    last = money.line if money is not None and money.is_row else None
    if last is not None and goals and draw.randrange(2):
        last = _with(last, {"goal": goals[0].name})
    with_last = [*slots, *([_slot_of(last)] if last is not None else [])]
    printed = _branches(draw, with_last)
    points = settled(terms.ruleset, with_last, _pools(with_last, groups, printed, goals, terms))
    lines = []
    for each, slot, w in zip(recipes, slots, points[: len(slots)], strict=True):
        lines.append(_finished(terms, draw, each.build(w), slot, w))
    lines.extend([] if last is None else [last])
    own = None if money is None or money.is_row else money.line
    if any(line.points == 0 for line in lines):
        terms = evolve(terms, vetoes=())  # a row of no points has no share of them
    case = assembled(terms, lines, own, money, goals, groups, _seen_at(terms, month))
    if printed:
        case.document["framework"] = [
            {"level1": level1, "level2": level2, "points": plain(points)}
            for (level1, level2), points in printed.items()
        ]
    return case


def _seen_at(terms: Terms, month: int) -> str:
    """The month at whose end the case is seen, where an alarm asks for it: some see the whole year."""
    return f"2021-{month:02d}" if terms.ruleset == "sichuan-monitoring-2025" and month % 4 else ""


def _recipe(terms: Terms, draw: random.Random, month: int, at: int) -> Recipe:
    name, _, levels = draw.choice(branches_of(terms.ruleset))
    levels = tuple(each for each in levels if "满意度" not in each and "成本" not in each) or ("某类",)
    place = (name, draw.choice(levels))
    return recipe(terms, draw, month, at, place, own=terms.is_changed)


def _goals(terms: Terms, draw: random.Random) -> tuple[Goal, ...]:
    if not terms.weighs_goals and draw.randrange(6):
        return ()
    first = Fraction(draw.choice((20, 50, 65)))
    return Goal("目标一", first), Goal("目标二", 100 - first)


def _slot_of(line: Line) -> Slot:
    names = (line.cells[key] for key in ("level1", "level2", "level3"))
    return Slot(*names, line.points, line.more.get("goal", ""))


def _slots(
    draw: random.Random, recipes: Sequence[Recipe], goals: Sequence[Goal]
) -> tuple[list[Slot], dict[str, Fraction]]:
    """The rows with the points that are printed: all of them in most cases; and the points of merged cells."""
    unprinted = draw.choice((0, 0, 0, 2, 5))
    groups = {"合并一": Fraction(draw.choice((7, 10, 20)))} if unprinted and draw.randrange(2) else {}
    slots = []
    for each in recipes:
        printed: Fraction | None = draw.choice(POINTS) if draw.randrange(12) else draw.choice(_FINE)
        if draw.randrange(6) < unprinted:
            printed = None
        goal = draw.choice(goals).name if goals and draw.randrange(8) else ""
        group = "合并一" if groups and draw.randrange(2) else ""
        slots.append(Slot(each.level1, each.level2, each.level3, printed, goal, group))
    return slots, groups


def _branches(draw: random.Random, slots: Sequence[Slot]) -> dict[tuple[str, str], Fraction]:
    """Points that the table prints beside second levels and, behind them, first levels (with no second)."""
    second = {(slot.level1, slot.level2): slot for slot in slots if slot.printed is None and slot.level2}
    first = {(slot.level1, ""): slot for slot in slots if slot.printed is None}
    return {each: Fraction(draw.choice((8, 15, 20, 50))) for each in (*second, *first) if draw.randrange(3) == 0}


def _pools(
    slots: Sequence[Slot],
    groups: dict[str, Fraction],
    branches: dict[tuple[str, str], Fraction],
    goals: Sequence[Goal],
    terms: Terms,
) -> list[Pool]:
    pools = [
        Pool(points, tuple(at for at, slot in enumerate(slots) if slot.group == name))
        for name, points in groups.items()
    ]
    for (level1, level2), points in branches.items():
        inside = tuple(
            at
            for at, slot in enumerate(slots)
            if branch_of(slot.level1) == branch_of(level1) and level2 in ("", slot.level2)
        )
        pools.append(Pool(points, inside))
    if not terms.weighs_goals:  # a weight is no points
        pools.extend(
            Pool(goal.points, tuple(at for at, slot in enumerate(slots) if slot.goal == goal.name)) for goal in goals
        )
    return pools


def _finished(terms: Terms, draw: random.Random, line: Line, slot: Slot, w: Fraction) -> Line:
    """The line with its goal and group, and sometimes a deduction, a correction, or a mark that it does not apply."""
    more: dict[str, Any] = {key: getattr(slot, key) for key in ("goal", "group") if getattr(slot, key)}
    if slot.printed is None:
        line = evolve(line, cells=line.cells | {"points": ""})
    elif w.denominator % 3 == 0:
        line = evolve(line, cells=line.cells | {"points": f"{w.numerator}/{w.denominator}"})
    what = draw.randrange(24)
    if what == 0:
        more["not_applicable"] = True
        line = evolve(line, counted=False, exact=NOTHING)
    elif what == 1 and w > 0:
        score = w * draw.randrange(0, 1001) / 1000
        more["override"] = {"score": plain(score), "reason": "复核"}
        line = evolve(line, override=score)
    elif what in (2, 3) and not line.cells["deduction"] and line.kind in ("number", "change", "range", "items"):
        taken = draw.choice((Fraction(1, 2), Fraction("0.33"), Fraction(2)))
        rule = "growth-limit" if line.cells["target"].startswith("较上年增长≤") else ""
        rule = "limit" if line.kind == "number" and _is_limit(terms, line) else rule
        line = evolve(line, cells=line.cells | {"deduction": plain(taken)}, exact=_taken(terms, line, taken, rule))
    return _with(line, more)


def _is_limit(terms: Terms, line: Line) -> bool:
    return terms.ruleset == "cn-monitoring-lights" and line.cells["target"].startswith("≤")


def _taken(terms: Terms, line: Line, taken: Fraction, rule: str) -> Ends:
    return taken_off(terms, line.exact, line.points, taken, rule)


def _with(line: Line, more: dict[str, Any]) -> Line:
    return evolve(line, more=line.more | more)


def assembled(
    terms: Terms,
    lines: Sequence[Line],
    own: Line | None,
    money: Spent | None,
    goals: tuple[Goal, ...],
    groups: dict[str, Fraction],
    month: str = "",
) -> Made:
    """The case as a document, of rows and of what says its money, goals and merged cells; seen at the end of the month, if any."""
    tables = dict(money.tables) if money is not None else {}
    project = {"year": 2021, "ruleset": terms.ruleset} | tables.pop("project", {})
    document: dict[str, Any] = {"version": 1, "project": project, "indicator": [_indicator(each) for each in lines]}
    document |= tables
    if goals:
        document["goal"] = [{"name": goal.name, "points": plain(goal.points)} for goal in goals]
    if groups:
        document["group"] = [{"name": name, "points": plain(points)} for name, points in groups.items()]
    as_of = next((each.cells["as_of"] for each in (*lines, *([own] if own else [])) if each.cells["as_of"]), month)
    return Made(terms, document, tuple(lines), own, goals, as_of, money)


def _indicator(line: Line) -> dict[str, Any]:
    keys = ("level1", "level2", "level3", "target", "actual", "points", "items", "judgement", "deduction")
    return {key: line.cells[key] for key in keys if line.cells[key] or key == "target"} | line.more
