"""`jixiao score`: the main job, its output in every form, exit codes, and files that are never overwritten."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.kernel.caret import cells
from tests.cases.collect import BAD, GOOD
from tests.cli.run import SEED, Ran, jixiao

Call = Callable[..., Ran]

RESULT_KEYS = {
    "version",
    "engine",
    "ruleset",
    "case",
    "project",
    "total",
    "grade",
    "level1",
    "indicators",
    "diagnostics",
}
INDICATOR_KEYS = {
    "level1", "level2", "level3", "target", "normal_form", "actual", "points", "low", "high", "high_open", "share",
    "axis", "x", "rule", "clause", "override", "explanation",
}  # fmt: skip
BOUNDS = {"points", "low", "high"}
EVERY_CASE = sorted(folder for folder in GOOD.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def seed() -> Any:
    ran = jixiao("score", SEED, "--format", "json")
    assert ran.code == 0, ran.said
    return json.loads(ran.out)


def test_the_zhengzhou_table_has_sixteen_indicators_under_four_first_levels(seed: Any) -> None:
    assert len(seed["indicators"]) == 16
    assert [len(each["level2"]) for each in seed["level1"]] == [4, 4, 4, 6]


def test_its_scores_add_up_exactly_at_every_level(seed: Any) -> None:
    for key in BOUNDS:
        for level1 in seed["level1"]:
            for level2 in level1["level2"]:
                inside = [each for each in seed["indicators"] if each["level2"] == level2["name"]]
                assert sum(Decimal(each[key]) for each in inside) == Decimal(level2[key])
            assert sum(Decimal(each[key]) for each in level1["level2"]) == Decimal(level1[key])
        assert sum(Decimal(each[key]) for each in seed["level1"]) == Decimal(seed["total"][key])
    assert seed["total"]["points"] == "100"


def test_every_score_names_its_rule_its_clause_and_how_far_that_is_to_be_trusted(seed: Any) -> None:
    for each in seed["indicators"]:
        assert each["rule"]
        assert set(each["clause"]) == {"id", "source", "article", "trust"}
        assert all(each["clause"].values())
        assert each["clause"]["trust"] == "assumed"
        assert each["clause"]["article"] in each["explanation"]


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_every_key_is_always_there(case: Path, call: Call) -> None:
    document = json.loads(call("score", case, "--format", "json").out)
    assert set(document) >= RESULT_KEYS
    assert set(document["total"]) >= BOUNDS
    assert set(document["ruleset"]) == {"id", "digest"}
    assert document["ruleset"]["digest"].startswith("sha256:")
    for level1 in document["level1"]:
        assert set(level1) >= {"name", "level2"} | BOUNDS
        assert all(set(level2) >= {"name"} | BOUNDS for level2 in level1["level2"])
    for each in document["indicators"]:
        assert set(each) >= INDICATOR_KEYS
    for each in document["diagnostics"]:
        assert set(each) == {"code", "severity", "where", "message", "help"}


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_numbers_are_text_with_the_decimals_of_the_ruleset(case: Path, call: Call) -> None:
    document = json.loads(call("score", case, "--format", "json").out, parse_float=_no_float)
    for holder in [document["total"], *document["level1"], *document["indicators"]]:
        assert all(isinstance(holder[key], str) for key in BOUNDS)
        assert all(len(holder[key].partition(".")[2]) == 2 for key in ("low", "high"))
    for each in document["indicators"]:
        open_ = each["low"] != each["high"]
        assert (each["share"] is None) is open_


def _no_float(text: str) -> None:
    raise AssertionError(f"{text} is a float")


def test_the_framework_is_listed_whole_with_empty_branches_at_nothing(seed: Any) -> None:
    level2 = {each["name"]: each for level1 in seed["level1"] for each in level1["level2"]}
    assert len(level2) == 18
    empty = set(level2) - {each["level2"] for each in seed["indicators"]}
    assert len(empty) == 11
    assert {(level2[name]["points"], level2[name]["low"], level2[name]["high"]) for name in empty} == {
        ("0", "0.00", "0.00")
    }


def test_another_actual_changes_just_the_nodes_above_it(seed: Any, tmp_path: Path, call: Call) -> None:
    text = (SEED / "actuals.toml").read_text(encoding="utf-8")
    (tmp_path / "actuals.toml").write_text(text.replace('actual = "93.1%"', 'actual = "95%"'), encoding="utf-8")
    changed = json.loads(call("score", SEED, "--actuals", tmp_path / "actuals.toml", "--format", "json").out)
    names = [each["level3"] for each, old in zip(changed["indicators"], seed["indicators"], strict=True) if each != old]
    assert names == ["群众满意度"]
    moved1 = [new["name"] for new, old in zip(changed["level1"], seed["level1"], strict=True) if new != old]
    assert moved1 == ["效果目标"]
    assert Decimal(changed["total"]["low"]) - Decimal(seed["total"]["low"]) == Decimal("0.10")


# -- what a person sees


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for form in ("table", "text"):
        ran = call("--lang", lang, "score", SEED, "--format", form)
        for line in (ran.text + ran.said).splitlines():
            assert cells(line) <= width, line
            assert line == line.rstrip()


def test_the_columns_stand_under_their_heads(call: Call) -> None:
    lines = call("score", SEED).text.splitlines()
    head = next(line for line in lines if line.startswith("指标"))
    row = next(line for line in lines if "群众满意度" in line)
    for name, value in (("目标", "≥95%"), ("实际", "93.1%"), ("规则", "正向比例"), ("依据", "推定")):
        assert cells(head[: head.index(name)]) == cells(row[: row.index(value)])
    for name, value in (("分值", " 5 "), ("得分", "4.90")):
        assert cells(head[: head.index(name)] + name) == cells(row[: row.index(value)] + value.rstrip())


def test_the_report_tells_the_total_the_grades_and_what_is_open(call: Call) -> None:
    text = call("score", SEED).text
    assert "合计 65.95～95.95（满分 100）  等级 优、良或中" in text
    assert "尚有 30 分待定" in text
    assert "老旧小区改造验收情况（25 分）" in text


def test_english_is_english(call: Call) -> None:
    ran = call("--lang", "en", "score", SEED)
    assert "total 65.95–95.95 of 100   grade" in ran.text
    assert "warning JX230" in ran.said
    assert not {"合计", "待定", "警告"} & set(ran.text.split())


def test_the_language_is_also_taken_from_the_environment(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_LANG", "en_GB.UTF-8")
    assert "still open" in call("score", SEED).text
    monkeypatch.setenv("JIXIAO_LANG", "")
    assert "待定" in call("score", SEED).text


@pytest.mark.parametrize("lang", ["fr", "??", "english", "zhen"])
@pytest.mark.parametrize("command", [("score", SEED), ("--help",), ("score", "--help"), ("--version",), ("nope",)])
def test_a_language_that_there_is_not_is_refused_everywhere_alike(
    lang: str, command: tuple[str, ...], call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = call("--lang", lang, *command)
    monkeypatch.setenv("JIXIAO_LANG", lang)
    named = call(*command)
    assert asked.code == named.code == 2
    assert asked.said == named.said == f"错误 JX320 写法不对：--lang/JIXIAO_LANG = {lang}\n  → 可用：zh、en。\n"
    assert asked.text == named.text == ""


def test_several_cases_follow_one_another_and_make_one_list(call: Call) -> None:
    two = [GOOD / "jishan-2020-medical", GOOD / "putuo-2022-venues"]
    assert call("score", *two).text.count("合计 ") == 2
    documents = json.loads(call("score", *two, "--format", "json").out)
    assert [each["project"]["year"] for each in documents] == [2020, 2022]


def test_equal_diagnostics_say_their_help_once(call: Call) -> None:
    said = call("--lang", "en", "score", GOOD / "jishan-2020-medical").said
    assert said.count("JX203") == 4
    assert said.count("Write ≥, ≤ or = before it") == 1


def test_notes_are_held_back_and_counted(call: Call) -> None:
    assert "另有 1 条提示" in call("score", GOOD / "putuo-2022-venues").said
    assert "提示 JX" in call("score", GOOD / "putuo-2022-venues", "--verbose").said


# -- exit codes


def test_warnings_matter_to_the_exit_code_only_when_asked_for(call: Call) -> None:
    assert call("score", SEED).code == 0
    assert call("score", SEED, "--strict").code == 1


def test_an_error_gives_2_and_still_a_result(call: Call) -> None:
    ran = call("score", BAD / "override-out-of-range", "--format", "json")
    assert ran.code == 2
    assert json.loads(ran.out)["total"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["no-such-file.toml"], "JX001"),
        (["cases"], "JX001"),
        (["cases/bad/not-toml"], "JX002"),
        ([SEED, "--ruleset", "nothing"], "JX322"),
        ([SEED, "--actuals", "nothing.toml"], "JX001"),
        ([SEED, "--as-of", "2021-13"], "JX704"),
        ([SEED, "--as-of", "²"], "JX704"),
        (["cases/bad/no-ruleset"], "JX232"),
    ],
    ids=str,
)
def test_what_cannot_be_loaded_gives_2_and_no_result(words: list[Any], code: str, call: Call) -> None:
    ran = call("score", *words)
    assert (ran.code, ran.out) == (2, b"")
    assert code in ran.said


def test_a_ruleset_may_be_a_file_or_lie_in_a_folder_of_ones_own(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jixiao._resource import ruleset_dir

    text = (ruleset_dir() / "cn-2020-10.toml").read_text(encoding="utf-8")
    (tmp_path / "our-own.toml").write_text(text.replace('id = "cn-2020-10"', 'id = "our-own"', 1), encoding="utf-8")
    case = GOOD / "putuo-2022-venues"
    assert call("score", case, "--ruleset", tmp_path / "our-own.toml").code == 0
    assert call("score", case, "--ruleset", "our-own").code == 2
    monkeypatch.setenv("JIXIAO_RULESETS", str(tmp_path))
    assert call("score", case, "--ruleset", "our-own").code == 0


# -- files


def test_an_output_file_is_never_overwritten_without_force(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "结果.json"
    out.write_text("mine")
    ran = call("score", SEED, "--format", "json", "-o", out)
    assert (ran.code, out.read_text()) == (2, "mine")
    assert "JX701" in ran.said
    assert call("score", SEED, "--format", "json", "-o", out, "--force").code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["total"]
    assert list(tmp_path.iterdir()) == [out]


def test_an_output_file_is_whole_and_readable(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    assert call("score", SEED, "-o", out).out == b""
    assert "合计" in out.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) & stat.S_IRGRP


@pytest.mark.parametrize("where", ["missing/report.txt", "."])
def test_a_file_that_cannot_be_written_is_told(where: str, call: Call, tmp_path: Path) -> None:
    ran = call("score", SEED, "-o", tmp_path / where, "--force")
    assert ran.code == 2
    assert "JX702" in ran.said
    assert not list(tmp_path.iterdir())
