"""A result as the version 1 JSON document: every key always there, numbers as strings, nothing lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import asdict

from jixiao._version import __version__
from jixiao.explain.sentence import explanation
from jixiao.kernel.diagnostic import Diagnostic, render
from jixiao.kernel.given import as_given
from jixiao.kernel.number import fixed, plain
from jixiao.kernel.words import DEFAULT
from jixiao.language.normal import normal
from jixiao.rules.clause import Clause
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import case_digest
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.provenance import provenance_of
from jixiao.scoring.rollup import Node
from jixiao.scoring.score import Score

__all__ = ["RESULT_VERSION", "diagnostic_json", "result_json"]

RESULT_VERSION = 1


def result_json(result: Result, lang: str = DEFAULT) -> dict[str, Any]:
    """The result as plain values, ready for ``json.dumps``; sentences and messages in ``lang``."""
    places = result.ruleset.rounding.places
    total = result.tree.total
    return {
        "version": RESULT_VERSION,
        "engine": __version__,
        "ruleset": {"id": result.ruleset.id, "digest": result.ruleset.digest},
        "case": {"digest": case_digest(result.case)},
        "provenance": asdict(provenance_of(result)),
        "project": _project(result),
        "total": {"points": plain(total.points), **_bounds(total.score, places), "factor": _fraction(total.factor)},
        "grade": list(result.grades),
        "level1": [_level1(node, places) for node in result.tree.level1],
        "indicators": [_indicator(leaf, result, lang) for leaf in result.leaves],
        "signals": [_signal(signal) for signal in result.signals],
        "diagnostics": [diagnostic_json(each, lang) for each in result.diagnostics],
    }


def _project(result: Result) -> dict[str, Any]:
    project = result.case.project
    return {
        "name": project.name or None,
        "unit": project.unit or None,
        "unit_code": project.unit_code or None,
        "year": project.year,
        "start": project.start.isoformat() if project.start else None,
        "end": project.end.isoformat() if project.end else None,
        "budget": project.budget,
        "executed": project.executed,
    }


def _bounds(score: Score, places: int) -> dict[str, Any]:
    return {"low": _decimals(score.low, places), "high": _decimals(score.high, places)}


def _decimals(value: Fraction, places: int) -> str:
    """With the ruleset's decimals; exactly, where a ruleset rounds later than at the leaf."""
    return fixed(value, places) if (value * 10**places).denominator == 1 else plain(value)


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _level1(node: Node, places: int) -> dict[str, Any]:
    level2 = [{"name": each.name, "points": plain(each.points), **_bounds(each.score, places)} for each in node.level2]
    return {"name": node.name, "points": plain(node.points), **_bounds(node.score, places), "level2": level2}


def _indicator(leaf: Leaf, result: Result, lang: str) -> dict[str, Any]:
    indicator, outcome, rule = leaf.indicator, leaf.outcome, leaf.rule
    share = None if outcome.share.is_open or not leaf.counted else _fraction(outcome.share.low)
    override = indicator.override
    has_target = bool(indicator.target) or leaf.index is not None
    return {
        "index": leaf.index,
        "id": indicator.id or None,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "target": indicator.target if has_target else None,
        "normal_form": normal(leaf.parsed.meaning) if leaf.parsed and has_target else None,
        "read_as": indicator.read_as or None,
        "direction": leaf.direction.value if leaf.direction else None,
        "direction_from": leaf.direction_from.value if leaf.direction_from else None,
        "actual": indicator.actual,
        "points": plain(leaf.points),
        **_bounds(leaf.score, result.ruleset.rounding.places),
        "high_open": leaf.score.high_open,
        "share": share,
        "axis": rule.scorer.axis.value if rule and isinstance(rule.scorer, Measured) else None,
        "x": _fraction(outcome.x),
        "rule": rule.id if rule else None,
        "clause": _clause(rule.clause, result) if rule else None,
        "override": _override(leaf, override, result.ruleset.rounding.places) if override else None,
        "light": leaf.light or None,
        "counted": leaf.counted,
        "extra": as_given(indicator.extra),
        "explanation": explanation(leaf, result.ruleset, lang),
    }


def _override(leaf: Leaf, override: Any, places: int) -> dict[str, Any]:
    computed = _bounds(leaf.computed, places)
    return {"score": _decimals(override.score, places), "reason": override.reason, "computed": computed}


def _clause(clause: Clause, result: Result) -> dict[str, Any]:
    source = result.ruleset.sources.get(clause.source)
    document = (source.number or source.title) if source else clause.source
    return {"id": clause.id, "source": document, "article": clause.article, "trust": clause.trust.value}


def _signal(signal: Any) -> dict[str, Any]:
    return {
        "id": signal.alarm.id,
        "name": signal.alarm.name,
        "value": _fraction(signal.value),
        "light": signal.light or None,
    }


def diagnostic_json(diagnostic: Diagnostic, lang: str = DEFAULT) -> dict[str, Any]:
    """A diagnostic in words, with its place as text and in parts."""
    words, place = render(diagnostic, lang), diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "where": place.said(lang) or None,
        "message": words.message,
        "help": words.help,
    }
