"""Which targets a rule claims: kinds of targets, their finest grains, and conditions on them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product

from jixiao.kernel.classes import frozen
from jixiao.language.direction import Direction

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["ATOMS", "Atom", "Claim", "Sign", "Subject", "TargetKind", "has_word"]


class TargetKind(StrEnum):
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


@frozen(slots=False)
class Atom:
    """One kind of target, finest grain: what every rule claims or leaves."""

    kind: TargetKind
    direction: Direction | None = None
    sign: Sign | None = None


def _atoms() -> Iterator[Atom]:
    for kind in (TargetKind.QUANTITY, TargetKind.CHANGE):
        for direction, sign in product(Direction, Sign):
            yield Atom(kind, direction, sign)
    for sign in Sign:
        yield Atom(TargetKind.RANGE, Direction.EXACT, sign)
    for kind in (TargetKind.DEADLINE, TargetKind.PERIOD, TargetKind.LEVEL, TargetKind.SCALE, TargetKind.BLANK):
        yield Atom(kind)
    yield Atom(TargetKind.EXECUTION)


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
class Claim:
    """Which subjects a rule claims (its ``when``). Each key narrows; an empty one claims all."""

    target: tuple[TargetKind, ...]
    """Kinds of targets."""
    direction: tuple[Direction, ...] = ()
    """Directions: more is better, less is better, or exact."""
    sign: tuple[Sign, ...] = ()
    """Signs of the target's value."""
    unit: tuple[str, ...] = ()
    """Units of the target, as the normal form writes them."""
    level1: tuple[str, ...] = ()
    """Words, one of which the first level's name contains."""
    level2: tuple[str, ...] = ()
    """Words, one of which the second level's name contains."""
    level3: tuple[str, ...] = ()
    """Words, one of which the indicator's name contains."""
    not_level3: tuple[str, ...] = ()
    """Words, none of which the indicator's name contains."""
    words: tuple[str, ...] = ()
    """The words of a target, exactly."""

    def atoms(self) -> frozenset[Atom]:
        """The atoms it can claim at all, names and units aside."""
        return frozenset(atom for atom in ATOMS if self._claims_atom(atom))

    @property
    def is_plain(self) -> bool:
        """Whether it claims its atoms whatever the unit and the names."""
        return not (self.unit or self.level1 or self.level2 or self.level3 or self.not_level3 or self.words)

    def claims(self, subject: Subject) -> bool:
        """Whether the rule is for this subject."""
        return (
            self._claims_atom(subject.atom)
            and (not self.unit or subject.unit in self.unit)
            and (not self.words or subject.words in self.words)
            and has_word(self.level1, subject.level1)
            and has_word(self.level2, subject.level2)
            and has_word(self.level3, subject.level3)
            and not any(word in subject.level3 for word in self.not_level3)
        )

    def _claims_atom(self, atom: Atom) -> bool:
        return (
            atom.kind in self.target
            and (not self.direction or atom.direction in self.direction)
            and (not self.sign or atom.sign in self.sign)
        )


def has_word(words: tuple[str, ...], name: str) -> bool:
    return not words or any(word in name for word in words)
