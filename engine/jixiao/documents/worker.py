"""The other process: it reads documents for the one that started it, and may be killed at any time.

A request is a head (the limits, as JSON), the bytes of a document, and what is to be put into it, or nothing where it is to be
read; the answer is a kind and its grids, or a changed copy and what was not put there, or findings. In between come signs of work: cells found and pages read, each of which earns a little more time. The process ends when nobody speaks to it any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
import threading
from typing import IO

__all__ = ["ANSWER", "A_CELL", "FINDINGS", "WORK", "main", "receive", "send"]

A_CELL = 2048
"""Bytes beyond the limit of memory that each cell earns: the largest tables take most of it."""

# What a message is.
ANSWER, FINDINGS, WORK = b"A", b"F", b"W"
_HEAD = struct.Struct("!cQ")
_IDLE = 30.0  # seconds


def send(stream: IO[bytes], kind: bytes, data: bytes = b"") -> None:
    """Send one message."""
    stream.write(_HEAD.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> tuple[bytes, bytes]:
    """The next message. Raises EOFError where the other side has gone or says what it cannot mean."""
    kind, size = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if size > most:
        raise EOFError
    return kind, _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def main() -> None:
    """Serve requests until there are no more."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked is told, and kills this one
    # What libraries print must not get between the messages.
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    while True:
        idle = threading.Timer(_IDLE, os._exit, (0,))
        idle.daemon = True
        idle.start()
        try:
            head = receive(sys.stdin.buffer, 1 << 20)[1]
            idle.cancel()
            data = receive(sys.stdin.buffer, 1 << 40)[1]
            edits = receive(sys.stdin.buffer, 1 << 30)[1]
            _serve(json.loads(head), data, edits, out)
        except (EOFError, OSError):
            return


def _serve(limits: dict[str, int], data: bytes, edits: bytes, out: IO[bytes]) -> None:
    from jixiao.documents.wire import packed
    from jixiao.kernel.budget import Budget, listening, using
    from jixiao.kernel.diagnostic import JixiaoError

    budget = Budget(**limits)
    cap = _Cap(budget.memory)

    def told(name: str, done: int, total: int) -> None:
        if name == "cells":
            cap.raise_by(A_CELL * min(total, budget.cells))
        send(out, WORK, f"{name} {done} {total}".encode())

    try:
        with using(budget), listening(told):
            answer = _edited(data, edits) if edits else _read(data)
    except JixiaoError as error:
        send(out, FINDINGS, packed(error.diagnostics))
        return
    except MemoryError:
        send(out, FINDINGS)
        os._exit(1)  # what is left of the memory is not to be relied on
    send(out, ANSWER, answer)


def _read(data: bytes) -> bytes:
    from jixiao.documents.readers import read_here
    from jixiao.documents.wire import packed

    kind, grids = read_here(data)
    return kind.value.encode() + b"\n" + packed(grids)


def _edited(data: bytes, edits: bytes) -> bytes:
    from jixiao.documents.readers import guarded
    from jixiao.documents.sheet_xml import edit_here
    from jixiao.documents.wire import packed, unpacked

    with guarded():
        copied, kept = edit_here(data, *unpacked(edits))
    return packed(kept) + b"\n" + copied


class _Cap:
    """No more memory than this beyond what the process has already, where the system can hold it to that."""

    def __init__(self, memory: int) -> None:
        self._most = 0
        with contextlib.suppress(ImportError, OSError, ValueError):
            import resource

            with open("/proc/self/statm", encoding="ascii") as sizes:
                now = int(sizes.read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            self._most = now + memory
            self.raise_by(0)

    def raise_by(self, memory: int) -> None:
        """More, for cells that were found."""
        if self._most:
            import resource

            self._most += memory
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            soft = self._most if hard == resource.RLIM_INFINITY else min(self._most, hard)
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
