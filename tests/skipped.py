"""In CI a skip is a failure, unless ``tests/skips.toml`` says why it may be: a skip is not a pass.

A test that wants a font, LibreOffice or Java is skipped on a developer's machine that has none; where CI is set, such
a machine would only look green.
"""

from __future__ import annotations

import os
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("skips.toml")


class SkipGate:
    """Notes every skip; fails the run for those that no pattern in ``allowed`` covers."""

    def __init__(self, allowed: list[str]) -> None:
        self.allowed = allowed
        self.unexpected: dict[str, str] = {}

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        """Keep it if it is a skip that is not in the list; an expected failure is none."""
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        name = report.nodeid.replace("\\", "/")
        if not any(fnmatchcase(name, pattern) for pattern in self.allowed):
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.unexpected[report.nodeid] = why

    pytest_runtest_logreport = pytest_collectreport = note

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A run that was green is not."""
        if self.unexpected and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which, and what to do."""
        if self.unexpected:
            terminalreporter.section("skipped in CI without a reason", red=True)
            for name, why in self.unexpected.items():
                terminalreporter.line(f"{name}: {why}")
            terminalreporter.line("Install what they want, or say in tests/skips.toml why they may be skipped.")


def patterns(*sections: str) -> list[str]:
    """The tests that may be skipped, as patterns of their names."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    return [pattern for section in sections for pattern in listed.get(section, {})]


def pytest_configure(config: pytest.Config) -> None:
    """Only where CI is set, and in the process that hears of all tests."""
    if os.environ.get("CI") and not hasattr(config, "workerinput"):
        where = "wheel" if os.environ.get("JIXIAO_WHEEL") else "checkout"
        config.pluginmanager.register(SkipGate(patterns("anywhere", where)), "skip-gate")
