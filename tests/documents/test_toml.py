"""A written case reads back as it was."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.toml_ import write_case
from jixiao.scoring.case import Case
from jixiao.scoring.load import load_case
from tests.documents.originals import CASE
from tests.documents.test_layouts import read

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = text | st.integers() | st.booleans() | st.dates()


def test_the_recorded_case_is_written_as_it_is() -> None:
    schema, source = CASE.read_text(encoding="utf-8").split("\n", 1)
    assert schema.startswith("#:schema ")
    comment = "\n".join(line[2:] for line in source.splitlines() if line.startswith("# "))
    assert write_case(tomllib.loads(source), comment) == source


@given(st.dictionaries(text, values), st.dictionaries(text, values | st.dictionaries(text, values)))
def test_reads_back(project: dict[str, Any], extra: dict[str, Any]) -> None:
    for key in ("start", "end", "by"):
        project.pop(key, None)
        extra.pop(key, None)
    document = {"version": 1, "project": project, "indicator": [project]}
    if extra:
        document["extra"] = extra
    assert tomllib.loads(write_case(document)) == document


def test_dates_are_dates() -> None:
    assert "start = 2021-01-01\n" in write_case({"project": {"start": "2021-01-01"}})
    assert "start = 2021-01-01\n" in write_case({"project": {"start": date(2021, 1, 1)}})


def test_decimals_are_kept_and_floats_refused() -> None:
    assert 'points = "10.50"' in write_case({"indicator": [{"points": Decimal("10.50")}]})
    with pytest.raises(TypeError):
        write_case({"project": {"budget": 0.5}})


LISTS = [each.name for each in fields(Case) if each.name not in ("version", "project", "extra")]


@given(st.dictionaries(st.sampled_from(LISTS), st.lists(st.dictionaries(text, text), min_size=1)))
def test_every_part_of_a_case_is_written(parts: dict[str, list[dict[str, str]]]) -> None:
    document = {"version": 1, **parts}
    assert tomllib.loads(write_case(document)) == document


def test_a_document_scores_alike_read_and_written(tmp_path: Path) -> None:
    """Points printed once for two rows are the group's, and stand in the written case."""
    form = "一级指标|二级指标|三级指标|指标值|实际完成值|分值\n产出|数量|项目|≥25项|20项|20\n^|^|报告|≥60篇|64篇|^"
    document = read(form).document
    assert document is not None
    assert [each["points"] for each in document["group"]] == ["20"]
    written = write_case(document)
    assert tomllib.loads(written) == {"version": 1, **document}
    path = tmp_path / "case.toml"
    path.write_text(written, encoding="utf-8")
    assert load_case(path).group[0].points == 20


def test_a_date_that_no_calendar_has_stays_a_text() -> None:
    written = write_case({"project": {"start": "2021-02-30", "end": "2021-02-28"}})
    assert tomllib.loads(written)["project"] == {"start": "2021-02-30", "end": date(2021, 2, 28)}


def test_a_large_case_is_written() -> None:
    """A library that edits in place took an hour for it: its time grew with the square of the keys."""
    case = {
        "indicator": [{"level3": f"第{at}项"} for at in range(5000)],
        "extra": {f"附{at}": "x" for at in range(50_000)},
    }
    assert tomllib.loads(write_case(case)) == {"version": 1, **case}
