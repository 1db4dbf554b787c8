"""Wrong cents: random rows prone to ties, every shipped rule, the engine against the oracle of the clauses.

    python -m benchmarks.wrong_cents [ROWS] [--seed N]

One row in fifty goes the whole way from text to score; the others bind a rule to a target once and score many
actuals by its curve. Exit 1 with any wrong cent.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from jixiao import list_rulesets, load_ruleset
from jixiao.authoring.examples import example_leaf
from jixiao.language.parse import parse_target
from jixiao.rules.bind import bind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.indicator import Direction
from tests.oracle.clauses import cents
from tests.rules.tied import NEGATIVE_IS_ZERO, SPECS, Drawn, numbers, row

_WHOLE_WAY = 50
_ACTUALS = 200
_SIGNS = {"≥": Direction.POSITIVE, "≤": Direction.NEGATIVE, "=": Direction.EXACT}


def main() -> int:
    """Draw, score, compare; print the count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=20210101)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    scored, wrong = Counter[str](), Counter[str]()
    pairs = list(_rules())
    while sum(scored.values()) < options.rows:
        for ruleset, rule in pairs:
            for way, right in _batch(ruleset, rule, rng):
                scored[way] += 1
                wrong[f"{ruleset.id}/{rule.id}"] += not right
    ties = scored["tie"]
    print(f"{sum(scored.values())} rows, {len(pairs)} rules, {ties} of them within 0.0001 points of half a cent")
    print(f"the whole way: {scored['whole']}; bound: {scored['bound'] + ties}")
    print(f"wrong cents: {sum(wrong.values())}")
    for name, count in (+wrong).items():
        print(f"  {name}: {count}")
    return 1 if any(wrong.values()) else 0


def _rules() -> Iterator[tuple[Ruleset, Rule]]:
    for name in list_rulesets(()):
        ruleset = load_ruleset(name)
        for rule_id in (rule.id for rule in ruleset.all_rules):
            used = ruleset if rule_id in ruleset.rule_ids else ruleset.with_option(rule_id)
            yield used, used.rule(rule_id)


def _drawn(rng: random.Random) -> Drawn:
    return Drawn(rng.randrange(16), rng.randrange(15), rng.randrange(35), rng.randrange(6001), rng.randrange(5))


def _batch(ruleset: Ruleset, rule: Rule, rng: random.Random) -> Iterator[tuple[str, bool]]:
    """Rows of one rule: for numbers many actuals of one target, else (and now and then) the whole way."""
    spec = SPECS[rule.id]
    whole = _ACTUALS // _WHOLE_WAY if spec.kind == "number" else 1
    for _ in range(whole):
        example, wanted = row(ruleset.id, rule.id, _drawn(rng))
        score = example_leaf(example, rule, ruleset).score
        yield "whole", (score.low, score.high, score.high_open) == wanted
    if spec.kind == "number":
        yield from _bound(ruleset, rule, rng)


def _bound(ruleset: Ruleset, rule: Rule, rng: random.Random) -> Iterator[tuple[str, bool]]:
    spec, first = SPECS[rule.id], _drawn(rng)
    example, _ = row(ruleset.id, rule.id, first)
    assert isinstance(rule.scorer, Measured)
    assert example.target is not None
    policies = {name: ruleset.policy(name) for name in (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)}
    bound = bind(rule, parse_target(example.target).meaning, example.points, _SIGNS[spec.sign], policies)
    factor = 100 if spec.as_share else 1
    for _ in range(_ACTUALS):
        drawn = Drawn(first.points, first.target, rng.randrange(35), rng.randrange(6001), rng.randrange(5))
        w, t, a = numbers(spec, ruleset.id, drawn)
        if a < 0 and ruleset.id in NEGATIVE_IS_ZERO:
            a = Fraction(0)
        exact = spec.oracle(w, t, a)
        kind = "tie" if abs(exact * 100 % 1 - Fraction(1, 2)) < Fraction(1, 100) else "bound"
        yield kind, ruleset.rounding(bound.curve.at(a * factor) * w) == cents(exact)


if __name__ == "__main__":
    sys.exit(main())
