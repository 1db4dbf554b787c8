"""Random cases for the laws of scoring: every kind of target, answered, missed, exceeded or left open."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

import jixiao
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Text
from jixiao.scoring.case import Case, Indicator, Project

RULESETS = ("cn-2020-10", "zhengzhou-2021")
BRANCHES = {
    "cn-2020-10": (
        ("产出指标", "数量指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ),
    "zhengzhou-2021": (
        ("投入与目标管理", "投入管理"),
        ("产出目标", "数量"),
        ("产出目标", "质量"),
        ("效果目标", "满意度"),
        ("影响力目标", "其它"),
    ),
}

decimals = st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(1, 99_999), st.integers(0, 3))
actuals = decimals | st.just(Fraction(0))
units = st.sampled_from(["", "%", "人次", "万元", "公里"])
points = st.builds(lambda halves: Fraction(halves, 2), st.integers(1, 60))


def text(value: Fraction, unit: str) -> Text:
    """A number and its unit as a cell."""
    return Text(plain(value) + unit)


def _answers(target: str, unit: str, answer: Fraction | None) -> dict[str, Text]:
    cells = {"target": Text(target)}
    if answer is not None:
        # 0 < x <= 1 against a percentage is asked about; here it is meant as it stands.
        cells["actual"] = text(answer, unit)
    return cells


quantities = st.builds(
    lambda sign, value, unit, answer: _answers(sign + text(value, unit), unit, answer),
    st.sampled_from(["≥", "≤", "=", ">", "<", ""]),
    decimals,
    units,
    st.none() | actuals,
)
ranges = st.builds(
    lambda low, width, answer: _answers(f"{plain(low)}-{plain(low + width)}公里", "公里", answer),
    decimals,
    decimals,
    st.none() | actuals,
)
levels = st.builds(
    lambda target, actual, share: (
        {"target": Text(target)}
        | ({"actual": Text(actual)} if actual else {})
        | ({"judgement": Fraction(share, 100)} if share is not None else {})
    ),
    st.sampled_from(["健全", "合规", "显著提升"]),
    st.sampled_from(["", "健全", "部分达成", "未达成", "不知道"]),
    st.none() | st.integers(0, 100),
)
deadlines = st.builds(
    lambda target, actual: {"target": Text(target)} | ({"actual": Text(actual)} if actual else {}),
    st.sampled_from(["2021年12月底前", "2021年6月30日前", "12月底"]),
    st.sampled_from(["", "2021年5月", "2021年6月", "2021年12月31日", "2022年3月", "已完成"]),
)
odd = st.sampled_from(
    [{"target": Text("≥≥5")}, {"target": Text("/")}, {"target": Text("定性 优良中差"), "actual": Text("良")}]
)
cells = quantities | ranges | levels | deadlines | odd


def _case(ruleset: str, rows: list[tuple[int, Fraction, dict[str, object]]], *, printed: bool) -> Case:
    """The rows under the ruleset's branches, each with a name of its own; points where the form prints them."""
    indicators = []
    for number, (branch, worth, row) in enumerate(rows):
        level1, level2 = BRANCHES[ruleset][branch % len(BRANCHES[ruleset])]
        name = f"指标{number:02}"
        indicators.append(Indicator(name, level1, level2, points=worth if printed else None, **row))  # type: ignore[arg-type]
    project = Project(name="抽样", year=2021, budget=Text("100万元"), executed=Text("95万元"), ruleset=ruleset)
    return Case(1, project, tuple(indicators))


rows = st.lists(st.tuples(st.integers(0, 9), points, cells), min_size=1, max_size=8)
cases = st.builds(_case, st.sampled_from(RULESETS), rows, printed=st.booleans())


def scored(case: Case) -> jixiao.Result:
    """The case by the ruleset that it names."""
    return jixiao.evaluate(case, LOADED[case.project.ruleset])


LOADED = {name: jixiao.load_ruleset(name, ()) for name in RULESETS}


def one_row(ruleset: str, worth: Fraction, **row: object) -> jixiao.Leaf:
    """A single row scored; it is the last leaf, behind a budget execution of its own."""
    return scored(_case(ruleset, [(0, worth, row)], printed=True)).leaves[-1]
