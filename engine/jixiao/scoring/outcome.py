"""From a rule and a reading to a share: one function a scorer, each telling what it took and why.

What is missing leaves the share open; nothing here turns unknown into zero.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import evolve, frozen

from jixiao.kernel.curve import Curve
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.interval import Infinity, Interval
from jixiao.kernel.number import percent
from jixiao.language.actual import Attainment, Reading, Worded
from jixiao.language.ast import Level, Meaning, Operator, Quantity
from jixiao.language.levels import scale_of
from jixiao.rules.axis import position
from jixiao.rules.bind import Bound
from jixiao.rules.curve_text import Row
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Band, Graded, Judged, Step
from jixiao.scoring.leaf import Outcome, PolicyUse
from jixiao.scoring.score import Score

__all__ = ["OPEN", "Ask", "graded", "judged", "limits", "measured_at", "measured_over", "open_outcome"]

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


def open_outcome(*diagnostics: Diagnostic) -> Outcome:
    """Nothing known: from none to all of the points."""
    return Outcome(OPEN, diagnostics=diagnostics)


# -- curves


def measured_at(bound: Bound, actual: Fraction, ask: Ask) -> Outcome:
    """The share for one exact actual."""
    met = actual in bound.met
    uses = () if bound.policy is None else (ask.use(bound.policy),)
    if actual not in bound.curve.domain:
        band = bound.scorer.outside if bound.policy is None else _BELOW_FULL
        outcome = in_band(band or _BELOW_FULL, ask)
        return evolve(outcome, x=_x(bound, actual), met=met, policies=(*uses, *outcome.policies))
    x = _x(bound, actual)
    rounded = _rounded_x(bound, x)
    share = bound.curve.at(actual) if rounded is None else bound.over_axis.at(rounded)
    origin = bound.curve.origin_at(actual) if rounded is None else bound.over_axis.origin_at(rounded)
    row = origin.text if isinstance(origin, Row) else ""
    return Outcome(Score.of(share), x=x, x_rounded=rounded, row=row, met=met, policies=uses)


def _x(bound: Bound, actual: Fraction) -> Fraction | None:
    return position(bound.axis, actual) if bound.axis else None


def _rounded_x(bound: Bound, x: Fraction | None) -> Fraction | None:
    return None if bound.scorer.round_axis is None or x is None else bound.scorer.round_axis(x)


def measured_over(bound: Bound, actuals: Interval, ask: Ask) -> Outcome:
    """The share for an actual known only between two ends (a month for a day, say)."""
    if actuals.low is not None and actuals.is_point:
        return measured_at(bound, actuals.low, ask)
    inside = bound.curve.restrict(actuals)
    parts = [] if inside is None else [_range_of(inside)]
    if inside is None or inside.domain != actuals:
        parts.append(in_band(bound.scorer.outside or _BELOW_FULL, evolve(ask, judgement=None)).share)
    share = parts[0]
    for part in parts[1:]:
        share = share.hull(part)
    met = {end in bound.met for end in (actuals.low, actuals.high) if end is not None}
    return Outcome(share, x_range=actuals, met=met.pop() if len(met) == 1 else None)


def _range_of(curve: Curve) -> Score:
    low, high = curve.lowest(), curve.highest()
    assert not isinstance(low.value, Infinity)
    assert not isinstance(high.value, Infinity)
    return Score(low.value, high.value, not high.attained)


# -- words


def judged(scorer: Judged, target: Meaning, reading: Reading, ask: Ask) -> Outcome:
    """The band that the words reach, and the judgement within it."""
    bands = limits(scorer, ask.points)
    found = _reached(bands, target, reading.value) if isinstance(reading.value, Worded) else None
    if found is None and ask.judgement is not None:
        found = next((band for band in bands if ask.judgement in band.share), None)
        if found is None:
            return open_outcome(_outside(ask, bands))
    if found is None:
        return _unknown_level(reading, bands, ask)
    assert isinstance(found, Band)
    return evolve(in_band(found, ask), met=found is bands[0])


def limits(scorer: Judged, points: Fraction) -> tuple[Band, ...]:
    """The bands, their limits rounded as points where the rule says so and that leaves room between them."""
    step = scorer.round_limits
    if step is None or points <= 0:
        return scorer.bands
    kept = []
    for band in scorer.bands:
        whole = Score.within(band.share)
        low, high = step(whole.low * points) / points, min(step(whole.high * points) / points, Fraction(1))
        share = Interval(low, high, band.share.low_open, band.share.high_open) if low < high else band.share
        kept.append(evolve(band, share=share))
    return tuple(kept)


def _outside(ask: Ask, choices: tuple[Band, ...]) -> Diagnostic:
    """A judgement that no band holds."""
    assert ask.judgement is not None
    bands = "、".join(band_text(band.share) for band in choices)
    return diagnose("JX212", ask.place("judgement"), judgement=percent(ask.judgement), band=bands, name="—")


def _unknown_level(reading: Reading, choices: tuple[Band, ...] | tuple[Step, ...], ask: Ask) -> Outcome:
    """Words that are on no list are asked about."""
    if not isinstance(reading.value, Worded):
        return open_outcome()
    plain_words = [ATTAINMENTS[each] for choice in choices for each in choice.attainment]
    own_words = [word for choice in choices for word in choice.words]
    known = "、".join(dict.fromkeys((*plain_words, *own_words)))
    return open_outcome(diagnose("JX214", ask.place("actual"), actual=reading.value.words, known=known))


def graded(scorer: Graded, target: Meaning, reading: Reading, ask: Ask) -> Outcome:
    """The coefficient of the grade that the words reach."""
    found = _reached(scorer.steps, target, reading.value) if isinstance(reading.value, Worded) else None
    if found is None:
        return _unknown_level(reading, scorer.steps, ask)
    assert isinstance(found, Step)
    return Outcome(Score.of(found.share), band=found.name, met=found is scorer.steps[0])


def _reached(choices: tuple[Band, ...] | tuple[Step, ...], target: Meaning, worded: Worded) -> Band | Step | None:
    """By the ruleset's own words first, then by attainment, then by rank on a known scale."""
    for choice in choices:
        if worded.words in choice.words or worded.words == choice.name:
            return choice
    for choice in choices:
        if worded.attainment is not None and worded.attainment in choice.attainment:
            return choice
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


