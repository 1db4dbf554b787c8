"""一票否决: a veto fixes or lowers the total or the grade. Every gate is off unless a ruleset enables it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.rules.ruleset import Gate, Grades, Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.rollup import Tree, grades_of
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

    A leaf that is certainly below the limit closes the gate. One that only may be leaves both ways open: the
    total reaches down to the gate's, and the gate's grades stand beside the others.
    """
    grades = grades_of(tree.total.graded, tree.total.points, ruleset.grades)
    found: list[ShutGate] = []
    for gate in (each for each in ruleset.gates if each.enabled):
        for leaf in leaves:
            if not _guards(gate, leaf) or leaf.outcome.share.low >= gate.below:
                continue
            certain = _surely_below(leaf.outcome.share, gate.below)
            code = "JX239" if certain else "JX254"
            said = diagnose(code, case.place("$.indicator"), gate=gate.id, name=leaf.indicator.level3)
            found.append(ShutGate(gate, leaf, certain, said))
            shut, shut_grades = _shut(tree, grades, gate, ruleset.grades)
            tree = shut if certain else _either(tree, shut)
            grades = shut_grades if certain else _in_order({*grades, *shut_grades}, ruleset.grades)
    return tree, grades, tuple(found)


def _guards(gate: Gate, leaf: Leaf) -> bool:
    names = ((gate.level3, leaf.indicator.level3), (gate.level2, leaf.indicator.level2))
    return leaf.counted and any(word in name for words, name in names for word in words)


def _surely_below(share: Score, limit: Fraction) -> bool:
    return share.high < limit or (share.high == limit and share.high_open)


def _shut(tree: Tree, grades: tuple[str, ...], gate: Gate, table: Grades | None) -> tuple[Tree, tuple[str, ...]]:
    """Total and grades once the gate is shut."""
    if gate.total is not None:
        fixed = tree.total.score.capped(Fraction(0), gate.total)
        graded = tree.total.graded.capped(Fraction(0), gate.total)
        attained = tree.total.attained.capped(Fraction(0), gate.total)
        tree = evolve(tree, total=evolve(tree.total, score=fixed, graded=graded, attained=attained))
        grades = grades_of(graded, tree.total.points, table)
    if gate.grade:
        grades = (gate.grade,)
    if gate.lower and table is not None:
        names = [cut.name for cut in table.cuts]
        lowered = {names[min(names.index(name) + gate.lower, len(names) - 1)] for name in grades}
        grades = _in_order(lowered, table)
    return tree, grades


def _either(tree: Tree, shut: Tree) -> Tree:
    hull = evolve(
        tree.total,
        score=tree.total.score.hull(shut.total.score),
        graded=tree.total.graded.hull(shut.total.graded),
        attained=tree.total.attained.hull(shut.total.attained),
    )
    return evolve(tree, total=hull)


def _in_order(names: set[str], table: Grades | None) -> tuple[str, ...]:
    return tuple(cut.name for cut in table.cuts if cut.name in names) if table else ()
