"""Mistakes in the command line, told as every other diagnostic is."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable

import click

from jixiao.cli.spoken import Language, NoSuchCommand
from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.words import Phrase, Value, languages, phrase, series

__all__ = ["explain_usage"]


def explain_usage(error: click.ClickException, lang: str) -> None:
    """What was wrong with the command line, on the error stream."""
    from jixiao.report.terminal import console, print_diagnostics

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        sys.stderr.write(error.format_message() + "\n")
        return
    print_diagnostics(console(sys.stderr), [_diagnostic(error)], lang)


def _diagnostic(error: click.ClickException) -> Diagnostic:
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "jixiao"
    if isinstance(error, NoSuchCommand):
        known = series("list.comma", error.known)
        return diagnose("JX706", name=error.name, known=known, suggestion=_meant(error.name, error.known))
    if isinstance(error, click.NoSuchOption):
        close = _meant(error.option_name, error.possibilities or ())
        return diagnose("JX707", name=error.option_name, command=command, suggestion=close)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(ctx) if ctx is not None else error.param.name or ""
        return diagnose("JX709", name=name, command=command)
    if isinstance(error, click.BadParameter) and error.param is not None:
        choices = _choices(error.param.type)
        if choices:
            return diagnose("JX320", key=_names(error.param), value=_given(error), known=series("list.comma", choices))
    return diagnose("JX708", reason=_reason(error), command=command)


def _choices(kind: object) -> tuple[str, ...]:
    """What may be written for a parameter that is one of a few."""
    if isinstance(kind, Language):
        return languages()
    return tuple(map(str, kind.choices)) if isinstance(kind, click.Choice) else ()


def _names(param: click.Parameter) -> str:
    """``--lang/JIXIAO_LANG``: how it can be given."""
    given = param.envvar if isinstance(param.envvar, str) else ""
    return "/".join((*param.opts, *([given] if given else [])))


def _reason(error: click.ClickException) -> Phrase:
    """In words of ours: click's own are in English alone."""
    if isinstance(error, click.BadOptionUsage):
        key = "usage.no_value" if "not take" in error.message else "usage.value"
        return phrase(key, name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        key = "usage.folder" if isinstance(error.param.type, click.Path) else "usage.wrong"
        return phrase(key, name=_names(error.param), value=_given(error))
    if extra := re.search(r"extra arguments? \((.*)\)", error.message):
        return phrase("usage.extra", words=extra[1])
    return phrase("usage.other")


def _given(error: click.BadParameter) -> str:
    """What was typed, which click only says inside its message."""
    parts = error.message.split("'")
    return parts[1] if len(parts) > 2 else "?"


def _meant(name: str, known: Iterable[str]) -> Value:
    close = difflib.get_close_matches(name, list(known), 1, cutoff=0.5)
    return phrase("meant", name=close[0]) if close else ""
