"""A row made of parts: each part by itself, then their sum under one floor and one ceiling.

What is missing leaves its part open from nothing to the most that it gives or takes, and the sum between its bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.words import series
from jixiao.language.actual import MeasuredActual
from jixiao.rules.curve_text import row_of
from jixiao.rules.formula import SHARES
from jixiao.rules.giving import Gives, GradeShare
from jixiao.rules.parts import ACTUAL, DrawnPart, ItemPart, RulePart, Summed, WordedPart
from jixiao.rules.scorer import Measured
from jixiao.scoring.inputs import is_done, numbers_of, word_of
from jixiao.scoring.leaf import Outcome, PartScore
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import NOTHING, Score, total
from jixiao.scoring.steps.work import Work

__all__ = ["note_inputs", "reads_actual", "summed"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_ALL = Score(_ZERO, _ONE)


def reads_actual(scorer: object) -> bool:
    """Whether the rule looks at the row's own actual: all but those whose parts ask for inputs alone."""
    return not isinstance(scorer, Summed) or ACTUAL in scorer.asks


def note_inputs(work: Work) -> None:
    """Inputs that the rule does not ask for are said, not swallowed."""
    scorer = work.rule.scorer if work.rule is not None else None
    asked: tuple[str, ...] = ()
    if isinstance(scorer, Summed):
        asked = scorer.asks
    elif isinstance(scorer, Measured):
        asked = tuple(each.name for each in scorer.inputs)
    unused = [name for name in work.row.indicator.inputs if name not in asked]
    if unused:
        known = series("list.comma", asked) if asked else "—"
        said = diagnose("JX835", work.row.place("inputs"), names=series("list.comma", unused), known=known)
        work.said.append(said)


@frozen
class _GivenInputs:
    """What the parts are read from. ``most`` bounds a deduction that names no points of its own."""

    given: Mapping[str, str]
    values: Mapping[str, Fraction]
    why: Mapping[str, Open]
    place: Place
    most: Fraction


def summed(work: Work, scorer: Summed) -> Outcome:
    """The share of the row's points that its parts add up to."""
    points, wanted = work.row.points, scorer.wanted_points
    if wanted is not None and wanted != points:
        said = diagnose("JX830", work.row.place("points"), points=plain(points), wanted=plain(wanted))
        return Outcome(_ALL, why=Open(OpenReason.POINTS_UNLIKE, said), diagnostics=(said,))
    asked = _asked(work, scorer)
    scores = tuple(_part(part, asked) for part in scorer.parts)
    share = _share(scores, scorer, points)
    why = next((each.why for each in scores if each.why is not None), None) if share.is_open else None
    met = None if share.is_open else share.low == 1
    return Outcome(share, met=met, why=why, diagnostics=_told(scores), sums=scores)


def _told(scores: tuple[PartScore, ...]) -> tuple[Diagnostic, ...]:
    """What keeps parts open, each once: one input may leave several of them open."""
    return tuple(dict.fromkeys(each.why.said for each in scores if each.why is not None and each.why.said is not None))


def _asked(work: Work, scorer: Summed) -> _GivenInputs:
    row = work.row
    place = row.place("inputs")
    values, why = numbers_of(scorer.inputs, row.indicator.inputs, place)
    reading = work.reading.value if work.reading is not None else None
    if isinstance(reading, MeasuredActual):
        values[ACTUAL] = reading.value * SHARES.get(getattr(work.target, "unit", ""), _ONE)
    elif ACTUAL in scorer.asks:
        said = diagnose("JX206", row.place("actual"), name=row.indicator.level3)
        why[ACTUAL] = Open(OpenReason.ACTUAL_MISSING, said)
    return _GivenInputs(row.indicator.inputs, values, why, place, row.points)


# -- one part


def _part(part: RulePart, asked: _GivenInputs) -> PartScore:
    if isinstance(part.scorer, DrawnPart):
        return _drawn(part, part.scorer, asked)
    if isinstance(part.scorer, WordedPart):
        return _worded(part, part.scorer, asked)
    return _item(part, part.scorer, asked)


