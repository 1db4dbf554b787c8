"""Cases: from another program's memory, from case files, and from documents of any kind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.api.asked import a_path, a_text
from jixiao.kernel.budget import fits
from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.document import Document, brief
from jixiao.kernel.given import is_clean
from jixiao.kernel.words import phrase
from jixiao.scoring import load
from jixiao.scoring.case import Case

if TYPE_CHECKING:
    from jixiao.documents.read import Reading

__all__ = ["case_from_dict", "load_case", "plain_table", "read_document"]


def case_from_dict(mapping: Mapping[str, object]) -> Case:
    """The case that a mapping of the shape of a case file holds (``jixiao schema case``); ``version`` may be left out.

    Numbers may be text, whole numbers, Decimal or Fraction; a float is refused, since its digits are not those that were
    written (``json.loads(text, parse_float=Decimal)`` keeps them). Nothing of the mapping is kept or changed. Raises
    JixiaoError with every fault, each with its place (``$.indicator[3].points``); TypeError for what is no mapping.
    """
    if not isinstance(mapping, Mapping):
        raise TypeError(f"a case is a mapping with the keys of a case file, not {type(mapping).__name__}")
    return load.case_from_document(Document({"version": load.VERSION, **plain_table(mapping)}))


def load_case(path: Path | str, actuals: Path | str | None = None) -> Case:
    """The case in a TOML or JSON file, or in a folder's ``case.toml`` (with its ``actuals.toml``).

    Raises JixiaoError with every fault, each with its place; actuals that have no place in the case are faults.
    """
    return load.load_case(a_path(path, "path"), None if actuals is None else a_path(actuals, "actuals"))


def read_document(source: Path | str | bytes, name: str | None = None) -> Reading:
    """A document of any kind (xlsx, xls, docx, pdf, html, csv, text …) read, told by its bytes and not by its name.

    ``source`` is a path, or the bytes themselves; ``name`` is how findings call it. The reading has ``cases`` (one for each
    form in it), ``findings`` and a ``ledger`` of what became of every cell. Never raises for what is in the document.
    """
    from jixiao.documents.read import read_document as read

    if not isinstance(source, bytes | str | os.PathLike):
        raise TypeError(f"a document is a path (str or Path) or bytes, not {type(source).__name__}")
    called = None if name is None else a_text(name, "name")
    return read(source if isinstance(source, bytes) else a_path(source, "source"), called)


_PLAIN = (str, int, bool, type(None))


def plain_table(mapping: Mapping[Any, object]) -> dict[str, Any]:
    """A mapping of another program as the plain tables and lists of a file. Raises JixiaoError (JX005, JX405)."""
    table: dict[str, Any] = _plain(mapping, "$", 0)
    return table


def _plain(value: object, path: str, depth: int) -> Any:
    if isinstance(value, Mapping):
        fits("nesting", depth, Place(path=path))
        return {_key(name, path): _plain(each, f"{path}.{name}", depth + 1) for name, each in value.items()}
    if isinstance(value, list | tuple):
        fits("nesting", depth, Place(path=path))
        return [_plain(each, f"{path}[{index}]", depth + 1) for index, each in enumerate(value)]
    if type(value) not in _PLAIN and isinstance(value, Integral):
        return int(value)  # numpy's, say
    return value


def _key(name: object, path: str) -> str:
    if isinstance(name, str) and is_clean(name):
        return name
    raise JixiaoError(diagnose("JX005", Place(path=path), expected=phrase("expected.text"), found=brief(name)))
