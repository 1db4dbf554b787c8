"""What an audit finds: printed numbers, rows with their verdicts, tables, counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum
from fractions import Fraction

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.rules.clause import Clause
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.score import Score

__all__ = ["NO_NUMBER", "Audit", "AuditedRow", "Number", "RowKind", "Table", "Verdict", "holds", "number_of"]

NO_NUMBER = frozenset(["", "-", "--", "—", "——", "/", "无", "\\"])
"""What stands in a cell of points or scores that was left empty."""


class Verdict(StrEnum):
    """What came of holding a printed score against its clause."""

    AGREES = "agrees"
    IN_BAND = "in-band"
    DIFFERS = "differs"
    UNDECIDED = "undecided"


class RowKind(StrEnum):
    """What a printed row is."""

    INDICATOR = "indicator"
    EXECUTION = "execution"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@frozen
class Number:
    """A printed number and how many decimals it was printed with."""

    text: str
    value: Fraction
    places: int


@frozen
class AuditedRow:
    """One printed row with its verdict.

    ``score`` is what the clause gives (for a sum: what the printed scores add up to), None where nothing can
    be said; ``reasons`` say why the verdict is what it is, the first one above all.
    """

    row: PrintedRow
    kind: RowKind
    verdict: Verdict
    points: Fraction | None
    printed: Number | None
    score: Score | None
    reasons: tuple[Diagnostic, ...] = ()
    leaf: Leaf | None = field(default=None, repr=False)

    @property
    def clause(self) -> Clause | None:
        """The clause the score rests on."""
        return self.leaf.rule.clause if self.leaf and self.leaf.rule else None


@frozen
class Table:
    """The rows of one printed table."""

    page: str
    project: str
    year: int | None
    rows: tuple[AuditedRow, ...]


@frozen
class Audit:
    """All tables in the order of their first rows; ``diagnostics`` are about the whole."""

    ruleset: Ruleset
    tables: tuple[Table, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def rows(self) -> tuple[AuditedRow, ...]:
        """Every row, in the order of the file."""
        return tuple(sorted((row for table in self.tables for row in table.rows), key=lambda each: each.row.line))

    def verdicts(self, kind: RowKind | None = None) -> dict[Verdict, int]:
        """How many rows (of one kind) have each verdict."""
        counts = Counter(row.verdict for table in self.tables for row in table.rows if kind in (None, row.kind))
        return {verdict: counts[verdict] for verdict in Verdict}

    def reasons(self, verdict: Verdict) -> dict[str, int]:
        """How often each first reason (by its code) stands behind a verdict, most frequent first."""
        rows = [row for table in self.tables for row in table.rows if row.verdict is verdict]
        return dict(Counter(row.reasons[0].code for row in rows if row.reasons).most_common())


def number_of(text: str) -> Number | None:
    """``10``, ``9.34``, ``10分``; None where it is no such number."""
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("分").replace(",", "").strip()
    if not re.fullmatch(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?", digits):
        return None
    return Number(digits, Fraction(digits), len(digits.partition(".")[2]))


def holds(score: Score, value: Fraction) -> bool:
    """Whether the value lies between the bounds."""
    return score.low <= value and (value < score.high or (value == score.high and not score.high_open))
