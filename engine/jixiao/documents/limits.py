"""What a document may cost: sizes, cells and seconds, checked before the costly part of reading begins.

The limits are those of forms filled in by people, with room to spare; what goes beyond is refused with a
diagnostic, so that a harmful file costs neither the memory nor the minutes that it asks for.
"""

from __future__ import annotations

import io
import re
import signal
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from jixiao.kernel.budget import budget, fits, too_long
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import phrase

__all__ = ["Package", "check_size", "deadline", "refuse_entities"]

_ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)


def check_size(data: bytes) -> None:
    """Raises JixiaoError (JX405) for a file larger than any form is; (JX403) for an empty one."""
    if not data:
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.empty")))
    fits("bytes", len(data))


def refuse_entities(xml: bytes) -> None:
    """Raises JixiaoError (JX406) for XML that declares a document type: office files never do."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in xml[:64]:  # no hiding in UTF-16
        xml = xml.decode("utf-16", "replace").encode()
    if _ENTITY.search(xml):
        raise JixiaoError(diagnose("JX406"))


class Package:
    """A zip file looked at with care: how much it unpacks to is known before anything is unpacked."""

    def __init__(self, data: bytes) -> None:
        """Raises JixiaoError: JX403 damaged, JX404 encrypted, JX405 too large."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.archive"))) from None
        entries = self._zip.infolist()
        fits("parts", len(entries))
        fits("unpacked", sum(entry.file_size for entry in entries))
        if any(entry.flag_bits & 1 for entry in entries):
            raise JixiaoError(diagnose("JX404"))
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """One part of the package; XML that declares entities is refused. Empty if there is no such part."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                data = part.read(budget().unpacked + 1)  # a part may be larger than its entry says
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.part", name=name))) from None
        except Exception:  # zlib.error and its like, which zipfile lets through
            raise JixiaoError(diagnose("JX403", detail=phrase("damage.part", name=name))) from None
        fits("unpacked", len(data))
        if name.endswith((".xml", ".rels", ".vml")):
            refuse_entities(data)
        return data


class _TooLong(BaseException):
    """Not an Exception, so that no reader's own handling of damage takes it for one."""


@contextmanager
def deadline(seconds: float | None = None) -> Iterator[None]:
    """Stops what runs inside after some seconds with JixiaoError (JX409), where the platform has alarms.

    Only the main thread can be interrupted; elsewhere the limits on size must do.
    """
    seconds = seconds or budget().seconds
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TooLong:
        raise JixiaoError(too_long(seconds)) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
