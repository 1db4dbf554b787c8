"""一票否决: a veto fixes or lowers the total or the grade. Every gate is off unless a ruleset enables it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.rules.ruleset import Gate, Grades, Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.rollup import Total, Tree, grades_of
from jixiao.scoring.score import Score

__all__ = ["ShutGate", "gated"]


@frozen
class ShutGate:
    """A gate that a leaf closes; one that is not ``certain`` only may, by what is still open."""

    gate: Gate
    leaf: Leaf
    certain: bool
    said: Diagnostic


def gated(
    tree: Tree, leaves: Sequence[Leaf], ruleset: Ruleset, case: Case
) -> tuple[Tree, tuple[str, ...], tuple[ShutGate, ...]]:
    """The tree and the grades behind every enabled gate, and the gates that are or may be shut.

    A leaf that is certainly below the limit closes the gate, and closes it once, however many leaves are. One that only may
    be leaves both ways open: the total reaches down to the gate's, and the gate's grades stand beside the others.
    """
    found = [each for gate in ruleset.gates if gate.enabled for each in _closing(gate, leaves, case)]
    if not found:
        return tree, grades_of(tree.total.graded, tree.total.points, ruleset.grades), ()
    certain = [gate for gate in ruleset.gates if any(each.gate == gate and each.certain for each in found)]
    doubtful = [gate for gate in ruleset.gates if any(each.gate == gate for each in found) and gate not in certain]
    ways = [_behind(tree, [*certain, *gates], ruleset.grades) for gates in _choices(doubtful)]
    total = ways[0][0]
    for each, _ in ways[1:]:
        total = _either(total, each)
    grades = {name for _, names in ways for name in names}
    return evolve(tree, total=total), _in_order(grades, ruleset.grades), tuple(found)


def _closing(gate: Gate, leaves: Sequence[Leaf], case: Case) -> Iterator[ShutGate]:
    """The leaves that close the gate, or may."""
    for leaf in leaves:
        share = _share_of(leaf)
        if not _guards(gate, leaf) or share.low >= gate.below:
            continue
        certain = _surely_below(share, gate.below)
        code = "JX239" if certain else "JX254"
        said = diagnose(code, case.place("$.indicator"), gate=gate.id, name=leaf.indicator.level3)
        yield ShutGate(gate, leaf, certain, said)


def _share_of(leaf: Leaf) -> Score:
    """What the leaf has of its points, deductions and a person's override in it; of no points, what its rule gives."""
    if leaf.points == 0:
        return leaf.outcome.share
    return (leaf.score if leaf.is_overridden else leaf.unrounded).times(1 / leaf.points)


def _guards(gate: Gate, leaf: Leaf) -> bool:
    names = ((gate.level3, leaf.indicator.level3), (gate.level2, leaf.indicator.level2))
    return leaf.counted and any(word in name for words, name in names for word in words)


def _surely_below(share: Score, limit: Fraction) -> bool:
    return share.high < limit or (share.high == limit and share.high_open)


def _choices(gates: Sequence[Gate]) -> Iterator[tuple[Gate, ...]]:
    """None of them shut, and every other choice."""
    return chain.from_iterable(combinations(gates, count) for count in range(len(gates) + 1))


def _behind(tree: Tree, gates: Sequence[Gate], table: Grades | None) -> tuple[Total, tuple[str, ...]]:
    """Total and grades with all these gates shut: the least that they set, the least of their totals, the worst of their grades, and every step down."""
    total = tree.total
    fixed = [gate.sets for gate in gates if gate.sets is not None]
    if fixed:
        set_ = Score.of(min(fixed))
        total = evolve(total, score=set_, graded=set_, attained=set_)
    for gate in gates:
        if gate.total is not None:
            score, graded, attained = (
                each.capped(Fraction(0), gate.total) for each in (total.score, total.graded, total.attained)
            )
            total = evolve(total, score=score, graded=graded, attained=attained)
    grades = grades_of(total.graded, total.points, table)
    if table is None:
        return total, grades
    names = [cut.name for cut in table.cuts]
    worst = max((names.index(gate.grade) for gate in gates if gate.grade), default=0)
    down = sum(gate.lower for gate in gates)
    return total, tuple(names[min(max(names.index(name), worst) + down, len(names) - 1)] for name in grades)


def _either(one: Total, other: Total) -> Total:
    return evolve(
        one,
        score=one.score.hull(other.score),
        graded=one.graded.hull(other.graded),
        attained=one.attained.hull(other.attained),
    )


def _in_order(names: set[str], table: Grades | None) -> tuple[str, ...]:
    return tuple(cut.name for cut in table.cuts if cut.name in names) if table else ()
