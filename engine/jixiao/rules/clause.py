"""Clauses and their sources: the text that a rule rests on, and how well it is known."""

from __future__ import annotations

import datetime
from enum import StrEnum

from jixiao.kernel.classes import frozen

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Clause", "Source", "Trust"]


class Trust(StrEnum):
    """How well a clause is known: read in the document, recalled, what deployed systems do, or assumed."""

    SEEN = "seen"
    RECALLED = "recalled"
    DEPLOYED = "deployed"
    ASSUMED = "assumed"


@frozen(slots=False)
class Source:
    """A document that clauses cite: ``[sources.NAME]``."""

    title: str
    """The title in full."""
    trust: Trust
    """How well the document is known."""
    number: str = ""
    """The document's number (文号)."""
    date: datetime.date | None = None
    """The day it was issued."""
    note: str = ""
    """What else should be known of it."""


@frozen(slots=False)
class Clause:
    """The text a rule rests on: ``clause = { source, article, trust }``."""

    source: str
    """The name of a source of this file."""
    article: str
    """The article or form, and what it says."""
    trust: Trust
    """How well it is known."""
    id: str = ""
    """What results call it. Where it is not given, reading puts in ``ruleset/rule``, or ``ruleset/table``."""
