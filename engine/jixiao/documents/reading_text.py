"""A reading told to a person: how many cells went where, and why each column was taken for what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.documents.layout.columns import Evidence, HeadedColumn
from jixiao.documents.layout.ledger import Ledger, some_of
from jixiao.documents.read import FormRead, Reading
from jixiao.kernel.words import Phrase, Value, in_words, phrase, say, series
from jixiao.report.lines import Line, paragraph

__all__ = ["reading_lines", "reason", "summary"]

_INDENT = "  "


def reading_lines(reading: Reading, width: int, lang: str, *, columns: bool = False) -> Iterator[Line]:
    """The summary of the ledger; with ``columns`` each form's columns above it, each with the evidence for its role."""
    if columns:
        several = len(reading.forms) > 1
        for number, form in enumerate(reading.forms, 1):
            if several:
                yield from paragraph(say("read.form", lang, number=number, name=form.label), width, style="bold")
            yield from _columns(form, width, lang)
    if reading.ledger.entries:
        yield from paragraph(in_words(summary(reading.ledger), lang), width, hang=_INDENT, style="bold")


def summary(ledger: Ledger) -> Phrase:
    """How many cells there were, how many of them were read, kept aside and not read, and the first of the last."""
    counts = dict(ledger.counts)
    n = counts.pop("all")
    if counts["unread"]:
        return phrase("read.summary.unread", n=n, **counts, cells=some_of(ledger.unread))
    return phrase("read.summary", n=n, **counts)


def _columns(form: FormRead, width: int, lang: str) -> Iterator[Line]:
    columns = [column for header in form.headers for column in header.columns if column.label]
    for said in dict.fromkeys(in_words(_told(column), lang) for column in columns):  # a head stands on every page
        yield from paragraph(said, width, hang=_INDENT)


def _told(column: HeadedColumn) -> Phrase:
    role = phrase(f"role.{column.role.value if column.role else 'none'}")
    evidence = [each for each in column.evidence if each.role is column.role]
    if not evidence:
        return phrase("read.column.bare", label=column.label, role=role)
    why = series("list.comma", [reason(each) for each in sorted(evidence, key=lambda each: -each.weight)])
    return phrase("read.column", label=column.label, role=role, why=why)


def reason(evidence: Evidence) -> Phrase:
    """What speaks for a role, or against it, and how much."""
    detail: Value = phrase(f"content.{evidence.detail}") if evidence.why == "content" else evidence.detail
    return phrase(f"why.{evidence.why}", detail=detail, weight=f"{evidence.weight:+d}")
