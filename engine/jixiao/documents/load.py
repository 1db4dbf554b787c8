"""A case from whatever the user has: a case file or folder, or any document, with or without actuals beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from jixiao.documents.actuals import actuals_document
from jixiao.documents.placed import PlacedDocument
from jixiao.documents.read import Reading, others_left, read_document
from jixiao.documents.sniff import Kind
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place
from jixiao.kernel.structure import Document, read_source
from jixiao.scoring.actuals import put_actuals
from jixiao.scoring.case import Case
from jixiao.scoring.load import (
    ACTUALS_FILE,
    CASE_FILE,
    actuals_from_document,
    case_from_document,
    document_from_bytes,
    load_case,
)

__all__ = ["LoadedCase", "load_any"]

_PLAIN = (Kind.TOML, Kind.JSON)


@frozen
class LoadedCase:
    """A case and how it was read. ``case`` is None when there is none to be had; the findings say why.

    ``read`` is None for a case file; for any other kind ``places`` maps JSON paths into the user's document. The case
    knows its places itself, whatever it was read from.
    """

    case: Case | None
    diagnostics: tuple[Diagnostic, ...] = ()
    places: Mapping[str, Place] = field(factory=dict)
    read: Reading | None = None


def load_any(source: Path | str, actuals: Path | str | None = None, *, with_contacts: bool = False) -> LoadedCase:
    """The case in a case file, a folder with one, or any document; actuals from any of these too.

    Never raises for what is in the files.
    """
    path = Path(source)
    if path.is_dir():
        beside = path / ACTUALS_FILE
        path, actuals = path / CASE_FILE, actuals or (beside if beside.is_file() else None)
    read = read_document(path, with_contacts=with_contacts)
    given = None if actuals is None else read_document(actuals)
    if read.kind in _PLAIN and (given is None or given.kind in _PLAIN):
        return _case_file(path, actuals)
    if read.document is None:
        return LoadedCase(None, read.diagnostics, read.places, read)
    findings = [*read.diagnostics, *others_left(read)]
    try:
        case = case_from_document(_document(read, read.document, path))
        if given is not None and actuals is not None:
            findings += given.diagnostics
            if given.document is not None:
                whole = _document(given, given.document, actuals)
                if given.kind not in _PLAIN:
                    whole = evolve(whole, data=actuals_document(given.document))
                case, unmatched = put_actuals(case, actuals_from_document(whole))
                findings += unmatched
    except JixiaoError as problem:
        return LoadedCase(None, (*findings, *problem.diagnostics), read.places, read)
    return LoadedCase(case, tuple(findings), read.places, None if read.kind in _PLAIN else read)


def _document(read: Reading, data: dict[str, Any], path: Path | str) -> Document:
    """What was read, with the places that it was read from."""
    if read.kind in _PLAIN:
        return document_from_bytes(read_source(Path(path)), str(path))
    return PlacedDocument(data, str(path), cells=read.places)


def _case_file(path: Path, actuals: Path | str | None) -> LoadedCase:
    try:
        return LoadedCase(load_case(path, actuals))
    except JixiaoError as problem:
        return LoadedCase(None, problem.diagnostics)
