"""Scalar and columns on many rows, reasons included; not part of the suite, it runs as long as it is asked to.

    python -m tests.frame.campaign ROWS [SEED]

Every batch draws 20 indicators, 300 plain actuals and the odd ones, and 200,000 tie-prone rows. Scoring is pure, so the
scalar engine is asked once for each distinct row and its answer is held against every row that has it; the
columns never see which rows are alike. Ends with the first difference, or with the number of rows compared.
"""

from __future__ import annotations

import random
import sys
import time
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from jixiao.frame import score_batch
from jixiao.language.direction import Direction
from jixiao.rules.find import list_rulesets, load_ruleset
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import Indicator
from jixiao.scoring.indicator import Row, Setting, score_row
from tests.frame.rows import NAMES, ODD, POINTS, TARGETS, UNITS, VALUES

ROWS = 200_000
_KINDS = ("at-least", "exact", "at-most", "bare", "change", "range", "words", "date", "several", "odd")
_WEIGHTS = (30, 15, 15, 8, 6, 6, 8, 6, 3, 3)


def drawn(seed: int) -> tuple[list[Indicator], list[str | None], Any]:
    """Indicators without an actual, the actuals, and a pair of both for every row."""
    draw = random.Random(seed)
    indicators = [_indicator(draw) for _ in range(20)]
    plain = [_plain(draw, indicators) for _ in range(300)]
    actuals = list(dict.fromkeys([*plain, *ODD]))
    numbers = np.random.default_rng(seed)
    pairs = numbers.integers(0, len(indicators), ROWS), numbers.integers(0, len(actuals), ROWS)
    return indicators, actuals, pairs


def _indicator(draw: random.Random) -> Indicator:
    level1, level2, level3 = draw.choice(
        [each for each in NAMES if each[0] != "绩效目标"]
    )  # that one counts others of its project
    kind = draw.choices(_KINDS, _WEIGHTS)[0]
    target = draw.choice(TARGETS[kind]).format(draw.choice(VALUES), draw.choice(VALUES))
    direction = draw.choice(list(Direction)) if draw.randrange(10) == 0 else None
    return Indicator(level3, level1, level2, target, Fraction(draw.choice(POINTS)), direction=direction)  # type: ignore[arg-type]


def _plain(draw: random.Random, indicators: list[Indicator]) -> str:
    """A number near some target, so that scores are partial and often tie."""
    digits = "".join(each for each in str(draw.choice(indicators).target) if each.isdigit()) or "64"
    near = int(digits[:6]) * draw.choice([50, 90, 99, 100, 101, 130, 200]) * 10 + draw.randrange(2_000)
    places = draw.choice([0, 1, 2, 3])
    return (
        f"{near // 10 ** (3 - places) / 10**places:.{places}f}{draw.choice(UNITS)}"
        if places
        else f"{near // 1000}{draw.choice(UNITS)}"
    )


def compared(ruleset: Ruleset, seed: int) -> int:
    """Rows compared, distinct rows the scalar engine was asked for. Raises AssertionError with the first difference."""
    indicators, actuals, (which, actual) = drawn(seed)
    key = which * len(actuals) + actual
    distinct, of = np.unique(key, return_inverse=True)
    wanted = [
        _scalar(ruleset, indicators[each // len(actuals)], actuals[each % len(actuals)]) for each in distinct.tolist()
    ]
    index = pa.array(which)
    columns = {
        "project": pa.array([f"项目{n // 20}" for n in range(len(which))]),
        **{
            name: pa.array([getattr(each, name) for each in indicators], pa.string()).take(index)
            for name in ("level1", "level2", "level3", "target")
        },
        "actual": pa.array(actuals, pa.string()).take(pa.array(actual)),
        "points": pa.array([str(Fraction(each.points or 0)) for each in indicators]).take(index),
        "direction": pa.array(
            [each.direction.value if each.direction else None for each in indicators], pa.string()
        ).take(index),
        "year": pa.array(np.full(len(which), 2021, np.int32)),
    }
    result = score_batch(pa.record_batch(columns), ruleset)
    rows = pa.array(of.astype(np.int64))
    for name in wanted[0]:
        column = result.column(name)
        found = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        expected = pa.array([each[name] for each in wanted], found.type).take(rows)
        if not found.equals(expected):
            at = next(
                n for n in range(len(found)) if found[n] != expected[n] and (found[n].is_valid or expected[n].is_valid)
            )
            row = {**result.slice(at, 1).to_pylist()[0]}
            raise AssertionError(
                f"{ruleset.id}, seed {seed}, row {at}: {name} is {found[at]}, not {expected[at]}: {row}"
            )
    return len(distinct)


def _scalar(ruleset: Ruleset, indicator: Indicator, actual: str | None) -> dict[str, Any]:
    from attrs import evolve

    row = Row(evolve(indicator, actual=actual), indicator.points or Fraction(0), "$", 0)
    leaf = score_row(row, Setting(ruleset, 2021))
    rule, outcome = leaf.rule, leaf.outcome
    share = None if outcome.share.is_open or not leaf.counted else outcome.share.low
    return {
        "rule": rule.id if rule else None,
        "clause": rule.clause.id if rule else None,
        "axis": rule.scorer.axis.value if rule and isinstance(rule.scorer, Measured) else None,
        "diagnostic": ",".join(sorted({each.code for each in leaf.diagnostics})) or None,
        **_parts("x", outcome.x),
        **_parts("share", share),
        "low": _cents(leaf.score.low),
        "high": _cents(leaf.score.high),
        "score": None if leaf.score.is_open else _cents(leaf.score.low),
    }


def _parts(name: str, value: Fraction | None) -> dict[str, int | None]:
    """Numerator and denominator, where both fit 64 bits."""
    if value is None or max(abs(value.numerator), value.denominator) >= 1 << 63:
        return {f"{name}_num": None, f"{name}_den": None}
    return {f"{name}_num": value.numerator, f"{name}_den": value.denominator}


def _cents(value: Fraction) -> Any:
    from decimal import Decimal

    return Decimal(int(value * 100)).scaleb(-2)


def main(rows: int, seed: int = 0) -> None:
    """Compares so many rows, ruleset by ruleset in turns."""
    rulesets = [each for each in map(load_ruleset, list_rulesets()) if each.rounding.at == "leaf"]
    done = asked = 0
    began = time.monotonic()
    while done < rows:
        ruleset = rulesets[seed % len(rulesets)]
        asked += compared(ruleset, seed)
        done, seed = done + ROWS, seed + 1
        sys.stdout.write(
            f"{done:,} rows equal, {asked:,} distinct, {time.monotonic() - began:.0f} s, next seed {seed}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), *(int(each) for each in sys.argv[2:]))
