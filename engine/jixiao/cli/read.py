"""``jixiao read``: a document in, a case file out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, WRONG, exit_code, reporting, tell, write_output
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import JixiaoError, Severity

__all__ = ["command"]


@click.command("read", cls=Command, help="cli.read")
@click.argument("document", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.read.output")
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--with-contacts", is_flag=True, help="cli.read.with-contacts")
@click.option("--verbose", is_flag=True, help="cli.option.verbose")
@click.pass_obj
def command(
    lang: str, document: Path, output: Path | None, strict: bool, force: bool, with_contacts: bool, verbose: bool
) -> int:
    """Read a target table from a document into a case file. Exit 0 done, 1 warnings with --strict, 2 errors."""
    from jixiao.documents.read import others_left, read_document
    from jixiao.documents.toml_ import write_case

    with reporting(lang):
        read = read_document(document, with_contacts=with_contacts)
        if read.document is None:
            raise JixiaoError(*read.diagnostics)
    text = write_case(read.document)
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(output, text, force=force, lang=lang)
    tell((*read.diagnostics, *others_left(read)), lang, notes=verbose)
    errors = any(each.severity is Severity.ERROR for each in read.diagnostics)
    return WRONG if errors else exit_code(read.diagnostics, strict=strict) or DONE
