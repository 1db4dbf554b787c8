"""One indicator scored: target read, direction settled, rule chosen, actual read, share, points, rounding."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.number import percent
from jixiao.language.actual import (
    Attainment,
    Dated,
    MeasuredSeveral,
    Missing,
    Reading,
    Worded,
    read_actual,
)
from jixiao.language.actual import Measured as MeasuredActual
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
    Scale,
    Several,
    Unread,
)
from jixiao.language.direction import Direction, cued_direction, direction_of
from jixiao.language.join import join_target
from jixiao.language.normal import normal
from jixiao.rules.axis import Axis
from jixiao.rules.bind import Bound, bind, sign_of
from jixiao.rules.claim import Atom, Subject, TargetKind
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured
from jixiao.scoring.base import change_from_base
from jixiao.scoring.case import Indicator
from jixiao.scoring.days import days_late
from jixiao.scoring.finish import finish
from jixiao.scoring.leaf import DirectionFrom, Leaf, Outcome, PartOutcome, PolicyUse
from jixiao.scoring.outcome import Ask, graded, is_strict_miss, judged, measured_at, measured_over, open_outcome
from jixiao.scoring.row import Row
from jixiao.scoring.score import NOTHING, Score

__all__ = ["Row", "Setting", "rule_of", "score_row"]

_KINDS: dict[type[object], TargetKind] = {
    Quantity: TargetKind.QUANTITY,
    Range: TargetKind.RANGE,
    Change: TargetKind.CHANGE,
    Deadline: TargetKind.DEADLINE,
    Period: TargetKind.PERIOD,
    Level: TargetKind.LEVEL,
    Scale: TargetKind.SCALE,
    Blank: TargetKind.BLANK,
}


_ALL_SPENT = Quantity(Operator.AT_LEAST, Fraction(100), "%")
"""What budget execution is held against where the table states no rate of its own."""


@frozen
class Setting:
    """What every row of a case is scored in. ``elapsed`` is the part of the year gone by at ``as_of``."""

    ruleset: Ruleset
    year: int | None = None
    elapsed: Fraction = Fraction(1)


@frozen
class _Bearing:
    """A target's direction, what told it, and what was said of it."""

    direction: Direction | None
    source: DirectionFrom | None = None
    cue: str = ""
    asked: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def score_row(row: Row, setting: Setting) -> Leaf:
    """The row scored; never raises for what a user can write."""
    indicator = row.indicator
    leaf, bearing = _read(row, setting.ruleset)
    if indicator.not_applicable:
        note = diagnose("JX229", row.place("not_applicable"), name=indicator.level3)
        return evolve(leaf, counted=False, outcome=Outcome(NOTHING), diagnostics=(*leaf.diagnostics, note))
    return finish(_shared(leaf, row, setting, bearing), row, setting.ruleset)


def rule_of(row: Row, ruleset: Ruleset) -> Rule | None:
    """The rule that the row's target is scored by; None where none claims it, or several targets stand in it."""
    leaf, bearing = _read(row, ruleset)
    assert leaf.parsed is not None
    target = leaf.parsed.meaning
    if bearing.asked or isinstance(target, Several | Unread):
        return None
    return _rule(leaf, target, ruleset)


def _read(row: Row, ruleset: Ruleset) -> tuple[Leaf, _Bearing]:
    """The row's target read and its direction settled; nothing is scored yet."""
    indicator = row.indicator
    joined = join_target(
        indicator.target,
        sign=indicator.sign or None,
        unit=indicator.unit or None,
        direction=indicator.direction.value if indicator.direction else None,
        name=indicator.level3,
    )
    parsed = joined.parsed
    said = tuple(
        _placed(each, row.place("target")) for each in dict.fromkeys((*joined.diagnostics, *parsed.diagnostics))
    )
    bearing = _bearing(parsed.meaning, indicator.direction or joined.direction, row, ruleset)
    leaf = Leaf(
        index=row.index,
        indicator=indicator,
        kind=_kind(parsed.meaning, row.execution),
        parsed=parsed,
        points=row.points,
        allotted=row.allotted,
        direction=bearing.direction,
        direction_from=bearing.source,
        cue=bearing.cue,
        reading=None,
        rule=None,
        outcome=open_outcome(),
        unrounded=NOTHING,
        computed=NOTHING,
        score=NOTHING,
        diagnostics=(*said, *bearing.diagnostics),
    )
    return leaf, bearing


# -- the target


def _kind(target: Meaning, execution: bool) -> TargetKind | None:
    return TargetKind.EXECUTION if execution else _KINDS.get(type(target))