def _most(part: RulePart, asked: _GivenInputs) -> Fraction:
    """The most that it gives or takes: all of the row's points where a deduction does not say; a mere condition gives none."""
    if part.points is not None:
        return part.points
    return asked.most if part.takes else _ZERO


def _open(part: RulePart, asked: _GivenInputs, why: Open) -> PartScore:
    return PartScore(part, Score(_ZERO, _most(part, asked)), _given(part, asked), why=why)


def _given(part: RulePart, asked: _GivenInputs) -> tuple[tuple[str, str], ...]:
    return tuple((name, asked.given[name]) for name in part.asks if name in asked.given)


def _known(part: RulePart, share: Fraction, points: Fraction, asked: _GivenInputs, **more: object) -> PartScore:
    """A part that is read: ``share`` is what its curve or word says, ``points`` what that comes to."""
    failed = share > 0 if part.takes else share <= 0
    return PartScore(part, Score.of(points), _given(part, asked), failed=failed, **more)  # type: ignore[arg-type]


def _drawn(part: RulePart, scorer: DrawnPart, asked: _GivenInputs) -> PartScore:
    """The curve at what the formula comes to, kept between none and the part's points."""
    why = next((asked.why[name] for name in scorer.x.names if name in asked.why), None)
    if why is not None:
        return _open(part, asked, why)
    x = scorer.x.value(asked.values)
    if x is None:
        said = diagnose("JX834", asked.place, name=part.name, formula=scorer.x.text)
        return _open(part, asked, Open(OpenReason.INPUT_ASKED, said))
    piece = scorer.curve.part_at(x)
    assert piece is not None  # a part is drawn over all that its formula can be
    y = piece.value(x)
    most = _most(part, asked)
    points = max(y * most if part.gives is Gives.SHARE else y, _ZERO)
    if part.points is not None:
        points = min(points, part.points)
    return _known(part, y, points, asked, x=x, row=row_of(piece.origin))


def _worded(part: RulePart, scorer: WordedPart, asked: _GivenInputs) -> PartScore:
    words = word_of(scorer.of, asked.given, asked.place)
    if isinstance(words, Open):
        return _open(part, asked, words)
    found = next((step for step in scorer.steps if words.words in (step.name, *step.words)), None)
    found = found or next((step for step in scorer.steps if words.attainment in step.attainment), None)
    if found is None:
        known = series("list.comma", tuple(_words(scorer.steps)))
        said = diagnose("JX838", asked.place, name=scorer.of, text=asked.given[scorer.of], known=known)
        return _open(part, asked, Open(OpenReason.INPUT_ASKED, said))
    return _known(part, found.share, found.share * _most(part, asked), asked, band=found.name)


def _words(steps: tuple[GradeShare, ...]) -> Iterator[str]:
    for step in steps:
        yield from dict.fromkeys((step.name, *step.words))


def _item(part: RulePart, scorer: ItemPart, asked: _GivenInputs) -> PartScore:
    """Done: its points are given, or taken off."""
    name = scorer.item or part.name
    done = is_done(name, asked.given, asked.place)
    if isinstance(done, Open):
        return _open(part, asked, done)
    share = _ONE if done else _ZERO
    return _known(part, share, share * _most(part, asked), asked, band=asked.given[name])


# -- the sum


def _share(scores: tuple[PartScore, ...], scorer: Summed, points: Fraction) -> Score:
    """The sum as a share of the points; of no points all or nothing, by whether anything is lost."""
    emptied = [each.failed for each in scores if each.part.empties]
    if True in emptied:
        return NOTHING
    given = total(each.points for each in scores if not each.part.takes)
    taken = total(each.points for each in scores if each.part.takes)
    start = points if scorer.starts_full else _ZERO
    sum_ = Score(start + given.low - taken.high, start + given.high - taken.low).capped(
        min(scorer.floor, points), points
    )
    if None in emptied:
        sum_ = Score(_ZERO, sum_.high)
    if points > 0:
        return sum_.times(1 / points)
    return Score.of(_ZERO if taken.low > 0 else _ONE) if not taken.is_open else _ALL
