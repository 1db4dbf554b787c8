"""What must hold of a ruleset before it may be loaded: reachability, order, tiling, sums, receivers.

What a rule promises about its curve is decided elsewhere (authoring); loading only asks that a rule which
does not promise says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from jixiao.kernel.curve import Curve, GapError, OverlapError, Segment
from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.interval import EVERYTHING, Interval, intersect
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Document
from jixiao.kernel.words import phrase, series
from jixiao.rules.axis import Axis
from jixiao.rules.claim import Atom, TargetKind
from jixiao.rules.document import GateText
from jixiao.rules.framework import Framework, Level1, plain_name
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Grades
from jixiao.rules.scorer import Judged, Measured

__all__ = [
    "AXES_OF",
    "check_framework",
    "check_gates",
    "check_grades",
    "check_promises",
    "check_reach",
    "check_scorer",
    "uncovered",
]

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

_ZERO, _ONE = Fraction(0), Fraction(1)
_REACH = {
    Axis.INVERSE: Interval.open(_ZERO, None),
    Axis.ABSOLUTE_DEVIATION: Interval(_ZERO, None),
    Axis.MET: Interval(_ZERO, _ONE),
    Axis.COVERAGE: Interval(_ZERO, _ONE),
    Axis.MET_SHARE: Interval(_ZERO, _ONE),
    Axis.BREACHES: Interval(_ZERO, None),
}


def check_reach(rules: Mapping[int, Rule], document: Document) -> Iterator[Diagnostic]:
    """Two rules that claim one target in one order, and rules that nothing is left for. ``rules`` by their place."""
    for index, rule in rules.items():
        path = f"$.rule[{index}]"
        atoms = rule.when.atoms()
        if not atoms:
            yield diagnose("JX306", document.place(f"{path}.when"), rule=rule.id, reason=phrase("reach.never"))
            continue
        for other in (each for place, each in rules.items() if place < index):
            both = atoms & other.when.atoms()
            if both and other.order == rule.order and not _names_apart(rule, other):
                atom = _atom_text(min(both, key=_atom_text))
                yield diagnose("JX305", document.place(path), rule=rule.id, other=other.id, atom=atom)
        earlier = [other for other in rules.values() if other.order < rule.order and other.when.is_plain]
        if not atoms.difference(*(other.when.atoms() for other in earlier)):
            hidden = phrase("reach.hidden", rules=series("list.comma", (other.id for other in earlier)), n=len(earlier))
            yield diagnose("JX306", document.place(path), rule=rule.id, reason=hidden)


def _names_apart(one: Rule, two: Rule) -> bool:
    """Whether units or words keep the two apart; names never do for certain, since a name may hold both words."""
    pairs = ((one.when.unit, two.when.unit), (one.when.words, two.when.words))
    return any(left and right and not set(left) & set(right) for left, right in pairs)


def _atom_text(atom: Atom) -> str:
    return " ".join(str(part) for part in (atom.kind, atom.direction, atom.sign) if part is not None)


def check_scorer(rule: Rule, path: str, document: Document) -> Iterator[Diagnostic]:
    """Axes that fit the kinds, curves that cover what the axis reaches, bands that tile."""
    if isinstance(rule.scorer, Measured):
        yield from _check_measured(rule, rule.scorer, path, document)
    elif isinstance(rule.scorer, Judged):
        yield from _check_bands(rule, rule.scorer, path, document)


def _check_measured(rule: Rule, scorer: Measured, path: str, document: Document) -> Iterator[Diagnostic]:
    for kind in rule.when.target:
        if scorer.axis not in AXES_OF[kind]:
            known = ", ".join(sorted(AXES_OF[kind]))
            place = document.place(f"{path}.axis")
            yield diagnose("JX303", place, rule=rule.id, axis=scorer.axis, kind=kind, known=known)
    reach = _REACH.get(scorer.axis, EVERYTHING)
    if scorer.outside is None:
        for missing in uncovered(reach, scorer.curve.domain):
            yield diagnose("JX321", document.place(f"{path}.curve"), rule=rule.id, missing=f"x ∈ {missing}")


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


def _check_bands(rule: Rule, scorer: Judged, path: str, document: Document) -> Iterator[Diagnostic]:
    reason = None
    try:
        tiled = Curve.build(Segment(band.share, Mobius.constant(0)) for band in scorer.bands)
        if tiled.domain != Interval(_ZERO, _ONE):
            reason = str(tiled.domain)
    except (GapError, OverlapError) as error:
        reason = f"{error.left} … {error.right}"
    if reason is not None:
        yield diagnose("JX317", document.place(f"{path}.band[0]"), rule=rule.id, reason=reason)


def check_promises(rule: Rule, path: str, document: Document) -> Iterator[Diagnostic]:
    """A rule on a curve that does not promise fullness at the target or monotonicity says why."""
    if not isinstance(rule.scorer, Measured) or rule.because:
        return
    for promise in (Promise.FULL_AT_TARGET, Promise.MONOTONE):
        if promise not in rule.promises:
            yield diagnose("JX319", document.place(f"{path}.properties"), rule=rule.id, promise=promise)


def check_framework(framework: Framework, document: Document) -> Iterator[Diagnostic]:
    """Names used once, receivers that exist, second-level points that add up to their branch."""
    names: dict[str, str] = {}
    for index, branch in enumerate(framework.branches):
        path = f"$.framework.level1[{index}]"
        for name in (branch.name, *branch.aliases):
            if names.setdefault(plain_name(name), path) != path:
                yield diagnose("JX307", document.place(path), name=name)
        points = [each for _, each in branch.level2 if each is not None]
        if points and len(points) == len(branch.level2) and sum(points) != branch.points:
            found = plain(sum(points, _ZERO))
            yield diagnose("JX309", document.place(path), name=branch.name, found=found, points=plain(branch.points))
    whole = sum((branch.points for branch in framework.branches), _ZERO)
    if whole != framework.total:
        place = document.place("$.framework")
        yield diagnose("JX323", place, found=plain(whole), total=plain(framework.total))
    for index, branch in enumerate(framework.branches):
        if branch.absent.policy == "receiver":
            place = document.place(f"$.framework.level1[{index}].absent")
            yield from _check_receivers(branch, names.keys(), place)


def _check_receivers(branch: Level1, names: Collection[str], place: Place) -> Iterator[Diagnostic]:
    """Each receiver is another branch, and what they get is all there is."""
    others = set(names) - {plain_name(name) for name in (branch.name, *branch.aliases)}
    for name, _ in branch.absent.to:
        if plain_name(name) not in others:
            yield diagnose("JX308", place, reason=f"to = {name}")
    given = sum((points for _, points in branch.absent.to), _ZERO)
    if given != branch.points:
        yield diagnose("JX308", place, reason=f"{plain(given)} ≠ {plain(branch.points)}")


def check_grades(grades: Grades, document: Document) -> Iterator[Diagnostic]:
    """Best first, each lower than the one before, the last from zero."""
    starts = [start for _, start in grades.cuts]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts):
        yield diagnose("JX318", document.place("$.grades"), reason=" → ".join(plain(start) for start in starts))
    if not starts or starts[-1] != 0:
        yield diagnose("JX318", document.place("$.grades"), reason=plain(starts[-1]) if starts else "—")


def check_gates(gates: Sequence[GateText], grades: Grades | None, document: Document) -> Iterator[Diagnostic]:
    """A veto names an indicator and says what it does; its grade is one of the table's."""
    known = [name for name, _ in grades.cuts] if grades else []
    for index, gate in enumerate(gates):
        place = document.place(f"$.gate[{index}]")
        if not (gate.level2 or gate.level3):
            yield diagnose("JX324", place, gate=gate.id, reason="level2 / level3 ?")
        if gate.grade and gate.grade not in known:
            yield diagnose("JX324", place, gate=gate.id, reason=f"grade = {gate.grade}")
        if not gate.grade and gate.total is None and gate.lower < 1:
            yield diagnose("JX324", place, gate=gate.id, reason="grade / total / lower ?")
