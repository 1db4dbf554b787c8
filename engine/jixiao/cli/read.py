"""``jixiao read``: a document in, a case file out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, WRONG, exit_code, reporting, tell, write_output
from jixiao.kernel.diagnostic import JixiaoError, Severity

__all__ = ["command"]


@click.command("read")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="写入文件 · the case file to write, such as case.toml"
)
@click.option("--strict", is_flag=True, help="有警告时以 1 退出 · exit 1 when there are warnings")
@click.option("--force", is_flag=True, help="覆盖已有文件 · overwrite the output file")
@click.option("--with-contacts", is_flag=True, help="保留表头的姓名和电话 · keep names and phone numbers of the header")
@click.option("--verbose", is_flag=True, help="连同提示一并列出 · list notes as well")
@click.pass_obj
def command(
    lang: str, document: Path, output: Path | None, strict: bool, force: bool, with_contacts: bool, verbose: bool
) -> int:
    """把 Excel、WPS、Word、PDF、网页或文本里的目标表读成项目文件（TOML）。

    表的种类按表头文字认，不按位置；每个值都记得出处；读不准的都说出来，不猜。

    Read a target table from a document into a case file. Exit 0 done, 1 warnings with --strict, 2 errors.
    """
    from jixiao.documents.read import read_document
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
    tell(read.diagnostics, lang, notes=verbose)
    errors = any(each.severity is Severity.ERROR for each in read.diagnostics)
    return WRONG if errors else exit_code(read.diagnostics, strict=strict) or DONE
