"""jixiao batch: what goes in comes out, once, whatever happens on the way."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from jixiao.cli.root import root
from jixiao.frame import explain_row, roll_up, score_batch
from jixiao.frame.journal import Journal
from jixiao.frame.stream import open_source, whole_projects
from jixiao.rules.find import load_ruleset
from tests.frame.rows import TARGETS, Shape, batch_of

pytestmark = pytest.mark.slow

RULESET = load_ruleset("cn-2020-10")
CASES = Path(__file__).parents[2] / "cases" / "good"


def batch(*args: object) -> Result:
    return CliRunner().invoke(root, ["batch", *(str(each) for each in args)], standalone_mode=False)


@pytest.fixture
def rows(tmp_path: Path) -> pa.RecordBatch:
    made = batch_of(Shape(30, 8, tuple(TARGETS)), 5)
    pq.write_table(pa.Table.from_batches([made]), tmp_path / "in.parquet", row_group_size=37)
    return made


def test_parquet_in_parquet_out_is_what_score_batch_gives(tmp_path: Path, rows: pa.RecordBatch) -> None:
    result = batch(tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", "--ruleset", "cn-2020-10")
    assert not result.exception, result.output
    found = pq.read_table(tmp_path / "out.parquet")
    wanted = score_batch(rows, RULESET)
    assert found.to_pylist() == wanted.to_pylist()
    assert pq.read_table(tmp_path / "out.projects.parquet").to_pylist() == roll_up(rows, RULESET).projects.to_pylist()
    failures = pq.read_table(tmp_path / "out.failures.parquet").to_pylist()
    assert {row["target"] for row in failures} >= {"≥≥95%"}
    assert all(row["codes"] and row["message"] for row in failures)
    assert sorted(os.listdir(tmp_path)) == ["in.parquet", "out.failures.parquet", "out.parquet", "out.projects.parquet"]
    assert explain_row(found, 3, RULESET) == explain_row(wanted, 3, RULESET)


def test_a_column_of_the_table_s_own_is_refused_until_ours_have_a_prefix(tmp_path: Path, rows: pa.RecordBatch) -> None:
    own = pa.Table.from_batches([rows]).append_column("score", pa.array(["?"] * rows.num_rows))
    pq.write_table(own, tmp_path / "own.parquet")
    given = (tmp_path / "own.parquet", "-o", tmp_path / "out.parquet", "--ruleset", "cn-2020-10")
    refused = batch(*given)
    assert "JX842" in refused.output
    assert not (tmp_path / "out.parquet").exists()
    result = batch(*given, "--prefix", "jx_")
    assert not result.exception, result.output
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert {row["score"] for row in found} == {"?"}
    assert [row["jx_score"] for row in found] == [row["score"] for row in score_batch(rows, RULESET).to_pylist()]
    assert pq.read_table(tmp_path / "out.failures.parquet").num_rows > 0
    folder = batch(
        CASES / "putuo-2022-venues", "-o", tmp_path / "cases.parquet", "--ruleset", "cn-2020-10", "--prefix", "jx_"
    )
    assert not folder.exception, folder.output
    assert {"level3", "jx_score", "jx_rule"} <= set(pq.read_schema(tmp_path / "cases.parquet").names)


def test_csv_carries_a_mark_and_a_formula_guard(tmp_path: Path, rows: pa.RecordBatch) -> None:
    from pyarrow import csv

    csv.write_csv(pa.Table.from_batches([rows]), tmp_path / "in.csv")
    result = batch(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--ruleset", "cn-2020-10")
    assert not result.exception, result.output
    text = (tmp_path / "out.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b'"=' not in text
    assert b"\"'=" in text
    assert text.count(b"\n") == rows.num_rows + 1


@pytest.mark.parametrize("ending", ["xlsx", "duckdb"])
def test_workbooks_and_databases_hold_the_three_tables(tmp_path: Path, rows: pa.RecordBatch, ending: str) -> None:
    pytest.importorskip({"xlsx": "xlsxwriter", "duckdb": "duckdb"}[ending])
    result = batch(tmp_path / "in.parquet", "-o", tmp_path / f"out.{ending}", "--ruleset", "cn-2020-10")
    assert not result.exception, result.output
    if ending == "duckdb":
        import duckdb

        with duckdb.connect(str(tmp_path / "out.duckdb")) as base:
            assert base.execute("select count(*) from rows").fetchall() == [(rows.num_rows,)]
            assert base.execute("select count(*) from projects").fetchall() == [(30,)]
    else:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
        assert book.sheetnames == ["rows", "projects", "failures"]
        assert sum(1 for _ in book["rows"].iter_rows()) == rows.num_rows + 1
        book.close()


def test_a_folder_of_cases_goes_on_past_what_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.toml").write_text(
            'version = 1\n[project]\nname = "项目"\n[[indicator]]\nlevel1 = "产出指标"\nlevel3 = "数"\n'
            'target = "≥64"\nactual = "63"\npoints = 5\n'.replace("项目", f"项目{name}"),
            encoding="utf-8",
        )
    (folder / "c.toml").write_text("version = 1\n[[indicator]]\nlevel4 = 1\n", encoding="utf-8")
    result = batch(folder, "-o", tmp_path / "out.parquet", "--ruleset", "cn-2020-10", "--workers", 1)
    assert not result.exception, result.output
    scored = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(row["project"], str(row["score"])) for row in scored] == [("项目a", "4.92"), ("项目b", "4.92")]
    (failure,) = pq.read_table(tmp_path / "out.failures.parquet").to_pylist()
    assert failure["file"].endswith("c.toml")
    assert failure["codes"].startswith("JX")


def test_an_existing_output_is_kept_unless_it_is_forced(tmp_path: Path, rows: pa.RecordBatch) -> None:
    output = tmp_path / "out.parquet"
    output.write_text("mine")
    assert batch(tmp_path / "in.parquet", "-o", output, "--ruleset", "cn-2020-10").return_value == 2
    assert output.read_text() == "mine"
    assert not batch(tmp_path / "in.parquet", "-o", output, "--ruleset", "cn-2020-10", "--force").exception
    assert pq.read_table(output).num_rows == rows.num_rows


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, rows: pa.RecordBatch) -> None:
    result = batch(tmp_path / "in.parquet", "-o", tmp_path / "no" / "out.parquet", "--ruleset", "cn-2020-10")
    assert result.return_value == 2
    assert not (tmp_path / "no").exists()


def test_a_failure_names_the_cell_that_is_wrong(tmp_path: Path) -> None:
    text = "project,level1,level2,level3,target,actual,points\n甲,产出指标,数量指标,数,≥64,63,五分\n"
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    result = batch(tmp_path / "in.csv", "-o", tmp_path / "out.parquet", "--ruleset", "cn-2020-10", "--strict")
    assert result.return_value == 1
    (failure,) = pq.read_table(tmp_path / "out.failures.parquet").to_pylist()
    assert failure["codes"] == "JX603"
    assert "五分" in failure["message"]


def test_projects_that_stand_together_are_never_cut(tmp_path: Path, rows: pa.RecordBatch) -> None:
    source = open_source(tmp_path / "in.parquet")
    for size in (1, 7, 64):
        for start in (0, 13):
            found = list(whole_projects(source.batches(start, size)))
            assert pa.Table.from_batches(found).to_pylist() == rows.slice(start).to_pylist()
            names = [set(each.column("project").to_pylist()) for each in found]
            assert sum(map(len, names)) == len(set().union(*names))


def test_a_torn_note_is_as_if_it_had_not_been_written(tmp_path: Path) -> None:
    part = {name: pa.table({"n": [1, 2]}) for name in ("rows", "projects", "failures")}
    first = Journal(tmp_path / "parts", {"run": 1})
    assert first.resume() == 0
    first.add(part, 2)
    first.add(part, 4)
    whole = (tmp_path / "parts" / "journal").read_bytes()
    for cut in range(len(whole)):
        (tmp_path / "parts" / "journal").write_bytes(whole[:cut])
        again = Journal(tmp_path / "parts", {"run": 1})
        done = again.resume()
        assert done == 2 * max(whole[:cut].count(b"\n") - 1, 0)
        while done < 4:
            done += 2
            again.add(part, done)
        assert again.count("rows") == 4
    assert Journal(tmp_path / "parts", {"run": 2}).resume() == 0


_SLOWLY = """
import sys, time
import jixiao.frame.stream as stream
stream.RowsFile.batches.__defaults__ = (0, 64)
from jixiao.cli import main
sys.argv = ["jixiao", *sys.argv[1:]]
main()
"""


def test_a_killed_run_goes_on_with_nothing_lost_or_scored_twice(tmp_path: Path) -> None:
    row = {"level1": "产出指标", "level2": "数量指标", "level3": "数", "target": "≥64", "points": "5"}
    made = pa.RecordBatch.from_pylist(
        [{"project": f"项目{n // 10}", "actual": str(n % 97), **row} for n in range(4000)]
    )
    pq.write_table(pa.Table.from_batches([made]), tmp_path / "in.parquet")
    command = [sys.executable, "-c", _SLOWLY, "batch", "in.parquet", "-o", "out.parquet", "--ruleset", "cn-2020-10"]
    draw, kills, resumed = random.Random(4), 0, set()
    for _ in range(6):
        run = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        journal = tmp_path / ".out.parquet.parts" / "journal"
        parts = draw.randrange(1, 6) + (journal.read_bytes().count(b"\n") if journal.is_file() else 0)
        while run.poll() is None and not (journal.is_file() and journal.read_bytes().count(b"\n") >= parts):
            time.sleep(0.002)
        if run.poll() is not None:
            break
        time.sleep(draw.random() / 100)
        run.send_signal(signal.SIGKILL)
        run.wait()
        kills += 1
        if journal.is_file():
            resumed.add(journal.read_bytes().count(b"\n"))
        assert not (tmp_path / "out.parquet").exists() or run.returncode == 0 or not journal.is_file()
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert run.returncode in (0, 2)  # 2: it was finished before the last kill, and an output is never overwritten
    assert kills >= 3
    assert len(resumed) >= 2
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == score_batch(made, RULESET).to_pylist()
