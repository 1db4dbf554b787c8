"""Columns under a table's own names, and ours beside those that are called as ours are."""

from __future__ import annotations

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import jixiao
from jixiao.frame import score_batch
from jixiao.frame.schema import OUTPUTS

CN = jixiao.load_ruleset("cn-2020-10", ())
PLAIN = {
    "project": ["甲", "甲"], "level1": ["产出指标"] * 2, "level2": ["数量指标"] * 2, "level3": ["户数", "人次"],
    "target": ["≥50户", "≥64"], "actual": ["45户", "63"], "points": ["10", "5"],
}  # fmt: skip
OWN = {"level3": "指标名称", "actual": "完成值", "project": "项目"}


def batch(table: dict[str, list[str]]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(table)


def test_a_table_keeps_its_names_and_its_own_score() -> None:
    theirs = {OWN.get(name, name): values for name, values in PLAIN.items()} | {
        "score": ["?", "!"],
        "index": ["7", "8"],
    }
    plain = score_batch(batch(PLAIN), CN)
    named = score_batch(batch(theirs), CN, prefix="jx_", columns=OWN)
    assert named.schema.names == [*theirs, *(f"jx_{name}" for name in OUTPUTS.names)]
    assert named.select(list(theirs)).to_pydict() == theirs
    for name in OUTPUTS.names:
        assert named[f"jx_{name}"].to_pylist() == plain[name].to_pylist()
    assert named.schema.metadata == plain.schema.metadata


def test_names_that_do_not_fit_are_told() -> None:
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        score_batch(batch(PLAIN | {"jx_score": ["1", "2"]}), CN, prefix="jx_")
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        score_batch(batch(PLAIN | {"rule": ["1", "2"]}), CN, columns={"level3": "level3"})
    with pytest.raises(jixiao.JixiaoError, match="JX320"):
        score_batch(batch(PLAIN), CN, columns={"level4": "level3"})
    with pytest.raises(jixiao.JixiaoError, match="JX601"):
        score_batch(batch(PLAIN), CN, columns={"level3": "指标名称"})
