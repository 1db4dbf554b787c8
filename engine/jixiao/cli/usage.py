"""Mistakes in the command line, told as every other diagnostic is."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable

import click

from jixiao.cli.root import NoSuchCommand
from jixiao.kernel.diagnostic import Diagnostic, diagnose

__all__ = ["explain_usage"]


def explain_usage(error: click.ClickException, lang: str) -> None:
    """What was wrong with the command line, on the error stream."""
    from jixiao.report.terminal import console, print_diagnostics

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        sys.stderr.write(error.format_message() + "\n")
        return
    print_diagnostics(console(sys.stderr), [_diagnostic(error, lang)], lang)


def _diagnostic(error: click.ClickException, lang: str) -> Diagnostic:
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "jixiao"
    if isinstance(error, NoSuchCommand):
        close = _meant(error.name, error.known, lang)
        return diagnose("JX706", name=error.name, known="、".join(error.known), suggestion=close)
    if isinstance(error, click.NoSuchOption):
        close = _meant(error.option_name, error.possibilities or (), lang)
        return diagnose("JX707", name=error.option_name, command=command, suggestion=close)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(ctx) if ctx is not None else error.param.name or ""
        return diagnose("JX709", name=name, command=command)
    if isinstance(error, click.BadParameter) and error.param is not None and isinstance(error.param.type, click.Choice):
        known = "、".join(str(each) for each in error.param.type.choices)
        return diagnose("JX320", key="/".join(error.param.opts), value=_given(error), known=known)
    return diagnose("JX708", reason=error.format_message().rstrip("."), command=command)


def _given(error: click.BadParameter) -> str:
    """What was typed, which click only says inside its message."""
    parts = error.message.split("'")
    return parts[1] if len(parts) > 2 else "?"


def _meant(name: str, known: Iterable[str], lang: str) -> str:
    close = difflib.get_close_matches(name, list(known), 1, cutoff=0.5)
    if not close:
        return ""
    return f"是不是 {close[0]}？" if lang == "zh" else f"Did you mean {close[0]}?"
