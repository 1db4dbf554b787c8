"""The tables of ``tests/data`` that are graded, known by their header, and every line of one graded."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from jixiao.language.normal import normal
from jixiao.language.parse import parse_actual, parse_target
from tests.corpus.directions import graded_rows
from tests.corpus.pairs import graded_pair
from tests.corpus.verdict import Graded, judge

__all__ = ["DATA", "NAMES", "floors", "graded"]

DATA = Path(__file__).resolve().parent.parent / "data"
NAMES = ("targets", "cells2", "pairs2", "hard2", "suites", "fields", "beside", "rows")
"""The tables by name, as :data:`DATA` and the floors have them."""

Line = dict[str, str]


def graded(path: Path) -> list[Graded]:
    """Every line of a table graded. Raises ValueError for a header that is none of those known."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        lines = list(reader)
        header = frozenset(reader.fieldnames or ())
    for columns, grade in _GRADERS:
        if columns <= header:
            return grade(lines)
    raise ValueError(f"{path}: no table that can be graded has the columns {', '.join(sorted(header))}")


def floors() -> dict[str, dict[str, int]]:
    """For each table how many lines must be right and how many may be wrong, over all and for some kinds."""
    return tomllib.loads((DATA / "floors.toml").read_text(encoding="utf-8"))


def _cell(kind: str, cell: str, accepted: str, *, actual: bool = False) -> Graded:
    found = normal((parse_actual if actual else parse_target)(cell).meaning)
    meanings = tuple(meaning.strip() for meaning in accepted.split(" | "))
    return Graded(kind, cell, found, meanings, judge(found, meanings))


def _by_kind(column: str) -> Callable[[Iterable[Line]], list[Graded]]:
    return lambda lines: [
        _cell(line[column], line["cell"], line["accepted"], actual=line["mode"] == "actual") for line in lines
    ]


_GRADERS: tuple[tuple[frozenset[str], Callable[[Iterable[Line]], list[Graded]]], ...] = (
    (frozenset({"target", "normal_form"}), lambda lines: [_cell("", x["target"], x["normal_form"]) for x in lines]),
    (frozenset({"target_raw", "gold"}), lambda lines: [_cell("", x["target_raw"], x["gold"]) for x in lines]),
    (frozenset({"target_raw", "actual_raw", "gold_actual", "expected"}), lambda lines: list(map(graded_pair, lines))),
    (frozenset({"kind", "mode", "cell", "accepted"}), _by_kind("kind")),
    (frozenset({"suite", "mode", "cell", "accepted"}), _by_kind("suite")),
    (frozenset({"level1", "level2", "level3", "target"}), graded_rows),
)
