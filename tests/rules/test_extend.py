"""A ruleset that extends another says only what differs, and every part keeps the place where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import fields

import jixiao
from jixiao.rules.rule import Rule
from tests.authoring.planted_rulesets import BASE

SHIPPED = sorted(jixiao.list_rulesets(()))
HEAD = 'version = 1\nid = "ours"\ntitle = "本县"\nextends = "{}"\n'
_OWN = {"id", "title", "digest", "as_read", "case_examples", "extends", "note", "valid_from", "valid_to"}


def ours(base: str, text: str = "") -> jixiao.Ruleset:
    return jixiao.ruleset_from_text(HEAD.format(base) + text, name="ours.toml")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_says_nothing_of_its_own_scores_as_the_other(name: str) -> None:
    base, extending = jixiao.load_ruleset(name, ()), ours(name)
    differing = {
        item.name for item in fields(jixiao.Ruleset) if getattr(base, item.name) != getattr(extending, item.name)
    }
    assert differing <= _OWN
    assert (extending.id, extending.extends) == ("ours", name)
    assert extending.digest != base.digest


def test_one_clause_is_overridden_and_nothing_else() -> None:
    clause = '{ source = "measure", article = "第五条", trust = "seen" }'
    extending = ours("cn-2020-10", f'[[rule]]\nid = "positive-ratio"\nclause = {clause}\n')
    base = jixiao.load_ruleset("cn-2020-10", ())
    assert extending.rule_ids == base.rule_ids
    for one, two in zip(base.all_rules, extending.all_rules, strict=True):
        left = {item.name for item in fields(Rule) if getattr(one, item.name) != getattr(two, item.name)}
        assert left == ({"clause"} if one.id == "positive-ratio" else set())
    leaf = jixiao.score_indicator("≥95%", "93.1%", 10, extending)
    assert leaf.score == jixiao.score_indicator("≥95%", "93.1%", 10, base).score
    assert leaf.rule is not None
    assert (leaf.rule.clause.article, leaf.rule.clause.id) == ("第五条", "ours/positive-ratio")
    negative = jixiao.score_indicator("≤5天", "6天", 10, extending)
    assert negative.rule is not None
    assert negative.rule.clause.id.startswith("cn-2020-10/")


def test_a_rule_that_says_how_it_scores_takes_nothing_of_how_the_other_scored() -> None:
    rule = """
[[rule]]
id = "positive-ratio"
axis = "met"
curve = '''
[0, 1)    0
[1, 1]    1
'''
properties = ["full-at-target", "monotone"]
"""
    assert jixiao.score_indicator("≥95%", "93.1%", 10, ours("cn-2020-10", rule)).score.text() == "0"


def test_tables_are_taken_key_by_key_and_new_rules_come_behind() -> None:
    extending = ours("cn-2020-10", '[policy.missing_actual]\nvalue = "none"\nbecause = "本县规定"\n')
    policies = {name: policy.value for name, policy in extending.policies.items()}
    base = {name: policy.value for name, policy in jixiao.load_ruleset("cn-2020-10", ()).policies.items()}
    assert policies == base | {"missing_actual": "none"}
    assert jixiao.score_indicator("≥95%", None, 10, extending).score.text() == "0"


@pytest.mark.parametrize("name", ["no-such", "ours", "../rulesets/cn-2020-10", "/etc/passwd", "common"])
def test_what_there_is_not_cannot_be_extended(name: str) -> None:
    with pytest.raises(jixiao.JixiaoError, match=r"JX843 ours\.toml:4:1"):
        ours(name)


def test_two_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for one, two in (("a", "b"), ("b", "a")):
        text = f'version = 1\nid = "{one}"\ntitle = "环"\nextends = "{two}"\n'
        (tmp_path / f"{one}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(jixiao.JixiaoError, match="JX843"):
        jixiao.load_ruleset_file(tmp_path / "a.toml")


def test_faults_are_told_where_they_are_written_and_the_digest_changes_with_the_other(tmp_path: Path) -> None:
    base, path = tmp_path / "base.toml", tmp_path / "ours.toml"
    base.write_text(BASE, encoding="utf-8")
    rules = jixiao.load_ruleset_file(base).rule_ids
    text = HEAD.format("base") + f'[[rule]]\nid = "new"\n\n[[rule]]\nid = "{rules[1]}"\norder = "first"\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(jixiao.JixiaoError) as raised:
        jixiao.load_ruleset_file(path)
    places = {(each.code, Path(each.place.file or "").name, each.place.line) for each in raised.value.diagnostics}
    assert ("JX005", "ours.toml", 10) in places
    assert ("JX004", "ours.toml", 5) in places

    path.write_text(HEAD.format("base"), encoding="utf-8")
    before = jixiao.load_ruleset_file(path)
    base.write_text(BASE.replace("version = 1\n", 'version = 1\nnote = "新"\n', 1), encoding="utf-8")
    after = jixiao.load_ruleset_file(path)
    assert before.all_rules == after.all_rules
    assert before.digest != after.digest

    base.write_text(
        BASE.replace('title = "检查用的底本"\n', 'title = "检查用的底本"\nkind = "none"\n', 1), encoding="utf-8"
    )
    with pytest.raises(jixiao.JixiaoError, match=r"base\.toml"):
        jixiao.load_ruleset_file(path)
