"""What is said of a scored case as a whole: years, names, goals, points that do not add up, clauses that are assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.number import plain, sum_of, to_places
from jixiao.kernel.when import When
from jixiao.kernel.words import phrase, series
from jixiao.rules.claim import TargetKind
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import READING_ERRORS, Case, Fund
from jixiao.scoring.execution import money
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.rollup import OutsideSum, Tree, grades_of
from jixiao.scoring.shared import about_branches

__all__ = ["about_absent", "about_case", "about_points", "about_trust", "about_year"]

_HUNDRED = Fraction(100)


def about_year(year: int | None, ruleset: Ruleset, place: Place) -> Iterator[Diagnostic]:
    """A year that the ruleset is not for."""
    if year is None:
        return
    too_early = ruleset.valid_from is not None and year < ruleset.valid_from.year
    too_late = ruleset.valid_to is not None and year > ruleset.valid_to.year
    if too_early or too_late:
        span = f"{ruleset.valid_from or '…'} – {ruleset.valid_to or '…'}"
        yield diagnose("JX219", place, year=year, ruleset=ruleset.id, span=span)


def about_case(case: Case, ruleset: Ruleset, as_of: When | None) -> Iterator[Diagnostic]:
    """A year the ruleset is not for, a monitoring ruleset without a date, names that stand twice, unknown goals."""
    yield from about_year(case.project.the_year, ruleset, case.place("$.project.year"))
    if ruleset.kind == "monitoring" and as_of is None:
        yield diagnose("JX245", case.place("$.project"), ruleset=ruleset.id)
    names = Counter((each.level1, each.level2, each.level3) for each in case.indicator)
    for index, each in enumerate(case.indicator):
        branch = (each.level1, each.level2, each.level3)
        if names[branch] > 1:
            names[branch] = 0
            yield diagnose("JX210", case.place(f"$.indicator[{index}].level3"), name=each.level3)
    yield from _about_reading(case)
    yield from _about_funds(case)
    groups = {group.name for group in case.group}
    for index, each in enumerate(case.indicator):
        if each.group and each.group not in groups:
            yield diagnose("JX293", case.place(f"$.indicator[{index}].group"), group=each.group)
    goals = {goal.name for goal in case.goal}
    for index, each in enumerate(case.indicator):
        if each.goal and each.goal not in goals:
            yield diagnose("JX237", case.place(f"$.indicator[{index}].goal"), goal=each.goal)


def _about_reading(case: Case) -> Iterator[Diagnostic]:
    """Errors of the reading that the case was made by, which nobody has settled yet."""
    told = case.extra.get(READING_ERRORS, ())
    for text in [told] if isinstance(told, str) else told if isinstance(told, tuple | list) else ():
        yield diagnose("JX484", case.place(f"$.extra.{READING_ERRORS}"), text=text, key=READING_ERRORS)


def _about_funds(case: Case) -> Iterator[Diagnostic]:
    """Sources of money that do not add up to what the project says (a total among them does)."""
    for key in ("budget", "executed"):
        whole = money(getattr(case.project, key))
        parts = [money(getattr(fund, key)) for fund in case.funds]
        known = [part for part in parts if part is not None and part.unit]
        if whole is None or not whole.unit or not known or len(known) < len(parts):
            continue
        values = [part.value for part in known]
        if whole.value not in (sum(values), *values):
            told = {"sum": plain(sum_of(values)) + "元", "amount": getattr(case.project, key)}
            yield diagnose("JX804", case.place("$.funds"), key=key, **told)


def about_points(case: Case, leaves: tuple[Leaf, ...], tree: Tree, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Points that do not add up are told, never rescaled; what a policy rescales or gives in full adds up."""
    weighted = bool(case.goal) and ruleset.goals.total == "weighted"
    settled = weighted or tree.total.factor is not None or all(leaf.counted for leaf in leaves)
    inside = [leaf for leaf in leaves if ruleset.framework.outside(leaf.indicator.level1) is None]
    whole = tree.total.points if settled else sum_of(leaf.points for leaf in inside)
    own = _HUNDRED if weighted else ruleset.framework.total  # a ruleset of some rows only may stand in a table of 100
    if leaves and whole not in (own, _HUNDRED):
        yield diagnose("JX209", case.place("$.indicator"), found=plain(whole), wanted=plain(own))
    yield from map(_about_outside, tree.total.outside)
    yield from _about_changed_budget(case, leaves, ruleset)
    yield from _about_fine_points(case, leaves, ruleset)
    yield from _about_graded_total(case, tree, ruleset)
    points = {leaf.index: leaf.points for leaf in leaves if leaf.index is not None}
    yield from about_branches(case, [points.get(index, Fraction(0)) for index in range(len(case.indicator))])
    for index, goal in enumerate(tree.goals):
        wanted = goal.goal.points
        if wanted is not None and goal.points != (_HUNDRED if weighted else wanted):
            place = case.place(f"$.goal[{index}].points")
            yield diagnose("JX238", place, goal=goal.goal.name, n=plain(wanted), found=plain(goal.points))


