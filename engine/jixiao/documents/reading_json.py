"""A reading as plain values: each form's case and columns, what became of every cell, and what is to be said."""

from __future__ import annotations

from typing import Any

from jixiao.documents.layout.columns import HeadedColumn
from jixiao.documents.layout.ledger import LedgerEntry
from jixiao.documents.read import FormRead, Reading
from jixiao.documents.reading_text import reason
from jixiao.kernel.words import in_words
from jixiao.report.as_json import diagnostic_json

__all__ = ["reading_json"]


def reading_json(reading: Reading, lang: str) -> dict[str, Any]:
    """Ready for ``json.dumps``. ``forms[].case`` is the version-1 case document; ``ledger.cells`` has every cell that shows
    something, in reading order, its ``fate`` one of :class:`Fate`."""
    return {
        "version": 1,
        "kind": reading.kind.value if reading.kind else None,
        "forms": [_form(form, lang) for form in reading.forms],
        "ledger": {
            "counts": reading.ledger.counts,
            "cells": [_cell(entry, lang) for entry in reading.ledger.entries],
        },
        "findings": [diagnostic_json(each, lang) for each in reading.findings],
    }


def _form(form: FormRead, lang: str) -> dict[str, Any]:
    return {
        "name": form.name,
        "title": in_words(form.title, lang),
        "case": form.document,
        "places": {path: place.said(lang) for path, place in form.places.items()},
        "printed": [
            {"kind": each.kind, "path": each.path, "points": each.points, "score": each.score, "rate": each.rate}
            for each in form.printed
        ],
        "columns": [_column(column, lang) for header in form.headers for column in header.columns],
    }


def _column(column: HeadedColumn, lang: str) -> dict[str, Any]:
    return {
        "label": column.label,
        "role": column.role.value if column.role else None,
        "evidence": [
            {"role": each.role.value, "weight": each.weight, "why": in_words(reason(each), lang)}
            for each in column.evidence
        ],
    }


def _cell(entry: LedgerEntry, lang: str) -> dict[str, Any]:
    return {
        "place": entry.place.said(lang) or None,
        "text": entry.text,
        "fate": entry.fate.value,
        "where": list(entry.where),
        "table": entry.table or None,
    }
