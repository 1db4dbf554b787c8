"""Points for indicators whose form prints none: the ruleset's, split exactly to the cent.

Printed points always win. A branch's points are split equally over its leaves to 0.01; odd cents go by
framework order and then by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from jixiao.kernel.classes import frozen
from jixiao.kernel.number import sum_of
from jixiao.rules.clause import Clause
from jixiao.rules.framework import Framework, Level1, plain_name

__all__ = ["Share", "Unallotted", "allot", "branch_points", "handed_to", "to_cents"]


@frozen
class Share:
    """A leaf for which points are wanted: its key, branch names and the points that the form prints."""

    key: int
    level1: str
    level2: str
    level3: str
    printed: Fraction | None


@frozen
class Unallotted:
    """A leaf that the framework has no points for."""

    key: int


def allot(leaves: Sequence[Share], framework: Framework) -> Mapping[int, Fraction | Unallotted]:
    """Points for each leaf without printed ones, by key.

    Where a branch has some printed points, what is left of the branch is split over the rest.
    """
    return _allot(tuple(leaves), framework)


@lru_cache(maxsize=256)
def _allot(leaves: tuple[Share, ...], framework: Framework) -> Mapping[int, Fraction | Unallotted]:
    """Tables of one shape are split alike; the last shapes are kept."""
    wanting = [leaf for leaf in leaves if leaf.printed is None]
    if not wanting:
        return {}
    points = branch_points(framework, [leaf.level1 for leaf in leaves])
    allotted: dict[int, Fraction | Unallotted] = {}
    for branch in _wanted_branches(wanting, framework):
        inside = [leaf for leaf in leaves if framework.branch(leaf.level1) is branch]
        allotted.update(_split_branch(branch, points[branch.name], inside))
    for leaf in wanting:
        allotted.setdefault(leaf.key, Unallotted(leaf.key))
    return MappingProxyType(allotted)


def _wanted_branches(wanting: Sequence[Share], framework: Framework) -> list[Level1]:
    names = {plain_name(leaf.level1) for leaf in wanting}
    return [
        branch for branch in framework.branches if names & {plain_name(name) for name in (branch.name, *branch.aliases)}
    ]


def branch_points(framework: Framework, present: Sequence[str]) -> dict[str, Fraction]:
    """Each branch's points once the absent ones have been given away as the ruleset says.

    ``present`` holds the first-level names of the leaves; the execution branch counts as present. Absent
    branches under ``keep``, ``full`` and ``rescale`` keep theirs: nothing is given to others. Where receivers hand
    points round in a ring, what is left of them is with nobody.
    """
    here = {branch.name for branch in framework.branches if branch.execution}
    here |= {branch.name for name in present if (branch := framework.branch(name)) is not None}
    points = {branch.name: branch.points for branch in framework.branches}
    absent = [branch for branch in framework.branches if branch.name not in here]
    for _ in absent:  # a receiver may be absent itself and hand on what it was given
        for branch in absent:
            if branch.absent.policy == "receiver":
                _give_to_receivers(framework, points, branch)
    for branch in absent:
        if branch.absent.policy == "pro-rata":
            _give_pro_rata(framework, points, branch.name, here)
    return points


def handed_to(framework: Framework, name: str, present: Sequence[str]) -> list[Clause]:
    """The clauses that send points of absent branches to the branch of this name, where it has more than its own."""
    branch = framework.branch(name)
    if branch is None or branch_points(framework, present)[branch.name] == branch.points:
        return []
    here = {each.name for other in present if (each := framework.branch(other)) is not None}
    absent = [each.absent for each in framework.branches if each.name not in here and not each.execution]
    return [each.clause for each in absent if each.clause is not None and each.policy in ("receiver", "pro-rata")]


def _give_to_receivers(framework: Framework, points: dict[str, Fraction], absent: Level1) -> None:
    """As the ruleset splits the branch's points; what it was handed itself goes the same way."""
    given, points[absent.name] = points[absent.name], Fraction(0)
    if given == 0:
        return
    receivers = absent.absent.receivers(absent.points)
    shares = to_cents([given * part / absent.points for _, part in receivers])
    for (name, _), share in zip(receivers, shares, strict=True):
        receiver = framework.branch(name)
        assert receiver is not None  # checked when the ruleset was loaded
        points[receiver.name] += share


def _give_pro_rata(framework: Framework, points: dict[str, Fraction], absent: str, here: set[str]) -> None:
    """To the branches present (execution apart), by their own points, to the cent."""
    receivers = [branch for branch in framework.branches if branch.name in here and not branch.execution]
    whole = sum_of(branch.points for branch in receivers)
    if whole == 0:
        return
    shares = to_cents([points[absent] * branch.points / whole for branch in receivers])
    for branch, share in zip(receivers, shares, strict=True):
        points[branch.name] += share
    points[absent] = Fraction(0)


def _split_branch(branch: Level1, points: Fraction, inside: list[Share]) -> dict[int, Fraction]:
    fixed = {plain_name(each.name): each.points for each in branch.level2 if each.points is not None}
    if fixed:
        return _split_by_level2(fixed, inside)
    return _split(points, _in_order(branch, inside))


def _split_by_level2(fixed: dict[str, Fraction], inside: list[Share]) -> dict[int, Fraction]:
    """Where the framework gives second levels points of their own."""
    allotted: dict[int, Fraction] = {}
    for name, points in fixed.items():
        rows = sorted((leaf for leaf in inside if plain_name(leaf.level2) == name), key=lambda leaf: leaf.level3)
        allotted.update(_split(points, rows))
    return allotted


def _split(points: Fraction, rows: Sequence[Share]) -> dict[int, Fraction]:
    wanting = [leaf for leaf in rows if leaf.printed is None]
    left = points - sum_of(leaf.printed for leaf in rows if leaf.printed is not None)
    if not wanting or left < 0:
        return {}
    shares = to_cents([left / len(wanting)] * len(wanting))
    return {leaf.key: share for leaf, share in zip(wanting, shares, strict=True)}


def _in_order(branch: Level1, rows: list[Share]) -> list[Share]:
    order = {plain_name(each.name): index for index, each in enumerate(branch.level2)}
    return sorted(rows, key=lambda leaf: (order.get(plain_name(leaf.level2), len(order)), leaf.level3))


def to_cents(shares: list[Fraction]) -> list[Fraction]:
    """Each share cut to whole cents; the cents left over go to the first ones, so that the sum is kept.

    What is finer than a cent in the sum itself stays with the last share.
    """
    cut = [100 * share.numerator // share.denominator for share in shares]
    rest = 100 * sum_of(shares) - sum(cut)
    odd = int(rest)
    spread = [Fraction(cents + (index < odd), 100) for index, cents in enumerate(cut)]
    spread[-1] += (rest - odd) / 100
    return spread
