"""What a wanted total takes, as plain values: numbers are strings, what does not apply is null."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.kernel.diagnostic import render
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.kernel.words import DEFAULT
from jixiao.scoring.seek import Move, Need, Seek, Sought, SoughtAs
from jixiao.scoring.seek.inverse import whole_numbers

if TYPE_CHECKING:
    from jixiao.report.shape import EndsDict, MoveDict, NeedDict, SeekDict, SoughtDict, SpanDict

__all__ = ["seek_json"]


def seek_json(found: Seek, lang: str = DEFAULT) -> SeekDict:
    """The state, the totals, both needs of every indicator, and the moves, smallest first."""
    return {
        "ruleset": {"id": found.result.ruleset.id, "digest": found.result.ruleset.digest},
        "project": found.result.case.project.name or None,
        "wanted": {"score": plain(found.wanted.value), "grade": found.wanted.grade or None},
        "state": found.state.value,
        "total": {"low": plain(found.low), "high": plain(found.high), "most": plain(found.most)},
        "grade": list(found.result.grades),
        "indicators": [_indicator(each) for each in found.sought],
        "moves": [_move(each) for each in found.moves],
        "diagnostics": [
            {"code": each.code, "severity": each.severity.value, "message": render(each, lang).message}
            for each in found.diagnostics
        ],
    }


def _indicator(each: Sought) -> SoughtDict:
    leaf = each.leaf
    return {
        "level1": leaf.indicator.level1,
        "level2": leaf.indicator.level2,
        "level3": leaf.indicator.level3,
        "target": leaf.indicator.target or None,
        "actual": leaf.indicator.actual,
        "points": plain(leaf.points),
        "low": plain(leaf.score.low),
        "high": plain(leaf.score.high),
        "open": leaf.is_open,
        "asks": each.form.value,
        "unit": each.unit or None,
        "rule": leaf.rule.id if leaf.rule else None,
        "clause": leaf.rule.clause.id if leaf.rule else None,
        "alone": _need(each.alone, each),
        "at_least": _need(each.at_least, each),
    }


def _need(need: Need, each: Sought) -> NeedDict:
    return {
        "possible": need.possible,
        "score": plain(need.least.score) if need.least else None,
        "score_open": need.least.above if need.least else None,
        "intervals": [_interval(part, each) for part in need.parts],
        "judgements": [{"name": option.name, **_ends(option.share)} for option in need.options],
    }


def _interval(part: Interval, each: Sought) -> SpanDict:
    """An interval of actuals; for counted things the whole numbers in it, for days late the last date."""
    whole = whole_numbers(part) if each.counted else None
    ends: SpanDict = {
        **_ends(part),
        "whole_low": whole[0] if whole else None,
        "whole_high": whole[1] if whole else None,
        "latest": None,
    }
    if each.form is SoughtAs.DATE and each.deadline is not None:
        days = whole_numbers(part)
        latest = days[1] if days else None
        ends["latest"] = None if latest is None else (each.deadline + timedelta(days=latest)).isoformat()
    return ends


def _ends(part: Interval) -> EndsDict:
    return {"low": _end(part.low), "low_open": part.low_open, "high": _end(part.high), "high_open": part.high_open}


def _end(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)


def _move(move: Move) -> MoveDict:
    indicator = move.sought.leaf.indicator
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "level3": indicator.level3,
        "asks": move.sought.form.value,
        "from": plain(move.start),
        "to": plain(move.end),
        "to_reached": move.reached,
        "relative": plain(move.relative),
    }
