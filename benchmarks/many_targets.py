"""Columns in which hardly any two rows share a target, against a plain loop over the same rows by `score_indicator`.

    python -m benchmarks.many_targets [ROWS]

Twice as many rows as distinct targets; each side runs in a process of its own, since both keep what they have read.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pyarrow as pa

from benchmarks.ratio import Ratio, show
from jixiao import load_ruleset, score_indicator
from jixiao.frame import score_batch

RULESET = "cn-2020-10"
ROWS = 20_000
ROUNDS = 3


def batch(rows: int) -> pa.RecordBatch:
    """Rows of twenty indicators a project; every target stands twice."""
    draw = random.Random(3)
    targets = [
        (draw.choice("≥≤="), draw.randint(100, 99_999), draw.choice(["%", "个", "万元"])) for _ in range(rows // 2)
    ]
    table = []
    for index in range(rows):
        sign, hundredths, unit = targets[index % len(targets)]
        actual = hundredths * draw.randint(50, 120) // 100
        table.append(
            {
                "project": f"项目{index // 20}",
                "level1": "产出指标",
                "level2": "数量指标",
                "level3": f"数量{index % 8}",
                "target": f"{sign}{hundredths / 100:.2f}{unit}",
                "actual": f"{actual / 100:.2f}{unit}",
                "points": "5",
            }
        )
    return pa.RecordBatch.from_pylist(table)


def columns(given: pa.RecordBatch) -> list[object]:
    """The lower bounds by columns."""
    low: list[object] = score_batch(given, load_ruleset(RULESET)).column("low").to_pylist()
    return low


def loop(given: pa.RecordBatch) -> list[object]:
    """The same row by row."""
    ruleset = load_ruleset(RULESET)
    leaves = (
        score_indicator(
            row["target"],
            row["actual"],
            row["points"],
            ruleset,
            level1=row["level1"],
            level2=row["level2"],
            level3=row["level3"],
        )
        for row in given.to_pylist()
    )
    return [leaf.score.low for leaf in leaves]


def timed(side: str, rows: int) -> float:
    """Seconds of one side, in a process that has read nothing yet."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.many_targets", str(rows), side], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> int:
    """Print the ratio; with a side's name behind the rows, its seconds alone."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    if len(sys.argv) > 2:
        given = batch(rows)
        work = {"columns": columns, "loop": loop}[sys.argv[2]]
        start = time.perf_counter()
        work(given)
        print(time.perf_counter() - start)
        return 0
    small = batch(400)
    assert columns(small) == loop(small)
    best = {side: min(timed(side, rows) for _ in range(ROUNDS)) for side in ("columns", "loop")}
    what = f"{rows} rows of {rows // 2} targets by columns, to a loop over them"
    return show([Ratio(what, best["columns"], best["loop"], 0.2, "s")])


if __name__ == "__main__":
    sys.exit(main())
