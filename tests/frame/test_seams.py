"""Columns and the scalar engine agree where rounding, zero, a month or a day decides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.frame import score_batch
from jixiao.frame.rollup import score_and_roll_up
from jixiao.kernel.structure import Text
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.evaluate import evaluate

CN = jixiao.load_ruleset("cn-2020-10")
TEXTS = [(name, pa.string()) for name in ("project", "level1", "level2", "level3", "target", "actual", "judgement")]
SCHEMA = pa.schema(
    [*TEXTS, ("points", pa.decimal128(12, 4)), ("year", pa.int32())]
    + [(name, pa.decimal128(12, 2)) for name in ("budget", "executed")]
)
SEAMS = [
    ("2021年12月31日前", "2021年12月31日", None), ("2021年12月31日前", "2021年12月30日", None), ("2021年12月31日前", "2021年12月31日", "50%"),
    ("=0%", "-3%", None), ("=0%", "3%", None), ("0%", "-3%", None), ("0～5%", "6%", None), ("0～5%", "-1%", None),
    ("2021年6月底前", "2021年8月", "50%"), ("2021年6月底前", "2021年8月", None), ("100%", "2000.05/2021.12", None),
]  # fmt: skip


def batch(rows: list[dict[str, object]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


@pytest.mark.parametrize("ruleset", ["cn-2020-10", "zhengzhou-2021", "anhui-system"])
@pytest.mark.parametrize("name", ["某项", "预算执行率", "年度预算执行率"])
def test_seams(ruleset: str, name: str) -> None:
    rules = jixiao.load_ruleset(ruleset)
    names = {"level1": "产出指标", "level2": "数量指标", "level3": name}
    rows = [
        {**names, "project": str(at), "target": target, "actual": actual, "judgement": judged, "points": Decimal(10), "year": 2021}
        for at, (target, actual, judged) in enumerate(SEAMS)
    ]  # fmt: skip
    for found, (target, actual, judged) in zip(score_batch(batch(rows), rules).to_pylist(), SEAMS, strict=True):
        share = Fraction(1, 2) if judged else None
        row = Indicator(**names, target=Text(target), actual=Text(actual), points=Fraction(10), judgement=share)
        leaf = next(each for each in evaluate(Case(1, Project(year=2021), (row,)), rules).leaves if each.index == 0)
        assert (Fraction(found["low"]), Fraction(found["high"])) == (leaf.score.low, leaf.score.high), (target, actual)


rows_of = st.lists(
    st.tuples(
        st.sampled_from(["12.5", "7.5", "70", "16.6667", "33.3333", "22.505", "8.33", "10", "0.005"]),
        st.sampled_from(["数量指标", "质量指标"]),
        st.sampled_from([("健全", "部分达成"), ("健全", "基本达成"), ("≥50", "50"), ("≥50", "0"), ("≥50", "49")]),
    ),
    min_size=1,
    max_size=4,
)


@given(rows_of)
def test_totals_and_grades(rows: list[tuple[str, str, tuple[str, str]]]) -> None:
    cells = [
        {"project": "p", "level1": "产出指标", "level2": level2, "level3": f"x{at}", "target": target, "actual": actual,
         "points": Decimal(points), "year": 2021, "budget": Decimal(100), "executed": Decimal(100)}
        for at, (points, level2, (target, actual)) in enumerate(rows)
    ]  # fmt: skip
    indicators = tuple(
        Indicator(f"x{at}", "产出指标", level2, target=Text(target), actual=Text(actual), points=Fraction(points))
        for at, (points, level2, (target, actual)) in enumerate(rows)
    )
    project = Project(year=2021, budget=Text("100"), executed=Text("100"))
    result = evaluate(Case(1, project, indicators), CN)
    found = score_and_roll_up(batch(cells), CN)[1].projects.to_pylist()[0]
    assert (Fraction(found["low"]), Fraction(found["high"])) == (
        result.tree.total.score.low,
        result.tree.total.score.high,
    )
    assert tuple(found["grades"].split("|")) == result.grades


NAMED = [
    ("jiangxi-2017", "群众满意率", "≥90%", "84%"), ("jiangxi-2017", "群众不满意率", "≤5%", "3%"),
    ("jiangxi-2017", "满意度问卷回收率", "≥90%", "84%"), ("jiangxi-2017", "群众满意率", "≤5%", "3%"),
    ("anhui-system", "费用", "≤80元", "95.8万元"), ("anhui-system", "费用", "≤80元", "95.8元"), ("anhui-system", "费用", "≤80万元", "95.8元"),
]  # fmt: skip


@pytest.mark.parametrize("ruleset", ["jiangxi-2017", "anhui-system"])
def test_names_that_a_rule_leaves_out_and_sizes_of_which_something_is_said(ruleset: str) -> None:
    rules, wanted = jixiao.load_ruleset(ruleset), [row[1:] for row in NAMED if row[0] == ruleset]
    rows = [
        {"project": str(at), "level1": "产出指标", "level2": "数量指标", "level3": name, "target": target, "actual": actual, "points": Decimal(10)}
        for at, (name, target, actual) in enumerate(wanted)
    ]  # fmt: skip
    for found, (name, target, actual) in zip(score_batch(batch(rows), rules).to_pylist(), wanted, strict=True):
        row = Indicator(name, "产出指标", "数量指标", target=Text(target), points=Fraction(10), actual=Text(actual))
        leaf = next(each for each in evaluate(Case(1, Project(), (row,)), rules).leaves if each.index == 0)
        assert leaf.rule is not None
        assert (found["rule"], Fraction(found["low"])) == (leaf.rule.id, leaf.score.low), (name, target, actual)
        assert (found["diagnostic"] or "") == ",".join(sorted({each.code for each in leaf.diagnostics})), (
            target,
            actual,
        )


def test_grades_of_a_share_in_columns() -> None:
    rules = jixiao.load_ruleset("hunan-department")
    row = {
        "project": "p",
        "level1": "投入",
        "level2": "预算配置",
        "level3": "财政供养人员控制率",
        "target": "≤100%",
        "points": Decimal(33),
    }
    rows = batch([row | {"actual": "100%"}])
    assert score_and_roll_up(rows, rules)[1].projects.to_pylist()[0]["grades"] == "优"
