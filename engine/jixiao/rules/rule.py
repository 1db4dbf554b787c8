"""A rule: which targets it claims, how it scores them, the clause it rests on, and examples of it."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.structure import Text
from jixiao.kernel.tables import inline, key
from jixiao.language.actual import Attainment
from jixiao.language.direction import Direction
from jixiao.rules.claim import Claim
from jixiao.rules.clause import Clause
from jixiao.rules.scorer import RoundTo, Scorer, form_of
from jixiao.rules.values import ScoreText, WrittenInterval

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Example", "Light", "Promise", "Rule"]


class Promise(StrEnum):
    """Properties a rule may promise; each is decided on its curve."""

    FULL_AT_TARGET = "full-at-target"
    MONOTONE = "monotone"
    CONTINUOUS = "continuous"


@frozen(slots=False)
class Light:
    """A signal of monitoring for a stretch of the axis, or for levels: ``[[rule.light]]``, ``[[alarm.light]]``."""

    name: str
    """The light: ``green``, ``yellow``, ``red`` …"""
    x: WrittenInterval | None = None
    """The stretch of the axis."""
    words: tuple[str, ...] = ()
    """Words of an actual that show it."""
    attainment: tuple[Attainment, ...] = ()
    """How far a target is met by an actual that shows it."""


@frozen(slots=False)
class Example:
    """A leaf that the rule must score just so: ``[[rule.example]]``. Loading runs none; ``rules test`` does."""

    points: Fraction
    """What the leaf is worth."""
    score: ScoreText
    """What it must score: a number, or an interval such as ``[4.80, 6.40)``."""
    target: Text | None = None
    """The target cell."""
    actual: Text | None = None
    """The actual cell."""
    budget: Text | None = None
    """The project's budget, for a rule on budget execution."""
    executed: Text | None = None
    """What was spent of it."""
    direction: Direction | None = None
    """The direction that the case gives."""
    judgement: Text | None = None
    """An assessor's share."""
    items: Text | None = None
    """Items done of items listed, such as ``3/10``."""
    inputs: dict[str, Text] = field(factory=dict, hash=False)
    """Named inputs, as a row gives them."""
    base: Text | None = None
    """The value that a change is measured from."""
    deduction: Fraction | None = None
    """Points that a person takes off."""
    target_too_low: bool = False
    """Whether the target was confirmed to be too low."""
    level1: str = ""
    """The first level's name."""
    level2: str = ""
    """The second level's name."""
    level3: str = ""
    """The indicator's name; else the first that the rule claims."""
    year: int | None = None
    """The project's year."""
    as_of: str = ""
    """The day it is scored on, for monitoring."""
    light: str = ""
    """The light it must show."""
    reason: str = ""
    """The reason that its row gives."""
    rounding: RoundTo | None = None
    """Stands in for the ruleset's own."""
    codes: tuple[str, ...] = ()
    """Diagnostics that scoring it must raise."""
    note: str = ""
    """For readers."""


@frozen(slots=False, cache_hash=True, repr=False)
class Rule:
    """One way to score: ``[[rule]]``. Of the rules that claim a subject, the one with the lowest ``order`` is taken."""

    id: str
    """Its name in results, one in the file."""
    name: str
    """Its name for people."""
    when: Claim
    """Which targets and indicators it claims."""
    clause: Clause
    """The text it rests on."""
    scorer: Scorer = field(metadata=inline(form_of))
    """How it scores: ``axis`` and ``curve``, or ``grade``, or ``band``, unless ``use`` names a scorer that says so."""
    use: str = ""
    """A shared scorer whose keys stand here as if they were written here; the rule's own keys go before."""
    assumes: Clause | None = None
    """What it takes beyond that text, for less than full points: a clause of its own, of trust assumed."""
    order: int = 0
    """Which of two rules that claim one target is taken: the lower."""
    promises: tuple[Promise, ...] = field(default=(), metadata=key("properties"))
    """What it promises of its curve."""
    because: str = ""
    """Why it does not promise fullness at the target, or monotonicity."""
    lights: tuple[Light, ...] = field(default=(), metadata=key("light"))
    """Signals of monitoring."""
    cap: Fraction | None = None
    """The most points that a leaf may get by it, whatever its own points."""
    enabled: bool = True
    """An option that is not enabled scores nothing: a choice that the texts leave open, kept with its examples."""
    examples: tuple[Example, ...] = field(default=(), eq=False, metadata=key("example"))
    """Leaves that it must score just so. Two rules that differ in nothing else are equal."""

    def __repr__(self) -> str:
        return f"Rule({self.id!r})"
