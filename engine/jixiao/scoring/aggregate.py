"""Several units' cases made one before scoring (汇总后评分): what is absolute added up, what is relative weighed by funds.

The order is the clause's: first the actuals are put together, then the whole is scored once. What cannot be
put together (a unit that gives no actual, words that differ) is left open, never taken for zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.number import fraction, plain, sum_of
from jixiao.kernel.structure import Text
from jixiao.kernel.words import series
from jixiao.language.actual import MeasuredActual, Missing, read_actual
from jixiao.language.ast import Change, Level, Meaning, Operator, Quantity, Scale, Way
from jixiao.language.parse import parse_target
from jixiao.rules.ruleset import Merge, Ruleset
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.execution import Execution, execution_of
from jixiao.scoring.items import read_items

__all__ = ["merge_units"]

_SHARES = ("%", "‰", "‱", "百分点", "倍")


@frozen
class _Unit:
    """One unit's row of an indicator, with the unit's name and its funds (None where unknown)."""

    indicator: Indicator
    name: str
    funds: Fraction | None
    place: Place


def merge_units(cases: Sequence[Case], ruleset: Ruleset) -> Case:
    """The units' cases as one case, by the ruleset's ``[merge]``; indicators are matched by goal, levels and name.

    Absolute targets and actuals are added up; those in percent or as a change, and judgements, are weighed by
    the units' budgets. Raises JixiaoError: JX257 no such rule in the ruleset, JX255 targets that differ in form, or points,
    JX256 no budget to weigh by, JX258 a mean that no cell can say.
    """
    if ruleset.merge is None:
        raise JixiaoError(diagnose("JX257", ruleset=ruleset.id))
    faults: list[Diagnostic] = []
    rows = [_merged(units, ruleset.merge, faults) for units in _matched(cases, ruleset).values()]
    if faults:
        raise JixiaoError(*faults)
    first = cases[0]
    names = "、".join(dict.fromkeys(case.project.unit for case in cases if case.project.unit))
    budget, executed = (
        _added([getattr(_money(case, ruleset), key) for case in cases]) for key in ("budget", "executed")
    )
    project = evolve(first.project, unit=names, budget=budget, executed=executed)
    return evolve(first, project=project, indicator=tuple(rows), funds=(), document=None)


def _matched(cases: Sequence[Case], ruleset: Ruleset) -> dict[tuple[str, str, str, str], list[_Unit]]:
    """Rows of one indicator, in the order in which they are first met."""
    matched: dict[tuple[str, str, str, str], list[_Unit]] = {}
    for case in cases:
        funds = _money(case, ruleset).budget
        for index, each in enumerate(case.indicator):
            unit = _Unit(each, case.project.unit or case.project.name, funds, case.place(f"$.indicator[{index}]"))
            matched.setdefault((each.goal, each.level1, each.level2, each.level3), []).append(unit)
    return matched


def _money(case: Case, ruleset: Ruleset) -> Execution:
    return execution_of(case, ruleset.execution.base)


def _added(amounts: Sequence[Fraction | None]) -> Text | None:
    known = [each for each in amounts if each is not None]
    return Text(plain(sum_of(known)) + "元") if amounts and len(known) == len(amounts) else None


# -- one indicator


def _merged(units: list[_Unit], how: Merge, faults: list[Diagnostic]) -> Indicator:
    """The row of all units. Names are the first unit's, points must be the same; reasons stand one behind the other."""
    first = units[0].indicator
    meanings = [parse_target(unit.indicator.target).meaning for unit in units]
    reasons = dict.fromkeys(unit.indicator.reason for unit in units if unit.indicator.reason)
    if len(units) > 1 and any(unit.indicator.inputs for unit in units):
        faults.append(diagnose("JX824", units[0].place, name=first.level3))
    row = evolve(first, reason="；".join(reasons), judgement=None, items=_items(units))
    points = dict.fromkeys("—" if each is None else plain(each) for each in (unit.indicator.points for unit in units))
    if len(points) > 1:
        faults.append(diagnose("JX255", units[0].place, name=first.level3, targets=series("list.comma", points)))
    if all(isinstance(each, Quantity | Change) for each in meanings):
        return _numbers(row, units, meanings, how, faults)
    if len({unit.indicator.target for unit in units}) > 1:
        faults.append(_differ(units))
        return row
    actual = _same([unit.indicator.actual for unit in units])
    if not all(isinstance(each, Level | Scale) for each in meanings):
        return evolve(row, actual=actual)
    judgement = _judgement(units, how, faults)
    # A judgement over all units may lie in another band than the words of any one of them.
    return evolve(row, actual=None if judgement is not None else actual, judgement=judgement)


