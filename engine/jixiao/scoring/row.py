"""A row ready to be scored: an indicator with its final points and what the case settles for it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import field, frozen

from jixiao.kernel.diagnostic import Place
from jixiao.language.actual import Reading
from jixiao.scoring.case import Indicator

__all__ = ["Row"]


@frozen
class Row:
    """An indicator with its final points, ready to be scored.

    ``execution`` marks budget execution; ``counts`` gives the items met and listed for a rule that counts
    other indicators; ``locate`` turns a JSON path of the case into a place in the user's file.
    """

    indicator: Indicator
    points: Fraction
    path: str
    index: int | None = None
    allotted: bool = False
    execution: bool = False
    reading: Reading | None = None
    counts: tuple[int, int] | None = None
    locate: Callable[[str], Place] = field(default=lambda path: Place(path=path), eq=False, repr=False)

    def place(self, key: str) -> Place:
        """The place of one of the row's keys."""
        return self.locate(f"{self.path}.{key}")
