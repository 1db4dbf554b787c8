"""A rule: which targets it claims, how it scores them, and the clause it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import product

from attrs import frozen

from jixiao.kernel.curve import Curve
from jixiao.kernel.interval import Interval
from jixiao.kernel.rounding import Rounding
from jixiao.language.actual import Attainment
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis

# Without slots a class is made in half the time, and every start makes these.

__all__ = [
    "ATOMS",
    "Atom",
    "Band",
    "Clause",
    "Counted",
    "Gives",
    "Graded",
    "Judged",
    "Kind",
    "Light",
    "Measured",
    "Promise",
    "Rule",
    "Scorer",
    "Sign",
    "Step",
    "Subject",
    "Trust",
    "When",
]


class Trust(StrEnum):
    """How well a clause is known: read in the document, recalled, what deployed systems do, or assumed."""

    SEEN = "seen"
    RECALLED = "recalled"
    DEPLOYED = "deployed"
    ASSUMED = "assumed"


class Kind(StrEnum):
    """What a target is; the constructors of the normal form, and the budget execution of a project."""

    QUANTITY = "quantity"
    RANGE = "range"
    CHANGE = "change"
    DEADLINE = "deadline"
    PERIOD = "period"
    LEVEL = "level"
    SCALE = "scale"
    BLANK = "blank"
    EXECUTION = "execution"


class Sign(StrEnum):
    """The sign of a target's value."""

    POSITIVE = "positive"
    ZERO = "zero"
    NEGATIVE = "negative"


class Gives(StrEnum):
    """What a curve's y is: a share of the points, points, or points taken off the full points."""

    SHARE = "share"
    POINTS = "points"
    DEDUCTION = "deduction"


class Promise(StrEnum):
    """Properties a rule may promise; each is decided on its curve."""

    FULL_AT_TARGET = "full-at-target"
    MONOTONE = "monotone"
    CONTINUOUS = "continuous"


@frozen(slots=False)
class Clause:
    """The text a rule rests on."""

    id: str
    source: str
    article: str
    trust: Trust


@frozen(slots=False)
class Atom:
    """One kind of target, finest grain: what every rule claims or leaves."""

    kind: Kind
    direction: Direction | None = None
    sign: Sign | None = None


def _atoms() -> Iterator[Atom]:
    for kind in (Kind.QUANTITY, Kind.CHANGE):
        for direction, sign in product(Direction, Sign):
            yield Atom(kind, direction, sign)
    for sign in Sign:
        yield Atom(Kind.RANGE, Direction.EXACT, sign)
    for kind in (Kind.DEADLINE, Kind.PERIOD, Kind.LEVEL, Kind.SCALE, Kind.BLANK):
        yield Atom(kind)
    yield Atom(Kind.EXECUTION)


ATOMS = tuple(_atoms())


@frozen(slots=False)
class Subject:
    """What a rule is chosen for: the target's atom, its unit or words, and the indicator's names."""

    atom: Atom
    unit: str = ""
    level1: str = ""
    level2: str = ""
    level3: str = ""
    words: str = ""


@frozen(slots=False)
class When:
    """Which subjects a rule claims. An empty condition claims all; names are claimed by a word they contain."""

    target: tuple[Kind, ...]
    direction: tuple[Direction, ...] = ()
    sign: tuple[Sign, ...] = ()
    unit: tuple[str, ...] = ()
    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    level3: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def atoms(self) -> frozenset[Atom]:
        """The atoms it can claim at all, names and units aside."""
        return frozenset(atom for atom in ATOMS if self._claims_atom(atom))

    @property
    def is_plain(self) -> bool:
        """Whether it claims its atoms whatever the unit and the names."""
        return not (self.unit or self.level1 or self.level2 or self.level3 or self.words)

    def claims(self, subject: Subject) -> bool:
        """Whether the rule is for this subject."""
        return (
            self._claims_atom(subject.atom)
            and (not self.unit or subject.unit in self.unit)
            and (not self.words or subject.words in self.words)
            and _has_word(self.level1, subject.level1)
            and _has_word(self.level2, subject.level2)
            and _has_word(self.level3, subject.level3)
        )

    def _claims_atom(self, atom: Atom) -> bool:
        return (
            atom.kind in self.target
            and (not self.direction or atom.direction in self.direction)
            and (not self.sign or atom.sign in self.sign)
        )


def _has_word(words: tuple[str, ...], name: str) -> bool:
    return not words or any(word in name for word in words)


@frozen(slots=False)
class Band:
    """Shares an assessor may choose from, and the words that put an actual into it."""

    share: Interval
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Step:
    """A grade with its coefficient, and the words that reach it."""

    share: Fraction
    name: str
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Counted:
    """Which other indicators a rule on MET_SHARE counts: by words of their names, and met up to which completion."""

    level1: tuple[str, ...] = ()
    level2: tuple[str, ...] = ()
    level3: tuple[str, ...] = ()
    met_up_to: Fraction | None = None

    def takes(self, level1: str, level2: str, level3: str) -> bool:
        """Whether an indicator of these names is counted."""
        names = ((self.level1, level1), (self.level2, level2), (self.level3, level3))
        return all(_has_word(words, name) for words, name in names)


@frozen(slots=False)
class Measured:
    """x on an axis, a curve over it; outside the curve's domain an assessor judges within ``outside``."""

    axis: Axis
    curve: Curve
    gives: Gives = Gives.SHARE
    outside: Band | None = None
    round_axis: Rounding | None = None
    counted: Counted = Counted()


@frozen(slots=False)
class Graded:
    """Words to a share."""

    steps: tuple[Step, ...]


@frozen(slots=False)
class Judged:
    """Words to a band, the share within it by judgement.

    ``round_limits`` rounds the bands' limits, as points, before a judgement is held against them.
    """

    bands: tuple[Band, ...]
    round_limits: Rounding | None = None


Scorer = Measured | Graded | Judged


@frozen(slots=False)
class Light:
    """A signal of monitoring for a stretch of the axis, or for levels."""

    name: str
    x: Interval | None = None
    words: tuple[str, ...] = ()
    attainment: tuple[Attainment, ...] = ()


@frozen(slots=False)
class Rule:
    """One way to score. Of the rules that claim a subject, the one with the lowest ``order`` is taken.

    ``cap`` is the most points that a leaf may get by it, whatever its own points.
    """

    id: str
    name: str
    when: When
    scorer: Scorer
    clause: Clause
    order: int = 0
    promises: tuple[Promise, ...] = ()
    because: str = ""
    lights: tuple[Light, ...] = ()
    cap: Fraction | None = None
