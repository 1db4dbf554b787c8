"""Checks: a sound ruleset passes, every planted fault is found with its counter-example, which the scorer confirms."""

import json
from fractions import Fraction
from typing import Any

import pytest

from jixiao._resource import ruleset_dir
from jixiao.authoring.check import Report, check_bytes, check_file
from jixiao.authoring.checks import CHECKS
from jixiao.authoring.sample import Sample
from jixiao.kernel.codes import SEVERITIES
from jixiao.kernel.diagnostic import render
from jixiao.rules.faults import KINDS
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.load import case_from_bytes
from tests.authoring.planted_rulesets import BASE, FAULTS, report_of


def leaf_of(keys: dict[str, str], points: Fraction, ruleset: Ruleset) -> Leaf:
    """The keys of an example as a case of one indicator, scored."""
    names = {key: keys.get(key) or "某项" for key in ("level1", "level2", "level3")}
    project = {key: keys[key] for key in ("budget", "executed") if key in keys}
    rest = {key: value for key, value in keys.items() if key not in (*names, *project)}
    if project:
        names["level3"] = ruleset.execution.names[0]
    indicator = {**names, **rest, "points": str(points)}
    case: dict[str, Any] = {"version": 1, "project": {"year": 2021, **project}, "indicator": [indicator]}
    result = evaluate(case_from_bytes(json.dumps(case).encode()), ruleset)
    return next(leaf for leaf in result.leaves if leaf.index == 0)


def test_the_base_passes_every_check() -> None:
    report = check_bytes(BASE.encode())
    assert report.passes
    assert not report.failures


@pytest.mark.parametrize("path", sorted(ruleset_dir().glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_ruleset_passes_every_check(path: Any) -> None:
    report = check_file(path)
    assert [render(each) for each in report.faults] == []
    assert [render(each.diagnostic).message for each in report.failures] == []


def test_there_are_planted_faults_for_every_check_and_enough_of_them() -> None:
    assert len(FAULTS) >= 25
    assert {fault["check"] for fault in FAULTS} >= {check.name for check in CHECKS}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_a_planted_fault_is_found_with_its_counter_example(fault: dict[str, Any]) -> None:
    report = report_of(fault["name"])
    assert not report.passes
    told = said(report)
    assert any(
        code == fault["code"] and check == fault["check"] and fault["shows"] in words for check, code, words in told
    ), told
    if fault.get("rule"):
        rules = {each.rule for each in report.failures if each.diagnostic.code == fault["code"]}
        assert fault["rule"] in rules


def said(report: Report) -> list[tuple[str, str, str]]:
    """Check, code and words of everything found."""
    found = [(each.check, each.diagnostic.code, render(each.diagnostic).message) for each in report.failures]
    for fault in report.found:
        found.append((fault.kind.about, fault.diagnostic.code, render(fault.diagnostic).message))
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["name"] for fault in FAULTS])
def test_the_scorer_gives_what_a_counter_example_says(fault: dict[str, Any]) -> None:
    report = report_of(fault["name"])
    if report.ruleset is None:
        assert report.faults
        return
    for finding in report.findings:
        for sample in finding.samples:
            confirm(sample, finding.rule, report.ruleset)


def confirm(sample: Sample, rule: str, ruleset: Ruleset) -> None:
    leaf = leaf_of(dict(sample.keys), sample.points, ruleset)
    assert leaf.rule is not None, sample
    assert leaf.rule.id == rule
    assert not leaf.score.is_open
    assert leaf.score.low == Fraction(sample.score)
    assert leaf.outcome.share.low == sample.share


def test_every_finding_stands_at_a_line_of_the_file() -> None:
    for fault in FAULTS:
        for finding in report_of(fault["name"]).findings:
            assert finding.diagnostic.place.line is not None
            assert finding.diagnostic.place.file == "broken.toml"


def test_codes_of_checks_are_in_the_catalogue_and_belong_to_one_check() -> None:
    codes = [*(code for check in CHECKS for code in check.codes), *(kind.code for kind in KINDS if kind.about)]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(SEVERITIES)


def test_a_breach_at_one_number_that_no_decimal_writes_is_found_too() -> None:
    row = "[0%, 100%)   x          # 反向"  # x = 95% ÷ 实际，90% 处的实际值不是有限小数
    assert BASE.count(row) == 1
    text = BASE.replace(row, "[0%, 90%)  x\n[90%, 90%]  0.1\n(90%, 100%)  x")
    codes = {(each.rule, each.diagnostic.code) for each in check_bytes(text.encode()).failures}
    assert codes == {("negative", "JX503"), ("negative", "JX504")}
