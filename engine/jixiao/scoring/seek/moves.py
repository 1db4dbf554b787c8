"""The cheapest single indicator to move: the end of what suffices that is nearest to the actual as it stands."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.interval import Interval
from jixiao.language.actual import MeasuredActual
from jixiao.scoring.seek.inverse import whole_numbers
from jixiao.scoring.seek.sought import Move, Sought, SoughtAs

__all__ = ["move_of", "nearest"]


def move_of(sought: Sought) -> Move | None:
    """The smallest change of this indicator that makes the total certain; None where there is none to compare."""
    leaf, start = sought.leaf, _present(sought)
    if start is None or start == 0:
        return None
    parts = sought.alone.parts if sought.form is SoughtAs.NUMBER else tuple(each.share for each in sought.alone.options)
    if not parts or any(start in part for part in parts):
        return None
    ends = [nearest(part, start, whole=sought.counted) for part in parts]
    found = [(abs(end - start), end, reached) for each in ends if each is not None for end, reached in (each,)]
    if not found or leaf.indicator.override is not None:
        return None
    change, end, reached = min(found)
    return Move(sought, start, end, reached, change / abs(start))


def _present(sought: Sought) -> Fraction | None:
    """The actual or judgement as it stands, where there is one."""
    reading, outcome = sought.leaf.reading, sought.leaf.outcome
    if sought.form is SoughtAs.NUMBER:
        return reading.value.value if reading is not None and isinstance(reading.value, MeasuredActual) else None
    if sought.form is SoughtAs.JUDGEMENT and not outcome.share.is_open:
        return outcome.share.low
    return None


def nearest(part: Interval, start: Fraction, *, whole: bool) -> tuple[Fraction, bool] | None:
    """The end of the part that is nearest to a number outside it, and whether it belongs to the part."""
    rising = part.low is not None and start <= part.low
    if whole and start.denominator == 1:
        numbers = whole_numbers(part)
        if numbers is None:
            return None
        found = numbers[0] if rising else numbers[1]
        return None if found is None else (Fraction(found), True)
    end = part.low if rising else part.high
    assert end is not None
    return end, not (part.low_open if rising else part.high_open)
