"""A case from whatever the user has: a case file or folder, or any document, with or without actuals beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.document import any_document
from jixiao.kernel.files import read_file
from jixiao.kernel.words import Value
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

__all__ = ["LoadedCase", "load_every"]

_CASE_FILES = (".toml", ".json")
# What a file begins with that is no case file, whatever it is named.
_NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"<")


@frozen
class LoadedCase:
    """A case, what was found while reading it, and the document that it was read from (None for a case file).

    ``read`` holds the case's own form alone; ``label`` is how that form is called where its document holds several, and
    nothing else. The case knows its places itself, whatever it was read from.
    """

    case: Case
    diagnostics: tuple[Diagnostic, ...] = ()
    read: Reading | None = None
    label: Value = ""

    def told(self, result: Result) -> Result:
        """A result of the case, with what reading found before what scoring found."""
        return evolve(result, diagnostics=(*self.diagnostics, *result.diagnostics)) if self.diagnostics else result


def load_every(
    source: Path | str, actuals: Path | str | None = None, *, with_contacts: bool = False
) -> tuple[LoadedCase, ...]:
    """The case in a case file, a folder with one, or of every form of any document, in order; actuals from any of these too.

    A form that is no case leaves its findings with the first that is one. Actuals that have no place in the case are findings
    beside it, whatever file they are in. The readers of documents are imported only where a file is no case file.
    Raises JixiaoError with every reason when there is no case to be had, and JX820 where actuals are given for several.
    """
    path, actuals = _of_folder(Path(source), actuals)
    found = _cases(path, with_contacts)
    if actuals is None:
        return found
    if len(found) > 1:
        raise JixiaoError(diagnose("JX820", Place(file=str(path)), n=len(found)))
    return (_with_actuals(found[0], Path(actuals)),)


def _of_folder(path: Path, actuals: Path | str | None) -> tuple[Path, Path | str | None]:
    """A folder stands for the case file in it, with the actuals beside that."""
    if not path.is_dir():
        return path, actuals
    beside = path / ACTUALS_FILE
    return path / CASE_FILE, actuals or (beside if beside.is_file() else None)


def _cases(path: Path, with_contacts: bool) -> tuple[LoadedCase, ...]:
    data = read_file(path, "bytes")
    if _is_case_file(path, data):
        return (LoadedCase(case_from_document(any_document(data, str(path)))),)
    from jixiao.documents.read import PLAIN, read_document

    read = read_document(data, str(path), with_contacts=with_contacts)
    if read.kind in PLAIN:
        return (LoadedCase(case_from_document(any_document(data, str(path)))),)
    return _of_forms(read, str(path))


def _of_forms(read: Reading, file: str) -> tuple[LoadedCase, ...]:
    """The case of each form with its own findings; those that are no form's are the first one's."""
    held = [(form, document) for form in read.forms if (document := form.placed(file)) is not None]
    found: list[LoadedCase] = []
    problems: list[Diagnostic] = []
    for form, document in held:
        label = form.label if len(held) > 1 else ""
        try:
            alone = evolve(read, forms=(form,), findings=form.findings)
            found.append(LoadedCase(case_from_document(document), form.findings, alone, label))
        except JixiaoError as problem:
            problems += problem.diagnostics
    own = {finding for each in found for finding in each.diagnostics}
    others = (*(finding for finding in read.findings if finding not in own), *problems)
    if not found:
        raise JixiaoError(*others)
    return (evolve(found[0], diagnostics=(*found[0].diagnostics, *others)), *found[1:])


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
