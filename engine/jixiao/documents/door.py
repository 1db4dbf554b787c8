"""The door for documents: their bytes go in, grids or a changed copy come out, and no file costs more than the budget allows.

What libraries parse is read by another process, which is killed from outside when its time is over or its memory used up:
that holds on every platform, in threads, and for native code that no exception reaches. Text and separated values are read
here, where every loop looks at the clock.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import asdict, evolve, field

from jixiao.documents.edits import Edits
from jixiao.documents.grid import Grid
from jixiao.documents.office import CONVERTED, as_readable
from jixiao.documents.readers import guarded, read_here
from jixiao.documents.sniff import Kind, is_text
from jixiao.documents.wire import packed, unpacked
from jixiao.documents.worker import A_CELL, ANSWER, FINDINGS, WORK, receive, send
from jixiao.kernel.budget import EARNED, VARIABLE, Budget, budget, deadline, too_long, worked
from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose

__all__ = ["edited", "grids_of"]

HERE = "JIXIAO_WORKER"
"""The variable that, set to ``0``, has documents read in the calling process: the same limits but for memory."""

_SERVED = 100  # documents; then a process is replaced by a new one
_KEPT = 2  # processes that wait for the next document
_LARGEST = 1 << 30  # bytes of an answer
_PATIENCE = 4  # seconds that may pass for each one of work, on a machine that has other things to do
_BYTES_A_SECOND = 16_384  # of a file: pages that are read earn time as long as it is large enough for that many
_START = "import json,sys;sys.path[:]=json.loads(sys.argv[1]);from jixiao.documents.worker import main;main()"


def grids_of(data: bytes) -> tuple[Kind, tuple[Grid, ...]]:
    """Kind and grids of a document. Raises JixiaoError for whatever is wrong with it, JX405, JX409, JX441, JX442."""
    kind, grids = _read(data)
    if kind not in CONVERTED:
        return kind, grids
    _, grids = _read(as_readable(data, kind))
    told = diagnose("JX447", kind=f".{kind}", became=f".{CONVERTED[kind]}")
    return kind, tuple(evolve(grid, doubts=(*grid.doubts, told)) if at == 0 else grid for at, grid in enumerate(grids))


def _read(data: bytes) -> tuple[Kind, tuple[Grid, ...]]:
    if is_text(data) or not _able():
        with deadline() as watch:
            watch.earn(len(data) / _BYTES_A_SECOND / 8)
            return read_here(data)
    with _worker() as worker:
        name, _, grids = worker.ask(data, b"", budget()).partition(b"\n")
        return Kind(name.decode()), unpacked(grids)


def edited(data: bytes, edits: Edits) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The copy of a workbook with what is put into it, and what was not put there. Raises JixiaoError as reading does."""
    if not _able():
        from jixiao.documents.sheet_xml import edit_here

        with deadline(), guarded():
            return edit_here(data, edits)
    with _worker() as worker:
        kept, _, copied = worker.ask(data, packed([edits]), budget()).partition(b"\n")
        return copied, unpacked(kept)


def _able() -> bool:
    """Whether another process can be had: one of Python, and not of a program that is packed with it."""
    return bool(sys.executable) and not getattr(sys, "frozen", False) and os.environ.get(HERE) != "0"


