"""Arguments as they are asked for: the type that is wanted, in a sentence, or TypeError."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from jixiao.kernel.diagnostic import JixiaoError, Place, diagnose
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.given import clean_text
from jixiao.kernel.when import When
from jixiao.kernel.words import languages, series

__all__ = ["a_date", "a_path", "a_text", "folders_of", "language", "one_of"]

T = TypeVar("T")

_HINTS = {
    "Case": "case_from_dict(…) and load_case(…) give one",
    "Ruleset": "load_ruleset(id), load_ruleset_file(path) and ruleset_from_text(…) give one",
    "Result": "evaluate(case, ruleset) gives one",
    "Leaf": "result.leaves and score_indicator(…) give them",
    "Diagnostic": "result.diagnostics and JixiaoError.diagnostics give them",
    "Parsed": "parse_target(…) and parse_actual(…) give one",
}
_spoken: set[str] = set()


def one_of(value: object, kind: type[T], name: str) -> T:
    """The value, if it is of this class. Raises TypeError."""
    if not isinstance(value, kind):
        wanted = kind.__name__
        hint = f" ({_HINTS[wanted]})" if wanted in _HINTS else ""
        raise TypeError(f"{name} is a {wanted}{hint}, not {_type(value)}")
    return value


def a_text(value: object, name: str) -> str:
    """Text that can be written out again. Raises TypeError; JixiaoError (JX005) for half a character."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is text (str), not {_type(value)}")
    try:
        return clean_text(value)
    except Fault as fault:
        raise JixiaoError(diagnose(fault.kind.code, Place(path=name), **fault.values)) from None


def a_path(value: object, name: str) -> Path:
    """A path, by text or as a Path. Raises TypeError."""
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{name} is a path (str or Path), not {_type(value)}")
    path = os.fspath(value)
    if not isinstance(path, str):
        raise TypeError(f"{name} is a path of text, not of bytes")
    return Path(a_text(path, name))


def folders_of(value: object) -> list[Path] | None:
    """Folders to look through; None for those of the environment. Raises TypeError."""
    if value is None:
        return None
    if isinstance(value, str | bytes | os.PathLike) or not isinstance(value, Iterable):
        raise TypeError(f"folders is a list of paths, not {_type(value)}")
    return [a_path(each, "folders[…]") for each in value]


def a_date(value: object, name: str) -> When | None:
    """A date, as a When, a date or its text (``2021-06``). Raises TypeError; JixiaoError (JX704) for text that is none."""
    if value is None or isinstance(value, When):
        return value
    if isinstance(value, datetime.date):
        return When(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise TypeError(f"{name} is a When, a date or text such as 2021-06-30, not {_type(value)}")
    found = When.read(a_text(value, name))
    if found is None:
        raise JixiaoError(diagnose("JX704", text=value[:80]))
    return found


def language(lang: object) -> str:
    """A language that there is a catalogue of. Raises TypeError; JixiaoError (JX320)."""
    if not isinstance(lang, str):
        raise TypeError(f'lang is text such as "zh" or "en", not {_type(lang)}')
    if lang not in _spoken:
        known = languages()
        if lang not in known:
            shown = lang[:80].encode("utf-8", "backslashreplace").decode()
            raise JixiaoError(diagnose("JX320", key="lang", value=shown, known=series("list.comma", known)))
        _spoken.add(lang)
    return lang


def _type(value: object) -> str:
    return "None" if value is None else type(value).__name__
