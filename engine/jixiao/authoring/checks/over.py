"""over: a reduction for over-fulfilment is defined wherever it may be used, between 0 and 1, and never rises."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.sets import difference
from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent
from jixiao.kernel.words import Phrase, phrase
from jixiao.rules.ruleset import Over, Ruleset

__all__ = ["check"]

NAME = "over"


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX514 for a reduction with a hole, a factor that is none, or one that forgives more for more."""
    over = ruleset.over
    if over is not None and over.start <= 1:
        yield _finding(phrase("check.over.start", start=percent(over.start)))
    if over is not None and over.reduce is not None:
        yield from _reduce(over, over.reduce)


def _finding(reason: Phrase) -> Finding:
    return found(NAME, "JX514", "$.over", reason=reason)


def _reduce(over: Over, curve: Curve) -> Iterator[Finding]:
    used = Interval(over.start, None)
    for hole in difference([used], [curve.domain]):
        yield _finding(phrase("check.over.hole", part=str(hole)))
    on = curve.restrict(used)
    if on is None:
        return
    for values in (Interval(None, Fraction(0), high_open=True), Interval(Fraction(1), None, low_open=True)):
        for part in on.preimage(values):
            yield _finding(phrase("check.over.bounds", part=str(part)))
    for part in on.breaches(-1):
        yield _finding(phrase("check.over.rises", part=str(part)))
