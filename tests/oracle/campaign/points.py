"""Points for rows whose form prints none, as the texts and the frameworks have them.

What a table prints once for several rows is split equally over those that print none, to 0.01, odd cents in the order of the
table: a merged cell first, then second levels, first levels and goals. What is left is the ruleset's: a branch's points
equally over its rows, odd cents by framework order and then by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from tests.oracle.scoring import equal_split

__all__ = ["BRANCHES", "EXECUTION_POINTS", "Pool", "Slot", "branch_of", "branches_of", "settled"]

_OUTPUT = ("数量指标", "质量指标", "时效指标", "成本指标")
_BENEFIT = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
_SATISFACTION = ("服务对象满意度指标",)
_USUAL = (("产出指标", 50, _OUTPUT), ("效益指标", 30, _BENEFIT), ("满意度指标", 10, _SATISFACTION))
BRANCHES: dict[str, tuple[tuple[str, int, tuple[str, ...]], ...]] = {
    "cn-2021-101": (
        ("成本指标", 20, ("经济成本指标", "社会成本指标", "生态环境成本指标")),
        ("产出指标", 40, _OUTPUT[:3]),
        ("效益指标", 20, _BENEFIT[:3]),
        ("满意度指标", 10, _SATISFACTION),
    ),
    "hubei-2020": (("产出指标", 40, _OUTPUT), ("效益指标", 40, (*_BENEFIT, *_SATISFACTION))),
    "sichuan-project-2023": (("产出指标", 60, _OUTPUT), ("效益指标", 30, _BENEFIT)),
    "sichuan-department-2020": (("绩效目标", 10, ()), ("预算编制", 10, ())),
    "hunan-department": (("投入", 15, ("预算配置",)), ("过程", 18, ("预算执行", "预算管理"))),
    "cn-2015-88-review": tuple((name, points, ()) for name, points in zip(
        ("完整性审核", "相关性审核", "适当性审核", "可行性审核"), (20, 30, 30, 20), strict=True
    )),
    "zhengzhou-2021": (
        ("投入与目标管理", 25, ("投入管理", "财务管理", "项目管理", "资产管理")),
        ("产出目标", 25, ("数量", "质量", "时效", "成本")),
        ("效果目标", 25, ("经济效益", "社会效益", "环境效益", "满意度")),
        ("影响力目标", 25, ()),
    ),
}  # fmt: skip
"""First levels with points and second levels, budget execution apart; all others have 50 / 30 / 10."""
EXECUTION_POINTS = {"hubei-2020": 20}
"""预算执行占 20 分的；其余 10 分。"""


@frozen
class Slot:
    """A row before its points are known; ``printed`` is None where its form prints none."""

    level1: str
    level2: str
    level3: str
    printed: Fraction | None
    goal: str = ""
    group: str = ""


@frozen
class Pool:
    """Points that a table prints once, for the rows of these numbers, in the order in which they are given out."""

    points: Fraction
    members: tuple[int, ...]


def branches_of(ruleset: str) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """A ruleset's first levels."""
    return BRANCHES.get(ruleset, _USUAL)


def settled(ruleset: str, slots: Sequence[Slot], pools: Sequence[Pool]) -> list[Fraction]:
    """Every row's points."""
    known = {at: slot.printed for at, slot in enumerate(slots) if slot.printed is not None}
    for pool in pools:
        _give_out(pool.points, pool.members, known)
    present = {branch_of(slot.level1) for slot in slots}
    for name, points, levels in branches_of(ruleset):
        order = {level2: at for at, level2 in enumerate(levels)}
        inside = [at for at, slot in enumerate(slots) if branch_of(slot.level1) == name]
        inside.sort(key=lambda at: (order.get(slots[at].level2, len(order)), slots[at].level3))
        _give_out(points + _handed_on(ruleset, name, present), tuple(inside), known)
    return [known.get(at, Fraction(0)) for at in range(len(slots))]


def branch_of(name: str) -> str:
    """满意度 is short for its branch."""
    return "满意度指标" if name == "满意度" else name


def _give_out(points: Fraction, members: tuple[int, ...], known: dict[int, Fraction]) -> None:
    wanting = [at for at in members if at not in known]
    left = points - sum((known[at] for at in members if at in known), Fraction(0))
    if not wanting or left < 0:
        return
    cents, rest = divmod(left * 100, 1)
    shares = equal_split(Fraction(cents, 100), len(wanting))
    shares[-1] += rest / 100  # what is finer than a cent goes to nobody else
    known.update(zip(wanting, shares, strict=True))


def _handed_on(ruleset: str, name: str, present: set[str]) -> Fraction:
    """What a branch gets of those that the table has no row of."""
    absent = [branch for branch, _, _ in branches_of(ruleset) if branch not in present]
    if ruleset == "zhengzhou-2021":  # 按比例归入其余一级指标：四个各 25 分，所以等分到分
        here = [branch for branch, _, _ in branches_of(ruleset) if branch in present]
        return sum(
            (equal_split(Fraction(25), len(here))[here.index(name)] for _ in absent if name in here), Fraction(0)
        )
    more = Fraction(0)
    if ruleset == "cn-2021-101" and "成本指标" in absent and name in ("产出指标", "效益指标"):
        more += 10  # 未设成本指标：20 分归产出、效益各 10 分
    if name == "效益指标" and "满意度指标" in absent:
        more += 10  # 未设满意度：10 分调至效益
    return more
