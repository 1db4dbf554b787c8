"""The checks, one a module; each has a page in docs/checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

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
from jixiao.rules.ruleset import Ruleset

__all__ = ["CHECKS", "Check"]


@frozen
class Check:
    """``zh`` and ``en`` say what holds when it passes. ``at_load``: faults of its subject that keep a file from loading."""

    name: str
    run: Callable[[Ruleset], Iterator[Finding]]
    zh: str
    en: str
    codes: tuple[str, ...]
    at_load: tuple[str, ...] = ()


CHECKS = (
    Check("bounded", bounded.check, "得分在 0 与分值之间", "scores lie between 0 and the points", ("JX501",)),
    Check("full-at-target", full_at_target.check, "恰在达到目标时得满分", "full just where the target is met", ("JX502",)),
    Check("monotone", monotone.check, "越接近目标得分不减", "nearer to the target is never worse", ("JX503",)),
    Check("continuous", continuous.check, "承诺连续的曲线没有断崖", "no jump where none is declared", ("JX504", "JX512")),
    Check("claims", claims.check, "各类目标恰有一条规则", "one rule for every kind of target", ("JX505", "JX515"), ("JX305",)),
    Check("reach", reach.check, "规则、各行、各词都用得上", "every rule, row and word is used", ("JX506",), ("JX306", "JX307")),
    Check("framework", framework.check, "指标体系分值相符", "the framework's points add up", ("JX507",), ("JX308", "JX309", "JX323")),
    Check("grades", grades.check, "等级覆盖 0 至 100 分", "grades cover 0 to 100", ("JX508",), ("JX318",)),
    Check("bands", bands.check, "档次、系数、灯号不重不漏", "bands, grades and lights tile", ("JX509",), ("JX311", "JX312", "JX317", "JX321")),
    Check("trust", trust.check, "各条款都有可信度", "every clause has its trust", ("JX510",), ("JX301",)),
    Check("promises", promises.check, "性质或有承诺或有说明", "properties are promised or explained", ("JX511", "JX513"), ("JX319",)),
    Check("over", over.check, "超额调减处处有定义", "the over-fulfilment factor is sound", ("JX514",)),
)  # fmt: skip
