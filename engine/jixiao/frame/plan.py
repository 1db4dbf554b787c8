"""One target, with the points and names it stands under: prepared once for all of its rows."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from jixiao.kernel.classes import frozen
from jixiao.language.direction import Direction
from jixiao.language.normal import normal
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Indicator
from jixiao.scoring.prepared.row import PreparedRow
from jixiao.scoring.row import Row, Setting

__all__ = ["Plan", "PlanKey"]


@frozen
class PlanKey:
    """All of a row that scoring reads, but its actual. ``points`` is final and not negative."""

    level1: str
    level2: str
    level3: str
    target: str
    points: Fraction
    direction: Direction | None = None
    judgement: Fraction | None = None
    year: int | None = None
    execution: bool = False

    def row(self) -> Row:
        """The row that lacks its actual."""
        indicator = Indicator(
            level3=self.level3,
            level1=self.level1,
            level2=self.level2,
            target=self.target,
            points=self.points,
            direction=self.direction,
            judgement=self.judgement,
        )
        return Row(indicator, self.points, "$", 0, execution=self.execution)


class Plan(PreparedRow):
    """The prepared row of a key."""

    def __init__(self, key: PlanKey, ruleset: Ruleset) -> None:
        super().__init__(key.row(), Setting(ruleset, key.year))
        self.key = key

    @cached_property
    def normal_form(self) -> str:
        """The target's, as results show it."""
        assert self.base.parsed is not None
        return normal(self.base.parsed.meaning)
