"""Tables as people really printed them, with other actuals: the same names, targets and points, and the clause's scores.

The rows are those of tests/data/rows.tsv. A target and an actual are read here by a pattern of their own, and only where
nothing else stands in the cell: a sign, a number and a unit. Rows that this does not read are left out of the table.
"""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from fractions import Fraction
from functools import cache
from pathlib import Path

from attrs import frozen

from jixiao.kernel.number import plain
from tests.oracle.campaign.ends import Ends
from tests.oracle.campaign.lines import Line, number
from tests.oracle.campaign.made import Made, assembled
from tests.oracle.campaign.money import spent
from tests.oracle.campaign.terms import Terms, shipped

__all__ = ["shaped"]

_FILE = Path(__file__).parents[2] / "data" / "rows.tsv"
_CELL = re.compile(
    r"(?P<sign>[≥≤=]?)(?P<number>\d+(?:\.\d+)?)(?P<unit>%|人次|万元|平方米|公里|[个件次人户元亩台套项场家份]?)"
)
_LESS = (
    "成本",
    "费",
    "事故",
    "投诉",
    "不满意",
    "控制",
    "节约",
    "预算",
    "资金",
    "死亡",
    "逾期",
    "差错",
    "风险",
    "损失",
    "降",
    "减",
)
"""Words in names of what may be better the less there is of it: without a sign its target tells no direction here."""
_RULESETS = ("cn-2020-10", "cn-2016-legacy", "anhui-system", "guangxi-system", "hubei-2020", "sichuan-project-2023")
"""Self-evaluation forms of the usual kind, whose clauses for a quantity hold for every name."""


@frozen
class _Printed:
    """A row of a printed table that the pattern reads."""

    names: tuple[str, str, str]
    sign: str
    target: Fraction
    unit: str
    points: Fraction

    @property
    def places(self) -> int:
        """How fine its actuals are drawn: whole things for counts."""
        return 2 if self.unit in ("%", "元", "万元", "平方米", "公里") else 0


@cache
def _tables() -> tuple[tuple[_Printed, ...], ...]:
    tables: dict[tuple[str, str], list[_Printed]] = defaultdict(list)
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = _CELL.fullmatch(row["target"].strip())
            names = (row["level1"], row["level2"], row["level3"])
            points = re.fullmatch(r"\d+(\.\d+)?", row["points"].strip())
            told = found is not None and (
                found["sign"] or (Fraction(found["number"]) > 0 and not any(word in "".join(names) for word in _LESS))
            )
            if found and told and points and all(names) and "执行" not in "".join(names):
                read = _Printed(names, found["sign"], Fraction(found["number"]), found["unit"], Fraction(points[0]))
                tables[row["page"], row["project"]].append(read)
    return tuple(tuple(_distinct(rows)) for rows in tables.values() if rows)


def _distinct(rows: list[_Printed]) -> list[_Printed]:
    return list({row.names: row for row in rows}.values())


def shaped(number_: int, seed: int) -> Made:
    """The table of this number with actuals drawn anew."""
    draw = random.Random(seed * 1_000_003 + number_)
    terms = shipped(_RULESETS[number_ % len(_RULESETS)])
    rows = _tables()[draw.randrange(len(_tables()))]
    lines = [_line(terms, row, draw) for row in rows]
    money = spent(terms, draw, 12)
    assert money is not None
    own = None if money.is_row else money.line
    return assembled(terms, [*lines, *([money.line] if money.is_row else [])], own, money, (), {})


def _line(terms: Terms, row: _Printed, draw: random.Random) -> Line:
    near = row.target * draw.choice((0, 50, 80, 95, 99, 100, 101, 120, 130, 200, draw.randrange(300))) / 100
    unit = 10**row.places
    actual = Fraction(int(near * unit), unit)
    exact = (
        number(terms, row.sign, row.points, row.target, actual, Fraction(1))
        if row.points
        else Ends(row.points, row.points)
    )
    level1, level2, level3 = row.names
    cells = dict.fromkeys(("budget", "executed", "items", "judgement", "deduction", "year", "as_of"), "")
    cells |= {"level1": level1, "level2": level2, "level3": level3, "points": plain(row.points)}
    cells |= {"target": f"{row.sign}{plain(row.target)}{row.unit}", "actual": f"{plain(actual)}{row.unit}"}
    return Line(cells, exact, "shaped", row.points)
