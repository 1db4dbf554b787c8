"""Every rule of every ruleset that comes along, against its clause worked out by itself, on rows prone to ties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao import list_rulesets, load_ruleset
from jixiao.authoring.examples import example_leaf
from jixiao.rules.ruleset import Ruleset
from tests.examples import examples
from tests.oracle import clauses
from tests.rules.tied import SPECS, Drawn, row

RULESETS = {name: load_ruleset(name) for name in list_rulesets(())}
RULES = [(name, rule_id) for name, ruleset in RULESETS.items() for rule_id in (rule.id for rule in ruleset.all_rules)]

drawn_rows = st.builds(
    Drawn,
    st.integers(0, 15),
    st.integers(0, 14),
    st.integers(0, 34),
    st.integers(0, 6000),
    st.integers(0, 4),
)


def enabling(ruleset: Ruleset, rule_id: str) -> Ruleset:
    return ruleset if rule_id in ruleset.rule_ids else ruleset.with_option(rule_id)


@pytest.mark.parametrize(("name", "rule_id"), RULES, ids=str)
def test_a_rule_gives_what_its_clause_says(name: str, rule_id: str) -> None:
    ruleset = enabling(RULESETS[name], rule_id)
    rule = ruleset.rule(rule_id)

    @examples(25)
    @given(drawn_rows)
    def law(drawn: Drawn) -> None:
        example, wanted = row(name, rule_id, drawn)
        leaf = example_leaf(example, rule, ruleset)
        assert leaf.rule == rule, example
        assert (leaf.score.low, leaf.score.high, leaf.score.high_open) == wanted, example

    law()


def test_every_rule_that_comes_along_has_an_oracle_of_its_own() -> None:
    assert {rule_id for _, rule_id in RULES} == set(SPECS)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.125", "0.13"), ("0.1249", "0.12"), ("-0.125", "-0.13"), ("8.53459", "8.53"), ("2.675", "2.68"), ("0", "0")],
)
def test_the_oracle_rounds_half_up_once(value: str, rounded: str) -> None:
    assert clauses.cents(Fraction(value)) == Fraction(rounded)
