"""The curve of one measured indicator as a drawing: score over the actual, with the target and the actual marked.

Every coordinate is an exact fraction until it is printed, to a tenth of a pixel.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from html import escape

from jixiao.documents.form_labels import LANGUAGE
from jixiao.explain.sentence import score_text
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import Interval, intersect
from jixiao.kernel.number import shown
from jixiao.kernel.words import say
from jixiao.language.actual import MeasuredActual
from jixiao.language.ast import Quantity, Range
from jixiao.rules.bind import bind
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.leaf import Leaf

__all__ = ["curve_svg"]

_WIDTH, _HEIGHT = 420, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 34, 40
_STEPS = 24
_POLICIES = (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)


def curve_svg(leaf: Leaf, ruleset: Ruleset) -> str | None:
    """The drawing of a leaf whose rule is a curve over numbers and whose actual is one; None for any other."""
    value = leaf.reading.value if leaf.reading else None
    target = leaf.parsed.meaning if leaf.parsed else None
    if leaf.rule is None or not isinstance(leaf.rule.scorer, Measured) or not isinstance(value, MeasuredActual):
        return None
    if not isinstance(target, (Quantity, Range)):
        return None
    bound = bind(leaf.rule, target, leaf.points, leaf.direction, {name: ruleset.policy(name) for name in _POLICIES})
    ends = (target.value, target.value) if isinstance(target, Quantity) else (target.low, target.high)
    frame = _frame(ends, value.value)
    curve = bound.curve.restrict(frame)
    return None if curve is None else _draw(leaf, ruleset, curve, frame, ends, value.value)


def _frame(ends: tuple[Fraction, Fraction], actual: Fraction) -> Interval:
    """What is shown of the axis: the target and the actual, with room on both sides."""
    low, high = min(*ends, actual), max(*ends, actual)
    room = max((high - low) / 2, abs(high) / 4, Fraction(1, 2))
    return Interval(max(low - room, Fraction(0)) if low >= 0 else low - room, high + room)


def _draw(
    leaf: Leaf, ruleset: Ruleset, curve: Curve, frame: Interval, ends: tuple[Fraction, Fraction], actual: Fraction
) -> str:
    assert frame.low is not None
    assert frame.high is not None
    low, wide = frame.low, frame.high - frame.low

    def across(x: Fraction) -> Fraction:
        return _LEFT + (x - low) / wide * (_WIDTH - _LEFT - _RIGHT)

    def down(share: Fraction) -> Fraction:
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    parts = [_axes(leaf, frame, across)]
    parts += [_piece(segment, frame, across, down) for segment in curve.segments()]
    parts += [_dot(across(jump.x), down(jump.at), "#1565c0", 3) for jump in curve.jumps() if jump.x in _inside(frame)]
    for end in dict.fromkeys(ends):
        parts.append(_upright(across(end), "#2e7d32", say("sample.target", LANGUAGE, target=shown(end)), _TOP - 6))
    parts.append(_upright(across(actual), "#c62828", say("explain.shown", LANGUAGE, actual=shown(actual)), _HEIGHT - 8))
    if not leaf.outcome.share.is_open:
        parts.append(_dot(across(actual), down(leaf.outcome.share.low), "#c62828", 4))
    title = escape(say("form.curve", LANGUAGE, name=leaf.indicator.level3, score=score_text(leaf.score, ruleset)))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg">'
        f'<text x="{_LEFT}" y="14" class="name">{title}</text>{"".join(parts)}</svg>'
    )


def _inside(frame: Interval) -> Interval:
    """Without the edges of the picture, where the curve is cut and does not jump."""
    return Interval.open(frame.low, frame.high)


def _axes(leaf: Leaf, frame: Interval, across: Callable[[Fraction], Fraction]) -> str:
    assert frame.low is not None
    assert frame.high is not None
    floor = _HEIGHT - _BOTTOM
    lines = [
        f'<path class="axis" d="M{_LEFT} {_TOP}V{floor}H{_WIDTH - _RIGHT}"/>',
        f'<text x="{_LEFT - 4}" y="{_TOP + 4}" text-anchor="end">{shown(leaf.points)}</text>',
        f'<text x="{_LEFT - 4}" y="{floor + 4}" text-anchor="end">0</text>',
    ]
    for x in (frame.low, (frame.low + frame.high) / 2, frame.high):
        lines.append(
            f'<text x="{_px(across(x))}" y="{floor + 14}" text-anchor="middle">{shown(x, 2).lstrip("≈")}</text>'
        )
    return "".join(lines)


def _piece(
    segment: Segment, frame: Interval, across: Callable[[Fraction], Fraction], down: Callable[[Fraction], Fraction]
) -> str:
    """One piece by points along it, for it may be bent; a single knot has no length."""
    part = intersect(segment.part, frame)
    if part is None or part.low is None or part.high is None or part.low == part.high:
        return ""
    step = (part.high - part.low) / _STEPS
    inner = [part.low + step * n for n in range(1, _STEPS)]
    # The ends of an open piece are limits: a hair inside them the piece is drawn as it runs.
    xs = [part.low + step / 1000, *inner, part.high - step / 1000]
    points = " ".join(f"{_px(across(x))},{_px(down(segment.map(x)))}" for x in xs)
    return f'<polyline class="curve" points="{points}"/>'


def _upright(x: Fraction, colour: str, text: str, at: int) -> str:
    anchor = "end" if x > _WIDTH * Fraction(3, 4) else "start" if x < _WIDTH / 4 else "middle"
    return (
        f'<path d="M{_px(x)} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="{colour}" stroke-dasharray="4 3" fill="none"/>'
        f'<text x="{_px(x)}" y="{at}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


def _dot(x: Fraction, y: Fraction, colour: str, radius: int) -> str:
    return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{radius}" fill="{colour}"/>'


def _px(value: Fraction) -> str:
    """Pixels with one decimal."""
    tenths = round(value * 10)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"
