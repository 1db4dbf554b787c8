"""Budget execution that is no row of a project's table: the ruleset gives it points, the project's figures its rate."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from jixiao.frame.codes import Codes, Ints, combine, representatives
from jixiao.frame.evaluate import Pairs, put_leaf
from jixiao.frame.execution import Figures, put_rates
from jixiao.frame.numbers import NOT_PLAIN, read_numbers, text_of
from jixiao.frame.plan import PlanKey
from jixiao.frame.scored import Scored
from jixiao.kernel.classes import define
from jixiao.scoring.case import Case, Project
from jixiao.scoring.evaluate import evaluate

__all__ = ["OwnRows", "own_execution"]


@define
class OwnRows:
    """One such row for every project that has none of its own; bounds in units of the ruleset's last decimal."""

    project: Ints
    level1: str
    level2: str
    points: Fraction
    low: Ints
    high: Ints
    reach: Ints
    counted: npt.NDArray[np.bool_]
    open_end: npt.NDArray[np.bool_]


def own_execution(scored: Scored) -> OwnRows | None:
    """The rows; None where the ruleset gives no such points or every project has its own."""
    rows, ruleset = scored.rows, scored.engine.ruleset
    branch = next((each for each in ruleset.framework.branches if each.execution), None)
    if branch is None or not rows.count:
        return None
    project = rows.columns["project"]
    lacking = np.ones(project.size, np.bool_)
    execution = np.array([each.execution for each in rows.classes] or [False])
    if execution.any():
        lacking[project.codes[execution[rows.class_of]]] = False
    projects = np.flatnonzero(lacking)
    if not len(projects):
        return None
    firsts = representatives(project)[projects]
    distinct = combine(
        [Codes(rows.columns[name].codes[firsts], rows.columns[name].size) for name in ("budget", "executed")]
    )
    pairs = _scored(scored, firsts[representatives(distinct)], branch.name, branch.points)
    name = ruleset.execution.names[0] if ruleset.execution.names else branch.name
    of = distinct.codes
    return OwnRows(
        projects,
        branch.name,
        ruleset.execution.level2 or name,
        branch.points,
        pairs.low[of],
        pairs.high[of],
        pairs.reach[of],
        pairs.counted[of],
        pairs.high_open[of],
    )


def _scored(scored: Scored, at: Ints, level1: str, points: Fraction) -> Pairs:
    """Plain figures as columns, the rest by the scalar engine."""
    rows, ruleset = scored.rows, scored.engine.ruleset
    pairs = Pairs.empty(len(at))
    columns = [rows.columns[name] for name in ("budget", "executed")]
    codes = [column.codes[at] for column in columns]
    budget, executed = (read_numbers(column.dictionary) for column in columns)
    plain = (budget.unit[codes[0]] != NOT_PLAIN) & (executed.unit[codes[1]] != NOT_PLAIN)
    plain &= (budget.mantissas > 0)[codes[0]]
    if set(budget.units) | set(executed.units) != {""}:
        plain &= False
    name = ruleset.execution.names[0] if ruleset.execution.names else level1
    key = PlanKey(level1, ruleset.execution.level2 or name, name, "", points, execution=True)
    plan = scored.engine.plan(key)
    mine = np.flatnonzero(plain)
    if len(mine) and plan.regions is not None:
        figures = Figures(plain, plain, budget, executed)
        put_rates(
            scored,
            pairs,
            mine,
            plan,
            set(),
            executed.mantissas[codes[1][mine]],
            budget.mantissas[codes[0][mine]],
            figures,
        )
    else:
        mine = mine[:0]
    values: list[list[Any]] = [column.values for column in columns]
    for number in np.setdiff1d(np.arange(len(at)), mine).tolist():
        texts = [text_of(each[code[number]]) for each, code in zip(values, codes, strict=True)]
        case = Case(1, Project(budget=texts[0], executed=texts[1]))
        put_leaf(pairs, number, evaluate(case, ruleset).leaves[0], scored.unit())
    return pairs
