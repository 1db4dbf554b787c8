"""Where the keys of a TOML text stand, since the standard reader tells no places for values.

Places are kept for tables, keys and the first line of a multi-line value; what stands deeper inside an
inline value is placed at its key. The text is read token by token and never twice, whatever it holds: the same pass
tells how deep it is nested and how long its keys and values are, before the standard reader sees it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from attrs import field

from jixiao.kernel.classes import define, frozen

__all__ = ["KeyPlace", "Measure", "key_places", "nearest", "scan"]

# One token and the white space before it. Whatever stands there, one of the alternatives takes it at once, so nothing is
# given back and a text is read once. (No possessive quantifiers: Python 3.11 before 3.11.5 reads them wrong.) Lines end
# at \n and \r\n alone: other characters that Python's splitlines takes for ends are text, here as in the standard.
_TOKEN = re.compile(
    r"""(?P<before>[ \t]*)(?:
        (?P<line>\r?\n)
      | (?P<comment>\#[^\n]*)
      | (?P<text>\"\"\"(?:[^"\\]|\\(?:.|\Z)|"(?!""))*(?:\"{3,5}|\Z) | '''(?:[^']|'(?!''))*(?:'{3,5}|\Z))
      | (?P<string>"(?:[^"\\\n]|\\[^\n])*"? | '[^'\n]*'?)
      | (?P<bare>[^\s"'\[\]{}=,.\#]+)
      | (?P<mark>[\[\]{}=,.])
      | (?P<other>.|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)


@frozen
class KeyPlace:
    """A key's line and column (from 1), and the line where the text of a multi-line string begins."""

    line: int
    column: int
    text_line: int | None = None


@define
class Measure:
    """The largest of each that a text holds: levels of nesting, characters of a key, a text and a bare value; keys."""

    nesting: int = 0
    key: int = 0
    cell: int = 0
    bare: int = 0
    items: int = 0


@define
class _Table:
    """A table of the document: its tables by name, and for an array of tables the number of its latest element."""

    inner: dict[str, _Table] = field(factory=dict)
    latest: int | None = None


def key_places(text: str) -> dict[str, KeyPlace]:
    """JSON path (``$.rule[0].curve``) to place, for every table and key written at the left margin of a line."""
    return scan(text)[0]


def scan(text: str) -> tuple[dict[str, KeyPlace], Measure]:
    """The places of the keys, and the sizes that a limit may be set to. Any text is taken, also one that is no TOML."""
    places: dict[str, KeyPlace] = {"$": KeyPlace(1, 1)}
    sizes = Measure()
    root, table = _Table(), "$"
    for statement in _statements(text, sizes):
        sizes.items += 1
        sizes.nesting = max(sizes.nesting, len(statement.names))
        if statement.header:
            table = _table_path(root, statement.names, statement.header == 2)
            places.setdefault(table, KeyPlace(statement.line, statement.column))
        else:
            path = table + "".join(f".{name}" for name in statement.names)
            places[path] = KeyPlace(statement.line, statement.column, statement.text_line)
    return places, sizes


def nearest(places: dict[str, KeyPlace], path: str) -> KeyPlace:
    """The place of the path, or of the nearest thing that holds it."""
    while path not in places:
        path = path[: max(path.rfind("."), path.rfind("["))] if max(path.rfind("."), path.rfind("[")) > 0 else "$"
    return places[path]


@define
class _Statement:
    """A table header (1, or 2 for an array's) or a key with its value (0)."""

    line: int
    column: int
    names: list[str] = field(factory=list)
    header: int = 0
    text_line: int | None = None


def _statements(text: str, sizes: Measure) -> Iterator[_Statement]:
    """What stands at the beginning of lines, outside any multi-line string, array or inline table."""
    line = 1
    here: _Statement | None = None
    valued, depth = False, 0  # behind the equals sign or the header's bracket; brackets open in the value
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[match.lastgroup or 0]
        if kind == "line":
            line += 1
            if depth == 0:
                yield from _whole(here, valued)
                here, valued = None, False
        elif kind in ("comment", "other", None):
            continue
        elif not valued:
            here = here or _Statement(line, 1 + len(match["before"]))
            valued = _head(here, kind, token, sizes)
        else:
            depth = _weigh(kind, token, depth, sizes)
            if kind == "text" and here is not None and depth == 0 and token[3:5].lstrip("\r")[:1] == "\n":
                here.text_line = line + 1
        if kind == "text":
            line += token.count("\n")
    yield from _whole(here, valued)


def _whole(here: _Statement | None, valued: bool) -> Iterator[_Statement]:
    if here is not None and valued and here.names:
        yield here


def _weigh(kind: str | None, token: str, depth: int, sizes: Measure) -> int:
    """Measure a token of a value; the number of brackets open behind it."""
    if kind == "mark":
        depth = max(depth + (token in "[{") - (token in "]}"), 0)
        sizes.nesting = max(sizes.nesting, depth)
        sizes.items += token == ","
    elif kind == "bare":
        sizes.bare = max(sizes.bare, len(token))
    else:
        sizes.cell = max(sizes.cell, len(token))
    return depth


def _head(here: _Statement, kind: str | None, token: str, sizes: Measure) -> bool:
    """Take a token of a header or a key; True when it is the last one before the value or the end."""
    if kind == "mark":
        if token == "[" and not here.names and here.header < 2:
            here.header += 1
        return token == "]" if here.header else token == "="
    sizes.key = max(sizes.key, len(token))
    here.names.append(_name(kind, token))
    return False


def _name(kind: str | None, token: str) -> str:
    if kind == "bare":
        return token
    if token[0] == '"' and "\\" in token:
        try:
            return str(tomllib.loads(f"k = {token}")["k"])
        except ValueError:
            pass
    return token[1:-1]


def _table_path(root: _Table, names: list[str], is_array: bool) -> str:
    """The path of a table header: each array on the way stands for its latest element."""
    path, table = "$", root
    for index, name in enumerate(names):
        path += f".{name}"
        last = index == len(names) - 1
        table.inner.setdefault(name, _Table())
        if last and is_array:  # a new element begins its own arrays again
            number = table.inner[name].latest
            table.inner[name] = _Table(latest=0 if number is None else number + 1)
        table = table.inner[name]
        if table.latest is not None:
            path += f"[{table.latest}]"
    return path
