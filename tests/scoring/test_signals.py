"""Alarms over a whole case: what they measure, and the light that shows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

import jixiao
from jixiao.kernel.when import When
from jixiao.rules.claim import TargetKind
from jixiao.rules.rule import Light
from tests.rules.small import case, codes, leaf

ANHUI = jixiao.load_ruleset("anhui-system")


def signals(budget: str | None, executed: str | None, actual: str | None = "88") -> dict[str, tuple[object, str]]:
    project = {key: text for key, text in (("budget", budget), ("executed", executed)) if text is not None}
    row = leaf("完成数量", "≥90", actual, 90, level1="产出指标")
    result = jixiao.evaluate(case(row, project=project), ANHUI)
    assert ("JX240" in codes(result)) == any(each.light not in ("", "green") for each in result.signals)
    return {each.alarm.id: (each.value, each.light) for each in result.signals}


@pytest.mark.parametrize(
    ("budget", "executed", "value", "light"),
    [
        ("100万元", "85万元", Fraction(15, 100), "green"),
        ("100万元", "80万元", Fraction(20, 100), "green"),
        ("100万元", "79万元", Fraction(21, 100), "yellow"),
        ("100万元", "0", Fraction(1), "yellow"),
        ("0元", "0元", Fraction(1), "yellow"),
        ("100万元", None, None, ""),
        (None, "1元", None, ""),
    ],
)
def test_what_was_not_spent(budget: str | None, executed: str | None, value: Fraction | None, light: str) -> None:
    assert signals(budget, executed)["unspent"] == (value, light)


@pytest.mark.parametrize(
    ("executed", "actual", "value", "light"),
    [
        ("85万元", "88", Fraction(23, 176), "red"),
        ("100万元", "90", Fraction(0), "green"),
        ("95万元", "90", Fraction(5, 100), "green"),
        ("94万元", "90", Fraction(6, 100), "red"),
        ("85万元", "0", None, ""),
        ("85万元", None, None, ""),
        (None, "88", None, ""),
    ],
)
def test_how_far_execution_lies_behind_the_indicators(
    executed: str | None, actual: str | None, value: Fraction | None, light: str
) -> None:
    assert signals("100万元", executed, actual)["consistency"] == (value, light)


@pytest.mark.parametrize(
    ("as_of", "light"),
    [
        ("2021-06", "yellow"),
        ("06", "yellow"),
        ("07", "red"),
        ("02", "green"),
        ("2022-01", "red"),
        ("2021-06-30", "yellow"),
    ],
)
def test_the_pace_of_execution_is_of_the_part_of_the_year_gone_by(as_of: str, light: str) -> None:
    """30 % is 60 % of half a year; a year's end leaves all of it gone by. A month needs no year of the project."""
    ruleset = jixiao.load_ruleset("cn-monitoring-lights")
    project = {"budget": "100元", "executed": "30元"} | ({"year": 2021} if as_of.startswith("2") else {})
    result = jixiao.evaluate(case(leaf("甲", "≥1", "1", 10), project=project), ruleset, When.read(as_of))
    (pace,) = (each for each in result.leaves if each.kind is TargetKind.EXECUTION)
    assert pace.light == light


def test_a_light_without_a_stretch_shows_nothing_of_a_number() -> None:
    """Lights by words stand beside those by numbers, in any order."""
    (unspent,) = (each for each in ANHUI.alarms if each.id == "unspent")
    dark = evolve(unspent, lights=(Light("dark", words=("暗",)), *unspent.lights, Light("last", words=("末",))))
    row = case(leaf("完成数量", "≥90", "90", 90), project={"budget": "100万元", "executed": "79万元"})
    for alarm, light in ((dark, "yellow"), (evolve(dark, lights=dark.lights[::4]), "")):
        (signal,) = jixiao.evaluate(row, evolve(ANHUI, alarms=(alarm,))).signals
        assert (signal.value, signal.light) == (Fraction(21, 100), light)
