"""``jixiao schema``: JSON Schemas of the files, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.common import emit, json_text, write_output
from jixiao.cli.spoken import Command

__all__ = ["command"]


@click.command("schema", cls=Command, help="cli.schema")
@click.argument("name", type=click.Choice(["case", "ruleset", "common", "result"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.option.output")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.pass_obj
def command(lang: str, name: str, output: Path | None, force: bool) -> None:
    """In the first line of a TOML file: #:schema ./ruleset.schema.json"""
    from jixiao.authoring.schema import SCHEMAS

    text = json_text(SCHEMAS[name](lang), to_stdout=output is None, indent=2) + "\n"
    if output is None:
        emit(text)
    else:
        write_output(output, text, force=force, lang=lang)
