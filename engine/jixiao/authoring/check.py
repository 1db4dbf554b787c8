"""A ruleset file checked: loaded, every check run, and each finding put at its line.

Everything is decided from the curves; nothing is sampled. Faults that keep a file from being loaded come back as
diagnostics under the check whose subject they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from jixiao.authoring.checks import CHECKS, Check
from jixiao.authoring.finding import Finding
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError
from jixiao.kernel.document import Document, read_source
from jixiao.kernel.document_faults import DocumentError, FaultKind, Found
from jixiao.rules.load import COMMON, common_from_bytes, ruleset_document, ruleset_from_bytes
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset

__all__ = ["Report", "check_bytes", "check_file", "check_ruleset"]


@frozen
class Report:
    """``ruleset`` is None where the file is none, or cannot be loaded; ``found`` are the faults with their kinds."""

    ruleset: Ruleset | None
    findings: tuple[Finding, ...] = ()
    found: tuple[Found, ...] = ()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Why the file cannot be loaded."""
        return tuple(each.diagnostic for each in self.found)

    @property
    def other_faults(self) -> tuple[Diagnostic, ...]:
        """Those of them that are no check's subject."""
        names = {check.name for check in CHECKS}
        return tuple(each.diagnostic for each in self.found if each.kind.about not in names)

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
        return findings, tuple(each.diagnostic for each in self.found if each.kind.about == check.name)


def check_ruleset(ruleset: Ruleset) -> Iterator[Finding]:
    """Every finding of every check, in the order of the checks; each option as if it were enabled."""
    # An option goes before every other rule, so nothing but itself matters to it.
    enabled = [_alone(option, ruleset) for option in ruleset.options]
    for check in CHECKS:
        yield from check.run(ruleset)
        for option, changed in zip(ruleset.options, enabled, strict=True):
            yield from (each for each in check.run(changed) if each.rule == option.id)


def check_file(path: Path | str) -> Report:
    """The file checked. Raises JixiaoError only where there is no such file."""
    path = Path(path)
    check = _check_common if path.name == COMMON else check_bytes
    return check(read_source(path), str(path), path.parent)


def check_bytes(source: bytes, file: str | None = None, folder: Path | None = None) -> Report:
    """The same of bytes; ``file`` names them in places, and in ``folder`` the scorers lie that they share with others."""
    try:
        ruleset = ruleset_from_bytes(source, file, folder)
    except JixiaoError as error:
        return _unloaded(error)
    document = ruleset_document(source, file, folder)
    return Report(ruleset, tuple(_placed(each, document) for each in check_ruleset(ruleset)))


def _check_common(source: bytes, file: str, _: Path) -> Report:
    """Shared scorers are no ruleset: they load or not, and are checked in the rules that use them."""
    try:
        common_from_bytes(source, file)
    except JixiaoError as error:
        return _unloaded(error)
    return Report(None)


def _unloaded(error: JixiaoError) -> Report:
    if isinstance(error, DocumentError):
        return Report(None, (), error.found)
    return Report(None, (), tuple(Found(FaultKind(each.code), each) for each in error.diagnostics))


def _placed(finding: Finding, document: Document) -> Finding:
    path = finding.diagnostic.place.path or "$"
    return evolve(finding, diagnostic=evolve(finding.diagnostic, place=document.place(path)))


def _alone(option: Rule, ruleset: Ruleset) -> Ruleset:
    """The ruleset in which nothing but the option scores."""
    return evolve(ruleset, all_rules=tuple(evolve(each, enabled=each is option) for each in ruleset.all_rules))
