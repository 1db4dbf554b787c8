"""Mutants of a ruleset: small faults put in one at a time, each of which some example should notice.

A mutant that scores nothing differently, for any actual there can be, is no mutant and is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

from attrs import evolve

from jixiao.authoring.apart import rounding_example, told_apart
from jixiao.authoring.breaks import break_indexes, scored_curve
from jixiao.authoring.examples import run_examples, run_rule_examples
from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent, plain
from jixiao.kernel.rounding import Mode
from jixiao.kernel.words import Phrase, Value, phrase
from jixiao.rules.axis import Axis, NamedAxis
from jixiao.rules.giving import Gives
from jixiao.rules.parts import DrawnPart, RulePart, WordedPart
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Band, Graded, GradeShare, Judged, Measured, Scorer, Summed

__all__ = ["Mutant", "Mutation", "mutants", "mutation"]

_HUNDREDTH = Fraction(1, 10_000)
"""0.01 percentage points: 95% becomes 94.99%."""


@frozen
class Mutant:
    """One fault put in. ``rule`` is "" for one of the whole ruleset."""

    rule: str
    what: Phrase
    ruleset: Ruleset


@frozen
class Mutation:
    """What became of the mutants. ``survivors`` come with an example that would kill each ("" where none was found)."""

    killed: tuple[Mutant, ...]
    equal: tuple[Mutant, ...]
    survivors: tuple[tuple[Mutant, Value], ...]


def mutation(ruleset: Ruleset) -> Mutation:
    """Every mutant run against the examples: those of its own rule first, all of them where those let it pass."""
    killed, equal, survivors = [], [], []
    for mutant in mutants(ruleset):
        if _kills(mutant):
            killed.append(mutant)
            continue
        same, example = _difference(mutant, ruleset)
        if same:
            equal.append(mutant)
        elif all(each.holds for each in run_examples(mutant.ruleset)):
            survivors.append((mutant, example))
        else:
            killed.append(mutant)
    return Mutation(tuple(killed), tuple(equal), tuple(survivors))


def _kills(mutant: Mutant) -> bool:
    if not mutant.rule:
        return any(not each.holds for each in run_examples(mutant.ruleset))
    return any(not each.holds for each in run_rule_examples(mutant.ruleset, mutant.rule))


def _difference(mutant: Mutant, ruleset: Ruleset) -> tuple[bool, Value]:
    """Whether nothing tells the mutant from the rule, and an example that does."""
    if not mutant.rule:
        return False, rounding_example(ruleset)
    if mutant.rule in ruleset.rule_ids:
        return told_apart(ruleset.rule(mutant.rule), mutant.ruleset.rule(mutant.rule), ruleset)
    enabled = ruleset.with_option(mutant.rule)
    return told_apart(enabled.rule(mutant.rule), mutant.ruleset.with_option(mutant.rule).rule(mutant.rule), enabled)


def mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    """Every mutant of every rule, options too, and that of the rounding."""
    for rule in (*ruleset.rules, *ruleset.options):
        for scorer, what in _scorers(rule):
            yield Mutant(rule.id, what, ruleset.with_rules({rule.id: evolve(rule, scorer=scorer)}))
    mode = ruleset.rounding.mode
    other = Mode.HALF_EVEN if mode is Mode.HALF_UP else Mode.HALF_UP
    changed = evolve(ruleset, rounding=evolve(ruleset.rounding, mode=other))
    yield Mutant("", phrase("mutant.rounding", mode=mode.value, other=other.value), changed)


_Changed = tuple[Scorer, Phrase]


def _scorers(rule: Rule) -> Iterator[_Changed]:
    scorer = rule.scorer
    if isinstance(scorer, Measured):
        for curve, what in _curves(scorer):
            yield evolve(scorer, curve=curve), what
    elif isinstance(scorer, Judged):
        yield from _judged(scorer)
    elif isinstance(scorer, Summed):
        yield from _parts(scorer)
    else:
        yield from _graded(scorer)


# -- curves


def _curves(scorer: Measured) -> Iterator[tuple[Curve, Phrase]]:
    curve = scored_curve(scorer)
    for index in break_indexes(curve):
        knot = curve.knots[index]
        x = plain(knot.x) if scorer.axis in (Axis.DAYS_LATE, Axis.BREACHES, Axis.EXCESS) else percent(knot.x)
        for y in _other_sides(curve, index):
            yield _at_knot(curve, index, y), phrase("mutant.side", x=x)
        ends = curve.domain.high == knot.x and scorer.outside is None  # moved, the rule would no longer load
        moved = None if ends else _moved(curve, index, _step(scorer.axis))
        if moved is not None:
            yield moved, phrase("mutant.moved", x=x, step=_step_text(scorer.axis))
    for swapped, one, two in _swaps(curve):
        yield swapped, phrase("mutant.rows", one=one, other=two)


def _step(axis: NamedAxis) -> Fraction:
    if axis in (Axis.DAYS_LATE, Axis.BREACHES):
        return Fraction(1)
    return Fraction(1, 100) if axis is Axis.EXCESS else _HUNDREDTH


def _step_text(axis: NamedAxis) -> str:
    step = _step(axis)
    return plain(step) if axis in (Axis.DAYS_LATE, Axis.BREACHES, Axis.EXCESS) else percent(step)


def _other_sides(curve: Curve, index: int) -> list[Fraction]:
    """The limits that the knot does not have; its own value, once, where it has both (that mutant is equal)."""
    knot = curve.knots[index]
    before, after = curve.pieces[index], curve.pieces[index + 1]
    limits = [
        piece.map.toward(knot.x, from_below=below)
        for piece, below in ((before, True), (after, False))
        if piece is not None
    ]
    other = sorted({limit for limit in limits if isinstance(limit, Fraction) and limit != knot.y})
    return other or [knot.y]


def _at_knot(curve: Curve, index: int, y: Fraction) -> Curve:
    knots = list(curve.knots)
    knots[index] = evolve(knots[index], y=y)
    return evolve(curve, knots=tuple(knots))


def _moved(curve: Curve, index: int, step: Fraction) -> Curve | None:
    """The knot a step lower, with the row it belongs to; None where there is no room for it, or a pole."""
    knot, before, after = curve.knots[index], curve.pieces[index], curve.pieces[index + 1]
    x = knot.x - step
    if before is None or (index > 0 and curve.knots[index - 1].x >= x):
        return None
    y = knot.y
    for piece, below in ((before, True), (after, False)):
        if piece is not None and piece.map.toward(knot.x, from_below=below) == knot.y and piece.origin == knot.origin:
            if piece.map.pole == x:
                return None
            y = piece.map(x)
    knots = (*curve.knots[:index], evolve(knot, x=x, y=y), *curve.knots[index + 1 :])
    high = x if curve.domain.high == knot.x else curve.domain.high
    try:
        return Curve(evolve(curve.domain, high=high), knots, curve.pieces)
    except ValueError:
        return None


def _swaps(curve: Curve) -> Iterator[tuple[Curve, str, str]]:
    """Neighbouring rows of one formula each, with the formulas changed over."""
    rows = [_row(list(group)) for _, group in groupby(curve.segments(), key=lambda segment: segment.origin)]
    for index, (one, two) in enumerate(pairwise(rows)):
        if one is None or two is None or one.map == two.map:
            continue
        changed = [*rows[:index], evolve(one, map=two.map), evolve(two, map=one.map), *rows[index + 2 :]]
        segments = [
            segment for row, group in zip(changed, _groups(curve), strict=True) for segment in ([row] if row else group)
        ]
        try:
            yield Curve.build(segments), _text(one), _text(two)
        except (ValueError, ZeroDivisionError):
            continue


def _groups(curve: Curve) -> list[list[Segment]]:
    return [list(group) for _, group in groupby(curve.segments(), key=lambda segment: segment.origin)]


def _row(group: list[Segment]) -> Segment | None:
    """The segments of one row as one; None for a stair."""
    pieces = [segment for segment in group if not segment.part.is_point]
    if len(pieces) > 1:
        return None
    low, high = group[0].part, group[-1].part
    line = pieces[0].map if pieces else group[0].map
    for point in group:
        if point.part.is_point and (line.pole == point.part.low or line(_at(point)) != point.map(Fraction(0))):
            return None
    return Segment(Interval(low.low, high.high, low.low_open, high.high_open), line, group[0].origin)


def _at(point: Segment) -> Fraction:
    assert point.part.low is not None
    return point.part.low


def _text(row: Segment) -> str:
    return " ".join(str(getattr(row.origin, "text", row.part)).split())


# -- bands and grades


def _judged(scorer: Judged) -> Iterator[_Changed]:
    for index, (above, below) in enumerate(pairwise(scorer.bands)):
        cut = above.share.low
        if cut is None or cut != below.share.high:
            continue
        flipped = _cut(above, below, cut, owned_below=not above.share.low_open)
        yield _bands(scorer, index, *flipped), phrase("mutant.band", cut=percent(cut))
        lower = cut - _HUNDREDTH
        if below.share.below < lower:
            moved = _cut(above, below, lower, owned_below=above.share.low_open)
            yield _bands(scorer, index, *moved), phrase("mutant.cut", cut=percent(cut))
        swapped = evolve(above, share=below.share), evolve(below, share=above.share)
        yield _bands(scorer, index, *swapped), phrase("mutant.bands", one=above.name, other=below.name)


def _cut(above: Band, below: Band, cut: Fraction, *, owned_below: bool) -> tuple[Band, Band]:
    return (
        evolve(above, share=evolve(above.share, low=cut, low_open=owned_below)),
        evolve(below, share=evolve(below.share, high=cut, high_open=not owned_below)),
    )


def _bands(scorer: Judged, index: int, above: Band, below: Band) -> Judged:
    return evolve(scorer, bands=(*scorer.bands[:index], above, below, *scorer.bands[index + 2 :]))


def _graded(scorer: Graded) -> Iterator[_Changed]:
    def put(index: int, *steps: GradeShare) -> Graded:
        return evolve(scorer, steps=(*scorer.steps[:index], *steps, *scorer.steps[index + len(steps) :]))

    for index, step in enumerate(scorer.steps):
        less = step.share - Fraction(1, 100) if step.share else Fraction(1, 100)
        yield put(index, evolve(step, share=less)), phrase("mutant.share", grade=step.name)
    for index, (one, two) in enumerate(pairwise(scorer.steps)):
        swapped = put(index, evolve(one, share=two.share), evolve(two, share=one.share))
        yield swapped, phrase("mutant.grades", one=one.name, other=two.name)


# -- parts


def _parts(scorer: Summed) -> Iterator[_Changed]:
    """Each part changed by itself: its curve, its words, its points, what it gives, and whether it empties the row."""
    for index, part in enumerate(scorer.parts):
        for changed, what in _changed_parts(part):
            parts = (*scorer.parts[:index], changed, *scorer.parts[index + 1 :])
            # The row stays worth what it was: a mutant that fits no row is killed by everything.
            yield (
                evolve(scorer, parts=parts, worth=scorer.wanted_points),
                phrase("mutant.part", part=part.name, what=what),
            )
    yield evolve(scorer, floor=scorer.floor + 1), phrase("mutant.floor", floor=plain(scorer.floor))


def _changed_parts(part: RulePart) -> Iterator[tuple[RulePart, Value]]:
    inner = part.scorer
    if isinstance(inner, DrawnPart):
        for curve, what in _curves(Measured(Axis.EXCESS, inner.curve, part.gives)):
            yield evolve(part, scorer=evolve(inner, curve=curve)), what
    elif isinstance(inner, WordedPart) and part.points is not None:
        for graded, what in _graded(Graded(inner.steps)):
            assert isinstance(graded, Graded)
            yield evolve(part, scorer=evolve(inner, steps=graded.steps)), what
    capped = isinstance(inner, DrawnPart) and part.gives is not Gives.SHARE and _is_within(inner.curve, part.points)
    if part.points is not None and not capped:
        yield evolve(part, points=part.points + 1), phrase("mutant.points", points=plain(part.points))
    yield evolve(part, empties=not part.empties), phrase("mutant.empties")


def _is_within(curve: Curve, points: Fraction | None) -> bool:
    """Whether the curve never comes above the points, so that as many more change nothing."""
    highest = curve.highest().value
    return points is not None and isinstance(highest, Fraction) and highest <= points
