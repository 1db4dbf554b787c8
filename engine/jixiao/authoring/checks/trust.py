"""trust: every clause says what it rests on, and claims to be known no better than the document it cites."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import path_of
from jixiao.kernel.words import Phrase, phrase
from jixiao.rules.clause import Clause, Trust
from jixiao.rules.ruleset import Ruleset

__all__ = ["check"]

NAME = "trust"
_RANK = {trust: rank for rank, trust in enumerate(Trust)}


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX510 for a clause without words, one better known than its source, and one assumed without a word of why."""
    for path, owner, clause in _clauses(ruleset):
        source = ruleset.sources.get(clause.source)
        if not clause.article.strip():
            yield _finding(path, owner, phrase("check.trust.article"))
        if source is not None and _RANK[clause.trust] < _RANK[source.trust]:
            trusts = {"trust": clause.trust.value, "below": source.trust.value}
            yield _finding(path, owner, phrase("check.trust.above", source=clause.source, **trusts))


def _finding(path: str, owner: str, reason: Phrase) -> Finding:
    return found(NAME, "JX510", f"{path}.clause", clause=owner, reason=reason)


def _clauses(ruleset: Ruleset) -> Iterator[tuple[str, str, Clause]]:
    yield "$.framework", "framework", ruleset.framework.clause
    for rule in ruleset.rules:
        yield path_of(rule, ruleset), rule.id, rule.clause
    if ruleset.grades is not None:
        yield "$.grades", "grades", ruleset.grades.clause
    if ruleset.over is not None:
        yield "$.over", "over", ruleset.over.clause
    if ruleset.reasons is not None:
        yield "$.reason", "reason", ruleset.reasons.clause
    for index, gate in enumerate(ruleset.gates):
        yield f"$.gate[{index}]", gate.id, gate.clause
    for index, alarm in enumerate(ruleset.alarms):
        yield f"$.alarm[{index}]", alarm.id, alarm.clause
