"""Many evaluations: their memory, in threads, and in a pool of processes.

`python -m tests.api.endurance 30000` evaluates that many cases, and prints what the memory grew by.
"""

from __future__ import annotations

import gc
import sys
from concurrent.futures import Executor
from pathlib import Path

import jixiao

CASES = Path(__file__).resolve().parents[2] / "cases" / "good"
SEED = CASES / "zhengzhou-2021-laojiu"


def results(executor: Executor | None = None) -> list[str]:
    """The Zhengzhou case by every ruleset that comes along, as JSON; in order, or by the executor."""
    case = jixiao.load_case(SEED)
    rulesets = [jixiao.load_ruleset(name, ()) for name in jixiao.list_rulesets(())]
    jobs = [(case, ruleset) for ruleset in rulesets]
    return list(map(one, jobs) if executor is None else executor.map(one, jobs))


def one(job: tuple[jixiao.Case, jixiao.Ruleset]) -> str:
    """One job's result."""
    return jixiao.evaluate(*job, as_of="2021-12").to_json("en")


def leaf_of(target: str, actual: str) -> jixiao.Leaf:
    """A row scored by itself."""
    return jixiao.score_indicator(target, actual, 10, jixiao.load_ruleset("cn-2020-10", ()))


def grown(count: int) -> int:
    """Blocks of memory that are held more after so many evaluations than after half of them.

    The cases come out of 900 different ones, all of which were met in the first half: what is kept for speed is warm then.
    """
    rulesets = [jixiao.load_ruleset(name, ()) for name in ("cn-2020-10", "zhengzhou-2021", "hubei-2020")]
    held = []
    for number in range(count):
        _different(number % 900, rulesets[number % 3])
        if number in (count // 2, count - 1):
            gc.collect()
            held.append(sys.getallocatedblocks())
    return held[1] - held[0]


def _different(number: int, ruleset: jixiao.Ruleset) -> None:
    rows = [
        {"level3": f"指标{number}", "target": f"≥{number}户", "actual": f"{number // 2}户", "points": 10},
        {"level3": f"满意度{number}", "target": "≥90%", "actual": f"{number % 100}%", "points": 10, "id": number},
    ]
    result = jixiao.evaluate(jixiao.case_from_dict({"indicator": rows}), ruleset)
    result.to_rows("en")
    jixiao.prepare(f"≤{number}天", 10, ruleset)(f"{number + 1}天")


def main() -> None:
    """Print it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    print(f"{count} evaluations: {grown(count)} blocks of memory more at the end than at the half")


if __name__ == "__main__":
    main()
