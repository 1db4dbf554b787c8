"""Commands whose help is said in the reader's language: every ``help=`` is a key of the catalogues.

A command says its own help by its key, and its line in the list of commands by ``KEY.short``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from jixiao.kernel.words import DEFAULT, UnknownLanguage, languages, named_language, phrase, say

__all__ = ["Command", "CommandGroup", "Language", "NoSuchCommand", "language_of"]

_PLACES = {"[OPTIONS]": "help.options_here", "COMMAND [ARGS]...": "help.commands_here"}
"""What click writes into a line of usage, and the words for it."""
_NAMES = 32
"""Cells that names of options may take before what they do stands on a line of its own."""


class Language(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A language that there is a catalogue of; ``en_US.UTF-8`` and the like are taken too."""

    name = "lang"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language, or BadParameter."""
        try:
            return named_language(str(value))
        except UnknownLanguage:
            self.fail(f"{value!r}", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The languages, as they are typed."""
        return f"[{'|'.join(languages())}]"


def language_of(ctx: click.Context) -> str:
    """The language that was asked for, which the root keeps."""
    lang = ctx.find_root().obj
    return lang if lang in languages() else DEFAULT


class NoSuchCommand(click.UsageError):
    """A command that there is not, among those that there are."""

    def __init__(self, ctx: click.Context, name: str, known: list[str]) -> None:
        super().__init__(f"no command {name}", ctx)
        self.name, self.known = name, known


class Command(click.Command):
    """A command that says its help by key."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, its options."""
        _write(self, ctx, formatter)


class CommandGroup(click.Group):
    """The same for a group; it tells which commands there are when another is asked for."""

    command_class = Command

    def short(self, ctx: click.Context, name: str) -> str:
        """The key of the line that stands beside ``name`` in the list of commands."""
        command = self.get_command(ctx, name)
        return f"{command.help if command else name}.short"

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, its options and commands."""
        _write(self, ctx, formatter)
        lang = language_of(ctx)
        rows = [(name, say(self.short(ctx, name), lang)) for name in self.list_commands(ctx)]
        _section(formatter, say("help.commands", lang), rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, or NoSuchCommand; words that look like options are left to click."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise NoSuchCommand(ctx, name, self.list_commands(ctx))
        return super().resolve_command(ctx, args)


# -- layout: click counts a Chinese character as one cell and breaks lines at blanks alone


def _write(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    from jixiao.report.wrap import wrap

    lang = language_of(ctx)
    pieces = [say(_PLACES[each], lang) if each in _PLACES else each for each in command.collect_usage_pieces(ctx)]
    usage = say("help.usage", lang, command=" ".join((ctx.command_path, *pieces)))
    formatter.write("".join(f"{line}\n" for line in wrap(usage, formatter.width)))
    for paragraph in say(command.help or "", lang).split("\n"):
        formatter.write("\n" + "".join(f"  {line}\n" for line in wrap(paragraph, formatter.width - 2)))
    _section(formatter, say("help.options", lang), list(_options(command, ctx, lang)))


def _options(command: click.Command, ctx: click.Context, lang: str) -> Iterator[tuple[str, str]]:
    own = command.get_help_option(ctx)
    for option in command.get_params(ctx):
        record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
        if record is not None and isinstance(option, click.Option):
            text = say("cli.help" if option is own else option.help or "", lang)
            if option.show_default:
                text = say("remark", lang, text=text, remark=phrase("help.default", value=str(option.default)))
            yield record[0], text


def _section(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    from jixiao.kernel.caret import cells
    from jixiao.report.wrap import pad, wrap

    margin = min(max(cells(name) for name, _ in rows), _NAMES) + 4
    formatter.write(f"\n{title}\n")
    for name, text in rows:
        first, *rest = wrap(text, max(formatter.width - margin, 20))
        head = f"  {name}"
        if cells(head) + 2 > margin:
            formatter.write(f"{head}\n")
            head = ""
        formatter.write(
            "".join(f"{line}\n" for line in (pad(head, margin) + first, *(" " * margin + line for line in rest)))
        )
