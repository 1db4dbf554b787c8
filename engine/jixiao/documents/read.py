"""Any document in, one plain case document out: the door that everything else uses.

bytes --sniff--> kind --reader--> grids --layout--> case document, places, findings
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from attrs import evolve, field

from jixiao.documents.door import grids_of
from jixiao.documents.grid import Grid
from jixiao.documents.layout.draft import Printed
from jixiao.documents.layout.form import FormDraft, read_form
from jixiao.documents.layout.forms import FormPart, forms_of
from jixiao.documents.layout.header import Header
from jixiao.documents.layout.ledger import Ledger, ledger_of
from jixiao.documents.layout.private import without_numbers, without_people
from jixiao.documents.limits import check_size
from jixiao.documents.placed import PlacedDocument
from jixiao.documents.readers import PLAIN
from jixiao.documents.sniff import Kind
from jixiao.kernel.budget import EARNED, Budget, deadline, using
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, Severity, diagnose, render
from jixiao.kernel.document import json_document, toml_document
from jixiao.kernel.files import read_file
from jixiao.kernel.words import DEFAULT, Value, phrase, series
from jixiao.scoring.case import READING_ERRORS, Case
from jixiao.scoring.load import case_from_document

__all__ = ["PLAIN", "FormRead", "Printed", "Reading", "others_left", "read_document", "read_grids"]

_BYTES_A_SECOND = 65_536  # of a document: what laying out its cells may take
# Kinds whose grids are sheets, each a form of its own; in the others a form runs over all grids.
_SHEETS = (Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.SPREADSHEETML)


@frozen(slots=False, repr=False)
class FormRead:
    """One form of a document. ``document`` is None when nothing could be read of it; the findings then say why.

    ``places`` maps JSON paths of the document to places in the user's file; ``printed`` holds the points and scores that
    the form itself prints; ``contacts`` the people's data that was left out; ``headers`` the heads of its tables with what
    speaks for each column. ``title`` is what the form calls itself, or its sheet or table where it has no title.
    """

    name: str
    document: dict[str, Any] | None = field(hash=False)
    places: Mapping[str, Place] = field(factory=dict, hash=False)
    findings: tuple[Diagnostic, ...] = ()
    printed: tuple[Printed, ...] = ()
    contacts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: tuple[Header, ...] = field(default=(), repr=False)
    title: Value = ""

    @property
    def label(self) -> Value:
        """How the form is called beside others: by its title, and by its project where the title does not name it."""
        if not self.title or self.name == self.title:
            return self.name
        if not self.name or (isinstance(self.title, str) and self.name in self.title):
            return self.title
        return phrase("remark", text=self.title, remark=self.name)

    def __repr__(self) -> str:
        return f"FormRead({self.name!r:.60}, {len(self.findings)} findings)"

    def placed(self, file: str | None = None) -> PlacedDocument | None:
        """The document with the places of its values; None if there is none."""
        return None if self.document is None else PlacedDocument(self.document, file, cells=self.places)

    def written(self, lang: str = DEFAULT) -> dict[str, Any] | None:
        """The document as it is to be kept: the errors of its reading stand in it, and whoever scores it hears of them."""
        errors = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        if self.document is None or not errors:
            return self.document
        places = [evolve(each.place, file=None, path=None).said(lang) for each in errors]
        said = [f"{place} {render(each, lang).message}".lstrip() for place, each in zip(places, errors, strict=True)]
        return {**self.document, "extra": {**self.document.get("extra", {}), READING_ERRORS: said}}

    @cached_property
    def case(self) -> Case | None:
        """The case that the form holds; None if there is none, or its document is no case (``findings`` say why)."""
        document = self.placed()
        try:
            return None if document is None else case_from_document(document)
        except JixiaoError:
            return None


@frozen(slots=False, repr=False)
class Reading:
    """A document read: every form in it, what is to be said, and what became of every cell.

    ``document``, ``places`` and ``printed`` are those of the first form that holds a case.
    """

    kind: Kind | None
    forms: tuple[FormRead, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    ledger: Ledger = field(factory=Ledger)

    def __repr__(self) -> str:
        kind = "?" if self.kind is None else self.kind.value
        return f"Reading({kind}, {len(self.forms)} forms, {len(self.findings)} findings)"

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The case of each form that holds one."""
        return tuple(case for form in self.forms if (case := form.case) is not None)

    @property
    def held(self) -> tuple[FormRead, ...]:
        """The forms that hold a case."""
        return tuple(form for form in self.forms if form.document is not None)

    @cached_property
    def form(self) -> FormRead:
        """The first form that holds a case."""
        empty = FormRead("", None)
        return next(iter((*self.held, *self.forms)), empty)

    @property
    def document(self) -> dict[str, Any] | None:
        """The plain case document of the first form; None when nothing could be read."""
        return self.form.document

    @property
    def places(self) -> Mapping[str, Place]:
        """Where the values of the first form stand."""
        return self.form.places

    @property
    def printed(self) -> tuple[Printed, ...]:
        """The points and scores that the first form prints."""
        return self.form.printed

    @property
    def contacts(self) -> tuple[tuple[str, str], ...]:
        """The people's data that was left out of the first form."""
        return self.form.contacts

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings."""
        return self.findings

    @property
    def ok(self) -> bool:
        """True when a case was read and nothing about it is an error."""
        return self.document is not None and all(d.severity is not Severity.ERROR for d in self.findings)


def read_document(
    source: Path | str | bytes, name: str | None = None, *, with_contacts: bool = False, budget: Budget | None = None
) -> Reading:
    """Read a document of any kind, told by its bytes. Never raises for what is in the file.

    ``source`` is a path or the bytes themselves; ``name`` is how findings call the file. ``with_contacts``
    keeps names and phone numbers of the head in the extra part; otherwise they are left out and counted. ``budget`` sets other limits than those
    in force (:mod:`jixiao.kernel.budget`).
    """
    name = name or (str(source) if isinstance(source, (str, Path)) else None)
    try:
        data = _bytes(source)
        check_size(data)
        with using(budget):
            kind, grids = grids_of(data)
            if kind in PLAIN:
                return _plain(kind, data, name)
            with deadline() as watch:
                watch.earn(len(data) / _BYTES_A_SECOND + EARNED["rows"] * sum(grid.height for grid in grids))
                return _read(kind, list(grids), name, with_contacts=with_contacts)
    except JixiaoError as problem:
        return Reading(None, (), _in_file(problem.diagnostics, name))
    except RecursionError:
        return Reading(None, (), _in_file([diagnose("JX403", detail=phrase("syntax.depth"))], name))


class Labelled(Protocol):
    """What has a label: a form, or the case that was made of it."""

    @property
    def label(self) -> Value:
        """How it is called beside others."""


def others_left(held: Sequence[Labelled]) -> Diagnostic:
    """What a caller that takes the first of several forms must say (JX426)."""
    names = series("list.comma", [each.label for each in held])
    return diagnose("JX426", None, n=len(held), names=names, used=held[0].label)


def read_grids(source: Path | str | bytes) -> tuple[Kind, list[Grid]]:
    """The raw grids of a document, before any layout. Raises JixiaoError."""
    data = _bytes(source)
    check_size(data)
    kind, grids = grids_of(data)
    if kind in PLAIN:
        raise JixiaoError(diagnose("JX401", detail=str(kind)))
    return kind, list(grids)


def _bytes(source: Path | str | bytes) -> bytes:
    return source if isinstance(source, bytes) else read_file(source, "bytes")


def _plain(kind: Kind, data: bytes, name: str | None) -> Reading:
    """A case that is one already; what it may hold is checked where cases are structured."""
    try:
        read = toml_document if kind is Kind.TOML else json_document
        return Reading(kind, (FormRead(name or "", read(data, name).data),))
    except JixiaoError as problem:
        return Reading(kind, (), problem.diagnostics)


def _read(kind: Kind, grids: list[Grid], name: str | None, *, with_contacts: bool) -> Reading:
    grids = [without_numbers(grid) for grid in grids]
    parts, others = forms_of(grids, sheets=kind in _SHEETS)
    drafts = [read_form(list(part.grids)) for part in parts]
    forms = tuple(_form(part, each, name, with_contacts) for part, each in zip(parts, drafts, strict=True))
    ledger = ledger_of(grids, *(each.draft.takings for each in drafts))
    findings = [*(finding for form in forms for finding in form.findings), *_in_file(_of_others(others), name)]
    private = [text for each in drafts for _, text in each.draft.contacts]
    return Reading(kind, forms, tuple(without_people(each, private) for each in _once(findings)), ledger)


def _form(part: FormPart, read: FormDraft, name: str | None, with_contacts: bool) -> FormRead:
    draft = read.draft
    if with_contacts:
        for label, text in draft.contacts:
            draft.put_extra(label or "联系人", text, private=True)
        draft.diagnostics = [finding for finding in draft.diagnostics if finding.code != "JX418"]
    places = {path: evolve(place, file=name, path=path) for path, place in draft.places.items()}
    found = bool(draft.indicators or draft.framework)
    private = [text for _, text in draft.contacts]
    findings = [without_people(finding, private) for finding in _once(draft.diagnostics)]
    return FormRead(
        str(draft.project.get("name") or part.name),
        draft.document() if found else None,
        places,
        _in_file(findings, name),
        tuple(draft.printed),
        tuple(draft.contacts),
        read.headers,
        part.name,
    )


def _of_others(others: Iterable[Grid]) -> Iterator[Diagnostic]:
    """Sheets without a table of indicators: nothing of them is read, and that is said."""
    for grid in others:
        yield from (doubt for doubt in grid.doubts if doubt.code in ("JX415", "JX416"))
        filled = [cell for cell in grid.cells if not cell.blank]
        if filled:
            yield diagnose("JX480", filled[0].place, name=grid.name, n=len(filled))


def _once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same finding about the same cell is said once."""
    met: dict[tuple[object, ...], Diagnostic] = {}
    for item in diagnostics:
        met.setdefault((item.code, item.place.cell, item.place.line, item.args), item)
    return list(met.values())


def _in_file(diagnostics: Iterable[Diagnostic], name: str | None) -> tuple[Diagnostic, ...]:
    return tuple(item.at(file=name) if item.place.file is None and name else item for item in diagnostics)
