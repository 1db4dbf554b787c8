"""Whole cases at random, worked out from the clauses and held against what the engine gives: rows, sums, total and grade.

python -m tests.oracle.campaign 1000000 7

scores so many cases (from the second number as the seed) and prints how many were tried, how many numbers were compared and
what differs; it ends with 1 where anything does. A case is one of every ruleset that comes along, in turn. Its rows are those
of :mod:`tests.rules.tied`, prone to ties, under the names that the ruleset's own table has; what they give is worked out by
:mod:`tests.oracle.clauses` and added up here, with nothing of the engine. Every tenth case also goes through the doors: written
as TOML and as JSON, and the table of it as csv, xlsx and html.
"""

from __future__ import annotations

import csv
import html
import io
import json
import random
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import tomlkit
from attrs import Factory, define, frozen

import jixiao
from jixiao.documents.load import load_any
from jixiao.kernel.number import plain
from jixiao.rules.find import list_rulesets
from jixiao.scoring.load import case_from_bytes
from tests.oracle import clauses as by
from tests.oracle.conformance import cells_of
from tests.rules.tied import SPECS, Bounds, Drawn, money, row

__all__ = ["Made", "Tally", "case_of", "hold", "made", "main", "run", "told"]

NO_GRADES = {
    "cn-2016-legacy", "cn-monitoring-lights", "hubei-2020", "jiangxi-2017", "sichuan-department-2020",
    "sichuan-monitoring-2025", "sichuan-project-2023",
}  # fmt: skip
"""Rulebooks whose texts, as far as they were read, give no cuts of a grade."""
EXECUTION_UNROUNDED = {"anhui-system", "guangxi-system"}
"""等级按已取整的指标得分加未取整的执行得分判定。"""
OF_A_SHARE = {"hunan-department"}
"""等级是占满分的几成。"""
EXECUTION_POINTS = {"hubei-2020": 20}
"""预算执行占 20 分的；其余 10 分。"""
NO_OWN_EXECUTION = {"zhengzhou-2021", "hunan-department", "sichuan-department-2020", "cn-2015-88-review"}
"""Tables that have no budget execution beside their rows."""
DOORS = ("toml", "json", "csv", "xlsx", "html")
HEADERS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值")
PLAIN = frozenset({"number", "change", "range", "days"})
"""Kinds of rows that need no more than the columns of a common table."""
SHOWN = 20


@frozen
class Line:
    """A row as it is written, the bounds of its score, and its score before rounding where that plays a part."""

    cells: dict[str, str]
    bounds: Bounds
    kind: str
    unrounded: Fraction | None = None


@frozen
class Made:
    """A case as a document, and what its clauses give."""

    ruleset: str
    document: dict[str, Any]
    lines: tuple[Line, ...]
    own_execution: Line | None
    as_of: str


@define
class Tally:
    """What a run has seen."""

    tried: int = 0
    compared: int = 0
    by_what: Counter[str] = Factory(Counter)
    differences: list[str] = Factory(list)

    def hold(self, what: str, made: Made, wanted: object, found: object) -> None:
        """Count a comparison, and keep it where it fails."""
        self.compared += 1
        self.by_what[what] += 1
        if wanted != found:
            case = json.dumps(made.document, ensure_ascii=False)
            self.differences.append(f"{made.ruleset} {what}: wanted {wanted}, found {found} in {case}")


# -- a case


@cache
def _data(ruleset: str) -> dict[str, Any]:
    return tomllib.loads(list_rulesets(())[ruleset].read_text(encoding="utf-8"))


@cache
def _rules(ruleset: str) -> tuple[dict[str, Any], ...]:
    return tuple(rule for rule in _data(ruleset)["rule"] if rule.get("enabled", True))


def _drawn(draw: random.Random, month: int) -> Drawn:
    step = draw.randrange(500) * 12 + month - 1
    return Drawn(draw.randrange(16), draw.randrange(15), draw.randrange(35), step, draw.randrange(5))


