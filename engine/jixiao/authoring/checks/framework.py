"""framework: the first levels add up to what the framework is worth (100 points), and absent ones hand theirs on to somebody who keeps them.

Points that do not add up, and receivers that do not exist, are refused when the file is loaded (JX308, JX309, JX323).
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.finding import Finding, found
from jixiao.kernel.number import plain, sum_of
from jixiao.kernel.words import Phrase, phrase, series
from jixiao.rules.framework import Framework, Level1
from jixiao.rules.ruleset import Ruleset

__all__ = ["check"]

NAME = "framework"


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX507 for receivers that go round in a ring, caps and parts too large, two branches that are the execution."""
    framework = ruleset.framework
    for index, branch in enumerate(framework.branches):
        yield from _branch(branch, framework, f"$.framework.level1[{index}]")
    marked = [branch.name for branch in framework.branches if branch.execution]
    if len(marked) > 1:
        yield _finding("$.framework", phrase("check.framework.executions", names=series("list.comma", marked)))


def _finding(path: str, reason: Phrase) -> Finding:
    return found(NAME, "JX507", path, reason=reason)


def _branch(branch: Level1, framework: Framework, path: str) -> Iterator[Finding]:
    given = sum_of(each.points for each in branch.level2 if each.points is not None)
    if given > branch.points:
        points = {"given": plain(given), "n": plain(branch.points)}
        yield _finding(path, phrase("check.framework.parts", name=branch.name, **points))
    if branch.cap is not None and branch.cap > branch.points:
        points = {"cap": plain(branch.cap), "n": plain(branch.points)}
        yield _finding(path, phrase("check.framework.cap", name=branch.name, **points))
    ring = _ring(branch, framework)
    if ring:
        yield _finding(f"{path}.absent", phrase("check.framework.ring", chain=" → ".join(ring)))


def _ring(branch: Level1, framework: Framework) -> list[str]:
    """A chain of receivers from this branch back to itself, told once, at its first name in the framework."""
    order = [each.name for each in framework.branches]
    chains = [[branch.name]]
    while chains:
        chain = chains.pop()
        for name in _receivers(chain[-1], framework):
            if name == branch.name:
                return [*chain, name] if min(chain, key=order.index) == branch.name else []
            if name not in chain:
                chains.append([*chain, name])
    return []


def _receivers(name: str, framework: Framework) -> list[str]:
    branch = framework.branch(name)
    if branch is None or branch.absent.policy != "receiver":
        return []
    found = (framework.branch(to) for to, _ in branch.absent.receivers(branch.points))
    return [each.name for each in found if each is not None]
