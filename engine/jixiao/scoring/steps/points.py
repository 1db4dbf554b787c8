"""From the share to the score: over-fulfilment, deduction, points and cap, rounding, a person's override, reasons wanted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import percent, plain, shown
from jixiao.language.actual import MeasuredActual, Missing
from jixiao.language.ast import Change, Quantity
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Over
from jixiao.rules.scorer import Graded, Judged, Measured
from jixiao.scoring.leaf import PolicyUse
from jixiao.scoring.monitor.lights import light_of
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import NOTHING, Score
from jixiao.scoring.steps.work import Work

__all__ = [
    "ask_reasons",
    "give_points",
    "leave_out_missing",
    "note_over",
    "override_score",
    "round_points",
    "score_nothing",
    "show_light",
    "soften_deduction",
]

_ZERO, _ONE = Fraction(0), Fraction(1)


def score_nothing(work: Work) -> None:
    """What stands for all of these steps where a row does not apply."""
    work.unrounded = work.computed = work.score = NOTHING


def leave_out_missing(work: Work) -> None:
    """A row that nothing settles for want of its actual is left out of every sum where the ruleset skips it."""
    if work.reading is None or not isinstance(work.reading.value, Missing) or not work.outcome.share.is_open:
        return
    if work.row.without_budget:
        return
    if work.setting.ruleset.policy(PolicyName.MISSING_ACTUAL).value == "skip":
        work.counted = False


# -- the share once more


def note_over(work: Work) -> None:
    """Over-fulfilment is marked; the share is reduced only where a person confirmed that the target was too low."""
    over, row = work.setting.ruleset.over, work.row
    ratio = None if over is None else _over_ratio(work, over)
    if over is not None and work.over and not row.indicator.reason:
        value = work.reading.value if work.reading else None
        assert isinstance(value, MeasuredActual)
        told = percent(ratio) if ratio is not None else plain(value.value)
        work.said.append(diagnose("JX215", row.place("actual"), ratio=told, start=percent(over.start)))
    if not row.indicator.target_too_low:
        return
    if over is None or not work.over or over.reduce is None or ratio is None:
        work.said.append(diagnose("JX234", row.place("target_too_low"), name=row.indicator.level3))
        return
    work.reduced = over.reduce.at(ratio)
    share = work.outcome.share.times(work.reduced).capped(_ZERO, _ONE)
    work.outcome = evolve(work.outcome, share=share)


def _over_ratio(work: Work, over: Over) -> Fraction | None:
    """Whether the target is over-fulfilled, and by what ratio (None for a target of zero)."""
    value, target = work.reading.value if work.reading else None, work.parsed.meaning
    if not isinstance(value, MeasuredActual) or not isinstance(target, Quantity | Change):
        return None
    if work.bearing.direction is Direction.NEGATIVE or work.kind is TargetKind.EXECUTION:
        return None
    ratio = value.value / target.value if target.value > 0 else None
    start = over.zero_target_start
    work.over = ratio >= over.start if ratio is not None else start is not None and value.value >= start
    return ratio


def soften_deduction(work: Work) -> None:
    """A yes/no rule with a stated deduction: what is not met loses that much instead of everything."""
    taken, points = work.row.indicator.deduction, work.row.points
    if not taken or taken < 0 or points == 0 or not _is_stated(work):
        return
    least = max(_ZERO, 1 - taken / points)
    share = work.outcome.share
    raised = Score(max(share.low, least), max(share.high, least), share.high_open and share.high > least)
    use = PolicyUse(PolicyName.DEDUCTION, work.setting.ruleset.policy(PolicyName.DEDUCTION))
    work.outcome = evolve(work.outcome, share=raised, policies=(*work.outcome.policies, use))


def _is_stated(work: Work) -> bool:
    """Whether a deduction says what a rule that gives all or nothing (直接赋分) takes off."""
    return work.setting.ruleset.policy(PolicyName.DEDUCTION).value == "stated" and _is_direct(work.rule)


def _is_direct(rule: Rule | None) -> bool:
    scorer = rule.scorer if rule is not None else None
    if isinstance(scorer, Graded):
        return {step.share for step in scorer.steps} <= {_ZERO, _ONE}
    return isinstance(scorer, Measured) and scorer.axis is Axis.MET


# -- points


def give_points(work: Work) -> None:
    """The share of the points, kept under the rule's cap, less a manual deduction."""
    rule, score = work.rule, work.outcome.share.times(work.row.points)
    if rule is not None and rule.cap is not None and score.high > rule.cap:
        score, work.capped = score.capped(_ZERO, rule.cap), rule.cap
    work.said.extend(work.outcome.diagnostics)
    work.unrounded = _deducted(work, score)