def _placed(diagnostic: Diagnostic, place: Place) -> Diagnostic:
    """A diagnostic of the language, put where its cell stands."""
    return evolve(
        diagnostic,
        place=evolve(
            diagnostic.place, file=place.file, path=place.path, cell=place.cell, line=place.line, column=place.column
        ),
    )


def _bearing(target: Meaning, given: Direction | None, row: Row, ruleset: Ruleset) -> _Bearing:
    """From the operator; else from the case; else from a cue word in the name; else by the policy."""
    if not isinstance(target, Quantity | Change | Range):
        return _Bearing(None)
    if row.execution:
        return _Bearing(Direction.POSITIVE, DirectionFrom.OPERATOR)
    if isinstance(target, Range):
        return _Bearing(Direction.EXACT, DirectionFrom.OPERATOR)
    printed = direction_of(target)
    if printed is not None and not (printed is Direction.EXACT and given is not None):
        return _Bearing(printed, DirectionFrom.OPERATOR)
    if given is not None:
        return _Bearing(given, DirectionFrom.CASE)
    return _assumed_bearing(row, ruleset)


def _assumed_bearing(row: Row, ruleset: Ruleset) -> _Bearing:
    place, name = row.place("target"), row.indicator.level3
    cue = cued_direction(f"{row.indicator.level2} {name}", ruleset.negative_cues)
    if cue is not None:
        said = diagnose("JX204", place, name=name, cue=cue)
        return _Bearing(Direction.NEGATIVE, DirectionFrom.CUE, cue, diagnostics=(said,))
    policy = ruleset.policy(PolicyName.BARE_TARGET)
    if policy.value == "ask":
        said = diagnose("JX205", place, target=row.indicator.target)
        return _Bearing(None, asked=True, diagnostics=(said,))
    said = diagnose("JX203", place, target=row.indicator.target)
    return _Bearing(Direction.POSITIVE, DirectionFrom.POLICY, diagnostics=(said,))


# -- the share


def _shared(leaf: Leaf, row: Row, setting: Setting, bearing: _Bearing) -> Leaf:
    """The leaf with its rule, reading and share."""
    assert leaf.parsed is not None
    target = leaf.parsed.meaning
    if isinstance(target, Unread):
        return leaf
    if row.execution and not isinstance(target, Quantity | Range):
        target = _ALL_SPENT
    rule = None if isinstance(target, Several) or bearing.asked else _rule(leaf, target, setting.ruleset)
    if leaf.kind is TargetKind.BLANK and rule is None:
        return _blank(leaf, row, setting)
    reading = row.reading or _reading(row, target)
    said = (
        ()
        if _is_other_words(target, reading)
        else tuple(_placed(each, row.place("actual")) for each in reading.diagnostics)
    )
    leaf = evolve(leaf, reading=reading, diagnostics=(*leaf.diagnostics, *said))
    if bearing.asked:
        return leaf
    if isinstance(target, Several):
        return _several(leaf, target, row, setting)
    if rule is None:
        form = normal(target)
        refused = diagnose(
            "JX202", row.place("target"), target=row.indicator.target, form=form, ruleset=setting.ruleset.id
        )
        return evolve(leaf, diagnostics=(*leaf.diagnostics, refused))
    outcome = outcome_of(rule, target, reading, leaf.direction, row, setting)
    return evolve(leaf, rule=rule, outcome=outcome)


def _rule(leaf: Leaf, target: Meaning, ruleset: Ruleset) -> Rule | None:
    return ruleset.rule_for(_subject(leaf.kind, target, leaf.direction, leaf.indicator))


def _reading(row: Row, target: Meaning) -> Reading:
    """The row's own actual; against a change whose base is given, the change that the two amount to."""
    indicator = row.indicator
    if indicator.base is not None:
        if isinstance(target, Change):
            changed = change_from_base(indicator.actual, indicator.base, target)
            if changed is not None:
                return changed
        else:
            plain_reading = read_actual(indicator.actual, target, target_text=indicator.target)
            unused = diagnose("JX249", row.place("base"), base=indicator.base)
            return evolve(plain_reading, diagnostics=(*plain_reading.diagnostics, unused))
    return read_actual(indicator.actual, target, target_text=indicator.target)


def _is_other_words(target: Meaning, reading: Reading) -> bool:
    """Words against words: what they reach is the rule's to say, with the words it knows."""
    return isinstance(target, Level | Scale) and isinstance(reading.value, Worded)


