"""The command line run in this process: as quick as a call, with the streams captured."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.cli import main
from tests.cases.collect import TOP
from tests.cli.run import UNSET, Ran


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """``call("score", case)`` gives the exit code and both streams."""
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(TOP)

    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["jixiao", *map(str, words)])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfdbinary.readouterr()
        return Ran(int(left.value.code or 0), captured.out, captured.err)

    return run
