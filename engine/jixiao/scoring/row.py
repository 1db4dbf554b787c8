"""A row ready to be scored, and what every row of a case is scored in."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Place
from jixiao.language.actual import ActualReading
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Indicator

__all__ = ["Row", "Setting"]


@frozen
class Setting:
    """What every row of a case is scored in. ``elapsed`` is the part of the year gone by at ``as_of``."""

    ruleset: Ruleset
    year: int | None = None
    elapsed: Fraction = Fraction(1)


@frozen
class Row:
    """An indicator with its final points, ready to be scored.

    ``execution`` marks budget execution; ``reading`` stands for the actual where the project's figures give it, and
    ``without_budget`` says that they budget nothing, so that the ruleset's policy on that stands for a rate;
    ``locate`` turns a JSON path of the case into a place in the user's file.
    """

    indicator: Indicator
    points: Fraction
    path: str
    index: int | None = None
    allotted: bool = False
    execution: bool = False
    reading: ActualReading | None = None
    without_budget: bool = False
    locate: Callable[[str], Place] = field(default=lambda path: Place(path=path), eq=False, repr=False)

    def place(self, key: str) -> Place:
        """The place of one of the row's keys."""
        return self.locate(f"{self.path}.{key}")
