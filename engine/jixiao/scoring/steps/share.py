"""The share of the points: by the rule for one target, by each one's own rule for several in one cell."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, diagnose
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import percent
from jixiao.language.actual import (
    ActualReading,
    Asked,
    Attainment,
    Dated,
    MeasuredActual,
    MeasuredSeveral,
    Missing,
    Worded,
)
from jixiao.language.ast import Meaning, Operator, Quantity, Several
from jixiao.language.direction import Direction, is_bare_zero
from jixiao.language.normal import normal
from jixiao.rules.axis import Axis
from jixiao.rules.bind import Bound, bind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured, Summed
from jixiao.scoring.days import days_late, is_the_day_itself
from jixiao.scoring.items import read_items
from jixiao.scoring.leaf import Outcome, PartOutcome, PolicyUse
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import Score, total
from jixiao.scoring.steps.direction import bearing_of
from jixiao.scoring.steps.outcome import OPEN, Ask, graded, judged, measured_at, measured_over, open_outcome
from jixiao.scoring.steps.parts import summed
from jixiao.scoring.steps.rule import rule_for
from jixiao.scoring.steps.target import kind_of
from jixiao.scoring.steps.work import Work

__all__ = ["find_share", "negatives_are_zero", "zero_stands_for_less"]

_FULL, _NONE = Score.of(Fraction(1)), Score.of(Fraction(0))
_BELOW_FULL = Score(Fraction(0), Fraction(1), high_open=True)
_LISTS = (Axis.COVERAGE, Axis.BREACHES, Axis.MET_SHARE)
_STRICT = (Operator.MORE, Operator.LESS)


def find_share(work: Work) -> Outcome:
    """The share, or why it is open."""
    if work.bearing.asked is not None:
        return open_outcome(work.bearing.asked.reason, work.bearing.asked.said)
    if isinstance(work.target, Several):
        return _several(work, work.target)
    if work.rule is None:
        return open_outcome(OpenReason.NO_RULE, _no_rule(work, work.target))
    if isinstance(work.rule.scorer, Summed):
        return _unused_judgement(summed(work, work.rule.scorer), _ask(work))
    assert work.reading is not None
    return _by_rule(work, work.rule, work.target, work.reading, work.bearing.direction)


def _ask(work: Work) -> Ask:
    return Ask(work.row.indicator.judgement, work.row.place, work.setting.ruleset, work.row.points)


def _no_rule(work: Work, target: Meaning) -> Diagnostic:
    """That no rule claims the target, or one of several: said of the row."""
    place, text, ruleset = work.row.place("target"), work.row.indicator.target, work.setting.ruleset.id
    said = diagnose("JX202", place, target=text, form=normal(target), ruleset=ruleset)
    work.said.append(said)
    return said


def _by_rule(work: Work, rule: Rule, target: Meaning, reading: ActualReading, direction: Direction | None) -> Outcome:
    """The share that the rule gives for this reading."""
    scorer, ask = rule.scorer, _ask(work)
    if isinstance(scorer, Summed):  # it is a row's, and no part of a cell's
        return summed(work, scorer)
    if isinstance(scorer, Measured) and scorer.axis in _LISTS:
        return _listed(work, rule, scorer.axis, target, ask)
    missing = isinstance(reading.value, Missing)
    if missing and not (ask.judgement is not None and isinstance(scorer, Judged)):
        return _unused_judgement(_missing(work), ask)
    if isinstance(scorer, Judged):
        return judged(scorer, target, reading, ask)
    if isinstance(scorer, Graded):
        return _unused_judgement(graded(scorer, target, reading, ask), ask)
    outcome = _measured(work, rule, target, reading, direction, ask)
    return outcome if scorer.outside else _unused_judgement(outcome, ask)


def _unused_judgement(outcome: Outcome, ask: Ask) -> Outcome:
    """A judgement where the rule leaves nothing to judge is said, not swallowed."""
    if ask.judgement is None or (outcome.band and not outcome.row and ask.judgement == outcome.share.low):
        return outcome
    if outcome.share == _BELOW_FULL:
        return outcome
    said = diagnose("JX213", ask.place("judgement"), judgement=percent(ask.judgement))
    return evolve(outcome, diagnostics=(*outcome.diagnostics, said))


def _missing(work: Work) -> Outcome:
    """No actual: open, or nothing by the policy."""
    row = work.row
    if row.without_budget:  # nothing is missing: the policy on that leaves it open
        use = PolicyUse(PolicyName.ZERO_BUDGET, work.setting.ruleset.policy(PolicyName.ZERO_BUDGET))
        return open_outcome(OpenReason.ACTUAL_MISSING, policies=(use,))
    use = PolicyUse(PolicyName.MISSING_ACTUAL, work.setting.ruleset.policy(PolicyName.MISSING_ACTUAL))
    said = diagnose("JX206", row.place("actual"), name=row.indicator.level3)
    # Where the row is none of the table's, the project's figures are missing, and that is said of the project.
    told = () if row.index is None else (said,)
    if use.policy.value == "none":
        return Outcome(_NONE, policies=(use,), diagnostics=told)
    return Outcome(OPEN, why=Open(OpenReason.ACTUAL_MISSING, said), policies=(use,), diagnostics=told)


# -- a number, a date or words against a measured rule


def _measured(
    work: Work, rule: Rule, target: Meaning, reading: ActualReading, direction: Direction | None, ask: Ask
) -> Outcome:
    setting, value = work.setting, reading.value
    if isinstance(value, Worded):
        return _words_for_number(value, reading, ask)
    if isinstance(value, Asked):
        return open_outcome(OpenReason.ACTUAL_ASKED, value.diagnostic)
    bound = setting.ruleset.bound(rule, target, work.row.points, direction, setting.elapsed)
    if isinstance(value, MeasuredActual):
        return _at(work, bound, target, value.value, direction, ask)
    assert isinstance(value, Dated)
    late = days_late(target, value.when, setting.year)
    if late is None:
        said = diagnose("JX241", work.row.place("actual"), target=work.row.indicator.target)
        return Outcome(OPEN, why=Open(OpenReason.YEAR_MISSING, said), diagnostics=(said,))
    if is_the_day_itself(target, value.when, setting.year):
        return _on_the_day(work, bound, late, ask)
    return measured_over(bound, late, ask)


def _on_the_day(work: Work, bound: Bound, late: Interval, ask: Ask) -> Outcome:
    """Done on 12-31 where 12月31日前 is wanted: in time or a day late, by how 前 is meant; a judgement decides it."""
    kept = measured_at(bound, Fraction(0), evolve(ask, judgement=None))
    if ask.judgement is not None:
        return kept if Score.of(ask.judgement) == kept.share else measured_over(bound, late, ask)
    missed = measured_over(bound, late, ask)
    if missed.share == kept.share:
        return kept
    target, actual = work.row.indicator.target, work.row.indicator.actual
    said = diagnose("JX805", work.row.place("actual"), target=target, actual=actual)
    why = Open(OpenReason.DATE_COARSE, said)
    return Outcome(
        kept.share.hull(missed.share), x_range=Interval(Fraction(0), late.high), why=why, diagnostics=(said,)
    )


def _at(work: Work, bound: Bound, target: Meaning, actual: Fraction, direction: Direction | None, ask: Ask) -> Outcome:
    if actual < 0 and actual not in bound.met and negatives_are_zero(target, ask.ruleset):
        return _below_zero(bound, target, direction, ask)
    outcome = measured_at(bound, actual, ask)
    strict = isinstance(target, Quantity) and target.operator in _STRICT and actual == target.value
    if not strict or outcome.share != _FULL:
        return outcome
    indicator = work.row.indicator
    said = diagnose("JX218", work.row.place("actual"), target=indicator.target)
    return evolve(outcome, diagnostics=(*outcome.diagnostics, said))


def negatives_are_zero(target: Meaning, ruleset: Ruleset) -> bool:
    """Whether the ruleset takes actuals below zero for zero: of targets that are not below zero themselves."""
    policy = ruleset.policy(PolicyName.NEGATIVE_ACTUAL)
    return policy.value == "zero" and isinstance(target, Quantity) and target.value >= 0


def zero_stands_for_less(target: Meaning, direction: Direction | None) -> bool:
    """Whether what zero gives holds for less, too, where that is taken for zero: not where more is better, nor for a bare zero."""
    return direction is not Direction.POSITIVE and not is_bare_zero(target)


def _below_zero(bound: Bound, target: Meaning, direction: Direction | None, ask: Ask) -> Outcome:
    outcome = measured_at(bound, Fraction(0), ask, (ask.use(PolicyName.NEGATIVE_ACTUAL),))
    if zero_stands_for_less(target, direction) or not (outcome.met or outcome.share.is_open):
        return outcome
    return Outcome(_NONE, x=outcome.x, met=False, policies=outcome.policies)


def _words_for_number(value: Worded, reading: ActualReading, ask: Ask) -> Outcome:
    use = ask.use(PolicyName.WORDS_FOR_NUMBER)
    if use.policy.value == "full" and value.attainment is Attainment.FULL:
        return Outcome(_FULL, met=True, policies=(use,))
    note = reading.diagnostics[-1] if reading.diagnostics else None  # the language's own, that these are words
    return open_outcome(OpenReason.WORDS_FOR_NUMBER, note, policies=(use,))


# -- lists


def _listed(work: Work, rule: Rule, axis: Axis, target: Meaning, ask: Ask) -> Outcome:
    """Items done of items listed: from the case's ``items``, or counted over other indicators."""
    row, counts = work.row, work.counts
    if counts is None and row.indicator.items is not None:
        counts = read_items(row.indicator.items)
        if counts is None:
            said = diagnose("JX242", row.place("items"), items=row.indicator.items)
            return Outcome(OPEN, why=Open(OpenReason.ITEMS_UNREAD, said), diagnostics=(said,))
    if counts is None or counts[1] == 0:
        return _missing(work)
    done, listed = counts
    actual = Fraction(listed - done) if axis is Axis.BREACHES else Fraction(done, listed)
    return measured_at(bind(rule, target, row.points, None, {}), actual, ask)


