"""Two rulesets that give different results never share their provenance, whatever files they were read from."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

import jixiao
from jixiao.kernel.curve import Curve
from jixiao.rules.policy import Policy
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import Case, Indicator
from jixiao.scoring.evaluate import evaluate
from jixiao.scoring.provenance import Provenance, provenance_of

CASE = Case(1, indicator=(Indicator("甲", "产出指标", target="≥10", actual="8", points=Fraction(90)),))  # type: ignore[arg-type]


def of(ruleset: Ruleset) -> Provenance:
    return provenance_of(evaluate(CASE, ruleset))


def _another_curve(ruleset: Ruleset) -> Ruleset:
    rule = ruleset.rule("positive-ratio")
    assert isinstance(rule.scorer, Measured)
    flat = evolve(rule.scorer, curve=Curve.constant(Fraction(1), rule.scorer.curve.domain))
    return ruleset.with_rules({rule.id: evolve(rule, scorer=flat)})


CHANGES: list[Callable[[Ruleset], Ruleset]] = [
    _another_curve,
    lambda ruleset: ruleset.with_option("option-negative-strict"),
    lambda ruleset: evolve(ruleset, policies=ruleset.policies | {"missing_actual": Policy("none", "试")}),
    lambda ruleset: evolve(ruleset, cues=evolve(ruleset.cues, negative=("甲",))),
    lambda ruleset: evolve(ruleset, gates=tuple(evolve(gate, enabled=True) for gate in ruleset.gates)),
    lambda ruleset: evolve(ruleset, framework=evolve(ruleset.framework, total=Fraction(90))),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_ruleset_changed_in_memory_has_another_provenance(change: Callable[[Ruleset], Ruleset]) -> None:
    ruleset = jixiao.load_ruleset("cn-2020-10")
    changed = change(ruleset)
    assert of(changed) != of(ruleset)
    assert of(changed) == of(change(jixiao.load_ruleset("cn-2020-10")))


def test_a_copy_is_what_was_read() -> None:
    ruleset = jixiao.load_ruleset("cn-2020-10")
    for same in (copy.deepcopy(ruleset), pickle.loads(pickle.dumps(ruleset)), evolve(ruleset)):
        assert of(same) == of(ruleset)
    assert "changed" not in of(ruleset).options


def test_changes_have_provenances_of_their_own() -> None:
    ruleset = jixiao.load_ruleset("cn-2020-10")
    seen = [of(change(ruleset)) for change in CHANGES]
    assert all(one != other for at, one in enumerate(seen) for other in seen[:at])
