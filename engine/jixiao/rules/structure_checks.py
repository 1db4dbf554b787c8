"""What must hold of a ruleset before it may be loaded: references, reachability, order, tiling, sums, receivers.

What a rule promises about its curve is decided elsewhere (authoring); loading only asks that a rule which does not promise
says why. Each check is a function of a table and of the whole ruleset, told in CHECKS; what it tells is placed from the table on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction

from jixiao.kernel.curve import Curve, GapError, OverlapError, Segment
from jixiao.kernel.document_faults import Fault, NotRead
from jixiao.kernel.interval import EVERYTHING, Interval, intersect
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Checks
from jixiao.kernel.words import phrase, series
from jixiao.rules import faults
from jixiao.rules.axis import Axis, NamedAxis
from jixiao.rules.claim import Atom, TargetKind
from jixiao.rules.clause import Clause
from jixiao.rules.formula import Formula
from jixiao.rules.framework import AbsentPolicy, Framework, Level1, plain_name
from jixiao.rules.giving import Gives
from jixiao.rules.parts import ACTUAL, DrawnPart, Summed
from jixiao.rules.policy import POLICIES, PolicyName
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Alarm, Gate, GoalTotal, Grades, Over, Ruleset
from jixiao.rules.scorer import Judged, Measured
from jixiao.rules.shared import CommonFile, SharedScorer
from jixiao.rules.values import no_choice

__all__ = ["AXES_OF", "CHECKS", "uncovered"]

_NUMBERS = frozenset(
    {
        Axis.COMPLETION, Axis.INVERSE, Axis.DEVIATION, Axis.ABSOLUTE_DEVIATION, Axis.VALUE, Axis.EXCESS, Axis.MET,
        Axis.PACE,
    }
)  # fmt: skip
_ITEMS = frozenset({Axis.COVERAGE, Axis.BREACHES, Axis.MET_SHARE})

AXES_OF: dict[TargetKind, frozenset[Axis]] = {
    TargetKind.QUANTITY: _NUMBERS | _ITEMS,
    TargetKind.EXECUTION: _NUMBERS,
    TargetKind.RANGE: frozenset({Axis.WITHIN, Axis.MET, Axis.VALUE}),
    TargetKind.CHANGE: frozenset({Axis.GROWTH, Axis.MET, Axis.EXCESS, Axis.VALUE}),
    TargetKind.DEADLINE: frozenset({Axis.DAYS_LATE}),
    TargetKind.PERIOD: frozenset({Axis.DAYS_LATE}),
    TargetKind.LEVEL: _ITEMS,
    TargetKind.SCALE: _ITEMS,
    TargetKind.BLANK: _ITEMS,
}

_OWN = frozenset({TargetKind.QUANTITY, TargetKind.EXECUTION, TargetKind.RANGE, TargetKind.CHANGE})

_ZERO, _ONE = Fraction(0), Fraction(1)
_REACH = {
    Axis.INVERSE: Interval.open(_ZERO, None),
    Axis.ABSOLUTE_DEVIATION: Interval(_ZERO, None),
    Axis.MET: Interval(_ZERO, _ONE),
    Axis.COVERAGE: Interval(_ZERO, _ONE),
    Axis.MET_SHARE: Interval(_ZERO, _ONE),
    Axis.BREACHES: Interval(_ZERO, None),
}
_MONTHS = tuple(str(month) for month in range(1, 13))


# -- the whole, and references


def _dates(ruleset: Ruleset, _: Ruleset) -> Iterator[Fault]:
    start, end = ruleset.valid_from, ruleset.valid_to
    if start and end and start > end:
        yield no_choice(end, [f">= {start}"], "to")


def _policies(ruleset: Ruleset, _: Ruleset) -> Iterator[Fault]:
    for name, policy in ruleset.policies.items():
        with contextlib.suppress(NotRead):
            if name not in list(PolicyName):
                known = series("list.comma", PolicyName)
                yield Fault(faults.UNKNOWN_POLICY, f"policy.{name}", name=name, value=policy.value, known=known)
            elif policy.value not in (allowed := POLICIES[PolicyName(name)].allowed):
                known = series("list.comma", allowed)
                yield Fault(faults.UNKNOWN_POLICY, f"policy.{name}.value", name=name, value=policy.value, known=known)


def _source(clause: Clause, ruleset: Ruleset) -> Iterator[Fault]:
    if clause.source not in ruleset.sources:
        yield Fault(faults.UNKNOWN_SOURCE, "source", source=clause.source, known=series("list.comma", ruleset.sources))


# -- rules


def _rule_id(rule: Rule, ruleset: Ruleset) -> Iterator[Fault]:
    if any(_id_of(other) == rule.id for other in _before(rule, ruleset)):
        yield Fault(faults.SAME_NAME, "id", name=rule.id)


def _scorer_id(scorer: SharedScorer, whole: Ruleset | CommonFile) -> Iterator[Fault]:
    place = next(index for index, each in enumerate(whole.scorers) if each is scorer)
    if any(_id_of(other) == scorer.id for other in whole.scorers[:place]):
        yield Fault(faults.SAME_NAME, "id", name=scorer.id)


def _id_of(each: Rule | SharedScorer) -> str | None:
    with contextlib.suppress(NotRead):
        return each.id
    return None


def _before(rule: Rule, ruleset: Ruleset) -> tuple[Rule, ...]:
    """The rules that stand before this one in the file."""
    place = next(index for index, each in enumerate(ruleset.all_rules) if each is rule)
    return ruleset.all_rules[:place]


def _scores(rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """Those of the rules that are enabled and whose condition and order could be read."""
    for rule in rules:
        with contextlib.suppress(NotRead):
            if rule.enabled and rule.when.atoms() and rule.order is not None:
                yield rule


def _reach(rule: Rule, ruleset: Ruleset) -> Iterator[Fault]:
    """Conditions that never hold together, another rule that claims the same in one order, and nothing left by those before."""
    if not rule.enabled:
        return
    atoms = rule.when.atoms()
    if not atoms:
        yield Fault(faults.OUT_OF_REACH, "when", rule=rule.id, reason=phrase("reach.never"))
        return
    for other in _scores(_before(rule, ruleset)):
        both = atoms & other.when.atoms()
        if both and other.order == rule.order and not _names_apart(rule, other):
            atom = _atom_text(min(both, key=_atom_text))
            yield Fault(faults.SAME_CLAIM, rule=rule.id, other=other.id, atom=atom)
    earlier = [other for other in _scores(ruleset.all_rules) if other.order < rule.order and other.when.is_plain]
    if not atoms.difference(*(other.when.atoms() for other in earlier)):
        ids = series("list.comma", tuple(other.id for other in earlier))
        yield Fault(faults.OUT_OF_REACH, rule=rule.id, reason=phrase("reach.hidden", rules=ids, n=len(earlier)))


def _names_apart(one: Rule, two: Rule) -> bool:
    """Whether units or words keep the two apart; names never do for certain, since a name may hold both words."""
    pairs = ((one.when.unit, two.when.unit), (one.when.words, two.when.words))
    return any(left and right and not set(left) & set(right) for left, right in pairs)


def _atom_text(atom: Atom) -> str:
    return " ".join(str(part) for part in (atom.kind, atom.direction, atom.sign) if part is not None)


def _axis(rule: Rule, _: Ruleset) -> Iterator[Fault]:
    """An axis that fits the kinds of targets."""
    if isinstance(rule.scorer, Measured):
        for kind in rule.when.target:
            if rule.scorer.axis not in AXES_OF[kind] and not _is_own(rule.scorer.axis, kind):
                known = series("list.comma", sorted(AXES_OF[kind]))
                at = "use" if rule.use else "axis"
                yield Fault(faults.WRONG_AXIS, at, rule=rule.id, axis=str(rule.scorer.axis), kind=kind, known=known)


def _is_own(axis: NamedAxis, kind: TargetKind) -> bool:
    """Whether an embedder's own axis stands over a kind of target that has a number."""
    return not isinstance(axis, Axis) and kind in _OWN


