"""A rule bound to one target: the curve of the share over the actual itself, and the actuals that meet it.

Binding composes the rule's curve with its axis; what the axis cannot do with a zero or negative target is
taken from the ruleset's policy, and the bound value says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Infinity, Interval
from jixiao.kernel.mobius import Mobius
from jixiao.language.ast import Change, Meaning, Operator, Quantity, Range
from jixiao.language.direction import Direction, is_bare_zero
from jixiao.rules.axis import Axis, AxisPart, NamedAxis, axis_parts, divides_by_target
from jixiao.rules.claim import Sign
from jixiao.rules.policy import Policy, PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.scorer import Gives, Measured

if TYPE_CHECKING:
    from jixiao.rules.own_axis import OwnAxis

__all__ = ["Bound", "bind", "met_interval", "sign_of"]

_SCALES = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "‱": Fraction(1, 10000)}
_NO_DAYS = Interval(None, Fraction(0))
_ALL_ITEMS = Interval(Fraction(1), None)
_UP = frozenset({Axis.COVERAGE, Axis.MET_SHARE})
_DOWN = frozenset({Axis.DAYS_LATE, Axis.BREACHES})
_LISTED = _UP | _DOWN


@frozen
class Bound:
    """A measured rule over the actuals of one target.

    ``curve`` gives the share of ``points`` for an actual in the target's unit (days late, items …), clamped
    to 0..1; its domain ends where the rule leaves the rest to an assessor. ``met`` holds the actuals that
    meet the target. ``over_axis`` is the same share over x, for a rule that rounds x first. ``policy`` names the policy that stands in for the
    rule's own curve, if one does: everywhere, or (a range from below zero) where the axis has no part.
    """

    rule: Rule
    scorer: Measured
    points: Fraction
    met: Interval
    axis: tuple[AxisPart, ...]
    curve: Curve
    over_axis: Curve
    policy: PolicyName | None = None

    def is_on_axis(self, actual: Fraction) -> bool:
        """Whether the rule's own axis has a place for the actual: elsewhere the policy speaks."""
        return any(actual in each.part for each in self.axis)


def sign_of(target: Meaning) -> Sign | None:
    """The sign of the target's value (of a range's lower end); None where it has none."""
    if isinstance(target, Quantity | Change):
        value = target.value
    elif isinstance(target, Range):
        value = target.low
    else:
        return None
    return Sign.ZERO if value == 0 else Sign.POSITIVE if value > 0 else Sign.NEGATIVE


def met_interval(target: Meaning, direction: Direction | None, axis: NamedAxis) -> Interval:
    """The actuals that meet the target; strict signs leave the value itself out, a bare zero all but itself."""
    if axis in _DOWN:
        return _NO_DAYS
    if axis in _UP:
        return _ALL_ITEMS
    if isinstance(target, Range):
        return Interval(target.low, target.high)
    assert isinstance(target, Quantity | Change)
    if direction is Direction.EXACT or is_bare_zero(target):
        return Interval.point(target.value)
    strict = target.operator in (Operator.MORE, Operator.LESS)
    if direction is Direction.NEGATIVE:
        return Interval(None, target.value, high_open=strict)
    return Interval(target.value, None, low_open=strict)


def bind(
    rule: Rule,
    target: Meaning,
    points: Fraction,
    direction: Direction | None,
    policies: Mapping[PolicyName, Policy],
    elapsed: Fraction = Fraction(1),
) -> Bound:
    """The rule, whose scorer is Measured, over the actuals of this target.

    ``policies`` answers ZERO_TARGET and NEGATIVE_TARGET; ``elapsed`` is the part of the year gone by.
    """
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    met = met_interval(target, direction, scorer.axis)
    if scorer.axis not in _LISTED and _is_printed_zero(target) and _zero_is_at_most(policies):
        met = Interval(None, Fraction(0))
    stand_in = _stand_in(target, scorer.axis)
    if stand_in is not None:
        curve = _met_or(met, policies[stand_in])
        if scorer.axis is Axis.WITHIN and isinstance(target, Range) and target.low < 0 < target.high:
            return _across_zero(rule, scorer, target, points, met, curve)
        return Bound(rule, scorer, points, met, (), curve, curve, stand_in)
    low, high, scale = _values(target)
    if isinstance(scorer.axis, Axis):
        parts = axis_parts(scorer.axis, low, high, met, scale=scale, elapsed=elapsed)
    else:
        parts = _own_parts(scorer.axis, target, direction, elapsed)
    share = _share(scorer, points)
    return Bound(rule, scorer, points, met, parts, _over(share, parts), share)


