"""Files in and out: the one door through which bytes come, and the one way in which they are put on a disk.

In: ordinary files alone, their size known before a byte is read, so that no pipe, device or file of the system's own makes
reading wait or grow. Out: whole or not at all, never over what is there unless that was asked for.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.kernel.budget import budget, over
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.faults import system_fault
from jixiao.kernel.words import phrase

__all__ = ["read_file", "replacing", "write_whole"]

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path | str, limit: str = "text") -> bytes:
    """The bytes of an ordinary file; ``limit`` names the one that holds for its size (:class:`Budget`).

    Raises JixiaoError: JX001 where it cannot be opened or is a folder, pipe, device or file that the system makes up
    (as in /proc); JX405 where it is larger.
    """
    place = Place(file=str(path))
    most: int = getattr(budget(), limit)
    try:
        with os.fdopen(os.open(path, _READ), "rb") as stream:  # without waiting for the other end of a pipe
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode):
                key = "system.folder" if stat.S_ISDIR(about.st_mode) else "system.not_a_file"
                raise JixiaoError(diagnose("JX001", place, reason=phrase(key)))
            if about.st_size > most:
                raise JixiaoError(over(limit, about.st_size, most, place))
            data = stream.read(about.st_size + 1)
    except OSError as error:
        raise JixiaoError(diagnose("JX001", place, reason=system_fault(error))) from None
    except ValueError:  # a name with a null character in it
        raise JixiaoError(diagnose("JX001", place, reason=phrase("system.missing"))) from None
    if len(data) > about.st_size:  # it said that it was shorter: made up by the system, or being written
        raise JixiaoError(diagnose("JX001", place, reason=phrase("system.not_a_file")))
    return data


def write_whole(path: Path | str, data: bytes, *, force: bool = False, original: Path | str | None = None) -> Path:
    """Write a file, whole or not at all; see :func:`replacing`, whose errors it raises."""
    with replacing(path, force=force, original=original) as draft:
        # One that is replaced may hold what only its owner should read, and so may the new one.
        private = os.path.exists(path)
        with os.fdopen(os.open(draft, _NEW, 0o600 if private else 0o666), "wb") as stream:
            stream.write(data)
    return Path(path)


@contextmanager
def replacing(path: Path | str, *, force: bool = False, original: Path | str | None = None) -> Iterator[Path]:
    """The path of a draft beside a file, to be written inside; it takes the file's name when it is whole.

    A new file gets the mode that the user's umask gives; one that is replaced (``force``) keeps its own. A link is
    followed. Raises JixiaoError: JX701 if the file exists and ``force`` is not given, JX454 if it is ``original`` (even
    with ``force``), JX702 if it is no ordinary file or cannot be written.
    """
    place = Place(file=str(path))
    if original is not None and _same(Path(path), Path(original)):
        raise JixiaoError(diagnose("JX454", place, path=path))
    draft: Path | None = None
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
        if mode is not None and not stat.S_ISREG(mode):
            key = "system.folder" if stat.S_ISDIR(mode) else "system.not_a_file"
            raise JixiaoError(diagnose("JX702", place, reason=phrase(key)))
        if mode is not None and not force:
            raise JixiaoError(diagnose("JX701", place))
        # A short name: the file's own may be as long as names get.
        draft = target.with_name(f".{os.urandom(8).hex()}{target.suffix[:16]}")
        yield draft
        if mode is not None:
            os.chmod(draft, stat.S_IMODE(mode))
        _to_disk(draft)
        os.replace(draft, target)
    except (OSError, ValueError) as error:
        reason = system_fault(error) if isinstance(error, OSError) else phrase("system.missing")
        raise JixiaoError(diagnose("JX702", place, reason=reason)) from None
    finally:
        if draft is not None:
            with contextlib.suppress(OSError):
                draft.unlink()  # there only where something failed, or the user stopped it


def _to_disk(path: Path) -> None:
    """Before the old file goes, the new one has to be on the disk and not only on its way there."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mode_of(path: Path) -> int | None:
    """Kind and mode of what stands at the path; None where nothing does."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return os.path.abspath(one) == os.path.abspath(other)
