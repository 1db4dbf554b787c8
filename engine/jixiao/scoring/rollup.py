"""Leaves to second level, first level, total and grade: sums of bounds, in the order of the framework.

Level sums add the leaves' (rounded) scores, so that every printed column adds up. Caps and the rescaling
of what does not apply stand at the node they belong to, with their factor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.number import plain, sum_of
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.rules.claim import TargetKind
from jixiao.rules.framework import Framework, Level1, OutsideKind, OutsideSection, plain_name
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Grades, Ruleset, ScoreRounding
from jixiao.scoring.allot import branch_points
from jixiao.scoring.case import Case, Goal
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.score import Score, total

__all__ = ["GoalSum", "Node", "Total", "Tree", "grades_of", "roll_up"]


@frozen(slots=False, repr=False)
class Node:
    """A first- or second-level branch: its points, score, and second levels (none below a second level)."""

    name: str
    points: Fraction
    score: Score
    level2: tuple[Node, ...] = ()
    capped: bool = False
    outside: OutsideSection | None = None
    """That it is no part of the total's points, but adds to it or takes off."""

    def __repr__(self) -> str:
        return f"Node({self.name!r:.40}: {self.score.text()} of {plain(self.points)})"


@frozen
class GoalSum:
    """One of several goals: what its indicators add up to."""

    goal: Goal
    points: Fraction
    score: Score


@frozen
class OutsideSum:
    """What a section outside the total adds to it, or takes off; ``counts``: whether its condition holds, None where that is open."""

    name: str
    section: OutsideSection
    score: Score
    counts: bool | None


@frozen
class Total:
    """The project's total. ``factor`` rescales what applies to a hundred (None: nothing was rescaled).

    ``exact`` is the total of the unrounded leaves; ``graded`` is the one that the ruleset's grades are read from.
    ``attained`` is ``score`` with its upper end as rounding reaches it: a judgement just below the end of a band may
    round to that end.
    """

    points: Fraction
    score: Score
    exact: Score
    graded: Score
    attained: Score
    factor: Fraction | None = None
    outside: tuple[OutsideSum, ...] = ()


@frozen
class Tree:
    """The whole roll-up."""

    level1: tuple[Node, ...]
    goals: tuple[GoalSum, ...]
    total: Total


@frozen
class _View:
    """Which scores are added up: of a leaf, and of a sum that is rounded."""

    leaf: Callable[[Leaf], Score]
    rounded: Callable[[Score], Score]


@frozen
class _Level2:
    """A second level with its leaves; ``most`` is what they score at most, rounded where scores are."""

    name: str
    leaves: tuple[Leaf, ...]
    points: Fraction
    most: Fraction

    @property
    def has_open_ends(self) -> bool:
        """Whether some score does not reach its upper end: only then the views differ."""
        return any(leaf.unrounded.high_open or leaf.score.high_open for leaf in self.leaves)


@frozen
class _Branch:
    """A first level as the table names it, the ruleset's branch of that name, and its second levels."""

    name: str
    branch: Level1 | None
    level2: tuple[_Level2, ...]
    points: Fraction
    most: Fraction


@frozen(slots=False)
class _Table:
    """What is added up: ``counted`` leaves in their branches; ``given`` holds what the ruleset gives for absent ones.

    ``leaves`` and ``counted`` leave out those of sections outside the total.
    """

    ruleset: Ruleset
    goals: tuple[Goal, ...]
    leaves: Sequence[Leaf]
    counted: Sequence[Leaf]
    branches: tuple[_Branch, ...]
    given: Mapping[str, Fraction]

    @cached_property
    def exact(self) -> Score:
        """The sum of the unrounded leaves and of what is given."""
        return _added(self, _unrounded)


def roll_up(case: Case, leaves: Sequence[Leaf], ruleset: Ruleset) -> Tree:
    """The tree over all leaves; branches without a leaf stand in it with no points."""
    table = _table(case, leaves, ruleset)
    shown = _rolled(table, _View(lambda leaf: leaf.score, lambda sum_: sum_.rounded(ruleset.rounding)))
    if not shown.total.score.high_open:
        return shown
    reached = _rolled(table, _attained(ruleset.rounding), shown).total
    return evolve(shown, total=evolve(shown.total, graded=reached.graded, attained=reached.score))


def _attained(rounding: ScoreRounding) -> _View:
    """Open ends as far as rounding reaches them, once at the place where the ruleset rounds."""
    return _View(lambda leaf: leaf.attained(rounding), lambda sum_: sum_.attained(rounding))


