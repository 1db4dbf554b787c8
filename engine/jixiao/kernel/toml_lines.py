"""Where the keys of a TOML text stand, since the standard reader tells no places for values.

Places are kept for tables, keys and the first line of a multi-line value; what stands deeper inside an
inline value is placed at its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

__all__ = ["KeyPlace", "key_places", "nearest"]

_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s."'=\[\]#]+))\s*(\.|=|$)""")
_TOKENS = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[\[\]{}]|#.*')


@frozen
class KeyPlace:
    """A key's line and column (from 1), and the line where the text of a multi-line string begins."""

    line: int
    column: int
    text_line: int | None = None


def key_places(text: str) -> dict[str, KeyPlace]:
    """JSON path (``$.rule[0].curve``) to place, for every table and key written at the left margin of a line."""
    places: dict[str, KeyPlace] = {"$": KeyPlace(1, 1)}
    counts: dict[str, int] = {}
    table = "$"
    for number, line in _logical_lines(text):
        header = _HEADER.match(line)
        column = len(line) - len(line.lstrip()) + 1
        if header:
            table = _table_path([name for name, _ in _key(header[2])], header[1] == "[[", counts)
            places.setdefault(table, KeyPlace(number, column))
            continue
        parts = list(_key(line))
        if not parts or parts[-1][1] != "=":
            continue
        path = table + "".join(f".{name}" for name, _ in parts)
        opens_text = re.search(r'=\s*("""|\'\'\')\s*$', line)
        places[path] = KeyPlace(number, column, number + 1 if opens_text else None)
    return places


def nearest(places: dict[str, KeyPlace], path: str) -> KeyPlace:
    """The place of the path, or of the nearest thing that holds it."""
    while path not in places:
        path = path[: max(path.rfind("."), path.rfind("["))] if max(path.rfind("."), path.rfind("[")) > 0 else "$"
    return places[path]


def _key(line: str) -> Iterator[tuple[str, str]]:
    position = 0
    while match := _KEY_PART.match(line, position):
        yield match[1] or match[2] or match[3] or "", match[4]
        position = match.end()
        if match[4] != ".":
            return


def _table_path(names: list[str], is_array: bool, counts: dict[str, int]) -> str:
    """The path of a table header: each array on the way stands for its latest element."""
    path = "$"
    for index, name in enumerate(names):
        path += f".{name}"
        if is_array and index == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
            _forget_below(path, counts)
        if path in counts:
            path += f"[{counts[path]}]"
    return path


def _forget_below(path: str, counts: dict[str, int]) -> None:
    """A new element begins its own arrays again; they are counted by the full path, so nothing is shared."""
    for key in [key for key in counts if key.startswith(f"{path}[{counts[path]}].")]:
        del counts[key]


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin outside any multi-line string, array or inline table."""
    closing: str | None = None
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if closing is None and depth == 0:
            yield number, line
            if _HEADER.match(line) and "=" not in line.split("]")[0]:
                continue
        for token in _TOKENS.findall(line):
            if closing is not None:
                closing = None if token == closing else closing
            elif token in ('"""', "'''"):
                closing = token
            elif token in "[{":
                depth += 1
            elif token in "]}":
                depth -= 1