def in_band(band: Band, ask: Ask) -> Outcome:
    """A share within the band: the judgement where there is one, else what the policy says."""
    whole = Score.within(band.share)
    if ask.judgement is not None:
        if ask.judgement in band.share:
            return Outcome(Score.of(ask.judgement), band=band.name)
        place = ask.place("judgement")
        wrong = diagnose("JX212", place, judgement=percent(ask.judgement), band=band_text(band.share), name=band.name)
        return Outcome(whole, band=band.name, diagnostics=(wrong,))
    use = ask.use(PolicyName.JUDGEMENT)
    if use.policy.value == "top" and not band.share.high_open:
        return Outcome(Score.of(whole.high), band=band.name, policies=(use,))
    if use.policy.value == "middle":
        return Outcome(Score.of((whole.low + whole.high) / 2), band=band.name, policies=(use,))
    if not whole.is_open:
        return Outcome(whole, band=band.name)
    missing = diagnose("JX211", ask.place("judgement"), band=band_text(band.share), name=band.name)
    return Outcome(whole, band=band.name, diagnostics=(missing,))


def band_text(share: Interval) -> str:
    """``[80%, 100%]``."""
    left, right = "(" if share.low_open else "[", ")" if share.high_open else "]"
    low, high = percent(share.low or Fraction(0)), percent(share.high or Fraction(0))
    return f"{left}{low}, {high}{right}"


def is_strict_miss(target: Meaning, actual: Fraction) -> bool:
    """Whether the actual equals a bound that it should have passed."""
    strict = (Operator.MORE, Operator.LESS)
    return isinstance(target, Quantity) and target.operator in strict and actual == target.value
