"""指标体系: the indicator tree that a ruleset expects, with the points of its branches."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from jixiao.rules.clause import Clause

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Absent", "Framework", "Level1", "plain_name"]


@frozen(slots=False)
class Absent:
    """What becomes of an absent branch's points.

    ``receiver`` (``to``: names and their parts), ``pro-rata``, ``keep`` (they stay, and nothing is earned),
    ``full`` (they stay and are given in full) or ``rescale`` (the rest is brought to the whole).
    """

    policy: str
    to: tuple[tuple[str, Fraction], ...] = ()
    because: str = ""


@frozen(slots=False)
class Level1:
    """A first-level branch with its second-level names (points None where the ruleset fixes none)."""

    name: str
    points: Fraction
    aliases: tuple[str, ...]
    level2: tuple[tuple[str, Fraction | None], ...]
    absent: Absent
    cap: Fraction | None
    execution: bool


@frozen(slots=False)
class Framework:
    """指标体系: the branches in order, and the clause that gives their points."""

    clause: Clause
    branches: tuple[Level1, ...]
    total: Fraction = Fraction(100)
    note: str = ""

    def branch(self, name: str) -> Level1 | None:
        """The branch of this name or alias; brackets such as ``(50分)`` and a trailing 指标 do not count."""
        wanted = plain_name(name)
        for branch in self.branches:
            if wanted in {plain_name(each) for each in (branch.name, *branch.aliases)}:
                return branch
        return None


def plain_name(name: str) -> str:
    """A level's name for comparison: without brackets, white space and a trailing 指标."""
    text = "".join(name.replace("（", "(").split())
    head = text.split("(")[0] or text
    return head.removesuffix("指标") or head
