"""The words of the heads of forms, from ``headers.toml``: families of whole names, hints inside longer ones.

A family is matched by a pattern made of its parts; the data holds words alone. Nothing here knows what a form looks like.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from jixiao._resource import grammar_text

__all__ = ["hinted", "is_named", "named", "suffixes", "words_of"]

_NOTHING = "-"


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(grammar_text("headers.toml"))


@cache
def _pattern(room: str) -> re.Pattern[str]:
    """One pattern for a room (``column``, ``fund`` …), each entry a group of its own, the first one to match wins."""
    entries = ((name, entry["names"]) for name, entry in _tables()[room].items() if entry.get("names"))
    return re.compile("|".join(f"(?P<{name}>{'|'.join(map(_family, names))})" for name, names in entries))


@cache
def _one(room: str, entry: str) -> re.Pattern[str]:
    return re.compile("|".join(map(_family, _tables()[room][entry]["names"])))


def _family(line: str) -> str:
    """``全年/年度/- 完成 值/数`` as a pattern: longer alternatives first, so that none hides behind its own beginning."""
    parts = []
    for part in line.split():
        words = sorted((word for word in part.split("/") if word != _NOTHING), key=len, reverse=True)
        pattern = "|".join(map(re.escape, words))
        parts.append(f"(?:{pattern})" + ("?" if _NOTHING in part.split("/") else ""))
    return "".join(parts)


@lru_cache(maxsize=65_536)
def named(room: str, text: str) -> str | None:
    """The entry of a room that holds this name whole, the first of them; None if none does.

    >>> named("column", "全年实际值"), named("column", "指标得分"), named("column", "出差人次")
    ('actual', 'score', None)
    """
    match = _pattern(room).fullmatch(text)
    return match.lastgroup if match is not None else None


@lru_cache(maxsize=65_536)
def is_named(room: str, entry: str, text: str) -> bool:
    """Whether this very entry holds the name whole; an entry's ``not_names`` are none of it.

    >>> is_named("label", "total", "总分"), is_named("label", "total", "得分")
    (True, False)
    """
    return bool(_one(room, entry).fullmatch(text)) and text not in words_of(room, entry, "not_names")


@lru_cache(maxsize=4096)
def hinted(room: str, text: str) -> tuple[tuple[str, str], ...]:
    """Entries of which a hint stands inside the text, each with its longest hint, in the order of the data."""
    return tuple(_hints(room, text))


def _hints(room: str, text: str) -> Iterator[tuple[str, str]]:
    for name, entry in _tables()[room].items():
        found = [hint for hint in entry.get("hints", ()) if hint in text]
        if found:
            yield name, max(found, key=len)


@cache
def words_of(room: str, entry: str, key: str) -> tuple[str, ...]:
    """A plain list of words of an entry (``words``, ``part`` …)."""
    return tuple(_tables()[room][entry].get(key, ()))


@cache
def suffixes() -> tuple[str, ...]:
    """What the name of an organisation ends with."""
    return tuple(_tables()["owner"]["suffix"])
