"""Reading cells against bare Lark over the tokens it is given, as ratios within one run.

    python benchmarks/parsing.py

distinct: whole reading / bare Lark over the ready tokens, for each distinct cell; the median (to hold: at most 1.5) and 90 %
shapes:   how many shapes the cells have: Lark is asked once for each
repeated: the same cells again, from the cache, in nanoseconds a cell
first:    the first cell of a process, beyond the import of the language and of Lark, in milliseconds (to hold: at most 10)
length:   time a character of the longest hostile cell over that of one a quarter as long (linear: about 1)
hostile:  the slowest answer to 1,000 characters and to 100,000, in milliseconds (to hold: at most 10)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jixiao.language.fold import LIMIT, fold, unwrapped
from jixiao.language.parse import parse_target, read
from jixiao.language.shape import parser, shape_of
from jixiao.language.tokens import tokens
from jixiao.language.vocabulary import vocabulary

T = TypeVar("T")
DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
HOSTILE = [
    *(
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
    ),
    *(
        "每9",
        "半",
        "㍿",
        "ﷺ",
        "《",
        "9×",
        "A1",
        "不",
        "和",
        "5元",
        "一点",
        "分别5%和",
        "1,",
        "(5",
        "约",
        "第1",
        "2021-",
        "12月",
        "多",
        "萬",
        "5万元",
        "九成",
        "半年",
        "5个(套)",
        "零下31逾",
        "每人每月",
        "12月底前",
    ),
]
_FIRST = """
import time
import lark
import jixiao.language.parse as parse
start = time.process_time_ns()
parse.parse_target("群众满意度不低于95%")
print((time.process_time_ns() - start) / 1e6)
"""


def cells() -> list[str]:
    """The distinct cells of the tables."""
    names = ("targets.tsv", "cells.tsv", "phrases.tsv", "cells2.tsv")
    lines = [line for name in names for line in (DATA / name).read_text(encoding="utf-8").split("\n")[1:] if line]
    return list(dict.fromkeys(line.split("\t")[0] for line in lines))


def best(work: Callable[[T], object], given: T, rounds: int = 25) -> int:
    """The shortest of several rounds, in nanoseconds of this thread's processor time."""
    spent = []
    for _ in range(rounds):
        start = time.thread_time_ns()
        work(given)
        spent.append(time.thread_time_ns() - start)
    return max(1, min(spent))


def main() -> None:
    """Print the figures."""
    found = cells()
    words = vocabulary()
    given = [tokens(unwrapped(fold(cell)).text, words) for cell in found]
    ratios = sorted(best(read, cell) / best(parser().parse, ready) for cell, ready in zip(found, given, strict=True))
    print(
        f"distinct  {statistics.median(ratios):.2f} (90 % under {ratios[len(ratios) * 9 // 10]:.2f}; {len(found)} cells)"
    )
    print(f"shapes    {shape_of.cache_info().currsize}")
    for cell in found:
        parse_target(cell)
    start = time.thread_time_ns()
    for cell in found:
        parse_target(cell)
    print(f"repeated  {(time.thread_time_ns() - start) // len(found)} ns")
    run = [subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True) for _ in range(5)]
    print(f"first     {min(float(each.stdout) for each in run):.1f} ms")
    growth, slowest = {}, (0, "")
    for piece in HOSTILE:
        long, short = (piece * LIMIT)[:LIMIT], (piece * LIMIT)[: LIMIT // 4]
        whole = best(read, long, 5)
        growth[piece] = whole / (4 * best(read, short, 5))
        slowest = max(slowest, (whole, piece), (best(read, (piece * 100_000)[:100_000], 2), piece))
    piece = max(growth, key=lambda key: growth[key])
    print(f"length    {growth[piece]:.2f} (worst: {piece!r})")
    print(f"hostile   {slowest[0] / 1e6:.1f} ms ({slowest[1]!r})")


if __name__ == "__main__":
    main()
