"""Styled texts of the authoring commands put on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

__all__ = ["PASTE", "say"]

PASTE = "cyan"
"""The style of what is meant to be copied, which is never broken into lines."""


def say(texts: Iterable[tuple[str, str]]) -> None:
    """A style and a text each; what is indented stays so where it is broken."""
    from jixiao.report.lines import Line, paragraph
    from jixiao.report.terminal import console, print_lines

    out = console(sys.stdout)

    def lines() -> Iterator[Line]:
        for style, text in texts:
            body = text.lstrip(" ")
            indent = " " * (len(text) - len(body))
            if style == PASTE:
                yield ((style, text),)
            else:
                yield from paragraph(body, out.width, indent=indent, style=style)

    print_lines(out, lines())
