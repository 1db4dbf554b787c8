"""What reading one file may cost: one set of limits for every document, case, actuals file and ruleset.

The limits are those of forms that people fill in and rules that people write, and of the large tables that offices put many
of them in: 20,000 rows, 300 pages. What goes beyond is refused with a diagnostic that names the limit and says how to raise it, so that a harmful file costs neither the memory nor
the minutes that it asks for. ``JIXIAO_LIMITS="cells=500000,seconds=20"`` raises them for a program and all that it starts;
:func:`using` for what runs inside.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from attrs import evolve, fields

from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.words import phrase, series

__all__ = [
    "EARNED",
    "VARIABLE",
    "Budget",
    "Watch",
    "budget",
    "deadline",
    "fits",
    "listening",
    "over",
    "tick",
    "too_long",
    "using",
    "worked",
]

VARIABLE = "JIXIAO_LIMITS"
_MIB = 1024 * 1024


@frozen
class Budget:
    """The limits. Every one of them has a phrase ``limit.<name>``."""

    seconds: int = 4
    """Processor time for a file, until the work that is in it earns more (:func:`worked`). A busy machine takes longer."""
    office: int = 40
    """Processor time of LibreOffice, where a document has to be converted before it can be read."""
    memory: int = 400 * _MIB
    """Bytes that a worker process may take to read a file."""
    bytes: int = 96 * _MIB
    """Bytes of a document's file."""
    text: int = 4 * _MIB
    """Bytes of a case, an actuals file or a ruleset."""
    unpacked: int = 96 * _MIB
    """Bytes that the parts of a document unpack to, all together."""
    stream: int = 32 * _MIB
    """Bytes that one stream of a PDF unpacks to: a page's drawing, a font."""
    parts: int = 2000
    """Files in a packed document."""
    cells: int = 400_000
    """Cells of a document, those that a merged one covers counted."""
    rows: int = 25_000
    """Rows of a table, lines of a text."""
    columns: int = 512
    """Columns of a table."""
    pages: int = 400
    """Pages of a document."""
    nesting: int = 64
    """Levels that tables, lists and elements may be nested."""
    items: int = 300_000
    """Keys and list items of a case, an actuals file or a ruleset."""
    key: int = 1000
    """Characters of a key."""
    cell: int = 32_767
    """Characters of a text in a cell or behind a key: as many as a spreadsheet holds in one."""
    digits: int = 400
    """Digits of a number, and the size of its exponent."""
    places: int = 20
    """Decimal places that a ruleset may round to."""


EARNED = {"cells": 0.0002, "rows": 0.003, "pages": 0.5}
"""Seconds for each cell that is to be taken out of a file, for each row of the form laid out, and for each page."""

_Listener = Callable[[str, int, int], None]
_listener: ContextVar[_Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: _Listener) -> Iterator[None]:
    """``listener`` is called with what is worked on (``pages``, ``rows``, ``cells``), how many are done, and of how many."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def worked(name: str, done: int, total: int) -> None:
    """To be called where work on a file goes on, so that who waits for it can be told how far it is."""
    listener = _listener.get()
    if listener is not None:
        listener(name, done, total)


@define
class Watch:
    """The time for one file. ``ends`` counts on :func:`time.thread_time`: what else the machine does costs a file nothing."""

    seconds: float
    ends: float

    def earn(self, seconds: float) -> None:
        """More time for work that is in the file and shows that it is large and not endless."""
        self.seconds += seconds
        self.ends += seconds


_given: ContextVar[Budget | None] = ContextVar("budget", default=None)
_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


def budget() -> Budget:
    """The limits in force. Raises JixiaoError (JX443) where the environment's are not understood."""
    return _given.get() or _of_text(os.environ.get(VARIABLE, ""))


@contextmanager
def using(limits: Budget | None) -> Iterator[None]:
    """Other limits for what runs inside, in this thread; None changes nothing."""
    if limits is None:
        yield
        return
    token = _given.set(limits)
    try:
        yield
    finally:
        _given.reset(token)


def fits(name: str, actual: int, place: Place | None = None) -> None:
    """Raises JixiaoError (JX405) if there is more of something than its limit; ``name`` is that of the limit."""
    limit: int = getattr(budget(), name)
    if actual > limit:
        raise JixiaoError(over(name, actual, limit, place))


def over(name: str, actual: int, limit: int, place: Place | None = None) -> Diagnostic:
    """The finding that a limit is passed, which says how to raise it."""
    enough = f"{VARIABLE}={name}={max(actual, limit + 1)}"
    return diagnose("JX405", place, what=phrase(f"limit.{name}"), actual=actual, limit=limit, raised=enough)


@contextmanager
def deadline() -> Iterator[Watch]:
    """The time for what runs inside; :func:`tick` tells when it is over. One inside another goes by the outer one."""
    running = _watch.get()
    if running is not None:
        yield running
        return
    seconds = budget().seconds
    token = _watch.set(watch := Watch(seconds, time.thread_time() + seconds))
    try:
        yield watch
    finally:
        _watch.reset(token)


def tick() -> None:
    """To be called in every loop over what a file holds. Raises JixiaoError (JX409) when its time is over."""
    watch = _watch.get()
    if watch is not None and time.thread_time() > watch.ends:
        raise JixiaoError(too_long(watch.seconds))


def too_long(seconds: float) -> Diagnostic:
    """The finding that the time is over."""
    return diagnose("JX409", n=f"{seconds:g}", raised=f"{VARIABLE}=seconds={max(2 * int(seconds), 1)}")


@functools.cache
def _of_text(text: str) -> Budget:
    known = tuple(each.name for each in fields(Budget))
    changes: dict[str, int] = {}
    for item in filter(None, (each.strip() for each in text.split(","))):
        name, _, number = (part.strip() for part in item.partition("="))
        if name not in known or not (number.isascii() and number.isdecimal() and len(number) < 16):
            raise JixiaoError(diagnose("JX443", text=item, known=series("list.comma", known)))
        changes[name] = int(number)
    return evolve(Budget(), **changes)
