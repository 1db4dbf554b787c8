"""Plain text: a table that was copied or printed as text, in whatever way it keeps its cells apart."""

from __future__ import annotations

from jixiao.documents.grid import Grid
from jixiao.documents.sniff import decode
from jixiao.documents.text_folded import is_folded, read_folded
from jixiao.documents.text_rows import Apart, rows_of
from jixiao.documents.text_table import grids_of
from jixiao.kernel.budget import fits

__all__ = ["read_text"]


def read_text(data: bytes) -> list[Grid]:
    """The grids of a text; cells whose place in the table is lost stand in a loose one. Raises JixiaoError: JX405, JX427."""
    lines = decode(data).replace("\f", "\n").splitlines()
    fits("rows", len(lines))
    text = rows_of(lines)
    if text.how == Apart.WORDS and is_folded(lines):
        return read_folded(lines)
    return grids_of(text)
