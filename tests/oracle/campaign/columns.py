"""Rows of many cases in one table of columns: the same cents."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pyarrow as pa
from attrs import Factory, define

from jixiao.frame import score_batch
from tests.oracle.campaign.doors import is_plain
from tests.oracle.campaign.lines import Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import loaded, shipped

__all__ = ["Columns"]

_NAMES = ("level1", "level2", "level3", "target", "actual", "points", "judgement")


def _is_column(line: Line) -> bool:
    """Whether the columns of a batch say all of the row; money stands elsewhere."""
    return is_plain(line) and not (line.cells["items"] or line.cells["as_of"] or line.is_execution)


@define
class Columns:
    """Rows of shipped rulesets that need no more than the columns of a batch."""

    kept: dict[str, list[tuple[Made, Line]]] = Factory(lambda: defaultdict(list))

    def keep(self, made: Made) -> None:
        """Put a case's rows aside."""
        if made.terms != shipped(made.terms.ruleset):
            return
        for line in made.lines:
            if _is_column(line):
                self.kept[made.terms.ruleset].append((made, line))

    def hold(self, tally: Tally) -> None:
        """Score all that was put aside, a table for each ruleset."""
        for rows in self.kept.values():
            columns = {name: pa.array([line.cells[name] for _, line in rows], pa.string()) for name in _NAMES}
            columns["project"] = pa.array([str(at) for at in range(len(rows))])
            columns["year"] = pa.array([2021] * len(rows), pa.int32())
            scored = score_batch(pa.record_batch(columns), loaded(rows[0][0].terms))
            ends = zip(scored.column("low").to_pylist(), scored.column("high").to_pylist(), strict=True)
            for (made, line), (low, high) in zip(rows, ends, strict=True):
                wanted = line.score(made.terms)
                tally.hold(
                    "columns",
                    made,
                    (line.told(), wanted.low, wanted.high),
                    (line.told(), Fraction(low), Fraction(high)),
                )
        self.kept.clear()