def _promises(rule: Rule, _: Ruleset) -> Iterator[Fault]:
    """A rule on a curve that does not promise fullness at the target or monotonicity says why."""
    if isinstance(rule.scorer, Measured) and not rule.because:
        for promise in (Promise.FULL_AT_TARGET, Promise.MONOTONE):
            if promise not in rule.promises:
                yield Fault(faults.NO_REASON, "properties", rule=rule.id, promise=promise)


def _covers(rule: Rule | SharedScorer, _: Ruleset) -> Iterator[Fault]:
    """A curve that has a value wherever its axis comes, or an assessor for the rest."""
    scorer = rule.scorer
    if isinstance(scorer, Measured) and scorer.outside is None:
        axis = scorer.axis
        reach = _REACH.get(axis, EVERYTHING) if isinstance(axis, Axis) else axis.covers
        for missing in uncovered(reach, scorer.curve.domain):
            yield Fault(faults.UNCOVERED, "curve", rule=rule.id, missing=f"x ∈ {missing}")


def uncovered(reach: Interval, domain: Interval) -> Iterator[Interval]:
    """What the axis reaches below or above the curve's domain."""
    if domain.low is not None:
        below = intersect(reach, Interval(None, domain.low, high_open=not domain.low_open))
        if below is not None:
            yield below
    if domain.high is not None:
        above = intersect(reach, Interval(domain.high, None, low_open=not domain.high_open))
        if above is not None:
            yield above


