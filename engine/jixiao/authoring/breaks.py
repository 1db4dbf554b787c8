"""The breaks of a curve that stand for all of them: every end of a row, and the first and last step of a stair."""

from __future__ import annotations

from jixiao.kernel.curve import Curve
from jixiao.rules.scorer import Gives, Measured

__all__ = ["break_indexes", "scored_curve"]


def scored_curve(scorer: Measured) -> Curve:
    """The curve with what is cut off when it is scored cut off: steps below zero are no steps."""
    if scorer.gives is Gives.SHARE:
        return scorer.curve.clamp(0, 1)
    return scorer.curve.clamp(0, None)


def break_indexes(curve: Curve) -> list[int]:
    """Indexes of the knots to look at. Steps inside one row follow one formula, so its first and last will do."""
    kept: list[int] = []
    inside: list[int] = []
    for index, knot in enumerate(curve.knots):
        before, after = curve.pieces[index], curve.pieces[index + 1]
        within = before is not None and after is not None and before.origin == knot.origin == after.origin
        if within and before is not None and after is not None and before.map == after.map:
            continue
        if within and inside and curve.knots[inside[-1]].origin == knot.origin:
            inside.append(index)
            continue
        kept.extend(_ends(inside))
        inside = [index] if within else []
        kept.extend([] if within else [index])
    return [*kept, *_ends(inside)]


def _ends(inside: list[int]) -> list[int]:
    return sorted({inside[0], inside[-1]}) if inside else []
