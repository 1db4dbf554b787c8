"""`rules`, `explain`, help, and mistakes in the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import jixiao as library
from jixiao.cli.root import root
from jixiao.kernel.codes import SEVERITIES
from tests.cases.collect import GOOD
from tests.cli.run import SEED, Ran, jixiao

Call = Callable[..., Ran]


# -- rules


def test_rules_list_names_every_ruleset_that_comes_along(call: Call) -> None:
    text = call("rules", "list").text
    assert all(name in text for name in library.list_rulesets([]))
    listed = json.loads(call("rules", "list", "--json").out)
    assert {each["id"] for each in listed} == set(library.list_rulesets([]))
    assert all(set(each) >= {"id", "title", "kind", "digest"} for each in listed)


@pytest.mark.parametrize("name", sorted(library.list_rulesets([])))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_show_lists_every_rule_with_its_clause(name: str, lang: str, call: Call) -> None:
    shown = "".join(call("--lang", lang, "rules", "show", name).text.split())
    for rule in library.load_ruleset(name, []).rules:
        assert rule.id in shown
        assert "".join(rule.clause.article.split()) in shown


def test_one_broken_ruleset_hides_no_other(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("version = 1\n")
    monkeypatch.setenv("JIXIAO_RULESETS", str(tmp_path))
    ran = call("rules", "list")
    assert ran.code == 2
    assert "cn-2020-10" in ran.text
    assert "broken.toml" in ran.said


def test_rules_show_of_something_else_gives_2(call: Call) -> None:
    ran = call("rules", "show", "cn-2020-1")
    assert ran.code == 2
    assert "cn-2020-10" in ran.said


# -- explain


@pytest.fixture
def result(tmp_path: Path, call: Call) -> Path:
    path = tmp_path / "result.json"
    assert call("score", SEED, "--format", "json", "-o", path).code == 0
    return path


def test_a_row_is_explained_by_number_or_by_name(result: Path, call: Call) -> None:
    by_number, by_name = (call("explain", result, row).text for row in ("15", "群众满意度"))
    assert by_number == by_name
    assert "完成率（实际÷目标）为 98%" in by_name
    assert "得分 5 × 98% = 4.90" in by_name


def test_without_a_row_all_are_explained(result: Path, call: Call) -> None:
    text = call("explain", result).text
    assert text.count("依据：") == 16


@pytest.mark.parametrize("row", ["0", "17", "²", "满意度", "99999999999999"])
def test_a_row_that_is_not_there_gives_2(row: str, result: Path, call: Call) -> None:
    ran = call("explain", result, row)
    assert ran.code == 2
    assert "JX703" in ran.said


def test_a_result_of_several_cases_is_explained_case_by_case(tmp_path: Path, call: Call) -> None:
    path, other = tmp_path / "results.json", SEED.with_name("putuo-2022-venues")
    call("score", SEED, other, "--format", "json", "-o", path)
    names = [json.loads(call("score", each, "--format", "json").out)["project"]["name"] for each in (SEED, other)]
    lines = call("explain", path).text.splitlines()
    assert [line for line in lines if line in names] == names
    only = call("explain", path, "群众满意度").text
    assert only.splitlines()[:2] == [names[0], "群众满意度"]
    assert names[1] not in only
    both = call("explain", path, "1").text.splitlines()
    assert [line for line in both if line in names] == names
    assert call("explain", path, "99").code == 2


@pytest.mark.parametrize("code", sorted(SEVERITIES))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_is_explained(code: str, lang: str, call: Call) -> None:
    text = call("--lang", lang, "explain", code.lower()).text
    assert text.startswith(code)
    assert "{" not in text.replace("{ …", "")


@pytest.mark.parametrize(
    "content", ['{"indicators": [1]}', '{"indicators": {}}', "{}", "[]", "[1]", '[{"indicators": [1]}]', "x", ""]
)
def test_a_file_that_is_no_result_gives_2(content: str, tmp_path: Path, call: Call) -> None:
    (tmp_path / "other.json").write_text(content)
    assert call("explain", tmp_path / "other.json").code == 2
    assert call("explain", "JX999").code == 2


# -- aggregate


def _unit(folder: Path, name: str, actual: str, ruleset: str = "hubei-2020") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(
        f'version = 1\n[project]\nunit = "{name}"\nbudget = "10"\nexecuted = "10"\nruleset = "{ruleset}"\n'
        f'[[indicator]]\nlevel1 = "产出指标"\nlevel3 = "户数"\ntarget = "≥100户"\nactual = "{actual}户"\npoints = 80\n',
        encoding="utf-8",
    )
    return path


def test_units_are_made_one_case_that_is_scored_once(tmp_path: Path, call: Call) -> None:
    units = [_unit(tmp_path, name, actual) for name, actual in (("甲", "60"), ("乙", "120"))]
    assert call("aggregate", *units, "-o", tmp_path / "whole.toml").code == 0
    found = json.loads(call("score", tmp_path / "whole.toml", "--format", "json").out)
    row = next(each for each in found["indicators"] if each["level3"] == "户数")
    assert (row["target"], row["actual"], row["low"], row["high"]) == ("≥200户", "180户", "72.00", "72.00")
    assert call("aggregate", *units).text == (tmp_path / "whole.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ruleset", "words", "code"), [("cn-2020-10", (), "JX232"), ("hubei-2020", ("--ruleset", "cn-2020-10"), "JX257")]
)
def test_what_no_ruleset_says_how_to_merge_gives_2(
    ruleset: str, words: tuple[str, ...], code: str, tmp_path: Path, call: Call
) -> None:
    units = [_unit(tmp_path, "甲", "60"), _unit(tmp_path, "乙", "120", ruleset)]
    ran = call("aggregate", *units, *words)
    assert (ran.code, ran.out) == (2, b"")
    assert code in ran.said


# -- help and mistakes


def _commands() -> list[list[str]]:
    found: list[list[str]] = [[]]
    ctx = root.make_context("jixiao", ["rules", "list"], resilient_parsing=True)
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        found.append([name])
        found += [[name, each] for each in getattr(command, "commands", {})]
    return found


@pytest.mark.parametrize("words", _commands(), ids=lambda words: " ".join(words) or "jixiao")
def test_every_command_has_help_in_both_languages(words: list[str], call: Call) -> None:
    ran = call(*words, "--help")
    assert ran.code == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in ran.text)
    assert any(word.isascii() and len(word) > 3 for line in ran.text.splitlines()[1:] for word in line.split())
    assert all(len(line) <= 100 for line in ran.text.splitlines())
    assert call(*words, "-h").text == ran.text


def test_no_command_shows_the_help_and_gives_2(call: Call) -> None:
    ran = call()
    assert ran.code == 2
    assert "score" in ran.said


def test_the_version_is_told(call: Call) -> None:
    assert call("--version").text == f"jixiao, version {library.__version__}\n"


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["scor"], "JX706", "是不是 score"),
        (["rules", "shw"], "JX706", "是不是 show"),
        (["score", "--rulset", "x"], "JX707", "是不是 --ruleset"),
        (["score"], "JX709", "CASE"),
        (["score", "x", "--format", "xml"], "JX320", "table、json、text"),
        (["--lang", "fr", "score"], "JX320", "zh、en"),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_what_was_meant(words: list[str], code: str, hint: str, call: Call) -> None:
    ran = call(*words)
    assert (ran.code, ran.out) == (2, b"")
    assert code in ran.said
    assert "".join(hint.split()) in "".join(ran.said.split())  # lines are broken at the width


def test_the_module_runs_as_the_script_does() -> None:
    assert jixiao("--version").text == f"jixiao, version {library.__version__}\n"


def test_a_case_scored_from_elsewhere_is_found_by_its_path(tmp_path: Path) -> None:
    ran = jixiao("score", GOOD / "putuo-2022-venues" / "case.toml", cwd=tmp_path)
    assert ran.code == 0, ran.said
