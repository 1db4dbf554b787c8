"""``python -m tests.corpus [FILE…]``: how many cells of each table are read right, honestly and wrongly.

Without a file, every table of ``tests/data``. ``--show`` lists the lines that are wrong, ``--show honest`` those too
that are not read; ``--kinds`` splits a table by its kinds; ``--floor`` exits with 1 where a table is under its floor.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.corpus.floor import below
from tests.corpus.tables import DATA, NAMES, floors, graded
from tests.corpus.verdict import Graded, Verdict

_LINE = "{:>6} {:>6} {:>7} {:>6} {:>8} {:>8}  {}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; the exit code."""
    asked = _parser().parse_args(arguments)
    print(_LINE.format("lines", "right", "honest", "wrong", "right %", "wrong %", "table, kind"))
    under = []
    for path in asked.files or [DATA / f"{name}.tsv" for name in NAMES]:
        lines = graded(path)
        _print_table(path.stem, lines, kinds=asked.kinds)
        _print_lines(lines, asked.show)
        under += [f"{path.stem}: {said}" for said in below(lines, floors().get(path.stem, {}))]
    if asked.floor:
        print(*under, sep="\n", file=sys.stderr)
    return 1 if asked.floor and under else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.corpus", description="Grade the tables of cells.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a table; without one, all of tests/data")
    parser.add_argument("--show", nargs="?", const="wrong", choices=["wrong", "honest"], help="list what is not right")
    parser.add_argument("--kinds", action="store_true", help="a line for each kind of a table")
    parser.add_argument("--floor", action="store_true", help="exit 1 where a table is under its floor")
    return parser


def _print_table(name: str, lines: Sequence[Graded], *, kinds: bool) -> None:
    print(_LINE.format(*_counts(lines), name))
    named = dict.fromkeys(line.kind for line in lines if line.kind)
    if kinds or name == "rows":
        for kind in named:
            print(_LINE.format(*_counts([line for line in lines if line.kind == kind]), f"  {kind}"))


def _counts(lines: Sequence[Graded]) -> tuple[object, ...]:
    right, honest, wrong = (sum(line.verdict is verdict for line in lines) for verdict in Verdict)
    total = len(lines) or 1
    return len(lines), right, honest, wrong, f"{100 * right / total:.1f}", f"{100 * wrong / total:.1f}"


def _print_lines(lines: Iterable[Graded], show: str | None) -> None:
    shown = {None: (), "wrong": (Verdict.WRONG,), "honest": (Verdict.WRONG, Verdict.HONEST)}[show]
    for line in lines:
        if line.verdict in shown:
            print(f"  {line.verdict:6}  {line.cell}\n          {line.found}\n          {' | '.join(line.accepted)}")


if __name__ == "__main__":
    sys.exit(main())
