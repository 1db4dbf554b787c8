"""``jixiao audit``: a finished self-evaluation recomputed, row by row."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import click

from jixiao.cli.common import DONE, FINDINGS, emit, json_text, reporting, write_output
from jixiao.cli.spoken import Command
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Severity, diagnose
from jixiao.kernel.document import read_source
from jixiao.kernel.words import series
from jixiao.rules.find import list_rulesets, named_ruleset
from jixiao.scoring.audit import Audit, Verdict, audit_rows
from jixiao.scoring.audit.printed import PrintedRows, has_printed_header, read_printed_rows

__all__ = ["command"]


@click.command("audit", cls=Command, help="cli.audit")
@click.argument("path", type=click.Path(path_type=Path), metavar="FORM")
@click.option("--ruleset", metavar="ID|FILE", help="cli.audit.ruleset")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="cli.option.format",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="cli.option.output")
@click.option("--strict", is_flag=True, help="cli.audit.strict")
@click.option("--force", is_flag=True, help="cli.option.force")
@click.option("--verbose", is_flag=True, help="cli.option.verbose")
@click.pass_obj
def command(
    lang: str, path: Path, ruleset: str | None, form: str, output: Path | None, strict: bool, force: bool, verbose: bool
) -> int:
    """Recompute a finished self-evaluation. Exit 0 done, 1 with --strict when anything differs, 2 bad input."""
    with reporting(lang):
        read, own = _rows(path, read_source(path))
        name = ruleset or own
        if not name:
            raise JixiaoError(diagnose("JX232", known=series("list.comma", list_rulesets())))
        audit = audit_rows(read.rows, named_ruleset(name), str(path))
    _tell((*read.diagnostics, *audit.diagnostics), lang, verbose)
    text = _text(audit, form, lang, to_stdout=output is None)
    if output is None:
        emit(text)
    else:
        write_output(output, text, force=force, lang=lang)
    return FINDINGS if strict and audit.verdicts()[Verdict.DIFFERS] else DONE


def _tell(diagnostics: tuple[Diagnostic, ...], lang: str, verbose: bool) -> None:
    from jixiao.report.terminal import console, print_diagnostics

    if diagnostics and (verbose or any(each.severity is not Severity.NOTE for each in diagnostics)):
        print_diagnostics(console(sys.stderr), diagnostics, lang, notes=verbose)


def _text(audit: Audit, form: str, lang: str, *, to_stdout: bool) -> str:
    if form == "json":
        from jixiao.report.audit_json import audit_json

        return json_text(audit_json(audit, lang), to_stdout=to_stdout, indent=2) + "\n"
    from jixiao.report.audit_text import audit_lines
    from jixiao.report.terminal import console, print_lines

    if to_stdout:
        out = console(sys.stdout)
        print_lines(out, audit_lines(audit, out.width, lang))
        return ""
    buffer = io.StringIO()
    out = console(buffer)
    print_lines(out, audit_lines(audit, out.width, lang))
    return buffer.getvalue()


# -- a document as printed rows


def _rows(path: Path, source: bytes) -> tuple[PrintedRows, str]:
    """The printed rows and the ruleset that the file itself names (a separated table names none)."""
    if has_printed_header(source):
        return read_printed_rows(source, str(path)), ""
    try:
        from jixiao.documents.printed_rows import printed_rows_of
        from jixiao.documents.read import read_document
    except ImportError:
        # Without the extra for documents only separated tables are read, and their own fault is told.
        return read_printed_rows(source, str(path)), ""
    result = read_document(source, str(path))
    if result.document is None:
        raise JixiaoError(*result.diagnostics)
    own = next((str(name) for form in result.forms if (name := _ruleset_of(form.document))), "")
    return printed_rows_of(result), own


def _ruleset_of(document: dict[str, Any] | None) -> object:
    return (document or {}).get("project", {}).get("ruleset")
