"""A ruleset: a whole file, and the tables of it that are no subject of their own.

Each table of a file is one class, and each of its keys one attribute, which stands under its own name unless ``key`` says
another. Reading, the schema and the reference are made from these classes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated, Any

from attrs import evolve, field, fields

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.rounding import Mode, Rounding
from jixiao.kernel.tables import ADDED, key
from jixiao.kernel.words import series
from jixiao.language.ast import Meaning
from jixiao.language.direction import Direction
from jixiao.rules.bind import Bound, bind
from jixiao.rules.claim import Subject
from jixiao.rules.clause import Clause, Source
from jixiao.rules.framework import Framework, plain_name
from jixiao.rules.own_words import NO_OWN_WORDS, WrittenWords
from jixiao.rules.policy import Policy, PolicyName, default_policy
from jixiao.rules.rule import Light, Rule
from jixiao.rules.shared import SharedScorer
from jixiao.rules.values import Decimals, DrawnCurve, choice

# Without slots a class is made in half the time, and every start makes these.

__all__ = [
    "Alarm",
    "AlarmMeasure",
    "BudgetExecution",
    "CaseExample",
    "Cues",
    "Cut",
    "ExecutionBase",
    "Gate",
    "GoalTotal",
    "Goals",
    "GradedTotal",
    "Grades",
    "Merge",
    "Merging",
    "Over",
    "Reasons",
    "RoundAt",
    "Ruleset",
    "RulesetKind",
    "ScoreRounding",
]


_KEPT = 4096


class RulesetKind(StrEnum):
    """What forms a ruleset is for."""

    SELF_EVALUATION = "self-evaluation"
    DEPARTMENT = "department"
    FISCAL = "fiscal"
    TARGET_REVIEW = "target-review"
    MONITORING = "monitoring"


class RoundAt(StrEnum):
    """Which scores are rounded: indicators, levels, or the total."""

    LEAF = "leaf"
    LEVEL = "level"
    TOTAL = "total"


class ExecutionBase(StrEnum):
    """What the amount spent is divided by."""

    BUDGET = "budget"
    RECEIVED = "received"
    INITIAL = "initial"


class GradedTotal(StrEnum):
    """The total that grades are read off."""

    ROUNDED = "rounded"
    UNROUNDED = "unrounded"
    ROUNDED_LEAVES = "rounded-leaves"


class GradedOf(StrEnum):
    """What the cuts of a grade are numbers of."""

    POINTS = "points"
    SHARE = "share"


class GoalTotal(StrEnum):
    """How several goals make the total."""

    SUM = "sum"
    WEIGHTED = "weighted"


class Merging(StrEnum):
    """How values of several units become one."""

    SUM = "sum"
    FUND_WEIGHTED = "fund-weighted"
    MEAN = "mean"


class AlarmMeasure(StrEnum):
    """What an alarm looks at."""

    CONSISTENCY = "consistency"
    UNSPENT = "unspent"
    EXECUTION = "execution"
    EXECUTION_PACE = "execution-pace"
    PROGRESS_GAP = "progress-gap"
    WORST_LIGHT = "worst-light"


@frozen(slots=False)
class BudgetExecution:
    """Budget execution: ``[execution]``."""

    names: tuple[str, ...]
    """Names that a row of the table goes by."""
    level2: str = ""
    """The second level it stands at when it is no row of the table."""
    base: Annotated[ExecutionBase, choice(ExecutionBase)] = ExecutionBase.BUDGET
    """What the amount spent is divided by: the project's budget (全年预算数), or its funds as received (到位) or first planned."""

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """The names without brackets and white space."""
        return frozenset(map(plain_name, self.names))


@frozen(slots=False)
class Cut:
    """A grade: ``cut = [{ name, from }]``."""

    name: str
    """The grade."""
    start: Fraction = field(metadata=key("from"))
    """The least total that gives it, that total included."""


@frozen(slots=False)
class Grades:
    """等级: ``[grades]``."""

    clause: Clause
    """The text that gives the cuts."""
    cuts: tuple[Cut, ...] = field(metadata=key("cut"))
    """The cut table, best first."""
    on: Annotated[GradedTotal, choice(GradedTotal)] = GradedTotal.ROUNDED
    """The total compared: rounded, unrounded, or the sum of rounded indicators and unrounded budget execution."""
    of: Annotated[GradedOf, choice(GradedOf)] = GradedOf.POINTS
    """What the cuts are of: points as they add up, or hundredths (``share``) of the table's points, which need not be 100."""

    def cuts_of(self, points: Fraction) -> tuple[Cut, ...]:
        """The cuts in points, for a table of so many."""
        if self.of is not GradedOf.SHARE:
            return self.cuts
        return tuple(Cut(cut.name, cut.start * points / 100) for cut in self.cuts)


@frozen
class ScoreRounding(Rounding):
    """Where and how scores are rounded: ``[rounding]``."""

    mode: Mode = Mode.HALF_UP
    """What happens to the dropped digits."""
    places: Decimals = 2
    """Decimals that are kept."""
    at: Annotated[RoundAt, choice(RoundAt)] = RoundAt.LEAF
    """Which scores are rounded."""
    because: str = ""
    """Why, where the texts do not say."""


