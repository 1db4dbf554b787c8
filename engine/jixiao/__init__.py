"""Jixiao (绩效): exact, explainable scoring of performance indicators.

    import jixiao

    case = jixiao.load_case("cases/good/zhengzhou-2021-laojiu")
    ruleset = jixiao.load_ruleset("zhengzhou-2021")
    result = jixiao.evaluate(case, ruleset)
    result.tree.total.score, result.grades
    jixiao.explanation(result.leaves[0], ruleset)
    jixiao.result_json(result)

Names are loaded when they are first used, so that importing costs little.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from jixiao._version import __version__

_SHELF = {
    "Case": "jixiao.scoring.case",
    "Diagnostic": "jixiao.kernel.diagnostic",
    "Indicator": "jixiao.scoring.case",
    "JixiaoError": "jixiao.kernel.diagnostic",
    "Leaf": "jixiao.scoring.leaf",
    "Node": "jixiao.scoring.rollup",
    "Project": "jixiao.scoring.case",
    "Result": "jixiao.scoring.evaluate",
    "Ruleset": "jixiao.rules.ruleset",
    "Score": "jixiao.scoring.score",
    "When": "jixiao.kernel.when",
    "evaluate": "jixiao.scoring.evaluate",
    "explanation": "jixiao.explain.sentence",
    "list_rulesets": "jixiao.rules.find",
    "load_case": "jixiao.scoring.load",
    "load_ruleset": "jixiao.rules.find",
    "normal": "jixiao.language.normal",
    "parse_actual": "jixiao.language.parse",
    "parse_target": "jixiao.language.parse",
    "render": "jixiao.kernel.diagnostic",
    "result_json": "jixiao.report.as_json",
}

__all__ = [
    "Case",
    "Diagnostic",
    "Indicator",
    "JixiaoError",
    "Leaf",
    "Node",
    "Project",
    "Result",
    "Ruleset",
    "Score",
    "When",
    "__version__",
    "evaluate",
    "explanation",
    "list_rulesets",
    "load_case",
    "load_ruleset",
    "normal",
    "parse_actual",
    "parse_target",
    "render",
    "result_json",
]

if TYPE_CHECKING:
    from jixiao.explain.sentence import explanation
    from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, render
    from jixiao.kernel.when import When
    from jixiao.language.normal import normal
    from jixiao.language.parse import parse_actual, parse_target
    from jixiao.report.as_json import result_json
    from jixiao.rules.find import list_rulesets, load_ruleset
    from jixiao.rules.ruleset import Ruleset
    from jixiao.scoring.case import Case, Indicator, Project
    from jixiao.scoring.evaluate import Result, evaluate
    from jixiao.scoring.leaf import Leaf
    from jixiao.scoring.load import load_case
    from jixiao.scoring.rollup import Node
    from jixiao.scoring.score import Score


def __getattr__(name: str) -> Any:
    if name not in _SHELF:
        raise AttributeError(f"module 'jixiao' has no attribute {name!r}")
    value = getattr(importlib.import_module(_SHELF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
