"""The rows of a finished self-evaluation as it was printed: text, with the line each stands on.

Tab- or comma-separated, the first line naming the columns in any order, in English or in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.separated import mark_of, meant, records, text_of
from jixiao.kernel.words import phrase, series

__all__ = ["PrintedRow", "PrintedRows", "has_printed_header", "read_printed_rows"]


@frozen
class PrintedRow:
    """One row as printed; an empty text is an empty cell. ``page`` and ``project`` together name its table.

    ``line`` counts from 1 in the user's file. ``sign``, ``unit`` and ``direction`` are columns of forms
    that split the target; ``adjusted`` is the target as it was set anew in the course of the year. ``group`` names leaves that share one cell of points or scores, ``goal`` those of one goal;
    a row without a ``level3`` that has either is what they share, and no leaf.
    """

    line: int
    page: str = ""
    year: str = ""
    region: str = ""
    project: str = ""
    level1: str = ""
    level2: str = ""
    level3: str = ""
    target: str = ""
    actual: str = ""
    points: str = ""
    score: str = ""
    sign: str = ""
    unit: str = ""
    direction: str = ""
    group: str = ""
    goal: str = ""
    adjusted: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether the row is what several leaves share, and no leaf."""
        return bool(self.group or self.goal) and not self.level3

    def shares(self, other: PrintedRow) -> bool:
        """Whether another row is one of the leaves that share this one."""
        return bool(other.level3) and (other.group == self.group if self.group else other.goal == self.goal)


@frozen
class PrintedRows:
    """All rows of a file, and what is to be said of the reading."""

    rows: tuple[PrintedRow, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


_COLUMNS = {
    "page": "page 页 页码",
    "year": "year 年 年度",
    "region": "region 地区 区域",
    "project": "project 项目 项目名称",
    "level1": "level1 一级指标 一级",
    "level2": "level2 二级指标 二级",
    "level3": "level3 三级指标 三级 指标 指标名称",
    "target": "target 目标 目标值 指标值 年度指标值 年初指标值 年初目标值 计划指标值",
    "adjusted": "adjusted 调整指标值 调整后指标值 调整目标值 调整后目标值",
    "actual": "actual 实际 实际值 实际完成值 完成值 全年完成值 全年实际值 实际完成情况",
    "points": "points 分值 权重 分值权重 指标分值",
    "score": "score 得分 自评得分 评分 自评分",
    "sign": "sign 符号 指标性质 计算符号",
    "unit": "unit 单位 度量单位 计量单位",
    "direction": "direction 方向 指标方向",
}
_BY_NAME = {name: column for column, names in _COLUMNS.items() for name in names.split()}
_REQUIRED = ("level3", "target", "actual", "points", "score")


def read_printed_rows(source: bytes, file: str | None = None) -> PrintedRows:
    """The rows of a separated file (UTF-8 with or without a mark, or GB18030).

    Raises JixiaoError: JX260 columns missing, JX261 a column twice, JX262 broken text, JX265 no row.
    """
    text = _text(source, file)
    head, *records = list(_records(text, file)) or [(1, [])]
    columns = [_column(cell) for cell in head[1]]
    place = Place(file=file, line=head[0])
    faults = list(_header_faults(columns, place))
    if faults:
        raise JixiaoError(*faults)
    said = []
    unused = [cell for cell, column in zip(head[1], columns, strict=True) if cell and not column]
    if unused:
        said.append(diagnose("JX264", place, columns=series("list.comma", unused)))
    rows = []
    for line, cells in records:
        over = [cell for cell in cells[len(columns) :] if cell]
        if over:
            said.append(diagnose("JX263", Place(file=file, line=line), n=len(over)))
        fields = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        if any(fields.values()):
            rows.append(PrintedRow(line, **fields))
    if not rows:
        raise JixiaoError(diagnose("JX265", place))
    return PrintedRows(tuple(rows), tuple(said))


def has_printed_header(source: bytes) -> bool:
    """Whether the first line names the columns of printed rows (a form has a title and a head there)."""
    try:
        text = _text(source[:65_536].rpartition(b"\n")[0] or source, None)
        first = next(_records(text, None), (1, []))[1]
    except JixiaoError:
        return False
    named = {_column(cell) for cell in first}
    return "level3" in named and len(named.intersection(_REQUIRED)) >= 3


def _header_faults(columns: Sequence[str], place: Place) -> Iterator[Diagnostic]:
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        yield diagnose("JX260", place, missing=series("list.comma", missing))
    for column in _COLUMNS:
        if columns.count(column) > 1:
            yield diagnose("JX261", place, column=column)


def _column(cell: str) -> str:
    """The column that a header names, without brackets such as (A) or (50分); "" where it is none of ours."""
    name = re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", cell))
    return _BY_NAME.get("".join(name.split()).lower(), "")


def _text(source: bytes, file: str | None) -> str:
    try:
        return text_of(source)
    except UnicodeDecodeError:
        raise JixiaoError(diagnose("JX262", Place(file=file), reason="UTF-8? GB18030?")) from None


def _records(text: str, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not empty, with the line it begins on."""
    head = next((line for line in text.split("\n") if line.strip()), "")
    try:
        for line, cells in records(text, mark_of(head)):
            if any(cell.strip() for cell in cells):
                yield line, [meant(cell) for cell in cells]
    except ValueError as error:
        place = Place(file=file, line=int(error.args[0]))
        raise JixiaoError(diagnose("JX262", place, reason=phrase("damage.quotes"))) from None
