"""Printed scores: right ones agree, and ones that are a cent off differ."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.number import to_places
from jixiao.scoring.audit import audit_rows
from jixiao.scoring.audit.found import Verdict
from jixiao.scoring.audit.printed import PrintedRow
from tests.oracle.campaign.doors import is_plain
from tests.oracle.campaign.lines import PLAIN, Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import loaded, shipped

__all__ = ["hold_audit"]

_CENT = Fraction(1, 100)


def hold_audit(made: Made, tally: Tally) -> None:
    """Every row that is known, printed as its clause gives it and a cent beside."""
    if made.terms != shipped(made.terms.ruleset):
        return
    lines = [line for line in made.lines if _is_computed(line)]
    rows = []
    for line in lines:
        right = line.score(made.terms).low
        beside = right - _CENT if right >= line.points or (right > 0 and len(rows) % 4 == 0) else right + _CENT
        for score in (right, max(beside, Fraction(0))):
            rows.append(_row(len(rows), line.cells, to_places(score, 2)))
    if not rows:
        return
    found = audit_rows(rows, loaded(made.terms))
    for at, (printed, row) in enumerate(zip(rows, found.rows, strict=True)):
        is_right = at % 2 == 0 or printed.score == rows[at - 1].score
        wanted = Verdict.AGREES if is_right else Verdict.DIFFERS
        tally.hold("audit", made, (printed, wanted), (printed, row.verdict))


def _is_computed(line: Line) -> bool:
    """Whether the printed columns settle the row, with no judgement and no money from elsewhere."""
    known = line.counted and line.exact.low == line.exact.high and not line.is_execution
    return known and is_plain(line) and line.kind in {*PLAIN, "policy", "shaped"} and not line.cells["as_of"]


def _row(at: int, cells: dict[str, str], score: str) -> PrintedRow:
    names = {key: cells[key] for key in ("level1", "level2", "level3", "target", "actual", "points")}
    return PrintedRow(at + 1, page=str(at), year="2021", project="某项目", score=score, **names)
