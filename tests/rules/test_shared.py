"""Shared scorers: a rule that uses one scores as if it were written out; digests, places and names follow."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from jixiao import list_rulesets, load_ruleset
from jixiao._resource import ruleset_dir
from jixiao.authoring.check import check_file
from jixiao.authoring.diff import diff
from jixiao.kernel.diagnostic import JixiaoError, render
from jixiao.report.ruleset_text import ruleset_lines
from jixiao.rules.find import ruleset_path
from jixiao.rules.load import common_from_bytes, ruleset_from_bytes
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

COMMON = (ruleset_dir() / "common.toml").read_bytes()

HEAD = """\
version = 1
id = "ours"
title = "我们的规则"
kind = "self-evaluation"

[sources.here]
title = "本文件"
trust = "assumed"

[framework]
clause = { source = "here", article = "…", trust = "assumed" }

[[framework.level1]]
name = "产出"
points = 100
"""
RULE = """
[[rule]]
id = "ratio"
name = "比例"
when = {{ target = ["quantity"] }}
use = "{name}"
{more}
clause = {{ source = "here", article = "…", trust = "assumed" }}
"""
HALF = """
[[scorer]]
id = "{name}"
axis = "completion"
curve = \"\"\"
(.., 0%)     0
[0%, 100%)   {row}
[100%, ..)   1
\"\"\"
properties = ["full-at-target", "monotone"]
"""


def ours(name: str = "completion", more: str = "", *parts: str) -> str:
    return HEAD + "".join(parts) + RULE.format(name=name, more=more)


def loaded(text: str, folder: Path | None = None) -> Ruleset:
    return ruleset_from_bytes(text.encode(), "ours.toml", folder)


def rows(ruleset: Ruleset) -> list[str]:
    scorer = ruleset.rule("ratio").scorer
    assert isinstance(scorer, Measured)
    return [str(segment.map) for segment in scorer.curve.segments()]


def faults(text: str, folder: Path | None = None) -> list[tuple[str, str]]:
    with pytest.raises(JixiaoError) as raised:
        loaded(text, folder)
    return [(each.code, str(each.place)) for each in raised.value.diagnostics]


# -- written out


def written_out(data: dict[str, Any], shared: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The file as it would be without shared scorers, by putting the keys of each into the rules that name it."""
    rules = []
    for rule in data["rule"]:
        rest = {key: value for key, value in rule.items() if key != "use"}
        scorer = shared[rule["use"]] if "use" in rule else {}
        rules.append({**{key: value for key, value in scorer.items() if key not in ("id", "note")}, **rest})
    return {**{key: value for key, value in data.items() if key != "scorer"}, "rule": rules}


@pytest.mark.parametrize("name", list_rulesets(()))
def test_a_shipped_ruleset_is_what_it_would_be_written_out(name: str) -> None:
    data = tomllib.loads(ruleset_path(name, ()).read_text(encoding="utf-8"), parse_float=Decimal)
    tables = [*tomllib.loads(COMMON.decode())["scorer"], *data.get("scorer", [])]
    whole = written_out(data, {each["id"]: each for each in tables})
    source = json.dumps(whole, ensure_ascii=False, default=str).encode()
    found, wanted = load_ruleset(name, ()), ruleset_from_bytes(source)
    assert [rule.use for rule in wanted.all_rules] == [""] * len(wanted.all_rules)
    assert [rule.examples for rule in found.all_rules] == [rule.examples for rule in wanted.all_rules]
    plain = tuple(evolve(rule, use="") for rule in found.all_rules)
    assert evolve(found, all_rules=plain, scorers=(), digest="") == evolve(wanted, digest="")
    assert list(ruleset_lines(found, 80)) == list(ruleset_lines(wanted, 80))
    assert diff(found, wanted).is_empty


def test_every_shared_scorer_is_used_by_more_than_one_rule() -> None:
    uses = [rule.use for name in list_rulesets(()) for rule in load_ruleset(name, ()).all_rules]
    common = {scorer.id for scorer in common_from_bytes(COMMON).scorers}
    assert {name for name in common if uses.count(name) < 2} == set()


def test_no_shipped_rule_writes_out_what_it_could_use() -> None:
    """A scorer that two rules have in common stands once."""
    seen: dict[str, list[str]] = {}
    for name in list_rulesets(()):
        for rule in load_ruleset(name, ()).all_rules:
            if not rule.use:
                seen.setdefault(repr(rule.scorer), []).append(f"{name}/{rule.id}")
    assert [rules for rules in seen.values() if len(rules) > 1] == []


# -- what the rule says itself


def test_what_a_rule_says_itself_goes_before() -> None:
    rule = loaded(ours("completion", 'properties = ["monotone"]\nbecause = "…"\nround_axis = { places = 2 }')).rule(
        "ratio"
    )
    assert rule.promises == ("monotone",)
    assert rule.because == "…"
    assert isinstance(rule.scorer, Measured)
    assert rule.scorer.round_axis is not None


@pytest.mark.parametrize("more", ['axis = "inverse"', 'gives = "points"', "grade = []", 'curve = "(.., ..) 1"'])
def test_a_scorer_is_used_or_written_but_not_both(more: str) -> None:
    assert ("JX302", "ours.toml:17:1:$.rule[0]") in faults(ours("completion", more))


