"""Alarms over a whole case, by the words of the systems and rules that have them.

一致性预警：s 为指标得分率，e 为执行得分率，(s−e)÷s 大于 5% 亮红灯；未执行比例大于 20%（或预算为零）亮黄灯。执行率 4 月底低于 25%、6 月底低于
40%、8 月底低于 60%、10 月底低于 80% 的预警；目标进度与执行进度差距大于 10% 的预警。项目整体取最差的灯。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.campaign.lights import light
from tests.oracle.campaign.made import Made

__all__ = ["alarms"]

ZERO, ONE = Fraction(0), Fraction(1)
_FLOORS = {4: 25, 6: 40, 8: 60, 10: 80}
_WORST_FIRST = ("red", "yellow", "green", "blue")

Alarm = tuple[str, Fraction | None, str]


def alarms(made: Made) -> Iterator[Alarm]:
    """Each alarm's name, what it measures (None where something is missing) and its light ("" where it shows none)."""
    rate = made.money.line.rate if made.money is not None else None
    if made.terms.ruleset == "anhui-system":
        yield _consistency(_achieved(made), rate)
        yield _unspent(rate, is_without_budget=made.money is not None and made.money.line.is_without_budget)
    if made.terms.ruleset == "sichuan-monitoring-2025":
        yield _schedule(rate, int(made.as_of[-2:]) if made.as_of else 12)
        yield _gap(_achieved(made), rate)
    if made.terms.ruleset == "cn-monitoring-lights":
        yield from _whole(made)


def _achieved(made: Made) -> Fraction | None:
    """得分率 of all indicators but budget execution; not known while one of them is open."""
    lines = [line for line in made.lines if line.counted and not line.is_execution]
    scores = [line.score(made.terms) for line in lines]
    points = sum((line.points for line in lines), ZERO)
    if points == 0 or any(score.low != score.high for score in scores):
        return None
    return sum((score.low for score in scores), ZERO) / points


def _consistency(s: Fraction | None, rate: Fraction | None) -> Alarm:
    if not s or rate is None:
        return "consistency", None, ""
    value = (s - min(rate, ONE)) / s
    return "consistency", value, "red" if value * 100 > 5 else "green"


def _unspent(rate: Fraction | None, *, is_without_budget: bool) -> Alarm:
    if rate is None and not is_without_budget:
        return "unspent", None, ""
    value = ONE if rate is None else 1 - rate
    return "unspent", value, "yellow" if value * 100 > 20 else "green"


def _schedule(rate: Fraction | None, month: int) -> Alarm:
    due = [floor for each, floor in _FLOORS.items() if each <= month]
    if rate is None or not due:
        return "execution-schedule", rate, ""
    return "execution-schedule", rate, "red" if rate * 100 < due[-1] else "green"


def _gap(achieved: Fraction | None, rate: Fraction | None) -> Alarm:
    if achieved is None or rate is None:
        return "progress-gap", None, ""
    value = abs(achieved - rate)
    return "progress-gap", value, "red" if value * 100 > 10 else "green"


def _whole(made: Made) -> Iterator[Alarm]:
    """The worst light, where the light of every row is known here."""
    lights = [
        light(line, made.terms) for line in made.all_lines if line.counted and not line.more.get("not_applicable")
    ]
    if None not in lights:
        yield "project", None, next((each for each in _WORST_FIRST if each in lights), "")