def _bands(rule: Rule | SharedScorer, _: Ruleset) -> Iterator[Fault]:
    """Bands that tile 0 to 100%."""
    if not isinstance(rule.scorer, Judged):
        return
    reason = None
    try:
        tiled = Curve.build(Segment(band.share, Mobius.constant(0)) for band in rule.scorer.bands)
        if tiled.domain != Interval(_ZERO, _ONE):
            reason = str(tiled.domain)
    except (GapError, OverlapError) as error:
        reason = f"{error.left} … {error.right}"
    if reason is not None:
        yield Fault(faults.BANDS_APART, "band[0]", rule=rule.id, reason=reason)


# -- inputs and parts


def _inputs(rule: Rule | SharedScorer, _: Ruleset) -> Iterator[Fault]:
    """Inputs and parts by names of their own; formulas of declared inputs, each of which is asked for."""
    scorer = rule.scorer
    if not isinstance(scorer, Summed | Measured):
        return
    yield from _twice([each.name for each in scorer.inputs], "input")
    formulas: list[tuple[str, Formula]] = []
    if isinstance(scorer, Summed):
        yield from _twice([each.name for each in scorer.parts], "part")
        formulas = [
            (f"part[{at}].x", each.scorer.x)
            for at, each in enumerate(scorer.parts)
            if isinstance(each.scorer, DrawnPart)
        ]
    elif scorer.computed is not None:
        formulas = [("actual", scorer.computed)]
    known = {each.name: each.unit for each in scorer.inputs} | ({ACTUAL: ""} if isinstance(scorer, Summed) else {})
    for at, formula in formulas:
        yield from _formula(formula, known, at)
    asked = {name for _, formula in formulas for name in formula.names}
    for place, declared in enumerate(scorer.inputs):
        if declared.name not in asked:
            yield Fault(faults.UNUSED_INPUT, f"input[{place}]", name=declared.name)


def _twice(names: list[str], at: str) -> Iterator[Fault]:
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Fault(faults.SAME_NAME, f"{at}[{place}]", name=name)


def _formula(formula: Formula, known: dict[str, str], at: str) -> Iterator[Fault]:
    unknown = [name for name in formula.names if name not in known]
    for name in unknown:
        yield Fault(faults.UNKNOWN_INPUT, at, name=name, known=series("list.comma", known))
    if not unknown and ACTUAL not in formula.names:
        try:
            formula.dimension(known)
        except Fault as fault:
            fault.at = at
            yield fault


def _rule_parts(rule: Rule | SharedScorer, _: Ruleset) -> Iterator[Fault]:
    """Each part that gives says how much, and has a value wherever its formula comes."""
    scorer = rule.scorer
    if not isinstance(scorer, Summed):
        return
    within = {each.name: each.within or EVERYTHING for each in scorer.inputs}
    numbers = set(within)
    for at, part in enumerate(scorer.parts):
        by_share = not isinstance(part.scorer, DrawnPart) or part.gives is Gives.SHARE
        if part.points is None and (by_share or not part.takes) and not part.empties:
            yield Fault(faults.NO_POINTS, f"part[{at}]", part=part.name)
        if isinstance(part.scorer, DrawnPart):
            tree = part.scorer.x.tree
            reach = within.get(tree[1], EVERYTHING) if tree[0] == "name" else EVERYTHING
            for missing in uncovered(reach, part.scorer.curve.domain):
                yield Fault(faults.UNCOVERED, f"part[{at}].curve", rule=part.name, missing=f"x ∈ {missing}")
        else:
            for name in numbers & set(part.asks):
                yield Fault(faults.UNUSED_INPUT, f"part[{at}]", name=name)


# -- the framework


def _points(branch: Level1, _: Ruleset) -> Iterator[Fault]:
    if branch.points < 0:
        yield Fault(faults.NO_CHOICE, "points", key="points", value=plain(branch.points), known=">= 0")


def _parts(branch: Level1, _: Ruleset) -> Iterator[Fault]:
    """Second-level points that add up to their branch."""
    points = [each.points for each in branch.level2]
    known = [each for each in points if each is not None]
    if known and len(known) == len(points) and sum(known) != branch.points:
        found = plain(sum(known, _ZERO))
        yield Fault(faults.WRONG_PARTS, name=branch.name, found=found, n=plain(branch.points))


def _branch_names(branch: Level1, ruleset: Ruleset) -> Iterator[Fault]:
    """Names that no branch before goes by."""
    branches = ruleset.framework.branches
    taken: set[str] = set()
    for other in branches[: next(index for index, each in enumerate(branches) if each is branch)]:
        taken |= _plain_names(other)
    for name in (branch.name, *branch.aliases):
        if plain_name(name) in taken:
            yield Fault(faults.SAME_NAME, name=name)


