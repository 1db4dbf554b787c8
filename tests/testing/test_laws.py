"""The laws hold of the shipped rulesets, and each of them catches a rule that breaks it."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.authoring.check import check_ruleset
from jixiao.authoring.mutate import mutants
from jixiao.authoring.probe import probes
from jixiao.rules.find import list_rulesets
from jixiao.rules.load import load_ruleset, ruleset_from_bytes
from jixiao.rules.ruleset import Ruleset
from jixiao.testing import campaign, laws, strategies
from jixiao.testing.trial import Trial
from tests.authoring.planted_rulesets import BASE, FAULTS, broken
from tests.authoring.test_check import confirm
from tests.examples import examples

pytestmark = pytest.mark.slow

base = ruleset_from_bytes(BASE.encode())
shipped = [load_ruleset(path) for path in list_rulesets(()).values()]
few = examples(60)


@given(strategies.trials(base))
def test_the_scorer_agrees_with_the_curve_from_text_to_share(trial: Trial) -> None:
    laws.agrees_with_curve(trial)
    laws.within_points(trial)
    laws.full_just_when_met(trial)


@given(
    strategies.probes(base).flatmap(
        lambda probe: st.tuples(*[strategies.actuals(probe).map(lambda at: Trial(base, probe, at))] * 2)
    )
)
def test_nearer_to_the_target_is_never_worse(pair: tuple[Trial, Trial]) -> None:
    laws.monotone(*pair)


@pytest.mark.parametrize("ruleset", shipped, ids=lambda ruleset: ruleset.id)
def test_generated_pairs_agree_with_sampling_the_scorer(ruleset: Ruleset) -> None:
    measured = any(True for rule in ruleset.rules for _ in probes(rule, ruleset))
    assert campaign.run(ruleset, 160, seed=1) == (160 if measured else 0)


def rule_broken(name: str) -> Ruleset:
    return ruleset_from_bytes(broken(next(fault for fault in FAULTS if fault["name"] == name)))


def trial(ruleset: Ruleset, rule: str, actual: int | Fraction) -> Trial:
    probe = next(probes(ruleset.rule(rule), ruleset))
    return Trial(ruleset, probe, Fraction(actual))


def test_a_law_catches_a_rule_that_is_full_too_early() -> None:
    ruleset = rule_broken("九成八就给满分")
    laws.full_just_when_met(trial(ruleset, "positive", 95))
    with pytest.raises(AssertionError, match="met False"):
        laws.full_just_when_met(trial(ruleset, "positive", 94))


def test_a_law_catches_a_rule_that_falls_toward_the_target() -> None:
    ruleset = rule_broken("达标反而少分")
    with pytest.raises(AssertionError):
        laws.monotone(trial(ruleset, "positive", 95), trial(ruleset, "positive", 94))


@given(st.data())
@few
def test_drawn_cases_add_up_and_what_is_unknown_stays_open(data: Any) -> None:
    result = laws.scored_case(data.draw(strategies.cases(base)), base)
    laws.adds_up(result)
    laws.unknown_is_open(result)


@given(strategies.rulesets())
@few
def test_drawn_rulesets_pass_every_check(ruleset: Ruleset) -> None:
    assert [each for each in check_ruleset(ruleset) if each.fails] == []


@given(strategies.trees(base))
def test_drawn_trees_make_the_points_of_the_framework(rows: list[dict[str, str]]) -> None:
    assert sum(Fraction(row["points"]) for row in rows) == 90


@given(strategies.judgements(base.rule("bands").scorer))  # type: ignore[arg-type]
def test_drawn_judgements_lie_in_a_band(share: Fraction) -> None:
    assert 0 <= share <= 1


def test_whatever_is_changed_checks_and_sampling_the_scorer_agree() -> None:
    """Each mutant either breaks no promise, and samples keep them all, or is shown by a counter-example that holds."""
    passed = failed = 0
    for mutant in mutants(base):
        failures = [each for each in check_ruleset(mutant.ruleset) if each.fails]
        for sample, rule in ((sample, each.rule) for each in failures for sample in each.samples):
            confirm(sample, rule, mutant.ruleset)
            failed += 1
        if not failures and mutant.rule:
            campaign.run(mutant.ruleset, 24, seed=2)
            passed += 1
    assert passed > 10
    assert failed > 10
