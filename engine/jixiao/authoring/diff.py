"""Two rulesets compared: which targets score differently, for which actuals, by how much at most and where.

Curves are compared exactly over the actuals of one target of each kind, direction and sign (see ``probe``: one stands
for all of them). Over real cases: which projects move, which cross a grade line, and what is said before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from jixiao.authoring.probe import Probe, ProbeTarget, goal_for, names_of, probe
from jixiao.authoring.sets import difference
from jixiao.kernel.classes import frozen
from jixiao.kernel.compare import Difference, compare
from jixiao.kernel.interval import Interval, intersect
from jixiao.kernel.surd import Bracket
from jixiao.kernel.words import Value, series
from jixiao.rules.claim import ATOMS, Atom, Claim, Subject, TargetKind
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.score import Score

__all__ = ["CaseMove", "Lead", "LeafMove", "RulesetDiff", "TargetDiff", "diff", "move"]

_POINTS = Fraction(10)
_WIDTH = Fraction(1, 10**6)


@frozen
class Lead:
    """Actuals on which one side gives more: the interval, the supremum of the difference in points, and where.

    ``sign`` is 1 where the new one gives more. ``by`` and ``where`` are brackets where irrational, None at infinity.
    """

    part: Interval
    sign: int
    by: Fraction | Bracket
    where: Fraction | Bracket | None
    attained: bool


@frozen
class TargetDiff:
    """One kind of target under both: the rules that score it, and on which actuals they differ.

    ``stretches`` is empty where the two cannot be compared on curves (``other`` says how they differ).
    ``names`` are those of an indicator that both were asked about.
    """

    goal: ProbeTarget
    names: tuple[tuple[str, str], ...]
    before: Rule | None
    after: Rule | None
    points: Fraction = _POINTS
    stretches: tuple[Lead, ...] = ()
    only_before: tuple[Interval, ...] = ()
    only_after: tuple[Interval, ...] = ()
    other: str = ""


@frozen
class RulesetDiff:
    """``settings`` lists what is no rule: (what, before, after)."""

    targets: tuple[TargetDiff, ...]
    settings: tuple[tuple[str, Value, Value], ...]

    @property
    def is_empty(self) -> bool:
        """Whether every case scores alike under both."""
        return not self.targets and not self.settings


def diff(before: Ruleset, after: Ruleset) -> RulesetDiff:
    """Every difference between two rulesets."""
    return RulesetDiff(tuple(_targets(before, after)), tuple(_settings(before, after)))


# -- targets


def _targets(before: Ruleset, after: Ruleset) -> Iterator[TargetDiff]:
    for atom in ATOMS:
        told: set[tuple[str, str]] = set()
        for claim in _claims(atom, before, after):
            found = _target(atom, claim, before, after)
            if found is None:
                continue
            # Names that lead to the same two rules show the same difference again.
            pair = (found.before.id if found.before else "", found.after.id if found.after else "")
            if pair not in told:
                told.add(pair)
                yield found


def _claims(atom: Atom, *rulesets: Ruleset) -> list[Claim]:
    """An indicator of no special name, and one for each condition that a rule puts."""
    plain = Claim((atom.kind,))
    special = [
        rule.when for each in rulesets for rule in each.rules if atom in rule.when.atoms() and not rule.when.is_plain
    ]
    return [plain, *special]


def _target(atom: Atom, claim: Claim, before: Ruleset, after: Ruleset) -> TargetDiff | None:
    goal, names = goal_for(atom, claim), names_of(claim)
    words = goal.text if atom.kind in (TargetKind.LEVEL, TargetKind.SCALE) else ""
    subject = Subject(atom, goal.unit, words=words, **names)
    one, two = before.rule_for(subject), after.rule_for(subject)
    labels = tuple(names.items())
    if one is None or two is None:
        return None if one is two else TargetDiff(goal, labels, one, two, other="rule")
    if isinstance(one.scorer, Measured) and isinstance(two.scorer, Measured):
        return _curves(goal, labels, probe(one, goal, before, _POINTS), probe(two, goal, after, _POINTS))
    same = one.scorer == two.scorer
    return None if same else TargetDiff(goal, labels, one, two, other="scorer")


def _curves(goal: ProbeTarget, names: tuple[tuple[str, str], ...], one: Probe, two: Probe) -> TargetDiff | None:
    # An actual that one side takes for another (negative ones for zero) is told by its policy.
    reach = intersect(one.reach, two.reach)
    assert reach is not None
    first, second = one.bound.curve.restrict(reach), two.bound.curve.restrict(reach)
    if first is None or second is None:
        return None if first is second else TargetDiff(goal, names, one.rule, two.rule, other="scorer")
    stretches = tuple(_stretch(each) for each in compare(second, first, width=_WIDTH))
    only_before = difference([first.domain], [second.domain])
    only_after = difference([second.domain], [first.domain])
    rounded = "" if one.scorer.x_rounding == two.scorer.x_rounding else "round_axis"
    if not (stretches or only_before or only_after or rounded):
        return None
    return TargetDiff(goal, names, one.rule, two.rule, _POINTS, stretches, only_before, only_after, rounded)


def _stretch(each: Difference) -> Lead:
    by = Bracket(each.by.low * _POINTS, each.by.high * _POINTS) if isinstance(each.by, Bracket) else each.by
    assert isinstance(by, Fraction | Bracket)  # shares lie within 0..1
    where = each.where if isinstance(each.where, Fraction | Bracket) else None
    return Lead(each.part, each.sign, by * _POINTS if isinstance(by, Fraction) else by, where, each.attained)


# -- settings


def _settings(before: Ruleset, after: Ruleset) -> Iterator[tuple[str, Value, Value]]:
    pairs = {
        "framework": (_framework(before), _framework(after)),
        "grades": (_grades(before), _grades(after)),
        "rounding": (_rounding(before), _rounding(after)),
        "over": (_over(before), _over(after)),
        "execution": (_list(before.execution.names), _list(after.execution.names)),
        "cues": (_list(before.cues.negative), _list(after.cues.negative)),
    }
    yield from ((what, one, two) for what, (one, two) in pairs.items() if one != two)
    from jixiao.rules.policy import PolicyName

    for name in PolicyName:
        one, two = before.policy(name).value, after.policy(name).value
        if one != two:
            yield f"policy.{name}", one, two


def _list(items: Iterable[str]) -> Value:
    return series("list.comma", items)


def _framework(ruleset: Ruleset) -> Value:
    return _list(f"{branch.name} {branch.points}" for branch in ruleset.framework.branches)


def _grades(ruleset: Ruleset) -> Value:
    return _list(f"{cut.name} {cut.start}" for cut in ruleset.grades.cuts) if ruleset.grades else "—"


def _rounding(ruleset: Ruleset) -> str:
    return f"{ruleset.rounding.mode} {ruleset.rounding.places} @ {ruleset.rounding.at}"


def _over(ruleset: Ruleset) -> str:
    over = ruleset.over
    if over is None:
        return "—"
    reduced = "" if over.reduce is None else " " + " ".join(str(segment.map) for segment in over.reduce.segments())
    return f"{over.start}{reduced}"


# -- cases


@frozen
class LeafMove:
    """One indicator that scores differently; None where one side has no such row."""

    before: Leaf | None
    after: Leaf | None

    @property
    def name(self) -> str:
        """The indicator's name."""
        leaf = self.after or self.before
        return "" if leaf is None else leaf.indicator.level3

    @property
    def scores(self) -> tuple[Score, Score]:
        """What it gets before and after; nothing where it is not counted."""
        return _score(self.before), _score(self.after)


