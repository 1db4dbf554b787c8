"""One row on its way to a leaf."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, fields

from jixiao.kernel.classes import define, frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.language.actual import ActualReading
from jixiao.language.ast import Meaning, Parsed
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.rules.claim import TargetKind
from jixiao.rules.rule import Rule
from jixiao.scoring.leaf import Leaf, Outcome, PartOutcome, PolicyUse
from jixiao.scoring.reason import Open
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.score import Score

__all__ = ["SettledDirection", "Work"]


@frozen
class SettledDirection:
    """A target's direction and what told it. ``asked``: nothing did, and the ruleset's policy is to ask."""

    direction: Direction | None
    source: DirectionFrom | None = None
    cue: str = ""
    asked: Open | None = None
    said: Diagnostic | None = None


NO_BEARING = SettledDirection(None)
"""Of a target that has no direction: a date, a level, several targets."""


@define(eq=False)
class Work:
    """What the steps have found of one row. Each fills in its own parts, from those of the steps before it.

    A part without a default is not there until its step has run: asking for it before raises AttributeError. Those
    with one keep it where their step finds nothing (no direction, no rule, no actual).
    """

    row: Row
    setting: Setting

    # read_target
    parsed: Parsed = field(init=False)
    kind: TargetKind | None = field(init=False)
    given_direction: Direction | None = field(init=False)
    """By the case, or by a column of its form."""
    target: Meaning = field(init=False)
    """What the actual is held against."""

    # settle_direction
    bearing: SettledDirection = NO_BEARING

    # choose_rule; several targets have their parts' rules instead
    rule: Rule | None = None
    counts: tuple[int, int] | None = None
    """Items met and listed, for a rule that counts other indicators."""

    # take_actual
    reading: ActualReading | None = None

    # find_share, or the step that found that there is none to be had
    outcome: Outcome = field(init=False)
    settled: bool = False
    parts: tuple[PartOutcome, ...] = ()
    policies: tuple[PolicyUse, ...] = ()
    counted: bool = True

    # note_over
    over: bool = False
    reduced: Fraction | None = None

    # give_points
    unrounded: Score = field(init=False)
    capped: Fraction | None = None
    refused: Open | None = None

    # round_points, override_score, show_light
    computed: Score = field(init=False)
    score: Score = field(init=False)
    light: str = ""

    said: list[Diagnostic] = field(factory=list)

    def again(self, row: Row) -> Work:
        """Another row that is as far as this one: the same but for what the steps that are still to run ask of it."""
        other = Work(row, self.setting)
        for name in _PARTS:
            if hasattr(self, name):
                setattr(other, name, getattr(self, name))
        other.said = list(self.said)
        return other

    def leaf(self) -> Leaf:
        """The leaf, once every step has run."""
        row, bearing = self.row, self.bearing
        return Leaf(
            row.index,
            row.indicator,
            self.kind,
            self.parsed,
            row.points,
            row.allotted,
            bearing.direction,
            bearing.source,
            bearing.cue,
            self.reading,
            self.rule,
            self.outcome,
            self.unrounded,
            self.computed,
            self.score,
            self.setting.ruleset,
            why=self.outcome.why or self.refused,
            counted=self.counted,
            parts=self.parts,
            over=self.over,
            reduced=self.reduced,
            capped=self.capped,
            light=self.light,
            policies=self.policies,
            diagnostics=tuple(self.said),
        )


_PARTS = tuple(item.name for item in fields(Work) if item.name not in ("row", "setting", "said"))
