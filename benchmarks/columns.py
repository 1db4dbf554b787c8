"""A million rows scored and rolled up, as ratios within one run, with wrong cents counted against integers.

    python -m benchmarks.columns [PROJECTS [PICTURE.svg]]

50,000 projects of 20 indicators, sorted by project: 40% at least, 20% equal, 15% at most, 25% words on three bands;
targets such as 64 and 80, where many scores lie on a tie; fewer than 20,000 distinct actual texts. Peers write the score
and roll up by the same string keys; float peers read the text with a regular expression, as one would by hand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from jixiao.frame import score_and_roll_up, score_batch
from jixiao.rules.find import load_ruleset

RULESET = "cn-2020-10"
ROUNDS = 5
STEPS = 3_300
"""Distinct actual numbers a unit: 0.00, 0.04 … 131.96."""

_WORDS = ["达成预期指标", "未达成预期指标且效果较差"]
_LOWEST = {"达成预期指标": 80, "未达成预期指标且效果较差": 0}
"""Where the band of each begins, in percent: [80%, 100%] and [0, 60%)."""
INDICATORS = [
    *(
        ("产出指标", "数量指标", f"数量{n}", (">=", 64) if n % 2 else (">=", 80), "%" if n < 4 else "个")
        for n in range(8)
    ),
    *(("产出指标", "质量指标", f"质量{n}", ("=", 80) if n % 2 else ("=", 64), "%") for n in range(4)),
    *(("产出指标", "成本指标", f"成本{n}", ("<=", 64) if n % 2 else ("<=", 80), "元") for n in range(3)),
    *(("效益指标", "社会效益指标", f"效益{n}", ("words", 0), "") for n in range(5)),
]
POINTS = 5
_SIGNS = {">=": "≥", "=": "=", "<=": "≤"}


def rows(projects: int, seed: int = 1, first: int = 0) -> tuple[pa.RecordBatch, dict[str, Any]]:
    """The batch, and the integers it was written from: ``kind``, ``target``, ``hundredths`` of the actual, ``word``."""
    random, width = np.random.default_rng(seed), len(INDICATORS)
    texts = [each for unit in ("%", "个", "元") for each in (f"{n * 4 / 100:.2f}{unit}" for n in range(STEPS))]
    texts += _WORDS
    steps = random.integers(0, STEPS, (projects, width))
    words = random.integers(0, len(_WORDS), (projects, width))
    unit = np.array([{"%": 0, "个": 1, "元": 2, "": 3}[each[4]] for each in INDICATORS])
    codes = np.where(unit == 3, 3 * STEPS + words, unit * STEPS + steps)
    names = pa.array([f"豫财绩〔2021〕{first + n:07d}号项目" for n in range(projects)])
    columns = {"project": names.take(pa.array(np.repeat(np.arange(projects), width)))}
    targets = [f"{_SIGNS[op]}{value}{unit}" if op != "words" else "健全" for *_, (op, value), unit in INDICATORS]
    values = zip(
        *((a, b, c, text, str(POINTS)) for (a, b, c, *_), text in zip(INDICATORS, targets, strict=True)), strict=True
    )
    tiled = pa.array(np.tile(np.arange(width), projects))
    for name, column in zip(("level1", "level2", "level3", "target", "points"), values, strict=True):
        columns[name] = pa.array(column).take(tiled)
    columns["actual"] = pa.array(texts).take(pa.array(codes.ravel()))
    kind = np.array([[">=", "=", "<=", "words"].index(each[3][0]) for each in INDICATORS])
    target = np.array([each[3][1] for each in INDICATORS])
    truth = {
        "kind": np.tile(kind, projects),
        "target": np.tile(target, projects),
        "hundredths": (steps * 4).ravel(),
        "word": words.ravel(),
    }
    order = ["project", "level1", "level2", "level3", "target", "actual", "points"]
    return pa.record_batch({name: columns[name] for name in order}), truth


def oracle(truth: dict[str, Any]) -> Any:
    """The lower bound of every score in cents, by whole numbers and half up: a / t, or t / a, at most 1."""
    actual, target = truth["hundredths"], truth["target"] * 100
    less = truth["kind"] == 2
    num = np.where(less, target, actual)
    den = np.where(less, actual, target)
    num, den = np.where(num >= den, 1, num), np.where(num >= den, 1, den)
    cents = (2 * POINTS * 100 * num + den) // (2 * den)
    low = np.array([_LOWEST[word] * POINTS for word in _WORDS])
    return np.where(truth["kind"] == 3, low[truth["word"]], cents)


# -- hand-written peers


def _polars_scored(frame: Any, *, texts: bool) -> Any:
    import polars as pl

    if texts:
        sign = pl.col("target").str.extract(r"([≥≤=])", 1)
        target = pl.col("target").str.extract(r"(\d+(?:\.\d+)?)", 1).cast(pl.Float64)
        actual = pl.col("actual").str.extract(r"(\d+(?:\.\d+)?)", 1).cast(pl.Float64)
        points = pl.col("points").cast(pl.Float64)
        full = pl.col("actual") == _WORDS[0]
        less, words = sign == "≤", sign.is_null()
    else:
        target, actual, points = pl.col("target_value"), pl.col("actual_value"), pl.col("points_value")
        less, words, full = pl.col("kind") == 2, pl.col("kind") == 3, pl.col("actual_value") == 1
    share = pl.when(words).then(pl.when(full).then(0.8).otherwise(0.0))
    share = (
        share.when(less)
        .then(pl.min_horizontal(target / actual, 1.0))
        .otherwise(pl.min_horizontal(actual / target, 1.0))
    )
    return frame.with_columns(score=(share * points).round(2))


def _polars_cents(frame: Any) -> Any:
    """The same in whole hundredths, half up; a score of 100 to the point."""
    import polars as pl

    def hundredths(name: str) -> Any:
        number = pl.col(name).str.extract(r"(\d+(?:\.\d+)?)", 1)
        return (number.cast(pl.Decimal(18, 2)) * 100).cast(pl.Int64)

    sign, full = pl.col("target").str.extract(r"([≥≤=])", 1), POINTS * 100
    target, actual, points = hundredths("target"), hundredths("actual"), hundredths("points")
    less = pl.when(target >= actual).then(points).otherwise((2 * points * target + actual) // (2 * actual))
    more = pl.when(actual >= target).then(points).otherwise((2 * points * actual + target) // (2 * target))
    words = pl.when(pl.col("actual") == _WORDS[0]).then(full * _LOWEST[_WORDS[0]] // 100).otherwise(0)
    score = pl.when(sign.is_null()).then(words).when(sign == "≤").then(less).otherwise(more)
    return frame.with_columns(score=score)


def polars_exact(frame: Any) -> Any:
    """Scores in whole cents, rolled up as the floats are."""
    return _rolled(_polars_cents(frame.lazy()).collect(), 100)


def polars_float(frame: Any, *, texts: bool) -> Any:
    """Scores in floats, then second level, first level, project."""
    return _rolled(_polars_scored(frame.lazy(), texts=texts).collect(), 1)


def _rolled(scored: Any, unit: int) -> Any:
    """Second level, first level, project, grade; ``unit`` is what one point of a score is."""
    import polars as pl

    second = scored.group_by("project", "level1", "level2").agg(pl.col("score").sum())
    first = second.group_by("project", "level1").agg(pl.col("score").sum())
    total = first.group_by("project").agg(pl.col("score").sum())
    cuts = [(90, "优"), (80, "良"), (60, "中")]
    grade = pl.lit("差")
    for cut, name in reversed(cuts):
        grade = pl.when(pl.col("score") >= cut * unit).then(pl.lit(name)).otherwise(grade)
    return [scored, second, first, total.with_columns(grade=grade)]


_SQL_TEXT = """
select *, round(5 * case
    when target[1] not in ('≥', '≤', '=') then case when actual = '达成预期指标' then 0.8 else 0.0 end
    when target[1] = '≤' then least(t / a, 1) else least(a / t, 1) end, 2) as score
