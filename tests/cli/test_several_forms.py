"""A file with several forms: every command takes them all, each under its name."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from jixiao.scoring.load import load_case
from tests.cases.collect import TOP
from tests.cli.run import SEED, Ran

Call = Callable[..., Ran]

TWO = TOP / "tests" / "documents" / "data" / "corpus" / "F16-two-forms.html"
RULES = ("--ruleset", "cn-2020-10")
NAMES = ["共享工程", "水土保持监测"]
HEADINGS = ["1. 2022年度共享工程项目自评表", "2. 2020年度水土保持监测项目绩效自评表"]
HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def rows(name: str, target: str, actual: str) -> list[list[object]]:
    leaf = ["产出指标", "数量指标", "培训人次", target, actual, 90]
    return [["项目支出绩效自评表"], ["项目名称", name], HEAD, leaf, ["总分"]]


@pytest.fixture
def two_sheets(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for name, actual in (("甲项目", "200人"), ("乙项目", "150人")):
        sheet = book.active if name == "甲项目" else book.create_sheet(name)
        for row in rows(name, "≥200人", actual):
            sheet.append(row)
    book.save(tmp_path / "两表.xlsx")
    return tmp_path / "两表.xlsx"


@pytest.fixture
def one_sheet(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for name in ("甲项目", "乙项目"):
        for row in rows(name, "≥200人", "200人"):
            book.active.append(row)
    book.save(tmp_path / "一表.xlsx")
    return tmp_path / "一表.xlsx"


def test_score_names_and_scores_every_form(call: Call) -> None:
    ran = call("score", TWO, *RULES)
    assert [line for line in ran.text.splitlines() if line in HEADINGS] == HEADINGS
    told = json.loads(call("score", TWO, *RULES, "--format", "json").text)
    assert [each["project"]["name"] for each in told] == NAMES
    assert [len(each["indicators"]) for each in told] == [13, 6]  # budget execution is one of them
    assert "JX426" not in ran.said


def test_a_form_that_stands_alone_has_no_heading_and_no_list(call: Call) -> None:
    alone = TWO.with_name("F07-actual-header.html")
    assert "1. " not in call("score", alone, *RULES).text
    assert isinstance(json.loads(call("score", alone, *RULES, "--format", "json").text), dict)
    assert isinstance(json.loads(call("seek", alone, *RULES, "--score", "50", "--format", "json").text), dict)


def test_each_form_has_its_own_findings_and_what_is_no_forms_is_said_once(call: Call, two_sheets: Path) -> None:
    book = openpyxl.load_workbook(two_sheets)
    book.create_sheet("说明").append(["填表须知", "请如实填写"])
    book.save(two_sheets)
    told = json.loads(call("score", two_sheets, *RULES, "--format", "json").text)
    codes = [[each["code"] for each in result["diagnostics"]] for result in told]
    assert [found.count("JX480") for found in codes] == [1, 0]


def test_seek_takes_every_form(call: Call) -> None:
    told = json.loads(call("seek", TWO, *RULES, "--score", "90", "--format", "json").text)
    assert len(told) == 2
    text = call("seek", TWO, *RULES, "--score", "90").text
    assert [line for line in text.splitlines() if line in HEADINGS] == HEADINGS


def test_audit_takes_every_form(call: Call) -> None:
    told = json.loads(call("audit", TWO, *RULES, "--format", "json").text)
    assert list(dict.fromkeys(each["project"] for each in told["rows"])) == NAMES


@pytest.mark.parametrize("blank", [False, True])
def test_the_official_form_is_written_of_every_form(call: Call, tmp_path: Path, blank: bool) -> None:
    more = ("--blank",) if blank else ()
    ran = call("form", TWO, *RULES, *more, "-o", tmp_path / "自评表.html")
    found = sorted(tmp_path.iterdir())
    assert [each.name for each in found] == [
        "自评表-1-2022年度共享工程项目自评表.html",
        "自评表-2-2020年度水土保持监测项目绩效自评表.html",
    ]
    assert ran.text.splitlines() == [str(each) for each in found]
    for path, name in zip(found, NAMES, strict=True):
        assert name in path.read_text(encoding="utf-8")
    assert call("form", TWO, *RULES, *more, "-o", tmp_path / "自评表.html").code == 2  # they are there
    folder = call("form", TWO, *RULES, *more, "-o", f"{tmp_path / 'out'}/")
    assert folder.code == ran.code
    assert len(list((tmp_path / "out").glob("*.xlsx"))) == 2


def test_one_form_goes_to_the_file_that_was_named(call: Call, tmp_path: Path) -> None:
    assert call("form", SEED, "-o", tmp_path / "a.html").text == ""
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_scores_of_every_sheet_go_into_one_copy(call: Call, tmp_path: Path, two_sheets: Path) -> None:
    copy = tmp_path / "out.xlsx"
    assert call("score", two_sheets, *RULES, "--into", copy).code == 0
    shown = [[cell.value for cell in sheet["G"]][3] for sheet in openpyxl.load_workbook(copy)]
    assert shown == [90, 67.5]


def test_forms_on_one_sheet_are_not_written_into_each_other(call: Call, tmp_path: Path, one_sheet: Path) -> None:
    assert len(json.loads(call("score", one_sheet, *RULES, "--format", "json").text)) == 2
    ran = call("score", one_sheet, *RULES, "--into", tmp_path / "out.xlsx")
    assert (ran.code, "JX821" in ran.said) == (2, True)
    assert not (tmp_path / "out.xlsx").exists()


def test_actuals_of_no_known_form_are_asked_about(call: Call, tmp_path: Path, two_sheets: Path) -> None:
    actuals = tmp_path / "a.toml"
    actuals.write_text('version = 1\n[[indicator]]\nlevel3 = "培训人次"\nactual = "1人"\n', encoding="utf-8")
    ran = call("score", two_sheets, *RULES, "--actuals", actuals)
    assert (ran.code, ran.out, "JX820" in ran.said) == (2, b"", True)


def test_a_form_that_is_no_case_does_not_take_the_others_with_it(call: Call, two_sheets: Path) -> None:
    book = openpyxl.load_workbook(two_sheets)
    sheet = book.create_sheet("空", 0)
    for row in rows("空项目", "", "")[:3]:
        sheet.append(row)
    book.save(two_sheets)
    ran = call("score", two_sheets, *RULES, "--format", "json")
    told = json.loads(ran.text)
    assert [each["project"]["name"] for each in told] == ["甲项目", "乙项目"]
    assert ran.code == 2  # the empty one is said
    assert "JX479" in {each["code"] for each in told[0]["diagnostics"]}


def test_batch_scores_every_form_and_tells_what_one_of_them_lacked(
    call: Call, tmp_path: Path, two_sheets: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    two_sheets.rename(folder / "两表.xlsx")
    assert call("batch", folder, *RULES, "-o", tmp_path / "out.csv").code == 0
    with next(tmp_path.glob("out*projects*.csv")).open(encoding="utf-8-sig") as stream:
        assert [each["project"] for each in csv.DictReader(stream)] == ["甲项目", "乙项目"]


def test_aggregate_takes_each_form_as_a_unit(call: Call, tmp_path: Path, two_sheets: Path) -> None:
    whole = tmp_path / "whole.toml"
    assert call("aggregate", two_sheets, "--ruleset", "hubei-2020", "-o", whole).code == 0
    assert [each.actual for each in load_case(whole).indicator] == ["350人"]
