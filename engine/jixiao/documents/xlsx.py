"""Excel and WPS workbooks (.xlsx): what each cell shows, with the formulas that are typed targets recovered.

``=100%`` typed into a cell is a formula whose value is 1. Two passes, formulas and values, tell it from the
text ``=100%``; a number is shown by its number format; a workbook whose styles are damaged is read by
python-calamine instead, and it is said that the formats are lost.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from jixiao.documents import numfmt
from jixiao.documents.calamine import read_by_calamine
from jixiao.documents.extras import need
from jixiao.documents.grid import Cell, Grid, build_grid, hidden_ones, hidden_sheets
from jixiao.documents.limits import Package
from jixiao.kernel.budget import fits, worked
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose

__all__ = ["read_xlsx", "stored_decimal"]

# A formula that is only a number: what was typed is a target such as =100% or =0.
_LITERAL = re.compile(r"=\s*[-+]?\d[\d,]*(\.\d+)?\s*%?\s*")
_EXTERNAL = re.compile(r"\[[^\]]{1,400}\]|'[^']{0,400}\.xls")


def read_xlsx(data: bytes) -> list[Grid]:
    """The visible sheets of a workbook. Raises JixiaoError: JX402 to JX406."""
    _weigh(Package(data))
    openpyxl = need("openpyxl", ".xlsx")
    numbers = need("openpyxl.styles.numbers", ".xlsx")
    # A Chinese Excel stores no format string for these ids; a file's own definition still wins.
    for number, code in numfmt.BUILTIN.items():
        if 27 <= number <= 36 or 50 <= number <= 58:
            numbers.BUILTIN_FORMATS.setdefault(number, code)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            formulas = openpyxl.load_workbook(io.BytesIO(data))
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except JixiaoError:
        raise
    except Exception as problem:  # openpyxl raises whatever the damage leads to
        return read_by_calamine(data, f"{type(problem).__name__}")
    if not formulas.worksheets:  # Strict OOXML: openpyxl sees no sheet at all
        return read_by_calamine(data, "Strict OOXML")
    return _sheets(formulas, values)


def stored_decimal(value: object) -> Decimal | None:
    """The shortest decimal of a number as a reader gives it; None for anything else.

    A spreadsheet computes in binary and shows at most 15 digits: what stands behind them (0.30000000000000004)
    is its arithmetic and nothing that anybody typed.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    text = repr(value) if isinstance(value, float) else str(value)
    if text in ("nan", "inf", "-inf"):
        return None
    number = Decimal(text)
    if isinstance(value, float) and len(number.as_tuple().digits) > 15:
        number = number.normalize(Context(prec=15, rounding=ROUND_HALF_UP))
    return number


def _weigh(package: Package) -> None:
    """Refuse, before openpyxl builds its objects, a workbook with more cells than any form has."""
    cells = 0
    for name in sorted(package.names):
        if not name.endswith((".xml", ".rels")):
            continue
        xml = package.read(name)  # every part is looked at: entities are refused wherever they stand
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            cells += len(re.findall(rb"<(?:\w+:)?c[ >/]", xml))
            fits("cells", cells)
            _weigh_refs(xml)
    worked("cells", 0, cells)


