"""``jixiao read``: a document in, a case file out, and what became of every cell of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.common import DONE, WRONG, emit, exit_code, json_text, reporting, tell, write_output
from jixiao.cli.places import file_name, is_folder, write_each
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Severity
from jixiao.kernel.files import write_whole

if TYPE_CHECKING:
    from jixiao.documents.read import FormRead, Reading

__all__ = ["command"]


@click.command("read", cls=Command, help="cli.read")
@click.argument("document", type=click.Path(path_type=Path))
@click.option("-o", "--output", help="cli.read.output", metavar="PATH")
@click.option(
    "--format", "form", type=click.Choice(["toml", "json"]), default="toml", show_default=True,
    help="cli.read.format",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="cli.option.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--with-contacts", is_flag=True, help="cli.read.with-contacts")
@click.option("--verbose", is_flag=True, help="cli.read.verbose")
@click.pass_obj
def command(
    lang: str,
    document: Path,
    output: str | None,
    form: str,
    strict: bool,
    force: bool,
    with_contacts: bool,
    verbose: bool,
) -> int:
    """Read a target table from a document into a case file. Exit 0 done, 1 warnings with --strict, 2 errors."""
    from jixiao.documents.read import read_document

    with reporting(lang):
        read = read_document(document, with_contacts=with_contacts)
        if read.document is None:
            raise JixiaoError(*read.diagnostics)
        left = _json(read, output, lang, force) if form == "json" else _cases(read, output, lang, force)
    if output is not None or form != "json":
        _summary(read, lang, columns=verbose, error=output is None)
    tell((*read.diagnostics, *left), lang, notes=verbose)
    errors = any(each.severity is Severity.ERROR for each in read.diagnostics)
    return WRONG if errors else exit_code(read.diagnostics, strict=strict) or DONE


def _cases(read: Reading, output: str | None, lang: str, force: bool) -> tuple[Diagnostic, ...]:
    """Write the case, or that of each form into a folder; says which forms were left."""
    from jixiao.documents.read import others_left

    held = read.held
    if output is not None and is_folder(output):
        names = [file_name(number, each.label, lang) for number, each in enumerate(held, 1)]
        paths = [Path(output) / f"{name}.toml" for name in names]
        write_each(paths, lambda at, path: write_whole(path, _text(held[at], lang).encode(), force=force), force=force)
        emit("".join(f"{path}\n" for path in paths))
        return ()
    if output is None:
        emit(_text(read.form, lang))
    else:
        write_output(Path(output), _text(read.form, lang), force=force, lang=lang)
    return (others_left(held),) if len(held) > 1 else ()


def _text(form: FormRead, lang: str) -> str:
    from jixiao.documents.toml_ import write_case

    document = form.written(lang)
    assert document is not None
    return write_case(document)


def _json(read: Reading, output: str | None, lang: str, force: bool) -> tuple[Diagnostic, ...]:
    from jixiao.documents.reading_json import reading_json

    text = json_text(reading_json(read, lang), to_stdout=output is None, indent=2) + "\n"
    if output is None:
        emit(text)
    else:
        write_output(Path(output), text, force=force, lang=lang)
    return ()


def _summary(read: Reading, lang: str, *, columns: bool, error: bool) -> None:
    """What became of the cells: beside the case on the error stream where the case itself is printed."""
    from jixiao.documents.reading_text import reading_lines
    from jixiao.report.terminal import console, print_lines

    sys.stdout.flush()
    out = console(sys.stderr if error else sys.stdout)
    print_lines(out, reading_lines(read, out.width, lang, columns=columns))
