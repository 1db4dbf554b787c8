"""How many points one indicator must bring, unrounded, for the total to come to what is wanted.

Points are rounded at the leaf, at the level or at the total, and grades may look at either side of it; so the
answer is the rounding's own threshold, not the score: 8.195 where 8.20 is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.rules.claim import TargetKind
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.rollup import Total, roll_up
from jixiao.scoring.score import Score
from jixiao.scoring.seek.inverse import rounds_up_to

__all__ = ["Aim", "Least", "least_points", "measure", "pinned"]


@frozen
class Aim:
    """The total to come to: ``value``, held against the graded total where a ``grade`` was asked for."""

    value: Fraction
    grade: str = ""

    def of(self, total: Total) -> Score:
        """The total that it is held against."""
        return total.graded if self.grade else total.score

    def is_attained(self, total: Total) -> bool:
        """Whether the upper end of an open total can be come to, as rounding has it."""
        return not (total.graded if self.grade else total.attained).high_open


@frozen
class Least:
    """The least unrounded score of one indicator; ``above``: that number itself falls short."""

    score: Fraction
    above: bool = False


def pinned(leaves: Sequence[Leaf], *, high: bool) -> tuple[Leaf, ...]:
    """Every leaf at the lower (or upper) end of what is still open."""
    return tuple(_pin(leaf, high=high) for leaf in leaves)


def _pin(leaf: Leaf, *, high: bool) -> Leaf:
    def end(score: Score) -> Score:
        return Score.of(score.high if high else score.low)

    overridden = leaf.is_overridden
    computed = end(leaf.computed)
    score = end(leaf.score) if overridden else computed
    return evolve(leaf, unrounded=end(leaf.unrounded), computed=computed, score=score)


def with_points(leaf: Leaf, points: Fraction, result: Result) -> Leaf:
    """The leaf with these unrounded points, whatever a person had put in their place."""
    exact = Score.of(points)
    rounded = exact.rounded(result.ruleset.rounding) if result.ruleset.rounding.at == "leaf" else exact
    indicator = evolve(leaf.indicator, override=None) if leaf.is_overridden else leaf.indicator
    return evolve(leaf, indicator=indicator, unrounded=exact, computed=rounded, score=rounded)


def measure(result: Result, leaves: Sequence[Leaf], wanted: Aim) -> Fraction:
    """What the wanted value is held against, for leaves that are all pinned."""
    return wanted.of(roll_up(result.case, leaves, result.ruleset).total).low


def least_points(result: Result, leaves: Sequence[Leaf], at: int, wanted: Aim) -> Least | None:
    """The least that the leaf at ``at`` must bring, the others being as pinned; None where its points do not suffice."""
    leaf, ruleset = leaves[at], result.ruleset

    def total(points: Fraction) -> Total:
        changed = (*leaves[:at], with_points(leaf, points, result), *leaves[at + 1 :])
        return roll_up(result.case, changed, ruleset).total

    if wanted.of(total(Fraction(0))).low >= wanted.value:
        return Least(Fraction(0))
    if wanted.of(total(leaf.points)).low < wanted.value:
        return None
    on = ruleset.grades.on if ruleset.grades and wanted.grade else "rounded"
    weighted = bool(result.case.goal) and ruleset.goals.total == "weighted"
    if not weighted and (on == "unrounded" or (on == "rounded-leaves" and leaf.kind is TargetKind.EXECUTION)):
        return _on_a_line(lambda points: wanted.of(total(points)).low, wanted.value, above=False)
    if ruleset.rounding.at == "leaf":
        return _by_steps(total, wanted, result, leaf.points)
    if on == "rounded-leaves":
        return _on_a_line(lambda points: wanted.of(total(points)).low, wanted.value, above=False)
    if ruleset.rounding.at == "level" and not weighted:
        return _by_level_steps(total, wanted, result, leaves, at)
    bound, above = wanted.value, False
    if on == "rounded":
        step = wanted.value * 10**ruleset.rounding.places
        bound, above = rounds_up_to(ruleset.rounding, -(-step.numerator // step.denominator))
    return _on_a_line(lambda points: total(points).exact.low, bound, above=above)


_LITTLE = Fraction(1, 10**6)


def _on_a_line(exact: Callable[[Fraction], Fraction], bound: Fraction, *, above: bool) -> Least:
    """An unrounded total grows by so much a point: where it crosses the bound."""
    start = exact(Fraction(0))
    slope = (exact(_LITTLE) - start) / _LITTLE
    return Least(max((bound - start) / slope, Fraction(0)), above)


def _by_steps(total: Callable[[Fraction], Total], wanted: Aim, result: Result, points: Fraction) -> Least:
    """The leaf is rounded: the least step of its score that suffices, and what rounds up to it."""
    rounding = result.ruleset.rounding
    unit = Fraction(1, 10**rounding.places)
    most = rounding(points) / unit
    step = _first(1, int(most), lambda k: wanted.of(total(k * unit)).low >= wanted.value)
    return Least(*rounds_up_to(rounding, step))


def _by_level_steps(
    total: Callable[[Fraction], Total], wanted: Aim, result: Result, leaves: Sequence[Leaf], at: int
) -> Least:
    """The second level is rounded: the least step of its sum, less what the others there bring."""
    rounding, leaf = result.ruleset.rounding, leaves[at]
    unit = Fraction(1, 10**rounding.places)
    names = (leaf.indicator.level1, leaf.indicator.level2)
    rest = sum(
        (
            each.score.low
            for index, each in enumerate(leaves)
            if index != at and each.counted and (each.indicator.level1, each.indicator.level2) == names
        ),
        Fraction(0),
    )
    first, last = int(rounding(rest) / unit), int(rounding(rest + leaf.points) / unit)
    step = _first(first, last, lambda k: wanted.of(total(k * unit - rest)).low >= wanted.value)
    bound, above = rounds_up_to(rounding, step)
    return Least(max(bound - rest, Fraction(0)), above)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least whole number from ``low`` to ``high`` for which it holds; it holds for ``high``."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
