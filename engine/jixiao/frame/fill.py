"""Distinct pairs of a plan and an actual, filled in: by the regions of the plan, by those of its family, or one by one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from jixiao.frame.codes import Codes, Ints
from jixiao.frame.evaluate import Pairs, put_actual, put_column
from jixiao.frame.family import Family, FamilyKey, family_of
from jixiao.frame.numbers import NOT_PLAIN, Numbers, read_numbers, text_of
from jixiao.frame.plan import Plan
from jixiao.frame.scored import UNKNOWN, Scored, fill_leaf, rule_id
from jixiao.kernel.classes import define, frozen
from jixiao.language.actual import MeasuredActual, Missing
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.prepared.factors import MILLION, FactorRange
from jixiao.scoring.prepared.regions import Regions

__all__ = ["fill"]

_WORTH_CUTTING = 64
"""From so many actuals on regions are cut for them; for fewer, scoring each costs less."""
_SAFE = 1 << 62
_HALF = 1 << 31
_ONE = Fraction(1)


@frozen(eq=False)
class _Share:
    """The pairs of one plan: where they begin, the number of each one's actual, and what was found about its points."""

    plan: Plan
    start: int
    actuals: Ints
    note: str

    @property
    def notes(self) -> set[str]:
        """The code of what was found about its points, if anything was."""
        return {self.note} - {""}

    @property
    def places(self) -> Ints:
        """The pairs' own numbers."""
        return np.arange(self.start, self.start + len(self.actuals))


def fill(scored: Scored, pairs: Pairs, plan_of: Ints, actual_of: Ints, actual: Codes) -> None:
    """Every pair; they stand in the order of their plans."""
    filling = _Filling(scored, pairs, actual, read_numbers(actual.dictionary))
    ends = np.searchsorted(plan_of, np.arange(len(scored.rows.plans) + 1))
    small: dict[tuple[FamilyKey, str], list[_Share]] = {}
    for index, plan in enumerate(scored.rows.plans):
        start, stop = int(ends[index]), int(ends[index + 1])
        if start == stop:
            continue
        note = scored.rows.notes[index]
        if not isinstance(plan, Plan):
            pairs.low[start:stop] = pairs.high[start:stop] = UNKNOWN
            pairs.said[start:stop] = scored.said.codes({plan.code, note} - {""})
            continue
        pairs.normal_form[start:stop] = scored.normal_forms.number(plan.normal_form)
        share = _Share(plan, start, actual_of[start:stop], note)
        if stop - start >= _WORTH_CUTTING:
            filling.of_plan(share)
        elif (key := family_of(plan)) is not None:
            small.setdefault((key, note), []).append(share)
        else:
            filling.one_by_one(share)
    for (key, _), shares in small.items():
        filling.of_family(scored.engine.family(key, shares[0].plan), shares)