@frozen
class CaseMove:
    """A case under both rulesets. ``crosses``: its possible grades differ."""

    name: str
    before: Result
    after: Result
    leaves: tuple[LeafMove, ...]

    @property
    def moves(self) -> bool:
        """Whether the total differs."""
        return self.before.tree.total.score != self.after.tree.total.score

    @property
    def crosses(self) -> bool:
        """Whether the grade does."""
        return self.before.grades != self.after.grades


def move(case: Case, name: str, before: Ruleset, after: Ruleset) -> CaseMove:
    """The case scored by both; rows are held against each other by their place in the table."""
    one, two = evaluate(case, before), evaluate(case, after)
    return CaseMove(name, one, two, tuple(_moves(_by_row(one.leaves), _by_row(two.leaves))))


def _by_row(leaves: Sequence[Leaf]) -> dict[int | None, Leaf]:
    return {leaf.index: leaf for leaf in leaves}


def _moves(one: dict[int | None, Leaf], two: dict[int | None, Leaf]) -> Iterator[LeafMove]:
    for index in dict.fromkeys((*one, *two)):
        first, second = one.get(index), two.get(index)
        if first is not None and second is not None and first.score == second.score and first.counted == second.counted:
            continue
        yield LeafMove(first, second)


def _score(leaf: Leaf | None) -> Score:
    return leaf.score if leaf is not None and leaf.counted else Score(Fraction(0), Fraction(0))
