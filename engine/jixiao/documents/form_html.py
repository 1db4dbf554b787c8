"""The form as one web page: nothing is fetched, nothing runs, and each measured indicator has its curve."""

from __future__ import annotations

from html import escape

from jixiao.documents import form_labels as labels
from jixiao.documents.curve_svg import curve_svg
from jixiao.documents.form_model import WIDTHS, Box, BoxKind, Form
from jixiao.kernel.words import say, series
from jixiao.scoring.evaluate import Result

__all__ = ["form_html"]

_STYLE = """
@page { size: A4 landscape; margin: 14mm }
body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "SimSun", sans-serif; margin: 24px auto;
  max-width: 1200px; color: #222; padding: 0 12px }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; min-width: 900px; table-layout: fixed; margin-bottom: 16px }
td { border: 1px solid #555; padding: 4px 6px; overflow-wrap: anywhere; white-space: pre-line; vertical-align: middle }
.label, .head, .centre, .number, .open { text-align: center }
.label, .head { font-weight: 600 }
.head { background: #ededed }
.open { background: #fff2cc }
.todo { color: #c00000 }
.entry { background: #f7fbff }
.title { border: 0; font-size: 22px; font-weight: 600; text-align: center }
.sub { border: 0; text-align: center }
.curves { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 16px }
.curves svg { width: 100%; border: 1px solid #ddd; border-radius: 4px; font-size: 11px }
.curves .name { font-size: 13px; font-weight: 600 }
.axis { stroke: #555; fill: none }
.curve { stroke: #1565c0; stroke-width: 2; fill: none }
svg text { fill: #444 }
@media print { .curves svg { break-inside: avoid } tr { break-inside: avoid } }
"""


def form_html(form: Form, result: Result | None = None) -> bytes:
    """The page's bytes; the curves need the result that the form was made from."""
    name = escape(result.case.project.name if result else "")
    widths = "".join(f'<col style="width:{width * 100 // sum(WIDTHS)}%">' for width in WIDTHS)
    table = f'<div class="wide"><table><colgroup>{widths}</colgroup>{_rows(form)}</table></div>'
    annexes = "".join(_annex(annex) for annex in form.annexes)
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{_STYLE}</style></head>\n<body data-project="{name}">{table}{annexes}{_curves(result)}</body></html>\n'
    )
    return page.encode()


def _rows(form: Form) -> str:
    lines = []
    for row in range(form.height):
        boxes = sorted((box for box in form.boxes if box.row == row), key=lambda box: box.col)
        lines.append(f"<tr>{''.join(_cell(box) for box in boxes)}</tr>\n")
    return "".join(lines)


def _cell(box: Box) -> str:
    spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (f' colspan="{box.cols}"' if box.cols > 1 else "")
    kind = "" if box.kind is BoxKind.TEXT else f' class="{box.kind.value}"'
    title = (
        f' title="{escape(say("form.choices", labels.LANGUAGE, choices=series("list.semicolon", box.choices)))}"'
        if box.choices
        else ""
    )
    return f"<td{spans}{kind}{title}>{_text(box.text)}</td>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _annex(annex: tuple[tuple[str, ...], ...]) -> str:
    lines = []
    for number, line in enumerate(annex):
        kind = ' class="head"' if number == 0 else ""
        first = f'<td class="label" rowspan="{len(annex)}">{_text(line[0])}</td>' if number == 0 else ""
        wide = ' colspan="6"' if len(annex[0]) == 3 else ""
        cells = "".join(
            f"<td{kind}{wide if col == 2 else ''}>{_text(text)}</td>" for col, text in enumerate(line[1:], 1)
        )
        lines.append(f"<tr>{first}{cells}</tr>")
    return f'<div class="wide"><table>{"".join(lines)}</table></div>\n'


def _curves(result: Result | None) -> str:
    if result is None:
        return ""
    drawn = [svg for leaf in result.leaves if (svg := curve_svg(leaf, result.ruleset))]
    return f'<div class="curves">{"".join(drawn)}</div>' if drawn else ""
