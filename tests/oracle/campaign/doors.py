"""The same case through every door: written as a file of each kind and read again."""

from __future__ import annotations

import csv
import html
import io
import json
from pathlib import Path

import openpyxl
import tomlkit

import jixiao
from jixiao.documents.load import load_every
from tests.oracle.campaign.held import hold, seen
from tests.oracle.campaign.lines import PLAIN, Line
from tests.oracle.campaign.made import Made
from tests.oracle.campaign.tally import Tally
from tests.oracle.campaign.terms import loaded

__all__ = ["DOORS", "has_columns", "is_plain", "through"]

DOORS = ("toml", "json", "csv", "xlsx", "html")
HEADERS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值")


def through(door: str, made: Made, folder: Path, tally: Tally) -> None:
    """The case written to a file of this kind, read again and held against the same clauses."""
    path = folder / f"case.{door}"
    if door in ("toml", "json"):
        path.write_text((tomlkit.dumps if door == "toml" else json.dumps)(made.document), encoding="utf-8")
        hold(made, load_every(path)[0].case, tally)
        return
    lines = [line for line in made.lines if line.kind in PLAIN and is_plain(line)]
    if not lines or made.terms.is_changed:
        return
    _TABLES[door](path, [HEADERS, *(_table_row(line) for line in lines)])
    case = load_every(path)[0].case
    result = jixiao.evaluate(case, loaded(made.terms))
    found = [(leaf.indicator.level3, seen(leaf.score)) for leaf in result.leaves if leaf.index is not None]
    tally.hold(door, made, [(line.cells["level3"], line.score(made.terms)) for line in lines], found)


def is_plain(line: Line) -> bool:
    """Whether a common table has columns for all that the row says."""
    return not line.more and has_columns(line)


def has_columns(line: Line) -> bool:
    """The same of a batch of columns, which has one for the direction."""
    more = line.more.keys() - {"direction"}
    return not more and not line.cells["deduction"] and line.cells["points"].replace(".", "").isdigit()


def _table_row(line: Line) -> tuple[str, ...]:
    return tuple(line.cells[key] for key in ("level1", "level2", "level3", "target", "actual", "points"))


def _csv(path: Path, rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _xlsx(path: Path, rows: list[tuple[str, ...]]) -> None:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    book.save(path)


def _html(path: Path, rows: list[tuple[str, ...]]) -> None:
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>" for cells in rows)
    path.write_text(f"<html><body><table>{body}</table></body></html>", encoding="utf-8")


_TABLES = {"csv": _csv, "xlsx": _xlsx, "html": _html}
