"""framework: the first levels add up to what the framework is worth (100 points), and absent ones hand theirs on to somebody who keeps them.

Points that do not add up, and receivers that do not exist, are refused when the file is loaded (JX308, JX309, JX323).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.kernel.number import plain
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
        names = "、".join(marked)
        yield _finding("$.framework", f"预算执行率不止一个：{names}", f"more than one branch is the execution: {names}")


def _finding(path: str, zh: str, en: str) -> Finding:
    return found(NAME, "JX507", path, reason_zh=zh, reason_en=en)


def _branch(branch: Level1, framework: Framework, path: str) -> Iterator[Finding]:
    given = sum((points for _, points in branch.level2 if points is not None), Fraction(0))
    if given > branch.points:
        zh = f"“{branch.name}”的二级指标已有 {plain(given)} 分，多于其 {plain(branch.points)} 分"
        yield _finding(path, zh, f"{branch.name!r}: second levels have {plain(given)} of {plain(branch.points)} points")
    if branch.cap is not None and branch.cap > branch.points:
        zh = f"“{branch.name}”的上限 {plain(branch.cap)} 高于其分值 {plain(branch.points)}"
        yield _finding(
            path, zh, f"{branch.name!r}: the cap {plain(branch.cap)} is above its {plain(branch.points)} points"
        )
    ring = _ring(branch, framework)
    if ring:
        chain = " → ".join(ring)
        yield _finding(f"{path}.absent", f"分值转来转去无人承接：{chain}", f"points are handed on in a ring: {chain}")


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
    found = (framework.branch(to) for to, _ in branch.absent.to)
    return [each.name for each in found if each is not None]
