"""monotone: for a rule that promises it, an actual nearer to the target never gets less.

On the axis ``value`` the target plays no part, and the curve must run one way. On whole axes (days late, breaches) only whole numbers count: between two knots a curve is one monotone map, so the
pairs of neighbours at the knots and one pair in every piece that runs the wrong way decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import Probe, probes, promising
from jixiao.authoring.sample import Sample, noted, pasted, sample_of, told
from jixiao.authoring.sets import around, nearest
from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import EVERYTHING, Interval
from jixiao.kernel.words import phrase
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["check", "fault", "ways"]

NAME = "monotone"
_STEPS = tuple(Fraction(10) ** -power for power in (2, 1, 0, -1, -2, *range(3, 41)))
_FINER = tuple(Fraction(10) ** -power for power in range(2, 41))


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX503 for every rule that promises to be monotone and is not."""
    for rule, path in promising(ruleset, Promise.MONOTONE):
        if (finding := fault(rule, ruleset, path)) is not None:
            yield finding


def fault(rule: Rule, ruleset: Ruleset, path: str) -> Finding | None:
    """The pair of actuals nearest to the target that stand the wrong way round; promised or not."""
    if not isinstance(rule.scorer, Measured):
        return None
    if _runs_one_way(rule.scorer):
        return _beyond(rule, path)
    for each in probes(rule, ruleset):
        pairs = sorted(_pairs(each), key=lambda pair: _far(each, pair))
        for pair in pairs:
            samples = [sample_of(each, actual, ruleset.rounding) for actual in pair]
            kept = tuple(sample for sample in samples if sample is not None)
            return _finding(rule, kept, path)
    return _beyond(rule, path)


def _runs_one_way(scorer: Measured) -> bool:
    """A curve over the actual itself pays no heed to the target: there the promise is that it runs one way."""
    if scorer.axis is not Axis.VALUE:
        return False
    return any(next(scorer.curve.breaches(way), None) is None for way in (1, -1))


def _finding(rule: Rule, samples: tuple[Sample, ...], path: str) -> Finding:
    paste = tuple(noted(pasted(each), "paste.rewrite") for each in samples)
    return found(NAME, "JX503", f"{path}.curve", rule.id, samples, paste, pair=told(samples))


def _beyond(rule: Rule, path: str) -> Finding | None:
    """An assessor may not give more for what lies beyond the curve than the curve gives at its worst."""
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    lowest = scorer.curve.clamp(0, 1).lowest().value if scorer.outside is not None else None
    if scorer.outside is None or not isinstance(lowest, Fraction) or scorer.outside.share.above <= lowest:
        return None
    pair = phrase("check.monotone.outside", band=scorer.outside.name)
    return found(NAME, "JX503", f"{path}.outside", rule.id, pair=pair)


def ways(probe: Probe) -> tuple[tuple[Interval, int], ...]:
    """Parts of the actuals with the way in which the share may go there: 1 not down, -1 not up."""
    axis, goal, met = probe.scorer.axis, probe.goal, probe.bound.met
    if axis in (Axis.DAYS_LATE, Axis.BREACHES):
        return ((EVERYTHING, -1),)
    if axis in (Axis.COVERAGE, Axis.MET_SHARE):
        return ((EVERYTHING, 1),)
    if goal.atom.kind is TargetKind.RANGE or goal.atom.direction is Direction.EXACT:
        below = ((Interval(None, met.low), 1),) if met.low is not None else ()
        return (*below, (Interval(met.high, None), -1)) if met.high is not None else below
    return ((EVERYTHING, -1 if goal.atom.direction is Direction.NEGATIVE else 1),)


def _far(probe: Probe, pair: tuple[Fraction, Fraction]) -> Fraction:
    return min(abs(each - probe.aim) for each in pair)


def _pairs(probe: Probe) -> Iterator[tuple[Fraction, Fraction]]:
    """Two actuals in order whose shares stand the wrong way round, one pair a breach."""
    for part, way in ways(probe):
        curve = probe.curve and probe.curve.restrict(part)
        if curve is None:
            continue
        if probe.whole:
            yield from _whole_pairs(curve, way)
            continue
        for breach in curve.breaches(way):
            if breach.is_point:
                assert breach.low is not None
                yield from _at_jump(curve, breach.low, way)
            else:
                yield from _in_piece(curve, breach, way, probe.aim)


def _wrong(curve: Curve, left: Fraction, right: Fraction, way: int) -> bool:
    return left in curve.domain and right in curve.domain and (curve.at(right) - curve.at(left)) * way < 0


def _at_jump(curve: Curve, x: Fraction, way: int) -> Iterator[tuple[Fraction, Fraction]]:
    """The nearest pair of decimals; with the number itself where only it shows the breach and it is no decimal."""
    for step in _FINER:
        for left, right in (*around(x, step), *(((x - step, x), (x, x + step)) if step == _FINER[-1] else ())):
            if _wrong(curve, left, right, way):
                yield left, right
                return


def _in_piece(curve: Curve, piece: Interval, way: int, aim: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """Two numbers of one piece so far apart that two decimals show it, if the piece is wide enough."""
    start = nearest(piece, aim)
    assert start is not None
    best: tuple[Fraction, Fraction] | None = None
    for step in _STEPS:
        for pair in ((start - step, start), (start, start + step)):
            if all(each in piece for each in pair) and _wrong(curve, pair[0], pair[1], way):
                best = best or pair
                if abs(curve.at(pair[0]) - curve.at(pair[1])) >= Fraction(1, 1000):
                    yield pair
                    return
    if best is not None:
        yield best


def _whole_pairs(curve: Curve, way: int) -> Iterator[tuple[Fraction, Fraction]]:
    starts = {Fraction(at) for knot in curve.knots for at in (floor(knot.x), ceil(knot.x) - 1)}
    for breach in curve.breaches(way):
        inside = nearest(breach, Fraction(0), whole=True)
        starts |= set() if inside is None else {inside - 1, inside}
    for start in sorted(starts):
        if _wrong(curve, start, start + 1, way):
            yield start, start + 1
