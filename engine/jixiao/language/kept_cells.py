"""Cells read once are not parsed again in the next run of a command.

A table is scored again and again while its actuals come in, and most of a short run is spent on making a
parser for cells that have not changed. What a cell means depends on its text, the grammar and the code of
the language alone; all of these are in the key. Only commands use this: the library keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jixiao._cache import code_stamp, fetch, store
from jixiao._resource import grammar_text
from jixiao.language import parse
from jixiao.language.ast import Parsed

__all__ = ["cells_kept"]

_MOST = 2000
"""More cells than this are begun anew: reading them back must stay quicker than parsing the few that are wanted."""


@contextmanager
def cells_kept() -> Iterator[None]:
    """Inside, cells that an earlier run read are not parsed again; on leaving, those of this run are kept."""
    key = [grammar_text("target.lark").encode(), code_stamp("kernel", "language")]
    found = fetch("cells", key)
    cells: dict[tuple[str, bool], Parsed] = found if isinstance(found, dict) else {}
    before = len(cells)
    parse.known = cells
    try:
        yield
    finally:
        parse.known = None
        if len(cells) > _MOST:
            cells = dict(list(cells.items())[before:][-_MOST:])
        if len(cells) != before:
            store("cells", key, cells)
