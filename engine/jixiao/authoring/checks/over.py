"""over: a reduction for over-fulfilment is defined wherever it may be used, between 0 and 1, and never rises."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.sets import difference
from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent
from jixiao.rules.ruleset import Over, Ruleset

__all__ = ["check"]

NAME = "over"


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX514 for a reduction with a hole, a factor that is none, or one that forgives more for more."""
    over = ruleset.over
    if over is not None and over.start <= 1:
        yield _finding(
            f"起点 {percent(over.start)} 并未超过目标", f"it begins at {percent(over.start)}, not above the target"
        )
    if over is not None and over.reduce is not None:
        yield from _reduce(over, over.reduce)


def _finding(zh: str, en: str) -> Finding:
    return found(NAME, "JX514", "$.over", reason_zh=zh, reason_en=en)


def _reduce(over: Over, curve: Curve) -> Iterator[Finding]:
    used = Interval(over.start, None)
    for hole in difference([used], [curve.domain]):
        yield _finding(f"完成率 {hole} 没有规定", f"nothing is said for a completion in {hole}")
    on = curve.restrict(used)
    if on is None:
        return
    for values in (Interval(None, Fraction(0), high_open=True), Interval(Fraction(1), None, low_open=True)):
        for part in on.preimage(values):
            yield _finding(
                f"完成率 {part} 的系数不在 0 到 1 之间", f"the factor leaves 0 to 1 for a completion in {part}"
            )
    for part in on.breaches(-1):
        yield _finding(f"完成率 {part} 处系数反而上升", f"the factor rises at a completion in {part}")