from (select *, try_cast(regexp_extract(target, '([0-9]+(\\.[0-9]+)?)', 1) as double) t,
             try_cast(regexp_extract(actual, '([0-9]+(\\.[0-9]+)?)', 1) as double) a from rows)
"""
_SQL_EXACT = """
select *, case
    when target[1] not in ('≥', '≤', '=') then case when actual = '达成预期指标' then 400 else 0 end
    when target[1] = '≤' then case when t >= a then 500 else (1000 * t + a) // (2 * a) end
    else case when a >= t then 500 else (1000 * a + t) // (2 * t) end end as score
from (select *, cast(try_cast(regexp_extract(target, '([0-9]+(\\.[0-9]+)?)', 1) as decimal(18,2)) * 100 as bigint) t,
             cast(try_cast(regexp_extract(actual, '([0-9]+(\\.[0-9]+)?)', 1) as decimal(18,2)) * 100 as bigint) a from rows)
"""


def duckdb_sql(batch: pa.RecordBatch, sql: str) -> list[pa.Table]:
    """The same in SQL: a table of scores, and three of sums."""
    import duckdb

    with duckdb.connect() as base:
        base.register("rows", batch)
        base.execute(f"create temp table scored as {sql}")
        base.execute(
            "create temp table second as select project, level1, level2, sum(score) score from scored group by all"
        )
        base.execute("create temp table first as select project, level1, sum(score) score from second group by all")
        total = "select project, sum(score) score from first group by all"
        queries = ["from scored", "from second", "from first", total]
        return [base.sql(each).to_arrow_table() for each in queries]


# -- the run


def contest(works: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """The best time of each, in turns, so that a slow moment falls on all."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - began)
    return {name: min(each) for name, each in times.items()}


