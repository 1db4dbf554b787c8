"""promises: what a rule promises can be decided, and what it says it cannot promise does not hold after all.

A curve that promises neither fullness nor order and gives no reason is refused when the file is loaded (JX319).
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.checks import full_at_target, monotone
from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import atoms_left, path_of
from jixiao.rules.rule import Promise
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["check"]

NAME = "promises"
_FAULTS = {Promise.FULL_AT_TARGET: full_at_target.fault, Promise.MONOTONE: monotone.fault}


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX511 for a promise about bands or grades, which are no function; JX513, a note, for one left out for nothing."""
    for rule in ruleset.rules:
        path = path_of(rule, ruleset)
        if not isinstance(rule.scorer, Measured):
            for promise in rule.promises:
                yield found(NAME, "JX511", f"{path}.properties", rule.id, promise=promise)
            continue
        if not atoms_left(rule, ruleset):
            continue
        for promise, fault in _FAULTS.items():
            if promise not in rule.promises and fault(rule, ruleset, path) is None:
                yield found(NAME, "JX513", f"{path}.properties", rule.id, promise=promise)
