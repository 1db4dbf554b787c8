"""One indicator scored by itself, outside a case; and one that is prepared for many actuals."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import Any

from attrs import evolve, field

from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading, MeasuredActual
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.language.plain import plain_number
from jixiao.rules.axis import Axis
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.indicator import begun, ended
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.prepared.factors import MILLION, FactorRange, stretches
from jixiao.scoring.prepared.regions import Regions, regions_of
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.rows import rows_of
from jixiao.scoring.score import Score
from jixiao.scoring.steps.actual import reading_of
from jixiao.scoring.steps.work import Work

__all__ = ["PreparedRow", "prepared_row", "score_alone"]

_start = attrgetter("start")
_ELSEWHERE = frozenset({Axis.COVERAGE, Axis.BREACHES, Axis.MET_SHARE, Axis.DAYS_LATE})


def score_alone(indicator: Indicator, ruleset: Ruleset, year: int | None = None) -> Leaf:
    """The leaf of a row that is no part of a table; ``year`` is that of its dates. Its points are its own, or the ruleset's."""
    return prepared_row(indicator, ruleset, year).leaf(indicator.actual)


def prepared_row(indicator: Indicator, ruleset: Ruleset, year: int | None = None) -> PreparedRow:
    """The row with its points, its target read and its rule chosen."""
    rows, said = rows_of(Case(project=Project(year=year), indicator=(indicator,)), ruleset)
    row = next(each for each in rows if each.index == 0)
    own = tuple(each for each in said if str(each.place.path).startswith("$.indicator"))
    return PreparedRow(row, Setting(ruleset, year), own)


@define(slots=False, eq=False)
class PreparedRow:
    """A row up to its rule: all that does not depend on the actual is done once, when it is first wanted.

    ``said`` is what was found about its points. Any number of threads may ask.
    """

    row: Row
    setting: Setting
    said: tuple[Diagnostic, ...] = ()
    _ranges: dict[str, tuple[FactorRange, ...]] = field(init=False, factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """What is kept for speed is no part of a copy."""
        return type(self), (self.row, self.setting, self.said)

    @cached_property
    def _work(self) -> Work:
        return begun(self.row, self.setting)

    def leaf(self, actual: Text | None, reading: ActualReading | None = None) -> Leaf:
        """The row scored with this actual; ``reading`` stands for what it says, where that is known."""
        row = self.row
        indicator = row.indicator.with_actual(actual)
        leaf = ended(self._work.again(evolve(row, indicator=indicator, reading=reading or row.reading)))
        return evolve(leaf, diagnostics=(*self.said, *leaf.diagnostics)) if self.said else leaf

    @cached_property
    def base(self) -> Leaf:
        """The leaf without an actual."""
        return self.leaf(None)

    @cached_property
    def target(self) -> Meaning:
        """What the actual is held against; budget execution without a rate of its own is to be spent in full."""
        return self._work.target

    def read(self, actual: str | Decimal | None) -> ActualReading:
        """The actual against the target, as scoring reads it."""
        return reading_of(
            actual,
            self.target,
            self.row.indicator.target,
            self._work.bearing.direction,
            execution=self.row.execution,
            vocabulary=self.setting.ruleset.words.vocabulary,
        )

    # -- what kind of rule it has

    @property
    def counts_others(self) -> bool:
        """Whether its rule counts the other indicators of the project."""
        scorer = self._work.rule.scorer if self._work.rule else None
        return isinstance(scorer, Measured) and scorer.axis is Axis.MET_SHARE and not self.row.execution

    @property
    def has_curve(self) -> bool:
        """Whether its rule is a curve over one number, and nothing of the row but the actual moves along it."""
        scorer = self._work.rule.scorer if self._work.rule else None
        if not isinstance(scorer, Measured) or scorer.axis in _ELSEWHERE or scorer.x_rounding is not None:
            return False
        return (
            isinstance(self.target, Quantity | Range | Change)
            and self.row.indicator.base is None
            and not self.row.indicator.inputs
        )

    @property
    def has_bands(self) -> bool:
        """Whether its rule looks words up among bands or grades."""
        rule = self._work.rule
        return rule is not None and isinstance(rule.scorer, Judged | Graded)

    # -- the curve over the actual

    @cached_property
    def regions(self) -> Regions | None:
        """The rule over the actuals in integers; None where it is no curve over one number."""
        rule, ruleset = self._work.rule, self.setting.ruleset
        if rule is None or not self.has_curve:
            return None
        elapsed = self.setting.elapsed
        bound = ruleset.bound(rule, self.target, self.row.points, self._work.bearing.direction, elapsed)
        return regions_of(bound, self.target, ruleset, self._at)

    def score(self, actual: Text | None) -> Score:
        """The score alone; of a plain number by the curve, without a leaf."""
        if self.regions is not None and actual is not None and (number := self._plain(actual)) is not None:
            region = self.regions.at(number)
            if region.share is None:
                return region.leaf.score
            return Score.of(self.regions.rounding(region.share(number) * self.row.points))
        return self.leaf(actual).score

    def _plain(self, actual: Text) -> Fraction | None:
        """A plain number in the target's unit; None where it has to be read."""
        found = plain_number(actual)
        if found is None:
            return None
        millionths, unit = found
        ranges = self.unit(unit)
        factor = ranges[bisect_right(ranges, millionths, key=_start) - 1].factor
        return None if factor is None else millionths * factor / MILLION

    def _at(self, actual: Fraction) -> Leaf:
        return self.leaf(Text(""), ActualReading(MeasuredActual(actual)))

    def unit(self, unit: str) -> tuple[FactorRange, ...]:
        """How plain numbers with this unit are read."""
        if unit not in self._ranges:
            self._ranges[unit] = stretches(self.target, unit, self.read)
        return self._ranges[unit]
