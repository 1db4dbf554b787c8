"""A run of so many cases, in so many processes."""

from __future__ import annotations

import gc
import random
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.oracle.campaign.audited import hold_audit
from tests.oracle.campaign.columns import Columns
from tests.oracle.campaign.doors import DOORS, through
from tests.oracle.campaign.held import case_of, hold
from tests.oracle.campaign.made import Made, made, rulesets
from tests.oracle.campaign.shaped import shaped
from tests.oracle.campaign.sought import hold_sought
from tests.oracle.campaign.tally import Tally

__all__ = ["run", "run_in"]

_A_TIME = 2_000


def run(count: int, seed: int = 0, *, first: int = 0, doors_every: int = 19) -> Tally:
    """So many cases of this seed, from the first on."""
    gc.set_threshold(100_000, 50, 50)  # almost nothing here is a ring
    tally, columns = Tally(), Columns()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + count):
            case = made(number, seed)
            tally.tried += 1
            door = DOORS[number // doors_every % len(DOORS)] if doors_every and number % doors_every == 0 else ""
            try:
                _hold(case, number, seed, door, Path(folder), columns, tally)
            except Exception as fault:
                tally.hold("raised", case, None, repr(fault))
    columns.hold(tally)
    return tally


# What is held but now and then goes by numbers that have no divisor in common with how many rulesets there are (14).


def _hold(case: Made, number: int, seed: int, door: str, folder: Path, columns: Columns, tally: Tally) -> None:
    turn = number // len(rulesets())
    result = hold(case, case_of(case), tally)
    columns.keep(case, turn)
    if number % 50 == 0:
        _hold_shaped(shaped(number, seed), columns, tally)
    if number % 25 == 0:
        hold_sought(case, result, tally, random.Random(number))
    if number % 5 == 1:
        hold_audit(case, tally)
    if door:
        through(door, case, folder, tally)


def _hold_shaped(case: Made, columns: Columns, tally: Tally) -> None:
    hold(case, case_of(case), tally)
    columns.keep(case, 0)
    hold_audit(case, tally)


def run_in(jobs: int, count: int, seed: int) -> Tally:
    """The same cases by several processes, a batch at a time each."""
    if jobs == 1:
        return run(count, seed)
    tally = Tally()
    size = min(_A_TIME, -(-count // jobs))
    with ProcessPoolExecutor(jobs) as pool:
        for each in pool.map(_batch, [(first, min(size, count - first), seed) for first in range(0, count, size)]):
            tally.add(each)
    return tally


def _batch(of: tuple[int, int, int]) -> Tally:
    first, count, seed = of
    return run(count, seed, first=first)
