"""One target, with the points and names it stands under: parsed and bound once for all of its rows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import define, field, frozen

from jixiao.frame.reading import FactorRange, stretches
from jixiao.frame.regions import Regions, regions_of
from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading, MeasuredActual
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.language.direction import Direction
from jixiao.language.normal import normal
from jixiao.rules.axis import Axis
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured
from jixiao.scoring.alone import PreparedRow
from jixiao.scoring.case import Indicator
from jixiao.scoring.indicator import begun
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.steps.actual import reading_of

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
    _row: PreparedRow = field(init=False)
    base: Leaf = field(init=False)
    normal_form: str = field(init=False)
    units: dict[str, tuple[FactorRange, ...]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        key = self.key
        indicator = Indicator(
            level3=key.level3,
            level1=key.level1,
            level2=key.level2,
            target=key.target,
            points=key.points,
            direction=key.direction,
            judgement=key.judgement,
        )
        row = Row(indicator, key.points, "$", 0, execution=key.execution)
        self._row = PreparedRow(row, begun(row, Setting(self.ruleset, key.year)))
        self.base = self.leaf(None)
        assert self.base.parsed is not None
        self.normal_form = normal(self.base.parsed.meaning)

    def leaf(self, actual: str | None, reading: ActualReading | None = None) -> Leaf:
        """One row by the scalar engine."""
        return self._row.leaf(None if actual is None else Text(actual), reading)

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

    @property
    def has_curve(self) -> bool:
        """Whether its rule is a curve over one number."""
        scorer = self.base.rule.scorer if self.base.rule else None
        if not isinstance(scorer, Measured) or scorer.axis in _ELSEWHERE or scorer.x_rounding is not None:
            return False
        return isinstance(self.target, Quantity | Range | Change)

    @property
    def has_bands(self) -> bool:
        """Whether its rule looks words up among bands or grades."""
        return self.base.rule is not None and isinstance(self.base.rule.scorer, Judged | Graded)

    @cached_property
    def regions(self) -> Regions | None:
        """The rule over the actuals in integers; None where it is no curve over one number."""
        if not self.has_curve:
            return None
        assert self.base.rule is not None
        bound = self.ruleset.bound(self.base.rule, self.target, self.key.points, self.base.direction)
        return regions_of(bound, self.target, self.ruleset, self._at)

    def _at(self, actual: Fraction) -> Leaf:
        return self.leaf("", ActualReading(MeasuredActual(actual)))

    def read(self, actual: str | Decimal | None) -> ActualReading:
        """The actual against this target, as the scalar engine reads it."""
        return reading_of(
            actual,
            self.target,
            self.key.target,
            self.base.direction,
            execution=self.key.execution,
            vocabulary=self.ruleset.words.vocabulary,
        )

    def unit(self, unit: str) -> tuple[FactorRange, ...]:
        """How plain numbers with this unit are read."""
        if unit not in self.units:
            self.units[unit] = stretches(self.target, unit, self.read)
        return self.units[unit]
