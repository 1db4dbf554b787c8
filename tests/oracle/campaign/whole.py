"""A whole case by the texts: levels, goals, total, vetoes, grades.

Rows are added to second levels, those to first levels, those to the total; rounding stands at the rows, the second levels or
the total, and no sum is above its points. What does not apply is left out, and the rest brought to all points (得分÷适用分值)
unless the ruleset keeps them. Goals that are each a whole count by their weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from tests.oracle import clauses as by
from tests.oracle.campaign.ends import Ends, added
from tests.oracle.campaign.lines import Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.money import is_of_framework
from tests.oracle.campaign.terms import GRADES, Terms, Veto

__all__ = ["Whole", "whole"]


@frozen
class Whole:
    """What a case gives. ``goals`` are (points, score) by name."""

    level1: dict[str, tuple[Fraction, Ends]]
    goals: dict[str, tuple[Fraction, Ends]]
    points: Fraction
    total: Ends
    grades: tuple[str, ...]


def whole(made: Made) -> Whole:
    """Levels, goals, total and grades."""
    terms, counted = made.terms, [line for line in made.all_lines if line.counted]
    goals = {goal.name: _goal(goal.name, counted, terms, reached=False) for goal in made.goals}
    shown, points, total, graded = _total(made, reached=False)
    if any(line.exact.is_open for line in counted):
        *_, graded = _total(made, reached=True)
    ways = [_behind(way, total, graded, points, terms) for way in _ways(made)]
    total = ways[0][0]
    for each, _ in ways[1:]:
        total = total.around(each)
    grades = {name for _, names in ways for name in names}
    return Whole(shown, goals, points, total, tuple(name for name in GRADES if name in grades))


def _sum(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _most(points: Fraction, terms: Terms) -> Fraction:
    return points if terms.at == "total" else terms.how(points)


def _rounder(terms: Terms, *, reached: bool) -> Callable[[Ends], Ends]:
    return lambda ends: ends.reached(terms.how) if reached else ends.rounded(terms.how)


def _level1(counted: Sequence[Line], terms: Terms, *, reached: bool) -> dict[str, tuple[Fraction, Ends]]:
    """Points and score by first level."""
    branches: dict[str, dict[str, list[Line]]] = {}
    for line in counted:
        branches.setdefault(line.cells["level1"], {}).setdefault(line.cells["level2"], []).append(line)
    found = {}
    for name, levels in branches.items():
        scores = []
        for lines in levels.values():
            score = added(line.score(terms, reached=reached) for line in lines)
            if terms.at == "level":
                score = _rounder(terms, reached=reached)(score)
            scores.append(score.at_most(_most(_sum(line.points for line in lines), terms)))
        points = _sum(line.points for lines in levels.values() for line in lines)
        score = added(scores).at_most(_most(points, terms))
        found[name] = points, _under_its_cap(name, score, terms)
    return found


def _under_its_cap(name: str, score: Ends, terms: Terms) -> Ends:
    """A first level of the framework is at most its cap, the table's own ones have none."""
    if terms.branch_cap is None or not is_of_framework(terms.ruleset, name):
        return score
    return score.at_most(terms.branch_cap)


def _goal(name: str, counted: Sequence[Line], terms: Terms, *, reached: bool) -> tuple[Fraction, Ends]:
    lines = [line for line in counted if line.more.get("goal") == name]
    points = _sum(line.points for line in lines)
    return points, added(line.score(terms, reached=reached) for line in lines).at_most(_most(points, terms))


Levels = dict[str, tuple[Fraction, Ends]]


