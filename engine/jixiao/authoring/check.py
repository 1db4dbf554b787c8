"""A ruleset file checked: loaded, every check run, and each finding put at its line.

Everything is decided from the curves; nothing is sampled. Faults that keep a file from being loaded come back as
diagnostics under the check whose subject they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from jixiao.authoring.checks import CHECKS, Check
from jixiao.authoring.finding import Finding
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.kernel.structure import Document, json_document, read_source, toml_document
from jixiao.rules.load import ruleset_from_bytes
from jixiao.rules.ruleset import Ruleset

__all__ = ["Report", "check_bytes", "check_file", "check_of", "check_ruleset"]


@frozen
class Report:
    """``ruleset`` is None where the file cannot be loaded; ``faults`` say why."""

    ruleset: Ruleset | None
    findings: tuple[Finding, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that are more than notes."""
        return tuple(each for each in self.findings if each.fails)

    @property
    def passes(self) -> bool:
        """Whether it loads and every check passes."""
        return not self.faults and not self.failures

    def of(self, check: Check) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
        """The findings of one check, and the faults of loading that belong to it."""
        findings = tuple(each for each in self.findings if each.check == check.name)
        return findings, tuple(each for each in self.faults if each.code in check.at_load)


def check_ruleset(ruleset: Ruleset) -> Iterator[Finding]:
    """Every finding of every check, in the order of the checks; each option as if it were enabled."""
    # An option goes before every other rule, so nothing but itself matters to it.
    enabled = [evolve(ruleset, rules=(option,), options=()) for option in ruleset.options]
    for check in CHECKS:
        yield from check.run(ruleset)
        for option, changed in zip(ruleset.options, enabled, strict=True):
            yield from (each for each in check.run(changed) if each.rule == option.id)


def check_file(path: Path | str) -> Report:
    """The file checked. Raises JixiaoError only where there is no such file."""
    return check_bytes(read_source(Path(path)), str(path))


def check_bytes(source: bytes, file: str | None = None) -> Report:
    """The same of bytes; ``file`` names them in places."""
    try:
        ruleset = ruleset_from_bytes(source, file)
    except JixiaoError as error:
        return Report(None, (), error.diagnostics)
    as_json = source.lstrip()[:1] == b"{"
    document = json_document(source, file) if as_json else toml_document(source, file)
    return Report(ruleset, tuple(_placed(each, document) for each in check_ruleset(ruleset)))


def _placed(finding: Finding, document: Document) -> Finding:
    path = finding.diagnostic.place.path or "$"
    return evolve(finding, diagnostic=evolve(finding.diagnostic, place=document.place(path)))


def check_of(code: str) -> Check | None:
    """The check that a code belongs to."""
    return next((check for check in CHECKS if code in (*check.codes, *check.at_load)), None)
