"""Columns under a table's own names, and ours beside those that are called as ours are."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.frame import across, explain_row, roll_up, score_and_roll_up, score_batch
from jixiao.frame.given import ArrowRows
from jixiao.frame.schema import OUTPUTS, PROVENANCE

CN = jixiao.load_ruleset("cn-2020-10", ())
PLAIN = {
    "project": ["甲", "甲"], "level1": ["产出指标"] * 2, "level2": ["数量指标"] * 2, "level3": ["户数", "人次"],
    "target": ["≥50户", "≥64"], "actual": ["45户", "63"], "points": ["10", "5"],
}  # fmt: skip
OWN = {"level3": "指标名称", "actual": "完成值", "project": "项目"}


def duck(rows: pa.RecordBatch) -> ArrowRows:
    return duckdb.connect().from_arrow(pa.Table.from_batches([rows]))


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
    assert named.schema.metadata[PROVENANCE] == plain.schema.metadata[PROVENANCE]
    assert explain_row(named, 1, "cn-2020-10", "en") == explain_row(plain, 1, CN, "en")
    assert roll_up(named, CN).projects == roll_up(plain, CN).projects
    assert score_batch(named, CN, prefix="jx_", columns=OWN) == named


def test_nothing_of_the_table_is_replaced() -> None:
    own = batch(PLAIN | {"score": ["7", "8"], "rule": ["a", "b"]})
    for call in (score_batch, score_and_roll_up):
        with pytest.raises(jixiao.JixiaoError, match="prefix=") as told:
            call(own, CN)
        assert [(each.code, each.place.path) for each in told.value.diagnostics] == [
            ("JX842", "score"),
            ("JX842", "rule"),
        ]
    assert roll_up(own, CN).projects == roll_up(batch(PLAIN), CN).projects
    scored = score_batch(batch(PLAIN), CN)
    touched = scored.set_column(scored.schema.get_field_index("score"), "score", pa.array(["7", "8"]))
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        score_batch(touched, CN)


def test_a_result_says_what_scored_it() -> None:
    said = json.loads(score_batch(batch(PLAIN), CN).schema.metadata[PROVENANCE])
    case = jixiao.case_from_dict({"indicator": [{"level3": "户数", "target": "≥50户", "actual": "45户", "points": 10}]})
    whole = jixiao.evaluate(case, CN).to_dict()["provenance"]
    assert said == {name: value for name, value in whole.items() if name not in ("case_digest", "as_of")}
    option = CN.with_option(CN.options[0].id)
    assert json.loads(score_batch(batch(PLAIN), option).schema.metadata[PROVENANCE]) != said


@pytest.mark.parametrize(
    "make", [lambda rows: pa.Table.from_batches([rows]), lambda rows: rows.to_pandas(), pl.from_arrow, duck]
)
def test_rows_of_every_kind_and_a_ruleset_by_its_id(make: Callable[[pa.RecordBatch], ArrowRows]) -> None:
    rows = batch(PLAIN)
    wanted = score_batch(rows, CN).to_pylist()
    assert score_batch(make(rows), "cn-2020-10").to_pylist() == wanted
    scored, rolled = score_and_roll_up(make(rows), "cn-2020-10")
    assert scored.to_pylist() == wanted
    assert rolled.projects == roll_up(make(rows), "cn-2020-10").projects
    assert explain_row(make(rows), 1, "cn-2020-10") == explain_row(rows, 1, CN)
    assert make(rows.slice(0, 0)) is not None
    assert score_batch(make(rows.slice(0, 0)), "cn-2020-10").num_rows == 0


@pytest.mark.parametrize("rows", [None, [], PLAIN, pl.LazyFrame(PLAIN), "rows"])
def test_what_are_no_rows(rows: Any) -> None:
    for use in (score_batch, roll_up, score_and_roll_up):
        with pytest.raises(TypeError, match="RecordBatch or Table or a DataFrame"):
            use(rows, CN)
    with pytest.raises(TypeError, match="Ruleset or the id"):
        score_batch(batch(PLAIN), rows if not isinstance(rows, str) else 5)
    with pytest.raises(jixiao.JixiaoError, match="JX322"):
        score_batch(batch(PLAIN), "/etc/passwd")


@given(points=st.floats(0, 1000, width=32), actual=st.floats(0, 100, width=32))
def test_floats_are_their_shortest_digits(points: float, actual: float) -> None:
    """0.1 of 32 bits is 0.1, and not the 0.10000000149… that a longer float makes of it."""
    row = {"project": "甲", "level1": "a", "level2": "b", "level3": "户数", "target": "≥50户"}
    narrow = {"points": str(np.float32(points)), "actual": str(np.float32(actual))}
    wide = {"points": repr(points), "actual": repr(actual)}
    for texts, kind in ((narrow, pa.float32()), (wide, pa.float64())):
        plain = {name: np.format_float_positional(float(text), trim="-") for name, text in texts.items()}
        wanted = score_batch(pa.RecordBatch.from_pylist([row | plain]), CN).select(OUTPUTS.names)
        table = pa.RecordBatch.from_pylist([row])
        for name, value in (("actual", actual), ("points", points)):
            table = table.append_column(name, pa.array([value], pa.float64()).cast(kind))
        assert score_batch(table, CN).select(OUTPUTS.names).to_pylist() == wanted.to_pylist()


def test_across_takes_columns_of_the_table() -> None:
    rows = {name: values * 2 for name, values in PLAIN.items()} | {
        "项目": ["甲", "甲", "乙", "乙"],
        "区": ["东", "东", None, None],
    }
    del rows["project"]
    table, own = batch(rows | {"户": ["1", "2", "3", "4"]}), {"project": "项目"}
    scored, rolled = score_and_roll_up(table, CN, columns=own)
    for given_rows, columns in ((table, own), (scored, None)):
        found = across(rolled.projects, ["区"], rows=given_rows, columns=columns)
        assert found.select(["区", "projects"]).to_pylist() == [
            {"区": "东", "projects": 1},
            {"区": None, "projects": 1},
        ]
    with pytest.raises(jixiao.JixiaoError, match=r"JX844.*甲.*户"):
        across(rolled.projects, ["户"], rows=scored)
    for missing in ({"rows": scored}, {}):
        with pytest.raises(jixiao.JixiaoError, match=r"JX601.*省"):
            across(rolled.projects, ["省"], **missing)
    with pytest.raises(TypeError, match="list"):
        across(rolled.projects, "区")


def test_faults_name_the_table_s_own_column() -> None:
    wrong = batch(PLAIN).drop_columns(["level3"]).append_column("指标", pa.array([1, 2]))
    with pytest.raises(jixiao.JixiaoError) as told:
        score_batch(wrong, CN, columns={"level3": "指标", "points": "分"})
    assert [(each.code, each.place.path) for each in told.value.diagnostics] == [("JX602", "指标"), ("JX601", "分")]


def test_names_that_do_not_fit_are_told() -> None:
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        score_batch(batch(PLAIN | {"jx_score": ["1", "2"]}), CN, prefix="jx_")
    with pytest.raises(jixiao.JixiaoError, match="JX842"):
        score_batch(batch(PLAIN | {"rule": ["1", "2"]}), CN, columns={"level3": "level3"})
    with pytest.raises(jixiao.JixiaoError, match="JX320"):
        score_batch(batch(PLAIN), CN, columns={"level4": "level3"})
    with pytest.raises(jixiao.JixiaoError, match="JX601"):
        score_batch(batch(PLAIN), CN, columns={"level3": "指标名称"})
