"""bounded: what a curve gives lies between nothing and all of the points, as written and not by being cut off."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import Probe, path_of, probes
from jixiao.authoring.sample import Sample, pasted, sample_of, told
from jixiao.authoring.sets import nearest
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Infinity, Interval, intersect
from jixiao.kernel.number import percent, plain
from jixiao.kernel.words import Phrase, phrase
from jixiao.rules.parts import DrawnPart, RulePart, WordedPart
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Gives, Graded, Measured, Summed

__all__ = ["check"]

NAME = "bounded"
_ZERO, _ONE = Fraction(0), Fraction(1)


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX501 where a curve, a band or a coefficient leaves 0 to 100%."""
    for rule in ruleset.rules:
        path = path_of(rule, ruleset)
        if isinstance(rule.scorer, Measured):
            yield from _curve(rule, ruleset, f"{path}.curve")
        elif isinstance(rule.scorer, Summed):
            for index, part in enumerate(rule.scorer.parts):
                yield from _part(rule, part, f"{path}.part[{index}]")
        elif isinstance(rule.scorer, Graded):
            for step in rule.scorer.steps:
                if not 0 <= step.share <= 1:
                    yield _words(rule, f"{path}.grade[0]", percent(step.share), phrase("quoted", text=step.name))


def _part(rule: Rule, part: RulePart, path: str) -> Iterator[Finding]:
    """A part's curve or its grades, as written: never below none, nor above what the part gives at most."""
    if isinstance(part.scorer, WordedPart):
        for step in part.scorer.steps:
            if not 0 <= step.share <= 1:
                yield _words(rule, f"{path}.grade[0]", percent(step.share), phrase("quoted", text=step.name))
    if not isinstance(part.scorer, DrawnPart):
        return
    low, high = part.scorer.curve.lowest().value, part.scorer.curve.highest().value
    most = _ONE if part.gives is Gives.SHARE else part.points
    for value, wrong in (
        (low, low is Infinity.BELOW or (isinstance(low, Fraction) and low < 0)),
        (high, not part.takes and _is_above(high, most)),
    ):
        if wrong:
            gives = plain(value) if isinstance(value, Fraction) else "∞"
            yield _words(rule, f"{path}.curve", gives, phrase("quoted", text=part.name))


def _is_above(value: Fraction | Infinity, most: Fraction | None) -> bool:
    if isinstance(value, Infinity):
        return value is Infinity.ABOVE
    return most is not None and value > most


def _words(rule: Rule, path: str, gives: str, where: Phrase) -> Finding:
    return found(NAME, "JX501", path, rule.id, gives=gives, where=where)


def _curve(rule: Rule, ruleset: Ruleset, path: str) -> Iterator[Finding]:
    """The curve as written, on what its axis reaches for each target; the first that leaves the bounds is shown."""
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    if scorer.gives is Gives.POINTS and isinstance(scorer.curve.highest().value, Infinity):
        yield _words(rule, path, "∞", phrase("check.bounded.endless"))
        return
    shown = next((each for probe in probes(rule, ruleset) for each in _outside(probe, ruleset)), None)
    if shown is None:
        return
    sample, gives = shown
    yield found(
        NAME,
        "JX501",
        path,
        rule.id,
        (sample,),
        (pasted(sample),),
        gives=gives,
        where=told([sample]),
    )


def _outside(probe: Probe, ruleset: Ruleset) -> Iterator[tuple[Sample, str]]:
    """Actuals at which the curve as written is below nothing or above everything, with what it gives there."""
    scorer = probe.scorer
    wrong = [Interval(None, _ZERO, high_open=True)]
    if scorer.gives is Gives.SHARE:
        wrong.append(Interval(_ONE, None, low_open=True))
    for part in probe.bound.axis:
        if isinstance(part.map, Infinity):
            continue
        line = Curve.build([Segment(part.part, part.map)])
        for values in wrong:
            for x in scorer.curve.preimage(values):
                for actuals in line.preimage(x):
                    within = intersect(actuals, probe.reach)
                    actual = None if within is None else nearest(within, probe.aim, whole=probe.whole)
                    if actual is None or (sample := sample_of(probe, actual, ruleset.rounding)) is None:
                        continue
                    value = scorer.curve.at(part.map(actual))
                    yield sample, percent(value) if scorer.gives is Gives.SHARE else plain(value)
