"""Boundary coverage: was every rule tried just below, at and just above each break, at zero, missing, and far over?

A stair is one formula: its first and last steps stand for all. Just below and above means within a hundredth on the axis (one percentage point), within one day or one item. What no
actual can reach is not counted, and says so; the rest counts, and the rate is never rounded up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.authoring.breaks import break_indexes, scored_curve
from jixiao.authoring.examples import example_leaf
from jixiao.authoring.probe import Probe, actual_at, probes
from jixiao.authoring.sample import pasted, sample_of
from jixiao.kernel.classes import frozen
from jixiao.kernel.interval import EVERYTHING, Interval, intersect
from jixiao.kernel.number import percent, plain
from jixiao.kernel.words import Phrase, Value, phrase
from jixiao.language.actual import MeasuredActual, Missing
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis, NamedAxis, axis_name
from jixiao.rules.claim import TargetKind
from jixiao.rules.parts import DrawnPart, RulePart, WordedPart
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured, Summed
from jixiao.scoring.leaf import Leaf, PartScore
from jixiao.scoring.reason import OpenReason

__all__ = ["Coverage", "Spot", "coverage", "rate_text"]

_NUMBERS = (TargetKind.QUANTITY, TargetKind.RANGE, TargetKind.CHANGE, TargetKind.EXECUTION)
_COUNTED = (Axis.DAYS_LATE, Axis.BREACHES)
_LISTS = (Axis.COVERAGE, Axis.MET_SHARE, Axis.BREACHES)
_PLAIN = (Axis.DAYS_LATE, Axis.BREACHES, Axis.EXCESS)


@frozen
class Spot:
    """A place that the examples of a rule should try. ``impossible`` says why none can; ``paste`` is one that would."""

    rule: str
    where: Phrase
    covered: bool
    impossible: Phrase | None = None
    paste: Value = ""

    @property
    def counts(self) -> bool:
        """Whether an example could try it."""
        return self.impossible is None


@frozen
class Coverage:
    """All spots of all rules."""

    spots: tuple[Spot, ...]

    @property
    def tried(self) -> tuple[int, int]:
        """How many spots are tried, of those that can be."""
        counted = [spot for spot in self.spots if spot.counts]
        return sum(spot.covered for spot in counted), len(counted)


def rate_text(tried: tuple[int, int]) -> str:
    """``13/14 (92%)``: rounded down, so that 100% is all of them."""
    done, every = tried
    return f"{done}/{every} ({100 * done // every if every else 100}%)"


def coverage(ruleset: Ruleset) -> Coverage:
    """Every spot of every rule, options as if enabled."""
    spots: list[Spot] = []
    for rule in ruleset.rules:
        spots.extend(_spots(rule, ruleset))
    for option in ruleset.options:
        enabled = ruleset.with_option(option.id)
        spots.extend(_spots(enabled.rule(option.id), enabled))
    return Coverage(tuple(spots))


def _spots(rule: Rule, ruleset: Ruleset) -> Iterator[Spot]:
    leaves = [example_leaf(each, rule, ruleset) for each in rule.examples]
    leaves = [leaf for leaf in leaves if leaf.rule is not None and leaf.rule.id == rule.id]
    scorer = rule.scorer
    if isinstance(scorer, Measured):
        yield from _breaks(rule, scorer, ruleset, leaves)
        yield from _zero(rule, scorer, leaves)
        yield from _over(rule, scorer, ruleset, leaves)
    elif isinstance(scorer, Judged):
        yield from _bands(rule, scorer, leaves)
    elif isinstance(scorer, Summed):
        yield from _parts(rule, scorer, leaves)
    elif isinstance(scorer, Graded):
        for step in scorer.steps:
            hit = any(leaf.outcome.band == step.name for leaf in leaves)
            yield Spot(rule.id, phrase("spot.grade", grade=step.name), hit)
    yield Spot(rule.id, phrase("spot.missing"), any(_is_missing(leaf) for leaf in leaves))


def _is_missing(leaf: Leaf) -> bool:
    if leaf.why is not None and leaf.why.reason is OpenReason.INPUT_MISSING:
        return True
    return leaf.reading is not None and isinstance(leaf.reading.value, Missing) and leaf.indicator.items is None


# -- breaks of a curve


def _breaks(rule: Rule, scorer: Measured, ruleset: Ruleset, leaves: Sequence[Leaf]) -> Iterator[Spot]:
    own = [each for each in probes(rule, ruleset) if each.bound.policy is None]
    places = [leaf.outcome.x for leaf in leaves if leaf.outcome.x is not None]
    days = (leaf.outcome.x_range for leaf in leaves)
    places += [day.low for day in days if day is not None and day.is_point and day.low is not None]
    near = _nearness(rule, scorer.axis)
    curve = scored_curve(scorer)
    for knot in (curve.knots[index] for index in break_indexes(curve)):
        at = _x_text(knot.x, scorer.axis)
        for part, key in (
            (Interval(knot.x - near, knot.x, high_open=True), "spot.below"),
            (Interval.point(knot.x), "spot.at"),
            (Interval(knot.x, knot.x + near, low_open=True), "spot.above"),
        ):
            spot = Spot(rule.id, phrase(key, axis=axis_name(scorer.axis), x=at), _any(part, places))
            yield spot if spot.covered else _suggested(spot, part, own, ruleset)


def _any(part: Interval, places: Sequence[Fraction]) -> bool:
    return any(place in part for place in places)


def _suggested(spot: Spot, part: Interval, own: Sequence[Probe], ruleset: Ruleset) -> Spot:
    """With an example that would try it, or the reason why there is none."""
    for probe in own:
        actual = actual_at(probe, part)
        if actual is None:
            continue
        sample = sample_of(probe, actual, ruleset.rounding)
        return spot if sample is None else evolve(spot, paste=pasted(sample))
    return evolve(spot, impossible=phrase("spot.impossible"))


def _nearness(rule: Rule, axis: NamedAxis) -> Fraction:
    if axis in _COUNTED or axis is Axis.EXCESS:
        return Fraction(1)
    in_units = axis is Axis.VALUE and bool(rule.when.unit) and "%" not in rule.when.unit
    return Fraction(1) if in_units else Fraction(1, 100)


def _x_text(x: Fraction, axis: NamedAxis) -> str:
    return plain(x) if axis in _PLAIN else percent(x)


# -- zero, over, bands


def _zero(rule: Rule, scorer: Measured, leaves: Sequence[Leaf]) -> Iterator[Spot]:
    if scorer.axis in _LISTS or not set(rule.when.target) & set(_NUMBERS):
        return
    hit = any(_value(leaf) == 0 for leaf in leaves)
    yield Spot(rule.id, phrase("spot.zero"), hit)


def _value(leaf: Leaf) -> Fraction | None:
    value = leaf.reading.value if leaf.reading else None
    return value.value if isinstance(value, MeasuredActual) else None


def _over(rule: Rule, scorer: Measured, ruleset: Ruleset, leaves: Sequence[Leaf]) -> Iterator[Spot]:
    """Over-fulfilment is looked at for quantities of which more is not worse."""
    if ruleset.over is None or TargetKind.QUANTITY not in rule.when.target or scorer.axis in _LISTS:
        return
    if rule.when.direction and set(rule.when.direction) == {Direction.NEGATIVE}:
        return
    where = phrase("spot.over", start=percent(ruleset.over.start))
    yield Spot(rule.id, where, any(leaf.over for leaf in leaves))


def _bands(rule: Rule, scorer: Judged, leaves: Sequence[Leaf]) -> Iterator[Spot]:
    given = [leaf.indicator.judgement for leaf in leaves if leaf.indicator.judgement is not None]
    for band in scorer.bands:
        hit = any(leaf.outcome.band == band.name for leaf in leaves)
        yield Spot(rule.id, phrase("spot.band", band=band.name), hit)
    for cut in sorted({end for band in scorer.bands for end in (band.share.low, band.share.high) if end}, reverse=True):
        tests: list[tuple[str, Callable[[Fraction], bool]]] = [("spot.judgement", cut.__eq__)]
        if cut < 1:
            below = Interval(cut - Fraction(1, 100), cut, high_open=True)
            tests.append(("spot.judgement.below", below.__contains__))
        for key, test in tests:
            yield Spot(rule.id, phrase(key, share=percent(cut)), any(test(each) for each in given))


# -- parts


def _parts(rule: Rule, scorer: Summed, leaves: Sequence[Leaf]) -> Iterator[Spot]:
    """Both sides of every break of a part's curve, each of its words, an item done and not done, and the floor of the sum."""
    within = {each.name: each.within for each in scorer.inputs}
    for index, part in enumerate(scorer.parts):
        seen = [leaf.outcome.sums[index] for leaf in leaves if leaf.outcome.sums]
        for where, hit in _part_spots(part, seen, within.get(part.asks[0]) or EVERYTHING):
            yield Spot(rule.id, phrase("spot.part", part=part.name, spot=where), hit)
    if any(part.takes for part in scorer.parts):
        bottom = [leaf for leaf in leaves if leaf.outcome.sums and leaf.points > 0]
        least = scorer.floor
        yield Spot(
            rule.id, phrase("spot.floor", floor=plain(least)), any(leaf.unrounded.high <= least for leaf in bottom)
        )


