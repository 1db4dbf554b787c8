"""Budget execution in columns: the rate of a project's own figures, for the row of the table that asks for it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from jixiao.frame.codes import Codes, Ints, combine, representatives
from jixiao.frame.evaluate import Pairs, put_actual, put_column
from jixiao.frame.numbers import NOT_PLAIN, Numbers, read_numbers, text_of
from jixiao.frame.plan import Plan
from jixiao.frame.projects import said_of_row
from jixiao.frame.rows import Rows
from jixiao.frame.scored import UNKNOWN, Portion, Scored, fill_leaf, rule_id
from jixiao.kernel.classes import define
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import evaluate

__all__ = ["Figures", "figures_of", "put_rates", "score_figures"]


@define
class Figures:
    """Execution rows whose project has figures: ``used``; of these, ``plain`` have two numbers and no own actual."""

    used: npt.NDArray[np.bool_]
    plain: npt.NDArray[np.bool_]
    budget: Numbers
    executed: Numbers


def figures_of(rows: Rows) -> Figures:
    """Which rows take their actual from the project's budget and executed figures."""
    budget, executed, actual = (rows.columns[name] for name in ("budget", "executed", "actual"))
    none = np.zeros(rows.count, np.bool_)
    nothing = read_numbers(None)
    if not any(each.execution for each in rows.classes) or (budget.size == 1 and budget.dictionary is None):
        return Figures(none, none, nothing, nothing)
    execution = np.array([each.execution for each in rows.classes])[rows.class_of]
    given = _given(budget)[budget.codes] | _given(executed)[executed.codes]
    used = np.asarray(execution & given)
    numbers = read_numbers(budget.dictionary), read_numbers(executed.dictionary)
    plain = used & ~_given(actual)[actual.codes]
    plain &= (_bare(numbers[0]) & (numbers[0].mantissas > 0))[budget.codes] & _bare(numbers[1])[executed.codes]
    return Figures(used, plain, *numbers)


def _given(column: Codes) -> npt.NDArray[np.bool_]:
    return np.array([value is not None for value in column.values] or [False])


def _bare(numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Plain numbers without a unit."""
    units = np.array([unit == "" for unit in numbers.units] or [False])
    return np.asarray((numbers.unit != NOT_PLAIN) & units[np.maximum(numbers.unit, 0)])


def score_figures(scored: Scored, figures: Figures) -> list[Portion]:
    """Rates of plain figures as columns; anything else by the scalar engine, once for each distinct row."""
    parts: list[Portion] = []
    columnar = figures.plain & _with_regions(scored.rows)
    if columnar.any():
        parts.append(_rates(scored, figures, np.flatnonzero(columnar)))
    rest = np.flatnonzero(figures.used & ~columnar)
    if len(rest):
        parts.append(_one_by_one(scored, rest))
    return parts


def _with_regions(rows: Rows) -> npt.NDArray[np.bool_]:
    wanted = [isinstance(plan, Plan) and plan.key.execution and plan.regions is not None for plan in rows.plans]
    return np.asarray(np.array(wanted or [False])[rows.plan_of])


def _parts(rows: Rows, at: Ints, names: list[str]) -> tuple[Codes, Ints]:
    """The distinct tuples of plan and these columns among the rows, and a row of each."""
    columns = [Codes(rows.plan_of[at], max(len(rows.plans), 1))]
    columns += [Codes(rows.columns[name].codes[at], rows.columns[name].size) for name in names]
    found = combine(columns)
    return found, at[representatives(found)]


def _rates(scored: Scored, figures: Figures, at: Ints) -> Portion:
    rows = scored.rows
    distinct, firsts = _parts(rows, at, ["budget", "executed"])
    pairs = Pairs.empty(distinct.size)
    plan_of = rows.plan_of[firsts]
    budget = figures.budget.mantissas[rows.columns["budget"].codes[firsts]]
    executed = figures.executed.mantissas[rows.columns["executed"].codes[firsts]]
    for index in np.unique(plan_of).tolist():
        plan = rows.plans[index]
        assert isinstance(plan, Plan)
        mine = np.flatnonzero(plan_of == index)
        note = {rows.notes[index]} - {""}
        put_rates(scored, pairs, mine, plan, note, executed[mine], budget[mine], figures)
    return at, pairs, distinct.codes.astype(np.int64)


def put_rates(
    scored: Scored, pairs: Pairs, mine: Ints, plan: Plan, note: set[str], executed: Ints, budget: Ints, figures: Figures
) -> None:
    """``100 * executed / budget`` by the regions of a plan."""
    regions = plan.regions
    assert regions is not None
    up, down = 100 * 10**figures.budget.places, 10**figures.executed.places
    table = np.array([scored.said.codes(region.said | note) for region in regions.parts])
    left = np.ones(len(mine), np.bool_)
    if max(int(executed.max()) * up, int(budget.max()) * down) < 1 << 62:
        where, left = put_column(pairs, mine, regions, executed * up, budget * down, scored.unit())
        pairs.said[mine] = table[where]
    for at in np.flatnonzero(left).tolist():
        rate = Fraction(int(executed[at]) * up, int(budget[at]) * down)
        region = regions.at(rate)
        put_actual(pairs, int(mine[at]), regions, region, rate, scored.unit())
        pairs.said[mine[at]] = scored.said.codes(region.said | note)
        pairs.scalar[mine[at]] = True
    pairs.rule[mine] = scored.rules.number(rule_id(plan.base.rule))
    pairs.normal_form[mine] = scored.normal_forms.number(plan.normal_form)


def _one_by_one(scored: Scored, at: Ints) -> Portion:
    rows = scored.rows
    names = ["actual", "budget", "executed"]
    distinct, firsts = _parts(rows, at, names)
    pairs = Pairs.empty(distinct.size)
    values: dict[str, list[Any]] = {name: rows.columns[name].values for name in names}
    for number, row in enumerate(firsts.tolist()):
        plan, note = rows.plans[rows.plan_of[row]], rows.notes[rows.plan_of[row]]
        notes = {note} - {""}
        if not isinstance(plan, Plan):
            pairs.low[number] = pairs.high[number] = UNKNOWN
            pairs.said[number] = scored.said.codes({plan.code} | notes)
            continue
        actual, budget, executed = (text_of(values[name][rows.columns[name].codes[row]]) for name in names)
        case = one_row_case(plan, actual, budget, executed)
        result = evaluate(case, scored.engine.ruleset)
        pairs.normal_form[number] = scored.normal_forms.number(plan.normal_form)
        fill_leaf(scored, pairs, number, result.leaves[-1], said_of_row(result, 0) | notes)
    return at, pairs, distinct.codes.astype(np.int64)


def one_row_case(plan: Plan, actual: str | None, budget: str | None, executed: str | None) -> Case:
    """The case of one row and its project's figures."""
    key = plan.key
    project = Project(year=key.year, budget=budget, executed=executed)
    indicator = Indicator(
        level3=key.level3,
        level1=key.level1,
        level2=key.level2,
        target=key.target,
        points=key.points,
        actual=actual,
        direction=key.direction,
        judgement=key.judgement,
    )
    return Case(1, project, (indicator,))
