"""The actuals of one target cut into regions inside which one formula and one set of findings holds.

A bound rule is a chain of knots and open pieces. Cut further wherever something else begins to be said (the
target met, over-fulfilment, a score that rounds to full points …), each region needs to be asked about once:
the scalar engine scores one actual inside it, and what it says there holds for all of the region. So the columns
have no second opinion about any rule; they only carry its answer to the other rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import Infinity
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.rules.bind import Bound
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.steps.share import negatives_are_zero

__all__ = ["Region", "Regions", "regions_of"]

NOWHERE = Mobius(0, 1, 0, 0)
"""Stands for an x beyond every number (1/0)."""

_NEAR, _FAR = Fraction(1, 1024), Fraction(10**15)


@frozen
class Region:
    """``share`` over the actual (None where it is open: then the bounds are the leaf's), x, and what is said."""

    share: Mobius | None
    x: Mobius
    leaf: Leaf
    said: frozenset[str]

    def stretched(self, ratio: Fraction) -> Region:
        """The same over actuals that are ``ratio`` times as large."""
        return evolve(
            self, share=None if self.share is None else _stretched(self.share, ratio), x=_stretched(self.x, ratio)
        )

    def says_as(self, other: Region) -> bool:
        """Whether both say the same of every actual inside."""
        if (self.share, self.x, self.said) != (other.share, other.x, other.said):
            return False
        own, its = self.leaf, other.leaf
        return own.counted == its.counted and (self.share is not None or own.score == its.score)


@frozen
class Regions:
    """``cuts`` in order; ``parts`` before, at, between and after them. ``points`` and ``rounding`` make the score."""

    cuts: tuple[Fraction, ...]
    parts: tuple[Region, ...]
    points: Fraction
    rounding: Rounding

    def at(self, actual: Fraction) -> Region:
        """The region of one actual."""
        index = bisect_left(self.cuts, actual)
        return self.parts[2 * index + (index < len(self.cuts) and self.cuts[index] == actual)]

    def stretched(self, ratio: Fraction) -> Regions:
        """The same over actuals that are ``ratio`` (above zero) times as large."""
        parts = tuple(each.stretched(ratio) for each in self.parts)
        return evolve(self, cuts=tuple(cut * ratio for cut in self.cuts), parts=parts)

    def says_as(self, other: Regions) -> bool:
        """Whether both give every actual the same score, x and codes."""
        return self.cuts == other.cuts and all(map(Region.says_as, self.parts, other.parts))


def regions_of(bound: Bound, target: Meaning, ruleset: Ruleset, ask: Callable[[Fraction], Leaf]) -> Regions | None:
    """The regions of a bound rule; ``ask`` scores one actual by the scalar engine.

    None where the answer at some place is not that of the formula: then the rule is no curve over the actual.
    """
    cuts = tuple(sorted(_cuts(bound, target, ruleset)))
    zeroed = negatives_are_zero(target, ruleset)
    parts = []
    for first, last in _places(cuts):
        region = _region(
            bound, first, ask(first), ruleset.rounding, constant=zeroed and first < 0 and first not in bound.met
        )
        if region is None or (first != last and not _holds(region, last, ask(last), bound.points, ruleset.rounding)):
            return None
        parts.append(region)
    return Regions(cuts, tuple(parts), bound.points, ruleset.rounding)


def _region(bound: Bound, place: Fraction, leaf: Leaf, rounding: Rounding, *, constant: bool) -> Region | None:
    """``constant``: every actual of the region is taken as one and the same (a policy, for negative ones)."""
    outcome = leaf.outcome
    if leaf.is_overridden:
        return None
    x = NOWHERE if outcome.x is None else _axis_map(bound, place)
    share: Mobius | None = None
    if not outcome.share.is_open:
        share = _share_map(bound, place)
        if constant or share is None or share(place) != outcome.share.low:
            share = Mobius.constant(outcome.share.low)
        if leaf.computed.low != rounding(share(place) * bound.points):
            return None
    if outcome.x is not None and (constant or x == NOWHERE or x(place) != outcome.x):
        x = Mobius.constant(outcome.x)
    return Region(share, x, leaf, frozenset(each.code for each in leaf.diagnostics))


def _holds(region: Region, place: Fraction, leaf: Leaf, points: Fraction, rounding: Rounding) -> bool:
    """Whether the region's answer is the scalar engine's at its other end too; a cut that is missing shows here."""
    outcome = leaf.outcome
    if frozenset(each.code for each in leaf.diagnostics) != region.said or leaf.counted != region.leaf.counted:
        return False
    if outcome.x != (None if region.x == NOWHERE else region.x(place)):
        return False
    if region.share is None:
        return leaf.score == region.leaf.score
    share = region.share(place)
    return outcome.share.low == outcome.share.high == share and leaf.computed.low == rounding(share * points)


def _stretched(line: Mobius, ratio: Fraction) -> Mobius:
    return line if line == NOWHERE else Mobius.of(line.a / ratio, line.b, line.c / ratio, line.d)


def _axis_map(bound: Bound, place: Fraction) -> Mobius:
    part = next((part for part in bound.axis if place in part.part), None)
    return NOWHERE if part is None or isinstance(part.map, Infinity) else part.map


def _share_map(bound: Bound, place: Fraction) -> Mobius | None:
    return next((each.map for each in bound.curve.segments() if place in each.part), None)


def _places(cuts: tuple[Fraction, ...]) -> list[tuple[Fraction, Fraction]]:
    """Two numbers inside each region, close to its ends: before the first cut, at it (the same twice), between …"""
    if not cuts:
        return [(-_FAR, _FAR)]
    places = [(cuts[0] - _FAR, cuts[0] - _NEAR)]
    for left, right in zip(cuts, [*cuts[1:], None], strict=True):
        step = _NEAR if right is None else (right - left) * _NEAR
        places.append((left, left))
        places.append((left + step, left + _FAR if right is None else right - step))
    return places


# -- where something else begins to be said


def _cuts(bound: Bound, target: Meaning, ruleset: Ruleset) -> set[Fraction]:
    cuts = {Fraction(0), *(knot.x for knot in bound.curve.knots)}
    cuts |= _ends((bound.curve.domain.low, bound.curve.domain.high, bound.met.low, bound.met.high))
    cuts |= {end for part in bound.axis for end in _ends((part.part.low, part.part.high))}
    if isinstance(target, Quantity | Change):
        cuts.add(target.value)
    if isinstance(target, Range):
        cuts |= {target.low, target.high}
    cuts |= _over_cuts(target, ruleset)
    cuts |= _full_cuts(bound, ruleset.rounding)
    reasons = ruleset.reasons
    if reasons is not None and reasons.execution_below is not None:
        maps = (part.map for part in bound.axis if isinstance(part.map, Mobius))
        cuts |= _solutions(maps, [reasons.execution_below])
    return cuts


def _ends(ends: Iterable[Fraction | None]) -> set[Fraction]:
    return {end for end in ends if end is not None}


def _over_cuts(target: Meaning, ruleset: Ruleset) -> set[Fraction]:
    """Where over-fulfilment begins."""
    if ruleset.over is None or not isinstance(target, Quantity | Change):
        return set()
    cuts = {ruleset.over.start * target.value}
    if ruleset.over.zero_target_start is not None:
        cuts.add(ruleset.over.zero_target_start)
    return cuts


def _full_cuts(bound: Bound, rounding: Rounding) -> set[Fraction]:
    """Where the score begins to round to the whole points."""
    if bound.points <= 0:
        return set()
    unit = Fraction(1, 10**rounding.places)
    whole = bound.points // unit * unit
    half = Fraction(0) if rounding.mode is Mode.DOWN else unit / 2
    edges = [whole, whole - half, whole + half]
    maps = (segment.map for segment in bound.curve.segments())
    return _solutions(maps, [edge / bound.points for edge in edges])


def _solutions(maps: Iterable[Mobius], values: list[Fraction]) -> set[Fraction]:
    """Every actual where one of the maps has one of the values; more cuts than are needed do no harm."""
    found = {each.solve(value) for each in maps if not each.is_constant for value in values}
    return {each for each in found if each is not None}
