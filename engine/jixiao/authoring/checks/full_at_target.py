"""full-at-target: a rule that promises it gives all the points just where the target is met.

Decided with ≥, ≤ and =. A strict sign (>95%) leaves its own bound out of what meets the target, which a rate of
100% still scores in full: scoring says so itself (JX218) wherever it happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import Probe, goal_for, probe, probes, promising
from jixiao.authoring.sample import noted, pasted, sample_of, told
from jixiao.authoring.sets import difference, nearest
from jixiao.kernel.interval import Interval, intersect
from jixiao.kernel.number import fixed
from jixiao.kernel.words import phrase
from jixiao.rules.axis import Axis
from jixiao.rules.claim import Sign, TargetKind
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["check", "fault"]

NAME = "full-at-target"
_FULL = Interval.point(Fraction(1))


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX502 for every rule that promises fullness at the target and does not keep it."""
    for rule, path in promising(ruleset, Promise.FULL_AT_TARGET):
        if (finding := fault(rule, ruleset, path)) is not None:
            yield finding


def fault(rule: Rule, ruleset: Ruleset, path: str) -> Finding | None:
    """Where the rule is full and should not be, or should be and is not; promised or not."""
    if not isinstance(rule.scorer, Measured):
        return None
    outside = rule.scorer.outside
    if outside is not None and Fraction(1) in outside.share:
        return found(NAME, "JX502", f"{path}.outside", rule.id, wrong=phrase("check.full.outside", band=outside.name))
    for each in _probes(rule, ruleset):
        finding = _fault(each, ruleset, path)
        if finding is not None:
            return finding
    return None


def _probes(rule: Rule, ruleset: Ruleset) -> Iterator[Probe]:
    """A curve over the actual itself does not move with the target, so a second target is tried."""
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    for each in probes(rule, ruleset):
        yield each
        if (
            scorer.axis is Axis.VALUE
            and each.goal.atom.sign is Sign.POSITIVE
            and each.goal.atom.kind is not TargetKind.EXECUTION
        ):
            yield probe(rule, goal_for(each.goal.atom, rule.when, Fraction(85)), ruleset)


def _fault(each: Probe, ruleset: Ruleset, path: str) -> Finding | None:
    full = each.bound.curve.preimage(_FULL)
    met = each.bound.met
    for part, is_met in [(part, True) for part in difference([met], full)] + [
        (part, False) for part in difference(full, [met])
    ]:
        within = intersect(part, each.reach)
        actual = None if within is None else nearest(within, each.aim, whole=each.whole)
        if actual is not None:
            return _finding(each, actual, ruleset, path, is_met=is_met)
    rounded = _rounded_up(each)
    return None if rounded is None else _finding(each, rounded, ruleset, path, is_met=False)


def _rounded_up(each: Probe) -> Fraction | None:
    """An actual that misses the target by so little that the rounded axis does not see it."""
    step = each.scorer.x_rounding
    if step is None or each.bound.policy is not None:
        return None
    for off in (Fraction(-1, 4 * 10**step.places), Fraction(1, 4 * 10**step.places)):
        actual = each.aim * (1 + off)
        if actual not in each.bound.met and each.share(actual) == 1:
            return actual
    return None


def _finding(each: Probe, actual: Fraction, ruleset: Ruleset, path: str, *, is_met: bool) -> Finding:
    sample = sample_of(each, actual, ruleset.rounding)
    wrong = phrase("check.full.less" if is_met else "check.full.more")
    if sample is None:
        text = f"{each.goal.text} {each.actual_keys(actual)}"
        return found(NAME, "JX502", f"{path}.curve", each.rule.id, wrong=phrase("labelled", label=wrong, text=text))
    wanted = fixed(ruleset.rounding(each.points), ruleset.rounding.places) if is_met else None
    example = noted(pasted(sample, wanted), "paste.full" if is_met else "paste.not_full")
    return found(
        NAME,
        "JX502",
        f"{path}.curve",
        each.rule.id,
        (sample,),
        (example,),
        wrong=phrase("labelled", label=wrong, text=told([sample])),
    )