def made(number: int, seed: int) -> Made:
    """The case of this number: the same in every run with the same seed."""
    draw = random.Random(seed * 1_000_003 + number)
    names = sorted(list_rulesets(()))
    ruleset = names[number % len(names)]
    month = draw.randrange(12) + 1
    rules = [rule for rule in _rules(ruleset) if not SPECS[rule["id"]].kind.startswith("execution")]
    spent = next((rule for rule in _rules(ruleset) if SPECS[rule["id"]].kind.startswith("execution")), None)
    lines = [_line(ruleset, draw.choice(rules), _drawn(draw, month), at) for at in range(draw.randrange(1, 9))]
    project: dict[str, Any] = {"year": 2021, "ruleset": ruleset}
    own = None
    if spent is not None:
        own, money = _execution(
            ruleset, spent, _drawn(draw, month), as_row=ruleset in NO_OWN_EXECUTION or draw.random() < 0.5
        )
        project |= money
        if own.cells["points"]:
            lines.insert(draw.randrange(len(lines) + 1), own)
            own = None
    document = {"version": 1, "project": project, "indicator": [_indicator(each.cells) for each in lines]}
    paced = any(each.cells["as_of"] for each in lines) or (own is not None and own.cells["as_of"])
    return Made(ruleset, document, tuple(lines), own, f"2021-{month:02d}" if paced else "")


def _line(ruleset: str, rule: dict[str, Any], drawn: Drawn, at: int) -> Line:
    example, bounds = row(ruleset, rule["id"], drawn)
    cells = cells_of(example, rule, _data(ruleset))
    cells["level3"] = f"{cells['level3']}（第{at + 1}项）"
    cells["level1"] = cells["level1"] or "产出指标"
    return Line(cells, bounds, SPECS[rule["id"]].kind)


def _execution(ruleset: str, rule: dict[str, Any], drawn: Drawn, *, as_row: bool) -> tuple[Line, dict[str, str]]:
    """Budget execution as a row with points of its own, or by the project's figures alone."""
    example, bounds = row(ruleset, rule["id"], drawn)
    w, budget, spent = money(drawn)
    spec = SPECS[rule["id"]]
    month = drawn.step % 12 + 1
    more = (month,) if spec.kind == "execution-pace" else ()
    if not as_row:
        w = Fraction(EXECUTION_POINTS.get(ruleset, 10))
        score = by.cents(spec.oracle(w, budget, spent, *more))
        bounds = (score, score, False)
    cells = cells_of(example, rule, _data(ruleset)) | {"points": plain(w) if as_row else ""}
    cells["level1"] = cells["level1"] or "预算执行率"
    figures = {"budget": cells.pop("budget"), "executed": cells.pop("executed")}
    return Line(cells, bounds, spec.kind, spec.oracle(w, budget, spent, *more)), figures


def _indicator(cells: dict[str, str]) -> dict[str, Any]:
    keys = ("level1", "level2", "level3", "target", "actual", "points", "items", "judgement", "deduction")
    return {key: cells[key] for key in keys if cells[key] or key == "target"}


# -- what the clauses give


def totals(made: Made) -> tuple[Bounds, Bounds, Fraction]:
    """The total from its rounded rows, the one that grades are read off, and all points."""
    lines = [*made.lines, *([made.own_execution] if made.own_execution else [])]
    low = sum((each.bounds[0] for each in lines), Fraction(0))
    high = sum((each.bounds[1] for each in lines), Fraction(0))
    is_open = any(each.bounds[2] for each in lines)
    points = sum(
        (Fraction(each.cells["points"] or EXECUTION_POINTS.get(made.ruleset, 10)) for each in lines), Fraction(0)
    )
    more = Fraction(0)
    if made.ruleset in EXECUTION_UNROUNDED:
        more = sum((each.unrounded - each.bounds[0] for each in lines if each.unrounded is not None), Fraction(0))
    return (low, high, is_open), (low + more, high + more, is_open), points


