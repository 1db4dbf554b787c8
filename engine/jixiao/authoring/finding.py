"""A finding of a check: a diagnostic at a place of the file, the samples that show it, and examples to paste."""

from __future__ import annotations

from attrs import field

from jixiao.authoring.sample import Sample
from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, Severity, diagnose
from jixiao.kernel.words import Value

__all__ = ["Finding", "found"]


@frozen
class Finding:
    """``rule`` is the id of the rule it is about ("" for the whole ruleset); ``paste`` holds TOML to paste."""

    check: str
    diagnostic: Diagnostic
    rule: str = ""
    samples: tuple[Sample, ...] = ()
    paste: tuple[Value, ...] = field(default=())

    @property
    def fails(self) -> bool:
        """Whether it is more than a note."""
        return self.diagnostic.severity is not Severity.NOTE


def found(
    check: str,
    code: str,
    path: str,
    rule: str = "",
    samples: tuple[Sample, ...] = (),
    paste: tuple[Value, ...] = (),
    **args: object,
) -> Finding:
    """A finding at a JSON path of the ruleset file; whoever knows the file fills in the line."""
    given = {"rule": rule, **args} if rule else args
    return Finding(check, diagnose(code, Place(path=path), **given), rule, samples, paste)
