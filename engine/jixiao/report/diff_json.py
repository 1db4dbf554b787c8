"""The differences of two rulesets as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from jixiao.authoring.diff import CaseMove, RulesetDiff
from jixiao.kernel.number import plain
from jixiao.kernel.surd import Bracket
from jixiao.kernel.words import DEFAULT, in_words
from jixiao.report.diff_text import explained

__all__ = ["diff_json"]


def diff_json(found: RulesetDiff, moves: Sequence[CaseMove], lang: str = DEFAULT) -> dict[str, Any]:
    """Targets, settings and the cases that move; numbers are strings, an irrational one is a pair."""
    return {
        "targets": [
            {
                "target": each.goal.text or None,
                "kind": each.goal.atom.kind,
                "names": dict(each.names),
                "before": each.before.id if each.before else None,
                "after": each.after.id if each.after else None,
                "points": plain(each.points),
                "stretches": [
                    {
                        "actual": str(one.part),
                        "sign": one.sign,
                        "by": _exact(one.by),
                        "where": None if one.where is None else _exact(one.where),
                        "attained": one.attained,
                    }
                    for one in each.stretches
                ],
                "only_before": [str(part) for part in each.only_before],
                "only_after": [str(part) for part in each.only_after],
                "other": each.other or None,
            }
            for each in found.targets
        ],
        "settings": [
            {"what": what, "before": in_words(one, lang), "after": in_words(two, lang)}
            for what, one, two in found.settings
        ],
        "cases": [
            {
                "case": each.name,
                "before": each.before.tree.total.score.text(),
                "after": each.after.tree.total.score.text(),
                "grade_before": list(each.before.grades),
                "grade_after": list(each.after.grades),
                "indicators": [
                    {
                        "name": leaf.name,
                        "before": leaf.scores[0].text(),
                        "after": leaf.scores[1].text(),
                        "explained_before": explained(leaf.before, each.before, lang),
                        "explained_after": explained(leaf.after, each.after, lang),
                    }
                    for leaf in each.leaves
                ],
            }
            for each in moves
        ],
    }


def _exact(value: Fraction | Bracket) -> str | list[str]:
    return plain(value) if isinstance(value, Fraction) else [plain(value.low), plain(value.high)]
