"""Which tests run which lines: one measured run of the tests, each test a context of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import coverage
import pytest
from attrs import field, frozen

from tests.mutation.plant import Mutant
from tests.mutation.trial import ALONE

__all__ = ["Reach", "measured", "read"]


@frozen
class Reach:
    """``seconds`` of each test that passes, by its name; ``lines`` of each file with the tests that run them.

    ``bad`` are the tests that do not pass as it is, and so can tell nothing.
    The name of no test ("") runs what is run while modules are imported and tests collected.
    """

    seconds: dict[str, float] = field(factory=dict)
    lines: dict[str, dict[int, list[str]]] = field(factory=dict)
    bad: tuple[str, ...] = ()

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that could find a mutant: those that run its lines, then all that run anything of its module.

        What is made once serves whoever comes later, so the others count too. In each lot those of its own module
        come first, then the recorded cases, then those of its room, the quick before the slow.
        """
        lines = self.lines.get(mutant.file, {})
        first, last = mutant.lines
        here = {test for line in range(first, last + 1) for test in lines.get(line, ())}
        if mutant.function and not here:
            return []
        room, module = mutant.file.split("/")[0], f"test_{Path(mutant.file).stem}.py"
        every = {test for tests in lines.values() for test in tests}
        every |= {test for test in self.seconds if module in test}  # what is only data has no line that a test runs
        if every <= {""}:
            every = set(self.seconds)
        return sorted(
            (test for test in every if test in self.seconds),
            key=lambda test: (
                test not in here,
                module not in test,
                not test.startswith("tests/test_cases.py"),
                not test.startswith(f"tests/{room}/"),
                self.seconds[test],
            ),
        )


class _Contexts:
    """Tells coverage where a test begins, and notes how long each took and whether it passed."""

    def __init__(self, measuring: coverage.Coverage) -> None:
        self.measuring = measuring
        self.seconds: dict[str, float] = {}
        self.bad: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measuring.switch_context(item.nodeid)
        yield
        self.measuring.switch_context("")
        return None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            self.bad.add(report.nodeid)
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration


def measured(engine: Path, room: str, tests: Sequence[str], into: Path) -> None:
    """Note in a file what ``tests`` run of a room. Imports the engine: to be called in a process of its own."""
    measuring = coverage.Coverage(data_file=None, source=[str(engine / room)], config_file=False)
    contexts = _Contexts(measuring)
    measuring.start()
    pytest.main([*ALONE, *tests], plugins=[contexts])
    measuring.stop()
    data = measuring.get_data()
    lines = {str(Path(file).relative_to(engine)): data.contexts_by_lineno(file) for file in data.measured_files()}
    seconds = {test: took for test, took in contexts.seconds.items() if test not in contexts.bad}
    number = {test: index for index, test in enumerate(seconds)}
    numbered = {
        file: {
            line: [number[test] if test else -1 for test in tests if not test or test in number]
            for line, tests in each.items()
        }
        for file, each in lines.items()
    }
    into.write_text(json.dumps({"seconds": seconds, "bad": sorted(contexts.bad), "lines": numbered}), encoding="utf-8")


def read(path: Path) -> Reach:
    """What was noted."""
    noted = json.loads(path.read_text(encoding="utf-8"))
    names = [*noted["seconds"], ""]
    lines = {
        file: {int(line): [names[number] for number in tests] for line, tests in each.items()}
        for file, each in noted["lines"].items()
    }
    return Reach(noted["seconds"], lines, tuple(noted["bad"]))
