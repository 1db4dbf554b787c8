"""From a share to a leaf's score: over-fulfilment, deduction, rounding, a person's override, reasons wanted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import percent, plain, shown
from jixiao.language.actual import Measured, Missing, Worded
from jixiao.language.ast import Change, Quantity
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded
from jixiao.rules.scorer import Measured as MeasuredRule
from jixiao.scoring.leaf import Leaf, PolicyUse
from jixiao.scoring.row import Row
from jixiao.scoring.score import Score

__all__ = ["finish"]


def finish(leaf: Leaf, row: Row, ruleset: Ruleset) -> Leaf:
    """Share to points: over-fulfilment, manual deduction, rounding, a person's override, reasons wanted."""
    if (
        leaf.reading is not None
        and isinstance(leaf.reading.value, Missing)
        and _skips(ruleset, PolicyName.MISSING_ACTUAL)
    ):
        leaf = evolve(leaf, counted=False)
    leaf = _over(leaf, row, ruleset)
    leaf = _stated(leaf, row, ruleset)
    unrounded = leaf.outcome.share.times(row.points)
    if leaf.rule is not None and leaf.rule.cap is not None and unrounded.high > leaf.rule.cap:
        unrounded = unrounded.capped(Fraction(0), leaf.rule.cap)
        leaf = evolve(leaf, capped=leaf.rule.cap)
    unrounded, refused = _deducted(unrounded, leaf, row, ruleset)
    rounded = unrounded.rounded(ruleset.rounding) if ruleset.round_at == "leaf" else unrounded
    leaf = evolve(leaf, unrounded=unrounded, computed=rounded, score=rounded, light=_light(leaf))
    leaf = evolve(leaf, diagnostics=(*leaf.diagnostics, *leaf.outcome.diagnostics, *refused))
    leaf = _overridden(leaf, row)
    return evolve(leaf, diagnostics=(*leaf.diagnostics, *_wanted_reasons(leaf, row, ruleset)))


def _skips(ruleset: Ruleset, name: PolicyName) -> bool:
    return ruleset.policy(name).value == "skip"


def _over(leaf: Leaf, row: Row, ruleset: Ruleset) -> Leaf:
    """Over-fulfilment marks the leaf; it is reduced only where a person confirmed that the target was too low."""
    over, value = ruleset.over, leaf.reading.value if leaf.reading else None
    target = leaf.parsed.meaning if leaf.parsed else None
    if over is None or not isinstance(value, Measured) or not isinstance(target, Quantity | Change):
        return _too_low_unused(leaf, row)
    if leaf.direction is Direction.NEGATIVE or leaf.kind is TargetKind.EXECUTION:
        return _too_low_unused(leaf, row)
    ratio = value.value / target.value if target.value > 0 else None
    start = over.zero_target_start
    passed = ratio >= over.start if ratio is not None else start is not None and value.value >= start
    if not passed:
        return _too_low_unused(leaf, row)
    leaf = evolve(leaf, over=True)
    if not row.indicator.reason:
        ratio_text = percent(ratio) if ratio is not None else plain(value.value)
        said = diagnose("JX215", row.place("actual"), ratio=ratio_text, start=percent(over.start))
        leaf = evolve(leaf, diagnostics=(*leaf.diagnostics, said))
    if not row.indicator.target_too_low or over.reduce is None or ratio is None:
        return _too_low_unused(leaf, row)
    factor = over.reduce.at(ratio)
    share = leaf.outcome.share.times(factor).capped(Fraction(0), Fraction(1))
    return evolve(leaf, reduced=factor, outcome=evolve(leaf.outcome, share=share))


def _too_low_unused(leaf: Leaf, row: Row) -> Leaf:
    if not row.indicator.target_too_low:
        return leaf
    said = diagnose("JX234", row.place("target_too_low"), name=row.indicator.level3)
    return evolve(leaf, diagnostics=(*leaf.diagnostics, said))


