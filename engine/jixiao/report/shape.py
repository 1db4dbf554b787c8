"""The shapes of an audit and of an answer to what a total takes, in plain values, key by key.

Every key is always there, null where it does not apply. Numbers are text, exactly: decimals, or fractions ``a/b``.
"""

from __future__ import annotations

from typing import TypedDict

from jixiao.explain.shape import ClauseDict, ExactText, RulesetDict, SeverityName

__all__ = [
    "AuditDict", "AuditRowDict", "AuditSummaryDict", "CountsDict", "EndsDict", "JudgementDict", "MoveDict", "NeedDict", "SeekDict",
    "SeekSaidDict", "SeekTotalDict", "SoughtDict", "SpanDict", "WantedDict",
]  # fmt: skip


class AuditRowDict(TypedDict):
    """A printed row and what became of it."""

    line: int
    """Its line in the file."""
    project: str
    level1: str
    level2: str
    level3: str
    target: str | None
    actual: str | None
    points: ExactText | None
    printed: str | None
    """The score as printed."""
    low: ExactText | None
    high: ExactText | None
    verdict: str
    """agrees, differs or undecided."""
    reason: str | None
    """Why, each reason behind its code."""
    clause: ClauseDict | None
    kind: str
    """indicator, execution, subtotal or total."""


CountsDict = TypedDict("CountsDict", {"agrees": int, "in-band": int, "differs": int, "undecided": int})
"""How many rows have each verdict."""


class AuditSummaryDict(CountsDict):
    """What was audited, and how many rows have each verdict: in all, of each kind of row, and by the first reason's code."""

    ruleset: RulesetDict
    tables: int
    rows: int
    kinds: dict[str, CountsDict]
    reasons: dict[str, dict[str, int]]


class AuditDict(TypedDict):
    """An audit: the rows in the order of the file, and the counts."""

    rows: list[AuditRowDict]
    summary: AuditSummaryDict


class WantedDict(TypedDict):
    """What was asked for: a total, which a grade begins at or which was given."""

    score: ExactText
    grade: str | None


class SeekTotalDict(TypedDict):
    """How the total stands, and the most that it can still come to."""

    low: ExactText
    high: ExactText
    most: ExactText


class EndsDict(TypedDict):
    """An interval; an end is null where there is none."""

    low: ExactText | None
    low_open: bool
    high: ExactText | None
    high_open: bool


class SpanDict(EndsDict):
    """An interval of actuals in the target's unit: days late for a deadline."""

    whole_low: int | None
    """The first whole number in it, for what is counted."""
    whole_high: int | None
    latest: str | None
    """The last day in it, for a deadline."""


class JudgementDict(EndsDict):
    """The shares of the points that an assessor may give, and the level's name."""

    name: str


class NeedDict(TypedDict):
    """What an indicator must come to for the wanted total."""

    possible: bool
    score: ExactText | None
    """The least score that does it."""
    score_open: bool | None
    """Whether more than that is needed."""
    intervals: list[SpanDict]
    judgements: list[JudgementDict]


class SoughtDict(TypedDict):
    """An indicator, and what it takes of it."""

    level1: str
    level2: str
    level3: str
    target: str | None
    actual: str | None
    points: ExactText
    low: ExactText
    high: ExactText
    open: bool
    asks: str
    """What can be given for it: a number, a date, a judgement …"""
    unit: str | None
    rule: str | None
    clause: str | None
    alone: NeedDict
    """If every other indicator stays as it is."""
    at_least: NeedDict
    """If every other indicator gets all that it still can."""


MoveDict = TypedDict(
    "MoveDict",
    {
        "level1": str,
        "level2": str,
        "level3": str,
        "asks": str,
        "from": ExactText,
        "to": ExactText,
        "to_reached": bool,
        "relative": ExactText,
    },
)
"""A single change that gives the wanted total, and how large it is beside its target."""


class SeekSaidDict(TypedDict):
    """Something that is to be said."""

    code: str
    severity: SeverityName
    message: str


class SeekDict(TypedDict):
    """What a total or a grade takes: the state, the totals, both needs of every indicator, and the moves, smallest first."""

    ruleset: RulesetDict
    project: str | None
    wanted: WantedDict
    state: str
    total: SeekTotalDict
    grade: list[str]
    indicators: list[SoughtDict]
    moves: list[MoveDict]
    diagnostics: list[SeekSaidDict]
