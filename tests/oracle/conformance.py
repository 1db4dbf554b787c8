"""Writes `conformance/rows.tsv`: rows for every rule that comes along, scored by the clause oracles and not by the engine.

python -m tests.oracle.conformance
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from jixiao.kernel.number import plain
from jixiao.rules.find import list_rulesets
from jixiao.rules.rule import Example
from tests.rules.tied import SPECS, Bounds, Drawn, row

FILE = Path(__file__).parents[2] / "conformance" / "rows.tsv"
COLUMNS = (
    "id", "ruleset", "rule", "level1", "level2", "level3", "target", "actual", "points", "budget", "executed", "items",
    "judgement", "deduction", "year", "as_of", "low", "high", "high_open", "reason",
)  # fmt: skip
_ROWS_A_RULE = 28


def rows() -> Iterator[dict[str, str]]:
    """Every row, in the order of the file."""
    for path in list_rulesets(()).values():
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in data["rule"]:
            if rule.get("enabled", True):
                yield from _of_rule(path.stem, rule, data)


def _of_rule(ruleset: str, rule: dict[str, Any], data: dict[str, Any]) -> Iterator[dict[str, str]]:
    seen: set[tuple[str, ...]] = set()
    for drawn in _drawn():
        example, bounds = row(ruleset, rule["id"], drawn)
        cells = cells_of(example, rule, data)
        key = tuple(cells.values())
        if key in seen:
            continue
        seen.add(key)
        identity = {"id": f"{ruleset}/{rule['id']}/{len(seen):02d}", "ruleset": ruleset, "rule": rule["id"]}
        yield {**identity, **cells, **_score(bounds), "reason": _reason(rule["id"], bounds, example.points)}


def _drawn() -> Iterator[Drawn]:
    """Whole numbers spread over what they may be; the same in every run."""
    for index in range(_ROWS_A_RULE):
        yield Drawn(index * 5 % 16, index * 7 % 15, index * 3 % 35, index * 37 % 211, index % 5)


def cells_of(example: Example, rule: dict[str, Any], data: dict[str, Any]) -> dict[str, str]:
    names = {key: rule["when"].get(key, [""])[0] for key in ("level1", "level2", "level3")}
    is_execution = example.budget is not None
    other = data["execution"]["names"][0] if is_execution and data.get("execution") else "某项指标"
    cells = {key: getattr(example, key) or names[key] for key in ("level1", "level2", "level3")}
    cells["level3"] = other if is_execution else cells["level3"] or other
    for key in ("target", "actual", "points", "budget", "executed", "items", "judgement", "deduction", "year", "as_of"):
        value = getattr(example, key)
        cells[key] = plain(value) if isinstance(value, Fraction) else "" if value is None else str(value)
    return cells


def _score(bounds: Bounds) -> dict[str, str]:
    low, high, is_open = bounds
    return {"low": plain(low), "high": plain(high), "high_open": "yes" if is_open else "no"}


def _reason(rule: str, bounds: Bounds, points: Fraction) -> str:
    """The clause's name and what came of it: full, none, part, or open (waits for a person)."""
    low, high, _ = bounds
    what = "open" if low != high else "full" if low == points else "none" if low == 0 else "part"
    name = getattr(SPECS[rule].oracle, "__name__", "").strip("<>_")
    return f"{rule if name in ('', 'lambda') else name.replace('_', '-')}:{what}"


def text() -> str:
    """The whole file."""
    lines = ["\t".join(COLUMNS), *("\t".join(each[column] for column in COLUMNS) for each in rows())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
