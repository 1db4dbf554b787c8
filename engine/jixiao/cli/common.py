"""What commands share: failing with diagnostics, exit codes, text and safe files as output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Severity
from jixiao.kernel.files import write_whole
from jixiao.kernel.visible import visible
from jixiao.kernel.words import Value, in_words, phrase

if TYPE_CHECKING:
    from jixiao.report.lines import Line

__all__ = [
    "DONE",
    "FINDINGS",
    "WRONG",
    "emit",
    "exit_code",
    "fail",
    "json_text",
    "named",
    "reporting",
    "show",
    "show_heading",
    "tell",
    "write_output",
]

DONE, FINDINGS, WRONG = 0, 1, 2


def tell(diagnostics: Sequence[Diagnostic], lang: str, *, notes: bool = True) -> None:
    """Print them on the error stream, after what stands on the other; nothing for none."""
    if not diagnostics:
        return
    from jixiao.report.terminal import console, print_diagnostics

    sys.stdout.flush()
    print_diagnostics(console(sys.stderr), diagnostics, lang, notes=notes)


def show(lines: Callable[[int], Iterable[Line]]) -> None:
    """Print a report on standard output; ``lines`` lays it out for a width."""
    from jixiao.report.terminal import console, print_lines

    out = console(sys.stdout)
    print_lines(out, lines(out.width))


def emit(text: str) -> None:
    """Write a text on standard output: what would steer the terminal is shown by its number."""
    sys.stdout.write(visible(text))


def named(number: int, label: Value) -> Value:
    """The heading of one of several forms; nothing for a form that stands alone and so has no label."""
    return phrase("read.form", number=number, name=label) if label else ""


def show_heading(name: Value, lang: str) -> None:
    """The name of a form above what is said of it."""
    from jixiao.report.lines import paragraph

    show(lambda width: paragraph(in_words(name, lang), width, style="bold"))


def fail(diagnostics: Sequence[Diagnostic], lang: str) -> NoReturn:
    """Print them and leave with 2."""
    tell(diagnostics, lang)
    raise click.exceptions.Exit(WRONG)


@contextmanager
def reporting(lang: str) -> Iterator[None]:
    """Turns what could not be loaded into diagnostics on the error stream and exit 2."""
    from jixiao.cli.progress import shown_progress

    try:
        with shown_progress(lang):
            yield
    except JixiaoError as error:
        fail(error.diagnostics, lang)


def exit_code(diagnostics: Sequence[Diagnostic], *, strict: bool) -> int:
    """2 with any error; 1 with findings where --strict asks for it; else 0."""
    severities = {each.severity for each in diagnostics}
    if Severity.ERROR in severities:
        return WRONG
    return FINDINGS if strict and Severity.WARNING in severities else DONE


def json_text(value: Any, *, to_stdout: bool, indent: int | None = None) -> str:
    """JSON in readable characters; in escapes where standard output could not hold them."""
    unicode_out = not to_stdout or (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig")
    return visible(json.dumps(value, ensure_ascii=not unicode_out, indent=indent))


def write_output(path: Path, content: str | bytes, *, force: bool, lang: str) -> None:
    """Write a file, whole or not at all; an existing one only with --force."""
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    with reporting(lang):
        write_whole(path, data, force=force)
