"""A raw actual against a change: what it amounts to, computed exactly from the base that the case gives."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import shown
from jixiao.kernel.quantity import convert
from jixiao.language.actual import ActualReading, Asked, MeasuredActual
from jixiao.language.ast import Change, Operator, Quantity, Way
from jixiao.language.measure import Doubtful, Taken, figure_of, in_terms_of
from jixiao.language.parse import parse_actual
from jixiao.language.vocabulary import Vocabulary

__all__ = ["change_from_base"]

_POINTS = "百分点"
_OTHER_KINDS = ("JX123", "JX133")


def change_from_base(
    actual: str | None, base: str, target: Change, vocabulary: Vocabulary | None = None
) -> ActualReading | None:
    """The change from ``base`` to ``actual`` in the target's way and unit; None where the actual is no raw number.

    The actual is put in the base's terms as against a target (units, 万, %). One that states a change itself (增长6%,
    or 6% beside a base in 元) is left to be read as such. A rate in percent against a base in percent is relative to the
    base unless the target is in percentage points. A base of zero or less makes no rate and is asked about.
    """
    if actual is None:
        return None
    new, old = parse_actual(actual, vocabulary).meaning, parse_actual(base, vocabulary).meaning
    if not isinstance(new, Quantity):
        return None
    if not isinstance(old, Quantity) or old.operator not in (Operator.BARE, Operator.EQUAL):
        return _asked(diagnose("JX247", base=base))
    raw = in_terms_of(new.value, new.unit, new.scale, figure_of(old))
    if _states_a_change(new, old, target, raw):
        return None
    if isinstance(raw, Doubtful):
        return _asked(_said(raw, actual))
    moved = raw.value - old.value if target.way is Way.UP else old.value - raw.value
    change = _as_change(moved, new, old, raw, target)
    if isinstance(change, Doubtful):
        return _asked(_said(change, actual) if change.code else _no_base(base))
    notes = [_said(each, actual) for each in (raw, change) if each.code]
    note = diagnose("JX248", base=base, actual=actual, change=f"{shown(change.value)}{target.unit}")
    return ActualReading(MeasuredActual(change.value), (*notes, note))


def _asked(said: Diagnostic) -> ActualReading:
    return ActualReading(Asked(said), (said,))


def _said(found: Taken | Doubtful, actual: str) -> Diagnostic:
    return evolve(diagnose(found.code), args=(("text", actual), *found.args))


def _no_base(base: str) -> Diagnostic:
    return diagnose("JX247", base=base)


def _states_a_change(new: Quantity, old: Quantity, target: Change, raw: Taken | Doubtful) -> bool:
    """Whether the actual is the change itself: in the target's unit and not the base's, or of another kind than the base."""
    if isinstance(raw, Doubtful) and raw.code in _OTHER_KINDS:
        return True
    if not new.unit or new.unit == old.unit or new.unit != target.unit:
        return False
    return isinstance(raw, Doubtful) or convert(Fraction(1), new.unit, "%") is not None


_NO_RATE = Doubtful("")


def _as_change(moved: Fraction, new: Quantity, old: Quantity, raw: Taken, target: Change) -> Taken | Doubtful:
    """The difference as the target states changes: in percentage points, relative to the base, or in units."""
    if target.unit == _POINTS:
        return Taken(moved) if old.unit == "%" else _NO_RATE
    if convert(Fraction(1), "倍", target.unit) is None:
        if old.unit or not new.unit:
            return in_terms_of(moved, old.unit, old.scale, figure_of(target))
        counted = moved * new.scale if raw.code == "JX145" else moved  # the base counts in the actual's 万
        return in_terms_of(counted, new.unit, new.scale, figure_of(target))
    relative = None if old.value <= 0 else convert(moved / old.value, "倍", target.unit)
    return _NO_RATE if relative is None else Taken(relative)
