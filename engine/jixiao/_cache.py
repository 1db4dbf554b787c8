"""Derived things kept between runs: parser tables, compiled rulesets, cells read; in the user's own cache folder.

Nothing here is needed for a result: what cannot be read or written is built anew, silently. A key holds a
digest of the source, of the code that built it and of the Python version, so nothing stale is ever read.
JIXIAO_CACHE names another folder, or ``off``.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["code_stamp", "fetch", "folder_in_use", "kept", "store"]

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent
_MOST_FILES = 64


def kept(name: str, key: Iterable[bytes], build: Callable[[], T]) -> T:
    """What ``build`` made for this key once before, or makes now. It must be picklable and not be changed."""
    key = list(key)
    found: T | None = fetch(name, key)
    if found is not None:
        return found
    value = build()
    store(name, key, value)
    return value


def fetch(name: str, key: Iterable[bytes]) -> Any:
    """What was stored under this key, None where there is nothing that can be read."""
    path = _path(name, key)
    if path is None:
        return None
    with contextlib.suppress(Exception):  # a cache that cannot be read is only slow
        return pickle.loads(path.read_bytes())
    return None


def store(name: str, key: Iterable[bytes], value: object) -> None:
    """Keep the value for later runs, if that can be done; of old things the oldest go."""
    path = _path(name, key)
    if path is None:
        return
    with contextlib.suppress(Exception):
        _write(path, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        _prune(path.parent)


def code_stamp(*packages: str) -> bytes:
    """Changes whenever a module of these packages of jixiao does."""
    files = (path for name in packages for path in sorted((_PACKAGE / name).glob("*.py")))
    stats = ((path.name, path.stat()) for path in files)
    return "|".join(f"{name}:{found.st_mtime_ns}:{found.st_size}" for name, found in stats).encode()


def _path(name: str, key: Iterable[bytes]) -> Path | None:
    folder = folder_in_use()
    digest = sha256(b"\0".join([sys.version.encode(), *key])).hexdigest()
    return None if folder is None else folder / f"{name}-{digest[:32]}.pickle"


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.pickle"), key=lambda each: each.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)


def folder_in_use() -> Path | None:
    """The cache folder if it is ours alone (what lies in it is unpickled), else None."""
    wanted = os.environ.get("JIXIAO_CACHE")
    if wanted == "off":
        return None
    folder = Path(wanted) if wanted else _user_cache() / "jixiao"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return None
    if os.name == "posix" and (found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _write(path: Path, data: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