def _weigh_refs(xml: bytes) -> None:
    area = 0
    for ref in re.findall(rb"<(?:\w+:)?mergeCell\s[^>]*ref=[\"']([^\"']+)", xml):
        if span := re.fullmatch(rb"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref):
            area += (_column(span[3]) - _column(span[1]) + 1) * (int(span[4]) - int(span[2]) + 1)
    fits("cells", area)
    # Cells that hold something; a sheet may carry empty ones with a style out to its last column.
    held = re.findall(rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"'][^>]*(?<!/)>", xml)
    fits("columns", max((_column(name) for name in {name for name, _ in held}), default=0))
    fits("rows", max((int(number) for _, number in held), default=0))


def _column(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _sheets(formulas: Any, values: Any) -> list[Grid]:
    hidden = [sheet.title for sheet in formulas.worksheets if sheet.sheet_state != "visible"]
    grids = [_sheet(sheet, values[sheet.title]) for sheet in formulas.worksheets if sheet.sheet_state == "visible"]
    return hidden_sheets(grids, hidden)


def _sheet(sheet: Any, cached: Any) -> Grid:
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    pictures = {
        (image.anchor._from.row + 1, image.anchor._from.col + 1)
        for image in sheet._images
        if hasattr(image.anchor, "_from")
    }
    cells = []
    # The cells there are, and not iter_rows(): that would make every cell of a sheet with one value far out.
    for here in sorted({*sheet._cells, *spans, *pictures}):
        cell = sheet.cell(*here)
        if cell.value is None and here not in spans and here not in pictures:
            continue
        place = Place(cell=f"{sheet.title}!{cell.coordinate}")
        text, raw, doubts = _cell(cell, cached.cell(*here).value, place, here in pictures)
        rows, cols = spans.get(here, (1, 1))
        cells.append(Cell(here[0] - 1, here[1] - 1, text, place, raw, rows, cols, doubts))
    return build_grid(sheet.title, cells, doubts=_hidden(sheet))


def _hidden(sheet: Any) -> list[Diagnostic]:
    """Hidden rows and columns inside the used range: they are read, and that is said."""
    rows = [str(row) for row, seen in sheet.row_dimensions.items() if seen.hidden and row <= sheet.max_row]
    cols = [name for name, seen in sheet.column_dimensions.items() if seen.hidden]
    place = Place(cell=sheet.title)
    found = []
    for what, names in (("rows", rows), ("columns", cols)):
        if names:
            found.append(hidden_ones(place, what, names))
    return found


def _cell(cell: Any, cached: object, place: Place, picture: bool) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    """Text as shown, the stored value if it is another, and what is doubtful."""
    if cell.value is None:
        return "", None, (diagnose("JX414", place),) if picture else ()
    if cell.data_type == "f":
        return _formula(cell, cached, place)
    return shown_value(cell.value, _format(cell), place)


def _formula(cell: Any, cached: object, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    formula = (
        cell.value if isinstance(cell.value, str) else "=" + str(getattr(cell.value, "text", "") or "").lstrip("=")
    )
    if "DISPIMG(" in formula.upper():  # WPS: a picture that fills the cell
        return "", None, (diagnose("JX414", place),)
    if _LITERAL.fullmatch(formula):
        return re.sub(r"\s+", "", formula), None, ()
    if cached is None:
        return "", None, (diagnose("JX411", place, formula=formula),)
    text, raw, doubts = shown_value(cached, _format(cell), place)
    code = "JX430" if _EXTERNAL.search(formula) else "JX410"
    return text, raw, (diagnose(code, place, shown=text, formula=formula), *doubts)


def _format(cell: Any) -> str | None:
    try:
        return str(cell.number_format)
    except (IndexError, KeyError):  # a custom format id that the file does not define
        return None


def shown_value(value: object, code: str | None, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    """A stored value as its format shows it: text, the stored value if it is another, doubts."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None, ()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return _moment(value, code, place)
    number = stored_decimal(value)
    if number is None:
        text = "" if value is None else str(value)
        if re.fullmatch(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)", text):
            return "", None, (diagnose("JX417", place, shown=text),)
        return text, None, ()
    shown = numfmt.show(number, code)
    raw = format(number, "f")
    doubts = []
    if not shown.exact:
        doubts.append(diagnose("JX412", place, shown=shown.text, raw=raw))
    if shown.suspect:
        doubts.append(diagnose("JX413", place, shown=shown.text, format=code or ""))
    return shown.text, (raw if raw != shown.text else None), tuple(doubts)


def _moment(value: Any, code: str | None, place: Place) -> tuple[str, str | None, tuple[Diagnostic, ...]]:
    """A date as its format shows it; openpyxl has already turned the serial number into one."""
    if isinstance(value, (datetime.time, datetime.timedelta)):
        return str(value), None, ()
    at = value if isinstance(value, datetime.datetime) else datetime.datetime(value.year, value.month, value.day)
    since = at - datetime.datetime(1899, 12, 30)
    serial = Decimal(since.days) + Decimal(since.seconds) / 86400
    shown = numfmt.show(serial, code if numfmt.is_date_format(code) else "yyyy-mm-dd")
    doubts = (diagnose("JX413", place, shown=shown.text, format=code or ""),) if shown.suspect else ()
    return shown.text, at.date().isoformat(), doubts
