"""What it costs to start: importing the library, and the whole of `jixiao score`, against importing Lark.

Every measurement is a fresh process with its bytecode compiled; the medians of many, taken in turn. The score is
measured with the parser tables that an earlier run has kept (`warm`) and without any (`cold`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.ratio import Ratio, alternate, show

SEED = Path(__file__).resolve().parents[1] / "cases" / "good" / "zhengzhou-2021-laojiu"
ROUNDS = 21


def process(*words: str, **env: str) -> Callable[[], object]:
    """Run Python with these arguments."""
    command = [sys.executable, *words]
    full = {**os.environ, **env}
    return lambda: subprocess.run(command, capture_output=True, check=True, env=full)


def measure(rounds: int = ROUNDS) -> list[Ratio]:
    """The ratios, and the limits they have to keep."""
    score = (str(Path(sys.executable).with_name("jixiao")), "score", str(SEED))
    with tempfile.TemporaryDirectory() as cache:
        times = alternate(
            {
                "lark": process("-c", "import lark"),
                "jixiao": process("-c", "import jixiao"),
                "warm": process(*score, JIXIAO_CACHE=cache),
                "json": process(*score, "--format", "json", JIXIAO_CACHE=cache),
                "cold": process(*score, JIXIAO_CACHE="off"),
            },
            rounds,
        )
    lark = times["lark"] * 1_000
    limits = {"jixiao": 1.0, "warm": 4.0, "json": 4.0, "cold": float("inf")}
    what = {
        "jixiao": "import jixiao",
        "warm": "jixiao score",
        "json": "jixiao score --format json",
        "cold": "jixiao score, nothing kept from an earlier run",
    }
    return [Ratio(what[name], times[name] * 1_000, lark, limits[name], "ms") for name in limits]


def main() -> int:
    """Print the ratios to `import lark`."""
    return show(measure())


if __name__ == "__main__":
    sys.exit(main())
