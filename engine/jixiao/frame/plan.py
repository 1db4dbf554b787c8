"""One target, with the points and names it stands under: parsed and bound once for all of its rows."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from attrs import define, field, frozen

from jixiao.frame.reading import FactorRange, stretches
from jixiao.frame.regions import Regions, regions_of
from jixiao.language.actual import ActualReading, MeasuredActual, read_actual
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.language.direction import Direction
from jixiao.language.normal import normal
from jixiao.rules.axis import Axis
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import Indicator
from jixiao.scoring.indicator import Row, Setting, score_row
from jixiao.scoring.leaf import Leaf

__all__ = ["Plan", "PlanKey"]

_ELSEWHERE = frozenset({Axis.COVERAGE, Axis.BREACHES, Axis.MET_SHARE, Axis.DAYS_LATE})


@frozen
class PlanKey:
    """All of a row that scoring reads, but its actual. ``points`` is final and not negative."""

    level1: str
    level2: str
    level3: str
    target: str
    points: Fraction
    direction: Direction | None = None
    judgement: Fraction | None = None
    year: int | None = None
    execution: bool = False


@define(slots=False)
class Plan:
    """A key with its base (the leaf without an actual); regions and readings are worked out when first wanted."""

    key: PlanKey
    ruleset: Ruleset
    base: Leaf = field(init=False)
    normal_form: str = field(init=False)
    units: dict[str, tuple[FactorRange, ...]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.base = self.leaf(None)
        assert self.base.parsed is not None
        self.normal_form = normal(self.base.parsed.meaning)

    def leaf(self, actual: str | None, reading: ActualReading | None = None) -> Leaf:
        """One row by the scalar engine."""
        key = self.key
        indicator = Indicator(
            level3=key.level3,
            level1=key.level1,
            level2=key.level2,
            target=key.target,
            points=key.points,
            actual=actual,
            direction=key.direction,
            judgement=key.judgement,
        )
        row = Row(indicator, key.points, "$", 0, execution=key.execution, reading=reading)
        return score_row(row, Setting(self.ruleset, key.year))

    @property
    def counts_others(self) -> bool:
        """Whether its rule counts the other indicators of the project."""
        scorer = self.base.rule.scorer if self.base.rule else None
        return isinstance(scorer, Measured) and scorer.axis is Axis.MET_SHARE and not self.key.execution

    @cached_property
    def target(self) -> Meaning:
        """What the actual is held against; budget execution without a rate of its own is to be spent in full."""
        assert self.base.target is not None
        return self.base.target

    @cached_property
    def regions(self) -> Regions | None:
        """The rule over the actuals in integers; None where it is no curve over one number."""
        leaf, scorer = self.base, self.base.rule.scorer if self.base.rule else None
        if not isinstance(scorer, Measured) or scorer.axis in _ELSEWHERE or scorer.x_rounding is not None:
            return None
        assert leaf.rule is not None
        target = self.target
        if not isinstance(target, Quantity | Range | Change):
            return None
        bound = self.ruleset.bound(leaf.rule, target, self.key.points, leaf.direction)
        return regions_of(bound, target, self.ruleset, self._at)

    def _at(self, actual: Fraction) -> Leaf:
        return self.leaf("", ActualReading(MeasuredActual(actual)))

    def read(self, actual: str | None) -> ActualReading:
        """The actual against this target, by the language."""
        return read_actual(
            actual,
            self.target,
            target_text=self.key.target,
            direction=self.base.direction,
            vocabulary=self.ruleset.words.vocabulary,
        )

    def unit(self, unit: str) -> tuple[FactorRange, ...]:
        """How plain numbers with this unit are read."""
        if unit not in self.units:
            self.units[unit] = stretches(self.target, unit, self.read)
        return self.units[unit]
