"""claims: every kind of target is claimed by a rule, whatever its unit and the indicator's names.

A self-evaluation or a monitoring form may hold any target. Rulesets of the other kinds score a fixed list of named
indicators, so what they leave out is told as a note. That no two rules claim one target in the same order is asked for when the file is loaded (JX305).
"""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import goal_for
from jixiao.kernel.words import Phrase, phrase, series
from jixiao.rules.claim import ATOMS, Atom, TargetKind
from jixiao.rules.ruleset import Ruleset

__all__ = ["check"]

NAME = "claims"
_ANY_TARGET = ("self-evaluation", "monitoring")


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX505 (JX515, a note, for a fixed list) for each kind with targets that no rule claims, or that are claimed under a condition only."""
    for kind in TargetKind:
        if kind is TargetKind.BLANK or (kind is TargetKind.EXECUTION and not _has_execution(ruleset)):
            continue  # nothing asked is the policy blank_target's to answer
        atoms = [atom for atom in ATOMS if atom.kind is kind]
        nobody = [atom for atom in atoms if not _claimed(atom, ruleset)]
        some = [atom for atom in atoms if atom not in nobody and not _claimed(atom, ruleset, plain=True)]
        if nobody:
            yield _finding(kind, nobody, phrase("check.claims.nobody"), ruleset)
        if some:
            yield _finding(kind, some, phrase("check.claims.some"), ruleset)


def _has_execution(ruleset: Ruleset) -> bool:
    return bool(ruleset.execution.names) or any(branch.execution for branch in ruleset.framework.branches)


def _claimed(atom: Atom, ruleset: Ruleset, *, plain: bool = False) -> bool:
    return any(atom in rule.when.atoms() and (rule.when.is_plain or not plain) for rule in ruleset.rules)


def _finding(kind: TargetKind, atoms: list[Atom], how: Phrase, ruleset: Ruleset) -> Finding:
    code = "JX505" if ruleset.kind in _ANY_TARGET else "JX515"
    targets = series("list.comma", (goal_for(atom).text or phrase("kind.execution") for atom in atoms))
    return found(NAME, code, "$.rule", kind=kind, targets=targets, how=how)