def wrong(batch: pa.RecordBatch, truth: dict[str, Any]) -> dict[str, int]:
    """Rows whose lower bound is not the oracle's, by engine."""
    import polars as pl

    wanted = oracle(truth)
    ours = np.array(score_batch(batch, load_ruleset(RULESET)).column("low").cast(pa.decimal128(11, 2)))
    ours = np.array([int(each * 100) for each in ours])
    frame: Any = pl.from_arrow(batch)
    floats = _polars_scored(frame.lazy(), texts=True).collect()["score"].to_numpy()
    cents = _polars_cents(frame.lazy()).collect()["score"].to_numpy()
    base = duckdb_sql(batch, _SQL_TEXT)[0]["score"].to_numpy()
    exact = duckdb_sql(batch, _SQL_EXACT)[0]["score"].to_numpy()
    return {
        "jixiao": int((ours != wanted).sum()),
        "polars floats": int((np.rint(np.nan_to_num(floats) * 100) != wanted).sum()),
        "polars integers": int((cents != wanted).sum()),
        "duckdb floats": int((np.rint(np.nan_to_num(base) * 100) != wanted).sum()),
        "duckdb integers": int((exact != wanted).sum()),
    }


def main(projects: int = 50_000) -> list[dict[str, Any]]:
    """Prints the table and gives its rows: engine, what it reads, seconds, ratio to hand-written float polars."""
    import polars as pl

    ruleset = load_ruleset(RULESET)
    batch, truth = rows(projects)
    frame: Any = pl.from_arrow(batch)
    values = np.where(truth["kind"] == 3, (truth["word"] == 0) * 1.0, truth["hundredths"] / 100)
    numeric = frame.with_columns(
        kind=pl.Series(truth["kind"]),
        target_value=pl.Series(truth["target"] * 1.0),
        actual_value=pl.Series(values),
        points_value=pl.lit(float(POINTS)),
    )
    number_batch = _numbers(batch, truth)
    times = contest(
        {
            "text jixiao": lambda: score_and_roll_up(batch, ruleset),
            "text polars floats": lambda: polars_float(frame, texts=True),
            "text polars integers": lambda: polars_exact(frame),
            "text duckdb floats": lambda: duckdb_sql(batch, _SQL_TEXT),
            "text duckdb integers": lambda: duckdb_sql(batch, _SQL_EXACT),
            "numbers jixiao": lambda: score_and_roll_up(number_batch, ruleset),
            "numbers polars floats": lambda: polars_float(numeric, texts=False),
        }
    )
    table = []
    for name, seconds in times.items():
        reads, engine = name.split(" ", 1)
        ratio = times[f"{reads} polars floats"] / seconds
        table.append({"engine": engine, "reads": reads, "seconds": seconds, "ratio": ratio, "rows": batch.num_rows})
    counts = wrong(batch, truth)
    sys.stdout.write(f"{batch.num_rows:,} rows, scored and rolled up; ratio: rows a second over float polars\n")
    for row in table:
        row["wrong"] = counts[row["engine"]] if row["reads"] == "text" else 0
        cents = f"{row['wrong']:>8,} wrong" if row["reads"] == "text" else ""
        sys.stdout.write(f"{row['reads']:8} {row['engine']:18} {row['seconds']:8.3f} s {row['ratio']:6.2f} x {cents}\n")
    return table


