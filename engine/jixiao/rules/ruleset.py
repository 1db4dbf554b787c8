"""A ruleset, compiled: rules with their curves, the framework, grades, rounding and policies."""

from __future__ import annotations

import datetime
from fractions import Fraction

from attrs import evolve, field, frozen

from jixiao.kernel.curve import Curve
from jixiao.kernel.rounding import Rounding
from jixiao.rules.claim import Subject
from jixiao.rules.clause import Clause
from jixiao.rules.document import AlarmText, CaseExample, ExampleText, GateText, GoalsText, MergeText, SourceText
from jixiao.rules.framework import Framework
from jixiao.rules.policy import Policy, PolicyName, default_policy
from jixiao.rules.rule import Light, Rule

# Without slots a class is made in half the time, and every start makes these.

__all__ = ["Alarm", "Gate", "Grades", "Over", "Reasons", "Ruleset"]


@frozen(slots=False)
class Grades:
    """等级, best first: name and least total, that total included. ``on`` is which total is compared."""

    clause: Clause
    cuts: tuple[tuple[str, Fraction], ...]
    on: str


@frozen(slots=False)
class Over:
    """超额完成: the completion from which a reason is wanted, and the reduction (needs a confirmed too-low target)."""

    clause: Clause
    start: Fraction
    zero_target_start: Fraction | None
    reduce: Curve | None
    because: str


@frozen(slots=False)
class Reasons:
    """When a written reason is wanted: a score below the points, an execution below a share."""

    clause: Clause
    below_full: bool
    execution_below: Fraction | None


@frozen(slots=False)
class Gate:
    """一票否决: off unless enabled."""

    text: GateText
    clause: Clause


@frozen(slots=False)
class Alarm:
    """A signal over the whole case."""

    text: AlarmText
    clause: Clause
    lights: tuple[Light, ...]


@frozen(slots=False)
class Ruleset:
    """All that scoring reads. ``digest`` is the sha256 of the file; ``options`` are rules that are not enabled."""

    id: str
    title: str
    kind: str
    digest: str
    framework: Framework
    sources: dict[str, SourceText]
    rules: tuple[Rule, ...]
    options: tuple[Rule, ...]
    rounding: Rounding
    round_at: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    note: str
    execution_names: tuple[str, ...]
    execution_level2: str
    execution_base: str
    grades: Grades | None
    policies: dict[PolicyName, Policy]
    negative_cues: tuple[str, ...]
    over: Over | None
    reasons: Reasons | None
    gates: tuple[Gate, ...]
    alarms: tuple[Alarm, ...]
    goals: GoalsText
    merge: MergeText | None
    rule_examples: dict[str, tuple[ExampleText, ...]] = field(repr=False)
    case_examples: tuple[CaseExample, ...] = field(repr=False)

    def policy(self, name: PolicyName) -> Policy:
        """The ruleset's answer, or the default with its reason."""
        return self.policies.get(name) or default_policy(name)

    def rule_for(self, subject: Subject) -> Rule | None:
        """The rule that scores the subject: of those that claim it, the one with the lowest order."""
        claiming = [rule for rule in self.rules if rule.when.claims(subject)]
        return min(claiming, key=lambda rule: rule.order, default=None)

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id. Raises KeyError."""
        for rule in (*self.rules, *self.options):
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def with_option(self, rule_id: str) -> Ruleset:
        """This ruleset with one of its options enabled and put before every other rule. Raises KeyError."""
        first = min(rule.order for rule in (*self.rules, *self.options)) - 1
        option = evolve(self.rule(rule_id), order=first)
        return evolve(
            self, rules=(option, *self.rules), options=tuple(each for each in self.options if each.id != rule_id)
        )

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of its rules in file order."""
        return tuple(rule.id for rule in self.rules)
