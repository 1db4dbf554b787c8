"""Finished parts into one output: parquet, csv, xlsx or a DuckDB database, a part at a time, renamed when whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from jixiao.frame.journal import TABLES, Journal
from jixiao.kernel.files import replacing

__all__ = ["FORMATS", "beside", "write_output"]

_SHEET_ROWS = 1_048_575
_FORMULA = r"^[=+\-@\t\r]"


def beside(output: Path, table: str) -> Path:
    """Where a table goes that cannot stand in the same file: ``结果.projects.csv`` beside ``结果.csv``."""
    return output if table == "rows" else output.with_name(f"{output.stem}.{table}{output.suffix}")


def write_output(journal: Journal, output: Path) -> list[Path]:
    """Every table of the run, in the format that the name of ``output`` ends in; gives the files written."""
    return FORMATS[output.suffix.lower()](journal, output)


def _parquet(journal: Journal, output: Path) -> list[Path]:
    return [_replaced(beside(output, table), partial(_one_parquet, journal, table)) for table in TABLES]


def _one_parquet(journal: Journal, table: str, path: Path) -> None:
    with pq.ParquetWriter(path, pq.read_schema(journal.path(table, 0)), compression="zstd") as writer:
        for part in _parts(journal, table):
            writer.write_table(part)


def _csv(journal: Journal, output: Path) -> list[Path]:
    return [_replaced(beside(output, table), partial(_one_csv, journal, table)) for table in TABLES]


def _one_csv(journal: Journal, table: str, path: Path) -> None:
    """With a byte order mark, and with an apostrophe before what a spreadsheet would take for a formula."""
    from pyarrow import csv

    with open(path, "wb") as file:
        file.write(b"\xef\xbb\xbf")
        for number, part in enumerate(_parts(journal, table)):
            csv.write_csv(_guarded(part), file, csv.WriteOptions(include_header=number == 0))


def _guarded(table: pa.Table) -> pa.Table:
    columns = {}
    for name in table.schema.names:
        column = table.column(name)
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if pa.types.is_string(kind):
            column = column.cast(pa.string())
            risky = pc.fill_null(pc.match_substring_regex(column, _FORMULA), False)
            column = pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)
        columns[name] = column
    return pa.table(columns)


def _xlsx(journal: Journal, output: Path) -> list[Path]:
    return [_replaced(output, partial(_workbook, journal))]


def _workbook(journal: Journal, path: Path) -> None:
    """A sheet for each table, and one more whenever a sheet is full. Text stays text, decimals are numbers."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for table in TABLES:
            at, sheet, count = 0, None, 0
            for part in _parts(journal, table):
                names = part.schema.names
                for row in part.to_pylist():
                    if sheet is None or at > _SHEET_ROWS:
                        count += 1
                        sheet = book.add_worksheet(table if count == 1 else f"{table} {count}")
                        sheet.write_row(0, 0, names)
                        sheet.freeze_panes(1, 0)
                        at = 1
                    for place, value in enumerate(row.values()):
                        _cell(sheet, at, place, value)
                    at += 1


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, Decimal) or (isinstance(value, int) and abs(value) < 10**15):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))


def _duckdb(journal: Journal, output: Path) -> list[Path]:
    return [_replaced(output, partial(_database, journal))]


def _database(journal: Journal, path: Path) -> None:
    """The tables ``rows``, ``projects`` and ``failures``."""
    import duckdb

    with duckdb.connect(str(path)) as base:
        base.execute("set preserve_insertion_order = true")
        for table in TABLES:
            files = [str(each) for each in journal.files(table)]
            base.execute(f'create table "{table}" as from read_parquet($1)', [files])


FORMATS: dict[str, Callable[[Journal, Path], list[Path]]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".duckdb": _duckdb,
    ".db": _duckdb,
}


def _parts(journal: Journal, table: str) -> Iterator[pa.Table]:
    for path in journal.files(table):
        yield pq.read_table(path)


def _replaced(path: Path, write: Callable[[Path], None]) -> Path:
    """Written under another name beside it, then renamed: no one ever sees half a file."""
    with replacing(path, force=True) as draft:
        write(draft)
    return path