def _stated(leaf: Leaf, row: Row, ruleset: Ruleset) -> Leaf:
    """A yes/no rule with a stated deduction: what is not met loses that much instead of everything."""
    taken = row.indicator.deduction
    policy = ruleset.policy(PolicyName.DEDUCTION)
    if policy.value != "stated" or not taken or taken < 0 or not _is_direct(leaf) or row.points == 0:
        return leaf
    least = max(Fraction(0), 1 - taken / row.points)
    share = leaf.outcome.share
    raised = Score(max(share.low, least), max(share.high, least), share.high_open and share.high > least)
    uses = (*leaf.outcome.policies, PolicyUse(PolicyName.DEDUCTION, policy))
    return evolve(leaf, outcome=evolve(leaf.outcome, share=raised, policies=uses))


def _is_direct(leaf: Leaf) -> bool:
    """直接赋分: the rule gives all or nothing."""
    scorer = leaf.rule.scorer if leaf.rule is not None else None
    if isinstance(scorer, Graded):
        return {step.share for step in scorer.steps} <= {Fraction(0), Fraction(1)}
    return isinstance(scorer, MeasuredRule) and scorer.axis is Axis.MET


def _deducted(score: Score, leaf: Leaf, row: Row, ruleset: Ruleset) -> tuple[Score, tuple[Diagnostic, ...]]:
    """A manual deduction takes points off, down to none."""
    taken = row.indicator.deduction
    if taken is None or taken == 0:
        return score, ()
    policy = ruleset.policy(PolicyName.DEDUCTION).value
    if policy == "stated" and taken > 0 and _is_direct(leaf):
        return score, ()
    if policy != "subtract" or taken < 0:
        refused = diagnose("JX233", row.place("deduction"), deduction=plain(taken), ruleset=ruleset.id)
        return Score(Fraction(0), row.points), (refused,)
    lowered = Score(max(score.low - taken, Fraction(0)), max(score.high - taken, Fraction(0)), score.high_open)
    return evolve(lowered, high_open=lowered.high_open and lowered.is_open), ()


def _light(leaf: Leaf) -> str:
    """The rule's light for the place on the axis, or for the words."""
    if leaf.rule is None:
        return ""
    worded = leaf.reading.value if leaf.reading and isinstance(leaf.reading.value, Worded) else None
    for light in leaf.rule.lights:
        if light.x is not None and leaf.outcome.x is not None and leaf.outcome.x in light.x:
            return light.name
        if worded is not None and (worded.words in light.words or worded.attainment in light.attainment):
            return light.name
    return ""


def _overridden(leaf: Leaf, row: Row) -> Leaf:
    override = row.indicator.override
    if override is None:
        return leaf
    if not 0 <= override.score <= row.points:
        place = row.place("override")
        wrong = diagnose("JX225", place, score=plain(override.score), points=plain(row.points))
        return evolve(leaf, diagnostics=(*leaf.diagnostics, wrong))
    computed = _shown(leaf.computed)
    said = diagnose(
        "JX235", row.place("override"), score=plain(override.score), computed=computed, reason=override.reason
    )
    return evolve(leaf, score=Score.of(override.score), diagnostics=(*leaf.diagnostics, said))


def _shown(score: Score) -> str:
    return (
        plain(score.low)
        if not score.is_open
        else f"[{plain(score.low)}, {plain(score.high)}{')' if score.high_open else ']'}"
    )


def _wanted_reasons(leaf: Leaf, row: Row, ruleset: Ruleset) -> Iterator[Diagnostic]:
    """A missed target that rounds to full points, and the written reasons that the ruleset wants."""
    if leaf.outcome.met is False and not leaf.computed.is_open and leaf.computed.low == row.points > 0:
        if leaf.unrounded.low < row.points:
            yield diagnose(
                "JX217", row.place("actual"), name=row.indicator.level3, unrounded=shown(leaf.unrounded.low, 6)
            )
        elif leaf.direction is Direction.EXACT:
            yield diagnose("JX246", row.place("actual"), name=row.indicator.level3, target=row.indicator.target)
    reasons = ruleset.reasons
    if reasons is None or row.indicator.reason or leaf.is_open:
        return
    if leaf.kind is TargetKind.EXECUTION and reasons.execution_below is not None and leaf.outcome.x is not None:
        if leaf.outcome.x < reasons.execution_below:
            yield diagnose(
                "JX243", row.place("reason"), rate=percent(leaf.outcome.x), limit=percent(reasons.execution_below)
            )
    elif reasons.below_full and leaf.score.low < row.points:
        yield diagnose("JX216", row.place("reason"), name=row.indicator.level3)
