"""Hypothesis strategies for targets, actuals, judgements, indicator trees, cases and rulesets.

Nothing is filtered: what must not be is never drawn. Actuals grow from the break points of the bound curve outwards,
because that is where rules go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hypothesis import strategies as st

from jixiao.authoring.probe import Probe, ProbeTarget, atoms_left, goal_for, names_of, points_of, probe
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain
from jixiao.language.ast import Range
from jixiao.rules.axis import Axis
from jixiao.rules.claim import Atom, Sign, Subject, TargetKind
from jixiao.rules.framework import Level1
from jixiao.rules.load import ruleset_from_bytes
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Band, Gives, Judged, Measured
from jixiao.testing.trial import Trial

__all__ = [
    "actuals", "cases", "goals", "is_own", "judgements", "kept", "points_of_trees", "probes", "ruleset_texts", "rulesets", "targets", "trees", "trials",
]  # fmt: skip

_VALUES = tuple(
    Fraction(n, d) for n, d in ((1, 1), (95, 1), (100, 1), (1, 2), (3, 1), (12345, 100), (90, 1), (7, 1), (1, 100))
)
_STEPS = tuple(Fraction(10) ** power for power in (-2, -1, 0, 1, 2, -4))
_UNITS = ("%", "人", "万元", "次", "")


# -- targets


def goals(atom: Atom, rule: Rule | None = None) -> st.SearchStrategy[ProbeTarget]:
    """Targets of one atom: its kind, direction and sign, with many values."""
    claim = rule.when if rule is not None else None
    if atom.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE, TargetKind.RANGE) or atom.sign is Sign.ZERO:
        return st.just(goal_for(atom, claim))
    if atom.kind is TargetKind.RANGE:
        # Both ends are the atom's; the lower one may move below the upper one.
        ends = goal_for(atom, claim).meaning
        assert isinstance(ends, Range)
        lows = [ends.low, *(ends.high * Fraction(n, 10) for n in (1, 5, 9) if ends.low > 0)]
        return st.sampled_from(lows).map(lambda low: goal_for(atom, claim, low))
    sign = -1 if atom.sign is Sign.NEGATIVE else 1
    return st.sampled_from(_VALUES).map(lambda value: goal_for(atom, claim, sign * value))


def targets() -> st.SearchStrategy[str]:
    """Cells of a target column: quantities, changes, ranges, dates and levels, as people write them."""
    number = st.sampled_from([plain(value) for value in _VALUES])
    quantity = st.builds(
        "{}{}{}".format,
        st.sampled_from(["≥", "≤", "=", ">", "<", "不低于", "不超过", ""]),
        number,
        st.sampled_from(_UNITS),
    )
    change = st.builds("较上年增长{}{}%".format, st.sampled_from(["≥", "≤", "="]), number)
    ranges = st.builds("{}～{}%".format, st.integers(0, 50), st.integers(51, 100))
    dates = st.builds("2021年{}月{}".format, st.integers(1, 12), st.sampled_from(["底前", "底", ""]))
    return quantity | change | ranges | dates | st.sampled_from(["健全", "优良中差", "显著提升", "/"])


# -- probes and actuals


def probes(ruleset: Ruleset) -> st.SearchStrategy[Probe]:
    """A rule on a curve with a target that comes to it and points for it."""
    pairs = [
        (rule, atom)
        for rule in ruleset.rules
        if isinstance(rule.scorer, Measured)
        for atom in atoms_left(rule, ruleset)
        if is_own(rule, atom, ruleset)
    ]
    return st.sampled_from(pairs).flatmap(lambda pair: _bound(pair[0], pair[1], ruleset))


def is_own(rule: Rule, atom: Atom, ruleset: Ruleset) -> bool:
    """Whether a row named as the rule's conditions ask comes to this rule and not to one before it."""
    goal = goal_for(atom, rule.when)
    names = {"level3": "某项指标", **names_of(rule.when)}
    words = goal.text if rule.when.words else ""
    found = ruleset.rule_for(Subject(atom, goal.unit, words=words, **names))
    return found is not None and found.id == rule.id