def _blank(leaf: Leaf, row: Row, setting: Setting) -> Leaf:
    use = PolicyUse(PolicyName.BLANK_TARGET, setting.ruleset.policy(PolicyName.BLANK_TARGET))
    said = diagnose("JX228", row.place("target"), name=row.indicator.level3)
    counted = use.policy.value != "skip"
    outcome = leaf.outcome if counted else Outcome(NOTHING)
    return evolve(leaf, counted=counted, outcome=outcome, policies=(use,), diagnostics=(*leaf.diagnostics, said))


def _subject(kind: TargetKind | None, target: Meaning, direction: Direction | None, indicator: Indicator) -> Subject:
    assert kind is not None
    if kind in (TargetKind.QUANTITY, TargetKind.CHANGE, TargetKind.RANGE):
        atom = Atom(kind, direction, sign_of(target))
    else:
        atom = Atom(kind)
    unit, words = getattr(target, "unit", ""), getattr(target, "words", "")
    return Subject(atom, unit, indicator.level1, indicator.level2, indicator.level3, words)


def outcome_of(
    rule: Rule, target: Meaning, reading: Reading, direction: Direction | None, row: Row, setting: Setting
) -> Outcome:
    """The share that the rule gives for this reading."""
    ask = Ask(row.indicator.judgement, row.place, setting.ruleset, row.points)
    if isinstance(rule.scorer, Measured) and rule.scorer.axis in (Axis.COVERAGE, Axis.BREACHES, Axis.MET_SHARE):
        return _counted(rule, rule.scorer.axis, target, row, setting, ask)
    missing = isinstance(reading.value, Missing)
    if missing and not (ask.judgement is not None and isinstance(rule.scorer, Judged)):
        return _unused_judgement(_missing(row, setting), ask)
    if isinstance(rule.scorer, Judged):
        return judged(rule.scorer, target, reading, ask)
    if isinstance(rule.scorer, Graded):
        return _unused_judgement(graded(rule.scorer, target, reading, ask), ask)
    outcome = _measured(rule, target, reading, direction, row, setting, ask)
    return outcome if rule.scorer.outside else _unused_judgement(outcome, ask)


def _unused_judgement(outcome: Outcome, ask: Ask) -> Outcome:
    """A judgement where the rule leaves nothing to judge is said, not swallowed."""
    if ask.judgement is None or (outcome.band and not outcome.row and ask.judgement == outcome.share.low):
        return outcome
    if outcome.share.is_open and outcome.share == Score(Fraction(0), Fraction(1), True):
        return outcome
    said = diagnose("JX213", ask.place("judgement"), judgement=percent(ask.judgement))
    return evolve(outcome, diagnostics=(*outcome.diagnostics, said))


def _missing(row: Row, setting: Setting) -> Outcome:
    use = PolicyUse(PolicyName.MISSING_ACTUAL, setting.ruleset.policy(PolicyName.MISSING_ACTUAL))
    share = Score.of(Fraction(0)) if use.policy.value == "none" else Score(Fraction(0), Fraction(1))
    if row.index is None:  # the project's figures are missing, and that has been said of the project
        return Outcome(share, policies=(use,))
    said = diagnose("JX206", row.place("actual"), name=row.indicator.level3)
    return Outcome(share, policies=(use,), diagnostics=(said,))


def _measured(
    rule: Rule,
    target: Meaning,
    reading: Reading,
    direction: Direction | None,
    row: Row,
    setting: Setting,
    ask: Ask,
) -> Outcome:
    policies = {name: setting.ruleset.policy(name) for name in (PolicyName.ZERO_TARGET, PolicyName.NEGATIVE_TARGET)}
    bound = bind(rule, target, row.points, direction, policies, setting.elapsed)
    value = reading.value
    if isinstance(value, Dated):
        late = days_late(target, value.when, setting.year)
        if late is None:
            return open_outcome(diagnose("JX241", row.place("actual"), target=row.indicator.target))
        return measured_over(bound, late, ask)
    if isinstance(value, MeasuredActual):
        return _at(value.value, bound, target, row, setting, ask)
    if isinstance(value, Worded):
        return _words_for_number(value, row, setting)
    return open_outcome()


def _at(actual: Fraction, bound: Bound, target: Meaning, row: Row, setting: Setting, ask: Ask) -> Outcome:
    uses: tuple[PolicyUse, ...] = ()
    negative = setting.ruleset.policy(PolicyName.NEGATIVE_ACTUAL)
    if actual < 0 and negative.value == "zero":
        actual, uses = Fraction(0), (PolicyUse(PolicyName.NEGATIVE_ACTUAL, negative),)
    outcome = measured_at(bound, actual, ask)
    said: tuple[Diagnostic, ...] = ()
    if is_strict_miss(target, actual) and outcome.share == Score.of(Fraction(1)):
        said = (diagnose("JX218", row.place("actual"), target=row.indicator.target, actual=row.indicator.actual),)
    return evolve(outcome, policies=(*uses, *outcome.policies), diagnostics=(*outcome.diagnostics, *said))


