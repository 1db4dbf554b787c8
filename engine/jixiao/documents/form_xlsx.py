"""The form as a workbook: A4 landscape, merged levels, rows as high as their text, a native chart of the scores.

Everything a user wrote goes in as a text cell, so that a target ``=100%`` or a reason that begins with ``-``
never becomes a formula.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from decimal import Decimal
from typing import Any

from jixiao.documents import form_labels as labels
from jixiao.documents.extras import need
from jixiao.documents.form_model import WIDTHS, Box, BoxKind, Form
from jixiao.kernel import caret
from jixiao.kernel.words import Value, say

__all__ = ["form_xlsx"]

_LINE = 15  # points that a line of text takes
_ANNEX_WIDTHS = (10, 26, 26, 18, 18, 18, 14, 14, 14, 14, 14, 14, 14, 18)


def form_xlsx(form: Form) -> bytes:
    """The workbook's bytes, the same for the same form. Raises JixiaoError (JX402) without XlsxWriter."""
    xlsxwriter = need("xlsxwriter", ".xlsx")
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": labels.TITLE, "created": datetime.datetime(2000, 1, 1)})
    sheet = book.add_worksheet(_said("form.sheet"))
    styles = _styles(book)
    _page(sheet, form)
    for box in form.boxes:
        _put(sheet, box, styles)
    for row, height in enumerate(_heights(form)):
        sheet.set_row(row, height)
    if form.annexes:
        _annexes(book.add_worksheet(_said("form.annexes")), form, styles)
    if form.levels:
        _chart(book, form, styles)
    book.close()
    return out.getvalue()


def _styles(book: Any) -> dict[Any, Any]:
    base = {"font_name": labels.FONT, "font_size": 10.5, "valign": "vcenter", "border": 1, "text_wrap": True}
    more: dict[BoxKind, dict[str, Any]] = {
        BoxKind.TITLE: {"bold": True, "font_size": 16, "align": "center", "border": 0},
        BoxKind.SUB: {"align": "center", "border": 0},
        BoxKind.LABEL: {"bold": True, "align": "center"},
        BoxKind.HEAD: {"bold": True, "align": "center", "bg_color": "#EDEDED"},
        BoxKind.TEXT: {"align": "left"},
        BoxKind.CENTRE: {"align": "center"},
        BoxKind.NUMBER: {"align": "center"},
        BoxKind.OPEN: {"align": "center", "bg_color": "#FFF2CC"},
        BoxKind.TODO: {"align": "left", "font_color": "#C00000"},
        BoxKind.ENTRY: {"align": "left", "bg_color": "#F7FBFF"},
    }
    made: dict[Any, Any] = {kind: book.add_format({**base, **given}) for kind, given in more.items()}
    made["decimals"] = book.add_format({**base, "align": "center", "num_format": "0.00"})
    return made


def _page(sheet: Any, form: Form) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(form.head_row)
    sheet.set_footer("&C" + _said("form.footer", page="&P", pages="&N"))
    sheet.hide_gridlines(2)
    for col, width in enumerate(WIDTHS):
        sheet.set_column(col, col, width)


def _put(sheet: Any, box: Box, styles: dict[Any, Any]) -> None:
    style = styles[box.kind]
    last = (box.row + box.rows - 1, box.col + box.cols - 1)
    if last != (box.row, box.col):
        sheet.merge_range(box.row, box.col, *last, "", style)
    if box.kind is BoxKind.NUMBER and re.fullmatch(r"\d+\.\d+", box.text):
        sheet.write_number(box.row, box.col, Decimal(box.text), styles["decimals"] if _two(box.text) else style)
    elif box.kind is BoxKind.NUMBER and re.fullmatch(r"\d+", box.text):
        sheet.write_number(box.row, box.col, int(box.text), style)
    elif box.text:
        sheet.write_string(box.row, box.col, box.text, style)
    else:
        sheet.write_blank(box.row, box.col, None, style)
    if box.choices:
        sheet.data_validation(
            box.row, box.col, box.row, box.col,
            {"validate": "list", "source": list(box.choices), "error_type": "information",
             "input_title": _said("form.levels"), "input_message": _said("form.levels.help")},
        )  # fmt: skip


