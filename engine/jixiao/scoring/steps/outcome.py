"""From a rule and a reading to a share: one function a scorer, each telling what it took and why.

What is missing leaves the share open; nothing here turns unknown into zero.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.interval import Infinity, Interval
from jixiao.kernel.number import percent
from jixiao.kernel.words import series
from jixiao.language.actual import ActualReading, Asked, Attainment, Worded
from jixiao.language.ast import Level, Meaning
from jixiao.language.levels import scale_of
from jixiao.rules.axis import position
from jixiao.rules.bind import Bound
from jixiao.rules.curve_text import row_of
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Band, Graded, GradeShare, Judged
from jixiao.scoring.leaf import Outcome, PolicyUse
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import Score

__all__ = [
    "ATTAINMENTS",
    "OPEN",
    "Ask",
    "graded",
    "judged",
    "limits",
    "measured_at",
    "measured_over",
    "open_outcome",
]

OPEN = Score(Fraction(0), Fraction(1))
ATTAINMENTS = {
    Attainment.FULL: "达成预期指标",
    Attainment.BASIC: "基本达成",
    Attainment.PARTIAL: "部分达成",
    Attainment.NONE: "未达成",
}
"""The plainest words of each attainment, for telling what may be written."""

_BELOW_FULL = Band(Interval(Fraction(0), Fraction(1), high_open=True), "")


@frozen
class Ask:
    """What scoring asks beside the rule: the assessor's share, where the row stands, and its points."""

    judgement: Fraction | None
    place: Callable[[str], Place]
    ruleset: Ruleset
    points: Fraction

    def use(self, name: PolicyName) -> PolicyUse:
        """A policy of the ruleset, as a use of it."""
        return PolicyUse(name, self.ruleset.policy(name))


def open_outcome(
    reason: OpenReason, said: Diagnostic | None = None, *, policies: tuple[PolicyUse, ...] = ()
) -> Outcome:
    """Nothing known: from none to all of the points. ``said`` is kept as the reason's words, and told elsewhere."""
    return Outcome(OPEN, why=Open(reason, said), policies=policies)


def _told(reason: OpenReason, said: Diagnostic) -> Outcome:
    """Nothing known, and the outcome is what tells it."""
    return Outcome(OPEN, why=Open(reason, said), diagnostics=(said,))


# -- curves


def measured_at(bound: Bound, actual: Fraction, ask: Ask, uses: tuple[PolicyUse, ...] = ()) -> Outcome:
    """The share for one exact actual; ``uses`` are policies that made the actual what it is."""
    met = actual in bound.met
    on_axis = bound.is_on_axis(actual)
    if bound.policy is not None and not on_axis:
        uses = (*uses, ask.use(bound.policy))
    x = position(bound.axis, actual) if on_axis else None
    own = bound.curve.part_at(actual)
    if own is None:
        band = bound.scorer.outside if bound.policy is None else _BELOW_FULL
        return in_band(band or _BELOW_FULL, ask, x=x, met=met, uses=uses)
    rounded = None if bound.scorer.x_rounding is None or x is None else bound.scorer.x_rounding(x)
    part, at = (own, actual) if rounded is None else (bound.over_axis.part_at(rounded), rounded)
    assert part is not None  # a rule is drawn over all that its axis can be
    return Outcome(Score.of(part.value(at)), x=x, x_rounded=rounded, row=row_of(part.origin), met=met, policies=uses)


def measured_over(bound: Bound, actuals: Interval, ask: Ask) -> Outcome:
    """The share for an actual known only between two ends (a month for a day, say)."""
    if actuals.low is not None and actuals.is_point:
        return measured_at(bound, actuals.low, ask)
    inside = bound.curve.restrict(actuals)
    if inside is None:  # late for certain: whichever day it was, the rest is an assessor's
        return evolve(in_band(bound.scorer.outside or _BELOW_FULL, ask, met=False), x_range=actuals)
    parts = [_range_of(inside)]
    if inside.domain != actuals:
        parts.append(in_band(bound.scorer.outside or _BELOW_FULL, evolve(ask, judgement=None)).share)
    share = parts[0]
    for part in parts[1:]:
        share = share.hull(part)
    met = {end in bound.met for end in (actuals.low, actuals.high) if end is not None}
    why = Open(OpenReason.DATE_COARSE) if share.is_open else None
    return Outcome(share, x_range=actuals, met=met.pop() if len(met) == 1 else None, why=why)


def _range_of(curve: Curve) -> Score:
    low, high = curve.lowest(), curve.highest()
    assert not isinstance(low.value, Infinity)
    assert not isinstance(high.value, Infinity)
    return Score(low.value, high.value, not high.attained)


# -- words


def judged(scorer: Judged, target: Meaning, reading: ActualReading, ask: Ask) -> Outcome:
    """The band that the words reach, and the judgement within it."""
    bands = limits(scorer, ask.points)
    found = _reached(bands, target, reading.value) if isinstance(reading.value, Worded) else None
    if found is None and ask.judgement is not None:
        found = next((band for band in bands if ask.judgement in band.share), None)
        if found is None:
            return _told(OpenReason.JUDGEMENT_OUTSIDE, _outside(ask, bands))
    if found is None:
        return _unknown_level(reading, bands, ask)
    assert isinstance(found, Band)
    return in_band(found, ask, met=found is bands[0])