def _about_outside(each: OutsideSum) -> Diagnostic:
    """What a section outside the total did to it, or why nothing."""
    start = plain(each.section.start) if each.section.start is not None else ""
    if each.counts is False:
        return diagnose("JX828", name=each.name, start=start)
    if each.counts is None:
        return diagnose("JX829", name=each.name, start=start)
    kind = phrase(f"outside.{each.section.kind}")
    return diagnose("JX825", name=each.name, kind=kind, score=each.score.text())


def _about_changed_budget(case: Case, leaves: tuple[Leaf, ...], ruleset: Ruleset) -> Iterator[Diagnostic]:
    """A source of money whose budget is not what it was at first, where the ruleset wants that explained."""
    explained = any(leaf.kind is TargetKind.EXECUTION and leaf.indicator.reason for leaf in leaves)
    if ruleset.reasons is None or not ruleset.reasons.budget_changed or explained:
        return
    changed = [index for index, fund in enumerate(case.funds) if _is_changed(fund)]
    if changed:
        funds = [case.funds[index] for index in changed]
        told = [
            phrase("fund.changed", source=each.source, initial=each.initial or "", budget=each.budget or "")
            for each in funds
        ]
        yield diagnose("JX808", case.place(f"$.funds[{changed[0]}].budget"), sources=series("list.semicolon", told))


def _is_changed(fund: Fund) -> bool:
    first, then = money(fund.initial), money(fund.budget)
    return first is not None and then is not None and first.value != then.value


def _about_graded_total(case: Case, tree: Tree, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """A grade that the total as printed does not tell: 90.00 with 良, for 89.996 is what is graded."""
    graded, shown = (
        grades_of(each, tree.total.points, ruleset.grades) for each in (tree.total.graded, tree.total.score)
    )
    if ruleset.grades is None or ruleset.grades.on == "rounded" or graded == shown or tree.total.score.is_open:
        return
    total = to_places(tree.total.score.low, ruleset.rounding.places)
    told = {"total": total, "grade": series("list.comma", graded), "shown": series("list.comma", shown)}
    yield diagnose("JX802", case.place("$.indicator"), **told)


def _about_fine_points(case: Case, leaves: tuple[Leaf, ...], ruleset: Ruleset) -> Iterator[Diagnostic]:
    """Points finer than what scores are rounded to (16⅔): full scores then do not add up by themselves."""
    places = ruleset.rounding.places
    if ruleset.rounding.at != "leaf":
        return
    for leaf in leaves:
        if leaf.index is not None and 10**places % leaf.points.denominator:
            place = case.place(f"$.indicator[{leaf.index}].points")
            yield diagnose("JX290", place, name=leaf.indicator.level3, points=plain(leaf.points), n=places)


def about_absent(leaves: tuple[Leaf, ...], tree: Tree, ruleset: Ruleset, case: Case) -> Iterator[Diagnostic]:
    """A branch without an indicator that the ruleset gives in full."""
    present = {leaf.indicator.level1 for leaf in leaves}
    for node in tree.level1:
        if node.points and node.name not in present:
            place = case.place("$.indicator")
            yield diagnose("JX250", place, name=node.name, n=plain(node.points), ruleset=ruleset.id)


def about_trust(leaves: tuple[Leaf, ...], ruleset: Ruleset, case: Case) -> Iterator[Diagnostic]:
    """Every score that rests on an assumed clause is named."""
    assumed = [leaf.indicator.level3 for leaf in leaves if leaf.assumption is not None]
    if assumed:
        yield diagnose(
            "JX230", case.place("$.indicator"), n=len(assumed), names=series("list.comma", dict.fromkeys(assumed))
        )
