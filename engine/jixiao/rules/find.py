"""Rulesets by id: those that come along and those in the folders of JIXIAO_RULESETS; or as a person names them, also by path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from jixiao._resource import ruleset_dir
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import series
from jixiao.rules.load import COMMON
from jixiao.rules.load import load_ruleset as load_file
from jixiao.rules.ruleset import Ruleset

__all__ = ["id_path", "kept_ruleset", "list_rulesets", "load_ruleset", "named_ruleset", "ruleset_path"]


def list_rulesets(folders: Sequence[Path | str] | None = None) -> dict[str, Path]:
    """Id to file of every ruleset found; the id is the file's name, and ``common.toml`` is none. Earlier folders win.

    ``folders`` are looked through before those that come along; None takes them from JIXIAO_RULESETS.
    """
    found: dict[str, Path] = {}
    for folder in _folders(folders):
        for path in sorted(folder.glob("*.toml")):
            if path.name != COMMON:
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def id_path(name: str, folders: Sequence[Path | str] | None = None, place: Place | None = None) -> Path:
    """The file of the ruleset of this id. Raises JixiaoError (JX322) with the ids there are, at ``place``."""
    known = list_rulesets(folders)
    if name not in known:
        raise JixiaoError(diagnose("JX322", place, name=name[:80], known=series("list.comma", known)))
    return known[name]


def ruleset_path(name: str, folders: Sequence[Path | str] | None = None) -> Path:
    """The file of a ruleset that a person names, by id or by path. Raises JixiaoError (JX322)."""
    is_path = name.endswith((".toml", ".json")) or os.sep in name
    return Path(name) if is_path and name not in list_rulesets(folders) else id_path(name, folders)


def load_ruleset(name: str, folders: Sequence[Path | str] | None = None, *, place: Place | None = None) -> Ruleset:
    """The ruleset of this id, which never opens a path. Raises JixiaoError; ``place`` is where the id is written, if in a file."""
    return load_file(id_path(name, folders, place))


def kept_ruleset(name: str, folders: Sequence[Path | str] | None = None) -> Ruleset:
    """The same, read once as long as its file and those of the scorers that it may use stay as they are."""
    path = id_path(name, folders)
    commons = (path.parent / COMMON, ruleset_dir() / COMMON)
    return _loaded(path, tuple(_state(each) for each in (path, *commons)))


def _state(path: Path) -> tuple[int, int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0, 0
    return about.st_mtime_ns, about.st_size, about.st_ino


@lru_cache(maxsize=64)
def _loaded(path: Path, state: object) -> Ruleset:
    return load_file(path)


def named_ruleset(name: str, folders: Sequence[Path | str] | None = None) -> Ruleset:
    """The ruleset that a person names, by id or by path. Raises JixiaoError."""
    return load_file(ruleset_path(name, folders))


def _folders(folders: Sequence[Path | str] | None) -> Iterator[Path]:
    if folders is None:
        folders = [each for each in os.environ.get("JIXIAO_RULESETS", "").split(os.pathsep) if each]
    yield from (Path(each) for each in folders if Path(each).is_dir())
    yield ruleset_dir()
