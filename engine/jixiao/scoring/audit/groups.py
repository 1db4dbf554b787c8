"""A score printed once for several leaves, held against what their clauses give together.

How a table's points are shared out inside a group is printed nowhere. So nothing is assumed of it here: the score of the
group lies between its worst and its best leaf's share of the points, and is decided where these are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain, to_places
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import Phrase, series
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.audit.found import NO_NUMBER, AuditedRow, Number, RowKind, Verdict, holds, number_of
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.audit.words import beside
from jixiao.scoring.score import Score, total

__all__ = ["group_row"]


def group_row(
    row: PrintedRow, members: Sequence[AuditedRow], ruleset: Ruleset, scores: Sequence[AuditedRow] = ()
) -> AuditedRow:
    """The row of a group or a goal; ``members`` are its leaves.

    A goal prints its points and no score: what is printed inside it (``scores``, leaves and groups) adds up to it.
    """
    points = number_of(row.points)
    own = _sum([each.points for each in members])
    whole = points.value if points is not None else own
    printed = number_of(row.score) if row.group else _printed(scores)
    score = _score(members, None if points is None else points.value, own)
    found = AuditedRow(row, RowKind.SUBTOTAL, Verdict.UNDECIDED, whole, printed, score)
    if printed is None:
        none = row.score.strip() in NO_NUMBER
        return evolve(found, reasons=(diagnose("JX266") if none else diagnose("JX267", text=row.score),))
    if score is None:
        return evolve(found, reasons=(diagnose("JX286"),))
    verdict, reasons = _held(score, printed, members, ruleset)
    return evolve(found, verdict=verdict, reasons=reasons)


def _sum(points: Sequence[Fraction | None]) -> Fraction | None:
    known = [each for each in points if each is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(points) else None


def _printed(rows: Sequence[AuditedRow]) -> Number | None:
    """What the rows print together; None unless each of them prints a score."""
    numbers = [each.printed for each in rows if each.printed is not None]
    if not numbers or len(numbers) < len(rows):
        return None
    places = max(each.places for each in numbers)
    value = sum((each.value for each in numbers), Fraction(0))
    return Number(plain(value), value, places)


def _score(members: Sequence[AuditedRow], points: Fraction | None, own: Fraction | None) -> Score | None:
    """What they can score: the leaves' own scores added, or the shared points by the worst and the best share."""
    leaves = [each.leaf for each in members if each.leaf is not None]
    if own is not None and (points is None or own == points):
        return total(leaf.computed for leaf in leaves)
    if points is None:
        return None
    hull = leaves[0].outcome.share
    for leaf in leaves[1:]:
        hull = hull.hull(leaf.outcome.share)
    return hull.times(points)


def _held(
    score: Score, number: Number, members: Sequence[AuditedRow], ruleset: Ruleset
) -> tuple[Verdict, tuple[Diagnostic, ...]]:
    printed, places = number.value, number.places
    decimals = ruleset.rounding.places
    if not score.is_open:
        expected = Rounding(ruleset.rounding.mode, decimals)(score.low)
        if Rounding(ruleset.rounding.mode, places)(score.low) == printed:
            return Verdict.AGREES, ()
        said = diagnose(
            "JX270", None, score=to_places(expected, decimals), rule=_rules(members), **beside(printed - expected)
        )
        return Verdict.DIFFERS, (said,)
    band = score.decimals(decimals)
    if holds(score, printed) or holds(score.rounded(Rounding(ruleset.rounding.mode, places)), printed):
        return Verdict.UNDECIDED, (diagnose("JX294", band=band, n=len(members)),)
    by = beside(printed - (score.low if printed < score.low else score.high))
    return Verdict.DIFFERS, (diagnose("JX271", None, band=band, rule=_rules(members), **by),)


def _rules(members: Sequence[AuditedRow]) -> Phrase:
    rules = (each.leaf.rule for each in members if each.leaf is not None)
    return series("list.comma", dict.fromkeys(rule.name for rule in rules if rule) or ("—",))
