"""The examples that rulesets carry hold, and the runner says so only where they do."""

import re

import pytest

from jixiao import list_rulesets, load_ruleset
from jixiao._resource import ruleset_dir
from jixiao.authoring.examples import run_examples, run_rule_examples
from jixiao.rules.load import ruleset_from_bytes

NAMES = sorted(list_rulesets(()))


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_a_shipped_ruleset_holds(name: str) -> None:
    failed = [outcome for outcome in run_examples(load_ruleset(name)) if not outcome.holds]
    assert not failed


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_rule_has_an_example(name: str) -> None:
    ruleset = load_ruleset(name)
    assert [rule.id for rule in ruleset.all_rules if not rule.examples] == []


def test_the_rulesets_of_the_catalogue_are_all_there() -> None:
    wanted = {
        "anhui-system", "cn-2016-legacy", "cn-2020-10", "cn-2021-101", "guangxi-system", "hubei-2020",
        "hunan-department", "jiangxi-2017", "sichuan-department-2020", "sichuan-project-2023", "zhengzhou-2021",
    }  # fmt: skip
    assert wanted <= set(NAMES)
    assert {load_ruleset(name).kind for name in NAMES} >= {"self-evaluation", "department", "monitoring"}


def source(name: str) -> str:
    return (ruleset_dir() / f"{name}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('score = "7.20"', 'score = "7.21"', "score"),
        ('score = "[4.80, 6.40)"', 'score = "[4.80, 6.40]"', "score"),
        ('codes = ["JX246"]', 'codes = ["JX215"]', "code"),
        ('total = "91.11"', 'total = "91.12"', "total"),
        ('factor = "10/9"', 'factor = "10/8"', "factor"),
        ('"效益指标" = 40', '"效益指标" = 41', "效益指标"),
        ('"受益户数" = "36"', '"受益户数" = "35"', "受益户数"),
        ('total = "89.99", grade = "良"', 'total = "89.99", grade = "优"', "grade"),
        ('gives = { total = "90", grade', 'gives = { of = 90, totals = "90", grade', "totals"),
    ],
)
def test_an_example_that_says_something_else_fails(old: str, new: str, what: str) -> None:
    text = source("cn-2020-10")
    assert old in text
    ruleset = ruleset_from_bytes(text.replace(old, new, 1).encode())
    failures = [each.what for outcome in run_examples(ruleset) for each in outcome.failures]
    assert what in failures


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("cn-monitoring-lights", 'light = "yellow"', 'light = "green"', "light"),
        ("cn-monitoring-lights", 'project = "yellow"', 'project = "green"', "project"),
        ("anhui-system", 'consistency = "23/176"', 'consistency = "13%"', "consistency"),
        ("hubei-2020", '"制度健全性" = "6.5"', '"制度健全性" = "7"', "制度健全性"),
    ],
)
def test_lights_values_and_merged_scores_are_compared_too(name: str, old: str, new: str, what: str) -> None:
    text = source(name)
    assert old in text
    ruleset = ruleset_from_bytes(text.replace(old, new, 1).encode())
    assert what in [each.what for outcome in run_examples(ruleset) for each in outcome.failures]


def test_an_example_that_another_rule_claims_fails() -> None:
    text = source("cn-2020-10").replace('target = "≥50"\nactual = "45"', 'target = "=50"\nactual = "45"', 1)
    outcomes = run_rule_examples(ruleset_from_bytes(text.encode()), "positive-ratio")
    assert [(each.what, each.found) for each in outcomes[0].failures] == [("rule", "exact-as-positive")]


def test_nothing_from_memory_of_low_confidence_is_in_force() -> None:
    """What was looked for and not found stands in the files as an option that scores nothing."""
    for name in NAMES:
        ruleset = load_ruleset(name)
        assert not [gate.id for gate in ruleset.gates if gate.enabled]
        assert ruleset.over is None or ruleset.over.reduce is None
        assert {rule.clause.trust for rule in ruleset.options} <= {"assumed", "seen"}
        assert not re.search(r"\bmemory L\b", source(name))
