"""Targets that differ in their number alone share the regions of one of them, and every row is scored as by the scalar engine."""

from decimal import Decimal

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from jixiao.frame import score_batch
from jixiao.frame.fill import _WORTH_CUTTING
from jixiao.frame.schema import SCALAR_ROWS
from jixiao.rules.find import list_rulesets, load_ruleset
from tests.examples import examples
from tests.frame.rows import column_row, results_of, scalar_row

SHIPPED = [name for name in list_rulesets() if load_ruleset(name).rounding.at == "leaf"]
SIGNS = ["≥", "≤", "=", ">", "<", "", "较上年增长≥", "约"]
UNITS = ["%", "个", "万元", "元", "公里", "天", ""]
NAMES = ["培训人数", "单位成本", "群众投诉率", "完成率", "预算执行率"]

numbers = st.decimals("0.01", "99999", places=2).map(lambda number: format(number.normalize(), "f"))
ratios = st.sampled_from(["0", "0.1", "0.5", "0.6", "0.8", "0.9", "0.95", "1", "1.05", "1.2", "1.5", "3"])


def batch(sign: str, unit: str, name: str, pairs: list[tuple[str, str, str]], points: str) -> pa.RecordBatch:
    """A row for each pair of a target's number and what its actual is times, with another unit or none now and then."""
    rows = [
        {
            "project": "一",
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": f"{name}{index}" if name != "预算执行率" else name,
            "target": f"{sign}{number}{unit}",
            "actual": format((Decimal(number) * Decimal(ratio)).normalize(), "f") + own.replace("自己的", unit),
            "points": points,
        }
        for index, (number, ratio, own) in enumerate(pairs)
    ]
    return pa.RecordBatch.from_pylist(rows)


@examples(60)
@given(
    st.sampled_from(SHIPPED),
    st.sampled_from(SIGNS),
    st.sampled_from(UNITS),
    st.sampled_from(NAMES),
    st.lists(
        st.tuples(numbers, ratios, st.sampled_from(["自己的"] * 5 + ["", "%", "米"])),
        min_size=_WORTH_CUTTING + 6,
        max_size=_WORTH_CUTTING + 16,
    ),
    st.sampled_from(["10", "3", "2.5", "0"]),
)
def test_a_family_speaks_for_every_target_in_it(
    ruleset_id: str, sign: str, unit: str, name: str, pairs: list[tuple[str, str, str]], points: str
) -> None:
    ruleset, given_rows = load_ruleset(ruleset_id), batch(sign, unit, name, pairs, points)
    rows = score_batch(given_rows, ruleset).to_pylist()
    (result,) = results_of(given_rows, ruleset)
    for leaf in result.leaves:
        if leaf.index is not None:
            assert column_row(rows[leaf.index]) == scalar_row(result, leaf), rows[leaf.index]


def test_many_targets_with_few_actuals_each_are_not_scored_row_by_row() -> None:
    pairs = [(f"{number}.25", "0.93", "自己的") for number in range(10, 200)]
    scored = score_batch(batch("≥", "%", "培训人数", pairs, "10"), load_ruleset("cn-2020-10"))
    assert scored.schema.metadata[SCALAR_ROWS] == b"0"
    assert set(scored.column("low").to_pylist()) == {Decimal("9.30")}
