"""A report of checks as plain values."""

from __future__ import annotations

from typing import Any

from jixiao.authoring.check import Report
from jixiao.kernel.diagnostic import Diagnostic, render
from jixiao.kernel.words import DEFAULT, in_words

__all__ = ["check_json"]


def check_json(report: Report, name: str, lang: str = DEFAULT) -> dict[str, Any]:
    """Whether it passes, faults of loading, and findings with their samples and what to paste."""
    return {
        "file": name,
        "ruleset": report.ruleset.id if report.ruleset else None,
        "passes": report.passes,
        "faults": [_plain(each, lang) for each in report.faults],
        "findings": [
            {
                "check": each.check,
                "rule": each.rule or None,
                **_plain(each.diagnostic, lang),
                "samples": [
                    {
                        "target": in_words(one.target, lang),
                        "actual": in_words(one.actual, lang),
                        "share": str(one.share),
                        "score": one.score,
                    }
                    for one in each.samples
                ],
                "paste": [in_words(example, lang) for example in each.paste],
            }
            for each in report.findings
        ],
    }


def _plain(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    words = render(diagnostic, lang)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "where": diagnostic.place.said(lang),
        "message": words.message,
        "help": words.help,
    }