def _words_for_number(value: Worded, row: Row, setting: Setting) -> Outcome:
    use = PolicyUse(PolicyName.WORDS_FOR_NUMBER, setting.ruleset.policy(PolicyName.WORDS_FOR_NUMBER))
    if use.policy.value == "full" and value.attainment is Attainment.FULL:
        return Outcome(Score.of(Fraction(1)), met=True, policies=(use,))
    return evolve(open_outcome(), policies=(use,))


def _counted(rule: Rule, axis: Axis, target: Meaning, row: Row, setting: Setting, ask: Ask) -> Outcome:
    """Items done of items listed: from the case's ``items``, or counted over other indicators."""
    counts = row.counts
    if counts is None and row.indicator.items is not None:
        counts = _items(row.indicator.items)
        if counts is None:
            return open_outcome(diagnose("JX242", row.place("items"), items=row.indicator.items))
    if counts is None or counts[1] == 0:
        return _missing(row, setting)
    done, listed = counts
    bound = bind(rule, target, row.points, None, {})
    actual = Fraction(listed - done) if axis is Axis.BREACHES else Fraction(done, listed)
    return measured_at(bound, actual, ask)


def _items(text: str) -> tuple[int, int] | None:
    """``2/3``: two done of three listed."""
    done, slash, listed = text.replace("／", "/").partition("/")
    if not (slash and done.strip().isdecimal() and listed.strip().isdecimal()):
        return None
    counts = int(done), int(listed)
    return counts if counts[0] <= counts[1] and len(listed) < 10 else None


def _several(leaf: Leaf, target: Several, row: Row, setting: Setting) -> Leaf:
    """Each standard by its own rule; the policy says how their shares make one."""
    use = PolicyUse(PolicyName.SEVERAL_TARGETS, setting.ruleset.policy(PolicyName.SEVERAL_TARGETS))
    assert leaf.reading is not None
    values = leaf.reading.value
    if isinstance(values, Missing):
        return evolve(leaf, outcome=_missing(row, setting), policies=(use,))
    if not isinstance(values, MeasuredSeveral) or len(values.items) != len(target.items):
        said = diagnose("JX227", row.place("actual"), count=len(target.items), actual=row.indicator.actual or "")
        return evolve(leaf, policies=(use,), diagnostics=(*leaf.diagnostics, said))
    parts = tuple(
        _part(each, Reading(value), row, setting) for each, value in zip(target.items, values.items, strict=True)
    )
    said = diagnose("JX226", row.place("target"), count=len(parts), policy=use.policy.value)
    outcome = _combined(parts, use)
    return evolve(
        leaf, parts=parts, rule=parts[0].rule, outcome=outcome, policies=(use,), diagnostics=(*leaf.diagnostics, said)
    )


def _part(target: Meaning, reading: Reading, row: Row, setting: Setting) -> PartOutcome:
    bearing = _bearing(target, row.indicator.direction, row, setting.ruleset)
    rule = None
    if not bearing.asked:
        kind = _kind(target, execution=False)
        rule = setting.ruleset.rule_for(_subject(kind, target, bearing.direction, row.indicator))
    outcome = open_outcome() if rule is None else outcome_of(rule, target, reading, bearing.direction, row, setting)
    return PartOutcome(normal(target), rule, outcome)


def _combined(parts: tuple[PartOutcome, ...], use: PolicyUse) -> Outcome:
    said = tuple(each for part in parts for each in part.outcome.diagnostics)
    uses = tuple(each for part in parts for each in part.outcome.policies)
    shares = [part.outcome.share for part in parts]
    if use.policy.value == "mean":
        share = Score(Fraction(0), Fraction(0))
        for each in shares:
            share = share + each
        share = share.times(Fraction(1, len(shares)))
    elif use.policy.value == "worst":
        worst = min(shares, key=lambda each: (each.high, not each.high_open))
        share = Score(min(each.low for each in shares), worst.high, worst.high_open)
    else:
        share = open_outcome().share
    mets = [part.outcome.met for part in parts]
    met = None if None in mets else all(mets)
    return Outcome(share, met=met, policies=uses, diagnostics=said)
