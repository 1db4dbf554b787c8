"""A case and its result out: the official form as a workbook, a document, a PDF or a page, or a copy of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.documents.form_docx import form_docx
from jixiao.documents.form_html import form_html
from jixiao.documents.form_model import build_form
from jixiao.documents.form_pdf import form_pdf
from jixiao.documents.form_xlsx import form_xlsx
from jixiao.documents.into import score_into, sheet_of
from jixiao.documents.read import Reading
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.files import read_file, write_whole
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result

__all__ = ["FORM_KINDS", "form_bytes", "write_form", "write_into"]

FORM_KINDS = (".xlsx", ".docx", ".pdf", ".html")


def form_bytes(
    case: Case, result: Result | None, suffix: str, *, blank: bool = False, with_contacts: bool = False
) -> bytes:
    """The form in the kind that ``suffix`` names (.xlsx, .docx, .pdf, .html).

    ``blank`` gives the form to be filled in. Raises JixiaoError: JX402 missing extra, JX451 no such kind,
    JX452 no Chinese font for a PDF.
    """
    suffix = suffix.lower()
    if suffix not in (*FORM_KINDS, ".htm"):
        raise JixiaoError(diagnose("JX451", name=suffix or "?"))
    form = build_form(case, result, blank=blank, with_contacts=with_contacts)
    if suffix == ".xlsx":
        return form_xlsx(form)
    if suffix == ".docx":
        return form_docx(form)
    if suffix == ".pdf":
        return form_pdf(form)
    return form_html(form, None if blank else result)


def write_form(
    path: Path | str,
    case: Case,
    result: Result | None = None,
    *,
    blank: bool = False,
    with_contacts: bool = False,
    force: bool = False,
) -> Path:
    """Write the form of a case to a file whose name tells the kind.

    Raises JixiaoError: those of :func:`form_bytes`, JX701 if the file exists and ``force`` is not given, JX702.
    """
    data = form_bytes(case, result, Path(path).suffix, blank=blank, with_contacts=with_contacts)
    return write_whole(path, data, force=force)


def write_into(
    original: Path | str, path: Path | str, scored: Sequence[tuple[Reading, Result]], *, force: bool = False
) -> list[tuple[Diagnostic, ...]]:
    """Write a copy of the user's workbook with points, scores and reasons of each of its forms.

    What could not be placed is returned, form by form. Raises JixiaoError: JX453 if the original is no .xlsx, JX454 if
    ``path`` is the original, JX701, JX702, JX821 if two forms stand on one sheet.
    """
    if Path(path).suffix.lower() != ".xlsx":
        raise JixiaoError(diagnose("JX453", name=Path(path).name))
    data, lost = read_file(original, "bytes"), []
    sheets = [sheet_of(read) for read, _ in scored]
    if len(set(sheets)) < len(sheets):
        raise JixiaoError(diagnose("JX821", Place(file=str(original)), n=len(sheets)))
    try:
        for read, result in scored:
            data, findings = score_into(data, read, result)
            lost.append(findings)
    except JixiaoError as problem:
        raise JixiaoError(*(each.at(file=str(original)) for each in problem.diagnostics)) from None
    write_whole(path, data, force=force, original=original)
    return lost
