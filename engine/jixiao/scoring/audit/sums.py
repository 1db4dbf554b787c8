"""Printed sums held against the printed scores below them, as far as these are all there."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain, to_places
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import Value, phrase
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit.found import NO_NUMBER, AuditedRow, RowKind, Verdict, holds, number_of
from jixiao.scoring.audit.leaf import rounded_as
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.audit.words import beside
from jixiao.scoring.score import Score

__all__ = ["sum_row"]

_HUNDRED = Fraction(100)


def sum_row(row: PrintedRow, kind: RowKind, below: Sequence[AuditedRow], ruleset: Ruleset) -> AuditedRow:
    """A printed sum against the printed scores below it, as far as these are all there."""
    points, printed = number_of(row.points), number_of(row.score)
    whole = points.value if points else _HUNDRED if kind is RowKind.TOTAL else None
    found = AuditedRow(row, kind, Verdict.UNDECIDED, points.value if points else None, printed, None)
    if printed is None:
        none = row.score.strip() in NO_NUMBER
        return evolve(found, reasons=(diagnose("JX266") if none else diagnose("JX267", text=row.score),))
    if ruleset.framework.has_outside:
        return evolve(found, reasons=(diagnose("JX827", ruleset=ruleset.id),))
    scored = [each for each in below if each.printed is not None]
    if not scored:
        return evolve(found, reasons=(diagnose("JX276"),))
    total = sum((each.printed.value for each in scored if each.printed), Fraction(0))
    computed = _recomputed(below)
    if rounded_as(total, printed, ruleset) == printed.value:
        said: tuple[Diagnostic, ...] = ()
        if computed is not None and not holds(
            computed.rounded(Rounding(ruleset.rounding.mode, printed.places)), printed.value
        ):
            said = (diagnose("JX277", total=computed.decimals(ruleset.rounding.places)),)
        return evolve(found, verdict=Verdict.AGREES, score=Score.of(total), reasons=said)
    missing = _missing_points(whole, below)
    return _sum_verdict(found, total, missing, computed, ruleset)


def _sum_verdict(
    found: AuditedRow, total: Fraction, missing: Fraction | None, computed: Score | None, ruleset: Ruleset
) -> AuditedRow:
    """A sum that the printed scores do not give: wrong, or maybe made of rows that are not there."""
    assert found.printed is not None
    value, places = found.printed.value, ruleset.rounding.places
    again: Value = "" if computed is None else phrase("audit.recomputed", score=computed.decimals(places))
    if total < value and (missing is None or value <= total + missing):
        there, absent = _covered_points(found, missing), "?" if missing is None else to_places(missing, 0)
        points = {"found": phrase("counted.points", n=there), "missing": phrase("counted.points", n=absent)}
        said = diagnose("JX275", None, sum=to_places(total, places), **points, computed=again)
        score = None if missing is None else Score(total, total + missing)
        return evolve(found, score=score, reasons=(said,))
    sum_text = to_places(total, places)
    if missing and value > total:
        most = total + missing
        texts = {
            "sum": sum_text,
            "n": plain(missing),
            "most": to_places(most, places),
            "by": plain(value - most),
        }
        said = diagnose("JX285", None, **texts, computed=again)
        return evolve(found, verdict=Verdict.DIFFERS, score=Score(total, most), reasons=(said,))
    said = diagnose("JX274", None, sum=sum_text, **beside(value - total), computed=again)
    return evolve(found, verdict=Verdict.DIFFERS, score=Score.of(total), reasons=(said,))


def _covered_points(found: AuditedRow, missing: Fraction | None) -> str:
    whole = found.points if found.points is not None else _HUNDRED if found.kind is RowKind.TOTAL else None
    return "?" if whole is None or missing is None else to_places(whole - missing, 0)


def _missing_points(whole: Fraction | None, below: Sequence[AuditedRow]) -> Fraction | None:
    """Points whose score is printed nowhere; None where that cannot be told."""
    if whole is None:
        return None
    unscored = sum((each.points or Fraction(0) for each in below if each.printed is None), Fraction(0))
    covered = Fraction(0)
    for each in below:
        if each.printed is not None:
            covered += each.printed.value if each.points is None else each.points
    return max(whole - covered, unscored, Fraction(0))


def _recomputed(below: Sequence[AuditedRow]) -> Score | None:
    """What the clauses give in all; None where a row has no points."""
    total = Score.of(Fraction(0))
    for each in below:
        if each.score is None:
            return None
        total = total + each.score
    return total