def _total(made: Made, *, reached: bool) -> tuple[Levels, Fraction, Ends, Ends]:
    """First levels, all points, the total, and what grades are read off."""
    terms, counted = made.terms, [line for line in made.all_lines if line.counted]
    level1 = _level1(counted, terms, reached=reached)
    if made.goals and terms.weighs_goals:
        return level1, *_weighed(made, counted, reached=reached)
    points = _sum(each for each, _ in level1.values())
    total = added(score for _, score in level1.values())
    exact = _by_level1(counted, terms, lambda line: line.unrounded(terms))
    mixed = _by_level1(
        counted,
        terms,
        lambda line: line.unrounded(terms) if line.is_execution else line.score(terms, reached=reached),
    )
    left_out = _sum(line.points for line in made.all_lines if not line.counted)
    if left_out and points and terms.policy("not_applicable") == "rescale":
        factor = (points + left_out) / points
        points *= factor
        total = _rounder(terms, reached=reached)(total.times(factor))
        exact, mixed = exact.times(factor), mixed.times(factor)
    elif terms.at == "total":
        total = _rounder(terms, reached=reached)(total)
    if terms.at != "total":
        unit = 10**terms.how.places
        most = Fraction(points * unit // 1, unit)
        total, mixed = (each if each.high <= points else each.at_most(most) for each in (total, mixed))
    graded = {"rounded": total, "unrounded": exact, "rounded-leaves": mixed, "": total}[terms.graded]
    return level1, points, total, graded


def _by_level1(counted: Sequence[Line], terms: Terms, ends: Callable[[Line], Ends]) -> Ends:
    """The sum of what rows give, each first level kept under its cap."""
    names = dict.fromkeys(line.cells["level1"] for line in counted)
    return added(
        _under_its_cap(name, added(ends(line) for line in counted if line.cells["level1"] == name), terms)
        for name in names
    )


def _weighed(made: Made, counted: Sequence[Line], *, reached: bool) -> tuple[Fraction, Ends, Ends]:
    terms, names = made.terms, {goal.name for goal in made.goals}
    loose = [line for line in counted if line.more.get("goal") not in names]
    exact = added(line.score(terms, reached=reached) for line in loose)
    for goal in made.goals:
        points, score = _goal(goal.name, counted, terms, reached=reached)
        if terms.policy("not_applicable") == "keep":  # what does not apply is lost
            points += _sum(
                line.points for line in made.all_lines if not line.counted and line.more.get("goal") == goal.name
            )
        if points:
            exact = exact + score.times(goal.points / points)
    points = _sum(goal.points for goal in made.goals) + _sum(line.points for line in loose)
    total = _rounder(terms, reached=reached)(exact)
    return points, total, total if terms.graded in ("rounded", "") else exact


# -- grades and vetoes


def _grades(graded: Ends, points: Fraction, terms: Terms) -> tuple[str, ...]:
    """Every grade of 90 / 80 / 60 between the two ends."""
    if not terms.graded or (terms.of_a_share and points == 0):
        return ()
    if terms.of_a_share:
        graded = graded.times(100 / points)
    best = GRADES.index(by.grade(graded.high))
    if graded.is_open and graded.high in (90, 80, 60):
        best += 1
    return GRADES[best : GRADES.index(by.grade(graded.low)) + 1]


def _ways(made: Made) -> Iterator[tuple[Veto, ...]]:
    """The vetoes that surely hold, then these with every choice of those that may hold."""
    sure, maybe = [], []
    for veto in made.terms.vetoes:
        shares = [_share(line, made.terms) for line in made.all_lines if line.counted and veto.word in _name(line)]
        if any(each.high < veto.below or (each.high == veto.below and each.is_open) for each in shares):
            sure.append(veto)
        elif any(each.low < veto.below for each in shares):
            maybe.append(veto)
    for chosen in product((False, True), repeat=len(maybe)):
        yield (*sure, *(veto for veto, is_in in zip(maybe, chosen, strict=True) if is_in))


def _name(line: Line) -> str:
    return line.cells["level3"]


def _share(line: Line, terms: Terms) -> Ends:
    """得分率: what the row has of its points, before rounding."""
    if line.points == 0:
        return Ends(Fraction(1), Fraction(1))
    return line.unrounded(terms).times(1 / line.points)


def _behind(
    way: tuple[Veto, ...], total: Ends, graded: Ends, points: Fraction, terms: Terms
) -> tuple[Ends, tuple[str, ...]]:
    """Total and grades where all of these vetoes hold: the least total, the worst grade, all steps down."""
    for veto in way:
        if veto.total is not None:
            total, graded = total.at_most(veto.total), graded.at_most(veto.total)
    grades = _grades(graded, points, terms)
    fixed = max((GRADES.index(veto.grade) for veto in way if veto.grade), default=0)
    lower = sum(veto.lower for veto in way)
    return total, tuple(GRADES[min(max(GRADES.index(name), fixed) + lower, len(GRADES) - 1)] for name in grades)