def _bound(rule: Rule, atom: Atom, ruleset: Ruleset) -> st.SearchStrategy[Probe]:
    assert isinstance(rule.scorer, Measured)
    share = rule.scorer.gives is Gives.SHARE
    points = (
        st.sampled_from([Fraction(10), Fraction(5), Fraction(25, 3), Fraction(100)])
        if share
        else st.just(points_of(rule.scorer))
    )
    return st.builds(lambda goal, worth: probe(rule, goal, ruleset, worth), goals(atom, rule), points)


def actuals(probe: Probe) -> st.SearchStrategy[Fraction]:
    """Actuals from the break points of the bound curve outwards, and from what meets the target."""
    curve = probe.curve
    marks = {knot.x for knot in curve.knots} if curve is not None else set()
    marks |= {end for end in (probe.bound.met.low, probe.bound.met.high, Fraction(0)) if end is not None}
    steps: Sequence[Fraction] = (Fraction(1),) if probe.whole else _STEPS
    drawn = st.builds(
        lambda mark, step, count: mark + step * count,
        st.sampled_from(sorted(marks)),
        st.sampled_from(steps),
        st.integers(-30, 30),
    )
    return drawn.map(lambda value: kept(value, probe))


def kept(value: Fraction, probe: Probe) -> Fraction:
    """Brought onto what a table can hold: whole numbers, a list's share, a decimal, dates of a calendar."""
    axis = probe.scorer.axis
    if probe.whole:
        value = Fraction(floor(value))
    elif axis not in (Axis.COVERAGE, Axis.MET_SHARE):
        value = Fraction(floor(value * 10**6), 10**6)
    low, high = probe.reach.low, probe.reach.high
    value = value if low is None else max(low, value)
    value = value if high is None else min(high, value)
    if axis in (Axis.COVERAGE, Axis.MET_SHARE):
        value = Fraction(floor(value * 10_000), 10_000)
    return min(max(value, Fraction(-10_000)), Fraction(10_000)) if axis is Axis.DAYS_LATE else value


def trials(ruleset: Ruleset) -> st.SearchStrategy[Trial]:
    """A target and an actual for any rule of the ruleset that scores on a curve."""
    return probes(ruleset).flatmap(lambda one: actuals(one).map(lambda actual: Trial(ruleset, one, actual)))


# -- judgements


def judgements(scorer: Judged | Band) -> st.SearchStrategy[Fraction]:
    """Shares an assessor may give: the ends that belong to a band, and hundredths inside."""
    bands = scorer.bands if isinstance(scorer, Judged) else (scorer,)
    return st.sampled_from(sorted({share for band in bands for share in _shares(band.share)}))


def _shares(band: Interval) -> list[Fraction]:
    assert band.low is not None
    assert band.high is not None
    grid = [Fraction(n, 100) for n in range(ceil(band.low * 100), floor(band.high * 100) + 1)]
    return [each for each in (band.low, *grid, band.high) if each in band] or [band.inner()]


# -- trees, cases