def _part_spots(part: RulePart, seen: Sequence[PartScore], within: Interval) -> Iterator[tuple[Phrase, bool]]:
    """What can be tried of a part; ``within`` is what its first input can be, where its formula is that input."""
    inner = part.scorer
    if isinstance(inner, DrawnPart):
        places = [each.x for each in seen if each.x is not None]
        curve = scored_curve(Measured(Axis.VALUE, inner.curve, part.gives))
        for knot in (curve.knots[at] for at in break_indexes(curve)):
            for key, there, hit in (
                ("spot.below", Interval(None, knot.x, high_open=True), any(x < knot.x for x in places)),
                ("spot.at", Interval.point(knot.x), knot.x in places),
                ("spot.above", Interval(knot.x, None, low_open=True), any(x > knot.x for x in places)),
            ):
                if inner.x.tree[0] == "name" and intersect(there, within) is None:
                    continue
                yield phrase(key, axis=inner.x.text, x=plain(knot.x)), hit
    elif isinstance(inner, WordedPart):
        for step in inner.steps:
            yield phrase("spot.grade", grade=step.name), any(each.band == step.name for each in seen)
    else:
        for done in (True, False):
            hit = any(each.points.low == each.points.high and (each.points.low > 0) is done for each in seen)
            yield phrase("spot.done" if done else "spot.not_done"), hit
