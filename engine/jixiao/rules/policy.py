"""What the regulations leave open, as named policies with their choices and default; the reasons are words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from jixiao.kernel.classes import frozen
from jixiao.kernel.structure import read_text
from jixiao.kernel.tables import As
from jixiao.kernel.words import Phrase, phrase

__all__ = ["POLICIES", "Choice", "Policy", "PolicyName", "default_policy"]


class PolicyName(StrEnum):
    """The open questions that a ruleset answers."""

    BARE_TARGET = "bare_target"
    MISSING_ACTUAL = "missing_actual"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    NEGATIVE_ACTUAL = "negative_actual"
    ZERO_BUDGET = "zero_budget"
    JUDGEMENT = "judgement"
    WORDS_FOR_NUMBER = "words_for_number"
    SEVERAL_TARGETS = "several_targets"
    BLANK_TARGET = "blank_target"
    NOT_APPLICABLE = "not_applicable"
    DEDUCTION = "deduction"


@frozen
class Choice:
    """What a policy may be, and which it is when a ruleset is silent."""

    allowed: tuple[str, ...]
    default: str


@frozen
class Policy:
    """An answer and its reason: ``[policy.NAME]`` in the ruleset's own words, or ours where it is silent."""

    value: str
    """The answer."""
    because: Annotated[str | Phrase, As(read_text, {"type": "string"})]
    """Why."""


POLICIES: dict[PolicyName, Choice] = {
    PolicyName.BARE_TARGET: Choice(("positive", "ask"), "positive"),
    PolicyName.MISSING_ACTUAL: Choice(("open", "none", "skip"), "open"),
    PolicyName.ZERO_TARGET: Choice(("met-or-none", "at-most-or-none", "open"), "met-or-none"),
    PolicyName.NEGATIVE_TARGET: Choice(("met-or-open", "met-or-none"), "met-or-open"),
    PolicyName.NEGATIVE_ACTUAL: Choice(("as-is", "zero"), "as-is"),
    PolicyName.ZERO_BUDGET: Choice(("open", "none", "full", "skip"), "open"),
    PolicyName.JUDGEMENT: Choice(("open", "top", "middle"), "open"),
    PolicyName.WORDS_FOR_NUMBER: Choice(("open", "full"), "open"),
    PolicyName.SEVERAL_TARGETS: Choice(("mean", "worst", "open"), "mean"),
    PolicyName.BLANK_TARGET: Choice(("open", "skip"), "open"),
    PolicyName.NOT_APPLICABLE: Choice(("rescale", "keep"), "rescale"),
    PolicyName.DEDUCTION: Choice(("refuse", "subtract", "stated"), "refuse"),
}


def default_policy(name: PolicyName) -> Policy:
    """What holds where a ruleset is silent, with why."""
    return Policy(POLICIES[name].default, phrase(f"policy.{name}.why"))
