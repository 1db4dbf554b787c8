"""Printed scores: right ones agree, ones that are a cent off differ, judged ones lie in their band, sums are those of their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from jixiao.kernel.number import plain, to_places
from jixiao.scoring.audit import audit_rows
from jixiao.scoring.audit.found import Verdict
from jixiao.scoring.audit.printed import PrintedRow
from tests.oracle.campaign.doors import is_plain
from tests.oracle.campaign.lines import PLAIN, Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import loaded

__all__ = ["hold_audit"]

_CENT, ZERO = Fraction(1, 100), Fraction(0)
_JUDGED = frozenset({"bands", "review"})


@frozen
class _Printed:
    """A row as it is printed, and its verdict."""

    row: PrintedRow
    wanted: Verdict
    what: str = "audit"


def hold_audit(made: Made, tally: Tally) -> None:
    """Every row that is known, printed as its clause gives it and a cent beside; judgements, and sums over all rows."""
    if made.terms.is_changed:
        return
    lines = [line for line in made.lines if _is_computed(line)]
    judged = [line for line in made.lines if _is_judged(line)]
    printed = [*_alone(lines, made), *_judged(judged, made), *_together(lines, made)]
    if not printed:
        return
    found = audit_rows([each.row for each in printed], loaded(made.terms))
    verdicts = {row.row.line: row.verdict for table in found.tables for row in table.rows}
    for at, each in enumerate(printed):
        tally.hold(each.what, made, each.wanted, verdicts[each.row.line], (at, each.row))


def _is_computed(line: Line) -> bool:
    """Whether the printed columns settle the row, with no judgement and no money from elsewhere."""
    known = line.counted and line.exact.low == line.exact.high and not line.is_execution
    return known and is_plain(line) and line.kind in {*PLAIN, "policy", "shaped"} and not line.cells["as_of"]


def _is_judged(line: Line) -> bool:
    return line.kind in _JUDGED and is_plain(line) and not line.cells["judgement"] and not line.cells["as_of"]


def _alone(lines: Sequence[Line], made: Made) -> Iterator[_Printed]:
    for at, line in enumerate(lines):
        right = line.score(made.terms).low
        beside = right - _CENT if right >= line.points or (right > 0 and at % 2) else right + _CENT
        beside = max(beside, ZERO)
        yield _Printed(_row(2 * at, line, right), Verdict.AGREES)
        yield _Printed(_row(2 * at + 1, line, beside), Verdict.AGREES if beside == right else Verdict.DIFFERS)


def _judged(lines: Sequence[Line], made: Made) -> Iterator[_Printed]:
    """Inside the band, and more than a cent below and above it."""
    for at, line in enumerate(lines):
        band = line.exact.rounded(made.terms.how)
        if band.high - band.low < 4 * _CENT:
            continue
        scores = (band.low, (band.low + band.high) / 2 // _CENT * _CENT, band.low - _CENT, band.high + _CENT)
        for number, score in enumerate(scores):
            if score >= 0:
                wanted = Verdict.IN_BAND if number < 2 else Verdict.DIFFERS
                yield _Printed(_row(1000 + 4 * at + number, line, score), wanted, "audit (judged)")


def _together(lines: Sequence[Line], made: Made) -> Iterator[_Printed]:
    """Tables of all rows with a sum over each first level and over all: right, a cent off, and with a row that prints no score."""
    names = dict.fromkeys(_branch(line) for line in lines)
    for way, (off, without) in enumerate(((ZERO, 0), (_CENT, 0), (-_CENT, 0), (ZERO, 1), (_CENT, 1))):
        if len(lines) <= without:
            return
        silent = lines[:without]
        first = 10_000 + 1000 * way
        for at, line in enumerate(lines):
            score = None if line in silent else line.score(made.terms).low
            yield _Printed(
                _row(first + at, line, score, page=f"all{way}"), Verdict.UNDECIDED if score is None else Verdict.AGREES
            )
        sums = [(name, [line for line in lines if _branch(line) == name]) for name in names]
        for at, (name, inside) in enumerate([*sums, ("总分", list(lines))]):
            points, there = _points(inside), [line for line in inside if line not in silent]
            missing, known = points - _points(there), sum((line.score(made.terms).low for line in there), ZERO)
            score = known + missing + off if missing else known + off  # all that the silent rows may have
            if not there or score < 0:
                continue
            row = PrintedRow(
                first + 900 + at, page=f"all{way}", year="2021", project="某项目", level1=name,
                level3="" if name == "总分" else "小计", points=plain(points), score=to_places(score, 2),
            )  # fmt: skip
            wanted = Verdict.DIFFERS if off else Verdict.UNDECIDED if missing else Verdict.AGREES
            yield _Printed(row, wanted, "audit (total)" if name == "总分" else "audit (subtotal)")


def _branch(line: Line) -> str:
    """产出指标(50分) and 产出指标 are one first level."""
    return re.sub(r"[(（].*", "", line.cells["level1"])


def _points(lines: Sequence[Line]) -> Fraction:
    return sum((line.points for line in lines), ZERO)


def _row(number: int, line: Line, score: Fraction | None, page: str = "") -> PrintedRow:
    """One row; in a table of its own, unless a page is given."""
    cells = line.cells
    names = {key: cells[key] for key in ("level1", "level2", "level3", "target", "actual", "points")}
    printed = "" if score is None else to_places(score, 2)
    return PrintedRow(number, page=page or str(number), year="2021", project="某项目", score=printed, **names)
