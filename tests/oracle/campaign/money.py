"""Budget execution as it is written: by the project's figures, by sources of money, with a row of the whole, or as a row."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from jixiao.kernel.number import plain
from tests.oracle.campaign.ends import NOTHING, Ends
from tests.oracle.campaign.lines import Line, drawn, rules_of
from tests.oracle.campaign.points import EXECUTION_POINTS, branch_of, branches_of
from tests.oracle.campaign.terms import Terms
from tests.rules.tied import SPECS, money

__all__ = ["Spent", "is_of_framework", "spent"]

NO_OWN_EXECUTION = {"zhengzhou-2021", "hunan-department", "sichuan-department-2020", "cn-2015-88-review"}
"""Tables that have no budget execution beside their rows."""
_BRANCH = {"hubei-2020": "预算执行情况", "sichuan-project-2023": "预算执行情况"}
ZERO = Fraction(0)


def is_of_framework(ruleset: str, level1: str) -> bool:
    """Whether a first level of a table is one of the framework's: 满意度 is short for its branch."""
    names = {name for name, _, _ in branches_of(ruleset)}
    if ruleset not in NO_OWN_EXECUTION:
        names.add(_BRANCH.get(ruleset, "预算执行率"))
    return branch_of(level1) in names


@frozen
class Spent:
    """Budget execution: as a line, ``is_row`` of the table or not, and the tables of the case that say it."""

    line: Line
    is_row: bool
    tables: dict[str, Any]


def spent(terms: Terms, draw: random.Random, month: int) -> Spent | None:
    """How a case says what was spent; None for rulebooks that have no budget execution."""
    rule = next((rule for rule in rules_of(terms) if SPECS[rule["id"]].kind.startswith("execution")), None)
    if rule is None:
        return None
    w, budget, done = money(drawn(draw, month))
    is_row = terms.ruleset in NO_OWN_EXECUTION or draw.randrange(3) == 0
    if not is_row:
        w = Fraction(EXECUTION_POINTS.get(terms.ruleset, 10))
    how = draw.choice(("figures", "figures", "funds", "whole", "zero", "missing"))
    paced = SPECS[rule["id"]].kind == "execution-pace"
    exact, counted = _capped_score(terms, rule["id"], w, budget, done, month, how)
    branch = _BRANCH.get(terms.ruleset, "预算执行率")
    cells = {"level1": branch, "level2": branch, "level3": branch, "target": "", "actual": "", "points": plain(w)}
    cells |= dict.fromkeys(("items", "judgement", "deduction", "budget", "executed", "year"), "")
    cells["as_of"] = f"2021-{month:02d}" if paced else ""
    if is_row and draw.randrange(2):
        cells["target"] = draw.choice(("=100%", "≥95%", "100%"))
    rate = None if how in ("zero", "missing") else done / budget
    line = Line(cells, exact, "execution", w, counted=counted, is_execution=True, rate=rate)
    line = evolve(line, is_without_budget=how == "zero")
    return Spent(line, is_row, _tables(draw, how, budget, done, terms.base))


def _capped_score(
    terms: Terms, rule: str, w: Fraction, budget: Fraction, done: Fraction, month: int, how: str
) -> tuple[Ends, bool]:
    exact, counted = _score(terms, rule, w, budget, done, month, how)
    return terms.capped(exact), counted


def _score(
    terms: Terms, rule: str, w: Fraction, budget: Fraction, done: Fraction, month: int, how: str
) -> tuple[Ends, bool]:
    if how == "missing":  # 没有执行数
        if terms.policy("missing_actual") == "none":
            return NOTHING, True
        return Ends(ZERO, w), terms.policy("missing_actual") != "skip"
    if how == "zero":
        policy = terms.policy("zero_budget")
        known = {"none": ZERO, "full": w, "skip": ZERO}.get(policy)
        return (Ends(ZERO, w) if known is None else Ends(known, known)), policy != "skip"
    spec = SPECS[rule]
    more = (month,) if spec.kind == "execution-pace" else ()
    score = spec.oracle(w, budget, done, *more)
    return Ends(score, score), True


def _tables(draw: random.Random, how: str, budget: Fraction, done: Fraction, base: str) -> dict[str, Any]:
    if base != "budget" and how in (
        "missing",
        "zero",
        "figures",
    ):  # the project itself says but the budget of the whole year
        of_funds = {"missing": budget, "zero": ZERO, "figures": budget}[how]
        own = {} if how == "missing" else {"executed": f"{plain(done)}万元"}
        fund = {"source": "当年财政拨款", base: f"{plain(of_funds)}万元"}
        return {"project": own | {"budget": draw.choice(("9万元", "0万元"))}, "funds": [fund]}
    if how == "missing":
        return {"project": {"budget": f"{plain(budget)}万元"}}
    if how == "zero":
        return {"project": {"budget": "0万元", "executed": draw.choice(("0万元", f"{plain(done)}万元"))}}
    if how == "figures":
        return {"project": {"budget": _amount(draw, budget), "executed": _amount(draw, done)}}
    part = Fraction(draw.randrange(11), 10)
    sources = [
        {"source": "当年财政拨款", base: budget * part, "executed": done * (1 - part)},
        {"source": "上年结转资金", base: budget * (1 - part), "executed": done * part},
        {"source": "其他资金", base: ZERO, "executed": ZERO},
    ]
    if how == "whole":  # 合计行说了算，来源行不必合得上
        sources[draw.randrange(2)][base] += draw.randrange(3)
        whole = draw.choice(("年度资金总额", "合计", "资金总额（万元）"))
        sources.insert(draw.choice((0, 3)), {"source": whole, base: budget, "executed": done})
    unit = draw.choice(("万元", "元"))
    for source in sources:
        for key in (base, "executed"):
            source[key] = f"{plain(source[key] * (10000 if unit == '元' else 1))}{unit}"
    for key in {"initial", "budget", "received"} - {base}:  # what else the sources say decides nothing
        sources[0][key] = draw.choice(("5万元", "0元", "三万"))
    return {"funds": sources}


def _amount(draw: random.Random, value: Fraction) -> str:
    return draw.choice((f"{plain(value)}万元", f"{plain(value * 10000)}元"))
