"""How far the reading of a large file is: shown on a terminal, after a while, and gone before anything is reported."""

from __future__ import annotations

import io
import sys

import pytest

from jixiao.cli import progress
from jixiao.kernel.budget import worked


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def reading(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown_progress("en"):
        worked("pages", 1, 3)
        worked("pages", 3, 3)
        shown = stream.getvalue()
    worked("pages", 1, 3)  # nobody listens any more
    assert stream.getvalue() == shown
    return shown


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = reading(monkeypatch, Screen(), -1.0)
    assert "reading pages" in shown
    assert "1/3" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the line is wiped


def test_nothing_is_drawn_for_what_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading(monkeypatch, Screen(), 60.0) == ""


def test_nothing_is_drawn_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading(monkeypatch, io.StringIO(), -1.0) == ""
