"""What a policy may answer, as ruleset authors have been told; and that rulesets are values."""

from __future__ import annotations

import pytest

from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.words import Phrase, in_words
from jixiao.rules.find import list_rulesets, load_ruleset
from jixiao.rules.policy import PolicyName, default_policy
from tests.rules.small import small

ANSWERS = {
    "bare_target": "positive ask",
    "missing_actual": "open none skip",
    "zero_target": "met-or-none at-most-or-none open",
    "negative_target": "met-or-open met-or-none",
    "negative_actual": "as-is zero",
    "zero_budget": "open none full skip",
    "judgement": "open top middle",
    "words_for_number": "open full",
    "several_targets": "mean worst open",
    "blank_target": "open skip",
    "not_applicable": "rescale keep",
    "deduction": "refuse subtract stated",
}
"""The first is what holds where a ruleset is silent."""


@pytest.mark.parametrize(("name", "answer"), [(name, each) for name, text in ANSWERS.items() for each in text.split()])
def test_a_ruleset_may_give_every_answer(name: str, answer: str) -> None:
    ruleset = small(f'[policy.{name}]\nvalue = "{answer}"\nbecause = "试"')
    assert ruleset.policy(PolicyName(name)).value == answer


@pytest.mark.parametrize("name", PolicyName)
def test_a_ruleset_that_is_silent_gets_the_first_answer_with_its_reason(name: PolicyName) -> None:
    found = small().policy(name)
    assert found == default_policy(name)
    assert found.value == ANSWERS[name].split()[0]
    assert isinstance(found.because, Phrase)
    assert len({in_words(found.because, lang) for lang in ("zh", "en")}) == 2


def test_no_other_answer_is_taken() -> None:
    for name in PolicyName:
        with pytest.raises(JixiaoError):
            small(f'[policy.{name}]\nvalue = "maybe"\nbecause = "试"')


@pytest.mark.parametrize("name", list_rulesets([]))
def test_equal_rulesets_have_equal_hashes(name: str) -> None:
    ruleset = load_ruleset(name, [])
    assert hash(ruleset) == hash(load_ruleset(name, []))
    for branch in ruleset.framework.branches:
        assert isinstance(hash(branch), int)
