"""Two things measured in turn, many times, and what their medians say."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable

from attrs import frozen

__all__ = ["Ratio", "alternate", "show", "spent_by_children"]


@frozen
class Ratio:
    """``ours`` over ``theirs``, in the same unit; kept when it is at most ``limit``."""

    what: str
    ours: float
    theirs: float
    limit: float
    unit: str

    @property
    def value(self) -> float:
        """How many times as long as the other."""
        return self.ours / self.theirs

    @property
    def kept(self) -> bool:
        """Whether the limit holds."""
        return self.value <= self.limit


def spent_by_children() -> float:
    """Seconds of processor time that the processes which this one started and waited for have spent."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def alternate(
    works: dict[str, Callable[[], object]], rounds: int, *, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """The median of each in seconds; they take turns, so that what slows the machine slows all of them."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = clock()
            work()
            times[name].append(clock() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def show(rows: list[Ratio]) -> int:
    """Print them; 1 when a limit is not kept."""
    for row in rows:
        print(
            f"{row.value:6.2f}  (at most {row.limit:g})  {row.what}: {row.ours:.3g} {row.unit} against {row.theirs:.3g} {row.unit}"
            + ("" if row.kept else "   NOT KEPT")
        )
    return 0 if all(row.kept for row in rows) else 1
