"""Every adapter gives what score_batch gives, and takes what its own engine has."""

import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from jixiao.frame import across, roll_up, score_and_roll_up, score_batch
from jixiao.frame.schema import OUTPUTS
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.rules.find import load_ruleset
from tests.frame.rows import TARGETS, Shape, batch_of

RULESET = load_ruleset("cn-2020-10")
BATCH = batch_of(Shape(12, 8, tuple(TARGETS)), 11)
WANTED = score_batch(BATCH, RULESET).to_pylist()


def test_polars_lazy_in_and_out() -> None:
    pl = pytest.importorskip("polars")
    from jixiao.frame import polars as adapter

    lazy = adapter.score(pl.from_arrow(BATCH).lazy(), RULESET)
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect_schema().names() == [*BATCH.schema.names, *OUTPUTS.names]
    assert lazy.collect().to_arrow().to_pylist() == WANTED
    assert lazy.filter(pl.col("score") == 5).select("score").collect()["score"].to_list() == [
        row["score"] for row in WANTED if row["score"] == 5
    ]
    rolled = adapter.roll_up(pl.from_arrow(BATCH), RULESET)
    assert rolled["projects"].to_arrow().to_pylist() == roll_up(BATCH, RULESET).projects.to_pylist()
    with pytest.raises(JixiaoError):
        adapter.score(pl.DataFrame({"project": ["甲"]}), RULESET)


def test_pandas_keeps_its_index_and_exact_types() -> None:
    pd = pytest.importorskip("pandas")
    from jixiao.frame import pandas as adapter

    frame = BATCH.to_pandas()
    frame.index = pd.RangeIndex(100, 100 + len(frame))
    result = adapter.score(frame, RULESET)
    assert list(result.index) == list(frame.index)
    found = [None if pd.isna(each) else each for each in result["low"]]
    assert found == [row["low"] for row in WANTED]
    assert all(isinstance(each, Decimal) for each in found if each is not None)
    assert [None if pd.isna(each) else each for each in result["diagnostic"]] == [row["diagnostic"] for row in WANTED]
    rolled = adapter.roll_up(frame, RULESET)
    assert list(rolled["projects"]["project"]) == roll_up(BATCH, RULESET).projects.column("project").to_pylist()


def test_duckdb_sql_over_results(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    from jixiao.frame import duckdb as adapter

    with duckdb.connect(str(tmp_path / "base.duckdb")) as base:
        base.register("rows_in", pa.Table.from_batches([BATCH]))
        scored = adapter.score(base.sql("from rows_in"), RULESET)
        assert scored.read_all().to_pylist() == WANTED
        adapter.create(base, base.sql("from rows_in"), RULESET, 'my "scores"')
        total = base.execute('select sum(low) from "my ""scores"""').fetchall()[0][0]
        assert total == sum(row["low"] for row in WANTED)
        count = base.execute('select count(*) from "my ""scores""_projects"').fetchall()[0][0]
        assert count == 12


def test_across_counts_what_the_projects_are() -> None:
    projects = score_and_roll_up(BATCH, RULESET)[1].projects
    region = pa.array([f"区{number % 3}" for number in range(projects.num_rows)])
    table = pa.Table.from_batches([projects]).append_column("region", region)
    for row in across(table, ["region"]).to_pylist():
        mine = [each for each in table.to_pylist() if each["region"] == row["region"]]
        lows = sorted(each["low"] for each in mine if each["low"] is not None)
        assert row["projects"] == len(mine)
        assert row["open"] == sum(each["low"] != each["high"] for each in mine)
        assert (row["low_p0"], row["low_p100"]) == (lows[0], lows[-1])
        assert row["low_p50"] == lows[(len(lows) + 1) // 2 - 1]
        for name in ("优", "良", "中", "差"):
            if f"grade_{name}" in row:
                assert row[f"grade_{name}"] == sum(each["grade"] == name for each in mine)
    (whole,) = across(projects).to_pylist()
    assert whole["projects"] == projects.num_rows
    assert across(projects.slice(3)).to_pylist()[0]["projects"] == projects.num_rows - 3


@pytest.mark.spark
def test_spark_in_local_mode_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    import shutil

    if shutil.which("java") is None:
        pytest.skip("needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from jixiao.frame import spark as adapter

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", "2").getOrCreate()
    try:
        rows = session.createDataFrame(BATCH.to_pylist(), adapter_schema(session))
        whole = rows.repartition("project").sortWithinPartitions("project")
        key = ("project", "level3", "target", "actual", "points", "low", "high", "rule", "diagnostic", "share_num")
        found = sorted(tuple(map(str, (row[name] for name in key))) for row in adapter.score(whole, RULESET).collect())
        assert found == sorted(tuple(str(row[name]) for name in key) for row in WANTED)
        totals = {
            row["project"]: (row["low"], row["high"], row["grades"])
            for row in adapter.projects(rows, RULESET).collect()
        }
        assert totals == {
            row["project"]: (row["low"], row["high"], row["grades"])
            for row in roll_up(BATCH, RULESET).projects.to_pylist()
        }
    finally:
        session.stop()


def adapter_schema(session: object) -> object:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(BATCH.schema)
