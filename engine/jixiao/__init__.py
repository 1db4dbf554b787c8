"""Jixiao (绩效): exact, explainable scoring of performance indicators.

    import jixiao

    ruleset = jixiao.load_ruleset("cn-2020-10")
    leaf = jixiao.score_indicator("≥95%", "93.1%", 10, ruleset)
    leaf.score, jixiao.explanation(leaf, "en")

    case = jixiao.case_from_dict({"indicator": [{"level3": "…", "target": "≥95%", "actual": "93.1%", "points": 10}]})
    result = jixiao.evaluate(case, ruleset)
    result.score, result.grades, result.to_dict()

Names are loaded when they are first used, so that importing costs little. What is on this shelf stays between versions; what is
behind it may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao._version import __version__ as __version__

if TYPE_CHECKING:
    from jixiao.api.cases import case_from_dict as case_from_dict
    from jixiao.api.cases import load_case as load_case
    from jixiao.api.cases import read_document as read_document
    from jixiao.api.prepared import Prepared as Prepared
    from jixiao.api.prepared import ScoredActual as ScoredActual
    from jixiao.api.prepared import prepare as prepare
    from jixiao.api.rulesets import list_rulesets as list_rulesets
    from jixiao.api.rulesets import load_ruleset as load_ruleset
    from jixiao.api.rulesets import load_ruleset_file as load_ruleset_file
    from jixiao.api.rulesets import ruleset_from_text as ruleset_from_text
    from jixiao.api.said import explanation as explanation
    from jixiao.api.said import render as render
    from jixiao.api.scored import Audit as Audit
    from jixiao.api.scored import Result as Result
    from jixiao.api.scored import Seek as Seek
    from jixiao.api.scored import audit as audit
    from jixiao.api.scored import evaluate as evaluate
    from jixiao.api.scored import result_json as result_json
    from jixiao.api.scored import score_indicator as score_indicator
    from jixiao.api.scored import seek as seek
    from jixiao.api.scored import write_form as write_form
    from jixiao.api.texts import normal as normal
    from jixiao.api.texts import parse_actual as parse_actual
    from jixiao.api.texts import parse_target as parse_target
    from jixiao.documents.read import Reading as Reading
    from jixiao.explain.shape import IndicatorDict as IndicatorDict
    from jixiao.explain.shape import ResultDict as ResultDict
    from jixiao.kernel.codes import Severity as Severity
    from jixiao.kernel.diagnostic import Diagnostic as Diagnostic
    from jixiao.kernel.diagnostic import JixiaoError as JixiaoError
    from jixiao.kernel.diagnostic import Place as Place
    from jixiao.kernel.when import When as When
    from jixiao.language.ast import Parsed as Parsed
    from jixiao.language.direction import Direction as Direction
    from jixiao.report.shape import AuditDict as AuditDict
    from jixiao.report.shape import SeekDict as SeekDict
    from jixiao.rules.own_axis import AxisPiece as AxisPiece
    from jixiao.rules.own_axis import AxisTarget as AxisTarget
    from jixiao.rules.own_axis import OwnAxis as OwnAxis
    from jixiao.rules.ruleset import Ruleset as Ruleset
    from jixiao.scoring.case import Branch as Branch
    from jixiao.scoring.case import Case as Case
    from jixiao.scoring.case import Fund as Fund
    from jixiao.scoring.case import Goal as Goal
    from jixiao.scoring.case import Group as Group
    from jixiao.scoring.case import Indicator as Indicator
    from jixiao.scoring.case import Override as Override
    from jixiao.scoring.case import Project as Project
    from jixiao.scoring.case import Scheduled as Scheduled
    from jixiao.scoring.leaf import Leaf as Leaf
    from jixiao.scoring.rollup import Node as Node
    from jixiao.scoring.score import Score as Score
else:
    # The same names, by the module that each is taken from when it is first asked for; a test holds the two against each other.
    _SHELF = {
        name: f"jixiao.{module}"
        for module, names in {
            "_version": "__version__",
            "api.cases": "case_from_dict load_case read_document",
            "api.prepared": "Prepared ScoredActual prepare",
            "api.rulesets": "list_rulesets load_ruleset load_ruleset_file ruleset_from_text",
            "api.said": "explanation render",
            "api.scored": "Audit Result Seek audit evaluate result_json score_indicator seek write_form",
            "api.texts": "normal parse_actual parse_target",
            "documents.read": "Reading",
            "explain.shape": "IndicatorDict ResultDict",
            "kernel.codes": "Severity",
            "kernel.diagnostic": "Diagnostic JixiaoError Place",
            "kernel.when": "When",
            "language.ast": "Parsed",
            "language.direction": "Direction",
            "report.shape": "AuditDict SeekDict",
            "rules.own_axis": "AxisPiece AxisTarget OwnAxis",
            "rules.ruleset": "Ruleset",
            "scoring.case": "Branch Case Fund Goal Group Indicator Override Project Scheduled",
            "scoring.leaf": "Leaf",
            "scoring.rollup": "Node",
            "scoring.score": "Score",
        }.items()
        for name in names.split()
    }
    __all__ = list(_SHELF)

    def __getattr__(name):
        import importlib

        if name not in _SHELF:
            raise AttributeError(f"module 'jixiao' has no attribute {name!r}")
        value = globals()[name] = getattr(importlib.import_module(_SHELF[name]), name)
        return value

    def __dir__():
        return sorted(__all__)