# -- several targets in one cell


def _several(work: Work, target: Several) -> Outcome:
    """Each standard by its own rule; the policy says how their shares make one."""
    row = work.row
    use = PolicyUse(PolicyName.SEVERAL_TARGETS, work.setting.ruleset.policy(PolicyName.SEVERAL_TARGETS))
    work.policies = (use,)
    assert work.reading is not None
    values = work.reading.value
    if isinstance(values, Missing):
        return _missing(work)
    if not isinstance(values, MeasuredSeveral) or len(values.items) != len(target.items):
        said = diagnose("JX227", row.place("actual"), n=len(target.items), actual=row.indicator.actual or "")
        work.said.append(said)
        if isinstance(values, Asked):
            return open_outcome(OpenReason.ACTUAL_ASKED, values.diagnostic)
        return open_outcome(OpenReason.ACTUALS_DIFFER, said)
    parts = zip(target.items, values.items, strict=True)
    work.parts = tuple(_part(work, each, ActualReading(value)) for each, value in parts)
    work.rule = work.parts[0].rule
    said = diagnose("JX226", row.place("target"), n=len(work.parts), policy=use.policy.value)
    work.said.append(said)
    return _combined(work.parts, use, Open(OpenReason.PARTS_ASKED, said))


def _part(work: Work, target: Meaning, reading: ActualReading) -> PartOutcome:
    row, ruleset = work.row, work.setting.ruleset
    bearing = bearing_of(target, row.indicator.direction, row, ruleset)
    if bearing.said is not None and bearing.said not in work.said:
        work.said.append(bearing.said)
    if bearing.asked is not None:
        return PartOutcome(normal(target), None, open_outcome(bearing.asked.reason, bearing.asked.said))
    kind = kind_of(target)
    assert kind is not None  # no part is several targets again, or unread
    rule = rule_for(kind, target, bearing.direction, row.indicator, ruleset)
    if rule is None:
        said = _no_rule(work, target)
        return PartOutcome(normal(target), None, open_outcome(OpenReason.NO_RULE, said))
    return PartOutcome(normal(target), rule, _by_rule(work, rule, target, reading, bearing.direction))


def _combined(parts: tuple[PartOutcome, ...], use: PolicyUse, asked: Open) -> Outcome:
    outcomes = [part.outcome for part in parts]
    shares = [outcome.share for outcome in outcomes]
    if use.policy.value == "mean":
        share = total(shares).times(Fraction(1, len(shares)))
    elif use.policy.value == "worst":
        worst = min(shares, key=lambda each: (each.high, not each.high_open))
        share = Score(min(each.low for each in shares), worst.high, worst.high_open)
    else:
        share = OPEN
    mets = [outcome.met for outcome in outcomes]
    return Outcome(
        share,
        met=None if None in mets else all(mets),
        why=_first_why([outcome.why for outcome in outcomes], asked) if share.is_open else None,
        policies=tuple(each for outcome in outcomes for each in outcome.policies),
        diagnostics=tuple(each for outcome in outcomes for each in outcome.diagnostics),
    )


def _first_why(reasons: list[Open | None], asked: Open) -> Open:
    """What has to be answered before an assessor can judge comes first."""
    found = [each for each in reasons if each is not None]
    return next((each for each in found if not each.reason.is_judgement), found[0] if found else asked)
