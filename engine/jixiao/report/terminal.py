"""Reports on a terminal or into a pipe: width, colour, and what an encoding cannot hold.

The only module that knows rich, and only where there is colour to show: a pipe gets plain text and waits for
nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from typing import IO

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.visible import visible
from jixiao.kernel.words import DEFAULT
from jixiao.language.ast import Parsed
from jixiao.report.diagnostic_lines import diagnostic_lines
from jixiao.report.lines import Line, plain_text
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import Result

__all__ = [
    "Screen",
    "console",
    "print_diagnostics",
    "print_lines",
    "print_parsed",
    "print_result",
    "print_rule_list",
    "print_ruleset",
    "print_sentences",
]

_PIPE_WIDTH = 120
_LEAST_WIDTH = 40


@frozen
class Screen:
    """Where lines go: a stream, its width in cells, and whether it takes colour."""

    stream: IO[str]
    width: int
    colour: bool = False


def console(stream: IO[str], width: int | None = None) -> Screen:
    """A screen on this stream. The width is COLUMNS, else the terminal's, else (a pipe, a file) 120 cells.

    Colour only on a terminal, and neither with NO_COLOR nor on a dumb one.
    """
    terminal = stream.isatty()
    if width is None:
        width = _columns() or (shutil.get_terminal_size((80, 24)).columns if terminal else _PIPE_WIDTH)
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(stream, max(width, _LEAST_WIDTH), colour)


def _columns() -> int | None:
    text = os.environ.get("COLUMNS", "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) > 0 else None


def print_lines(out: Screen, lines: Iterable[Line]) -> None:
    """The lines, styled where the screen takes colour."""
    if not out.colour:
        out.stream.write("".join(plain_text(line) + "\n" for line in lines))
        return
    from rich.console import Console
    from rich.text import Text

    rich = Console(file=out.stream, width=out.width, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text.assemble(*((visible(text), style) for style, text in line if text))
        rich.print(text, no_wrap=True, overflow="ignore", crop=False)


def print_result(out: Screen, result: Result, lang: str = DEFAULT) -> None:
    """The tree with subtotals, the total and grade, and what is still open."""
    from jixiao.report.result_lines import result_lines

    print_lines(out, result_lines(result, out.width, lang))


def print_sentences(out: Screen, result: Result, lang: str = DEFAULT) -> None:
    """Every leaf's explanation."""
    from jixiao.report.result_lines import sentence_lines

    print_lines(out, sentence_lines(result, out.width, lang))


def print_diagnostics(
    out: Screen, diagnostics: Sequence[Diagnostic], lang: str = DEFAULT, *, notes: bool = True
) -> None:
    """Each with its place, the text with a caret under it, and how to mend it."""
    print_lines(out, diagnostic_lines(diagnostics, out.width, lang, notes=notes))


def print_rule_list(out: Screen, rulesets: Sequence[Ruleset], lang: str = DEFAULT) -> None:
    """One line a ruleset."""
    from jixiao.report.ruleset_text import list_lines

    print_lines(out, list_lines(rulesets, out.width, lang))


def print_ruleset(out: Screen, ruleset: Ruleset, lang: str = DEFAULT) -> None:
    """The framework, every rule with its curve and clause, grades and policies."""
    from jixiao.report.ruleset_text import ruleset_lines

    print_lines(out, ruleset_lines(ruleset, out.width, lang))


def print_parsed(out: Screen, parsed: Parsed, lang: str = DEFAULT) -> None:
    """A cell and what it means; doubts and errors below it."""
    from jixiao.language.ast import Unread
    from jixiao.language.normal import normal

    style = "bold red" if isinstance(parsed.meaning, Unread) else "bold"
    print_lines(out, [(("", parsed.text.replace("\n", " ")), ("dim", "  →  "), (style, normal(parsed.meaning)))])
    print_diagnostics(out, parsed.diagnostics, lang)
