"""A raw actual against a change: what it amounts to, computed exactly from the base that the case gives."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import shown
from jixiao.kernel.quantity import convert
from jixiao.language.actual import Asked, Measured, Reading
from jixiao.language.ast import Change, Operator, Quantity, Way
from jixiao.language.parse import parse_actual

__all__ = ["change_from_base"]

_POINTS = "百分点"


def change_from_base(actual: str | None, base: str, target: Change) -> Reading | None:
    """The change from ``base`` to ``actual`` in the target's way and unit; None where the actual is no raw number.

    An actual in the base's unit is raw; one that states a change itself (增长6%, or 6% beside a base in 元) is
    left to be read as such. A rate in percent against a base in percent is relative to the base unless the
    target is in percentage points. A base of zero or less makes no rate and is asked about.
    """
    if actual is None:
        return None
    new, old = parse_actual(actual).meaning, parse_actual(base).meaning
    if not isinstance(new, Quantity):
        return None
    if not isinstance(old, Quantity) or old.operator not in (Operator.BARE, Operator.EQUAL):
        return _asked(diagnose("JX247", base=base))
    raw = _in_unit_of(new, old, target)
    if raw is None:
        return None
    moved = raw - old.value if target.way is Way.UP else old.value - raw
    change = _as_change(moved, old, target)
    if change is None:
        return _asked(diagnose("JX247", base=base))
    note = diagnose("JX248", base=base, actual=actual, change=f"{shown(change)}{target.unit}")
    return Reading(Measured(change), (note,))


def _asked(said: Diagnostic) -> Reading:
    return Reading(Asked(said), (said,))


def _in_unit_of(new: Quantity, old: Quantity, target: Change) -> Fraction | None:
    """The new value in the base's unit; None where its unit is the change's and not the base's."""
    if new.unit == old.unit or not new.unit:
        return new.value
    if not old.unit:
        return None if new.unit == target.unit else new.value
    return convert(new.value, new.unit, old.unit)


def _as_change(moved: Fraction, old: Quantity, target: Change) -> Fraction | None:
    """The difference as the target states changes: in percentage points, relative to the base, or in units."""
    if target.unit == _POINTS:
        return moved if old.unit == "%" else None
    if convert(Fraction(1), "倍", target.unit) is None:
        return moved if not (old.unit and target.unit) else convert(moved, old.unit, target.unit)
    return None if old.value <= 0 else convert(moved / old.value, "倍", target.unit)
