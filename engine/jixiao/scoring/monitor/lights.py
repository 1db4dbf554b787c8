"""The light of one indicator: by its place on the rule's axis, or by the words of its actual."""

from __future__ import annotations

from jixiao.language.actual import Reading, Worded
from jixiao.rules.rule import Rule
from jixiao.scoring.leaf import Outcome

__all__ = ["light_of"]


def light_of(rule: Rule, outcome: Outcome, reading: Reading | None) -> str:
    """The first of the rule's lights that shows; "" where none does."""
    worded = reading.value if reading is not None and isinstance(reading.value, Worded) else None
    for light in rule.lights:
        if light.x is not None and outcome.x is not None and outcome.x in light.x:
            return light.name
        if worded is not None and (worded.words in light.words or worded.attainment in light.attainment):
            return light.name
    return ""
