"""指标体系: the indicator tree that a ruleset expects, with the points of its branches."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated, Any

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.structure import read_text
from jixiao.kernel.tables import As, key
from jixiao.rules.clause import Clause
from jixiao.rules.faults import WRONG_ABSENT

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Absent", "AbsentPolicy", "Framework", "Level1", "Level2", "OutsideKind", "OutsideSection", "plain_name"]


class AbsentPolicy(StrEnum):
    """Where the points of an absent branch go.

    To other branches (``receiver``), to all others in proportion (``pro-rata``), nowhere, and nothing is earned (``keep``), nowhere, and they are given in full
    (``full``), or the rest is brought to the whole (``rescale``).
    """

    RECEIVER = "receiver"
    PRO_RATA = "pro-rata"
    KEEP = "keep"
    FULL = "full"
    RESCALE = "rescale"


def _absent_policy(value: Any) -> AbsentPolicy:
    text = read_text(value)
    if text not in list(AbsentPolicy):
        raise Fault(WRONG_ABSENT, reason=f"policy = {text}")
    return AbsentPolicy(text)


@frozen(slots=False)
class Absent:
    """What becomes of a branch's points when a case has no indicator there: ``absent``."""

    policy: Annotated[AbsentPolicy, As(_absent_policy, {"enum": [each.value for each in AbsentPolicy]})]
    """Where they go."""
    to: str = ""
    """For ``receiver``: the branch that gets them all."""
    split: dict[str, Fraction] = field(factory=dict, hash=False)
    """For ``receiver``: the branches that get them, with their parts."""
    because: str = ""
    """Why."""
    clause: Clause | None = None
    """The text that sends them there, where that is not the framework's own."""

    def receivers(self, points: Fraction) -> tuple[tuple[str, Fraction], ...]:
        """Who gets how many of ``points``."""
        return (*([(self.to, points)] if self.to else ()), *self.split.items())


@frozen(slots=False)
class Level2:
    """A second-level name: ``level2 = [{ name, points }]``."""

    name: str
    """The name."""
    points: Fraction | None = None
    """Its points, where the ruleset fixes them."""


class OutsideKind(StrEnum):
    """What a section outside the hundred does to the total."""

    BONUS = "bonus"
    """What it scores is added."""
    PENALTY = "penalty"
    """What its indicators lose of their points is taken off."""


@frozen(slots=False)
class OutsideSection:
    """加分项、扣分项: ``outside``, a first level whose points are no part of the total's."""

    kind: OutsideKind
    """Whether it adds or takes off."""
    most: Fraction | None = None
    """The most that it adds or takes off; else its indicators' points."""
    start: Fraction | None = field(default=None, metadata=key("from"))
    """The least total of the other sections from which it counts; left out, it always does."""


@frozen(slots=False)
class Level1:
    """A first-level branch: ``[[framework.level1]]``. One that does not say what becomes of its points keeps them."""

    name: str
    """The name."""
    points: Fraction
    """Its points."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by in tables."""
    level2: tuple[Level2, ...] = ()
    """Its second levels, in order."""
    absent: Absent = Absent(AbsentPolicy.KEEP)
    """What becomes of its points when a case has no indicator there."""
    cap: Fraction | None = None
    """The most that it may score."""
    execution: bool = False
    """Whether it is the budget execution."""
    outside: OutsideSection | None = None
    """That it stands outside the total: a bonus or a penalty."""


@frozen(slots=False, cache_hash=True)
class Framework:
    """指标体系: ``[framework]``, the branches in order, and the clause that gives their points."""

    clause: Clause
    """The text that gives the points."""
    branches: tuple[Level1, ...] = field(metadata=key("level1"))
    """The first levels."""
    total: Fraction = Fraction(100)
    """What their points add up to, sections outside it aside."""
    most: Fraction | None = None
    """The most that the total comes to with bonuses; left out, a bonus may bring it above its points."""
    note: str = ""
    """For readers."""

    def branch(self, name: str) -> Level1 | None:
        """The branch of this name or alias; brackets such as ``(50分)`` and a trailing 指标 do not count."""
        return self._by_name.get(plain_name(name))

    @cached_property
    def has_outside(self) -> bool:
        """Whether some section stands outside the total."""
        return any(branch.outside is not None for branch in self.branches)

    def outside(self, name: str) -> OutsideSection | None:
        """How the first level of this name stands outside the total; None where it is part of it."""
        branch = self.branch(name) if self.has_outside else None
        return None if branch is None else branch.outside

    @cached_property
    def _by_name(self) -> dict[str, Level1]:
        """The branches by their plain names; of two that share one, the first."""
        return {
            plain_name(each): branch for branch in reversed(self.branches) for each in (branch.name, *branch.aliases)
        }


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A level's name for comparison: without brackets, white space and a trailing 指标."""
    text = "".join(name.replace("（", "(").split())
    head = text.split("(")[0] or text
    return head.removesuffix("指标") or head
