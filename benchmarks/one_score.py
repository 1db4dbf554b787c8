"""What a caller pays for one case and for one row, against decisions of zen-engine and rules of datalogic with a trace.

Ours goes the whole way that users call: `evaluate` of a case of text cells to leaves with their whole trace, totals, grade
and diagnostics. The peers get numbers, apply one ratio rule to a row and give a number with the trace of the rule; they
read no cell, choose no rule and add nothing up. A case of sixteen rows is held against sixteen of their evaluations.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from pathlib import Path

from benchmarks.ratio import Ratio, alternate, show
from jixiao import Case, Indicator, Project, ScoredActual, evaluate, load_case, load_ruleset, prepare

CASE = Path(__file__).resolve().parents[1] / "cases" / "good" / "zhengzhou-2021-laojiu"
ROWS = 16
CALLS = 40
ROW = {"actual": 93.1, "target": 95, "points": 10}
SHARE = "actual >= target ? 1 : actual / target"
SCORE = "round($.share * points, 2)"

Batch = Callable[[], None]


def whole_case() -> Batch:
    """A batch of evaluations of the Zhengzhou case."""
    case, ruleset = load_case(CASE), load_ruleset("zhengzhou-2021", ())
    assert len(evaluate(case, ruleset).leaves) == ROWS
    return repeated(lambda: evaluate(case, ruleset))


def one_row() -> Batch:
    """A batch of evaluations of a case of one row, ≥95% and ten points."""
    ruleset = load_ruleset("zhengzhou-2021", ())
    row = Indicator(level1="产出指标", level3="合格率", target="≥95%", actual="93.1%", points=10)
    case = Case(1, Project(), (row,))
    assert evaluate(case, ruleset).leaves[0].score.low == Fraction("9.8")
    return repeated(lambda: evaluate(case, ruleset))


def zen_decisions(rows: int) -> Batch:
    """A batch of so many evaluations, with trace, of a zen-engine decision that holds the ratio rule."""
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    assert decision.evaluate(ROW, {"trace": True})["result"]["score"] == 9.8
    return repeated(lambda: decision.evaluate(ROW, {"trace": True}), rows)


def datalogic_rules(rows: int) -> Batch:
    """A batch of so many evaluations, with trace, of the ratio rule in datalogic; it gives floats and does not round."""
    import datalogic_py

    ratio = {"/": [{"var": "actual"}, {"var": "target"}]}
    logic = {"*": [{"var": "points"}, {"if": [{">=": [{"var": "actual"}, {"var": "target"}]}, 1, ratio]}]}
    engine, rule, row = datalogic_py.Engine(), json.dumps(logic), json.dumps(ROW)
    assert json.loads(engine.evaluate_with_trace(rule, row))["result"] == 9.8
    return repeated(lambda: engine.evaluate_with_trace(rule, row), rows)


PREPARED = 2_000
"""Actuals scored in a batch against a prepared row."""


def prepared(look: Callable[[ScoredActual], object], *, fresh: bool) -> Batch:
    """A batch of actuals scored against a prepared row, ≥95% and ten points: one text again and again, or each text once.

    ``look`` is what is asked of each: its score, or the leaf with its whole record.
    """
    row = prepare("≥95%", 10, load_ruleset("zhengzhou-2021", ()), level1="产出指标", level3="合格率")
    assert row("93.1%").score.low == Fraction("9.8")
    numbers = count()

    def batch() -> None:
        texts = [f"{20 + next(numbers) / 1000:.3f}%" for _ in range(PREPARED)] if fresh else ["93.1%"] * PREPARED
        for text in texts:
            look(row(text))

    return batch


def zen_expression() -> Batch:
    """A batch of so many evaluations of one compiled zen-engine expression, without trace, of the same rule over numbers."""
    import zen

    rule = zen.compile_expression(f"round(({SHARE}) * points, 2)")
    assert rule.evaluate(ROW) == 9.8

    def batch() -> None:
        for _ in range(PREPARED):
            rule.evaluate(ROW)

    return batch


def repeated(work: Callable[[], object], rows: int = 1) -> Batch:
    """The work done for so many rows, CALLS times."""

    def batch() -> None:
        for _ in range(CALLS * rows):
            work()

    return batch


def _graph() -> dict[str, object]:
    """Input, the two expressions of the ratio rule, output."""
    expressions = [{"id": key, "key": key, "value": value} for key, value in (("share", SHARE), ("score", SCORE))]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "rule", "type": "expressionNode", "name": "rule", "position": {"x": 1, "y": 0}, "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
    ]  # fmt: skip
    edges = [
        {"id": f"{one}-{two}", "sourceId": one, "targetId": two, "type": "edge"}
        for one, two in (("in", "rule"), ("rule", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


def measure(rounds: int = 15) -> list[Ratio]:
    """Seven ratios. The limits say what holds today, with room for a busy machine: a slower engine shows."""
    cases = {"ours": whole_case(), "zen": zen_decisions(ROWS), "datalogic": datalogic_rules(ROWS)}
    rows = {"ours": one_row(), "zen": zen_decisions(1), "datalogic": datalogic_rules(1)}
    case, row = _microseconds(cases, rounds), _microseconds(rows, rounds)
    actuals = {
        "again": prepared(lambda scored: scored.score, fresh=False),
        "fresh": prepared(lambda scored: scored.score, fresh=True),
        "record": prepared(lambda scored: scored.leaf, fresh=True),
        "zen": zen_expression(),
    }
    one = {name: time * 1e6 / PREPARED for name, time in alternate(dict(actuals), rounds).items()}
    beside = "to one compiled zen-engine expression without trace"
    return [
        Ratio(f"a prepared row, an actual met before, {beside}", one["again"], one["zen"], 1, "µs"),
        Ratio(f"a prepared row, a new actual, {beside}", one["fresh"], one["zen"], 60, "µs"),
        Ratio(f"a prepared row, a new actual and its record, {beside}", one["record"], one["zen"], 650, "µs"),
        Ratio(f"a case of {ROWS} rows, to {ROWS} zen-engine decisions with trace", case["ours"], case["zen"], 4, "µs"),
        Ratio(
            f"a case of {ROWS} rows, to {ROWS} datalogic rules with trace", case["ours"], case["datalogic"], 40, "µs"
        ),
        Ratio("a case of one row, to one zen-engine decision with trace", row["ours"], row["zen"], 25, "µs"),
        Ratio("a case of one row, to one datalogic rule with trace", row["ours"], row["datalogic"], 120, "µs"),
    ]


def _microseconds(works: dict[str, Batch], rounds: int) -> dict[str, float]:
    return {name: time * 1e6 / CALLS for name, time in alternate(dict(works), rounds).items()}


def main() -> int:
    """Print the ratios."""
    return show(measure())


if __name__ == "__main__":
    sys.exit(main())
