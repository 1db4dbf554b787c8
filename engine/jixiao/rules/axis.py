"""Axes: the one exact number a rule speaks about, as a map from the actual.

An axis knows nothing of points. Bound to a target it gives parts of the actual's line with the map that
holds on each; where the axis runs to infinity (T/A at A <= 0) it says so and the curve's own limit is taken.
What it cannot do with a zero or negative target is not decided here but by the ruleset's policy.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault, wrong_value
from jixiao.kernel.interval import EVERYTHING, Infinity, Interval
from jixiao.kernel.mobius import IDENTITY, Mobius
from jixiao.kernel.tables import As
from jixiao.kernel.words import Phrase, phrase, series
from jixiao.rules.faults import NO_OWN_AXIS

__all__ = ["OWN", "Axis", "AxisPart", "NamedAxis", "axis_name", "axis_parts", "divides_by_target", "position"]

OWN = "own:"
"""What the name of an embedder's own axis begins with (:mod:`jixiao.rules.own_axis`)."""


class Axis(StrEnum):
    """What a rule's x is. T is the target's value, A the actual in the target's unit."""

    COMPLETION = "completion"
    """完成率 A/T."""
    INVERSE = "inverse"
    """T/A; beyond every number for A <= 0."""
    DEVIATION = "deviation"
    """偏离度 (A-T)/|T|."""
    ABSOLUTE_DEVIATION = "absolute-deviation"
    """|A-T|/|T|."""
    VALUE = "value"
    """A itself; percentages as shares (90% is 0.9)."""
    EXCESS = "excess"
    """A-T in the target's unit; for a percentage, in percentage points (百分点)."""
    MET = "met"
    """1 where the target is met, strict signs taken strictly, else 0."""
    WITHIN = "within"
    """For a range: 1 inside, A/low below it (0 below a limit of zero), high/A above it."""
    DAYS_LATE = "days-late"
    """Days after the last day on which the deadline is kept; negative when early."""
    COVERAGE = "coverage"
    """Items done / items listed (清单)."""
    BREACHES = "breaches"
    """Items listed but not done, counted."""
    MET_SHARE = "met-share"
    """Indicators of a branch that are met / all of them."""
    GROWTH = "growth"
    """Change against a base / the change that was promised."""
    PACE = "pace"
    """A / (T x elapsed part of the year)."""


def _read(value: Any) -> Axis:
    """An axis by its name; one of the embedder's own stands there already, put in by whoever loads."""
    if isinstance(value, str):
        if value.startswith(OWN):
            raise Fault(NO_OWN_AXIS, name=value[:80])
        if value in list(Axis):
            return Axis(value)
    elif hasattr(value, "fingerprint"):
        return cast(Axis, value)
    raise wrong_value(phrase("expected.one_of", known=series("list.comma", list(Axis))), value)


if TYPE_CHECKING:
    from jixiao.rules.own_axis import OwnAxis

    NamedAxis: TypeAlias = "Axis | OwnAxis"
else:
    NamedAxis = Annotated[
        Axis, As(_read, {"anyOf": [{"enum": [each.value for each in Axis]}, {"type": "string", "pattern": f"^{OWN}."}]})
    ]
"""What a rule names as its axis."""


def axis_name(axis: NamedAxis) -> Phrase:
    """What people call the axis."""
    return phrase(f"axis.{axis}") if isinstance(axis, Axis) else phrase("own_axis.name", title=axis.title)


_DIVIDING = frozenset(
    {Axis.COMPLETION, Axis.INVERSE, Axis.DEVIATION, Axis.ABSOLUTE_DEVIATION, Axis.GROWTH, Axis.PACE, Axis.WITHIN}
)


@frozen
class AxisPart:
    """On ``part`` of the actuals, x is ``map`` of the actual; Infinity where it is beyond every number."""

    part: Interval
    map: Mobius | Infinity


def divides_by_target(axis: NamedAxis) -> bool:
    """Whether x is the ratio of the two, so that the axis needs a target other than zero."""
    return axis in _DIVIDING


def axis_parts(
    axis: Axis, low: Fraction, high: Fraction, met: Interval, *, scale: Fraction, elapsed: Fraction = Fraction(1)
) -> tuple[AxisPart, ...]:
    """The axis over the actuals, for a target from ``low`` to ``high`` (the same for a single value).

    ``met`` holds the actuals that meet the target, ``scale`` is what one unit of the actual is on the VALUE
    axis (1/100 for %), ``elapsed`` the part of the year gone by for PACE. For dividing axes ``low`` is
    positive, save that the deviations take any but zero and WITHIN also a zero under a positive ``high``.
    """
    if axis in (Axis.COMPLETION, Axis.GROWTH):
        return (AxisPart(EVERYTHING, Mobius.of(1, 0, 0, low)),)
    if axis is Axis.PACE:
        return (AxisPart(EVERYTHING, Mobius.of(1, 0, 0, low * elapsed)),)
    if axis is Axis.INVERSE:
        return (
            AxisPart(Interval(None, Fraction(0)), Infinity.ABOVE),
            AxisPart(Interval.open(Fraction(0), None), Mobius.of(0, low, 1, 0)),
        )
    if axis is Axis.DEVIATION:
        return (AxisPart(EVERYTHING, Mobius.of(1, -low, 0, abs(low))),)
    if axis is Axis.ABSOLUTE_DEVIATION:
        return (
            AxisPart(Interval(None, low, high_open=True), Mobius.of(-1, low, 0, abs(low))),
            AxisPart(Interval(low, None), Mobius.of(1, -low, 0, abs(low))),
        )
    if axis is Axis.WITHIN:
        # Nothing of a lower limit of zero is reached below it.
        below = Mobius.of(1, 0, 0, low) if low else Mobius.constant(0)
        return (
            AxisPart(Interval(None, low, high_open=True), below),
            AxisPart(Interval(low, high), Mobius.constant(1)),
            AxisPart(Interval(high, None, low_open=True), Mobius.of(0, high, 1, 0)),
        )
    if axis is Axis.VALUE:
        return (AxisPart(EVERYTHING, Mobius.of(scale, 0)),)
    if axis is Axis.EXCESS:
        return (AxisPart(EVERYTHING, Mobius.of(1, -low)),)
    if axis is Axis.MET:
        return _indicator(met)
    return (AxisPart(EVERYTHING, IDENTITY),)


def _indicator(met: Interval) -> tuple[AxisPart, ...]:
    """1 on ``met``, 0 on either side of it."""
    parts = [AxisPart(met, Mobius.constant(1))]
    if met.low is not None:
        parts.insert(0, AxisPart(Interval(None, met.low, high_open=not met.low_open), Mobius.constant(0)))
    if met.high is not None:
        parts.append(AxisPart(Interval(met.high, None, low_open=not met.high_open), Mobius.constant(0)))
    return tuple(parts)


def position(parts: tuple[AxisPart, ...], actual: Fraction) -> Fraction | None:
    """x for one actual; None where it is beyond every number."""
    for part in parts:
        if actual in part.part:
            return None if isinstance(part.map, Infinity) else part.map(actual)
    raise ValueError(f"no part of the axis holds {actual}")
