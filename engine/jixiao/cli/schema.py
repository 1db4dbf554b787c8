"""``jixiao schema``: JSON Schemas of the files, for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.cli.common import json_text, write_output

__all__ = ["command"]


@click.command("schema")
@click.argument("name", type=click.Choice(["case", "ruleset", "result"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写入文件 · write to a file")
@click.option("--force", is_flag=True, help="覆盖已有文件 · overwrite")
@click.pass_obj
def command(lang: str, name: str, output: Path | None, force: bool) -> None:
    """输出项目文件、规则文件或评分结果的 JSON Schema，供编辑器补全和校验。

    In the first line of a TOML file: #:schema ./ruleset.schema.json

    The JSON Schema of a case, a ruleset or a result.
    """
    from jixiao.authoring.schema import SCHEMAS

    text = json_text(SCHEMAS[name](lang), to_stdout=output is None, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(output, text, force=force, lang=lang)
