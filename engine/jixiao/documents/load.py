"""A case from whatever the user has: a case file or folder, or any document, with or without actuals beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from jixiao.documents.actuals import actuals_document, put_actuals
from jixiao.documents.read import ReadResult, locate, read_document
from jixiao.documents.sniff import Kind
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place
from jixiao.kernel.structure import Document
from jixiao.scoring.case import ACTUALS_FILE, CASE_FILE, Case, case_from_document, load_case

__all__ = ["LoadedCase", "load_any"]


@frozen
class LoadedCase:
    """A case and how it was read. ``case`` is None when there is none to be had; the findings say why.

    ``read`` is None for a case file, whose own document knows its places; for any other kind ``places`` maps
    JSON paths into the user's document (:func:`jixiao.documents.read.locate` points later findings there).
    """

    case: Case | None
    diagnostics: tuple[Diagnostic, ...] = ()
    places: Mapping[str, Place] = field(factory=dict)
    read: ReadResult | None = None


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
    if read.kind in (Kind.TOML, Kind.JSON) and (given is None or given.kind in (Kind.TOML, Kind.JSON)):
        return _case_file(path, actuals)
    if read.document is None:
        return LoadedCase(None, read.diagnostics, read.places, read)
    findings = list(read.diagnostics)
    document: dict[str, Any] = read.document
    places = dict(read.places)
    if given is not None:
        findings += given.diagnostics
        if given.document is not None:
            document, unmatched = put_actuals(document, actuals_document(given.document), given.places)
            findings += (_in_file(item, str(actuals)) for item in unmatched)
    try:
        case = case_from_document(Document(document, str(path)))
    except JixiaoError as problem:
        return LoadedCase(None, (*findings, *locate(problem.diagnostics, places)), places, read)
    return LoadedCase(case, tuple(findings), places, None if read.kind in (Kind.TOML, Kind.JSON) else read)


def _case_file(path: Path, actuals: Path | str | None) -> LoadedCase:
    try:
        return LoadedCase(load_case(path, actuals))
    except JixiaoError as problem:
        return LoadedCase(None, problem.diagnostics)


def _in_file(item: Diagnostic, name: str) -> Diagnostic:
    return item if item.place.file else evolve(item, place=evolve(item.place, file=name))
