"""The pytest plugin: ``pytest rulesets/`` checks every ruleset there and runs its examples; ``cases/`` are scored.

A TOML file is taken for a ruleset where it has rules and a framework. Files are looked at in folders named
``rulesets`` or ``cases``, in those that the option ``jixiao_paths`` names, and where the command line names the
file or its folder itself, so that nothing else in a repository is touched.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jixiao.kernel.words import in_words, say

if TYPE_CHECKING:
    import jixiao
    from jixiao.authoring.checks import Check
    from jixiao.authoring.examples import ExampleOutcome
    from jixiao.kernel.diagnostic import Diagnostic

__all__ = ["CaseFile", "RulesetFile", "jixiao_stored", "pytest_addoption", "pytest_collect_file"]

_FOLDERS = ("rulesets", "cases")
_RECORDING = "expected.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ini option ``jixiao_paths``: more folders with rulesets or cases."""
    parser.addini(
        "jixiao_paths", "folders with rulesets or cases, beside rulesets/ and cases/", type="args", default=[]
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Rulesets and cases as test files."""
    if file_path.suffix != ".toml" or not _is_wanted(file_path, parent.config):
        return None
    if file_path.name == "case.toml":
        recorded = (file_path.parent / _RECORDING).is_file() or not (file_path.parent / "expected.txt").is_file()
        return CaseFile.from_parent(parent, path=file_path) if recorded else None
    return RulesetFile.from_parent(parent, path=file_path) if _is_ruleset(file_path) else None


def _is_wanted(path: Path, config: pytest.Config) -> bool:
    inside = path.relative_to(config.rootpath).parts[:-1] if path.is_relative_to(config.rootpath) else path.parts[-3:-1]
    if any(folder in inside for folder in (*_FOLDERS, *config.getini("jixiao_paths"))):
        return True
    base = config.invocation_params.dir
    named = [(base / str(each).partition("::")[0]).resolve() for each in config.args]
    return path.resolve() in named or (path.resolve().parent in named and path.parent != config.rootpath)


def _is_ruleset(path: Path) -> bool:
    """Whether it says that it is one; a file that is no TOML at all is taken for a ruleset in a rulesets folder."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return path.parent.name == "rulesets"
    return "rule" in data and "framework" in data


class Failure(Exception):
    """What a person should read instead of a traceback."""


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, Failure) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"{self.path.name}: {self.name}"


class RulesetFile(pytest.File):
    """A ruleset: that it loads, one item a check, one item an example."""

    def collect(self) -> Iterator[pytest.Item]:
        from jixiao.authoring.check import check_file
        from jixiao.authoring.checks import CHECKS
        from jixiao.authoring.examples import run_examples

        report = check_file(self.path)
        yield LoadItem.from_parent(self, name="loads", faults=report.faults)
        if report.ruleset is None:
            return
        for check in CHECKS:
            yield CheckItem.from_parent(self, name=f"check {check.name}", check=check, findings=report.of(check)[0])
        for outcome in run_examples(report.ruleset):
            yield ExampleItem.from_parent(
                self, name=f"example {outcome.path.removeprefix('$.')} {outcome.name}", outcome=outcome
            )


def language() -> str:
    """The language that the environment names (JIXIAO_LANG), else the default one."""
    from jixiao.kernel.words import DEFAULT, LANGUAGE_VARIABLE, named_language

    named = os.environ.get(LANGUAGE_VARIABLE)
    return named_language(named) if named else DEFAULT


def told(diagnostics: Iterable[Diagnostic]) -> str:
    """One line a diagnostic: code, place, what is wrong."""
    from jixiao.kernel.diagnostic import render

    lang = language()
    return "\n".join(f"{each.code} {each.place.said(lang)}: {render(each, lang).message}" for each in diagnostics)


class LoadItem(_Item):
    """The file loads."""

    def __init__(self, *, faults: Any, **known: Any) -> None:
        super().__init__(**known)
        self.faults = faults

    def runtest(self) -> None:
        if self.faults:
            raise Failure(told(self.faults))


class CheckItem(_Item):
    """One check passes."""

    def __init__(self, *, check: Check, findings: Any, **known: Any) -> None:
        super().__init__(**known)
        self.check, self.findings = check, findings

    def runtest(self) -> None:
        failed = [each for each in self.findings if each.fails]
        if failed:
            lang = language()
            raise Failure(
                "\n".join(in_words(line, lang) for each in failed for line in (told([each.diagnostic]), *each.paste))
            )


class ExampleItem(_Item):
    """One example holds."""

    def __init__(self, *, outcome: ExampleOutcome, **known: Any) -> None:
        super().__init__(**known)
        self.outcome = outcome

    def runtest(self) -> None:
        if not self.outcome.holds:
            lang = language()
            raise Failure(
                "\n".join(
                    say("examples.failure", lang, what=each.what, wanted=each.wanted, found=each.found)
                    for each in self.outcome.failures
                )
            )


class CaseFile(pytest.File):
    """A case: scored without an error, or just as the result recorded beside it says."""

    def collect(self) -> Iterator[pytest.Item]:
        yield CaseItem.from_parent(self, name=self.path.parent.name)


class CaseItem(_Item):
    """The case scores as recorded."""

    def runtest(self) -> None:
        import jixiao
        from jixiao.kernel.diagnostic import Severity

        try:
            case = jixiao.load_case(self.path.parent)
            found = jixiao.evaluate(case, jixiao.load_ruleset(case.project.ruleset))
        except jixiao.JixiaoError as error:
            raise Failure(told(error.diagnostics)) from None
        recording = self.path.parent / _RECORDING
        if recording.is_file():
            _compare(json.loads(recording.read_text(encoding="utf-8")), jixiao.result_json(found))
            return
        errors = [each for each in found.diagnostics if each.severity is Severity.ERROR]
        if errors:
            raise Failure(told(errors))


def _compare(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Total, grade and what each indicator got; words and digests may change."""
    from jixiao.testing.stored import differences

    if told := list(differences(wanted, found)):
        raise Failure("\n".join(told))


@pytest.fixture
def jixiao_stored() -> Callable[[Mapping[str, Any], jixiao.Case, jixiao.Ruleset], None]:
    """Hold a result that your system has stored against what the engine gives for its case and ruleset now.

    ``jixiao_stored(stored, case, ruleset)`` fails the test with a line for each part of the provenance and each number that
    is not as it was.
    """
    from jixiao.testing.stored import of_stored

    def check(stored: Mapping[str, Any], case: jixiao.Case, ruleset: jixiao.Ruleset) -> None:
        if told := of_stored(stored, case, ruleset):
            pytest.fail("\n".join(told), pytrace=False)

    return check
