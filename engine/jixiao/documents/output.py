"""Writing a file so that nothing is lost: never over what is there, never half of it, never the original."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.faults import system_fault

__all__ = ["write_bytes"]


def write_bytes(path: Path | str, data: bytes, *, force: bool = False, original: Path | str | None = None) -> Path:
    """Write a file through a temporary one beside it, which is then renamed.

    Raises JixiaoError: JX450 if the file exists and ``force`` is not given, JX454 if it is ``original`` (even
    with ``force``), JX456 if the folder cannot be written to.
    """
    path = Path(path)
    if original is not None and _same(path, Path(original)):
        raise JixiaoError(diagnose("JX454", path=path))
    if path.exists() and not force:
        raise JixiaoError(diagnose("JX450", path=path))
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        _mode_of_new_files(temporary)
        os.replace(temporary, path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise JixiaoError(diagnose("JX456", path=path, detail=system_fault(problem))) from None
    return path


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _mode_of_new_files(path: str) -> None:
    """A temporary file is its owner's alone; what is renamed from it should be like any new file."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(path, 0o666 & ~mask)
