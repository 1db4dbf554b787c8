"""What is still missing, ordered by the points that hang on it: actuals and judgements to collect."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.reason import OpenReason

__all__ = ["ToCollect", "to_collect"]


_TARGET = frozenset({OpenReason.TARGET_UNREAD, OpenReason.TARGET_BLANK, OpenReason.DIRECTION_ASKED, OpenReason.NO_RULE})


@frozen
class ToCollect:
    """One open leaf: what is wanted (``actual``, ``judgement``, ``answer``, ``target``) and the points on it."""

    leaf: Leaf
    what: str
    points: Fraction


def to_collect(result: Result) -> tuple[ToCollect, ...]:
    """Every open leaf, most points first; ties in the order of the case."""
    items = [ToCollect(leaf, _what(leaf), leaf.score.high - leaf.score.low) for leaf in result.leaves if leaf.is_open]
    return tuple(sorted(items, key=lambda item: -item.points))


def _what(leaf: Leaf) -> str:
    reason = leaf.why.reason if leaf.why is not None else None
    if reason in _TARGET:
        return "target"
    if reason is OpenReason.ACTUAL_MISSING:
        return "actual"
    return "judgement" if reason is not None and reason.is_judgement else "answer"