def trees(ruleset: Ruleset) -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows with level1, level2, level3 and points: every branch of the framework has rows that make its points."""
    branches = [branch for branch in ruleset.framework.branches if not branch.execution]
    rows = [_branch_rows(branch) for branch in branches]
    return st.tuples(*rows).map(lambda lists: [row for each in lists for row in each])


def points_of_trees(whole: Fraction, most: int = 4) -> st.SearchStrategy[list[Fraction]]:
    """So many points, to the cent, that make ``whole`` together."""
    cents = int(whole * 100)
    cuts = st.lists(st.integers(0, cents), max_size=most - 1).map(sorted)
    return cuts.map(lambda at: [Fraction(b - a, 100) for a, b in zip([0, *at], [*at, cents], strict=True)])


def _branch_rows(branch: Level1) -> st.SearchStrategy[list[dict[str, str]]]:
    return points_of_trees(branch.points).map(lambda parts: _rows(branch, parts))


def _rows(branch: Level1, parts: list[Fraction]) -> list[dict[str, str]]:
    names = [each.name for each in branch.level2] or [branch.name]
    return [
        {
            "level1": branch.name,
            "level2": names[index % len(names)],
            "level3": f"指标{index + 1}",
            "points": plain(points),
        }
        for index, points in enumerate(parts)
    ]


_ACTUALS = {"健全": ["健全", "部分达成", "未达成"], "优良中差": ["优", "良", "差"], "显著提升": ["达成", "部分达成"]}


@st.composite
def cases(draw: st.DrawFn, ruleset: Ruleset, *, complete: bool = False) -> dict[str, Any]:
    """A whole case as a plain document; with ``complete`` every row has an actual and an execution."""
    rows = draw(trees(ruleset))
    for row in rows:
        target = draw(targets())
        row["target"] = target
        said = _ACTUALS.get(target, [draw(st.sampled_from(["95", "100", "80.5", "0", "2021年6月"]))])
        if complete or draw(st.booleans()):
            row["actual"] = draw(st.sampled_from(said))
    project: dict[str, Any] = {"name": "某项目", "year": 2021, "ruleset": ruleset.id}
    if complete or draw(st.booleans()):
        project |= {"budget": "100万元", "executed": f"{draw(st.integers(0, 100))}万元"}
    return {"version": 1, "project": project, "indicator": rows}


# -- rulesets


@st.composite
def ruleset_texts(draw: st.DrawFn) -> str:
    """The text of a sound ruleset: thresholds, slopes, cuts and points drawn so that every check passes."""
    floor_at = draw(st.integers(0, 9)) * 10
    low, high = draw(st.integers(1, 59)), draw(st.integers(60, 99))
    weights = draw(points_of_trees(Fraction(90), 2))
    first, second = [*weights, Fraction(0)][:2]
    best, good = draw(st.integers(81, 99)), draw(st.integers(60, 80))
    below = "(.., 0%)  0\n[0%, 100%)  x" if floor_at == 0 else f"(.., {floor_at}%)  0\n[{floor_at}%, 100%)  x"
    smooth = ', "continuous"' if floor_at == 0 else ""
    return _TEXT.format(
        first=plain(first), second=plain(second), below=below, smooth=smooth, low=low, high=high, best=best, good=good
    )


def rulesets() -> st.SearchStrategy[Ruleset]:
    """The same, loaded."""
    return ruleset_texts().map(lambda text: ruleset_from_bytes(text.encode()))


_TEXT = '''version = 1
id = "drawn"
title = "drawn"
kind = "self-evaluation"

[sources.here]
title = "drawn"
trust = "assumed"

[framework]
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
level1 = [
    {{ name = "预算执行率", points = 10, execution = true }},
    {{ name = "产出", points = {first} }},
    {{ name = "效益", points = {second} }},
]

[execution]
names = ["预算执行率"]

[[rule]]
id = "more"
name = "more"
when = {{ target = ["quantity"], direction = ["positive"] }}
axis = "completion"
curve = """
{below}
[100%, ..)  1
"""
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone"{smooth}]

[[rule]]
id = "spent"
name = "spent"
when = {{ target = ["execution"] }}
axis = "completion"
curve = """
{below}
[100%, ..)  1
"""
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone"{smooth}]

[[rule]]
id = "less"
name = "less"
when = {{ target = ["quantity"], direction = ["negative"] }}
axis = "inverse"
curve = """
[0%, 100%)  x
[100%, ..)  1
"""
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone", "continuous"]

[[rule]]
id = "other"
name = "other"
when = {{ target = ["quantity", "change"], direction = ["exact", "positive", "negative"] }}
order = 1
axis = "met"
curve = """
[0, 1)  0
[1, 1]  1
"""
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone"]

[[rule]]
id = "range"
name = "range"
when = {{ target = ["range"] }}
axis = "within"
curve = """
(.., 0%)    0
[0%, 100%)  x
[100%, ..)  1
"""
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone", "continuous"]

[[rule]]
id = "late"
name = "late"
when = {{ target = ["deadline", "period"] }}
axis = "days-late"
curve = """
(.., 0]  1
"""
outside = {{ name = "late", share = "[0%, 100%)" }}
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
properties = ["full-at-target", "monotone"]

[[rule]]
id = "words"
name = "words"
when = {{ target = ["level", "scale"] }}
band = [
    {{ name = "a", share = "[{high}%, 100%]", attainment = ["full"] }},
    {{ name = "b", share = "[{low}%, {high}%)", attainment = ["partial"] }},
    {{ name = "c", share = "[0%, {low}%)", attainment = ["none"] }},
]
clause = {{ source = "here", article = "drawn", trust = "assumed" }}

[grades]
clause = {{ source = "here", article = "drawn", trust = "assumed" }}
cut = [{{ name = "优", from = {best} }}, {{ name = "良", from = {good} }}, {{ name = "差", from = 0 }}]
'''
