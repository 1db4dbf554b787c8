"""What the indicators must reach for a wanted total or grade: exact, one indicator at a time.

For every indicator two questions. *Alone*: with all others at the low end of what is still open, from which
actual on is the total certain? *At least*: with all others at their high end, below which actual can it no
longer be reached? Where nothing else is open the two are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose
from jixiao.kernel.interval import EVERYTHING, Infinity, Interval, intersect
from jixiao.kernel.quantity import counts
from jixiao.kernel.words import series
from jixiao.language.ast import Change, Deadline, Meaning, Period, Quantity, Range, Several
from jixiao.rules.axis import Axis
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured, Summed
from jixiao.scoring.days import last_day_kept
from jixiao.scoring.evaluate import Result
from jixiao.scoring.items import read_items
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.seek.inverse import actuals_for, counts_for
from jixiao.scoring.seek.moves import move_of
from jixiao.scoring.seek.sought import Need, Option, Seek, Sought, SoughtAs, State
from jixiao.scoring.seek.threshold import Aim, Least, least_points, measure, pinned, with_points
from jixiao.scoring.steps.outcome import limits
from jixiao.scoring.steps.share import negatives_are_zero, zero_stands_for_less

__all__ = ["seek", "wanted_grade"]


_MOST_ITEMS = 9999
_NOT_THINGS = frozenset(["百分点", "分", "点"])
_NOWHERE = Need(None)


def wanted_grade(name: str, ruleset: Ruleset) -> Aim:
    """The least total of a grade. Raises JixiaoError (JX280) for a grade that the ruleset does not have."""
    cuts = {cut.name: cut.start for cut in ruleset.grades.cuts} if ruleset.grades else {}
    if name not in cuts:
        raise JixiaoError(diagnose("JX280", ruleset=ruleset.id, grade=name, known=series("list.comma", cuts or ("—",))))
    return Aim(cuts[name], name)


def _in_points(wanted: Aim, result: Result) -> Aim:
    """The least of a grade in the points of this case's table, which the cuts of some rulesets are shares of."""
    grades = result.ruleset.grades
    if not wanted.grade or grades is None:
        return wanted
    starts = {cut.name: cut.start for cut in grades.cuts_of(result.tree.total.points)}
    return Aim(starts[wanted.grade], wanted.grade)


def seek(result: Result, wanted: Aim) -> Seek:
    """What each indicator of a scored case must reach for the wanted total."""
    if result.ruleset.framework.has_outside:
        raise JixiaoError(diagnose("JX826", ruleset=result.ruleset.id))
    wanted = _in_points(wanted, result)
    low, high = pinned(result.leaves, high=False), pinned(result.leaves, high=True)
    sought = tuple(
        _sought(result, index, low, high, wanted) for index, leaf in enumerate(result.leaves) if _is_sought(leaf)
    )
    best = tuple(_at_its_best(leaf, result, high[index]) for index, leaf in enumerate(result.leaves))
    totals = [measure(result, leaves, wanted) for leaves in (low, high, best)]
    moves = tuple(sorted(filter(None, map(move_of, sought)), key=lambda each: each.relative))
    state = _state(result, wanted, totals)
    return Seek(result, wanted, state, totals[0], totals[1], totals[2], sought, moves, tuple(_doubts(result)))


def _is_sought(leaf: Leaf) -> bool:
    return leaf.counted and leaf.points > 0


def _state(result: Result, wanted: Aim, totals: Sequence[Fraction]) -> State:
    low, high, best = totals
    if low >= wanted.value:
        return State.REACHED
    if high > wanted.value or (high == wanted.value and wanted.is_attained(result.tree.total)):
        return State.POSSIBLE
    return State.SHORT if best >= wanted.value else State.UNREACHABLE


def _doubts(result: Result) -> list[Diagnostic]:
    """What the answer cannot follow: indicators that count others, and a veto."""
    said = [
        diagnose("JX283", name=leaf.indicator.level3)
        for leaf in result.leaves
        if leaf.rule and isinstance(leaf.rule.scorer, Measured) and leaf.rule.scorer.axis is Axis.MET_SHARE
    ]
    said += [
        diagnose("JX823", name=leaf.indicator.level3)
        for leaf in result.leaves
        if leaf.rule and isinstance(leaf.rule.scorer, Summed) and leaf.counted and leaf.points > 0
    ]
    if result.gates:
        said.append(diagnose("JX284"))
    return said


# -- one indicator


def _sought(result: Result, at: int, low: Sequence[Leaf], high: Sequence[Leaf], wanted: Aim) -> Sought:
    leaf = result.leaves[at]
    form = _form(leaf, result.ruleset)
    target = _target(leaf)
    deadline = last_day_kept(target, result.case.project.the_year) if form is SoughtAs.DATE else None
    if form is SoughtAs.DATE and deadline is None:
        form = SoughtAs.FIXED
    unit = getattr(target, "unit", "")
    counted = form is SoughtAs.ITEMS or (counts(unit) and unit not in _NOT_THINGS)
    needs = [
        _need(leaf, form, target, least_points(result, leaves, at, wanted), result.ruleset) for leaves in (low, high)
    ]
    return Sought(leaf, form, unit, counted, needs[0], needs[1], deadline, _listed(leaf))


def _target(leaf: Leaf) -> Meaning:
    assert leaf.target is not None
    return leaf.target


