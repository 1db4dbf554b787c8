"""One row prepared for many actuals: all that does not depend on the actual is done once."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Unpack

from attrs import evolve

from jixiao.api.asked import a_text, language, one_of
from jixiao.api.scored import RowKeys, one_row
from jixiao.explain.sentence import explanation
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.structure import Exact, Text
from jixiao.kernel.words import DEFAULT
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Indicator
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.prepared.row import PreparedRow, prepared_row
from jixiao.scoring.score import Score

__all__ = ["Prepared", "ScoredActual", "prepare"]


class ScoredActual:
    """What one actual got by a prepared row. Everything is worked out when it is asked for."""

    __slots__ = ("_leaf", "_row", "_score", "actual")

    def __init__(self, row: PreparedRow, actual: Text | None) -> None:
        self.actual = actual
        self._row = row
        self._leaf: Leaf | None = None
        self._score: Score | None = None

    def __repr__(self) -> str:
        return f"ScoredActual({self.actual!r:.40}: {self.score.text()})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScoredActual) and self.leaf == other.leaf

    def __hash__(self) -> int:
        return hash(self.leaf)

    @property
    def score(self) -> Score:
        """The score, or both bounds while something is open."""
        if self._score is None:
            self._score = self._row.score(self.actual)
        return self._score

    @property
    def leaf(self) -> Leaf:
        """The leaf, with its whole trace."""
        if self._leaf is None:
            self._leaf = self._row.leaf(self.actual)
        return self._leaf

    @property
    def share(self) -> Score:
        """The share of the points before rounding, within 0..1."""
        return self.leaf.outcome.share

    @property
    def x(self) -> Fraction | None:
        """The place on the rule's axis."""
        return self.leaf.outcome.x

    @property
    def rule(self) -> str | None:
        """The id of the rule."""
        return None if self.leaf.rule is None else self.leaf.rule.id

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the row."""
        return self.leaf.diagnostics

    def explanation(self, lang: str = DEFAULT) -> str:
        """Why it has its score, in ``lang``."""
        return explanation(self.leaf, language(lang))


class Prepared:
    """A row that only lacks its actual. Calling it with one gives a :class:`ScoredActual`; any number of threads may."""

    __slots__ = ("_known", "_row", "indicator", "ruleset", "year")

    def __init__(self, indicator: Indicator, ruleset: Ruleset, year: int | None) -> None:
        self.indicator, self.ruleset, self.year = indicator, ruleset, year
        self._row: PreparedRow = prepared_row(indicator, ruleset, year)
        self._known: dict[str, ScoredActual] = {}

    def __call__(self, actual: Exact | None) -> ScoredActual:
        """The actual scored; the last texts are kept. Raises JixiaoError for what no cell can hold."""
        if type(actual) is not str:
            return ScoredActual(self._row, evolve(_EMPTY, actual=actual).actual)
        known = self._known.get(actual)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[actual] = ScoredActual(self._row, Text(a_text(actual, "actual")))
        return known

    def __repr__(self) -> str:
        return f"Prepared({self.indicator.target!r:.40}, {self.ruleset.id!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.indicator, self.ruleset, self.year)


_EMPTY = Indicator("")
_KEPT = 4096


def prepare(target: Exact, points: Exact, ruleset: Ruleset, **row: Unpack[RowKeys]) -> Prepared:
    """A row prepared for many actuals: ``scored = prepare("≥95%", 10, ruleset)``, then ``scored("93.1%").score``.

    ``row`` is what else a row of a case says, as for :func:`jixiao.score_indicator`, whose scores these are.
    """
    ruleset = one_of(ruleset, Ruleset, "ruleset")
    indicator, year = one_row(target, None, points, row)
    return Prepared(indicator, ruleset, year)
