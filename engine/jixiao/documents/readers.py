"""The reader of each kind of document, imported when one of its kind is met; and reading in this very process."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from jixiao.documents.grid import Grid
from jixiao.documents.sniff import Kind, sniff
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.words import phrase

__all__ = ["PLAIN", "guarded", "read_here"]

# Kinds that are case files already, and hold no grid.
PLAIN = (Kind.TOML, Kind.JSON)
_READERS = {
    Kind.XLSX: "xlsx",
    Kind.XLS: "xls",
    Kind.ODS: "ods",
    Kind.DOCX: "docx",
    Kind.PDF: "pdf",
    Kind.HTML: "html_",
    Kind.SPREADSHEETML: "spreadsheetml",
    Kind.CSV: "delimited",
    Kind.TEXT: "text",
}


def read_here(data: bytes) -> tuple[Kind, tuple[Grid, ...]]:
    """Kind and grids of a document; none for a case file, and for what has to be converted first.

    Raises JixiaoError for whatever is wrong with it: damage that its reader did not foresee is damage all the same.
    """
    with guarded():
        kind = sniff(data)
        if kind in PLAIN or kind not in _READERS:
            return kind, ()
        name = _READERS[kind]
        module = importlib.import_module(f"jixiao.documents.{name}")
        read = getattr(module, f"read_{name.rstrip('_')}")
        return kind, tuple(read(data))


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever goes wrong inside is damage of the file, and a diagnostic (JX403)."""
    try:
        yield
    except RecursionError:
        raise JixiaoError(diagnose("JX403", detail=phrase("syntax.depth"))) from None
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError, AssertionError) as problem:
        raise JixiaoError(diagnose("JX403", detail=phrase("damage.reader", name=type(problem).__name__))) from None