def _rolled(table: _Table, view: _View, known: Tree | None = None) -> Tree:
    """The tree of a view; ``known`` is that of another, whose second levels are taken where no end is open."""
    nodes = [None] * len(table.branches) if known is None else [node.level2 for node in known.level1]
    level1 = tuple(_branch(own, table, view, level2) for own, level2 in zip(table.branches, nodes, strict=True))
    goals = tuple(_goal(goal, table, view) for goal in table.goals)
    return Tree(level1, goals, _total(level1, goals, table, view))


# -- the table, in the framework's order


def _table(case: Case, leaves: Sequence[Leaf], ruleset: Ruleset) -> _Table:
    counted = [leaf for leaf in leaves if leaf.counted]
    by_branch: dict[tuple[str, str], list[Leaf]] = {}
    for leaf in counted:
        by_branch.setdefault((leaf.indicator.level1, leaf.indicator.level2), []).append(leaf)
    branches = []
    used = tuple(dict.fromkeys((leaf.indicator.level1, leaf.indicator.level2, leaf.counted) for leaf in leaves))
    printed = tuple((each.level1, each.level2) for each in case.framework)
    for name, branch, names in _outline(used, printed, ruleset.framework):
        level2 = tuple(_level2(each, by_branch.get((name, each), ()), ruleset.rounding) for each in names)
        points = sum_of(each.points for each in level2)
        branches.append(_Branch(name, branch, level2, points, _most(points, ruleset.rounding)))
    given = _given_in_full(leaves, ruleset.framework)
    if ruleset.framework.has_outside:
        leaves, counted = (
            [each for each in some if ruleset.framework.outside(each.indicator.level1) is None]
            for some in (leaves, counted)
        )
    return _Table(ruleset, case.goal, leaves, counted, tuple(branches), given)


@lru_cache(maxsize=256)
def _outline(
    used: tuple[tuple[str, str, bool], ...], printed: tuple[tuple[str, str], ...], framework: Framework
) -> tuple[tuple[str, Level1 | None, tuple[str, ...]], ...]:
    """First levels in order, each with the ruleset's branch and its second levels. Tables of one shape share it.

    ``used`` holds the names of leaves and whether one of them counts, ``printed`` those of branches that the table prints.
    """
    names = dict.fromkeys([*(level1 for level1, _, _ in used), *(level1 for level1, _ in printed)])
    outline = []
    for name in _level1_names(list(names), framework):
        branch = framework.branch(name)
        seconds = [level2 for level1, level2, counts in used if counts and level1 == name]
        seconds += [level2 for level1, level2 in printed if level1 == name and level2]
        outline.append((name, branch, _level2_names(list(dict.fromkeys(seconds)), branch)))
    return tuple(outline)


def _level2(name: str, leaves: Sequence[Leaf], rounding: ScoreRounding) -> _Level2:
    points = sum_of(leaf.points for leaf in leaves)
    return _Level2(name, tuple(leaves), points, _most(points, rounding))


def _most(points: Fraction, rounding: ScoreRounding) -> Fraction:
    """What a sum is at most: its points, rounded where its parts are."""
    return points if rounding.at == "total" else rounding(points)


def _given_in_full(leaves: Sequence[Leaf], framework: Framework) -> dict[str, Fraction]:
    """Absent branches that the ruleset gives in full, where it is the ruleset that allots the points."""
    if not any(leaf.allotted for leaf in leaves):
        return {}
    points = branch_points(framework, [leaf.indicator.level1 for leaf in leaves])
    present = {branch.name for leaf in leaves if (branch := framework.branch(leaf.indicator.level1))}
    return {
        branch.name: points[branch.name]
        for branch in framework.branches
        if branch.absent.policy == "full" and branch.name not in present and not branch.execution
    }


def _level1_names(used: Sequence[str], framework: Framework) -> list[str]:
    """The ruleset's branches under the names the case gives them, then the case's own."""
    names: list[str] = []
    for branch in framework.branches:
        of_case = [name for name in used if framework.branch(name) is branch]
        names.extend(of_case or [branch.name])
    names.extend(name for name in used if framework.branch(name) is None)
    return names


