"""The root command: language, version, and commands that are imported when they are called."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import Any

import click

from jixiao import __version__
from jixiao.cli.common import WRONG
from jixiao.cli.spoken import CommandGroup, Language
from jixiao.kernel.words import DEFAULT, LANGUAGE_VARIABLE

__all__ = ["main", "root"]

_COMMANDS = (
    "score",
    "parse",
    "rules",
    "audit",
    "seek",
    "aggregate",
    "batch",
    "read",
    "form",
    "explain",
    "init",
    "doctor",
    "schema",
)
_INTERRUPTED = 130


class _Lazy(CommandGroup):
    """Commands by name; a command's module is imported only when it runs, so that start-up stays short."""

    spoken = DEFAULT
    """The language of this run: not every mistake that click finds knows its context."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"jixiao.cli.{name}").command
        return command

    def short(self, ctx: click.Context, name: str) -> str:
        return f"cli.{name}.short"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The language first: help is said in it, wherever ``--help`` stands."""
        option = next(each for each in self.params if each.name == "lang")
        given = self.make_parser(ctx).parse_args(list(args))[0].get("lang")
        named = given or option.resolve_envvar_value(ctx)
        self.spoken = DEFAULT
        ctx.obj = self.spoken = DEFAULT if named is None else option.type.convert(named, option, ctx)
        return super().parse_args(ctx, args)


@click.group(cls=_Lazy, help="cli", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=Language(), envvar=LANGUAGE_VARIABLE, expose_value=False, help="cli.lang")
@click.version_option(__version__, "--version", prog_name="jixiao", help="cli.version")
def root() -> None:
    """Exact, explainable scoring of performance indicators."""


def main() -> None:
    """The entry point: output that an encoding cannot hold is replaced, a closed pipe is no error."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        code = 0
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def _run() -> int:
    """The command's exit code; mistakes in the command line are told as diagnostics are."""
    try:
        result: Any = root(prog_name="jixiao", standalone_mode=False)
    except click.exceptions.Abort:
        return _INTERRUPTED
    except click.ClickException as error:
        from jixiao.cli.usage import explain_usage

        explain_usage(error, root.spoken)
        return WRONG
    except SystemExit:
        # click turns a closed pipe into this one
        raise BrokenPipeError from None
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, silently."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
