"""What stands below the form and beside it: notes on how it was scored, and the sums by first level."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["levels_of", "notes_of"]


def levels_of(result: Result | None) -> tuple[tuple[str, Fraction, Fraction, Fraction], ...]:
    """Points, certain score and open score of each first level that has points."""
    if result is None:
        return ()
    return tuple((n.name, n.points, n.score.low, n.score.high - n.score.low) for n in result.tree.level1 if n.points)


def notes_of(result: Result | None, blank: bool) -> tuple[str, ...]:
    """Lines that say which ruleset scored the form, what its marks mean, and what a person corrected."""
    if result is None:
        return ("填表说明：实际完成值按年末实际填写，未完成的填写偏差原因。",) if blank else ()
    notes: list[str] = [f"评分规则：{result.ruleset.title}（{result.ruleset.id}）"]
    if result.grades:
        notes.append(
            f"评价等级：{'、'.join(result.grades)}" + ("（待定项确定后唯一）" if len(result.grades) > 1 else "")
        )
    if any(leaf.allotted for leaf in result.leaves):
        notes.append("带 * 的分值为评分规则分配，目标表未印。")
    if result.is_open:
        notes.append("得分为区间的，尚缺实际完成值或评判；总分相应为区间。")
    return tuple(notes + _overridden(result.leaves))


def _overridden(leaves: Iterable[Leaf]) -> list[str]:
    return [
        f"“{leaf.indicator.level3}”经人工更正：{leaf.indicator.override.reason}"
        for leaf in leaves
        if leaf.indicator.override is not None
    ]