def _two(text: str) -> bool:
    return len(text.partition(".")[2]) == 2


def _heights(form: Form) -> list[int]:
    """Row heights from the width of the text; XlsxWriter has no layout, and an office suite keeps what it is given."""
    heights = [20] * form.height
    for box in sorted(form.boxes, key=lambda b: b.rows):
        width = sum(WIDTHS[box.col : box.col + box.cols])
        wanted = lines_of(box.text, width) * _LINE + 6
        if box.kind is BoxKind.TITLE:
            wanted = 30
        have = sum(heights[box.row : box.row + box.rows])
        if wanted > have:  # what a merged cell lacks is spread over its rows
            more = math.ceil((wanted - have) / box.rows)
            for row in range(box.row, box.row + box.rows):
                heights[row] += more
    return [min(height, 400) for height in heights]


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a column of so many characters, two for each Chinese one."""
    room = max(int(width) - 2, 2)
    return sum(max(math.ceil(caret.cells(line, ambiguous=2) / room), 1) for line in text.split("\n")) if text else 1


def _annexes(sheet: Any, form: Form, styles: dict[Any, Any]) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    for col, width in enumerate(_ANNEX_WIDTHS):
        sheet.set_column(col, col, width)
    row = 0
    for table in form.annexes:
        wide = len(table[0]) == 3  # label and text: the text takes the columns that are left
        for number, line in enumerate(table):
            _annex_line(sheet, row + number, line, number == 0, wide, styles)
        if len(table) > 1:
            sheet.merge_range(row, 0, row + len(table) - 1, 0, "", styles[BoxKind.LABEL])
        sheet.write_string(row, 0, table[0][0], styles[BoxKind.LABEL])
        row += len(table) + 1


def _annex_line(sheet: Any, row: int, line: tuple[str, ...], head: bool, wide: bool, styles: dict[Any, Any]) -> None:
    style = styles[BoxKind.HEAD if head else BoxKind.TEXT]
    height = 1
    for col, text in enumerate(line[1:], 1):
        width = _ANNEX_WIDTHS[col]
        if wide and col == 2:
            width = sum(_ANNEX_WIDTHS[2:9])
            sheet.merge_range(row, 2, row, 8, "", style)
        sheet.write_string(row, col, text, style)
        height = max(height, lines_of(text, width))
    sheet.set_row(row, min(height * _LINE + 6, 400))


def _said(key: str, **values: Value) -> str:
    return say(key, labels.LANGUAGE, **values)


def _chart(book: Any, form: Form, styles: dict[Any, Any]) -> None:
    """Score by first level: what is certain, what is still open, and what was lost, stacked to the points."""
    chart_sheet = _said("form.chart")
    sheet = book.add_worksheet(chart_sheet)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 24)
    for col, head in enumerate(map(_said, ("form.chart.level1", "head.score", "form.chart.open", "form.chart.lost"))):
        sheet.write_string(0, col, head, styles[BoxKind.HEAD])
    for row, (name, points, low, opened) in enumerate(form.levels, 1):
        sheet.write_string(row, 0, name, styles[BoxKind.TEXT])
        for col, value in enumerate((low, opened, points - low - opened), 1):
            sheet.write_number(row, col, Decimal(value.numerator) / Decimal(value.denominator), styles["decimals"])
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for col, colour in ((1, "#4472C4"), (2, "#FFD966"), (3, "#D9D9D9")):
        chart.add_series(
            {
                "name": [chart_sheet, 0, col],
                "categories": [chart_sheet, 1, 0, len(form.levels), 0],
                "values": [chart_sheet, 1, col, len(form.levels), col],
                "fill": {"color": colour},
            }
        )
    chart.set_title({"name": _said("form.chart.title")})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "name": _said("form.chart.points")})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 120 + 50 * len(form.levels)})
    sheet.insert_chart(len(form.levels) + 2, 0, chart)
