"""A case by the engine, held against what its clauses give."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import jixiao
from jixiao.scoring.load import case_from_bytes
from tests.oracle.campaign.alarms import alarms
from tests.oracle.campaign.ends import Ends
from tests.oracle.campaign.lights import light
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import loaded
from tests.oracle.campaign.whole import whole

__all__ = ["case_of", "hold", "seen"]


def case_of(made: Made) -> jixiao.Case:
    """The case as the engine reads it."""
    return case_from_bytes(json.dumps(made.document).encode(), "case.json")


def seen(score: Any) -> Ends:
    """The engine's score."""
    return Ends(score.low, score.high, score.high_open)


def hold(made: Made, case: Any, tally: Tally) -> jixiao.Result:
    """Rows, levels, goals, total and grade of a case as it was loaded."""
    as_of = jixiao.When.read(made.as_of) if made.as_of else None
    result = jixiao.evaluate(case, loaded(made.terms), as_of)
    found = {leaf.index: leaf for leaf in result.leaves}
    leaves = {index: found[index] for index in (*range(len(made.lines)), *([None] if made.own_execution else []))}
    for index, line in enumerate(made.lines):
        tally.hold("points of a row", made, line.points, leaves[index].points, line)
        tally.hold(f"row ({line.kind})", made, line.score(made.terms), seen(leaves[index].score), line)
    if made.own_execution is not None:
        tally.hold("own execution", made, made.own_execution.score(made.terms), seen(leaves[None].score))
    _hold_lights(made, leaves, tally)
    _hold_whole(made, result, tally)
    for name, value, shown in alarms(made):
        signal = next(each for each in result.signals if each.alarm.id == name)
        tally.hold(f"alarm ({name})", made, (value, shown), (signal.value, signal.light))
    return result


def _hold_lights(made: Made, leaves: Any, tally: Tally) -> None:
    if made.terms.ruleset != "cn-monitoring-lights":
        return
    for line, leaf in zip(made.all_lines, leaves.values(), strict=True):
        if (shown := light(line, made.terms)) is not None:
            what = "light (execution)" if line.is_execution else "light"
            tally.hold(what, made, shown, leaf.light, line)


def _hold_whole(made: Made, result: jixiao.Result, tally: Tally) -> None:
    wanted, tree = whole(made), result.tree
    found = {node.name: (node.points, seen(node.score)) for node in tree.level1}
    for name, (points, score) in wanted.level1.items():
        tally.hold("first level", made, (name, points, score), (name, *found.get(name, (Fraction(0), None))))
    for goal in tree.goals:
        told = goal.goal.name, goal.points, seen(goal.score)
        tally.hold("goal", made, (goal.goal.name, *wanted.goals[goal.goal.name]), told)
    tally.hold("total", made, wanted.total, seen(tree.total.score))
    tally.hold("points", made, wanted.points, tree.total.points)
    tally.hold("grade", made, wanted.grades, result.grades)
