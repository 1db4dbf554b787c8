"""`jixiao init` gives a file that loads, `jixiao doctor` looks at the installation, and one bad case stops no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.kernel.words import languages
from jixiao.rules.find import list_rulesets, load_ruleset
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.load import load_case
from tests.cli.run import SEED, Ran

Call = Callable[..., Ran]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("ruleset", sorted(list_rulesets()))
def test_a_file_to_begin_with_loads_and_is_scored_by_its_ruleset(
    call: Call, tmp_path: Path, ruleset: str, lang: str
) -> None:
    path = tmp_path / "case.toml"
    assert call("--lang", lang, "init", path, "--ruleset", ruleset).code == 0
    case = load_case(path)
    rules = load_ruleset(ruleset)
    branches = {branch.name for branch in rules.framework.branches if not branch.execution}
    assert {each.level1 for each in case.indicator} == branches
    assert evaluate(case, rules).is_open


@pytest.mark.parametrize("folder", ["C:\\\\new\\users", 'say "x"', "a'b", "制 度", "x\ny", "{name}", "#"])
def test_any_path_of_a_ruleset_stands_in_the_file_as_it_is(call: Call, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    mine = tmp_path / folder / "cn-2020-10.toml"
    mine.write_bytes(list_rulesets()["cn-2020-10"].read_bytes())
    path = tmp_path / folder / "case.toml"
    assert call("init", path, "--ruleset", mine).code == 0
    assert load_case(path).project.ruleset == str(mine)


def test_a_file_that_is_there_is_not_written_over(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_text("mine", encoding="utf-8")
    assert call("init", path).code == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("init", path, "--force").code == 0


def test_the_doctor_tells_what_is_there(call: Call) -> None:
    ran = call("--lang", "en", "doctor")
    assert ran.code == 0
    assert f"✓ {len(list_rulesets())} rulesets" in ran.text
    assert "extra documents" in ran.text


def test_the_doctor_tells_a_ruleset_that_does_not_load(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text("version = 1\n", encoding="utf-8")
    monkeypatch.setenv("JIXIAO_RULESETS", str(tmp_path))
    ran = call("doctor")
    assert ran.code == 2
    assert "✗ mine" in ran.text
    monkeypatch.delenv("JIXIAO_RULESETS")


def test_one_case_that_cannot_be_read_stops_no_other(call: Call, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    ran = call("score", SEED, broken, SEED, "--format", "json")
    assert ran.code == 2
    results = json.loads(ran.text)
    assert len(results) == 2
    assert results[0] == results[1]
    assert "broken.xlsx" in ran.said


def test_several_cases_make_a_list_even_when_one_is_left(call: Call, tmp_path: Path) -> None:
    ran = call("score", SEED, tmp_path / "nothing.toml", "--format", "json")
    assert ran.code == 2
    assert isinstance(json.loads(ran.text), list)