def _across_zero(rule: Rule, scorer: Measured, target: Range, points: Fraction, met: Interval, curve: Curve) -> Bound:
    """A range from below zero to above it: the rule has what lies inside and above, the policy (``curve``) what lies below."""
    _, *parts = axis_parts(Axis.WITHIN, target.low, target.high, met, scale=Fraction(1))
    share = _share(scorer, points)
    below = [each for each in curve.segments() if each.part.low is None]
    joined = Curve.build([*below, *_over(share, tuple(parts)).segments()])
    return Bound(rule, scorer, points, met, tuple(parts), joined, share, PolicyName.NEGATIVE_TARGET)


def _zero_is_at_most(policies: Mapping[PolicyName, Policy]) -> bool:
    policy = policies.get(PolicyName.ZERO_TARGET)
    return policy is not None and policy.value == "at-most-or-none"


def _is_printed_zero(target: Meaning) -> bool:
    """Whether the form prints =0, which deployed systems take as not above zero; a bare zero is zero and nothing else."""
    return isinstance(target, Quantity) and target.operator is Operator.EQUAL and target.value == 0


def _own_parts(axis: OwnAxis, target: Meaning, direction: Direction | None, elapsed: Fraction) -> tuple[AxisPart, ...]:
    from jixiao.rules.own_axis import AxisTarget

    low, high, _ = _values(target)
    return axis.parts(AxisTarget(low, high, getattr(target, "unit", ""), direction, elapsed))


def _stand_in(target: Meaning, axis: NamedAxis) -> PolicyName | None:
    """The policy for a target that the axis cannot divide by."""
    if not (divides_by_target(axis) if isinstance(axis, Axis) else axis.above_zero):
        return None
    sign = sign_of(target)
    if axis is Axis.WITHIN and isinstance(target, Range) and target.low == 0 < target.high:
        return None
    if sign is Sign.ZERO:
        return PolicyName.ZERO_TARGET
    if sign is Sign.NEGATIVE and axis not in (Axis.DEVIATION, Axis.ABSOLUTE_DEVIATION):
        return PolicyName.NEGATIVE_TARGET
    return None


def _met_or(met: Interval, policy: Policy) -> Curve:
    """Full where met; elsewhere nothing, or (met-or-open, open) left out of the domain."""
    full = Curve.constant(1, met)
    if policy.value not in ("met-or-none", "at-most-or-none"):
        return full
    outside = []
    if met.low is not None:
        outside.append(Segment(Interval(None, met.low, high_open=not met.low_open), Mobius.constant(0)))
    if met.high is not None:
        outside.append(Segment(Interval(met.high, None, low_open=not met.high_open), Mobius.constant(0)))
    return Curve.build([*full.segments(), *outside])


def _values(target: Meaning) -> tuple[Fraction, Fraction, Fraction]:
    """Low and high value of the target, and what a unit of it is on the VALUE axis."""
    if isinstance(target, Range):
        return target.low, target.high, _SCALES.get(target.unit, Fraction(1))
    if isinstance(target, Quantity | Change):
        return target.value, target.value, _SCALES.get(target.unit, Fraction(1))
    return Fraction(0), Fraction(0), Fraction(1)


def _share(scorer: Measured, points: Fraction) -> Curve:
    """The rule's curve with y as a share of the points, within 0..1."""
    curve = scorer.curve
    if scorer.gives is Gives.SHARE:
        return curve.clamp(0, 1)
    if points == 0:
        return Curve.constant(1, curve.domain)
    if scorer.gives is Gives.POINTS:
        return curve.scale(Fraction(1, points)).clamp(0, 1)
    return curve.scale(Fraction(-1, points), 1).clamp(0, 1)


def _over(share: Curve, parts: tuple[AxisPart, ...]) -> Curve:
    """The share over the actual: each part of the axis composed, and all of them joined."""
    segments: list[Segment] = []
    for part in parts:
        if isinstance(part.map, Infinity):
            segments.append(_at_infinity(share, part.part))
        else:
            bound = share.over(part.map, part.part)
            segments.extend(bound.segments() if bound else ())
    return Curve.build(segments).canonical()


def _at_infinity(share: Curve, part: Interval) -> Segment:
    """The limit of the curve beyond every number; it is bounded, so there is one."""
    last = list(share.segments())[-1]
    limit = last.map.toward(Infinity.ABOVE, from_below=True)
    assert isinstance(limit, Fraction)
    return evolve(last, part=part, map=Mobius.constant(limit))
