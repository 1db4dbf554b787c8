"""Targets that differ in their number alone, scored by the regions of one of them.

An axis that divides by the target sees only the ratio of the two, so what holds for an actual against one target holds for
every multiple of it against the same multiple of the target. A batch of ten thousand targets is so cut into regions once a
family, and not once a target. The first of a family speaks for it; that the scalar engine agrees is asked of its second.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from attrs import evolve, field

from jixiao.frame.plan import Plan, PlanKey
from jixiao.kernel.classes import define, frozen
from jixiao.language.ast import Change, Operator, Quantity, Way
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.language.parse import parse_actual
from jixiao.rules.axis import divides_by_target
from jixiao.rules.rule import Rule
from jixiao.rules.scorer import Measured
from jixiao.scoring.prepared.factors import FactorRange
from jixiao.scoring.prepared.regions import Regions

__all__ = ["Family", "FamilyKey", "family_of"]


@frozen
class FamilyKey:
    """All that scoring reads of a row but the target's number and the actual."""

    row: PlanKey
    rule: Rule
    way: Way | None
    operator: Operator
    unit: str
    scale: int
    direction: Direction | None
    direction_from: DirectionFrom | None
    said: frozenset[str]


def family_of(plan: Plan) -> FamilyKey | None:
    """The family of a plan; None where its rule is no curve over a ratio to a target above zero."""
    rule, target, base = plan.base.rule, plan.target, plan.base
    if rule is None or not isinstance(rule.scorer, Measured) or not plan.has_curve:
        return None
    if not isinstance(target, Quantity | Change) or target.value <= 0 or not divides_by_target(rule.scorer.axis):
        return None
    way = target.way if isinstance(target, Change) else None
    said = frozenset(each.code for each in base.diagnostics)
    row = evolve(plan.key, target="")
    return FamilyKey(
        row, rule, way, target.operator, target.unit, target.scale, base.direction, base.direction_from, said
    )


@define(slots=False)
class Family:
    """A family by the first of its plans; ``speaks_for`` says whether its regions hold for another plan."""

    first: Plan
    _asked: bool | None = field(init=False, default=None)

    @property
    def regions(self) -> Regions | None:
        """The regions over the actuals of the first plan's target."""
        return self.first.regions

    @cached_property
    def number(self) -> Fraction:
        """The first target's number."""
        target = self.first.target
        assert isinstance(target, Quantity | Change)
        return target.value

    def ratio(self, plan: Plan) -> Fraction:
        """What an actual of the plan is times, to stand against the first target as it stands against the plan's."""
        target = plan.target
        assert isinstance(target, Quantity | Change)
        return self.number / target.value

    def speaks_for(self, plan: Plan) -> bool:
        """Whether the regions, stretched to this plan's target, are those that the scalar engine gives there."""
        if plan is self.first:
            return self.regions is not None
        if self._asked is None:
            self._asked = self.regions is not None and self._agrees(plan)
        return self._asked

    def _agrees(self, plan: Plan) -> bool:
        own, ratio = plan.regions, self.ratio(plan)
        assert self.regions is not None
        return own is not None and own.stretched(ratio).says_as(self.regions)

    def factor(self, unit: str) -> FactorRange | None:
        """How numbers with this unit are read against every target of the family; None where that hangs on their size."""
        meaning, target = parse_actual(f"7{unit}").meaning, self.first.target
        assert isinstance(target, Quantity | Change)
        if (
            not unit
            or not isinstance(meaning, Quantity)
            or (meaning.unit, meaning.scale) != (target.unit, target.scale)
        ):
            return None
        ranges = self.first.unit(unit)
        return ranges[0] if len(ranges) == 1 and ranges[0].factor is not None else None
