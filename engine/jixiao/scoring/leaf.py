"""What came of one indicator, and how: the trace that every report, sentence and sum is read from."""

from __future__ import annotations

from fractions import Fraction

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.language.actual import ActualReading
from jixiao.language.ast import Meaning, Parsed
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.rules.claim import TargetKind
from jixiao.rules.clause import Clause, Trust
from jixiao.rules.parts import RulePart
from jixiao.rules.policy import Policy, PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset, ScoreRounding
from jixiao.scoring.case import Indicator
from jixiao.scoring.execution import held_against
from jixiao.scoring.reason import Open
from jixiao.scoring.score import Score

__all__ = ["Leaf", "Outcome", "PartOutcome", "PartScore", "PolicyUse"]


@frozen
class PolicyUse:
    """A policy that this score rests on."""

    name: PolicyName
    policy: Policy


@frozen
class PartScore:
    """What one part of a row gives, or takes off: points between two bounds, never below none.

    ``given`` are the inputs it was read from, as written; ``x`` is where its curve was read, ``row`` that row, ``band`` the
    grade or item. ``failed``: it gives nothing, or takes something off; None where that is open.
    """

    part: RulePart
    points: Score
    given: tuple[tuple[str, str], ...] = ()
    x: Fraction | None = None
    row: str = ""
    band: str = ""
    failed: bool | None = None
    why: Open | None = None


@frozen
class Outcome:
    """How a share came about. ``share`` is unrounded and within 0..1.

    ``x`` is the place on the rule's axis (None: beyond every number, or no axis), ``x_range`` where it is
    known only between two ends, ``x_rounded`` the value the curve was read at where the rule rounds it
    first. ``row`` is the text of the curve's row, ``band`` the name of the band or grade. ``why`` says what keeps
    the share open; None where it is settled.
    """

    share: Score
    x: Fraction | None = None
    x_range: Interval | None = None
    x_rounded: Fraction | None = None
    row: str = ""
    band: str = ""
    met: bool | None = None
    why: Open | None = None
    policies: tuple[PolicyUse, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sums: tuple[PartScore, ...] = ()
    """What the parts of a rule made of parts give and take."""


@frozen
class PartOutcome:
    """One of several standards in one cell."""

    normal_form: str
    rule: Rule | None
    outcome: Outcome


@frozen(repr=False)
class Leaf:
    """An indicator scored. ``index`` is its row in the case, None for a budget execution that is no row.

    ``points`` is final (printed, or allotted by the ruleset); ``share`` is before points, deduction and
    rounding; ``unrounded`` after points and deduction; ``computed`` rounded; ``score`` is ``computed`` or a
    person's override. ``why`` says what keeps ``computed`` open, or the leaf out of every sum. ``counted`` is False
    where it takes no part in any (not applicable, skipped).
    """

    index: int | None
    indicator: Indicator
    kind: TargetKind | None
    parsed: Parsed | None
    points: Fraction
    allotted: bool
    direction: Direction | None
    direction_from: DirectionFrom | None
    cue: str
    reading: ActualReading | None
    rule: Rule | None
    outcome: Outcome
    unrounded: Score
    computed: Score
    score: Score
    ruleset: Ruleset = field(eq=False, repr=False)
    """What scored it."""
    why: Open | None = None
    counted: bool = True
    parts: tuple[PartOutcome, ...] = ()
    factor: Fraction | None = None
    over: bool = False
    reduced: Fraction | None = None
    """What over-fulfilment of a target confirmed as too low took the share times."""
    capped: Fraction | None = None
    """The rule's cap, where it took points away."""
    light: str = ""
    policies: tuple[PolicyUse, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), eq=False)

    def __repr__(self) -> str:
        given = f"{self.indicator.level3!r:.40}, {self.indicator.target!r:.40}, {self.indicator.actual!r:.40}"
        return f"Leaf({given}: {self.score.text()} of {plain(self.points)})"

    @property
    def target(self) -> Meaning | None:
        """What the actual is held against; None where no target has been read."""
        return (
            None
            if self.parsed is None
            else held_against(self.parsed.meaning, execution=self.kind is TargetKind.EXECUTION)
        )

    def attained(self, rounding: ScoreRounding) -> Score:
        """The score with its upper end as far as rounding at the leaf reaches it; one that a person set is what it is."""
        if not self.unrounded.high_open or rounding.at != "leaf" or self.is_overridden:
            return self.score
        return self.unrounded.attained(rounding)

    @property
    def is_overridden(self) -> bool:
        """Whether a person's override stands in place of what was computed, which it may equal once that is rounded."""
        override = self.indicator.override
        return override is not None and not self.indicator.not_applicable and 0 <= override.score <= self.points

    @property
    def assumption(self) -> Clause | None:
        """The clause of trust assumed that the score rests on: its rule's own, or for less than full points what that takes beyond it."""
        if self.rule is None:
            return None
        if self.rule.clause.trust is Trust.ASSUMED:
            return self.rule.clause
        share = self.outcome.share
        return None if share.low == share.high == 1 else self.rule.assumes

    @property
    def is_open(self) -> bool:
        """Whether a judgement, an actual or an answer is still missing."""
        return self.counted and self.score.is_open
