"""An audit as plain values: one object a printed row, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.kernel.diagnostic import render
from jixiao.kernel.number import plain, to_places
from jixiao.kernel.words import DEFAULT, say
from jixiao.rules.clause import Clause
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit import Audit, AuditedRow, RowKind, Verdict

if TYPE_CHECKING:
    from jixiao.explain.shape import ClauseDict
    from jixiao.report.shape import AuditDict, AuditRowDict, AuditSummaryDict, CountsDict

__all__ = ["audit_json"]


def audit_json(audit: Audit, lang: str = DEFAULT) -> AuditDict:
    """Rows in the order of the file; numbers are strings, what is not there is null."""
    rows = [_row(each, audit.ruleset, lang) for each in audit.rows]
    return {"rows": rows, "summary": _summary(audit)}


def _row(each: AuditedRow, ruleset: Ruleset, lang: str) -> AuditRowDict:
    row, places = each.row, ruleset.rounding.places
    return {
        "line": row.line,
        "project": row.project,
        "level1": row.level1,
        "level2": row.level2,
        "level3": row.level3 or row.group or (row.goal if row.is_shared else ""),
        "target": row.target or None,
        "actual": row.actual or None,
        "points": None if each.points is None else plain(each.points),
        "printed": each.printed.text if each.printed else row.score or None,
        "low": None if each.score is None else to_places(each.score.low, places),
        "high": None if each.score is None else to_places(each.score.high, places),
        "verdict": each.verdict.value,
        "reason": reason_text(each, lang) or None,
        "clause": _clause(each.clause, ruleset) if each.clause else None,
        "kind": each.kind.value,
    }


def reason_text(each: AuditedRow, lang: str) -> str:
    """Every reason as ``JX270 words``, joined."""
    return say("list.semicolon", lang).join(f"{said.code} {render(said, lang).message}" for said in each.reasons)


def _clause(clause: Clause, ruleset: Ruleset) -> ClauseDict:
    source = ruleset.sources.get(clause.source)
    document = (source.number or source.title) if source else clause.source
    return {"id": clause.id, "source": document, "article": clause.article, "trust": clause.trust.value}


def _summary(audit: Audit) -> AuditSummaryDict:
    """Counts by verdict, by kind and verdict, and by the first reason."""
    return {
        "ruleset": {"id": audit.ruleset.id, "digest": audit.ruleset.digest},
        "tables": len(audit.tables),
        "rows": len(audit.rows),
        **_counts(audit, None),
        "kinds": {kind.value: _counts(audit, kind) for kind in RowKind},
        "reasons": {verdict.value: audit.reasons(verdict) for verdict in Verdict},
    }


def _counts(audit: Audit, kind: RowKind | None) -> CountsDict:
    found = audit.verdicts(kind)
    return {
        "agrees": found[Verdict.AGREES],
        "in-band": found[Verdict.IN_BAND],
        "differs": found[Verdict.DIFFERS],
        "undecided": found[Verdict.UNDECIDED],
    }
