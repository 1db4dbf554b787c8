"""A case scored by a ruleset: the whole path of a table, and all that was found on the way.

Pure: no clock, no files, no state. The same case and ruleset give the same result in any thread.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.when import When
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case
from jixiao.scoring.counting import count_met, counts_others
from jixiao.scoring.gates import ShutGate, gated
from jixiao.scoring.indicator import begun, ended
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.monitor.signals import Signal, signals_of
from jixiao.scoring.remarks import about_absent, about_case, about_points, about_trust
from jixiao.scoring.rollup import Tree, roll_up
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.rows import rows_of

__all__ = ["Result", "evaluate"]


@frozen(repr=False)
class Result:
    """A case scored. ``leaves`` stand in the order of the case, budget execution that is no row first.

    ``gates`` are those that a leaf closes, or may close.
    """

    case: Case
    ruleset: Ruleset
    leaves: tuple[Leaf, ...]
    tree: Tree
    grades: tuple[str, ...]
    signals: tuple[Signal, ...]
    diagnostics: tuple[Diagnostic, ...]
    as_of: When | None = None
    gates: tuple[ShutGate, ...] = ()

    def __repr__(self) -> str:
        total = self.tree.total
        return (
            f"Result({self.ruleset.id}: {total.score.text()} of {plain(total.points)}, {' '.join(self.grades) or '—'})"
        )

    @property
    def is_open(self) -> bool:
        """Whether anything still missing could move the total."""
        return self.tree.total.score.is_open


def evaluate(case: Case, ruleset: Ruleset, as_of: When | None = None) -> Result:
    """Score the case. ``as_of`` (a month or a day) is wanted by rulesets of kind monitoring.

    Never raises for what a case can hold: what cannot be scored is open from none to all of its points, and
    ``diagnostics`` says why.
    """
    year = case.project.the_year
    elapsed, early = _elapsed(as_of, year, case)
    setting = Setting(ruleset, year, elapsed)
    rows, said = rows_of(case, ruleset)
    leaves = _scored(rows, setting)
    tree = roll_up(case, leaves, ruleset)
    if tree.total.factor is not None:
        outside = ruleset.framework.outside
        leaves = tuple(
            evolve(leaf, factor=tree.total.factor) if leaf.counted and outside(leaf.indicator.level1) is None else leaf
            for leaf in leaves
        )
    tree, grades, shut = gated(tree, leaves, ruleset, case)
    signals = signals_of(case, leaves, ruleset, as_of, elapsed)
    diagnostics = [
        *about_case(case, ruleset, as_of),
        *early,
        *said,
        *(each for leaf in leaves for each in leaf.diagnostics),
        *about_points(case, leaves, tree, ruleset),
        *about_absent(leaves, tree, ruleset, case),
        *(each.said for each in shut),
        *(signal.diagnostic for signal in signals if signal.diagnostic is not None),
        *about_trust(leaves, ruleset, case),
    ]
    return Result(case, ruleset, leaves, tree, grades, signals, tuple(diagnostics), as_of, shut)


def _elapsed(as_of: When | None, year: int | None, case: Case) -> tuple[Fraction, list[Diagnostic]]:
    """The part of the case's year gone by at the end of that month; all of it in a later year."""
    if as_of is None:
        return Fraction(1), []
    if as_of.year is not None and year is not None and as_of.year != year:
        early = [diagnose("JX253", case.place("$.project.year"), as_of=as_of, year=year)] if as_of.year < year else []
        return Fraction(1), early
    return Fraction(as_of.last_day(as_of.year or year or 2000).month, 12), []


def _scored(rows: list[Row], setting: Setting) -> tuple[Leaf, ...]:
    """All rows; those that count other indicators are ended last, and stand where they stood."""
    works = [begun(row, setting) for row in rows]
    leaves = [None if counts_others(work) else ended(work) for work in works]
    others = [leaf for leaf in leaves if leaf is not None]
    done = []
    for work, leaf in zip(works, leaves, strict=True):
        if (counted := counts_others(work)) is not None:
            work.counts = count_met(others, counted)
        done.append(ended(work) if leaf is None else leaf)
    return tuple(done)
