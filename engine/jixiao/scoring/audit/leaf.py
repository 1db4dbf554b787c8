"""One printed score held against the clause: agrees, in its band, differs, or why it cannot be decided."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import percent, to_places
from jixiao.kernel.rounding import Rounding
from jixiao.rules.framework import OutsideKind
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Gives, Measured
from jixiao.scoring.audit.found import NO_NUMBER, AuditedRow, Number, RowKind, Verdict, holds, number_of
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.audit.words import beside
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.reason import OpenReason

__all__ = ["leaf_row", "rounded_as", "verdict_of"]


def leaf_row(row: PrintedRow, kind: RowKind, leaf: Leaf, ruleset: Ruleset) -> AuditedRow:
    """A printed row that is scored against what its clause gives."""
    points, printed = number_of(row.points), number_of(row.score)
    known = points is not None and points.value >= 0
    found = AuditedRow(
        row,
        kind,
        Verdict.UNDECIDED,
        points.value if points is not None and known else None,
        printed,
        leaf.computed if known and leaf.counted else None,
        leaf=leaf,
    )
    if printed is None:
        none = row.score.strip() in NO_NUMBER
        return evolve(found, reasons=(diagnose("JX266") if none else diagnose("JX267", text=row.score),))
    if not known:
        return evolve(found, reasons=_no_points(row, leaf))
    if _is_penalty(leaf, ruleset):  # a form may print what is lost there, or what is left
        return evolve(found, reasons=(diagnose("JX827", ruleset=ruleset.id),))
    verdict, reasons = verdict_of(leaf, printed, ruleset)
    return evolve(found, verdict=verdict, reasons=reasons)


def _is_penalty(leaf: Leaf, ruleset: Ruleset) -> bool:
    outside = ruleset.framework.outside(leaf.indicator.level1)
    return outside is not None and outside.kind is OutsideKind.PENALTY


def _no_points(row: PrintedRow, leaf: Leaf) -> tuple[Diagnostic, ...]:
    if row.points.strip() not in NO_NUMBER:
        return (diagnose("JX269", text=row.points),)
    why = _why_open(leaf) if leaf.outcome.share.is_open and not _is_judged(leaf) else None
    by_share = leaf.rule is not None and not (
        isinstance(leaf.rule.scorer, Measured) and leaf.rule.scorer.gives is not Gives.SHARE
    )
    if by_share and leaf.counted and why is None:
        return (diagnose("JX268", share=leaf.outcome.share.text(percent)),)
    return (diagnose("JX286"), *(() if why is None else (why,)))


def verdict_of(leaf: Leaf, printed: Number, ruleset: Ruleset) -> tuple[Verdict, tuple[Diagnostic, ...]]:
    """A row with points and a printed score."""
    exact, score = leaf.unrounded, leaf.computed
    if not leaf.counted:
        return Verdict.UNDECIDED, (_why_open(leaf),)
    rule = leaf.rule.name if leaf.rule else "—"
    if not exact.is_open:
        if rounded_as(exact.low, printed, ruleset) == printed.value:
            return Verdict.AGREES, ()
        places = ruleset.rounding.places
        expected = Rounding(ruleset.rounding.mode, places)(exact.low)
        by = beside(printed.value - expected)
        return Verdict.DIFFERS, (diagnose("JX270", None, score=to_places(expected, places), rule=rule, **by),)
    band = score.decimals(ruleset.rounding.places)
    if not (holds(exact, printed.value) or holds(score, printed.value)):
        by = beside(printed.value - (score.low if printed.value < score.low else score.high))
        return Verdict.DIFFERS, (diagnose("JX271", None, band=band, rule=rule, **by),)
    if _is_judged(leaf):
        return Verdict.IN_BAND, (diagnose("JX272", name=_band_name(leaf)),)
    if leaf.why is not None and leaf.why.reason is OpenReason.DATE_COARSE:
        return Verdict.UNDECIDED, (diagnose("JX273", band=band),)
    return Verdict.UNDECIDED, (_why_open(leaf),)


def rounded_as(value: Fraction, printed: Number, ruleset: Ruleset) -> Fraction:
    """The value with the decimals of a printed number, by the ruleset's mode."""
    return Rounding(ruleset.rounding.mode, printed.places)(value)


def _is_judged(leaf: Leaf) -> bool:
    """Whether nothing but an assessor's judgement is missing (a date that is late for certain included)."""
    return leaf.why is not None and leaf.why.reason.is_judgement


def _band_name(leaf: Leaf) -> str:
    if leaf.outcome.band:
        return leaf.outcome.band
    outside = leaf.rule.scorer.outside if leaf.rule and isinstance(leaf.rule.scorer, Measured) else None
    return outside.name if outside else "—"


def _why_open(leaf: Leaf) -> Diagnostic:
    """What keeps the row from being computed."""
    if leaf.why is not None and leaf.why.said is not None:
        return leaf.why.said
    return diagnose("JX278", ruleset=leaf.rule.id if leaf.rule else "—")
