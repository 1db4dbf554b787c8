"""``jixiao init``: a case file to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.common import emit, reporting, write_output
from jixiao.cli.spoken import Command
from jixiao.kernel.words import say
from jixiao.rules.find import named_ruleset
from jixiao.rules.ruleset import Ruleset

__all__ = ["command"]

_SAMPLES = (  # cells as a table holds them
    ("≥100人次", "98人次"),
    ("健全", "健全"),
    ("≥95%", "96%"),
)


@click.command("init", cls=Command, help="cli.init")
@click.argument("path", type=click.Path(path_type=Path), default=Path("case.toml"), metavar="[FILE]")
@click.option("--ruleset", default="cn-2020-10", show_default=True, metavar="ID|FILE", help="cli.init.ruleset")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.pass_obj
def command(lang: str, path: Path, ruleset: str, force: bool) -> None:
    """Write a case file to fill in, with the branches of a ruleset's framework."""
    from jixiao.documents.toml_ import toml_text

    with reporting(lang):
        rows = _rows(named_ruleset(ruleset), lang)
    # A comment ends with its line, whatever the file is called.
    name = "".join(sign if sign.isprintable() else "?" for sign in str(path))
    text = "".join((say("init.head", lang, name=name, ruleset=toml_text(ruleset)), *rows))
    write_output(path, text, force=force, lang=lang)
    emit(f"{path}\n")


def _rows(ruleset: Ruleset, lang: str) -> list[str]:
    """One row a branch that can hold indicators of its own."""
    from jixiao.documents.toml_ import toml_text

    rows: list[str] = []
    for branch in ruleset.framework.branches:
        if branch.execution:
            continue
        target, actual = _SAMPLES[len(rows) % len(_SAMPLES)]
        level2 = branch.level2[0].name if branch.level2 else branch.name
        names = {"level1": toml_text(branch.name), "level2": toml_text(level2)}
        rows.append(say("init.row", lang, **names, target=toml_text(target), actual=toml_text(actual)))
    return rows