def _level2_names(used: Sequence[str], branch: Level1 | None) -> tuple[str, ...]:
    names: list[str] = []
    for wanted in (each.name for each in branch.level2) if branch else ():
        of_case = [each for each in used if plain_name(each) == plain_name(wanted)]
        names.extend(of_case or [wanted])
    names.extend(each for each in used if each not in names)
    return tuple(names)


# -- sums


def _branch(own: _Branch, table: _Table, view: _View, known: tuple[Node, ...] | None) -> Node:
    branch, rounding = own.branch, table.ruleset.rounding
    level2 = tuple(
        known[index] if known is not None and not each.has_open_ends else _node(each, rounding, view)
        for index, each in enumerate(own.level2)
    )
    if branch is not None and branch.name in table.given:
        return Node(own.name, table.given[branch.name], Score.of(table.given[branch.name]), level2)
    score = _within(total(node.score for node in level2), own.most)
    if branch is not None and branch.outside is not None:
        return Node(own.name, own.points, score, level2, outside=branch.outside)
    kept = _under_its_cap(branch, score)
    return Node(own.name, own.points, kept, level2, capped=kept is not score)


def _node(own: _Level2, rounding: ScoreRounding, view: _View) -> Node:
    score = total(map(view.leaf, own.leaves))
    return Node(own.name, own.points, _within(view.rounded(score) if rounding.at == "level" else score, own.most))


def _goal(goal: Goal, table: _Table, view: _View) -> GoalSum:
    leaves = [leaf for leaf in table.counted if leaf.indicator.goal == goal.name]
    points = sum_of(leaf.points for leaf in leaves)
    return GoalSum(goal, points, _within(total(map(view.leaf, leaves)), _most(points, table.ruleset.rounding)))


def _within(score: Score, most: Fraction) -> Score:
    """No sum is above its points: leaves of 16⅔ points are rounded to 16.67 each, and three of them are 50."""
    return score if score.high is most or score.high <= most else score.capped(min(score.low, Fraction(0)), most)


def _total(level1: Sequence[Node], goals: Sequence[GoalSum], table: _Table, view: _View) -> Total:
    if not table.ruleset.framework.has_outside:
        return _inner_total(level1, goals, table, view)
    inner = _inner_total([node for node in level1 if node.outside is None], goals, table, view)
    sections = [node for node in level1 if node.outside is not None]
    outside = tuple(_outside_sum(node, inner.score) for node in sections)
    most = table.ruleset.framework.most

    def changed(score: Score) -> Score:
        """Each total by its own measure of what it must come to first."""
        whole = score
        for each in (_outside_sum(node, score) for node in sections):
            bonus = each.section.kind is OutsideKind.BONUS
            whole = whole + each.score if bonus else _less(whole, each.score)
        return whole if most is None else whole.capped(Fraction(0), most)

    score, exact, graded = changed(inner.score), changed(inner.exact), changed(inner.graded)
    return evolve(inner, score=score, exact=exact, graded=graded, attained=score, outside=outside)


def _outside_sum(node: Node, inner: Score) -> OutsideSum:
    """What a section adds or takes off, by what the others come to."""
    section = node.outside
    assert section is not None
    bonus = section.kind is OutsideKind.BONUS
    score = node.score if bonus else Score(node.points - node.score.high, node.points - node.score.low)
    if section.most is not None:
        score = score.capped(Fraction(0), section.most)
    counts: bool | None = True
    if section.start is not None and inner.low < section.start:
        reached = inner.high > section.start or (inner.high == section.start and not inner.high_open)
        counts = None if reached else False
    if counts is not True:
        score = Score(Fraction(0), score.high if counts is None else Fraction(0))
    return OutsideSum(node.name, section, score, counts)


def _less(score: Score, taken: Score) -> Score:
    """Down to nothing; what is taken at the least leaves the most."""
    low, high = max(score.low - taken.high, Fraction(0)), max(score.high - taken.low, Fraction(0))
    return Score(low, high, score.high_open and low != high)


