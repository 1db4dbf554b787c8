"""A result as the version 1 JSON document: every key always there, numbers as strings, nothing lost."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, cast

from jixiao._version import __version__
from jixiao.explain.sentence import explanation
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose, render
from jixiao.kernel.given import as_given
from jixiao.kernel.number import fixed, plain
from jixiao.kernel.words import DEFAULT
from jixiao.language.normal import normal
from jixiao.rules.clause import Clause
from jixiao.rules.scorer import Measured, Summed
from jixiao.scoring.case import Override, case_digest
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf, PartScore
from jixiao.scoring.monitor.signals import Signal
from jixiao.scoring.provenance import provenance_of
from jixiao.scoring.rollup import Node
from jixiao.scoring.score import Score

if TYPE_CHECKING:  # types alone, and every start of `jixiao score --format json` would make them
    from jixiao.explain.shape import (
        BoundsDict,
        BranchDict,
        ClauseDict,
        DiagnosticDict,
        IndicatorDict,
        Level1Dict,
        OptionsDict,
        OverrideDict,
        PartDict,
        ProjectDict,
        ProvenanceDict,
        ResultDict,
        SignalDict,
    )

__all__ = ["RESULT_VERSION", "diagnostic_json", "result_json", "result_rows"]

RESULT_VERSION: Literal[1] = 1


def result_json(result: Result, lang: str = DEFAULT) -> ResultDict:
    """The result as plain values, ready for ``json.dumps``; sentences and messages in ``lang``."""
    places = result.ruleset.rounding.places
    total = result.tree.total
    return {
        "version": RESULT_VERSION,
        "engine": __version__,
        "ruleset": {"id": result.ruleset.id, "digest": result.ruleset.digest},
        "case": {"digest": case_digest(result.case)},
        "provenance": _provenance(result),
        "project": _project(result),
        "total": {"points": plain(total.points), **_bounds(total.score, places), "factor": _fraction(total.factor)},
        "grade": list(result.grades),
        "level1": [_level1(node, places) for node in result.tree.level1],
        "indicators": [_indicator(leaf, result, lang) for leaf in result.leaves],
        "signals": [_signal(signal) for signal in result.signals],
        "diagnostics": [diagnostic_json(each, lang) for each in result.diagnostics],
    }


def _provenance(result: Result) -> ProvenanceDict:
    found = provenance_of(result)
    return {
        "engine": found.engine,
        "ruleset": found.ruleset,
        "ruleset_digest": found.ruleset_digest,
        "options": cast("OptionsDict", found.options),
        "case_digest": found.case_digest,
        "as_of": found.as_of,
    }


def _project(result: Result) -> ProjectDict:
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


def _bounds(score: Score, places: int) -> BoundsDict:
    return {"low": _decimals(score.low, places), "high": _decimals(score.high, places)}


def _decimals(value: Fraction, places: int) -> str:
    """With the ruleset's decimals; exactly, where a ruleset rounds later than at the leaf."""
    return fixed(value, places) if (value * 10**places).denominator == 1 else plain(value)


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _level1(node: Node, places: int) -> Level1Dict:
    outside = None if node.outside is None else node.outside.kind.value
    return {**_branch(node, places), "level2": [_branch(each, places) for each in node.level2], "outside": outside}


def _branch(node: Node, places: int) -> BranchDict:
    return {"name": node.name, "points": plain(node.points), **_bounds(node.score, places)}


_IN_ROWS = ("clause", "override", "extra", "inputs", "parts")
"""What a flat row has in columns of its own, or not at all."""


def result_rows(result: Result, lang: str = DEFAULT, prefix: str = "") -> list[dict[str, Any]]:
    """A flat row for each indicator: what its ``extra`` holds, and ours behind it, each name with ``prefix`` before it.

    Of the clause a row has ``clause``, ``source``, ``article`` and ``trust``; ``score`` is null while it is open, and
    ``diagnostics`` are its codes. Raises JixiaoError (JX842) where a key of ``extra`` is one of ours.
    """
    return [_row(leaf, result, lang, prefix) for leaf in result.leaves]


def _row(leaf: Leaf, result: Result, lang: str, prefix: str) -> dict[str, Any]:
    whole = _indicator(leaf, result, lang)
    clause = whole["clause"]
    ours: dict[str, Any] = {name: value for name, value in whole.items() if name not in _IN_ROWS}
    ours["score"] = None if leaf.score.is_open else whole["low"]
    ours |= {name: None if clause is None else clause[name] for name in ("source", "article", "trust")}
    ours["clause"] = None if clause is None else clause["id"]
    ours["diagnostics"] = [each.code for each in leaf.diagnostics]
    named = {f"{prefix}{name}": value for name, value in ours.items()}
    if both := named.keys() & whole["extra"].keys():
        raise JixiaoError(diagnose("JX842", Place(path=f"$.indicator[{leaf.index}].extra"), name=min(both)))
    return {**whole["extra"], **named}


def _indicator(leaf: Leaf, result: Result, lang: str) -> IndicatorDict:
    indicator, outcome, rule = leaf.indicator, leaf.outcome, leaf.rule
    share = None if outcome.share.is_open or not leaf.counted else _fraction(outcome.share.low)
    override = indicator.override
    has_target = bool(indicator.target) or leaf.index is not None
    return {
        "index": leaf.index,
        "id": None if indicator.id == "" else indicator.id,
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
        "inputs": as_given(indicator.inputs),
        "parts": [_part(each) for each in outcome.sums] if rule and isinstance(rule.scorer, Summed) else None,
        "light": leaf.light or None,
        "counted": leaf.counted,
        "extra": as_given(indicator.extra),
        "explanation": explanation(leaf, lang),
    }


def _part(score: PartScore) -> PartDict:
    low, high = plain(score.points.low), plain(score.points.high)
    return {
        "name": score.part.name,
        "takes": score.part.takes,
        "x": _fraction(score.x),
        "word": score.band or None,
        "low": low,
        "high": high,
    }


def _override(leaf: Leaf, override: Override, places: int) -> OverrideDict:
    computed = _bounds(leaf.computed, places)
    return {"score": _decimals(override.score, places), "reason": override.reason, "computed": computed}


def _clause(clause: Clause, result: Result) -> ClauseDict:
    source = result.ruleset.sources.get(clause.source)
    document = (source.number or source.title) if source else clause.source
    return {"id": clause.id, "source": document, "article": clause.article, "trust": clause.trust.value}


def _signal(signal: Signal) -> SignalDict:
    return {
        "id": signal.alarm.id,
        "name": signal.alarm.name,
        "value": _fraction(signal.value),
        "light": signal.light or None,
    }


def diagnostic_json(diagnostic: Diagnostic, lang: str = DEFAULT) -> DiagnosticDict:
    """A diagnostic in words, with its place as text and in parts."""
    words, place = render(diagnostic, lang), diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "where": place.said(lang) or None,
        "message": words.message,
        "help": words.help,
    }
