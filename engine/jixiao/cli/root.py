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

__all__ = ["main", "root"]

_COMMANDS = {
    "score": ("jixiao.cli.score", "给目标表评分 · score cases"),
    "parse": ("jixiao.cli.parse", "解析目标值或实际值 · read target and actual cells"),
    "rules": ("jixiao.cli.rules", "查看评分规则 · look at rulesets"),
    "audit": ("jixiao.cli.audit", "复核已填完的自评表 · recompute a finished self-evaluation"),
    "seek": ("jixiao.cli.seek", "达到某一总分或等级还差什么 · what a total or grade takes"),
    "batch": ("jixiao.cli.batch", "成批评分 · score tables and folders in bulk"),
    "read": ("jixiao.cli.read", "把文档读成项目文件 · read a document into a case file"),
    "form": ("jixiao.cli.form", "写出绩效自评表 · write the official form"),
    "explain": ("jixiao.cli.explain", "解释一项得分或一个诊断代码 · explain a score or a code"),
    "init": ("jixiao.cli.init", "写一个待填的项目文件 · a case file to begin with"),
    "doctor": ("jixiao.cli.doctor", "检查安装 · what this installation has"),
    "schema": ("jixiao.cli.schema", "编辑器用的 JSON Schema · JSON Schemas for editors"),
}
_INTERRUPTED = 130


class NoSuchCommand(click.UsageError):
    """A command that there is not, among those that there are."""

    def __init__(self, ctx: click.Context, name: str, known: list[str]) -> None:
        super().__init__(f"no command {name}", ctx)
        self.name, self.known = name, known


class Group(click.Group):
    """A group that tells which commands there are when another is asked for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or NoSuchCommand; words that look like options are left to click."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise NoSuchCommand(ctx, name, self.list_commands(ctx))
        return super().resolve_command(ctx, args)


class _Lazy(Group):
    """Commands by name; a command's module is imported only when it runs, so that start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 · commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · language of messages (JIXIAO_LANG)")
@click.version_option(__version__, "--version", prog_name="jixiao", help="版本 · print the version")
@click.pass_context
def root(ctx: click.Context, lang: str | None) -> None:
    """绩效：按书面规则给绩效指标评分，每一分都有依据。

    Exact, explainable scoring of performance indicators.
    """
    ctx.obj = lang or language()


def language() -> str:
    """JIXIAO_LANG (``en``, also ``en_US.UTF-8`` and the like), else Chinese."""
    return "en" if os.environ.get("JIXIAO_LANG", "").lower().startswith("en") else "zh"


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

        explain_usage(error, _language_of(error))
        return WRONG
    except SystemExit:
        # click turns a closed pipe into this one
        raise BrokenPipeError from None
    return result if isinstance(result, int) else 0


def _language_of(error: click.ClickException) -> str:
    """What --lang said, where it was read before the mistake."""
    ctx = getattr(error, "ctx", None)
    while ctx is not None:
        if ctx.obj in ("zh", "en"):
            return str(ctx.obj)
        ctx = ctx.parent
    return language()


def _drop_output() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, silently."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
