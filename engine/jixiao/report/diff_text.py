"""The differences of two rulesets as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jixiao.authoring.diff import CaseMove, Lead, RulesetDiff, TargetDiff
from jixiao.explain.sentence import explanation
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain, shown
from jixiao.kernel.surd import Bracket
from jixiao.kernel.words import DEFAULT, Value, in_words, phrase, say
from jixiao.report.lines import Line, StyledText, indented
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf

__all__ = ["diff_lines", "explained", "move_lines"]


def diff_lines(found: RulesetDiff, before: Ruleset, after: Ruleset, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Each kind of target that scores differently, then settings."""
    return indented(_diff(found, before, after, lang), width)


def _diff(found: RulesetDiff, before: Ruleset, after: Ruleset, lang: str) -> Iterator[StyledText]:
    yield "bold", f"{before.id} → {after.id}"
    yield "dim", f"{before.digest[:19]} → {after.digest[:19]}"
    if found.is_empty:
        yield "green", say("diff.alike", lang)
        return
    for each in found.targets:
        yield "", ""
        yield from _target(each, lang)
    if found.settings:
        yield "", ""
        yield "bold", say("diff.settings", lang)
        for what, one, two in found.settings:
            yield "", f"  {what}: {in_words(one, lang) or '—'} → {in_words(two, lang) or '—'}"


def _target(each: TargetDiff, lang: str) -> Iterator[StyledText]:
    target = each.goal.text or phrase("sample.execution")
    names = "".join(f"  {value}" for _, value in each.names)
    yield "bold", say("sample.target", lang, target=target) + names
    yield "", f"  {_rule(each.before)} → {_rule(each.after)}"
    unit = in_words(_unit(each), lang)
    for stretch in each.stretches:
        yield _style(stretch), f"  {_stretch(stretch, unit, each.points, lang)}"
    for part in each.only_before:
        yield "yellow", f"  {say('diff.judged', lang, actual=_part(part, unit))}"
    for part in each.only_after:
        yield "yellow", f"  {say('diff.computed', lang, actual=_part(part, unit))}"
    if each.other:
        yield "yellow", f"  {say(f'diff.other.{each.other}', lang)}"


def _style(stretch: Lead) -> str:
    return "green" if stretch.sign > 0 else "red"


def _rule(rule: Rule | None) -> str:
    return "—" if rule is None else rule.id


def _unit(each: TargetDiff) -> Value:
    rule = each.after or each.before
    if rule is not None and isinstance(rule.scorer, Measured) and rule.scorer.axis is Axis.DAYS_LATE:
        return phrase("unit.days")
    return "%" if each.goal.atom.kind is TargetKind.EXECUTION else each.goal.unit


def _stretch(stretch: Lead, unit: str, points: Fraction, lang: str) -> str:
    where: Value = phrase("diff.infinity") if stretch.where is None else f"{_number(stretch.where)}{unit}"
    more, reached = stretch.sign > 0, stretch.attained
    key = f"diff.{'more' if more else 'less'}.{'at' if reached else 'toward'}"
    return say(key, lang, actual=_part(stretch.part, unit), by=_number(stretch.by), where=where, n=plain(points))


def _part(part: Interval, unit: str) -> Value:
    if part.low is not None and part.is_point:
        return phrase("diff.actual", actual=f"{shown(part.low)}{unit}")
    return phrase("diff.actuals", actuals=part.text(lambda end: f"{shown(end)}{unit}"))


def _number(value: Fraction | Bracket) -> str:
    """An irrational number by the bracket that holds it."""
    return shown(value) if isinstance(value, Fraction) else f"{shown(value.low)}…{shown(value.high)}"


def move_lines(moves: Sequence[CaseMove], width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Cases that move, those that cross a grade line first, with every row before and after."""
    return indented(_moves(moves, lang), width)


def _moves(moves: Sequence[CaseMove], lang: str) -> Iterator[StyledText]:
    crossing, moving = sum(each.crosses for each in moves), sum(each.moves for each in moves)
    yield "", ""
    yield "bold", say("diff.cases", lang, n=len(moves), moving=moving, crossing=crossing)
    for each in sorted(moves, key=lambda one: (not one.crosses, not one.moves, one.name)):
        if each.moves or each.leaves or each.crosses:
            yield from _case(each, lang)


def _case(each: CaseMove, lang: str) -> Iterator[StyledText]:
    one, two = (result.tree.total.score.text() for result in (each.before, each.after))
    grades = ""
    if each.crosses:
        grades = f"  {'/'.join(each.before.grades) or '—'} → {'/'.join(each.after.grades) or '—'}"
    yield "yellow" if each.crosses else "", f"{each.name}  {one} → {two}{grades}"
    for leaf in each.leaves:
        before, after = leaf.scores
        yield "", f"  {leaf.name}  {before.text()} → {after.text()}"
        yield "dim", f"    − {explained(leaf.before, each.before, lang)}"
        yield "dim", f"    + {explained(leaf.after, each.after, lang)}"


def explained(leaf: Leaf | None, result: Result, lang: str) -> str:
    """Why the leaf has its score there; a dash for one that is not there."""
    return "—" if leaf is None else explanation(leaf, lang)
