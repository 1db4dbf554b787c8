"""The light of one indicator: by its place on the rule's axis, or by the words of its actual."""

from __future__ import annotations

from fractions import Fraction

from jixiao.language.actual import ActualReading, Worded
from jixiao.rules.rule import Rule
from jixiao.rules.scorer import Measured
from jixiao.scoring.leaf import Outcome

__all__ = ["light_of"]


def light_of(rule: Rule, outcome: Outcome, reading: ActualReading | None) -> str:
    """The first of the rule's lights that shows; "" where none does."""
    worded = reading.value if reading is not None and isinstance(reading.value, Worded) else None
    x = outcome.x
    if x is None and outcome.met is not None and isinstance(rule.scorer, Measured) and worded is None:
        x = Fraction(1 if outcome.met else 0)  # no ratio to a target of zero: met is all of it, missed none
    for light in rule.lights:
        if light.x is not None and x is not None and x in light.x:
            return light.name
        if worded is not None and (worded.words in light.words or worded.attainment in light.attainment):
            return light.name
    return ""
