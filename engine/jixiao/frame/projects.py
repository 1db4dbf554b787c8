"""What needs a whole project: rows that count its other indicators, and the case behind the rows of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from jixiao.frame.evaluate import Pairs
from jixiao.frame.numbers import text_of
from jixiao.frame.plan import Plan
from jixiao.frame.rows import Rows
from jixiao.frame.scored import Portion, Scored, fill_leaf
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose
from jixiao.kernel.number import exact
from jixiao.kernel.structure import Text
from jixiao.language.direction import Direction
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import Result, evaluate

__all__ = ["case_of", "in_projects", "said_of_row", "score_in_projects"]


def in_projects(rows: Rows) -> npt.NDArray[np.bool_]:
    """The rows that count other indicators of their project."""
    counting = np.array([isinstance(plan, Plan) and plan.counts_others for plan in rows.plans] or [False])
    return np.asarray(counting[rows.plan_of]) if counting.any() else np.zeros(rows.count, np.bool_)


def score_in_projects(scored: Scored) -> list[Portion]:
    """Rows that count others, by the scalar engine over the whole of their project."""
    rows = scored.rows
    at = np.flatnonzero(in_projects(rows))
    if not len(at):
        return []
    project = rows.columns["project"].codes
    order = np.argsort(project, kind="stable")
    ends = np.searchsorted(project[order], np.arange(rows.columns["project"].size + 1))
    pairs = Pairs.empty(len(at))
    results: dict[int, tuple[Result, dict[int, int]]] = {}
    for number, row in enumerate(at.tolist()):
        plan = rows.plans[rows.plan_of[row]]
        assert isinstance(plan, Plan)
        key = int(project[row])
        if key not in results:
            members = [each for each in order[ends[key] : ends[key + 1]].tolist() if _is_plan(rows, each)]
            case = case_of(rows.batch, members)
            results[key] = evaluate(case, scored.engine.ruleset), {each: index for index, each in enumerate(members)}
        result, places = results[key]
        index = places[row]
        leaf = next(each for each in result.leaves if each.index == index)
        pairs.normal_form[number] = scored.normal_forms.number(plan.normal_form)
        fill_leaf(scored, pairs, number, leaf, said_of_row(result, index))
    return [(at, pairs, np.arange(len(at)))]


def _is_plan(rows: Rows, row: int) -> bool:
    return isinstance(rows.plans[rows.plan_of[row]], Plan)


_POINTS = frozenset({"JX208", "JX221", "JX222"})


def said_of_row(result: Result, index: int) -> set[str]:
    """The codes about one row that its leaf does not carry: its points, its figures."""
    start = f"$.indicator[{index}]."
    return {
        each.code for each in result.diagnostics if each.code in _POINTS and (each.place.path or "").startswith(start)
    }


def case_of(batch: pa.RecordBatch, rows: Sequence[int]) -> Case:
    """The case that these rows of one project make. Raises JixiaoError for a value that no case can hold."""
    taken = batch.take(pa.array(rows, pa.int64())).to_pylist()
    first: dict[str, Any] = taken[0] if taken else {}
    project = Project(
        name=first.get("project") or "",
        year=first.get("year"),
        budget=text_of(first.get("budget")),
        executed=text_of(first.get("executed")),
    )
    return Case(1, project, tuple(_indicator(row) for row in taken))


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        level3=row["level3"] or "",
        level1=row["level1"] or "",
        level2=row["level2"] or "",
        target=Text(row["target"] or ""),
        points=_number(row["points"], "JX603"),
        actual=text_of(row["actual"]),
        direction=_direction(row.get("direction")),
        judgement=_number(row.get("judgement"), "JX605"),
    )


def _number(value: Any, code: str) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return exact(value)
    except ValueError:
        raise JixiaoError(_wrong(code, value)) from None


def _direction(value: str | None) -> Direction | None:
    if value is None or not value.strip():
        return None
    try:
        return Direction(value.strip())
    except ValueError:
        raise JixiaoError(_wrong("JX604", value)) from None


def _wrong(code: str, value: object) -> Diagnostic:
    return diagnose(code, text=str(value)[:40])
