"""The inverse of a bound rule: which actuals, dates, counts or judgements give a share that is wanted.

Exact: read off the curve's pieces, never searched; an inverse is a set of intervals with open or closed ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Infinity, Interval, intersect, union
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.rules.bind import Bound

__all__ = ["actuals_for", "counts_for", "rounds_up_to", "whole_numbers"]


def actuals_for(bound: Bound, shares: Interval, *, below_zero_as_zero: bool = False) -> tuple[Interval, ...]:
    """The actuals whose share lies in ``shares``, in the target's unit (days late for dates)."""
    rounding = bound.scorer.x_rounding
    if rounding is None or not bound.axis:
        found = bound.curve.preimage(shares)
    else:
        found = union(_through_rounding(bound, shares, rounding))
    return _zero_for_negative(found) if below_zero_as_zero else found


def _through_rounding(bound: Bound, shares: Interval, rounding: Rounding) -> Iterator[Interval]:
    """Where the rule rounds x before its curve: the x that round to a wanted one, then the actuals of these."""
    wanted = [kept for each in bound.over_axis.preimage(shares) if (kept := _rounding_into(rounding, each))]
    for piece in bound.axis:
        if isinstance(piece.map, Infinity):
            beyond = bound.curve.restrict(piece.part)
            yield from beyond.preimage(shares) if beyond else ()
            continue
        axis = Curve.build([Segment(piece.part, piece.map)])
        for x in wanted:
            yield from (kept for each in axis.preimage(x) if (kept := intersect(each, bound.curve.domain)))


def _rounding_into(rounding: Rounding, wanted: Interval) -> Interval | None:
    """The numbers whose rounded value lies in ``wanted``; None where it holds no rounded value."""
    low = high = None
    low_open = high_open = True
    if wanted.low is not None:
        first = _ceiling(wanted.low * 10**rounding.places, above=wanted.low_open)
        low, low_open = _turn(rounding, first)
    if wanted.high is not None:
        last = -_ceiling(-wanted.high * 10**rounding.places, above=wanted.high_open)
        high, over_open = _turn(rounding, last + 1)
        high_open = not over_open
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Interval(low, high, low_open, high_open)


def _turn(rounding: Rounding, step: int) -> tuple[Fraction, bool]:
    """Where rounding reaches ``step`` units from below, and whether that number itself still falls short."""
    if step > 0:
        return rounds_up_to(rounding, step)
    bound, short = rounds_up_to(rounding, 1 - step)
    return -bound, not short


def rounds_up_to(rounding: Rounding, step: int) -> tuple[Fraction, bool]:
    """The least number that rounds to ``step`` units of the last decimal or more, for a step above zero.

    The flag tells that the number itself does not, only what lies above it.
    """
    unit = Fraction(1, 10**rounding.places)
    if rounding.mode is Mode.DOWN:
        return step * unit, False
    return (step - Fraction(1, 2)) * unit, rounding.mode is Mode.HALF_EVEN and step % 2 == 1


def _ceiling(value: Fraction, *, above: bool) -> int:
    """The least whole number not below (``above``: above) the value."""
    whole = -(-value.numerator // value.denominator)
    return whole + 1 if above and whole == value else whole


def _zero_for_negative(found: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """A ruleset that takes a negative actual for zero: those that do not meet the target themselves do what zero does."""
    zero = Fraction(0)
    return union([*found, Interval(None, zero)]) if any(zero in each for each in found) else found


def counts_for(bound: Bound, shares: Interval, listed: int, *, breaches: bool) -> tuple[Interval, ...]:
    """How many of the listed items must be done, as runs of whole numbers."""
    runs: list[Interval] = []
    for done in range(listed + 1):
        actual = Fraction(listed - done) if breaches else Fraction(done, listed)
        if actual not in bound.curve.domain or bound.curve.at(actual) not in shares:
            continue
        if runs and runs[-1].high == done - 1:
            runs[-1] = Interval(runs[-1].low, Fraction(done))
        else:
            runs.append(Interval.point(Fraction(done)))
    return tuple(runs)


def whole_numbers(part: Interval) -> tuple[int | None, int | None] | None:
    """The least and the greatest whole number inside (None: no end); None where there is none."""
    low = None if part.low is None else _ceiling(part.low, above=part.low_open)
    high = None if part.high is None else -_ceiling(-part.high, above=part.high_open)
    return None if low is not None and high is not None and low > high else (low, high)
