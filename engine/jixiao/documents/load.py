"""A case from whatever the user has: a case file or folder, or any document, with or without actuals beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place
from jixiao.kernel.document import any_document
from jixiao.kernel.files import read_file
from jixiao.scoring.actuals import Actuals, put_actuals
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result
from jixiao.scoring.load import (
    ACTUALS_FILE,
    CASE_FILE,
    actuals_from_document,
    case_from_document,
)

if TYPE_CHECKING:
    from jixiao.documents.read import Reading

__all__ = ["LoadedCase", "load_any"]

_CASE_FILES = (".toml", ".json")
# What a file begins with that is no case file, whatever it is named.
_NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<")


@frozen
class LoadedCase:
    """A case, what was found while reading it, and the document that it was read from (None for a case file).

    ``places`` maps JSON paths into the user's document. The case knows its places itself, whatever it was read from.
    """

    case: Case
    diagnostics: tuple[Diagnostic, ...] = ()
    places: Mapping[str, Place] = field(factory=dict)
    read: Reading | None = None

    def told(self, result: Result) -> Result:
        """A result of the case, with what reading found before what scoring found."""
        return evolve(result, diagnostics=(*self.diagnostics, *result.diagnostics)) if self.diagnostics else result


def load_any(source: Path | str, actuals: Path | str | None = None, *, with_contacts: bool = False) -> LoadedCase:
    """The case in a case file, a folder with one, or any document; actuals from any of these too.

    Actuals that have no place in the case are findings beside it, whatever file they are in. Raises JixiaoError with every
    reason when there is no case to be had. The readers of documents are imported only where a file is no case file.
    """
    path = Path(source)
    if path.is_dir():
        beside = path / ACTUALS_FILE
        path, actuals = path / CASE_FILE, actuals or (beside if beside.is_file() else None)
    loaded = _case(path, with_contacts)
    return loaded if actuals is None else _with_actuals(loaded, Path(actuals))


def _case(path: Path, with_contacts: bool) -> LoadedCase:
    data = read_file(path, "bytes")
    if _is_case_file(path, data):
        return LoadedCase(case_from_document(any_document(data, str(path))))
    from jixiao.documents.read import PLAIN, others_left, read_document

    read = read_document(data, str(path), with_contacts=with_contacts)
    if read.kind in PLAIN:
        return LoadedCase(case_from_document(any_document(data, str(path))))
    document = read.form.placed(str(path))
    if document is None:
        raise JixiaoError(*read.diagnostics)
    findings = (*read.diagnostics, *others_left(read))
    try:
        return LoadedCase(case_from_document(document), findings, read.places, read)
    except JixiaoError as problem:
        raise JixiaoError(*findings, *problem.diagnostics) from None


def _with_actuals(loaded: LoadedCase, path: Path) -> LoadedCase:
    """The case with the actuals of a file. Raises JixiaoError where that cannot be read at all."""
    try:
        actuals, said = _actuals(path)
    except JixiaoError as problem:
        raise JixiaoError(*loaded.diagnostics, *problem.diagnostics) from None
    case, unmatched = put_actuals(loaded.case, actuals)
    return evolve(loaded, case=case, diagnostics=(*loaded.diagnostics, *said, *unmatched))


def _actuals(path: Path) -> tuple[Actuals, tuple[Diagnostic, ...]]:
    data = read_file(path, "bytes")
    if _is_case_file(path, data):
        return actuals_from_document(any_document(data, str(path))), ()
    from jixiao.documents.actuals import actuals_document
    from jixiao.documents.read import PLAIN, read_document

    read = read_document(data, str(path))
    if read.kind in PLAIN:
        return actuals_from_document(any_document(data, str(path))), ()
    document = read.form.placed(str(path))
    if document is None:
        raise JixiaoError(*read.diagnostics)
    return actuals_from_document(evolve(document, data=actuals_document(document.data))), read.diagnostics


def _is_case_file(path: Path, data: bytes) -> bool:
    """A file that is named a case file and does not begin as another kind does."""
    return path.suffix.lower() in _CASE_FILES and not data.startswith(_NOT_TEXT)
