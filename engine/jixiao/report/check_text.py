"""A report of checks as lines: each check passed or not, below it what was found and what to paste."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.authoring.check import Report
from jixiao.authoring.checks import CHECKS
from jixiao.authoring.finding import Finding
from jixiao.kernel.diagnostic import Diagnostic, render
from jixiao.kernel.words import DEFAULT, Value, in_words, phrase, say
from jixiao.report.lines import Line, StyledText, indented, to_copy

__all__ = ["check_lines"]


def check_lines(report: Report, name: str, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Everything found, check by check, at most ``width`` cells wide but for what is to be copied."""
    return indented(_report(report, name, lang), width)


def _report(report: Report, name: str, lang: str) -> Iterator[StyledText]:
    """Faults of loading that belong to no check come first."""
    title = f"{report.ruleset.id}  {report.ruleset.title}" if report.ruleset else name
    yield "bold", title
    for fault in report.other_faults:
        yield from _told(fault, lang, "bold red")
    for check in CHECKS if report.ruleset or report.faults else ():
        findings, faults = report.of(check)
        failed = bool(faults) or any(each.fails for each in findings)
        skipped = report.ruleset is None and not faults
        mark, style = ("✗", "bold red") if failed else ("·", "dim") if skipped else ("✓", "green")
        words: Value = phrase(f"check.{check.name}")
        if skipped:
            words = phrase("remark", text=words, remark=phrase("check.skipped"))
        yield style, f"{mark} {check.name}  {in_words(words, lang)}"
        for fault in faults:
            yield from _told(fault, lang, "red")
        for each in findings:
            yield from _finding(each, lang)
    yield "", ""
    yield _verdict(report, lang)


def _verdict(report: Report, lang: str) -> StyledText:
    if report.faults:
        return "bold red", say("check.unloaded", lang, n=len(report.faults))
    if report.failures:
        return "bold red", say("check.findings", lang, n=len(report.failures))
    return "bold green", say("check.passes", lang)


def _finding(finding: Finding, lang: str) -> Iterator[StyledText]:
    yield from _told(finding.diagnostic, lang, "red" if finding.fails else "dim")
    if finding.paste:
        yield "dim", f"    {say('check.paste', lang)}"
        for example in finding.paste:
            yield from to_copy(in_words(example, lang), "    ")


def _told(diagnostic: Diagnostic, lang: str, style: str) -> Iterator[StyledText]:
    words = render(diagnostic, lang)
    yield style, f"  {diagnostic.code} {words.message}"
    where = diagnostic.place.said(lang)
    if where:
        yield "dim", f"    {where}"
    if style != "dim":
        yield "", f"    → {words.help}"
