"""Scores that were once wrong, each with what its clause gives: tests/scoring/data/scores."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.kernel.when import When
from jixiao.scoring.audit import audit_rows
from jixiao.scoring.audit.printed import read_printed_rows
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.score import Score

FOLDER = Path(__file__).parent / "data" / "scores"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
CASES = sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "expected")
KEYS = {"total", "grades", "light", "as_of", "signals", "rows"}


def said(score: Score) -> tuple[Fraction, Fraction]:
    return score.low, score.high


def wanted(text: str) -> tuple[Fraction, Fraction]:
    low, _, high = text.partition("..")
    return Fraction(low), Fraction(high or low)


def scored(name: str) -> Result:
    case = jixiao.load_case(FOLDER / f"{name}.toml")
    as_of = EXPECTED[name].get("as_of")
    return evaluate(case, jixiao.load_ruleset(case.project.ruleset), None if as_of is None else When.read(as_of))


@pytest.mark.parametrize("name", CASES)
def test_what_the_clause_gives(name: str) -> None:
    expected, result = EXPECTED[name], scored(name)
    leaves = {leaf.indicator.level3: leaf for leaf in result.leaves}
    for row in expected.keys() - KEYS:
        assert said(leaves[row].score) in [wanted(text) for text in expected[row]]
    if "total" in expected:
        assert said(result.tree.total.score) in [wanted(text) for text in expected["total"]]
    if "grades" in expected:
        assert list(result.grades) == expected["grades"]
    if "light" in expected:
        assert expected["light"] in {leaf.light for leaf in result.leaves}
        assert [signal.light for signal in result.signals] == [expected["light"]]
    lights = {signal.alarm.id: signal.light for signal in result.signals}
    assert lights.items() >= expected.get("signals", {}).items()


def test_every_case_has_its_expectation() -> None:
    assert EXPECTED.keys() - {"22-audit-execution"} == set(CASES)


def test_printed_execution_is_recomputed() -> None:
    path = FOLDER / "22-audit-execution.tsv"
    rows = read_printed_rows(path.read_bytes()).rows
    found = audit_rows(rows, jixiao.load_ruleset("cn-2020-10"))
    assert [row.verdict.value for row in found.rows] == EXPECTED["22-audit-execution"]["rows"]
