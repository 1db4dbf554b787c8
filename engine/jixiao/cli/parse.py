"""``jixiao parse``: what target and actual cells mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from jixiao.cli.common import emit, json_text
from jixiao.cli.spoken import Command
from jixiao.language.normal import normal
from jixiao.language.parse import parse_actual, parse_target
from jixiao.language.tree import parse_tree

__all__ = ["answer", "command"]


@click.command("parse", cls=Command, help="cli.parse")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@click.option("--actual", is_flag=True, help="cli.parse.actual")
@click.option("--normal", "form", flag_value="normal", help="cli.parse.normal")
@click.option("--json", "form", flag_value="json", help="cli.parse.json")
@click.option("--tree", "form", flag_value="tree", help="cli.parse.tree")
@click.pass_obj
def command(lang: str, texts: tuple[str, ...], actual: bool, form: str | None) -> int:
    """Read target or actual cells; - reads lines (ended by"""
    read = parse_actual if actual else parse_target
    for text in _lines(texts):
        if form == "normal":
            emit(answer(text, actual) + "\n")
        elif form == "json":
            from jixiao.language.describe import fields

            emit(json_text(fields(read(text), lang), to_stdout=True) + "\n")
        elif form == "tree":
            emit(parse_tree(text, actual).rstrip("\n") + "\n")
        else:
            _print(text, actual, lang)
    return 0


def answer(text: str, actual: bool = False) -> str:
    """The normal form, on one line whatever the text holds."""
    return " ".join(normal((parse_actual if actual else parse_target)(text).meaning).split("\n"))


def _print(text: str, actual: bool, lang: str) -> None:
    from jixiao.report.terminal import console, print_parsed

    parsed = (parse_actual if actual else parse_target)(text)
    print_parsed(console(sys.stdout), parsed, lang)


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text != "-":
            yield text
            continue
        stream = sys.stdin.buffer
        for line in stream:
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", errors="replace")