def _deducted(work: Work, score: Score) -> Score:
    """The score less the deduction, down to none; a deduction that the ruleset does not know leaves it open."""
    row = work.row
    taken = row.indicator.deduction
    if not taken or (taken > 0 and _is_stated(work)):
        return score
    if taken > 0 and work.setting.ruleset.policy(PolicyName.DEDUCTION).value == "subtract":
        low, high = max(score.low - taken, _ZERO), max(score.high - taken, _ZERO)
        return Score(low, high, score.high_open and low != high)
    said = diagnose("JX233", row.place("deduction"), deduction=plain(taken), ruleset=work.setting.ruleset.id)
    work.said.append(said)
    work.refused = Open(OpenReason.DEDUCTION_REFUSED, said)
    return Score(_ZERO, row.points)


def round_points(work: Work) -> None:
    """Rounded here where the ruleset rounds at the leaf, else as it is."""
    ruleset = work.setting.ruleset
    work.computed = work.unrounded.rounded(ruleset.rounding) if ruleset.rounding.at == "leaf" else work.unrounded


def show_light(work: Work) -> None:
    """The rule's light, in rulesets that monitor."""
    if work.rule is not None and work.rule.lights:
        work.light = light_of(work.rule, work.outcome, work.reading)


def override_score(work: Work) -> None:
    """A person's override in place of what was computed, if it lies within the points."""
    override, row = work.row.indicator.override, work.row
    work.score = work.computed
    if override is None:
        return
    place = row.place("override")
    if not 0 <= override.score <= row.points:
        work.said.append(diagnose("JX225", place, score=plain(override.score), points=plain(row.points)))
        return
    rounding = work.setting.ruleset.rounding
    score = rounding(override.score) if rounding.at == "leaf" else override.score
    if score != override.score:
        work.said.append(diagnose("JX801", place, score=plain(override.score), rounded=plain(score)))
    work.score = Score.of(score)
    told = {"score": plain(score), "computed": work.computed.text(), "reason": override.reason}
    work.said.append(diagnose("JX235", place, **told))


def ask_reasons(work: Work) -> None:
    """A missed target that rounds to full points is told; so are the written reasons that the ruleset wants."""
    work.said.extend(_missed_but_full(work))
    work.said.extend(_reasons_wanted(work))


def _missed_but_full(work: Work) -> Iterator[Diagnostic]:
    row = work.row
    if work.outcome.met is not False or work.computed.is_open or not work.computed.low == row.points > 0:
        return
    name = row.indicator.level3
    if work.unrounded.low < row.points:
        yield diagnose("JX217", row.place("actual"), name=name, unrounded=shown(work.unrounded.low, 6))
    elif work.bearing.direction is Direction.EXACT:
        yield diagnose("JX246", row.place("actual"), name=name, target=row.indicator.target)


def _reasons_wanted(work: Work) -> Iterator[Diagnostic]:
    reasons, row, x = work.setting.ruleset.reasons, work.row, work.outcome.x
    if reasons is None or row.indicator.reason or not work.counted or work.score.is_open:
        return
    if work.kind is TargetKind.EXECUTION and reasons.execution_below is not None and x is not None:
        if x < reasons.execution_below:
            told = {"rate": percent(x), "limit": percent(reasons.execution_below)}
            yield diagnose("JX243", row.place("reason"), **told)
    elif reasons.below_full and work.score.low < row.points:
        yield diagnose("JX216", row.place("reason"), name=row.indicator.level3)
    elif reasons.judged and work.rule is not None and isinstance(work.rule.scorer, Judged):
        yield diagnose("JX807", row.place("reason"), name=row.indicator.level3)