@frozen(slots=False)
class Over:
    """超额完成: ``[over]``, when a reason is wanted, and the reduction of a target that was confirmed to be too low."""

    clause: Clause
    """The text."""
    start: Fraction = field(metadata=key("from"))
    """The completion from which a reason is wanted."""
    zero_target_start: Fraction | None = field(default=None, metadata=key("zero_target_from"))
    """The same for a target of zero: the actual itself."""
    reduce: DrawnCurve | None = None
    """What the share is multiplied by, as a curve over the completion."""
    because: str = ""
    """Why, where the texts do not say."""


@frozen(slots=False)
class Reasons:
    """When a written reason is wanted, apart from over-fulfilment: ``[reason]``."""

    clause: Clause
    """The text."""
    below_full: bool = False
    """Whether for every score below the points."""
    execution_below: Fraction | None = None
    """The execution below which one is wanted."""
    judged: bool = False
    """Whether for every score that a person judges."""
    budget_changed: bool = False
    """Whether for a budget that was changed in the course of the year."""


@frozen(slots=False)
class Cues:
    """Words of the trade: ``[cues]``."""

    negative: tuple[str, ...] = ()
    """Words in an indicator's name that tell that less is better."""
    because: str = ""
    """Where they come from."""


@frozen(slots=False)
class Gate:
    """一票否决: ``[[gate]]``, a veto by an indicator whose share is too low. Off unless ``enabled``."""

    id: str
    """Its name."""
    clause: Clause
    """The text."""
    below: Fraction
    """The share below which it shuts."""
    level3: tuple[str, ...] = ()
    """Words, one of which the indicator's name contains."""
    level2: tuple[str, ...] = ()
    """Words, one of which its second level's name contains."""
    grade: str = ""
    """The grade that is then given."""
    total: Fraction | None = None
    """The most that the total then is."""
    sets: Fraction | None = None
    """What the total then is, whatever it was: 按 59 分计."""
    lower: int = 0
    """By how many steps the grade is then lowered."""
    enabled: bool = False
    """Whether it is in force."""
    because: str = ""
    """Why it is, or is not."""


@frozen(slots=False)
class Alarm:
    """A signal over the whole case: ``[[alarm]]``."""

    id: str
    """Its name in results."""
    name: str
    """Its name for people."""
    measure: Annotated[AlarmMeasure, choice(AlarmMeasure)]
    """What it looks at."""
    clause: Clause
    """The text."""
    lights: tuple[Light, ...] = field(default=(), metadata=key("light"))
    """The lights over what is measured."""
    by_month: dict[str, Fraction] = field(factory=dict, hash=False)
    """For ``execution``: the least at the end of a month, by its number."""
    because: str = ""
    """Why, where the texts do not say."""


@frozen(slots=False)
class Goals:
    """How several goals make the total: ``[goals]``."""

    total: Annotated[GoalTotal, choice(GoalTotal)] = GoalTotal.SUM
    """Whether their points add up, or each is a whole and weighed by its points."""
    clause: Clause | None = None
    """The text."""


@frozen(slots=False)
class Merge:
    """How several units become one case before scoring: ``[merge]``."""

    absolute: Annotated[Merging, choice(Merging)] = Merging.SUM
    """Targets and actuals that are amounts."""
    relative: Annotated[Merging, choice(Merging)] = Merging.FUND_WEIGHTED
    """Those that are rates or changes."""
    judged: Annotated[Merging, choice(Merging)] = Merging.FUND_WEIGHTED
    """Judgements."""
    clause: Clause | None = None
    """The text."""


@frozen(slots=False)
class CaseExample:
    """What a leaf cannot show: ``[[example]]``, small inline cases and what scoring them must give."""

    name: str
    """What it shows."""
    gives: dict[str, Any] = field(hash=False)
    """The total, grade, scores, points, levels, lights, values, factor or codes that it must give."""
    case: dict[str, Any] = field(factory=dict, hash=False)
    """The case, as in a case file."""
    cases: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    """Several units' cases that are merged first."""
    as_of: str = ""
    """The day it is scored on, for monitoring."""
    note: str = ""
    """For readers."""


