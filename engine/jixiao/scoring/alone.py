"""One indicator scored by itself, outside a case; and one that is prepared for many actuals."""

from __future__ import annotations

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.indicator import begun, ended
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.rows import rows_of
from jixiao.scoring.steps.work import Work

__all__ = ["PreparedRow", "prepared_row", "score_alone"]


def score_alone(indicator: Indicator, ruleset: Ruleset, year: int | None = None) -> Leaf:
    """The leaf of a row that is no part of a table; ``year`` is that of its dates. Its points are its own, or the ruleset's."""
    return prepared_row(indicator, ruleset, year).leaf(indicator.actual)


@frozen(eq=False)
class PreparedRow:
    """A row up to its rule: all that does not depend on the actual is done."""

    row: Row
    work: Work
    said: tuple[Diagnostic, ...] = ()

    def leaf(self, actual: Text | None, reading: ActualReading | None = None) -> Leaf:
        """The row scored with this actual; ``reading`` stands for what it says, where that is known."""
        row = self.row
        indicator = row.indicator.with_actual(actual)
        leaf = ended(self.work.again(evolve(row, indicator=indicator, reading=reading or row.reading)))
        return evolve(leaf, diagnostics=(*self.said, *leaf.diagnostics)) if self.said else leaf


def prepared_row(indicator: Indicator, ruleset: Ruleset, year: int | None = None) -> PreparedRow:
    """The row with its points, its target read and its rule chosen."""
    rows, said = rows_of(Case(project=Project(year=year), indicator=(indicator,)), ruleset)
    row = next(each for each in rows if each.index == 0)
    own = tuple(each for each in said if str(each.place.path).startswith("$.indicator"))
    return PreparedRow(row, begun(row, Setting(ruleset, year)), own)