# -- where scorers are looked for


def test_the_file_goes_before_its_folder_and_that_before_what_comes_along(tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_text("version = 1\n" + HALF.format(name="completion", row="x / 2 + 1 / 4"))
    own = HALF.format(name="completion", row="x / 3")
    assert rows(loaded(ours()))[1:-1] != rows(loaded(ours(), tmp_path))[1:-1]
    assert rows(loaded(ours("completion", "", own), tmp_path)) == rows(loaded(ours("completion", "", own)))
    assert rows(loaded(ours("met"), tmp_path)) == rows(loaded(ours("met")))


def test_common_scorers_are_no_ruleset(tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_bytes(COMMON)
    (tmp_path / "ours.toml").write_text(ours(), encoding="utf-8")
    assert "common" not in list_rulesets(())
    assert "common" not in list_rulesets((tmp_path,))
    assert load_ruleset("ours", (tmp_path,)).rule("ratio").use == "completion"


# -- digests


def test_a_digest_covers_what_is_used_and_nothing_else(tmp_path: Path) -> None:
    common = tmp_path / "common.toml"

    def digest(text: str, shared: str) -> str:
        common.write_text(shared, encoding="utf-8")
        return loaded(text, tmp_path).digest

    shared = COMMON.decode()
    changed = shared.replace("[0%, 100%)   x\n", "[0%, 100%)   x * 1\n", 1)
    assert changed != shared
    assert digest(ours(), shared) == loaded(ours()).digest
    assert digest(ours(), changed) != digest(ours(), shared)
    assert digest(ours("met"), changed) == digest(ours("met"), shared)
    assert digest(ours(), shared + "\n# …\n") == digest(ours(), shared)
    assert digest(ours("own", "", HALF.format(name="own", row="x")), changed) == digest(
        ours("own", "", HALF.format(name="own", row="x")), shared
    )
    assert digest(ours() + "# …\n", shared) != digest(ours(), shared)


def test_every_ruleset_that_uses_a_scorer_has_another_digest_when_it_changes(tmp_path: Path) -> None:
    for path in ruleset_dir().glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "common.toml").write_bytes(COMMON.replace(b"100%, ..)   1", b"100%, ..)   1.0"))
    for name in list_rulesets(()):
        before, after = load_ruleset(name, ()), load_ruleset(name, (tmp_path,))
        uses = any(rule.use not in ("", "half-point-each") and rule.use[:5] != "bands" for rule in before.all_rules)
        assert (before.digest != after.digest) == (uses and before.id != "cn-2015-88-review")


# -- faults


def test_an_unknown_scorer_is_told_with_the_nearest_known_one() -> None:
    with pytest.raises(JixiaoError) as raised:
        loaded(ours("completoin"))
    (fault,) = raised.value.diagnostics
    assert (fault.code, str(fault.place)) == ("JX326", "ours.toml:21:1:$.rule[0].use")
    assert "completion？" in render(fault).help
    assert "Did you mean completion?" in render(fault, "en").help


def test_a_fault_in_a_shared_scorer_is_told_where_it_is_written(tmp_path: Path) -> None:
    text = "version = 1\n" + HALF.format(name="completion", row="x x")
    (tmp_path / "common.toml").write_text(text, encoding="utf-8")
    line = text[: text.index("x x")].count("\n") + 1
    assert faults(ours(), tmp_path) == [("JX310", f"{tmp_path / 'common.toml'}:{line}:16:$.scorer[0].curve")]


def test_a_scorer_that_does_not_fit_the_rule_is_told_at_the_rule() -> None:
    assert faults(ours("on-time")) == [("JX303", "ours.toml:21:1:$.rule[0].use")]


def test_a_scorer_of_the_file_is_read_whether_it_is_used_or_not() -> None:
    own = HALF.format(name="own", row="x x")
    assert [code for code, _ in faults(ours("completion", "", own))] == ["JX310"]
    twice = HALF.format(name="own", row="x") * 2
    assert [code for code, _ in faults(ours("completion", "", twice))] == ["JX307"]


def test_a_scorer_that_no_rule_uses_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(ours("completion", "", HALF.format(name="own", row="x")), encoding="utf-8")
    places = [each.diagnostic.place.line for each in check_file(path).failures if each.check == "reach"]
    assert places == [17]


def test_a_file_of_shared_scorers_can_be_checked_alone(tmp_path: Path) -> None:
    assert check_file(ruleset_dir() / "common.toml").passes
    path = tmp_path / "common.toml"
    path.write_bytes(COMMON.replace(b'axis = "inverse"', b'axis = "inverted"'))
    assert [(each.code, each.place.line) for each in check_file(path).faults] == [("JX005", 21)]


def test_a_finding_about_a_shared_curve_stands_where_the_curve_is_written(tmp_path: Path) -> None:
    text = "version = 1\n" + HALF.format(name="completion", row="1 - x")
    (tmp_path / "common.toml").write_text(text, encoding="utf-8")
    path = tmp_path / "ours.toml"
    path.write_text(ours(), encoding="utf-8")
    report = check_file(path)
    assert {(each.check, each.diagnostic.place.file) for each in report.failures} >= {
        ("monotone", str(tmp_path / "common.toml"))
    }
