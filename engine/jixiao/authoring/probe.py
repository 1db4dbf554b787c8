"""A rule held against one target of each kind that it scores: what every check looks at.

One target for each sign decides for all of them. The axes completion, inverse, deviation, pace, growth and within
see nothing but A/|T| and the sign of T, so the curve over the actuals of one T is that of another, stretched by
a positive factor; excess sees A - T, so it is shifted; met sees on which side of T the actual lies. Bounds, order,
jumps and what is full survive stretching and shifting. ``value`` does not move with T, which only a promise of
fullness at the target can notice: there two targets are tried, and no curve that is full from a fixed number on can
fit both. Points matter only to curves that give points or deductions: see :func:`points_of`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.sets import nearest
from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve, Segment
from jixiao.kernel.interval import EVERYTHING, Infinity, Interval, intersect
from jixiao.kernel.number import fraction, plain
from jixiao.kernel.when import When
from jixiao.language.ast import (
    Blank,
    Change,
    Deadline,
    Level,
    Meaning,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Scale,
    Way,
)
from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis, position
from jixiao.rules.bind import Bound, bind
from jixiao.rules.claim import ATOMS, Atom, Claim, Sign, TargetKind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Gives, Measured
from jixiao.scoring.steps.share import negatives_are_zero

__all__ = [
    "Probe",
    "ProbeTarget",
    "actual_at",
    "atoms_left",
    "goal_for",
    "names_of",
    "path_of",
    "points_of",
    "probe",
    "probes",
]

_ZERO, _ONE, _TEN = Fraction(0), Fraction(1), Fraction(10)
_SIGNS = {Direction.POSITIVE: Operator.AT_LEAST, Direction.NEGATIVE: Operator.AT_MOST, Direction.EXACT: Operator.EQUAL}
_SHOWN = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.EQUAL: "="}
_VALUES = {Sign.POSITIVE: 95, Sign.ZERO: 0, Sign.NEGATIVE: -5}
_CHANGES = {Sign.POSITIVE: 8, Sign.ZERO: 0, Sign.NEGATIVE: -5}
_RANGES = {Sign.POSITIVE: (80, 100), Sign.ZERO: (0, 100), Sign.NEGATIVE: (-5, 5)}
_LAST_DAY = datetime.date(2021, 6, 30)
_ITEMS = (Axis.COVERAGE, Axis.MET_SHARE, Axis.BREACHES)
_WHOLE = (Axis.DAYS_LATE, Axis.BREACHES)


@frozen
class ProbeTarget:
    """A target of one atom: its cell as a person writes it, and what that means."""

    atom: Atom
    text: str
    meaning: Meaning
    unit: str = ""


@frozen
class Probe:
    """A measured rule bound to a goal. ``reach`` holds the actuals there can be; ``whole``: whole numbers only."""

    rule: Rule
    scorer: Measured
    goal: ProbeTarget
    bound: Bound
    reach: Interval
    whole: bool

    @property
    def points(self) -> Fraction:
        """The points that the goal is worth."""
        return self.bound.points

    @property
    def aim(self) -> Fraction:
        """The actual to stay near to when one is shown: the target's value, or an end of what meets it."""
        met = self.bound.met
        low, high = met.low, met.high
        if low is None:
            return high if high is not None else _ZERO
        return low

    @property
    def curve(self) -> Curve | None:
        """The share over the actuals there can be; None where an assessor judges all of them."""
        return self.bound.curve.restrict(self.reach)

    def share(self, actual: Fraction) -> Fraction | None:
        """What the scorer gives, an axis that is rounded first rounded; None where an assessor judges."""
        if actual not in self.bound.curve.domain:
            return None
        x = position(self.bound.axis, actual) if self.bound.is_on_axis(actual) else None
        if self.scorer.x_rounding is None or x is None:
            return self.bound.curve.at(actual)
        return self.bound.over_axis.at(self.scorer.x_rounding(x))

    def actual_keys(self, actual: Fraction) -> dict[str, str]:
        """The keys of a ``[[rule.example]]`` that say this actual."""
        axis, kind = self.scorer.axis, self.goal.atom.kind
        if axis is Axis.BREACHES:
            listed = max(int(actual), 10)
            return {"items": f"{listed - int(actual)}/{listed}"}
        if axis in _ITEMS:
            return {"items": fraction(actual)}
        if kind is TargetKind.EXECUTION:
            return {"budget": "100", "executed": plain(actual)}
        if axis is Axis.DAYS_LATE:
            day = _LAST_DAY + datetime.timedelta(days=int(actual))
            return {"actual": f"{day.year}年{day.month}月{day.day}日"}
        return {"actual": f"{plain(actual)}{self.goal.unit}"}


def promising(ruleset: Ruleset, promise: Promise) -> Iterator[tuple[Rule, str]]:
    """The rules that make this promise, each with its path."""
    for rule in ruleset.rules:
        if promise in rule.promises:
            yield rule, path_of(rule, ruleset)


def path_of(rule: Rule, ruleset: Ruleset) -> str:
    """The JSON path of the rule in its file, options counted."""
    return f"$.rule[{[each.id for each in ruleset.all_rules].index(rule.id)}]"


