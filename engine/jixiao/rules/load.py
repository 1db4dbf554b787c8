"""From a ruleset file to a :class:`~jixiao.rules.ruleset.Ruleset`; every fault at once, in the order of the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from jixiao._resource import ruleset_dir
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.document import Document, any_document, check_version, read_source
from jixiao.kernel.structure import structure
from jixiao.kernel.words import series
from jixiao.rules.expand import Expanded, expand, name_clauses
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.shared import CommonFile
from jixiao.rules.structure_checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.rules.own_axis import OwnAxis

__all__ = [
    "COMMON",
    "VERSION",
    "common_from_bytes",
    "load_ruleset",
    "ruleset_document",
    "ruleset_from_bytes",
    "ruleset_from_document",
]

VERSION = 1
COMMON = "common.toml"
"""The file of scorers that the rulesets of a folder share; it is no ruleset."""


def load_ruleset(path: Path | str, axes: Mapping[str, OwnAxis] | None = None) -> Ruleset:
    """The ruleset in a TOML (or JSON) file. Raises JixiaoError with every fault that was found."""
    path = Path(path)
    return ruleset_from_bytes(read_source(path), str(path), path.parent, axes)


def ruleset_from_bytes(
    source: bytes,
    file: str | None = None,
    folder: Path | None = None,
    axes: Mapping[str, OwnAxis] | None = None,
) -> Ruleset:
    """The ruleset in these bytes; ``file`` names them in diagnostics. Raises JixiaoError.

    Scorers that it uses and does not hold are taken from ``common.toml`` in ``folder``, and from the one that comes along. ``axes`` are those of the caller's own that its rules name.
    """
    return _ruleset(_expanded(any_document(source, file), folder), source, axes)


def ruleset_from_document(
    document: Document, folder: Path | None = None, axes: Mapping[str, OwnAxis] | None = None
) -> Ruleset:
    """The ruleset that a plain document holds. Raises JixiaoError with every fault."""
    source = json.dumps(document.data, ensure_ascii=False, sort_keys=True, default=str).encode()
    return _ruleset(_expanded(document, folder), source, axes)


def _ruleset(expanded: Expanded, source: bytes, axes: Mapping[str, OwnAxis] | None) -> Ruleset:
    document = expanded.document
    if axes:
        from jixiao.rules.own_axis import with_axes

        document = with_axes(document, axes)
    ruleset = structure(document, Ruleset, CHECKS, expanded.faults)
    read = evolve(ruleset, digest="sha256:" + hashlib.sha256(source + expanded.digested).hexdigest())
    return evolve(read, as_read=read)


def common_from_bytes(source: bytes, file: str | None = None) -> CommonFile:
    """The scorers of a ``common.toml``. Raises JixiaoError with every fault that was found."""
    document = any_document(source, file)
    check_version(document, VERSION)
    return structure(document, CommonFile, CHECKS)


def ruleset_document(source: bytes, file: str | None = None, folder: Path | None = None) -> Document:
    """The document that :func:`ruleset_from_bytes` reads: shared scorers put in, each with its own place. Raises JixiaoError."""
    return _expanded(any_document(source, file), folder).document


def _expanded(document: Document, folder: Path | None) -> Expanded:
    check_version(document, VERSION)
    document, bases = _extended(document, folder)
    expanded = expand(document, list(_shared(document, folder)))
    return evolve(expanded, taken=(*expanded.taken, *bases))


def _extended(
    document: Document, folder: Path | None, met: tuple[str, ...] = ()
) -> tuple[Document, tuple[tuple[str, dict[str, Any]], ...]]:
    """The document with what it extends put in, and each of those by name, for the digest. Raises JixiaoError (JX843)."""
    name = document.data.get("extends")
    if not isinstance(name, str) or not name:
        return document, ()
    from jixiao.rules.extend import extended

    path = _base(name, folder, document, met)
    source = any_document(read_source(path), str(path))
    check_version(source, VERSION)
    base, bases = _extended(source, path.parent, (*met, name))
    named = evolve(base, data=name_clauses(base.data))
    return extended(document, named), ((f"extends {name}", source.data), *bases)


def _base(name: str, folder: Path | None, document: Document, met: tuple[str, ...]) -> Path:
    """The file of the ruleset of this id, in the same folder or among those that come along. An id never opens a path."""
    known = {
        path.stem: path for each in (ruleset_dir(), folder) if each is not None for path in sorted(each.glob("*.toml"))
    }
    known.pop(Path(COMMON).stem, None)
    others = [each for each in known if each not in met and each != document.data.get("id")]
    if name not in others:
        place = document.place("$.extends")
        raise JixiaoError(diagnose("JX843", place, name=name[:80], known=series("list.comma", sorted(others))))
    return known[name]


def _shared(document: Document, folder: Path | None) -> Iterator[Document]:
    """The documents of scorers to look through, nearest first; none where no rule uses any."""
    if not _uses(document):
        return
    for path in dict.fromkeys(each / COMMON for each in (folder, ruleset_dir()) if each is not None):
        if path.is_file():
            common = any_document(read_source(path), str(path))
            check_version(common, VERSION)
            yield common


def _uses(document: Document) -> bool:
    rules = document.data.get("rule")
    return isinstance(rules, list) and any(isinstance(each, dict) and "use" in each for each in rules)
