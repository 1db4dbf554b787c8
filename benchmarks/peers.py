"""One score of a bound rule (≥95%, ten points, actual 93.1) by peers: their time over ours, and what they give.

Ours gives a record of integers: rung, x, share, cents. datalogic and rule-engine compute in floats and give the number
alone; zen-engine in decimals, the number alone; hand-written Python in integers gives the cents alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.one_score import CALLS, EXPRESSION, ours
from benchmarks.ratio import alternate


def _batch(evaluate: Callable[[Any], object], value: Any) -> Callable[[], None]:
    def batch() -> None:
        for _ in range(CALLS):
            evaluate(value)

    return batch


def _zen() -> Callable[[], None]:
    import zen

    return _batch(zen.compile_expression(EXPRESSION).evaluate, {"actual": 93.1})


def _datalogic(data: bool) -> Callable[[], None]:
    """``data``: the row is handed over as a dictionary, else as JSON text through a session."""
    import datalogic_py

    engine = datalogic_py.Engine()
    logic = {"if": [{">=": [{"var": "actual"}, 95]}, 10, {"/": [{"*": [10, {"var": "actual"}]}, 95]}]}
    rule = engine.compile(json.dumps(logic))
    assert rule.evaluate({"actual": 93.1}) == 9.8
    if data:
        return _batch(rule.evaluate, {"actual": 93.1})
    return _batch(rule.evaluate_str, '{"actual": 93.1}')


def _rule_engine() -> Callable[[], None]:
    import rule_engine

    return _batch(rule_engine.Rule("actual >= 95 ? 10 : 10 * actual / 95").evaluate, {"actual": 93.1})


def _by_hand() -> Callable[[], None]:
    def score(tenths: int) -> int:
        return 1000 if tenths >= 950 else (2 * 1000 * tenths + 950) // (2 * 950)

    assert score(931) == 980
    return _batch(score, 931)


def main(rounds: int = 11) -> dict[str, float]:
    """Prints the microseconds a score of each, and its ratio to ours; gives the ratios."""
    works: dict[str, Callable[[], object]] = {
        "jixiao, bound ladder": ours(),
        "zen-engine expression": _zen(),
        "datalogic, dictionary": _datalogic(True),
        "datalogic, JSON text": _datalogic(False),
        "rule-engine": _rule_engine(),
        "hand-written integers": _by_hand(),
    }
    times = alternate(works, rounds)
    base = times["jixiao, bound ladder"]
    for name, seconds in times.items():
        sys.stdout.write(f"{name:24} {seconds * 1e6 / CALLS:8.3f} µs {seconds / base:8.2f} x ours\n")
    return {name: seconds / base for name, seconds in times.items()}


if __name__ == "__main__":
    main()