def _numbers(batch: pa.RecordBatch, truth: dict[str, Any]) -> pa.RecordBatch:
    """The same rows with actuals as float64 where they are numbers; those on bands become at least 1.

    A column of numbers holds no words: met or not is 1 or 0.
    """
    words = truth["kind"] == 3
    actual = np.where(words, (truth["word"] == 0) * 1.0, truth["hundredths"] / 100)
    target = batch.column("target").to_numpy(zero_copy_only=False).copy()
    target[words] = "≥1"
    place = batch.schema.get_field_index("target"), batch.schema.get_field_index("actual")
    batch = batch.set_column(place[0], "target", pa.array(target, pa.string()))
    return batch.set_column(place[1], "actual", pa.array(actual))


LIMITS = {"text": 1.5, "numbers": 0.5}
"""What must hold: rows a second over hand-written float polars."""


def kept(table: list[dict[str, Any]]) -> bool:
    """Whether the limits hold and no cent of ours is wrong."""
    mine = [row for row in table if row["engine"] == "jixiao"]
    return all(row["ratio"] >= LIMITS[row["reads"]] and not row["wrong"] for row in mine)


def picture(table: list[dict[str, Any]]) -> str:
    """The table as bars: rows a second over hand-written float polars, and the wrong cents beside them."""
    bar, left, scale = 26, 190, 220
    height = bar * (len(table) + 2)
    title = f"{table[0]['rows']:,} rows scored and rolled up: rows a second over hand-written float polars"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="860" height="{height}" font-family="sans-serif" font-size="13">',
        f'<rect width="860" height="{height}" fill="white"/>',
        f'<text x="8" y="18" font-weight="bold">{title}</text>',
        f'<line x1="{left + scale}" y1="{bar}" x2="{left + scale}" y2="{height - bar // 2}" stroke="#888" stroke-dasharray="3 3"/>',
    ]
    for index, row in enumerate(table, start=1):
        y, ours = bar * index + 6, row["engine"] == "jixiao"
        wrong_cents = f", {row['wrong']:,} wrong cents" if row["reads"] == "text" else ""
        lines += [
            f'<text x="8" y="{y + 14}">{row["reads"]}: {row["engine"]}</text>',
            f'<rect x="{left}" y="{y}" width="{row["ratio"] * scale:.0f}" height="{bar - 8}" fill="{"#2b6cb0" if ours else "#b0bec5"}"/>',
            f'<text x="{left + row["ratio"] * scale + 6:.0f}" y="{y + 14}">{row["ratio"]:.2f}{wrong_cents}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    measured = main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(picture(measured), encoding="utf-8")
    sys.exit(0 if kept(measured) else 1)
