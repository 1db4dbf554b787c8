"""How far the reading of a large file is, on a terminal and after the first second only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jixiao.kernel.budget import listening
from jixiao.kernel.words import say

__all__ = ["shown_progress"]

_PATIENCE = 1.0
"""Seconds before a bar is drawn: most files are read by then."""
_PARTS = {"pages": "progress.pages", "rows": "progress.rows", "cells": "progress.cells"}


@contextmanager
def shown_progress(lang: str) -> Iterator[None]:
    """A bar on the error stream while files are read inside; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    bar = _Bar(lang)
    try:
        with listening(bar.show):
            yield
    finally:
        bar.end()


class _Bar:
    """One bar for what is worked on just now; it is gone when that is done, before anything is reported."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._start = time.monotonic()
        self._bar: Any = None
        self._last = 0.0

    def show(self, name: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total:
            self.end()
            self._start = now
        elif now - self._start > _PATIENCE and now - self._last > 0.1:
            self._last = now
            bar = self._bar = self._bar or self._begun()
            bar.update(bar.task_ids[0], description=say(_PARTS[name], self._lang), completed=done, total=total or None)

    def _begun(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
        bar.add_task("", total=None)
        bar.start()
        return bar

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
