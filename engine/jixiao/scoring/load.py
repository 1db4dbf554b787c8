"""Cases and actuals from case files (version 1, TOML or JSON): every fault at once, each at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from attrs import evolve

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document import Document, any_document, check_version, read_source
from jixiao.kernel.structure import structure
from jixiao.scoring.actuals import Actuals, put_actuals
from jixiao.scoring.case import Case

__all__ = [
    "VERSION",
    "actuals_from_document",
    "case_from_bytes",
    "case_from_document",
    "load_actuals",
    "load_case",
]

VERSION = 1
CASE_FILE = "case.toml"
ACTUALS_FILE = "actuals.toml"

T = TypeVar("T", Case, Actuals)


def load_case(path: Path | str, actuals: Path | str | None = None) -> Case:
    """The case in a TOML or JSON file, or in a folder's ``case.toml`` (with its ``actuals.toml``).

    Raises JixiaoError with every fault, each with its place; actuals that have no place in the case are faults.
    """
    path = Path(path)
    if path.is_dir():
        beside = path / ACTUALS_FILE
        path, actuals = path / CASE_FILE, actuals or (beside if beside.is_file() else None)
    case = case_from_bytes(read_source(path), str(path))
    if actuals is None:
        return case
    whole, findings = put_actuals(case, load_actuals(actuals))
    if findings:
        raise JixiaoError(*findings)
    return whole


def load_actuals(path: Path | str) -> Actuals:
    """An actuals file. Raises JixiaoError."""
    return actuals_from_document(any_document(read_source(Path(path)), str(path)))


def case_from_bytes(source: bytes, file: str | None = None) -> Case:
    """The case in these bytes, TOML or JSON. Raises JixiaoError."""
    return case_from_document(any_document(source, file))


def case_from_document(document: Document) -> Case:
    """The case that a plain document holds. Raises JixiaoError with every fault."""
    return _structured(document, Case)


def actuals_from_document(document: Document) -> Actuals:
    """The actuals that a plain document holds. Raises JixiaoError with every fault."""
    return _structured(document, Actuals)


def _structured(document: Document, cls: type[T]) -> T:
    check_version(document, VERSION)
    return evolve(structure(document, cls), document=document)