def _form(leaf: Leaf, ruleset: Ruleset) -> SoughtAs:
    """A person's correction, a stated deduction, several targets in one cell: nothing here can ask for these."""
    indicator = leaf.indicator
    if leaf.rule is None or leaf.parsed is None or indicator.override is not None:
        return SoughtAs.FIXED
    if indicator.target_too_low or isinstance(leaf.parsed.meaning, Several) or _is_not_taken_off(leaf, ruleset):
        return SoughtAs.FIXED
    scorer = leaf.rule.scorer
    if isinstance(scorer, Summed):
        return SoughtAs.FIXED
    if isinstance(scorer, Judged):
        return SoughtAs.JUDGEMENT
    if isinstance(scorer, Graded):
        return SoughtAs.GRADE
    return _measured_form(leaf, scorer)


def _measured_form(leaf: Leaf, scorer: Measured) -> SoughtAs:
    target = _target(leaf)
    if scorer.axis in (Axis.COVERAGE, Axis.BREACHES):
        return SoughtAs.ITEMS if _listed(leaf) else SoughtAs.FIXED
    if scorer.axis in (Axis.MET_SHARE, Axis.PACE):
        return SoughtAs.FIXED
    if isinstance(target, Deadline | Period):
        return SoughtAs.DATE
    return SoughtAs.NUMBER if isinstance(target, Quantity | Range | Change) else SoughtAs.FIXED


def _is_not_taken_off(leaf: Leaf, ruleset: Ruleset) -> bool:
    """A deduction that is not simply taken off the computed points: stands for them, or is not known and to be settled first."""
    taken = leaf.indicator.deduction
    return taken is not None and taken != 0 and (taken < 0 or ruleset.policy(PolicyName.DEDUCTION).value != "subtract")


def _listed(leaf: Leaf) -> int | None:
    """How many items the case lists; None for none, and for more than are worth going through."""
    counts = read_items(leaf.indicator.items)
    return counts[1] if counts is not None and 0 < counts[1] <= _MOST_ITEMS else None


def _need(leaf: Leaf, form: SoughtAs, target: Meaning, least: Least | None, ruleset: Ruleset) -> Need:
    if least is None or form is SoughtAs.FIXED:
        return Need(least)
    share = _share_for(leaf, least)
    if share is None:
        return _NOWHERE
    assert leaf.rule is not None
    scorer = leaf.rule.scorer
    if isinstance(scorer, Judged):
        found = ((band.name, intersect(band.share, share)) for band in limits(scorer, leaf.points))
        return Need(least, share, options=tuple(Option(name, part) for name, part in found if part is not None))
    if isinstance(scorer, Graded):
        steps = tuple(Option(step.name, Interval.point(step.share)) for step in scorer.steps if step.share in share)
        return Need(least, share, options=steps)
    assert isinstance(scorer, Measured)  # of parts nothing is sought
    bound = ruleset.bound(leaf.rule, target, leaf.points, leaf.direction)
    outside = scorer.outside
    beyond = None if outside is None else intersect(outside.share, share)
    options = () if outside is None or beyond is None else (Option(outside.name, beyond),)
    if form is SoughtAs.ITEMS:
        parts = counts_for(bound, share, _listed(leaf) or 0, breaches=scorer.axis is Axis.BREACHES)
        return Need(least, share, parts, options)
    if least == Least(Fraction(0)):  # whatever it is, and also where the rule leaves the rest to an assessor
        return Need(least, share, (EVERYTHING,), options)
    as_zero = negatives_are_zero(target, ruleset) and zero_stands_for_less(target, leaf.direction)
    return Need(least, share, actuals_for(bound, share, below_zero_as_zero=as_zero), options)


def _share_for(leaf: Leaf, least: Least) -> Interval | None:
    """The shares of the points that bring the least score, the manual deduction made good."""
    taken = leaf.indicator.deduction or Fraction(0)
    if least.score == 0 and not least.above:
        return Interval(Fraction(0), Fraction(1))
    before = least.score + taken
    cap = leaf.rule.cap if leaf.rule else None
    if cap is not None and (before > cap or (before == cap and least.above)):
        return None
    share = before / leaf.points
    if share > 1 or (share == 1 and least.above):
        return None
    return Interval(share, Fraction(1), low_open=least.above)


# -- the best there is


def _is_of_parts(leaf: Leaf) -> bool:
    """Whether inputs that nothing here asks for could bring all of the points."""
    return leaf.rule is not None and isinstance(leaf.rule.scorer, Summed) and leaf.indicator.override is None


def _at_its_best(leaf: Leaf, result: Result, high: Leaf) -> Leaf:
    """The leaf with the most points any actual or judgement can give it."""
    form = _form(leaf, result.ruleset)
    if _is_sought(leaf) and _is_of_parts(leaf):
        return with_points(leaf, leaf.points, result)
    if not _is_sought(leaf) or form is SoughtAs.FIXED:
        return high
    assert leaf.rule is not None
    scorer, most = leaf.rule.scorer, Fraction(1)
    if isinstance(scorer, Graded):
        most = max(step.share for step in scorer.steps)
    elif isinstance(scorer, Judged):
        most = max(band.share.high or Fraction(0) for band in limits(scorer, leaf.points))
    elif isinstance(scorer, Measured) and scorer.x_rounding is None:
        bound = result.ruleset.bound(leaf.rule, _target(leaf), leaf.points, leaf.direction)
        top = bound.curve.highest().value
        beyond = scorer.outside.share.high if scorer.outside else None
        most = max(top if not isinstance(top, Infinity) else Fraction(1), beyond or Fraction(0))
    points = leaf.points * most
    if leaf.rule.cap is not None:
        points = min(points, leaf.rule.cap)
    points = max(points - (leaf.indicator.deduction or Fraction(0)), Fraction(0))
    return with_points(leaf, points, result)
