"""Alarms and lights: signals over a whole case that give and take no points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import percent, sum_of
from jixiao.kernel.when import When
from jixiao.kernel.words import series
from jixiao.rules.claim import TargetKind
from jixiao.rules.ruleset import Alarm, Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.execution import execution_of
from jixiao.scoring.leaf import Leaf

__all__ = ["Signal", "signals_of"]

_CALM = "green"
_WARNING = "red"


@frozen
class Signal:
    """What an alarm measured and the light it shows; ``value`` is None where it could not be measured."""

    alarm: Alarm
    value: Fraction | None
    light: str
    diagnostic: Diagnostic | None = None


def signals_of(
    case: Case, leaves: Sequence[Leaf], ruleset: Ruleset, as_of: When | None, elapsed: Fraction
) -> tuple[Signal, ...]:
    """Every alarm of the ruleset, measured on this case; ``elapsed`` is the part of the year gone by."""
    return tuple(_signal(alarm, case, leaves, ruleset, as_of, elapsed) for alarm in ruleset.alarms)


def _signal(
    alarm: Alarm, case: Case, leaves: Sequence[Leaf], ruleset: Ruleset, as_of: When | None, elapsed: Fraction
) -> Signal:
    if alarm.measure == "worst-light":
        return _worst_light(alarm, leaves, case)
    value = _measure(alarm, case, leaves, ruleset, elapsed)
    if value is None:
        return Signal(alarm, None, "")
    light = _light(alarm, value, _months_ended(as_of, case.project.the_year))
    said = diagnose("JX240", case.place("$.project"), alarm=alarm.name, value=percent(value), light=light)
    return Signal(alarm, value, light, said if light and light != _CALM else None)


def _measure(alarm: Alarm, case: Case, leaves: Sequence[Leaf], ruleset: Ruleset, elapsed: Fraction) -> Fraction | None:
    """The alarm's number; None while what it is made of is missing."""
    rate = _execution_rate(case, ruleset)
    measure = alarm.measure
    if measure == "unspent":
        without_budget = execution_of(case, ruleset.execution.base).budget == 0
        return Fraction(1) if without_budget else None if rate is None else 1 - rate
    if measure == "execution":
        return rate
    if measure == "execution-pace":
        return None if rate is None else rate / elapsed
    achieved = _indicator_share(leaves)
    if achieved is None or rate is None:
        return None
    if measure == "progress-gap":
        return abs(achieved - rate)
    earned = min(rate, Fraction(1))
    return (achieved - earned) / achieved if achieved else None


def _execution_rate(case: Case, ruleset: Ruleset) -> Fraction | None:
    rate = execution_of(case, ruleset.execution.base).rate
    return None if rate is None else rate / 100


def _indicator_share(leaves: Sequence[Leaf]) -> Fraction | None:
    """Score over points of all indicators but budget execution; None while any of them is open."""
    others = [leaf for leaf in leaves if leaf.kind is not TargetKind.EXECUTION and leaf.counted]
    points = sum_of(leaf.points for leaf in others)
    if points == 0 or any(leaf.is_open for leaf in others):
        return None
    return sum_of(leaf.score.low for leaf in others) / points


def _months_ended(as_of: When | None, year: int | None) -> int:
    """How many months of the case's year are over at the end of that day; all of them without a date, or in another year."""
    if as_of is None or (as_of.year is not None and year is not None and as_of.year != year):
        return 12
    own = as_of.year or year or 2000
    last = as_of.last_day(own)
    return last.month if (last + timedelta(days=1)).day == 1 else last.month - 1


def _light(alarm: Alarm, value: Fraction, months: int) -> str:
    """By the table of lights, or below the floor of the latest month's end that has come."""
    floors = alarm.by_month
    if not floors:
        return next((light.name for light in alarm.lights if light.x is not None and value in light.x), "")
    due = [each for each in floors if int(each) <= months]
    if not due:
        return ""
    return _WARNING if value < floors[max(due, key=int)] else _CALM


def _worst_light(alarm: Alarm, leaves: Sequence[Leaf], case: Case) -> Signal:
    """The worst of all lights, by the order of the alarm's own list (worst first)."""
    order = [light.name for light in alarm.lights]
    shown = [leaf for leaf in leaves if leaf.light in order]
    worst = min((leaf.light for leaf in shown), key=order.index, default="")
    if not worst or worst == _CALM:
        return Signal(alarm, None, worst)
    names = series("list.comma", (leaf.indicator.level3 for leaf in shown if leaf.light == worst))
    said = diagnose("JX252", case.place("$.indicator"), alarm=alarm.name, light=worst, names=names)
    return Signal(alarm, None, worst, said)
