"""Mistyped cells by the million: ``python -m tests.language.campaign N [SEED]``.

Each is a known cell with one to four faults of typing, read as a target and as an actual. What must hold: no exception,
the normal form reads back as the meaning, and no reading takes over 50 ms of CPU twice in a row. Prints what was tried,
what failed and the slowest reading; exit code 1 if anything failed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator

from jixiao.language.ast import Parsed
from jixiao.language.normal import normal, read_normal
from jixiao.language.parse import read
from tests.language.readable import mutated, readable_cells

LIMIT = 0.05
"""Seconds of CPU that a reading may take."""
_SHOWN = 20


def main(arguments: list[str]) -> int:
    """Try N cells; tell what came of them."""
    count, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    chance = random.Random(seed)
    cells = readable_cells()
    failed, worst, began = 0, 0.0, time.process_time()
    for number in range(count):
        cell = mutated(chance.choice(cells), chance)
        for fault in _faults(cell, actual=number % 2 == 1):
            failed += 1
            if failed <= _SHOWN:
                print(f"{cell!r}: {fault}")
        if number % 1000 == 0:
            worst = max(worst, _cpu(lambda cell=cell: read(cell)))  # type: ignore[misc]
        if number and number % 100_000 == 0 and sys.stderr.isatty():
            print(f"\r{number:,} of {count:,}", end="", file=sys.stderr)
    took = time.process_time() - began
    print(
        f"{count:,} cells (seed {seed}), {failed} failed, {1e6 * took / count:.0f} µs of CPU each, slowest looked at {1000 * worst:.1f} ms"
    )
    return 1 if failed else 0


def _faults(cell: str, *, actual: bool) -> Iterator[str]:
    began = time.process_time()
    try:
        parsed: Parsed = read(cell, actual=actual)
        if read_normal(normal(parsed.meaning)) != parsed.meaning:
            yield f"does not read back: {normal(parsed.meaning)}"
    except Exception as problem:
        yield f"{type(problem).__name__}: {problem}"
        return
    if time.process_time() - began > LIMIT and _cpu(lambda: read(cell, actual=actual)) > LIMIT:
        yield f"over {1000 * LIMIT:.0f} ms, twice"


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
