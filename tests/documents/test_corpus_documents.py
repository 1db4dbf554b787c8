"""Documents that were once read wrongly, each with the right reading beside it, written down by a person.

A JSON file beside each document says what is in it: every form with its rows, points, actuals, scores, money, groups and
goals, the findings that it must draw (all of them but notes), the cells that are said to be unread, and what an audit must
find. What is not written there must not be read.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jixiao.documents.layout.ledger import Fate
from jixiao.documents.printed_rows import printed_rows_of
from jixiao.documents.read import FormRead, Reading, read_document
from jixiao.documents.toml_ import write_case
from jixiao.kernel.diagnostic import Severity
from jixiao.rules.find import load_ruleset
from jixiao.scoring.audit import audit_rows
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.load import case_from_bytes

FOLDER = Path(__file__).parent / "data" / "corpus"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
ROW = ("level1", "level2", "level3", "target", "actual", "points", "goal", "sign", "unit", "direction")


def expected(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> tuple[Reading, dict[str, Any]]:
    return read_document(request.param), expected(request.param)


def test_every_row_is_read_as_a_person_reads_it(document: tuple[Reading, dict[str, Any]]) -> None:
    reading, told = document
    assert [rows(form) for form in reading.held] == [
        [(*(row.get(key) or "" for key in ROW), row["score"]) for row in form["rows"]] for form in told["forms"]
    ]


def rows(form: FormRead) -> list[tuple[object, ...]]:
    scores = {each.path: each.score for each in form.printed}
    leaves = (form.document or {}).get("indicator", [])
    return [
        (*(str(leaf.get(key, "")) for key in ROW), scores.get(f"$.indicator[{at}]")) for at, leaf in enumerate(leaves)
    ]


def test_project_money_goals_groups_and_branches_are_read(document: tuple[Reading, dict[str, Any]]) -> None:
    reading, told = document
    for form, right in zip(reading.held, told["forms"], strict=True):
        whole = form.document or {}
        assert whole.get("project", {}) == right["project"]
        assert whole.get("funds", []) == right["funds"]
        assert [[goal["name"], goal.get("points")] for goal in whole.get("goal", [])] == right["goals"]
        assert branches(whole) == right["branches"]
        assert groups(whole) == right["groups"]
        assert right["extra"].items() <= whole.get("extra", {}).items()


def branches(whole: dict[str, Any]) -> list[list[str | None]]:
    names = (
        ("/".join(filter(None, (each["level1"], each.get("level2")))), each) for each in whole.get("framework", [])
    )
    return [[name, each.get("points")] for name, each in names]


def groups(whole: dict[str, Any]) -> list[dict[str, Any]]:
    leaves = whole.get("indicator", [])
    return [
        {
            "points": each.get("points"),
            "score": each.get("score"),
            "leaves": [leaf["level3"] for leaf in leaves if leaf.get("group") == each["name"]],
        }
        for each in whole.get("group", [])
    ]


def test_the_printed_sums_are_those_of_the_form(document: tuple[Reading, dict[str, Any]]) -> None:
    reading, told = document
    for form, right in zip(reading.held, told["forms"], strict=True):
        for kind in ("execution", "total"):
            found = [[each.points, each.score] for each in form.printed if each.kind == kind]
            assert found == ([right[kind]] if right[kind] else []), kind


def test_what_must_be_said_is_said_and_nothing_else(document: tuple[Reading, dict[str, Any]]) -> None:
    reading, told = document
    said = {each.code for each in reading.findings if each.severity is not Severity.NOTE}
    assert sorted(said) == told["findings"]


def test_no_cell_is_lost_in_silence(document: tuple[Reading, dict[str, Any]]) -> None:
    reading, told = document
    assert [entry.text for entry in reading.ledger.unread] == told["unread"]
    assert sum(entry.fate is Fate.LEFT_OUT for entry in reading.ledger.entries) == told["left_out"]
    if told["unread"]:
        assert told["findings"], "what was not read must be said"


AUDITED = [path for path in DOCUMENTS if expected(path)["audit"]]


@pytest.mark.parametrize("path", AUDITED, ids=lambda path: path.name)
def test_the_audit_agrees_where_the_form_is_right(path: Path) -> None:
    reading = read_document(path)
    audit = audit_rows(printed_rows_of(reading).rows, load_ruleset("cn-2020-10"))
    found = {row.row.level3 or row.row.group or row.row.goal: row.verdict.value for row in audit.rows}
    for name, verdict in expected(path)["audit"].items():
        assert (name, found.get(name)) == (name, verdict)
    assert "differs" not in found.values()


def test_every_document_has_its_expectation_and_holds_no_more_than_made_up_people() -> None:
    assert len(DOCUMENTS) >= 24
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{path.name}.json" for path in DOCUMENTS}
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS if path.suffix != ".xlsx")
    assert re.findall(r"1[3-9]\d{9}", text) == []


def test_the_errors_of_a_reading_are_told_by_whoever_scores_the_case_that_was_written(
    document: tuple[Reading, dict[str, Any]],
) -> None:
    """Until somebody settles them, no written case scores as if nothing had been wrong."""
    reading, _ = document
    for form in reading.held:
        written = case_from_bytes(write_case(form.written() or {}).encode())
        told = [each for each in evaluate(written, load_ruleset("cn-2020-10")).diagnostics if each.code == "JX484"]
        assert len(told) == sum(each.severity is Severity.ERROR for each in form.findings)
