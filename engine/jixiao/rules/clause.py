"""Clauses: the text that a rule rests on, and how well it is known."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Clause", "Trust"]


class Trust(StrEnum):
    """How well a clause is known: read in the document, recalled, what deployed systems do, or assumed."""

    SEEN = "seen"
    RECALLED = "recalled"
    DEPLOYED = "deployed"
    ASSUMED = "assumed"


@frozen(slots=False)
class Clause:
    """The text a rule rests on."""

    id: str
    source: str
    article: str
    trust: Trust
