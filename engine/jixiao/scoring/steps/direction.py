"""The direction: from the operator; else from the case; else from a cue word in the name; else by the policy."""

from __future__ import annotations

from jixiao.kernel.diagnostic import diagnose
from jixiao.language.ast import Change, Meaning, Quantity, Range
from jixiao.language.direction import Direction, cued_direction, direction_of
from jixiao.rules.policy import PolicyName
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.leaf import DirectionFrom
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.row import Row
from jixiao.scoring.steps.work import NO_BEARING, Bearing, Work

__all__ = ["bearing_of", "settle_direction"]

_SPENT = Bearing(Direction.POSITIVE, DirectionFrom.OPERATOR)
_WITHIN = Bearing(Direction.EXACT, DirectionFrom.OPERATOR)


def settle_direction(work: Work) -> None:
    """The target's direction; an assumed one is said, and so is one that has to be asked for."""
    work.bearing = bearing_of(work.parsed.meaning, work.given_direction, work.row, work.setting.ruleset)
    if work.bearing.said is not None:
        work.said.append(work.bearing.said)


def bearing_of(target: Meaning, given: Direction | None, row: Row, ruleset: Ruleset) -> Bearing:
    """The direction of one target; ``given`` is what the case or a column of its form says."""
    if not isinstance(target, Quantity | Change | Range):
        return NO_BEARING
    if row.execution:
        return _SPENT
    if isinstance(target, Range):
        return _WITHIN
    printed = direction_of(target)
    if printed is not None and not (printed is Direction.EXACT and given is not None):
        return Bearing(printed, DirectionFrom.OPERATOR)
    if given is not None:
        return Bearing(given, DirectionFrom.CASE)
    return _assumed(row, ruleset)


def _assumed(row: Row, ruleset: Ruleset) -> Bearing:
    place, name = row.place("target"), row.indicator.level3
    cue = cued_direction(f"{row.indicator.level2} {name}", ruleset.negative_cues)
    if cue is not None:
        said = diagnose("JX204", place, name=name, cue=cue)
        return Bearing(Direction.NEGATIVE, DirectionFrom.CUE, cue, said=said)
    if ruleset.policy(PolicyName.BARE_TARGET).value == "ask":
        said = diagnose("JX205", place, target=row.indicator.target)
        return Bearing(None, asked=Open(OpenReason.DIRECTION_ASKED, said), said=said)
    said = diagnose("JX203", place, target=row.indicator.target)
    return Bearing(Direction.POSITIVE, DirectionFrom.POLICY, said=said)