def _plain_names(branch: Level1) -> set[str]:
    """What the branch goes by, as far as it was read."""
    names: set[str] = set()
    with contextlib.suppress(NotRead):
        names.add(plain_name(branch.name))
    with contextlib.suppress(NotRead):
        names |= {plain_name(each) for each in branch.aliases}
    return names


def _total(framework: Framework, _: Ruleset) -> Iterator[Fault]:
    whole = sum((branch.points for branch in framework.branches if branch.outside is None), _ZERO)
    if whole != framework.total:
        yield Fault(faults.WRONG_TOTAL, found=plain(whole), total=plain(framework.total))


def _outside(branch: Level1, ruleset: Ruleset) -> Iterator[Fault]:
    """A section outside the total is no execution, gives its points to nobody and belongs to no weighed goals."""
    outside = branch.outside
    if outside is None:
        return
    if branch.execution or branch.cap is not None or branch.absent.policy is not AbsentPolicy.KEEP:
        yield Fault(faults.WRONG_OUTSIDE, "outside", name=branch.name, reason="execution / cap / absent")
    if ruleset.goals.total is GoalTotal.WEIGHTED:
        yield Fault(faults.WRONG_OUTSIDE, "outside", name=branch.name, reason="goals.total = weighted")
    if outside.most is not None and outside.most < 0:
        yield Fault(faults.WRONG_OUTSIDE, "outside", name=branch.name, reason=f"most = {plain(outside.most)}")


def _receivers(branch: Level1, ruleset: Ruleset) -> Iterator[Fault]:
    """Each receiver is another branch."""
    if branch.absent.policy is AbsentPolicy.RECEIVER:
        others = set[str]().union(*(_plain_names(each) for each in ruleset.framework.branches if each is not branch))
        for name, _ in branch.absent.receivers(_ZERO):
            if plain_name(name) not in others - _plain_names(branch):
                yield Fault(faults.WRONG_ABSENT, "absent", reason=f"to = {name}")


def _given_on(branch: Level1, _: Ruleset) -> Iterator[Fault]:
    """What the receivers get is all there is."""
    if branch.absent.policy is AbsentPolicy.RECEIVER:
        given = sum((points for _, points in branch.absent.receivers(branch.points)), _ZERO)
        if given != branch.points:
            yield Fault(faults.WRONG_ABSENT, "absent", reason=f"{plain(given)} ≠ {plain(branch.points)}")


# -- what stands behind the sum


def _grades(grades: Grades, _: Ruleset) -> Iterator[Fault]:
    """Best first, each lower than the one before, the last from zero."""
    starts = [cut.start for cut in grades.cuts]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        yield Fault(faults.WRONG_GRADES, reason=" → ".join(plain(start) for start in starts))
    if not starts or starts[-1] != 0:
        yield Fault(faults.WRONG_GRADES, reason=plain(starts[-1]) if starts else "—")


def _gate(gate: Gate, _: Ruleset) -> Iterator[Fault]:
    """A veto names an indicator and says what it does."""
    if not (gate.level2 or gate.level3):
        yield Fault(faults.WRONG_GATE, gate=gate.id, reason="level2 / level3 ?")
    if not gate.grade and gate.total is None and gate.sets is None and gate.lower < 1:
        yield Fault(faults.WRONG_GATE, gate=gate.id, reason="grade / total / sets / lower ?")


def _gate_grade(gate: Gate, ruleset: Ruleset) -> Iterator[Fault]:
    """The grade that a veto gives is one of the table's."""
    known = [cut.name for cut in ruleset.grades.cuts] if ruleset.grades else []
    if gate.grade and gate.grade not in known:
        yield Fault(faults.WRONG_GATE, gate=gate.id, reason=f"grade = {gate.grade}")


def _over(over: Over, _: Ruleset) -> Iterator[Fault]:
    """A reduction says something of every over-fulfilment."""
    if over.reduce is not None:
        for missing in uncovered(Interval(over.start, None), over.reduce.domain):
            yield Fault(faults.UNCOVERED, "reduce", rule="over", missing=f"x ∈ {missing}")


def _months(alarm: Alarm, _: Ruleset) -> Iterator[Fault]:
    for month in alarm.by_month:
        if month not in _MONTHS:
            yield no_choice(month, _MONTHS, "by_month")


CHECKS: Checks = {
    Ruleset: (_dates, _policies),
    Clause: (_source,),
    Rule: (_rule_id, _reach, _axis, _promises, _covers, _bands, _inputs, _rule_parts),
    SharedScorer: (_scorer_id, _covers, _bands, _inputs, _rule_parts),
    Framework: (_total,),
    Level1: (_points, _parts, _branch_names, _receivers, _given_on, _outside),
    Grades: (_grades,),
    Gate: (_gate, _gate_grade),
    Over: (_over,),
    Alarm: (_months,),
}
