"""Reading cells against bare ``Lark.parse`` with the same grammar, as ratios within one run.

    python benchmarks/parsing.py

distinct: bare parse time / whole reading time of distinct cells (to hold: 0.5 or more)
repeated: the same cells again, from the cache, in nanoseconds a cell
length:   time a character of the longest hostile cell over that of one a quarter as long (linear: about 1)
hostile:  the slowest answer to 100,000 characters and to the longest cell that is read, in milliseconds
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from jixiao.language.fold import LIMIT, fold, unwrapped
from jixiao.language.parse import parse_target, parser, read

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
HOSTILE = [
    "≥",
    "(",
    "①",
    "9",
    "一",
    "[1,",
    "1、",
    "90%-",
    "每",
    "年",
    "至",
    "零",
    "百分之",
    "5个",
    "亿",
    "9亿",
    "+",
    "2021年",
    "不低于",
    "1/",
    "9 ",
    "每9",
    "半",
    "㍿",
    "ﷺ",
    "《",
    "9×",
    "A1",
]


def cells() -> list[str]:
    """The distinct cells of the three tables."""
    names = ("targets.tsv", "cells.tsv", "phrases.tsv")
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").split("\n")[1:] if line]
    return list(dict.fromkeys(line.split("\t")[0] for line in lines))


def best(work: Callable[[str], object], texts: Iterable[str], rounds: int = 7) -> int:
    """The shortest of several rounds, in nanoseconds of processor time."""
    texts = list(texts)
    spent = []
    for _ in range(rounds):
        start = time.process_time_ns()
        for text in texts:
            work(text)
        spent.append(time.process_time_ns() - start)
    return min(spent)


def main() -> None:
    """Print the figures."""
    found = cells()
    folded = [unwrapped(fold(cell)).text for cell in found]
    lark, _ = parser()
    for text in folded:
        lark.parse(text)
    bare, whole = best(lark.parse, folded), best(read, found)
    for cell in found:
        parse_target(cell)
    repeated = best(parse_target, found)
    print(
        f"distinct  {bare / whole:.2f}   ({len(found)} cells, bare {bare // len(found)} ns, whole {whole // len(found)} ns)"
    )
    print(f"repeated  {repeated // len(found)} ns")
    growth = {}
    slowest = 0
    for piece in HOSTILE:
        long, short = (piece * LIMIT)[:LIMIT], (piece * LIMIT)[: LIMIT // 4]
        growth[piece] = best(read, [long], 3) / max(1, 4 * best(read, [short], 3))
        slowest = max(slowest, best(read, [long], 3), best(read, [(piece * 100_000)[:100_000]], 1))
    piece = max(growth, key=lambda key: growth[key])
    print(f"length    {growth[piece]:.2f}   (worst: {piece!r})")
    print(f"hostile   {slowest / 1e6:.1f} ms")


if __name__ == "__main__":
    main()
