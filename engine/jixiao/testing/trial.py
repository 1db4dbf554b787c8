"""A trial: one target with one actual, scored as a table would be, and what the rule's curve says of it."""

from __future__ import annotations

import functools
from fractions import Fraction

from jixiao.authoring.probe import Probe, names_of
from jixiao.kernel.classes import frozen
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Text
from jixiao.rules.claim import TargetKind
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.leaf import Leaf

__all__ = ["Trial", "scored"]

_NAME = "某项指标"
_YEAR = 2021


@frozen
class Trial:
    """The actual as an exact number (days late, items, a share of a list …) against the target of a probe."""

    ruleset: Ruleset
    probe: Probe
    actual: Fraction

    @functools.cached_property
    def leaf(self) -> Leaf:
        """The row scored from its text, through the parser and the whole of scoring."""
        return scored(self)

    def __repr__(self) -> str:
        cells = {"target": self.probe.goal.text, **self.probe.actual_keys(self.actual)}
        return f"Trial({self.ruleset.id}, {self.probe.rule.id}, points {plain(self.probe.points)}, {cells})"


def scored(trial: Trial) -> Leaf:
    """The trial as a case of one row."""
    probe, ruleset = trial.probe, trial.ruleset
    keys = probe.actual_keys(trial.actual)
    is_execution = probe.goal.atom.kind is TargetKind.EXECUTION
    name = (ruleset.execution.names[0] if ruleset.execution.names else _NAME) if is_execution else _NAME
    names = {"level1": "", "level2": "", "level3": name, **names_of(probe.rule.when)}
    project = Project(year=_YEAR, budget=_text(keys.get("budget")), executed=_text(keys.get("executed")))
    indicator = Indicator(
        level3=name if is_execution else names["level3"],
        level1=names["level1"],
        level2=names["level2"],
        target=Text(probe.goal.text),
        points=probe.points,
        actual=_text(keys.get("actual")),
        items=_text(keys.get("items")),
    )
    result = evaluate(Case(1, project, (indicator,)), ruleset)
    return next(leaf for leaf in result.leaves if leaf.index == 0)


def _text(value: str | None) -> Text | None:
    return None if value is None else Text(value)
