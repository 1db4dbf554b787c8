"""A row of several conditions: named parts over declared inputs, added and taken off under one floor and one ceiling.

Nothing is added but scores: each part is a curve over its own formula, words to shares, or one item that is done or not, and
is decided by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.tables import inline, key
from jixiao.rules.faults import NO_FORM
from jixiao.rules.formula import WrittenFormula
from jixiao.rules.giving import Gives, GradeShare
from jixiao.rules.values import DrawnCurve, WrittenInterval

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["ACTUAL", "DeclaredInput", "DrawnPart", "ItemPart", "RulePart", "Summed", "WordedPart"]

ACTUAL = "actual"
"""The name by which a formula asks for the row's own actual."""


@frozen(slots=False)
class DeclaredInput:
    """A number that the row's ``inputs`` must give: ``[[rule.input]]``."""

    name: str
    """Its name in the row and in formulas."""
    unit: str = ""
    """What it is counted in; of a percentage formulas see the share. A number without a unit is taken to be in it."""
    within: WrittenInterval | None = None
    """What it can be at all, such as ``[0, ..)``; anything else is an error of the case."""
    note: str = ""
    """Where an officer finds it."""


@frozen(slots=False)
class DrawnPart:
    """A curve over a formula."""

    x: WrittenFormula
    """What the curve is read at: a formula over declared inputs, or ``actual``."""
    curve: DrawnCurve
    """y over x, one interval a row."""


@frozen(slots=False)
class WordedPart:
    """Words to a share of the part's points."""

    of: str
    """The input that gives the words."""
    steps: tuple[GradeShare, ...] = field(metadata=key("grade"))
    """The grades, best first."""


@frozen(slots=False)
class ItemPart:
    """One item of a list, done or not: 是, 有, 已完成 earn its points."""

    item: str = ""
    """The input that says whether; the part's own name where it is left out."""


PartScorer = DrawnPart | WordedPart | ItemPart

_PART_FORMS: dict[tuple[str, ...], type[PartScorer]] = {
    ("x", "curve"): DrawnPart,
    ("of", "grade"): WordedPart,
    (): ItemPart,
}
_FORM_KEYS = tuple(name for names in _PART_FORMS for name in names)


def part_form_of(table: Mapping[str, Any]) -> type[PartScorer]:
    """Which form the keys of a part make. Raises Fault (NO_FORM)."""
    given = tuple(name for name in _FORM_KEYS if table.get(name))
    if given in _PART_FORMS and not (given and "item" in table):
        return _PART_FORMS[given]
    raise Fault(NO_FORM, rule=table.get("name", ""), found=" + ".join(given) or "—")


@frozen(slots=False)
class RulePart:
    """One condition of a row: ``[[rule.part]]``."""

    name: str
    """What it is about, one in the rule."""
    scorer: PartScorer = field(metadata=inline(part_form_of))
    """How it scores: ``x`` and ``curve``, ``of`` and ``grade``, or neither for an item that is done or not."""
    points: Fraction | None = None
    """The most that it gives or takes off; a deduction may leave it out (扣完为止), and a mere condition that empties the row."""
    gives: Gives = Gives.SHARE
    """What it gives: a share of its points, points, or a deduction."""
    empties: bool = False
    """Whether the whole row gets nothing where this part gives nothing (or takes anything off)."""

    @property
    def takes(self) -> bool:
        """Whether it takes points off."""
        return self.gives is Gives.DEDUCTION

    @property
    def asks(self) -> tuple[str, ...]:
        """The inputs that it needs."""
        if isinstance(self.scorer, DrawnPart):
            return self.scorer.x.names
        return (self.scorer.of,) if isinstance(self.scorer, WordedPart) else (self.scorer.item or self.name,)


@frozen(slots=False)
class Summed:
    """Several conditions in one row. Their sum lies between ``floor`` and the row's points.

    Where every part takes points off the row begins with all of its points, else with none.
    """

    parts: tuple[RulePart, ...] = field(metadata=key("part"))
    """The conditions, in the order of the clause."""
    inputs: tuple[DeclaredInput, ...] = field(default=(), metadata=key("input"))
    """The numbers that its formulas ask for."""
    worth: Fraction | None = None
    """What the row must be worth; left out, what its giving parts add up to. Deductions alone fit any row."""
    floor: Fraction = Fraction(0)
    """The least that the sum comes to, unless a part empties the row."""

    @property
    def starts_full(self) -> bool:
        """Whether the row begins with all of its points."""
        return all(part.takes for part in self.parts)

    @property
    def wanted_points(self) -> Fraction | None:
        """What the row must be worth; None where any points will do."""
        if self.worth is not None or self.starts_full:
            return self.worth
        return sum((part.points or Fraction(0) for part in self.parts if not part.takes), Fraction(0))

    @property
    def asks(self) -> tuple[str, ...]:
        """Every input that it needs, each once."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.asks))
