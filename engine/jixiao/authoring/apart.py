"""Two versions of one rule told apart by an example: the same target and actual, another score."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.probe import Probe, goal_for, names_of, probe, probes
from jixiao.authoring.sample import pasted, sample_of
from jixiao.authoring.sets import difference, nearest
from jixiao.kernel.compare import compare
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import fixed, percent, plain
from jixiao.language.actual import Attainment
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Band, Gives, Graded, Judged, Measured
from jixiao.scoring.steps.outcome import ATTAINMENTS

__all__ = ["differing", "rounding_example", "told_apart"]

_POINTS = tuple(Fraction(10) ** power for power in range(1, 6))
_ODD = tuple(Fraction(n, 1000) for n in (0, 4, 6, 2, 8))
"""Added to points that deductions are taken from, so that less than half a cent shows somewhere."""
_TIE = Fraction(5)
_BAND = Fraction(100)
"""Limits of bands may be rounded to cents of points: of a hundred, none is lost."""
_WIDTH = Fraction(1, 10**12)


def told_apart(one: Rule, two: Rule, ruleset: Ruleset) -> tuple[bool, str]:
    """Whether the two score everything alike, and else an example that only ``one`` passes ("" if none was found)."""
    if isinstance(one.scorer, Measured) and isinstance(two.scorer, Measured):
        return _curves(one, two, ruleset)
    if isinstance(one.scorer, Judged) and isinstance(two.scorer, Judged):
        return _bands(one, one.scorer, two.scorer, ruleset)
    if isinstance(one.scorer, Graded) and isinstance(two.scorer, Graded):
        return _grades(one, one.scorer, two.scorer, ruleset)
    return False, ""


def differing(one: Probe, two: Probe) -> Iterator[Interval]:
    """The actuals that the two score differently, where there are any that can be."""
    first, second = one.curve, two.curve
    if first is None or second is None:
        if first is not None or second is not None:
            yield one.reach
        return
    yield from difference([first.domain], [second.domain])
    yield from difference([second.domain], [first.domain])
    for each in compare(first, second, width=_WIDTH):
        yield each.part


def _curves(one: Rule, two: Rule, ruleset: Ruleset) -> tuple[bool, str]:
    same = True
    for first in probes(one, ruleset):
        second = probe(two, first.goal, ruleset, first.points)
        if not _seen_rounded(first, second):
            continue
        for part in differing(first, second):
            if nearest(part, first.aim, whole=first.whole) is None:
                continue
            same = False
            example = _example(first, second, part, ruleset)
            if example:
                return False, example
    return same, ""


def _seen_rounded(first: Probe, second: Probe) -> bool:
    """Whether an axis that is rounded first comes to a place where the two differ."""
    step = first.scorer.x_rounding
    if step is None or step != second.scorer.x_rounding or first.bound.policy is not None:
        return True
    unit = Fraction(1, 10**step.places)
    for each in compare(first.bound.over_axis, second.bound.over_axis, width=_WIDTH):
        low = each.part.low
        if low is None or each.part.high is None or any((low // unit + count) * unit in each.part for count in (0, 1)):
            return True
    return False


def rounding_example(ruleset: Ruleset) -> str:
    """An example whose score lies just half-way between two that can be printed, the lower one even."""
    wanted = 4 + Fraction(5, 10 ** (ruleset.rounding.places + 1))
    share = wanted / _TIE
    for rule in ruleset.rules:
        scorer = rule.scorer
        if isinstance(scorer, Judged):
            band = next((each for each in scorer.bands if share in each.share), None)
            if band is not None:
                return f"# {rule.id}\n" + _pasted(rule, _words(band, ruleset), share, ruleset, points=_TIE)
        if not isinstance(scorer, Measured) or scorer.gives is not Gives.SHARE or scorer.x_rounding is not None:
            continue
        for each in probes(rule, ruleset):
            one = probe(rule, each.goal, ruleset, _TIE)
            for part in one.curve.preimage(Interval.point(share)) if one.curve else ():
                actual = nearest(part, one.aim, whole=one.whole)
                sample = None if actual is None or "/" in plain(actual) else sample_of(one, actual, ruleset.rounding)
                if sample is not None and sample.share == share:
                    return f"# {rule.id}\n" + pasted(sample)
    return ""


def _example(first: Probe, second: Probe, part: Interval, ruleset: Ruleset) -> str:
    """For so few points as show it: a difference below a hundredth of ten points shows in a hundred, or more."""
    scorer = first.scorer
    worths = _POINTS if scorer.gives is Gives.SHARE else tuple(first.points + odd for odd in _ODD)
    for points in worths:
        one, two = (probe(each.rule, first.goal, ruleset, points) for each in (first, second))
        for actual in _candidates(part, one):
            sample = sample_of(one, actual, ruleset.rounding)
            other = sample_of(two, actual, ruleset.rounding)
            if sample is not None and (other is None or sample.score != other.score):
                return pasted(sample)
    return ""


def _candidates(part: Interval, probe: Probe) -> Iterator[Fraction]:
    """Numbers of the part: near the target, near either end, in the middle."""
    for near in (probe.aim, part.low, part.high, part.inner()):
        found = None if near is None else nearest(part, near, whole=probe.whole)
        if found is not None:
            yield found


# -- words


def _words(choice: Band, ruleset: Ruleset) -> str:
    for attainment in choice.attainment:
        if attainment in ATTAINMENTS:
            return ATTAINMENTS[Attainment(attainment)]
    return choice.words[0] if choice.words else choice.name


def _bands(rule: Rule, one: Judged, two: Judged, ruleset: Ruleset) -> tuple[bool, str]:
    """A judgement that the band of the words holds in the one and not in the other."""
    same = True
    for first, second in zip(one.bands, two.bands, strict=True):
        for part in difference([first.share], [second.share]):
            same = False
            judgement = nearest(part, part.low if part.low is not None else part.inner())
            if judgement is not None:
                return False, _pasted(rule, _words(first, ruleset), judgement, ruleset, points=_BAND)
    return same, ""


def _pasted(
    rule: Rule,
    words: str,
    judgement: Fraction | None,
    ruleset: Ruleset,
    share: Fraction | None = None,
    points: Fraction = Fraction(10),
) -> str:
    atom = next(atom for atom in sorted(rule.when.atoms(), key=str) if goal_for(atom).text)
    keys = {**names_of(rule.when), "target": goal_for(atom, rule.when).text, "actual": words}
    value = judgement if share is None else share
    assert value is not None
    if judgement is not None:
        keys["judgement"] = percent(judgement)
    score = ruleset.rounding(value * points)
    lines = ["[[rule.example]]", *(f'{key} = "{text}"' for key, text in keys.items())]
    return "\n".join([*lines, f"points = {plain(points)}", f'score = "{fixed(score, ruleset.rounding.places)}"']) + "\n"


def _grades(rule: Rule, one: Graded, two: Graded, ruleset: Ruleset) -> tuple[bool, str]:
    for first, second in zip(one.steps, two.steps, strict=True):
        if first.share != second.share:
            words = first.words[0] if first.words else first.name
            return False, _pasted(rule, words, None, ruleset, first.share)
    return True, ""
