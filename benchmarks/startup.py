"""What it costs to start: importing the library, and the whole of `jixiao score`, against importing Lark.

Every measurement is a fresh process with its bytecode compiled; the medians of many, taken in turn. Nothing is kept from one
run to the next. What is compared is the time that the processor spent: what else runs on a machine lengthens the rest.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.ratio import Ratio, alternate, show, spent_by_children

SEED = Path(__file__).resolve().parents[1] / "cases" / "good" / "zhengzhou-2021-laojiu"
ROUNDS = 21


def process(*words: str) -> Callable[[], object]:
    """Run Python with these arguments."""
    command = [sys.executable, *words]
    return lambda: subprocess.run(command, capture_output=True, check=True)


def measure(rounds: int = ROUNDS) -> list[Ratio]:
    """The ratios, and the limits they have to keep."""
    score = ("-m", "jixiao", "score", str(SEED))
    times = alternate(
        {
            "lark": process("-c", "import lark"),
            "jixiao": process("-c", "import jixiao"),
            "score": process(*score),
            "json": process(*score, "--format", "json"),
        },
        rounds,
        clock=spent_by_children,
    )
    lark = times["lark"] * 1_000
    limits = {"jixiao": 1.0, "score": 4.0, "json": 4.0}
    what = {"jixiao": "import jixiao", "score": "jixiao score", "json": "jixiao score --format json"}
    return [Ratio(what[name], times[name] * 1_000, lark, limits[name], "ms") for name in limits]


def main() -> int:
    """Print the ratios to `import lark`."""
    return show(measure())


if __name__ == "__main__":
    sys.exit(main())