def grades(made: Made) -> tuple[str, ...]:
    """Every grade of 90 / 80 / 60 between the two ends; an end that is left out reaches the cent all the same."""
    _, (low, high, _), points = totals(made)
    if made.ruleset in NO_GRADES:
        return ()
    if made.ruleset in OF_A_SHARE:
        low, high = low / points * 100, high / points * 100
    order = ("优", "良", "中", "差")
    return order[order.index(by.grade(high)) : order.index(by.grade(low)) + 1]


# -- held against the engine


def case_of(made: Made) -> jixiao.Case:
    """The case as the engine reads it."""
    return case_from_bytes(json.dumps(made.document).encode(), "case.json")


def _seen(score: Any) -> Bounds:
    return score.low, score.high, score.high_open


def hold(made: Made, case: Any, tally: Tally) -> Any:
    """Rows, first levels, total and grade of a case as it was loaded."""
    ruleset = _loaded(made.ruleset)
    as_of = jixiao.When.read(made.as_of) if made.as_of else None
    result = jixiao.evaluate(case, ruleset, as_of)
    leaves = {leaf.index: leaf for leaf in result.leaves}
    for index, line in enumerate(made.lines):
        tally.hold("row", made, (line.cells["level3"], line.bounds), (line.cells["level3"], _seen(leaves[index].score)))
    if made.own_execution is not None:
        tally.hold("own execution", made, made.own_execution.bounds, _seen(leaves[None].score))
    tally.hold("total", made, totals(made)[0], _seen(result.tree.total.score))
    tally.hold("points", made, totals(made)[2], result.tree.total.points)
    tally.hold("grade", made, grades(made), result.grades)
    for name in {line.cells["level1"] for line in made.lines}:
        lines = [line for line in made.lines if line.cells["level1"] == name]
        if made.own_execution is not None and made.own_execution.cells["level1"] == name:
            lines.append(made.own_execution)
        wanted = tuple(sum((line.bounds[end] for line in lines), Fraction(0)) for end in (0, 1))
        found = next(node.score for node in result.tree.level1 if node.name == name)
        tally.hold("first level", made, wanted, (found.low, found.high))
    return result


@cache
def _loaded(ruleset: str) -> jixiao.Ruleset:
    return jixiao.load_ruleset(ruleset)


# -- doors


def through(door: str, made: Made, folder: Path, tally: Tally) -> None:
    """The case written to a file of this kind, read again and held against the same clauses."""
    path = folder / f"case.{door}"
    if door in ("toml", "json"):
        path.write_text((tomlkit.dumps if door == "toml" else json.dumps)(made.document), encoding="utf-8")
        hold(made, load_any(path).case, tally)
        return
    lines = [line for line in made.lines if line.kind in PLAIN]
    if not lines:
        return
    _TABLES[door](path, [HEADERS, *(_table_row(line) for line in lines)])
    case = load_any(path).case
    result = jixiao.evaluate(case, _loaded(made.ruleset))
    found = [(leaf.indicator.level3, _seen(leaf.score)) for leaf in result.leaves if leaf.index is not None]
    tally.hold(door, made, [(line.cells["level3"], line.bounds) for line in lines], found)


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


# -- a run


def run(count: int, seed: int = 0, *, doors_every: int = 10) -> Tally:
    """So many cases, from the seed on."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            case = made(number, seed)
            tally.tried += 1
            hold(case, case_of(case), tally)
            if doors_every and number % doors_every == 0:
                through(DOORS[number // doors_every % len(DOORS)], case, Path(folder), tally)
    return tally


def told(tally: Tally) -> Iterator[str]:
    """What a run has seen, for people."""
    kinds = ", ".join(f"{count} {what}" for what, count in sorted(tally.by_what.items()))
    yield f"{tally.tried} cases tried, {tally.compared} comparisons ({kinds}), {len(tally.differences)} differences"
    yield from tally.differences[:SHOWN]


def main(arguments: list[str]) -> int:
    """``N [SEED]``; the exit status."""
    tally = run(int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0)
    print("\n".join(told(tally)))
    return 1 if tally.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