def _same(values: Sequence[Text | None]) -> Text | None:
    return values[0] if len(set(values)) == 1 else None


def _differ(units: list[_Unit]) -> Diagnostic:
    targets = series("list.comma", dict.fromkeys(str(unit.indicator.target) for unit in units))
    return diagnose("JX255", units[0].place, name=units[0].indicator.level3, targets=targets)


def _items(units: list[_Unit]) -> Text | None:
    """Counts of a list are added up."""
    counts = [each for unit in units if (each := read_items(unit.indicator.items)) is not None]
    if len(counts) < len(units):
        return units[0].indicator.items if len(units) == 1 else None
    return Text(f"{sum(done for done, _ in counts)}/{sum(listed for _, listed in counts)}")


def _judgement(units: list[_Unit], how: Merge, faults: list[Diagnostic]) -> Fraction | None:
    shares = [unit.indicator.judgement for unit in units]
    if None in shares:
        return None
    return _mean([share for share in shares if share is not None], units, how.judged, faults)


def _numbers(
    row: Indicator, units: list[_Unit], meanings: Sequence[Meaning], how: Merge, faults: list[Diagnostic]
) -> Indicator:
    targets = [each for each in meanings if isinstance(each, Quantity | Change)]
    head = targets[0]
    if {_form(each) for each in targets} != {_form(head)}:
        faults.append(_differ(units))
        return row
    relative = isinstance(head, Change) or head.unit in _SHARES or "/" in head.unit
    way = how.relative if relative else how.absolute
    target = _put_together([each.value for each in targets], units, way, faults)
    read = [read_actual(unit.indicator.actual, each).value for unit, each in zip(units, targets, strict=True)]
    faults.extend(
        diagnose("JX806", unit.place, name=unit.indicator.level3, unit=unit.name, actual=unit.indicator.actual)
        for unit, each in zip(units, read, strict=True)
        if not isinstance(each, MeasuredActual | Missing)
    )
    values = [each.value for each in read if isinstance(each, MeasuredActual)]
    actual = _put_together(values, units, way, faults) if len(values) == len(units) else None
    told = Text("") if target is None else _target_text(head, target, units, faults)
    if target == head.value:
        told = units[0].indicator.target
    return evolve(row, target=told, actual=_actual_text(head, actual, units, faults), base=None)


def _form(target: Quantity | Change) -> tuple[object, ...]:
    way = target.way if isinstance(target, Change) else None
    return type(target), way, target.operator, target.unit


def _put_together(values: list[Fraction], units: list[_Unit], how: str, faults: list[Diagnostic]) -> Fraction | None:
    return sum_of(values) if how == "sum" else _mean(values, units, how, faults)


def _mean(values: list[Fraction], units: list[_Unit], how: str, faults: list[Diagnostic]) -> Fraction | None:
    """Weighed by funds, or plain."""
    if how == "mean" or len(set(values)) == 1:
        return sum_of(values) / len(values)
    funds = [unit.funds for unit in units]
    known = [each for each in funds if each is not None]
    whole = sum_of(known)
    if len(known) < len(funds) or whole == 0:
        lacking = next((unit for unit in units if not unit.funds), units[0])
        faults.append(diagnose("JX256", lacking.place, name=lacking.indicator.level3, what="budget", unit=lacking.name))
        return None
    return sum_of(value * each for value, each in zip(values, known, strict=True)) / whole


# -- back into cells


def _target_text(target: Quantity | Change, value: Fraction, units: list[_Unit], faults: list[Diagnostic]) -> Text:
    sign = "" if target.operator is Operator.BARE else target.operator.value
    sign = {">=": "≥", "<=": "≤", "~": "约"}.get(sign, sign)
    if not _ends(value):
        faults.append(diagnose("JX258", units[0].place, name=units[0].indicator.level3, value=value))
        return units[0].indicator.target
    words = ("增长" if target.way is Way.UP else "下降") if isinstance(target, Change) else ""
    return Text(f"{words}{sign}{plain(value)}{target.unit}")


def _actual_text(
    target: Quantity | Change, value: Fraction | None, units: list[_Unit], faults: list[Diagnostic]
) -> Text | None:
    """The exact value; a percentage that does not end is written as the quotient it is."""
    if value is None:
        return None
    if _ends(value):
        return Text(f"{plain(value)}{target.unit}")
    if target.unit == "%" and value > 0:
        share = value / 100
        return Text(fraction(share))
    faults.append(diagnose("JX258", units[0].place, name=units[0].indicator.level3, value=value))
    return None


def _ends(value: Fraction) -> bool:
    return "/" not in plain(value)
