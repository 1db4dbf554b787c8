"""A report of checks as lines: each check passed or not, below it what was found and what to paste."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.authoring.check import Report
from jixiao.authoring.checks import CHECKS
from jixiao.authoring.finding import Finding
from jixiao.kernel.diagnostic import Diagnostic, render

__all__ = ["Line", "check_json", "check_lines"]

Line = tuple[str, str]
"""A style (empty or one that rich knows) and a text."""


def check_lines(report: Report, name: str, lang: str = "zh") -> Iterator[Line]:
    """Everything found, check by check; faults of loading that belong to none come first."""
    zh = lang == "zh"
    title = f"{report.ruleset.id}  {report.ruleset.title}" if report.ruleset else name
    yield "bold", title
    owned = {code for check in CHECKS for code in check.at_load}
    for fault in report.faults:
        if fault.code not in owned:
            yield from _told(fault, lang, "bold red")
    for check in CHECKS:
        findings, faults = report.of(check)
        failed = bool(faults) or any(each.fails for each in findings)
        skipped = report.ruleset is None and not faults
        mark, style = ("✗", "bold red") if failed else ("·", "dim") if skipped else ("✓", "green")
        words = check.zh if zh else check.en
        rest = ("（未能装入，未检查）" if zh else " (not loaded, not checked)") if skipped else ""
        yield style, f"{mark} {check.name}  {words}{rest}"
        for fault in faults:
            yield from _told(fault, lang, "red")
        for each in findings:
            yield from _finding(each, lang)
    yield "", ""
    yield _verdict(report, zh)


def _verdict(report: Report, zh: bool) -> Line:
    if report.faults:
        return (
            "bold red",
            f"不能装入：{len(report.faults)} 处错误" if zh else f"cannot be loaded: {len(report.faults)} faults",
        )
    count = len(report.failures)
    if count:
        return "bold red", f"{count} 处不符" if zh else f"{count} findings"
    return "bold green", "全部通过" if zh else "every check passes"


def _finding(finding: Finding, lang: str) -> Iterator[Line]:
    yield from _told(finding.diagnostic, lang, "red" if finding.fails else "dim")
    if finding.paste:
        yield "dim", "    可作为样例贴入规则：" if lang == "zh" else "    to paste below the rule:"
        for example in finding.paste:
            yield from (("cyan", f"    {line}") for line in example.rstrip("\n").split("\n"))


def _told(diagnostic: Diagnostic, lang: str, style: str) -> Iterator[Line]:
    words = render(diagnostic, lang)
    yield style, f"  {diagnostic.code} {words.message}"
    if str(diagnostic.place):
        yield "dim", f"    {diagnostic.place}"
    if style != "dim":
        yield "", f"    → {words.help}"


def check_json(report: Report, name: str, lang: str = "zh") -> dict[str, Any]:
    """The same for a machine."""
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
                    {"target": one.target, "actual": one.actual, "share": str(one.share), "score": one.score}
                    for one in each.samples
                ],
                "paste": list(each.paste),
            }
            for each in report.findings
        ],
    }


def _plain(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    words = render(diagnostic, lang)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "where": str(diagnostic.place),
        "message": words.message,
        "help": words.help,
    }
