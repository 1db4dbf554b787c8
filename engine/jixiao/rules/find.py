"""Rulesets by id: those that come along, those in the folders of JIXIAO_RULESETS, or a file by its path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jixiao._resource import ruleset_dir
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.words import series
from jixiao.rules.load import COMMON
from jixiao.rules.load import load_ruleset as load_file
from jixiao.rules.ruleset import Ruleset

__all__ = ["list_rulesets", "load_ruleset", "ruleset_path"]


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


def ruleset_path(name: str, folders: Sequence[Path | str] | None = None, place: Place | None = None) -> Path:
    """The file of a ruleset, by id or by path. Raises JixiaoError (JX322) with the ids there are, at ``place``."""
    known = list_rulesets(folders)
    if name in known:
        return known[name]
    if name.endswith((".toml", ".json")) or os.sep in name:
        return Path(name)
    raise JixiaoError(diagnose("JX322", place, name=name, known=series("list.comma", known)))


def load_ruleset(
    name: str | Path, folders: Sequence[Path | str] | None = None, *, place: Place | None = None
) -> Ruleset:
    """The ruleset of this id or path. Raises JixiaoError; ``place`` is where the name is written, if in a file."""
    return load_file(ruleset_path(str(name), folders, place))


def _folders(folders: Sequence[Path | str] | None) -> Iterator[Path]:
    if folders is None:
        folders = [each for each in os.environ.get("JIXIAO_RULESETS", "").split(os.pathsep) if each]
    yield from (Path(each) for each in folders if Path(each).is_dir())
    yield ruleset_dir()
