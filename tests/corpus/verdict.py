"""What a reading is worth beside the meanings that a table accepts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from attrs import frozen

__all__ = ["Graded", "Verdict", "judge", "same"]


class Verdict(StrEnum):
    """right: an accepted meaning; honest: words or an error in its place; wrong: another meaning."""

    RIGHT = "right"
    HONEST = "honest"
    WRONG = "wrong"


@frozen
class Graded:
    """One line of a table: its kind, the cell, what it was read as, what is accepted, and what that is worth."""

    kind: str
    cell: str
    found: str
    accepted: tuple[str, ...]
    verdict: Verdict


def judge(found: str, accepted: Iterable[str]) -> Verdict:
    """The verdict on a normal form: words and errors are honest where neither is accepted."""
    if any(same(found, meaning) for meaning in accepted):
        return Verdict.RIGHT
    return Verdict.HONEST if _form(found) in ("level", "error") else Verdict.WRONG


def same(found: str, wanted: str) -> bool:
    """Whether two normal forms say the same: numbers as numbers, any words after level, any code after error."""
    if _form(found) != _form(wanted):
        return False
    if _form(found) in ("level", "error"):
        return True
    one, two = _tokens(found), _tokens(wanted)
    return len(one) == len(two) and all(map(_equal, one, two))


def _form(normal_form: str) -> str:
    return normal_form.partition(" ")[0]


def _tokens(normal_form: str) -> list[str]:
    return normal_form.replace("..", " .. ").split()


def _equal(one: str, two: str) -> bool:
    if one == two:
        return True
    try:
        return Fraction(one) == Fraction(two)
    except (ValueError, ZeroDivisionError):
        return False