@frozen(slots=False, repr=False)
class Ruleset:
    """A whole ruleset file."""

    version: int
    """The version of the format: 1."""
    id: str
    """Its name, which is that of its file."""
    title: str
    """Its title for people."""
    kind: Annotated[RulesetKind, choice(RulesetKind)]
    """What forms it is for."""
    framework: Framework
    """指标体系."""
    sources: dict[str, Source] = field(hash=False)
    """The documents that clauses cite, by name."""
    all_rules: tuple[Rule, ...] = field(metadata=key("rule"))
    """The rules in the order of the file, options too."""
    valid_from: datetime.date | None = field(default=None, metadata=key("from"))
    """The first day it holds."""
    valid_to: datetime.date | None = field(default=None, metadata=key("to"))
    """The last day it holds."""
    note: str = ""
    """For readers."""
    extends: str = ""
    """A ruleset, by its id, that holds wherever this one says nothing else: in the same folder, or among those that come along."""
    scorers: tuple[SharedScorer, ...] = field(default=(), metadata=key("scorer"))
    """Scorers that its rules use by name, besides those that all rulesets share."""
    rounding: ScoreRounding = ScoreRounding()
    """Where and how scores are rounded."""
    execution: BudgetExecution = BudgetExecution(())
    """Budget execution."""
    grades: Grades | None = None
    """等级."""
    policies: dict[str, Policy] = field(factory=dict, hash=False, metadata=key("policy"))
    """Answers to what the regulations leave open, by the names of PolicyName."""
    cues: Cues = Cues()
    """Words of the trade."""
    words: WrittenWords = NO_OWN_WORDS
    """Words that cells may hold besides those of ``grammar/lexicon.toml``, in its shape: ``[words.unit.count]``, ``[words.comparison]`` …"""
    over: Over | None = None
    """超额完成."""
    reasons: Reasons | None = field(default=None, metadata=key("reason"))
    """When a written reason is wanted."""
    gates: tuple[Gate, ...] = field(default=(), metadata=key("gate"))
    """一票否决."""
    alarms: tuple[Alarm, ...] = field(default=(), metadata=key("alarm"))
    """Signals over the whole case."""
    goals: Goals = Goals()
    """How several goals make the total."""
    merge: Merge | None = None
    """How several units become one case."""
    case_examples: tuple[CaseExample, ...] = field(default=(), repr=False, metadata=key("example"))
    """Cases with what they must give."""
    digest: str = field(default="", kw_only=True, metadata=ADDED)
    """The sha256 of the file, and of the scorers that it uses from another."""
    as_read: Ruleset | None = field(default=None, eq=False, repr=False, kw_only=True, metadata=ADDED)
    """What the file held, for telling whether this still is that."""

    def __repr__(self) -> str:
        return f"Ruleset({self.id!r}, {len(self.all_rules)} rules)"

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that score."""
        return tuple(rule for rule in self.all_rules if rule.enabled)

    @cached_property
    def options(self) -> tuple[Rule, ...]:
        """The rules that are not enabled."""
        return tuple(rule for rule in self.all_rules if not rule.enabled)

    def policy(self, name: PolicyName) -> Policy:
        """The ruleset's answer, or the default with its reason."""
        return self.policies.get(name) or default_policy(name)

    # -- what a row takes; asked for again and again in a run, so what was answered lately is kept

    def rule_for(self, subject: Subject) -> Rule | None:
        """The rule that scores the subject: of those that claim it, the one with the lowest order."""
        return self._chosen(subject)

    def bound(
        self,
        rule: Rule,
        target: Meaning,
        points: Fraction,
        direction: Direction | None,
        elapsed: Fraction = Fraction(1),
    ) -> Bound:
        """A measured rule over the actuals of one target, with the ruleset's own policies; see :func:`~jixiao.rules.bind.bind`."""
        return self._bound(rule, target, points, direction, elapsed)

    @cached_property
    def _chosen(self) -> Callable[[Subject], Rule | None]:
        def choose(subject: Subject) -> Rule | None:
            claiming = [rule for rule in self.rules if rule.when.claims(subject)]
            return min(claiming, key=lambda rule: rule.order, default=None)

        return lru_cache(maxsize=_KEPT)(choose)

    @cached_property
    def _bound(self) -> Callable[[Rule, Meaning, Fraction, Direction | None, Fraction], Bound]:
        policies = {name: self.policy(name) for name in (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)}

        @lru_cache(maxsize=_KEPT)
        def bound(
            rule: Rule, target: Meaning, points: Fraction, direction: Direction | None, elapsed: Fraction
        ) -> Bound:
            return bind(rule, target, points, direction, policies, elapsed)

        return bound

    def __getstate__(self) -> dict[str, Any]:
        """What is kept for speed is no part of a copy."""
        return {each.name: getattr(self, each.name) for each in fields(Ruleset)}

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id, enabled or not. Raises JixiaoError (JX845) with the ids there are."""
        for rule in self.all_rules:
            if rule.id == rule_id:
                return rule
        known = series("list.comma", [rule.id for rule in self.all_rules])
        raise JixiaoError(diagnose("JX845", ruleset=self.id, name=str(rule_id)[:80], known=known))

    def with_option(self, rule_id: str) -> Ruleset:
        """This ruleset with one of its options enabled and put before every other rule. Raises JixiaoError (JX845)."""
        first = min(rule.order for rule in self.all_rules) - 1
        enabled = evolve(self.rule(rule_id), order=first, enabled=True)
        return self.with_rules({rule_id: enabled})

    def with_rules(self, changed: Mapping[str, Rule]) -> Ruleset:
        """This ruleset with other rules in the place of some, by id."""
        return evolve(self, all_rules=tuple(changed.get(rule.id, rule) for rule in self.all_rules))

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of the rules that score, in file order."""
        return tuple(rule.id for rule in self.rules)
