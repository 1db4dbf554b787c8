"""Any document in, one plain case document out: the door that everything else uses.

bytes --sniff--> kind --reader--> grids --layout--> case document, places, findings
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from jixiao.documents.delimited import read_delimited
from jixiao.documents.docx import read_docx
from jixiao.documents.grid import Grid, squeeze
from jixiao.documents.html_ import read_html
from jixiao.documents.layout.draft import Draft, Printed
from jixiao.documents.layout.form import has_table, read_form
from jixiao.documents.layout.words import is_title
from jixiao.documents.limits import check_size, deadline
from jixiao.documents.ods import read_ods
from jixiao.documents.pdf import read_pdf
from jixiao.documents.sniff import Kind, sniff
from jixiao.documents.spreadsheetml import read_spreadsheetml
from jixiao.documents.text import read_text
from jixiao.documents.xls import read_xls
from jixiao.documents.xlsx import read_xlsx
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, Severity, diagnose
from jixiao.kernel.faults import syntax_fault, system_fault
from jixiao.kernel.words import phrase

__all__ = ["Printed", "ReadResult", "read_document", "read_grids"]

_READERS: dict[Kind, Callable[[bytes], list[Grid]]] = {
    Kind.XLSX: read_xlsx,
    Kind.XLS: read_xls,
    Kind.ODS: read_ods,
    Kind.DOCX: read_docx,
    Kind.PDF: read_pdf,
    Kind.HTML: read_html,
    Kind.SPREADSHEETML: read_spreadsheetml,
    Kind.CSV: read_delimited,
    Kind.TEXT: read_text,
}
# Kinds whose grids are sheets, each a form of its own; in the others a form runs over all grids.
_SHEETS = (Kind.XLSX, Kind.XLS, Kind.ODS, Kind.SPREADSHEETML)


@frozen
class ReadResult:
    """A document read. ``document`` is None when nothing could be read; the findings then say why.

    ``places`` maps JSON paths of the document to places in the user's file; ``printed`` holds the points and
    scores that the file itself prints; ``contacts`` the people's data that was left out of the document.
    """

    kind: Kind | None
    document: dict[str, Any] | None
    places: Mapping[str, Place] = field(factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    printed: tuple[Printed, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """True when a case was read and nothing about it is an error."""
        return self.document is not None and all(d.severity is not Severity.ERROR for d in self.diagnostics)


def read_document(source: Path | str | bytes, name: str | None = None, *, with_contacts: bool = False) -> ReadResult:
    """Read a document of any kind, told by its bytes. Never raises for what is in the file.

    ``source`` is a path or the bytes themselves; ``name`` is how findings call the file. ``with_contacts``
    keeps names and phone numbers of the head in the extra part; otherwise they are left out and counted.
    """
    name = name or (str(source) if isinstance(source, (str, Path)) else None)
    try:
        data = _bytes(source)
        check_size(data)
        with deadline():
            kind = sniff(data)
            if kind in (Kind.TOML, Kind.JSON):
                return _plain(kind, data, name)
            draft = _read(kind, data)
    except JixiaoError as problem:
        return ReadResult(None, None, {}, _in_file(problem.diagnostics, name))
    except RecursionError:
        return ReadResult(None, None, {}, _in_file([diagnose("JX403", detail=phrase("syntax.depth"))], name))
    if with_contacts:
        for label, text in draft.contacts:
            draft.put_extra(label, text)
        draft.diagnostics = [finding for finding in draft.diagnostics if finding.code != "JX418"]
    places = {path: evolve(place, file=name, path=path) for path, place in draft.places.items()}
    found = bool(draft.indicators)
    return ReadResult(
        kind,
        draft.document() if found else None,
        places,
        _in_file(_once(draft.diagnostics), name),
        tuple(draft.printed),
        tuple(draft.contacts),
    )


def read_grids(source: Path | str | bytes) -> tuple[Kind, list[Grid]]:
    """The raw grids of a document, before any layout. Raises JixiaoError."""
    data = _bytes(source)
    check_size(data)
    with deadline():
        kind = sniff(data)
        if kind not in _READERS:
            raise JixiaoError(diagnose("JX401", detail=str(kind)))
        return kind, _grids(kind, data)


def _bytes(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with Path(source).open("rb") as stream:
            from jixiao.documents.limits import MAX_BYTES

            return stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise JixiaoError(diagnose("JX403", detail=system_fault(problem))) from None


def _plain(kind: Kind, data: bytes, name: str | None) -> ReadResult:
    """A case that is one already; what it may hold is checked where cases are structured."""
    try:
        text = data.decode("utf-8-sig")
        whole = tomllib.loads(text, parse_float=Decimal) if kind is Kind.TOML else json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as problem:
        return ReadResult(kind, None, {}, _in_file([diagnose("JX403", detail=syntax_fault(str(problem)))], name))
    if not isinstance(whole, dict):
        return ReadResult(kind, None, {}, _in_file([diagnose("JX401", detail="JSON")], name))
    return ReadResult(kind, whole)


def _read(kind: Kind, data: bytes) -> Draft:
    grids = _grids(kind, data)
    findings: list[Diagnostic] = []
    chosen = _one_sheet(grids, findings) if kind in _SHEETS else _one_form(grids, findings)
    draft = read_form(chosen)
    draft.diagnostics.extend(findings)
    return draft


def _grids(kind: Kind, data: bytes) -> list[Grid]:
    """What the reader of this kind makes of the file. Damage that it did not foresee is damage all the same."""
    try:
        return _READERS[kind](data)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError) as problem:
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.reader", name=type(problem).__name__))) from None


def _one_sheet(grids: list[Grid], findings: list[Diagnostic]) -> list[Grid]:
    """The first sheet with an indicator table, with the annexes that our own forms put on sheets of their own."""
    tables = [grid for grid in grids if has_table(grid)]
    if not tables:
        return grids[:1]
    if len(tables) > 1:
        findings.append(diagnose("JX426", Place(cell=tables[1].name), count=len(tables), used=tables[0].name))
    lost = [grid.doubts for grid in grids if grid not in tables[:1]]
    findings.extend(doubt for doubts in lost for doubt in doubts if doubt.code in ("JX415", "JX416"))
    return [tables[0], *(grid for grid in grids if str(grid.name).startswith("附") and grid not in tables)]


def _one_form(grids: list[Grid], findings: list[Diagnostic]) -> list[Grid]:
    """Grids up to the title of a second form."""
    seen = 0
    for at, grid in enumerate(grids):
        if seen and any(is_title(cell.text) for cell in grid.cells) and any(has_table(later) for later in grids[at:]):
            count = 1 + sum(has_table(later) for later in grids[at:])
            title = next(squeeze(cell.text) for cell in grids[0].cells) if grids[0].cells else grids[0].name
            findings.append(diagnose("JX426", Place(cell=grid.name), count=count, used=title))
            return grids[:at]
        seen += has_table(grid)
    return grids


def _once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same finding about the same cell is said once."""
    met: dict[tuple[object, ...], Diagnostic] = {}
    for item in diagnostics:
        met.setdefault((item.code, item.place.cell, item.place.line, item.args), item)
    return list(met.values())


def _in_file(diagnostics: Iterable[Diagnostic], name: str | None) -> tuple[Diagnostic, ...]:
    return tuple(item.at(file=name) if item.place.file is None and name else item for item in diagnostics)
