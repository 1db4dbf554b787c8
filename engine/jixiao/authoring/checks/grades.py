"""grades: the cut table covers every total from 0 to 100, and every grade can be had.

Cuts out of order, and a last one that does not begin at 0, are refused when the file is loaded (JX318).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from jixiao.authoring.finding import Finding, found
from jixiao.kernel.number import plain
from jixiao.kernel.words import Phrase, phrase
from jixiao.rules.ruleset import Grades, Ruleset

__all__ = ["check"]

NAME = "grades"
_HUNDRED = Fraction(100)


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX508 for a grade above 100, one name for two grades, and cuts that rounding to places cannot tell apart."""
    if ruleset.grades is not None:
        yield from _check(ruleset.grades, ruleset)


def _finding(reason: Phrase) -> Finding:
    return found(NAME, "JX508", "$.grades", reason=reason)


def _check(grades: Grades, ruleset: Ruleset) -> Iterator[Finding]:
    names = [cut.name for cut in grades.cuts]
    for cut in grades.cuts:
        if cut.start > _HUNDRED:
            yield _finding(phrase("check.grades.high", grade=cut.name, points=plain(cut.start)))
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield _finding(phrase("check.grades.twice", grade=name))
    unit = Fraction(1, 10**ruleset.rounding.places)
    for above, cut in pairwise(grades.cuts):
        if grades.on != "unrounded" and above.start % unit and above.start - cut.start < unit:
            yield _finding(phrase("check.grades.between", grade=cut.name))
