"""The commands of an author: what they print, and how they leave."""

import json
from pathlib import Path

import pytest

from tests.authoring.planted_rulesets import BASE, FAULTS, broken
from tests.cli.run import jixiao

EARLY = next(fault for fault in FAULTS if fault["name"] == "九成八就给满分")
GAP = BASE.replace("[0%, 100%)   x          # 区间", "(0%, 100%)   x")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    (tmp_path / "early.toml").write_bytes(broken(EARLY))
    (tmp_path / "gap.toml").write_text(GAP, encoding="utf-8")
    return tmp_path


def test_check_passes_a_sound_ruleset(files: Path) -> None:
    ran = jixiao("rules", "check", str(files / "base.toml"))
    assert ran.code == 0
    assert "全部通过" in ran.text


def test_check_leaves_with_1_for_a_finding_and_shows_what_to_paste(files: Path) -> None:
    ran = jixiao("rules", "check", str(files / "early.toml"))
    assert ran.code == 1
    assert "✗ full-at-target" in ran.text
    pasted = '    [[rule.example]]\n    target = "≥95%"\n    actual = "94.99%"\n    points = 10\n    score = "10.00"'
    assert pasted in ran.text


def test_check_leaves_with_2_where_a_file_cannot_be_loaded(files: Path) -> None:
    ran = jixiao("rules", "check", str(files / "gap.toml"))
    assert ran.code == 2
    assert "✗ bands" in ran.text
    assert "JX311" in ran.text
    assert jixiao("rules", "check", str(files / "none.toml")).code == 2


def test_check_speaks_english_and_json(files: Path) -> None:
    assert "target ≥95%, actual 94.99% gets 10.00" in " ".join(
        jixiao("--lang", "en", "rules", "check", str(files / "early.toml"), COLUMNS="300").text.split()
    )
    told = json.loads(jixiao("rules", "check", str(files / "early.toml"), "--json").text)
    assert told["passes"] is False
    assert {each["check"] for each in told["findings"] if each["severity"] != "note"} == {
        "full-at-target",
        "continuous",
    }


def test_test_leaves_with_1_for_survivors(files: Path) -> None:
    assert jixiao("rules", "test", str(files / "base.toml")).code == 0
    ran = jixiao("rules", "test", str(files / "base.toml"), "--mutate")
    assert ran.code == 1
    assert "✗ positive：断点 100% 前移 0.01%" in ran.text
    assert jixiao("rules", "test", str(files / "base.toml"), "--strict").code == 1


def test_diff_tells_two_versions_of_one_file_apart(files: Path) -> None:
    ran = jixiao("rules", "diff", str(files / "base.toml"), str(files / "early.toml"), "--strict")
    assert ran.code == 1
    assert "实际 [93.1%, 95%) 多得，至多多 0.2 分，在 93.1% 处" in ran.text
    assert jixiao("rules", "diff", str(files / "base.toml"), str(files / "base.toml"), "--strict").code == 0


def test_diff_over_cases_tells_who_moves() -> None:
    cases = Path(__file__).parents[2] / "cases" / "good"
    ran = jixiao("rules", "diff", "zhengzhou-2021", "cn-2021-101", "--cases", str(cases), "--json")
    told = json.loads(ran.text)
    assert any(each["before"] != each["after"] for each in told["cases"])
    assert all(leaf["explained_after"] for each in told["cases"] for leaf in each["indicators"])


@pytest.mark.parametrize("name", ["case", "ruleset", "result"])
def test_schema_prints_json(name: str) -> None:
    assert json.loads(jixiao("schema", name).text)["title"] == f"jixiao {name}"


def test_plot_writes_a_picture_and_not_over_another(files: Path) -> None:
    picture = files / "curve.svg"
    command = ("rules", "plot", str(files / "base.toml"), "--rule", "satisfaction", "-o", str(picture))
    assert jixiao(*command).code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg ")
    assert jixiao(*command).code == 2
    assert jixiao(*command, "--force").code == 0
