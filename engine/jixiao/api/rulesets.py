"""Rulesets: by id, from a file, or from text or tables in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from jixiao.api.asked import a_path, a_text, folders_of
from jixiao.api.cases import plain_table
from jixiao.kernel.document import Document
from jixiao.rules import find, load
from jixiao.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from jixiao.rules.own_axis import OwnAxis

__all__ = ["list_rulesets", "load_ruleset", "load_ruleset_file", "ruleset_from_text"]

Folders = Iterable[Path | str] | None

Axes: TypeAlias = "Mapping[str, OwnAxis] | None"
"""Axes of the caller's own that rules name, by those names: ``{"own:net": OwnAxis(…)}``."""


def list_rulesets(folders: Folders = None) -> dict[str, Path]:
    """Id to file of every ruleset there is: in ``folders``, earlier ones first, and among those that come along.

    None takes the folders of JIXIAO_RULESETS; an empty list takes none.
    """
    return find.list_rulesets(folders_of(folders))


def load_ruleset(name: str, folders: Folders = None, axes: Axes = None) -> Ruleset:
    """The ruleset of this id, found as :func:`list_rulesets` finds it. An id never opens a path.

    A ruleset that was loaded before is the same value, as long as its file is the same. Raises JixiaoError: JX322 with the ids there are,
    or every fault of the file.
    """
    if axes is None:
        return find.kept_ruleset(a_text(name, "name"), folders_of(folders))
    return load.load_ruleset(find.id_path(a_text(name, "name"), folders_of(folders)), _axes(axes))


def load_ruleset_file(path: Path | str, axes: Axes = None) -> Ruleset:
    """The ruleset in a TOML or JSON file. Raises JixiaoError with every fault, each with line and column."""
    return load.load_ruleset(a_path(path, "path"), _axes(axes))


def ruleset_from_text(
    source: str | bytes | Mapping[str, object], name: str | None = None, axes: Axes = None
) -> Ruleset:
    """The ruleset in a TOML or JSON text, or in a mapping of the same shape; ``name`` is what diagnostics call it.

    Scorers that it uses and does not hold are those that come along. Raises JixiaoError with every fault.
    """
    called = None if name is None else a_text(name, "name")
    if isinstance(source, Mapping):
        return load.ruleset_from_document(Document(plain_table(source), called), axes=_axes(axes))
    if not isinstance(source, str | bytes):
        raise TypeError(f"a ruleset is text, bytes or a mapping, not {type(source).__name__}")
    text = source if isinstance(source, bytes) else a_text(source, "source").encode()
    return load.ruleset_from_bytes(text, called, axes=_axes(axes))


def _axes(axes: Axes) -> Axes:
    if axes is not None and not isinstance(axes, Mapping):
        raise TypeError(f"axes is a mapping of names own:… to OwnAxis, not {type(axes).__name__}")
    return axes
