"""监控灯: the light of a row in the course of the year, by the words of the monitoring systems.

正向：完成值÷（年度指标值×月份/12），低于 60% 红灯，60%（含）—80% 黄灯，80%（含）—120% 绿灯，120%（含）以上蓝灯。反向：在指标值之内绿灯，
超过红灯。定性：完成绿，部分完成黄，未完成红。预算执行率÷（月份/12）：低于 60% 红灯，60%（含）—80% 黄灯，80%（含）以上绿灯。
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.campaign.lines import Line
from tests.oracle.campaign.terms import Terms

__all__ = ["light"]

_WORDS = {"达成": "green", "部分达成": "yellow", "未达成": "red"}


def light(line: Line, terms: Terms) -> str | None:
    """The light; None for rows of which the words say nothing, or that this does not read."""
    target, actual = line.cells["target"], line.cells["actual"]
    if not line.counted or line.more.get("not_applicable"):
        return None
    if line.is_execution:
        return _spent(line, terms)
    if line.kind == "bands":
        return _WORDS[actual]
    if line.kind == "number":  # ≤
        return "green" if Fraction(actual) <= Fraction(target[1:]) else "red"
    if line.kind == "pace":
        return _paced(Fraction(target[1:]), Fraction(actual), int(line.cells["as_of"][-2:]))
    return None


def _spent(line: Line, terms: Terms) -> str:
    """No light without a rate; of a budget of nothing what the ruleset makes of it."""
    if line.rate is None:
        is_known = line.is_without_budget
        return {"none": "red", "full": "green"}.get(terms.policy("zero_budget"), "") if is_known else ""
    share = line.rate * 12 / int(line.cells["as_of"][-2:])
    return "red" if share * 10 < 6 else "yellow" if share * 10 < 8 else "green"


def _paced(t: Fraction, a: Fraction, month: int) -> str:
    if t == 0:
        return "green" if a >= 0 else "red"
    share = a / (t * month / 12)
    for least, name in ((120, "blue"), (80, "green"), (60, "yellow")):
        if share * 100 >= least:
            return name
    return "red"
