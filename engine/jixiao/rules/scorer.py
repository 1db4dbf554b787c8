"""Scorers: what gives a share of the points, by a curve over an axis, by words to shares, by an assessor's bands, or by several parts.

A rule's table holds the keys of its scorer beside its own, and so does a shared ``[[scorer]]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault, NotRead
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.kernel.tables import key
from jixiao.language.actual import Attainment
from jixiao.rules.axis import NamedAxis
from jixiao.rules.claim import has_word
from jixiao.rules.faults import NO_FORM
from jixiao.rules.formula import WrittenFormula
from jixiao.rules.giving import Gives, GradeShare
from jixiao.rules.parts import DeclaredInput, Summed
from jixiao.rules.values import Decimals, DrawnCurve, WrittenInterval

# Without slots a class is made in half the time, and every start makes these.

__all__ = [
    "FORM_KEYS",
    "Band",
    "Counted",
    "Gives",
    "GradeShare",
    "Graded",
    "Judged",
    "Measured",
    "RoundTo",
    "Scorer",
    "Summed",
    "form_of",
]


@frozen(slots=False)
class RoundTo:
    """A rounding step inside a rule: ``{ places, mode, percent }``."""

    places: Decimals
    """Decimals that are kept."""
    mode: Mode = Mode.HALF_UP
    """What happens to the dropped digits."""
    percent: bool = False
    """Whether the decimals are those of a percentage: two of a percentage are four of a share."""

    @property
    def rounding(self) -> Rounding:
        """The same for plain numbers."""
        return Rounding(self.mode, self.places + (2 if self.percent else 0))


@frozen(slots=False)
class Band:
    """Shares an assessor may choose from, and what puts an actual into it: ``[[rule.band]]``, ``outside``."""

    share: WrittenInterval
    """The shares, such as ``[80%, 100%]``."""
    name: str
    """The band's name in the clause."""
    words: tuple[str, ...] = ()
    """Words of an actual that put it here."""
    attainment: tuple[Attainment, ...] = ()
    """How far a target is met by an actual that belongs here."""


@frozen(slots=False)
class Counted:
    """Which other indicators a rule on ``met-share`` counts: ``counted``."""

    level1: tuple[str, ...] = ()
    """Words, one of which the first level's name contains."""
    level2: tuple[str, ...] = ()
    """Words, one of which the second level's name contains."""
    level3: tuple[str, ...] = ()
    """Words, one of which the indicator's name contains."""
    met_up_to: Fraction | None = None
    """The completion beyond which an indicator counts as not met."""

    def takes(self, level1: str, level2: str, level3: str) -> bool:
        """Whether an indicator of these names is counted."""
        names = ((self.level1, level1), (self.level2, level2), (self.level3, level3))
        return all(has_word(words, name) for words, name in names)


@frozen(slots=False)
class Measured:
    """x on an axis, a curve over it; outside the curve's domain an assessor judges within ``outside``."""

    axis: NamedAxis
    """What x is."""
    curve: DrawnCurve
    """y over x, one interval a row."""
    gives: Gives = Gives.SHARE
    """What y is."""
    outside: Band | None = None
    """Where the curve has no value: the band that is left to an assessor."""
    round_axis: RoundTo | None = None
    """How x is rounded before the curve."""
    counted: Counted = Counted()
    """For ``met-share``: the indicators that are counted."""
    computed: WrittenFormula | None = field(default=None, metadata=key("actual"))
    """The actual as a formula over the row's inputs, where the row gives them."""
    inputs: tuple[DeclaredInput, ...] = field(default=(), metadata=key("input"))
    """The numbers that this formula asks for."""

    @property
    def x_rounding(self) -> Rounding | None:
        """How x is rounded before the curve, None where it is not."""
        return None if self.round_axis is None else self.round_axis.rounding


@frozen(slots=False)
class Graded:
    """Words to a share."""

    steps: tuple[GradeShare, ...] = field(metadata=key("grade"))
    """The grades, best first."""


@frozen(slots=False)
class Judged:
    """Words to a band, the share within it by judgement."""

    bands: tuple[Band, ...] = field(metadata=key("band"))
    """The bands, best first; together they hold 0 to 100%."""
    round_limits: RoundTo | None = None
    """How the bands' limits, as points, are rounded before a judgement is held against them."""


Scorer = Measured | Graded | Judged | Summed

_FORMS: dict[tuple[str, ...], type[Scorer]] = {
    ("axis", "curve"): Measured,
    ("grade",): Graded,
    ("band",): Judged,
    ("part",): Summed,
}
FORM_KEYS = tuple(name for names in _FORMS for name in names)
"""The keys that say how a table scores."""


def form_of(table: Mapping[str, Any]) -> type[Scorer]:
    """Which scorer the keys of a table make. Raises Fault (NO_FORM), or NotRead where a scorer that is used is not known."""
    given = tuple(name for name in FORM_KEYS if table.get(name))
    if given in _FORMS:
        return _FORMS[given]
    if table.get("use"):
        raise NotRead("use")
    raise Fault(NO_FORM, rule=table.get("id", ""), found=" + ".join(given) or "—")
