"""bands: what an assessor, a coefficient or a light stands for is told apart without gap or overlap, best first.

Bands that do not tile 0 to 100% are refused when the file is loaded (JX317).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import path_of
from jixiao.authoring.sets import outside
from jixiao.kernel.interval import Interval, intersect
from jixiao.kernel.number import percent
from jixiao.kernel.words import Phrase, phrase
from jixiao.rules.rule import Light, Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured

__all__ = ["check"]

NAME = "bands"


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX509 for grades and bands out of order, and for lights that leave out or share a stretch of the axis."""
    for rule in ruleset.rules:
        path = path_of(rule, ruleset)
        yield from _order(rule, path)
        yield from _lights(rule.lights, rule.id, f"{path}.light[0]")
    for index, alarm in enumerate(ruleset.alarms):
        yield from _lights(alarm.lights, alarm.id, f"$.alarm[{index}].light[0]")


def _finding(rule: str, path: str, reason: Phrase) -> Finding:
    return found(NAME, "JX509", path, rule, reason=reason)


def _order(rule: Rule, path: str) -> Iterator[Finding]:
    """The first is the best: it is what counts as met."""
    scorer = rule.scorer
    if isinstance(scorer, Graded):
        for better, worse in pairwise(scorer.steps):
            if better.share <= worse.share:
                shares = {"share": percent(worse.share), "above": percent(better.share)}
                reason = phrase("check.bands.shares", worse=worse.name, better=better.name, **shares)
                yield _finding(rule.id, f"{path}.grade[0]", reason)
    elif isinstance(scorer, Judged):
        for above, below in pairwise(scorer.bands):
            if above.share.below < below.share.below:
                reason = phrase("check.bands.order", band=below.name, first=above.name)
                yield _finding(rule.id, f"{path}.band[0]", reason)
    elif isinstance(scorer, Measured) and scorer.outside is not None:
        share = scorer.outside.share
        if share.below < 0 or share.above > 1:
            yield _finding(rule.id, f"{path}.outside", phrase("check.bands.outside", band=scorer.outside.name))


def _lights(lights: Sequence[Light], owner: str, path: str) -> Iterator[Finding]:
    """Lights on a stretch of the axis must tile all of it that lies between the first and the last."""
    stretches = [(light.name, light.x) for light in lights if light.x is not None]
    for index, (name, x) in enumerate(stretches):
        for other, before in stretches[:index]:
            both = intersect(x, before)
            if both is not None:
                yield _finding(owner, path, phrase("check.bands.shared", light=other, other=name, part=str(both)))
    for gap in _gaps([x for _, x in stretches]):
        yield _finding(owner, path, phrase("check.bands.gap", part=str(gap)))


def _gaps(parts: list[Interval]) -> list[Interval]:
    """What lies between two of the parts and in none; what lies beyond them all is nobody's to say."""
    return [gap for gap in outside(parts) if gap.low is not None and gap.high is not None] if parts else []
