"""The rule that claims the target."""

from __future__ import annotations

from jixiao.kernel.diagnostic import diagnose
from jixiao.language.ast import Meaning, Quantity, Several, Unread
from jixiao.language.direction import Direction
from jixiao.rules.bind import sign_of
from jixiao.rules.claim import Atom, Subject, TargetKind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Indicator
from jixiao.scoring.leaf import Outcome, PolicyUse
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import NOTHING
from jixiao.scoring.steps.outcome import open_outcome
from jixiao.scoring.steps.work import Work

__all__ = ["choose_rule", "rule_for"]

_DIRECTED = (TargetKind.QUANTITY, TargetKind.CHANGE, TargetKind.RANGE)


def choose_rule(work: Work) -> Outcome | None:
    """The rule, where there is one target to choose it for; a target that says nothing settles the row.

    Several targets in one cell have each a rule of its own, and one whose direction is asked for has none yet.
    """
    target = work.target
    if isinstance(target, Unread):
        return open_outcome(OpenReason.TARGET_UNREAD, target.diagnostic)
    if isinstance(target, Several) or work.bearing.asked is not None:
        return None
    assert work.kind is not None  # all other meanings have one
    work.rule = rule_for(work.kind, target, work.bearing.direction, work.row.indicator, work.setting.ruleset)
    return _blank(work) if work.rule is None and work.kind is TargetKind.BLANK else None


def rule_for(
    kind: TargetKind, target: Meaning, direction: Direction | None, indicator: Indicator, ruleset: Ruleset
) -> Rule | None:
    """The first rule of the ruleset that claims this target of this indicator."""
    atom = Atom(kind, direction, sign_of(target)) if kind in _DIRECTED else Atom(kind)
    unit, words = _unit(target), getattr(target, "words", "")
    return ruleset.rule_for(Subject(atom, unit, indicator.level1, indicator.level2, indicator.level3, words))


def _unit(target: Meaning) -> str:
    """The target's unit; a bare decimal below one (``≥0.9``) is a share, as rules for percentages want it."""
    if isinstance(target, Quantity) and not target.unit and 0 < target.value < 1:
        return "%"
    return str(getattr(target, "unit", ""))


def _blank(work: Work) -> Outcome:
    """No target at all, and no rule for that: open, or left out of every sum, by the policy."""
    policy = work.setting.ruleset.policy(PolicyName.BLANK_TARGET)
    said = diagnose("JX228", work.row.place("target"), name=work.row.indicator.level3)
    work.said.append(said)
    work.policies = (PolicyUse(PolicyName.BLANK_TARGET, policy),)
    work.counted = policy.value != "skip"
    if work.counted:
        return open_outcome(OpenReason.TARGET_BLANK, said)
    return Outcome(NOTHING, why=Open(OpenReason.TARGET_BLANK, said))