@define
class _Worker:
    process: subprocess.Popen[bytes]
    served: int = 0
    seconds: float = 0.0
    memory: int = 0
    spare: float = 0.0
    killed: Diagnostic | None = None
    done: threading.Event = field(factory=threading.Event)

    def ask(self, data: bytes, edits: bytes, limits: Budget) -> bytes:
        """What comes of a document, or of edits to it; the process is killed where that costs more than the limits."""
        self.served += 1
        self.seconds, self.memory, self.spare = limits.seconds, limits.memory, len(data) / _BYTES_A_SECOND
        watchdog = threading.Thread(target=self._watch, args=(limits,), daemon=True)
        watchdog.start()
        try:
            kind, answer = self._ask(data, edits, limits)
        except (EOFError, OSError, ValueError):
            self.kill()
            self.done.set()
            watchdog.join()
            raise JixiaoError(self.killed or diagnose("JX442")) from None
        except BaseException:  # the user stopped it
            self.kill()
            raise
        finally:
            self.done.set()
        watchdog.join()
        self.done.clear()
        if kind == FINDINGS:
            raise JixiaoError(*(unpacked(answer) if answer else (_too_much_memory(limits),)))
        return answer

    def _ask(self, data: bytes, edits: bytes, limits: Budget) -> tuple[bytes, bytes]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        send(self.process.stdin, WORK, json.dumps(asdict(limits)).encode())
        send(self.process.stdin, WORK, data)
        send(self.process.stdin, WORK, edits)
        while True:
            kind, answer = receive(self.process.stdout, _LARGEST)
            if kind in (ANSWER, FINDINGS):
                return kind, answer
            name, done, total = answer.decode().split()
            self._earn(name, int(total), limits)
            worked(name, int(done), int(total))

    def _earn(self, name: str, total: int, limits: Budget) -> None:
        """More time and memory: for all cells at once, no more of them than may be read, and for each page."""
        if name == "cells":
            self.seconds += EARNED["cells"] * min(total, limits.cells)
            self.memory += A_CELL * min(total, limits.cells)
        elif self.spare >= EARNED["pages"]:
            self.spare -= EARNED["pages"]
            self.seconds += EARNED["pages"]

    def _watch(self, limits: Budget) -> None:
        begun, before = time.monotonic(), _seconds(self.process.pid) or 0.0
        while not self.done.wait(0.02):
            worked_for = _seconds(self.process.pid)
            passed = time.monotonic() - begun
            took = passed if worked_for is None else max(worked_for - before, passed / _PATIENCE)
            if took > self.seconds:
                self.killed = too_long(limits.seconds)
            elif _resident(self.process.pid) > self.memory:
                self.killed = _too_much_memory(limits)
            else:
                continue
            self.process.kill()
            return

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        """Let the process go, which ends when nobody speaks to it; and by force, if it does not."""
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _too_much_memory(limits: Budget) -> Diagnostic:
    raised = f"{VARIABLE}=memory={2 * limits.memory}"
    return diagnose("JX441", limit=limits.memory // (1024 * 1024), raised=raised)


# -- processes that wait for a document

_idle: list[_Worker] = []
_lock = threading.Lock()
_turns = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


@contextmanager
def _worker() -> Iterator[_Worker]:
    """A process for one document; it is kept for the next one unless something went wrong with it."""
    with _turns:
        worker = _waiting() or _started()
        try:
            yield worker
        finally:
            with _lock:
                keep = worker.alive and worker.served < _SERVED and len(_idle) < _KEPT and not worker.done.is_set()
                if keep:
                    _idle.append(worker)
            if not keep:
                worker.close()


def _waiting() -> _Worker | None:
    while True:
        with _lock:
            worker = _idle.pop() if _idle else None
        if worker is None or worker.alive:
            return worker
        worker.close()


def _started() -> _Worker:
    paths = [path or os.getcwd() for path in sys.path]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    process = subprocess.Popen(
        [sys.executable, "-c", _START, json.dumps(paths)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags,
    )  # fmt: skip
    return _Worker(process)


def _all_closed() -> None:
    while _idle:
        _idle.pop().close()


atexit.register(_all_closed)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # they answer to the parent


# -- what another process takes: told by Linux itself, and by psutil elsewhere


def _seconds(pid: int) -> float | None:
    """Processor time of a process; None where the system does not tell, and time is told by the clock."""
    if os.path.exists("/proc/self/stat"):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as numbers:
                user, system = numbers.read().rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError):
            return None
    try:
        psutil: Any = importlib.import_module("psutil")
        return float(sum(psutil.Process(pid).cpu_times()[:2]))
    except Exception:  # not installed, or the process has gone
        return None


def _resident(pid: int) -> int:
    """Bytes of memory that a process takes; 0 where the system does not tell."""
    if os.path.exists("/proc/self/statm"):
        try:
            with open(f"/proc/{pid}/statm", encoding="ascii") as sizes:
                return int(sizes.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0
    try:
        psutil: Any = importlib.import_module("psutil")
        return int(psutil.Process(pid).memory_info().rss)
    except Exception:  # not installed, or the process has gone
        return 0