def limits(scorer: Judged, points: Fraction) -> tuple[Band, ...]:
    """The bands, their limits rounded as points where the rule says so and that leaves room between them."""
    if scorer.round_limits is None or points <= 0:
        return scorer.bands
    step, kept = scorer.round_limits.rounding, []
    for band in scorer.bands:
        whole = Score.within(band.share)
        low, high = step(whole.low * points) / points, min(step(whole.high * points) / points, Fraction(1))
        share = Interval(low, high, band.share.low_open, band.share.high_open) if low < high else band.share
        kept.append(evolve(band, share=share))
    return tuple(kept)


def _outside(ask: Ask, choices: tuple[Band, ...]) -> Diagnostic:
    """A judgement that no band holds."""
    assert ask.judgement is not None
    bands = series("list.comma", (band.share.text(percent) for band in choices))
    return diagnose("JX212", ask.place("judgement"), judgement=percent(ask.judgement), band=bands, name="—")


def _unknown_level(reading: ActualReading, choices: tuple[Band, ...] | tuple[GradeShare, ...], ask: Ask) -> Outcome:
    """Words that are on no list are asked about."""
    if isinstance(reading.value, Asked):
        return open_outcome(OpenReason.ACTUAL_ASKED, reading.value.diagnostic)
    if not isinstance(reading.value, Worded):
        return open_outcome(OpenReason.WORDS_UNKNOWN)
    plain_words = [ATTAINMENTS[each] for choice in choices for each in choice.attainment]
    own_words = [word for choice in choices for word in choice.words]
    known = series("list.comma", dict.fromkeys((*plain_words, *own_words)))
    said = diagnose("JX214", ask.place("actual"), actual=reading.value.words, known=known)
    return _told(OpenReason.WORDS_UNKNOWN, said)


def graded(scorer: Graded, target: Meaning, reading: ActualReading, ask: Ask) -> Outcome:
    """The coefficient of the grade that the words reach."""
    found = _reached(scorer.steps, target, reading.value) if isinstance(reading.value, Worded) else None
    if found is None:
        return _unknown_level(reading, scorer.steps, ask)
    assert isinstance(found, GradeShare)
    return Outcome(Score.of(found.share), band=found.name, met=found is scorer.steps[0])


def _reached(
    choices: tuple[Band, ...] | tuple[GradeShare, ...], target: Meaning, worded: Worded
) -> Band | GradeShare | None:
    """By the target's own words, then the ruleset's, then by attainment, then by rank on a known scale."""
    attained = next((choice for choice in choices if worded.attainment in choice.attainment), None)
    if worded.own_words and attained is not None:
        return attained
    for choice in choices:
        if worded.words in choice.words or worded.words == choice.name:
            return choice
    if attained is not None:
        return attained
    if _ranks_at_least(target, worded.words):
        return next((choice for choice in choices if Attainment.FULL in choice.attainment), None)
    return None


def _ranks_at_least(target: Meaning, words: str) -> bool:
    """Whether the words stand on the target's own scale, at its level or better (优 for 良)."""
    if not isinstance(target, Level):
        return False
    wanted = target.words.lstrip("≥")
    scale = scale_of(wanted)
    return scale is not None and words in scale and scale.index(words) <= scale.index(wanted)


def in_band(
    band: Band, ask: Ask, *, x: Fraction | None = None, met: bool | None = None, uses: tuple[PolicyUse, ...] = ()
) -> Outcome:
    """A share within the band: the judgement where there is one, else what the policy says."""
    whole, name = Score.within(band.share), band.name
    if ask.judgement is not None:
        if ask.judgement in band.share:
            return Outcome(Score.of(ask.judgement), x=x, band=name, met=met, policies=uses)
        place = ask.place("judgement")
        wrong = diagnose("JX212", place, judgement=percent(ask.judgement), band=band.share.text(percent), name=name)
        why = Open(OpenReason.JUDGEMENT_OUTSIDE, wrong) if whole.is_open else None
        return Outcome(whole, x=x, band=name, met=met, why=why, policies=uses, diagnostics=(wrong,))
    use = ask.use(PolicyName.JUDGEMENT)
    if use.policy.value == "top" and not band.share.high_open:
        return Outcome(Score.of(whole.high), x=x, band=name, met=met, policies=(*uses, use))
    if use.policy.value == "middle":
        return Outcome(Score.of((whole.low + whole.high) / 2), x=x, band=name, met=met, policies=(*uses, use))
    if not whole.is_open:
        return Outcome(whole, x=x, band=name, met=met, policies=uses)
    missing = diagnose("JX211", ask.place("judgement"), band=band.share.text(percent), name=name)
    why = Open(OpenReason.JUDGEMENT_MISSING, missing)
    return Outcome(whole, x=x, band=name, met=met, why=why, policies=uses, diagnostics=(missing,))
