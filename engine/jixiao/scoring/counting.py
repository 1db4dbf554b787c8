"""Indicators that count other indicators: the share of them that is met (达标占比)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.language.actual import MeasuredActual
from jixiao.language.ast import Quantity
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.scorer import Counted, Measured
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.steps.work import Work

__all__ = ["count_met", "counts_others"]


def counts_others(work: Work) -> Counted | None:
    """What the row's rule counts; None where it counts nothing, or the case says its ``items`` itself."""
    rule, row = work.rule, work.row
    if rule is None or row.indicator.items is not None or row.execution or row.indicator.not_applicable:
        return None
    scorer = rule.scorer
    return scorer.counted if isinstance(scorer, Measured) and scorer.axis is Axis.MET_SHARE else None


def count_met(leaves: Sequence[Leaf], counted: Counted) -> tuple[int, int] | None:
    """Indicators met and all that state a quantity among those counted; None while one of them is open."""
    taken = [
        leaf
        for leaf in leaves
        if leaf.kind is TargetKind.QUANTITY
        and leaf.counted
        and counted.takes(leaf.indicator.level1, leaf.indicator.level2, leaf.indicator.level3)
    ]
    if not taken or any(leaf.outcome.met is None for leaf in taken):
        return None
    return sum(_is_met(leaf, counted) for leaf in taken), len(taken)


def _is_met(leaf: Leaf, counted: Counted) -> bool:
    """Above ``met_up_to`` times the target an indicator is not met either; up to that, one that was to be equalled is."""
    value = leaf.reading.value if leaf.reading else None
    target = leaf.parsed.meaning if leaf.parsed else None
    if counted.met_up_to is None or not isinstance(value, MeasuredActual):
        return bool(leaf.outcome.met)
    assert isinstance(target, Quantity)
    reached = leaf.outcome.met or (leaf.direction is Direction.EXACT and value.value >= target.value)
    return reached and value.value <= counted.met_up_to * target.value
