"""An actual that is computed from the row's inputs by its rule's own formula: (本年 - 上年) / 上年."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.diagnostic import diagnose
from jixiao.kernel.number import shown
from jixiao.language.actual import ActualReading, Asked, MeasuredActual, read_actual
from jixiao.rules.formula import SHARES, dimension_of
from jixiao.rules.scorer import Measured
from jixiao.scoring.inputs import numbers_of
from jixiao.scoring.steps.work import Work

__all__ = ["computed_actual"]


def computed_actual(work: Work) -> ActualReading | None:
    """The actual by the formula; None where the rule has none, or where the row gives no inputs and so its own actual.

    What cannot be computed is asked about. An actual that the row gives beside its inputs is held against the formula's, which
    is the one that counts.
    """
    scorer = work.rule.scorer if work.rule is not None else None
    inputs = work.row.indicator.inputs
    if not isinstance(scorer, Measured) or scorer.computed is None or not inputs:
        return None
    place = work.row.place("inputs")
    values, why = numbers_of(scorer.inputs, inputs, place)
    if why:
        first = next(iter(why.values())).said
        assert first is not None
        work.said.extend(each.said for each in why.values() if each.said is not None)
        return ActualReading(Asked(first))
    units = {each.name: each.unit for each in scorer.inputs}
    dimension, unit = scorer.computed.dimension(units), getattr(work.target, "unit", "")
    value = scorer.computed.value(values)
    if value is None or (dimension or ()) != dimension_of(unit):
        said = diagnose("JX834", place, name=work.row.indicator.level3, formula=scorer.computed.text)
        return ActualReading(Asked(said), (said,))
    actual = value / SHARES.get(unit, Fraction(1))
    _compare(work, actual, unit)
    return ActualReading(MeasuredActual(actual))


def _compare(work: Work, actual: Fraction, unit: str) -> None:
    """An actual that the row gives as well, where it is another number, is told."""
    given = work.row.indicator.actual
    if given is None:
        return
    value = read_actual(given, work.target, direction=work.bearing.direction).value
    if not isinstance(value, MeasuredActual) or value.value != actual:
        told = {"actual": given, "computed": f"{shown(actual)}{unit}"}
        work.said.append(diagnose("JX836", work.row.place("actual"), **told))