@define
class _Filling:
    """The pairs being filled in, and the actuals as numbers where they are plain."""

    scored: Scored
    pairs: Pairs
    actual: Codes
    numbers: Numbers

    # -- a plan with regions of its own

    def of_plan(self, share: _Share) -> None:
        """Plain numbers as a column, the rest one at a time."""
        left = np.ones(len(share.actuals), np.bool_)
        regions = share.plan.regions
        if regions is None:
            self.one_by_one(share)
            return
        self._rule(share)
        for unit, inside in self._units(share.actuals):
            ranges = share.plan.unit(self.numbers.units[unit])
            for part, read in self._by_range(self.numbers.mantissas[share.actuals[inside]], ranges):
                mine = inside[part]
                left[mine] = ~self._column(regions, share.places[mine], share.actuals[mine], read, share.notes)
        for at in np.flatnonzero(left).tolist():
            self._one(share, at, regions)

    def _by_range(self, mantissas: Ints, ranges: tuple[FactorRange, ...]) -> list[tuple[Any, FactorRange]]:
        """The numbers by how they are read."""
        if len(ranges) == 1:
            return [(slice(None), ranges[0])]
        starts = np.array([each.start for each in ranges], np.int64)
        which = np.searchsorted(starts, mantissas * (MILLION // 10**self.numbers.places), side="right") - 1
        return [(which == index, each) for index, each in enumerate(ranges) if (which == index).any()]

    # -- plans of one family

    def of_family(self, family: Family, shares: list[_Share]) -> None:
        """By the regions of the family where they pay, each actual stretched to stand against the first target."""
        pays = sum(len(each.actuals) for each in shares) >= _WORTH_CUTTING
        spoken: list[_Share] = []
        for each in shares:
            if pays and family.speaks_for(each.plan):
                spoken.append(each)
            else:
                self.one_by_one(each)
        if spoken and family.regions is not None:
            self._spoken(family, family.regions, spoken)

    def _spoken(self, family: Family, regions: Regions, spoken: list[_Share]) -> None:
        places = np.concatenate([each.places for each in spoken])
        actuals = np.concatenate([each.actuals for each in spoken])
        owner = np.repeat(np.arange(len(spoken)), [len(each.actuals) for each in spoken])
        ratios = [family.ratio(each.plan) for each in spoken]
        small = [each if max(each.numerator, each.denominator) < _HALF else Fraction(0) for each in ratios]
        tops, bottoms = (
            np.array(part)[owner] for part in zip(*(each.as_integer_ratio() for each in small), strict=True)
        )
        left = np.ones(len(places), np.bool_)
        for unit, inside in self._units(actuals):
            read = family.factor(self.numbers.units[unit])
            mine = inside[tops[inside] > 0]
            if read is not None and len(mine):
                stretch = tops[mine], bottoms[mine]
                left[mine] = ~self._column(regions, places[mine], actuals[mine], read, spoken[0].notes, stretch=stretch)
        for each in spoken:
            self._rule(each)
        for at in np.flatnonzero(left).tolist():
            each = spoken[owner[at]]
            self._one(each, int(places[at]) - each.start, regions, ratios[owner[at]])

    # -- many at once

    def _units(self, actuals: Ints) -> list[tuple[int, Ints]]:
        """The plain numbers among the actuals, by their unit."""
        units = self.numbers.unit[actuals]
        return [(each, np.flatnonzero(units == each)) for each in np.unique(units).tolist() if each != NOT_PLAIN]

    def _column(
        self,
        regions: Regions,
        places: Ints,
        actuals: Ints,
        read: FactorRange,
        notes: set[str],
        stretch: tuple[Ints, Ints] | None = None,
    ) -> npt.NDArray[np.bool_]:
        """Plain numbers of one unit; which of them were done. ``stretch`` is what each is times, as a fraction."""
        n, d = self.numbers.mantissas[actuals], 10**self.numbers.places
        if read.factor is None:
            return np.zeros(len(n), np.bool_)
        largest = int(n.max(initial=0)) * (int(stretch[0].max(initial=0)) if stretch is not None else 1)
        deepest = d * (int(stretch[1].max(initial=0)) if stretch is not None else 1)
        if read.factor.numerator * largest >= _SAFE or read.factor.denominator * deepest >= _SAFE:
            return np.zeros(len(n), np.bool_)
        n, d = n * read.factor.numerator, d * read.factor.denominator
        under: int | Ints = d
        if stretch is not None:
            n, under = n * stretch[0], d * stretch[1]
        where, too_large = put_column(self.pairs, places, regions, n, under, self.scored.unit())
        table = np.array([self.scored.said.codes(region.said | read.said | notes) for region in regions.parts])
        self.pairs.said[places] = table[where]
        return ~too_large

    # -- one at a time

    def one_by_one(self, share: _Share) -> None:
        """Every pair by the scalar engine."""
        for at in range(len(share.actuals)):
            self._scalar(share, at)

    def _one(self, share: _Share, at: int, regions: Regions, ratio: Fraction = _ONE) -> None:
        """An actual that is no plain number: read by the language, and scored by its region if it is a number after all."""
        reading = share.plan.read(self._text(share, at))
        if not isinstance(reading.value, MeasuredActual):
            self._scalar(share, at)
            return
        actual = reading.value.value * ratio
        region, place = regions.at(actual), share.start + at
        put_actual(self.pairs, place, regions, region, actual, self.scored.unit())
        codes = {each.code for each in reading.diagnostics}
        self.pairs.said[place] = self.scored.said.codes(region.said | codes | share.notes)
        self.pairs.scalar[place] = abs(reading.value.value.numerator) >= _SAFE

    def _scalar(self, share: _Share, at: int) -> None:
        leaf, place = self.scored.engine.leaf(share.plan, self._text(share, at)), share.start + at
        fill_leaf(self.scored, self.pairs, place, leaf, share.notes)
        self.pairs.scalar[place] = not _is_ordinary(share.plan, leaf)

    def _text(self, share: _Share, at: int) -> str | None:
        words = self.actual.dictionary
        return None if words is None else text_of(words[int(share.actuals[at])].as_py())

    def _rule(self, share: _Share) -> None:
        self.pairs.rule[share.places] = self.scored.rules.number(rule_id(share.plan.base.rule))


def _is_ordinary(plan: Plan, leaf: Leaf) -> bool:
    """Whether columns could have answered: a number on a curve, words among bands, nothing at all. It does not matter how they did."""
    value = leaf.reading.value if leaf.reading is not None else Missing()
    if isinstance(value, MeasuredActual):
        return plan.has_curve and abs(value.value.numerator) < _SAFE
    return plan.has_bands or isinstance(value, Missing)
