"""`jixiao read`, `jixiao form` and documents as CASE: what the officer has goes in, the official form comes out."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from jixiao.scoring.load import load_case
from tests.cases.collect import TOP
from tests.cli.run import SEED, Ran

Call = Callable[..., Ran]

TABLE = TOP / "tests" / "documents" / "data" / "zhengzhou_2021.txt"
KINDS = ["xlsx", "docx", "html"]


@pytest.fixture
def workbook(call: Call, tmp_path: Path) -> Path:
    """The seed case as the official form in a workbook, points printed, not yet scored."""
    path = tmp_path / "自评表.xlsx"
    assert call("form", SEED, "-o", path, "--blank").code == 0
    return path


def scored(call: Call, *words: str | Path) -> dict[str, object]:
    ran = call("score", *words, "--format", "json")
    document: dict[str, object] = json.loads(ran.text)
    return document


def test_the_printed_table_reads_to_a_case_file_that_scores_as_the_recorded_one(call: Call, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    assert call("read", TABLE, "-o", case).code == 0
    shutil.copy(SEED / "actuals.toml", tmp_path / "actuals.toml")
    mine = scored(call, tmp_path, "--ruleset", "zhengzhou-2021")
    recorded = scored(call, SEED)
    for key in ("total", "grade", "level1", "indicators"):
        assert mine[key] == recorded[key]


def test_reading_to_standard_output_writes_no_file_and_no_contacts(call: Call) -> None:
    ran = call("read", TABLE)
    assert ran.code == 0
    assert "某某" not in ran.text
    assert "00000000" not in ran.text
    assert "某某" in call("read", TABLE, "--with-contacts").text


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_taken_wherever_a_case_is(call: Call, tmp_path: Path, kind: str) -> None:
    form = tmp_path / f"form.{kind}"
    assert call("form", SEED, "-o", form).code == 0
    mine, recorded = scored(call, form, "--ruleset", "zhengzhou-2021"), scored(call, SEED)
    for key in ("total", "grade", "level1"):
        assert mine[key] == recorded[key]


def test_the_kind_is_told_by_the_first_bytes_and_not_by_the_name(call: Call, tmp_path: Path, workbook: Path) -> None:
    misnamed = tmp_path / "case.toml"
    shutil.copy(workbook, misnamed)
    assert len(scored(call, misnamed, "--ruleset", "zhengzhou-2021")["indicators"]) == 16  # type: ignore[arg-type]


def test_a_diagnostic_points_into_the_users_own_workbook(call: Call, workbook: Path) -> None:
    ran = call("score", workbook, "--ruleset", "zhengzhou-2021")
    assert "自评表.xlsx:自评表!" in ran.said


def test_scores_go_into_a_copy_and_the_original_is_left_as_it_was(call: Call, tmp_path: Path) -> None:
    original, copy = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert call("form", SEED, "-o", original).code == 0
    before = hashlib.sha256(original.read_bytes()).hexdigest()
    assert call("score", original, "--ruleset", "zhengzhou-2021", "--into", copy).code == 0
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before
    sheet = openpyxl.load_workbook(copy).worksheets[0]
    shown = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"2.75", "4.9", "22"} & shown or {"2.75", "4.90", "22.00"} <= shown
    assert call("score", original, "--ruleset", "zhengzhou-2021", "--into", copy).code == 2
    assert call("score", original, "--ruleset", "zhengzhou-2021", "--into", original, "--force").code == 2
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before


def test_into_wants_a_workbook(call: Call, tmp_path: Path) -> None:
    ran = call("score", SEED, "--into", tmp_path / "b.xlsx")
    assert ran.code == 2
    assert "JX710" in ran.said


def test_a_form_is_never_overwritten_unless_asked(call: Call, tmp_path: Path) -> None:
    form = tmp_path / "form.html"
    form.write_text("mine", encoding="utf-8")
    assert call("form", SEED, "-o", form).code == 2
    assert form.read_text(encoding="utf-8") == "mine"
    assert call("form", SEED, "-o", form, "--force").code == 0
    assert "绩效自评表" in form.read_text(encoding="utf-8")


def test_a_kind_of_form_that_there_is_not_is_told(call: Call, tmp_path: Path) -> None:
    assert "JX451" in call("form", SEED, "-o", tmp_path / "form.pages").said


def test_a_document_that_is_no_table_gives_reasons_and_no_result(call: Call, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("各位同事：\n请于年底前报送。\n", encoding="utf-8")
    for words in (("read", letter), ("score", letter, "--ruleset", "cn-2020-10")):
        ran = call(*words)
        assert (ran.code, ran.out) == (2, b"")
        assert "JX4" in ran.said


def test_a_case_file_is_the_same_case_by_any_door(call: Call, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert call("form", SEED, "-o", form).code == 0
    case = tmp_path / "case.toml"
    assert call("read", form, "-o", case).code == 0
    names = [each.level3 for each in load_case(case).indicator]
    assert names == [each.level3 for each in load_case(SEED).indicator]