def _inner_total(level1: Sequence[Node], goals: Sequence[GoalSum], table: _Table, view: _View) -> Total:
    ruleset = table.ruleset
    points = sum_of(node.points for node in level1)
    score = total(node.score for node in level1)
    if goals and ruleset.goals.total == "weighted":
        return _weighed(goals, table, view)
    exact = table.exact
    mixed = _added(table, lambda leaf: _unrounded(leaf) if leaf.kind is TargetKind.EXECUTION else view.leaf(leaf))
    factor = _factor(points, table)
    if factor is not None:
        points, score = points * factor, view.rounded(score.times(factor))
        exact, mixed = exact.times(factor), mixed.times(factor)
    elif ruleset.rounding.at == "total":
        score = view.rounded(score)
    if ruleset.rounding.at != "total" and (score.high > points or mixed.high > points):
        most = Rounding(Mode.DOWN, ruleset.rounding.places)(points)
        score, mixed = _within(score, most), _within(mixed, most)
    on = ruleset.grades.on if ruleset.grades else "rounded"
    graded = {"rounded": score, "unrounded": exact, "rounded-leaves": mixed}[on]
    return Total(points, score, exact, graded, score, factor)


def _added(table: _Table, score: Callable[[Leaf], Score]) -> Score:
    """What leaves bring by this score, each first level kept under its cap, and what is given for absent ones."""
    free = Score.of(sum_of(table.given.values()))
    if all(own.branch is None or own.branch.cap is None for own in table.branches):
        return free + total(map(score, table.counted))
    inside = [own for own in table.branches if own.branch is None or own.branch.outside is None]
    sums = [(own.branch, total(score(leaf) for each in own.level2 for leaf in each.leaves)) for own in inside]
    return free + total(_under_its_cap(branch, each) for branch, each in sums)


def _under_its_cap(branch: Level1 | None, score: Score) -> Score:
    if branch is None or branch.cap is None or score.high <= branch.cap:
        return score
    return score.capped(Fraction(0), branch.cap)


def _unrounded(leaf: Leaf) -> Score:
    """Before rounding; a person's override is what it is."""
    return leaf.score if leaf.is_overridden else leaf.unrounded


def _weighed(goals: Sequence[GoalSum], table: _Table, view: _View) -> Total:
    """Each goal is a whole of its own; its points are its weight in percent. Rows of no goal are added.

    Where the ruleset keeps the points of what does not apply, they belong to the goal's whole all the same, and are lost.
    """
    ruleset, counted = table.ruleset, table.counted
    keeps = ruleset.policy(PolicyName.NOT_APPLICABLE).value == "keep"
    wholes = [_points_of(each.goal, table.leaves if keeps else counted) for each in goals]
    weighed = total(
        each.score.times((each.goal.points or Fraction(0)) / whole)
        for each, whole in zip(goals, wholes, strict=True)
        if whole > 0
    )
    names = {each.goal.name for each in goals}
    loose = [leaf for leaf in counted if leaf.indicator.goal not in names]
    exact = weighed + total(view.leaf(leaf) for leaf in loose)
    points = sum_of((each.goal.points or Fraction(0)) for each in goals)
    points += sum_of(leaf.points for leaf in loose)
    score = view.rounded(exact)
    graded = score if ruleset.grades is None or ruleset.grades.on == "rounded" else exact
    return Total(points, score, exact, graded, score)


def _points_of(goal: Goal, leaves: Sequence[Leaf]) -> Fraction:
    return sum_of(leaf.points for leaf in leaves if leaf.indicator.goal == goal.name)


def _factor(points: Fraction, table: _Table) -> Fraction | None:
    """What rescales the points that apply to those of the whole table; None where nothing was left out."""
    ruleset, leaves, counted = table.ruleset, table.leaves, table.counted
    left_out = sum_of(leaf.points for leaf in leaves if not leaf.counted)
    present = {branch.name for leaf in counted if (branch := ruleset.framework.branch(leaf.indicator.level1))}
    if any(leaf.allotted for leaf in counted):
        left_out += sum_of(
            branch.points
            for branch in ruleset.framework.branches
            if branch.absent.policy == "rescale" and branch.name not in present and not branch.execution
        )
    rescales = ruleset.policy(PolicyName.NOT_APPLICABLE).value == "rescale"
    return (points + left_out) / points if left_out and points and rescales else None


# -- grade


def grades_of(seen: Score, points: Fraction, grades: Grades | None) -> tuple[str, ...]:
    """Every grade that a total of so many points can still get, best first; none for a share of no points."""
    if grades is None or (grades.of == "share" and points == 0):
        return ()
    possible = []
    ceiling: Fraction | None = None
    for cut in grades.cuts_of(points):
        begins_below = seen.high > cut.start or (seen.high == cut.start and not seen.high_open)
        ends_above = ceiling is None or seen.low < ceiling
        if begins_below and ends_above:
            possible.append(cut.name)
        ceiling = cut.start
    return tuple(possible)