def actual_at(probe: Probe, x: Interval, *, anything: bool = False) -> Fraction | None:
    """An actual whose place on the axis lies in ``x``, near to the target; None where there is none.

    With ``anything`` it may be one that no table holds (a negative execution), save that lists stay lists.
    """
    lists = probe.scorer.axis in _ITEMS
    reach = EVERYTHING if anything and not lists else probe.reach
    for part in probe.bound.axis:
        if isinstance(part.map, Infinity):
            continue
        for actuals in Curve.build([Segment(part.part, part.map)]).preimage(x):
            within = intersect(actuals, reach)
            found = None if within is None else nearest(within, probe.aim, whole=probe.whole)
            if found is not None:
                return found
    return None


def atoms_left(rule: Rule, ruleset: Ruleset) -> tuple[Atom, ...]:
    """The atoms that come to the rule at all: not those that rules before it take whatever the names."""
    before = [each for each in ruleset.rules if each.order < rule.order and each.when.is_plain]
    left = rule.when.atoms().difference(*(each.when.atoms() for each in before))
    return tuple(atom for atom in ATOMS if atom in left)


def probes(rule: Rule, ruleset: Ruleset) -> Iterator[Probe]:
    """The measured rule with one target of every kind, direction and sign that comes to it."""
    if isinstance(rule.scorer, Measured):
        for atom in atoms_left(rule, ruleset):
            yield probe(rule, goal_for(atom, rule.when), ruleset)


def probe(rule: Rule, goal: ProbeTarget, ruleset: Ruleset, points: Fraction | None = None) -> Probe:
    """The measured rule bound to a goal, for so many points (:func:`points_of` where None)."""
    scorer = rule.scorer
    assert isinstance(scorer, Measured)
    policies = {name: ruleset.policy(name) for name in (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)}
    bound = bind(rule, goal.meaning, points_of(scorer) if points is None else points, goal.atom.direction, policies)
    return Probe(rule, scorer, goal, bound, _reach(scorer, goal, ruleset), scorer.axis in _WHOLE)


def _reach(scorer: Measured, goal: ProbeTarget, ruleset: Ruleset) -> Interval:
    if scorer.axis in (Axis.COVERAGE, Axis.MET_SHARE):
        return Interval(_ZERO, _ONE)
    negative = negatives_are_zero(goal.meaning, ruleset)
    if scorer.axis is Axis.BREACHES or goal.atom.kind is TargetKind.EXECUTION or negative:
        return Interval(_ZERO, None)
    return EVERYTHING


def points_of(scorer: Measured) -> Fraction:
    """The points to decide with. A share does not depend on them.

    Points as written are full at the highest of the curve, so that is what the indicator is worth. Deductions are
    cut off at zero; with more points than any knot takes off, nothing is cut that fewer points would show.
    """
    ends = [abs(knot.y) for knot in scorer.curve.knots]
    if scorer.gives is Gives.POINTS:
        top = scorer.curve.highest().value
        return top if isinstance(top, Fraction) and top > 0 else _TEN
    return max([_TEN, *(end + 1 for end in ends)]) if scorer.gives is Gives.DEDUCTION else _TEN


def names_of(claim: Claim) -> dict[str, str]:
    """Names of an indicator that the conditions let through, for a ``[[rule.example]]``."""
    return {key: words[0] for key in ("level1", "level2", "level3") if (words := getattr(claim, key))}


def goal_for(atom: Atom, claim: Claim | None = None, value: Fraction | None = None) -> ProbeTarget:
    """A target of the atom, in the first unit that the claim asks for (% where it asks for none)."""
    unit = claim.unit[0] if claim is not None and claim.unit else "%"
    sign = atom.sign or Sign.POSITIVE
    if atom.kind is TargetKind.QUANTITY:
        operator = _SIGNS[atom.direction or Direction.POSITIVE]
        wanted = Fraction(_VALUES[sign]) if value is None else value
        return ProbeTarget(atom, f"{_SHOWN[operator]}{plain(wanted)}{unit}", Quantity(operator, wanted, unit), unit)
    if atom.kind is TargetKind.CHANGE:
        operator = _SIGNS[atom.direction or Direction.POSITIVE]
        wanted = Fraction(_CHANGES[sign]) if value is None else value
        text = f"较上年增长{_SHOWN[operator]}{plain(wanted)}{unit}"
        return ProbeTarget(atom, text, Change(Way.UP, operator, wanted, unit), unit)
    if atom.kind is TargetKind.RANGE:
        low, high = (Fraction(end) for end in _RANGES[sign])
        low = low if value is None else value
        return ProbeTarget(atom, f"{plain(low)}～{plain(high)}{unit}", Range(low, high, unit), unit)
    if atom.kind is TargetKind.EXECUTION:
        return ProbeTarget(atom, "", Quantity(Operator.AT_LEAST, Fraction(100), "%"), "%")
    day = When(2021, 6, 30)
    if atom.kind is TargetKind.DEADLINE:
        return ProbeTarget(atom, "2021年6月30日", Deadline(Relation.BY, day))
    if atom.kind is TargetKind.PERIOD:
        return ProbeTarget(atom, "2021-01-01至2021-06-30", Period(When(2021, 1, 1), day))
    words = claim.words[0] if claim is not None and claim.words else ""
    if atom.kind is TargetKind.LEVEL:
        return ProbeTarget(atom, words or "健全", Level(words or "健全"))
    return (
        ProbeTarget(atom, words or "优良中差", Scale(words or "优良中差"))
        if atom.kind is TargetKind.SCALE
        else ProbeTarget(atom, "/", Blank())
    )
