"""Laws that hold of every ruleset, or of every rule that promises them; each raises AssertionError with the trial."""

from __future__ import annotations

from fractions import Fraction

from jixiao.authoring.checks.monotone import ways
from jixiao.authoring.probe import Probe
from jixiao.language.ast import Change, Operator, Quantity
from jixiao.rules.axis import Axis, position
from jixiao.rules.rule import Promise
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Gives
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.load import case_from_document
from jixiao.testing.trial import Trial

__all__ = [
    "adds_up",
    "agrees_with_curve",
    "full_just_when_met",
    "monotone",
    "scored_case",
    "unknown_is_open",
    "within_points",
]


def agrees_with_curve(trial: Trial) -> None:
    """The scorer, from text to share, gives what the rule's rows say at the place of the actual on the axis."""
    leaf = trial.leaf
    assert leaf.rule is not None, f"no rule: {trial}"
    assert leaf.rule.id == trial.probe.rule.id, f"another rule: {trial}"
    wanted = trial.probe.share(trial.actual)
    if wanted is None:
        assert leaf.outcome.share.is_open or leaf.outcome.band, f"not left to an assessor: {trial}"
        return
    assert not leaf.outcome.share.is_open, f"open: {trial}"
    assert leaf.outcome.share.low == wanted, f"{leaf.outcome.share.low} for {wanted}: {trial}"
    by_rows = share_by_rows(trial.probe, trial.actual)
    assert by_rows is None or by_rows == wanted, f"the rows say {by_rows}, the curve {wanted}: {trial}"


def share_by_rows(probe: Probe, actual: Fraction) -> Fraction | None:
    """The share read off the rule's own rows, at x; None where a policy or infinity stands in."""
    bound, scorer = probe.bound, probe.scorer
    x = position(bound.axis, actual) if bound.axis and bound.policy is None else None
    if x is None:
        return None
    y = scorer.curve.at(x if scorer.x_rounding is None else scorer.x_rounding(x))
    if scorer.gives is Gives.POINTS:
        y = y / bound.points
    elif scorer.gives is Gives.DEDUCTION:
        y = 1 - y / bound.points
    return min(max(y, Fraction(0)), Fraction(1))


def within_points(trial: Trial) -> None:
    """No score below nothing or above the points."""
    score = trial.leaf.score
    assert 0 <= score.low <= score.high <= trial.probe.points, f"{score}: {trial}"


def full_just_when_met(trial: Trial) -> None:
    """Where the rule promises it: full before rounding if and only if the target is met.

    A strict sign is left out at its own bound, which a rate of 100% scores in full (scoring says so: JX218).
    """
    if Promise.FULL_AT_TARGET not in trial.probe.rule.promises or _at_strict_bound(trial):
        return
    share = trial.leaf.outcome.share
    is_met = trial.actual in trial.probe.bound.met
    assert (share.low == share.high == 1) == is_met, f"share {share}, met {is_met}: {trial}"


def _at_strict_bound(trial: Trial) -> bool:
    meaning = trial.probe.goal.meaning
    strict = isinstance(meaning, Quantity | Change) and meaning.operator in (Operator.MORE, Operator.LESS)
    return strict and trial.actual == trial.probe.aim


def monotone(one: Trial, two: Trial) -> None:
    """Where the rule promises it: of two actuals of one target, the nearer to it never gets less."""
    if Promise.MONOTONE not in one.probe.rule.promises:
        return
    if one.probe.scorer.axis is Axis.VALUE:
        return  # the target plays no part there
    left, right = sorted((one, two), key=lambda trial: trial.actual)
    for part, way in ways(one.probe):
        if left.actual in part and right.actual in part:
            low, high = left.leaf.outcome.share, right.leaf.outcome.share
            less, more = (low, high) if way > 0 else (high, low)
            assert less.low <= more.high, f"{less} before {more}: {left} {right}"


# -- cases


def scored_case(document: dict[str, object], ruleset: Ruleset) -> Result:
    """A drawn case scored."""
    from jixiao.kernel.document import Document

    return evaluate(case_from_document(Document(document)), ruleset)


def adds_up(result: Result) -> None:
    """Counted leaves add up to the total, bound by bound, where nothing rescales, caps or vetoes it."""
    total = result.tree.total
    if total.factor is not None or result.ruleset.gates or any(node.capped for node in result.tree.level1):
        return
    counted = [leaf.score for leaf in result.leaves if leaf.counted]
    if result.ruleset.rounding.at == "leaf" and not result.case.goal:
        assert sum(score.low for score in counted) == total.score.low, "the lower bounds do not add up"
        assert sum(score.high for score in counted) == total.score.high, "the upper bounds do not add up"


def unknown_is_open(result: Result) -> None:
    """A counted leaf without an actual is never a known score, unless the ruleset says what stands for it."""
    if result.ruleset.policies and any(name == "missing_actual" for name in result.ruleset.policies):
        return
    for leaf in result.leaves:
        given = leaf.indicator.actual or leaf.indicator.items or leaf.indicator.judgement is not None
        if leaf.counted and leaf.index is not None and not given and leaf.points > 0:
            assert leaf.score.is_open, f"known without an actual: {leaf.indicator.level3}"
