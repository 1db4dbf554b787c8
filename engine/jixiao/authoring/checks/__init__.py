"""The checks, one a module; each has a page in docs/checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jixiao.authoring.checks import (
    bands,
    bounded,
    claims,
    continuous,
    framework,
    full_at_target,
    grades,
    monotone,
    over,
    promises,
    reach,
    trust,
)
from jixiao.authoring.finding import Finding
from jixiao.kernel.classes import frozen
from jixiao.rules.ruleset import Ruleset

__all__ = ["CHECKS", "Check"]


@frozen
class Check:
    """The words ``check.NAME`` say what holds when it passes. Faults about ``name`` keep a file from being loaded at all."""

    name: str
    run: Callable[[Ruleset], Iterator[Finding]]
    codes: tuple[str, ...]


CHECKS = (
    Check("bounded", bounded.check, ("JX501",)),
    Check("full-at-target", full_at_target.check, ("JX502",)),
    Check("monotone", monotone.check, ("JX503",)),
    Check("continuous", continuous.check, ("JX504", "JX512")),
    Check("claims", claims.check, ("JX505", "JX515")),
    Check("reach", reach.check, ("JX506",)),
    Check("framework", framework.check, ("JX507",)),
    Check("grades", grades.check, ("JX508",)),
    Check("bands", bands.check, ("JX509",)),
    Check("trust", trust.check, ("JX510",)),
    Check("promises", promises.check, ("JX511", "JX513")),
    Check("over", over.check, ("JX514",)),
)  # fmt: skip
