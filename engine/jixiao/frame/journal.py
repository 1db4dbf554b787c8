"""The parts of a long run, each written whole and then noted; a run that is killed goes on behind the last note."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from attrs import field

from jixiao.kernel.classes import define

__all__ = ["TABLES", "Journal"]

TABLES = ("rows", "projects", "failures")
"""What a part holds: a parquet file each."""


@define
class Journal:
    """A folder beside the output: parts, and ``journal`` with a line for each finished part.

    A line is written after its files are safely on the disk, so whatever stands behind the last whole line was
    never finished and is written again. ``identity`` says what the run is made from; a folder of another run is begun
    anew.
    """

    folder: Path
    identity: dict[str, Any]
    parts: list[dict[str, Any]] = field(init=False, factory=list)

    def resume(self) -> int:
        """How much of the input is done (rows, or documents)."""
        lines = self._lines()
        if not lines or lines[0] != self.identity:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
            self._write(self.identity)
        else:
            self.parts = lines[1:]
        return int(self.parts[-1]["next"]) if self.parts else 0

    def _lines(self) -> list[dict[str, Any]]:
        """The whole lines; a torn last one is cut off, so that the next stands on a line of its own."""
        path = self.folder / "journal"
        if not path.is_file():
            return []
        text = path.read_bytes()
        whole = text[: text.rfind(b"\n") + 1]
        if whole != text:
            with open(path, "r+b") as file:
                file.truncate(len(whole))
        return [json.loads(line) for line in whole.splitlines()]

    def _write(self, line: dict[str, Any]) -> None:
        with open(self.folder / "journal", "ab") as file:
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def add(self, tables: dict[str, pa.Table], done: int) -> None:
        """Writes a part and notes it. ``done`` is how much of the input is done with it."""
        number = len(self.parts)
        for name, table in tables.items():
            path = self.path(name, number)
            pq.write_table(table, path, compression="zstd")
            with open(path, "rb") as file:
                os.fsync(file.fileno())
        counts = {name: table.num_rows for name, table in tables.items()}
        self.parts.append({"part": number, "next": done, **counts})
        self._write(self.parts[-1])

    def path(self, table: str, number: int) -> Path:
        """The file of one table of a part."""
        return self.folder / f"{table}-{number:06d}.parquet"

    def files(self, table: str) -> list[Path]:
        """All finished files of a table, in order."""
        return [self.path(table, each["part"]) for each in self.parts]

    def count(self, table: str) -> int:
        """Rows of a table in all finished parts."""
        return sum(int(each[table]) for each in self.parts)

    def remove(self) -> None:
        """The folder is no longer needed."""
        shutil.rmtree(self.folder, ignore_errors=True)
