"""The direction, as the language tells it from the row and the policy; what is assumed of it is said."""

from __future__ import annotations

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.language import direction as language
from jixiao.language.ast import Meaning, Operator, Quantity
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.language.name import told_by_name
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.row import Row
from jixiao.scoring.steps.work import NO_BEARING, SettledDirection, Work

__all__ = ["bearing_of", "settle_direction"]

_SPENT = SettledDirection(Direction.POSITIVE, DirectionFrom.OPERATOR)


def settle_direction(work: Work) -> None:
    """The target's direction; an assumed one is said, and so is one that has to be asked for."""
    work.bearing = bearing_of(work.parsed.meaning, work.given_direction, work.row, work.setting.ruleset)
    if work.bearing.said is not None:
        work.said.append(work.bearing.said)


def bearing_of(target: Meaning, given: Direction | None, row: Row, ruleset: Ruleset) -> SettledDirection:
    """The direction of one target; ``given`` is what the case or a column of its form says."""
    indicator = row.indicator
    asks = ruleset.policy(PolicyName.BARE_TARGET).value == "ask"
    told = told_by_name(indicator.level2, indicator.level3, ruleset.cues.negative)
    assumed = None if asks else Direction.POSITIVE
    found = language.bearing_of(target, indicator.target, given=given, told=told, assumed=assumed)
    if row.execution:
        return NO_BEARING if found == language.Bearing() else _SPENT
    said = _said(found, target, row)
    if found.asked:
        return SettledDirection(None, asked=Open(OpenReason.DIRECTION_ASKED, said), said=said)
    return SettledDirection(found.direction, found.source, found.cue, said=said)


def _said(found: language.Bearing, target: Meaning, row: Row) -> Diagnostic | None:
    """What is said of a direction that the row does not print."""
    indicator = row.indicator
    if found.asked:
        about = isinstance(target, Quantity) and target.operator is Operator.ABOUT
        return diagnose("JX259" if about else "JX205", row.place("target"), target=indicator.target)
    if found.source is DirectionFrom.NAME:
        code = "JX204" if found.direction is Direction.NEGATIVE else "JX236"
        return diagnose(code, row.place("target"), name=indicator.level3, cue=found.cue)
    if found.source is DirectionFrom.POLICY:
        return diagnose("JX203", row.place("target"), target=indicator.target)
    return None
