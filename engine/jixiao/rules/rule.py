"""A rule: which targets it claims, how it scores them, and the clause it rests on."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from jixiao.kernel.interval import Interval
from jixiao.language.actual import Attainment
from jixiao.rules.claim import Claim
from jixiao.rules.clause import Clause
from jixiao.rules.scorer import Scorer

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Light", "Promise", "Rule"]


class Promise(StrEnum):
    """Properties a rule may promise; each is decided on its curve."""

    FULL_AT_TARGET = "full-at-target"
    MONOTONE = "monotone"
    CONTINUOUS = "continuous"


@frozen(slots=False)
class Light:
    """A signal of monitoring for a stretch of the axis, or for levels."""

    name: str
    x: Interval | None = None
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Rule:
    """One way to score. Of the rules that claim a subject, the one with the lowest ``order`` is taken.

    ``cap`` is the most points that a leaf may get by it, whatever its own points.
    """

    id: str
    name: str
    when: Claim
    scorer: Scorer
    clause: Clause
    order: int = 0
    promises: tuple[Promise, ...] = ()
    because: str = ""
    lights: tuple[Light, ...] = ()
    cap: Fraction | None = None
