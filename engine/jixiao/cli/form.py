"""``jixiao form``: the official self-evaluation form of a case."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.cli.cases import open_case
from jixiao.cli.common import DONE, exit_code, reporting, tell
from jixiao.cli.score import ruleset_for
from jixiao.scoring.evaluate import evaluate

__all__ = ["command"]


@click.command("form")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="写入 .xlsx、.docx、.pdf 或 .html · the kind is the name's",
)
@click.option("--actuals", type=click.Path(path_type=Path), help="实际值文件 · actuals kept apart from the table")
@click.option("--ruleset", metavar="ID|FILE", help="评分规则 · ruleset by id or file (default: the case's own)")
@click.option("--blank", is_flag=True, help="待填的空表 · the form to be filled in, unscored")
@click.option("--with-contacts", is_flag=True, help="保留姓名和电话 · keep names and phone numbers")
@click.option("--strict", is_flag=True, help="有警告时以 1 退出 · exit 1 when there are warnings")
@click.option("--force", is_flag=True, help="覆盖已有文件 · overwrite the output file")
@click.option("--verbose", is_flag=True, help="连同提示一并列出 · list notes as well")
@click.pass_obj
def command(
    lang: str,
    case: Path,
    output: Path,
    actuals: Path | None,
    ruleset: str | None,
    blank: bool,
    with_contacts: bool,
    strict: bool,
    force: bool,
    verbose: bool,
) -> int:
    """写出《项目支出绩效自评表》：分值、得分、偏差原因，待定的列区间。

    Write the official self-evaluation form as a workbook, a document, a PDF or a page.
    """
    from jixiao.documents.write import write_form

    with reporting(lang):
        opened = open_case(case, actuals)
        if blank:
            write_form(output, opened.case, None, blank=True, with_contacts=with_contacts, force=force)
            return DONE
        result = opened.told(evaluate(opened.case, ruleset_for(opened.case, ruleset)))
        write_form(output, opened.case, result, with_contacts=with_contacts, force=force)
    tell(result.diagnostics, lang, notes=verbose)
    return exit_code(result.diagnostics, strict=strict)
