"""What can be wrong with a document, as it is found while reading: faults with their kinds, told later at their places."""

from __future__ import annotations

from enum import Enum
from typing import Any

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.kernel.document import brief
from jixiao.kernel.words import Phrase

__all__ = [
    "MISSING_KEY",
    "THIS_KEY",
    "UNKNOWN_KEY",
    "DocumentError",
    "Fault",
    "FaultKind",
    "Faults",
    "Found",
    "NotRead",
    "wrong_value",
]


@frozen
class FaultKind:
    """A way for a document to be wrong: the code people know it by, and its subject for those who sort faults."""

    code: str
    about: str = ""


class Fault(Exception):
    """A value is wrong: how, and the arguments of its words.

    ``at`` is a path from the value on (``band[0].share``). A place in a multi-line text is its line and column, from 1. The
    argument THIS_KEY is the key that the value stands under.
    """

    def __init__(self, kind: FaultKind, at: str = "", /, *, line: int = 0, column: int = 0, **args: object) -> None:
        self.kind, self.at, self.line, self.column, self.values = kind, at, line, column, args
        super().__init__(f"{kind.code} at {at or '.'} {args}")


class Faults(Exception):
    """Several things are wrong with one value."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(str(each) for each in faults))


class _ThisKey(Enum):
    THIS_KEY = "this key"


THIS_KEY = _ThisKey.THIS_KEY


class NotRead(Exception):
    """Something was asked for that could not be read; the fault is told already."""


UNKNOWN_KEY, MISSING_KEY, WRONG_VALUE = FaultKind("JX003"), FaultKind("JX004"), FaultKind("JX005")


@frozen
class Found:
    """A fault told: its kind, and the diagnostic at its place."""

    kind: FaultKind
    diagnostic: Diagnostic


class DocumentError(JixiaoError):
    """A document that cannot be read. ``found`` are the diagnostics with their kinds."""

    def __init__(self, *found: Found) -> None:
        self.found = found
        super().__init__(*(each.diagnostic for each in found))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.found


def wrong_value(expected: Phrase, found: object) -> Fault:
    """A value of the wrong kind: what was expected, in words, and what was found."""
    return Fault(WRONG_VALUE, expected=expected, found=brief(found))
