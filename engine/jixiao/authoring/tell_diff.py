"""The differences of two rulesets as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from jixiao.authoring.diff import CaseMove, RulesetDiff, Stretch, TargetDiff
from jixiao.authoring.examples import score_text
from jixiao.authoring.tell_check import Line
from jixiao.kernel.compare import Bracket
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import plain, shown
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["diff_json", "diff_lines", "move_lines"]


def diff_lines(found: RulesetDiff, before: Ruleset, after: Ruleset, lang: str = "zh") -> Iterator[Line]:
    """Each kind of target that scores differently, then settings."""
    zh = lang == "zh"
    yield "bold", f"{before.id} → {after.id}"
    yield "dim", f"{before.digest[:19]} → {after.digest[:19]}"
    if found.is_empty:
        yield "green", "计分完全相同" if zh else "every case scores alike"
        return
    for each in found.targets:
        yield "", ""
        yield from _target(each, zh)
    if found.settings:
        yield "", ""
        yield "bold", "其他设置" if zh else "settings"
        for what, one, two in found.settings:
            yield "", f"  {what}: {one or '—'} → {two or '—'}"


def _target(each: TargetDiff, zh: bool) -> Iterator[Line]:
    target = each.goal.text or ("预算执行率 100%" if zh else "budget execution 100%")
    names = "".join(f"  {value}" for _, value in each.names)
    yield "bold", f"{'目标' if zh else 'target'} {target}{names}"
    yield "", f"  {_rule(each.before)} → {_rule(each.after)}"
    unit = _unit(each)
    worth = f"（分值 {plain(each.points)}）" if zh else f" (of {plain(each.points)} points)"
    for stretch in each.stretches:
        yield _style(stretch), f"  {_stretch(stretch, unit, zh)}{worth}"
    for part in each.only_before:
        yield "yellow", f"  {_part(part, unit, zh)}{'改为由人评定' if zh else ' is now left to an assessor'}"
    for part in each.only_after:
        yield "yellow", f"  {_part(part, unit, zh)}{'不再由人评定' if zh else ' is no longer left to an assessor'}"
    if each.other:
        words = {
            "rule": ("有无规则不同", "only one of them has a rule"),
            "scorer": ("评分方式不同", "another way to score"),
        }
        yield "yellow", "  " + words.get(each.other, ("坐标修约不同", "the axis is rounded otherwise"))[0 if zh else 1]


def _style(stretch: Stretch) -> str:
    return "green" if stretch.sign > 0 else "red"


def _rule(rule: Rule | None) -> str:
    return "—" if rule is None else rule.id


def _unit(each: TargetDiff) -> str:
    rule = each.after or each.before
    if rule is not None and isinstance(rule.scorer, Measured) and rule.scorer.axis is Axis.DAYS_LATE:
        return "天"
    return "%" if each.goal.atom.kind is TargetKind.EXECUTION else each.goal.unit


def _stretch(stretch: Stretch, unit: str, zh: bool) -> str:
    way = ("多" if stretch.sign > 0 else "少") if zh else ("more" if stretch.sign > 0 else "less")
    by = _number(stretch.by)
    where = "无穷远" if stretch.where is None else f"{_number(stretch.where)}{unit}"
    if not zh:
        where = "infinity" if stretch.where is None else where
        reached = "at" if stretch.attained else "toward"
        return f"{_part(stretch.part, unit, zh)} gets {way}, by {by} at most, {reached} {where}"
    reached = f"在 {where} 处" if stretch.attained else f"趋近 {where} 时"
    return f"{_part(stretch.part, unit, zh)}{way}得，至多{way} {by} 分，{reached}"


def _part(part: Interval, unit: str, zh: bool) -> str:
    left, right = "(" if part.low_open else "[", ")" if part.high_open else "]"
    low = ".." if part.low is None else f"{shown(part.low)}{unit}"
    high = ".." if part.high is None else f"{shown(part.high)}{unit}"
    if part.is_point:
        return f"实际 {low} " if zh else f"an actual of {low}"
    return f"实际 {left}{low}, {high}{right} " if zh else f"an actual in {left}{low}, {high}{right}"


def _number(value: Fraction | Bracket) -> str:
    """An irrational number by the bracket that holds it."""
    return shown(value) if isinstance(value, Fraction) else f"{shown(value.low)}…{shown(value.high)}"


def move_lines(moves: Sequence[CaseMove], lang: str = "zh") -> Iterator[Line]:
    """Cases that move, those that cross a grade line first, with every row before and after."""
    zh = lang == "zh"
    crossing, moving = sum(each.crosses for each in moves), sum(each.moves for each in moves)
    yield "", ""
    yield (
        "bold",
        f"{len(moves)} 个项目：{moving} 个总分有变，{crossing} 个等级有变"
        if zh
        else f"{len(moves)} cases: {moving} move, {crossing} cross a grade line",
    )
    for each in sorted(moves, key=lambda one: (not one.crosses, not one.moves, one.name)):
        if not (each.moves or each.leaves or each.crosses):
            continue
        one, two = (score_text(result.tree.total.score) for result in (each.before, each.after))
        grades = ""
        if each.crosses:
            grades = f"  {'/'.join(each.before.grades) or '—'} → {'/'.join(each.after.grades) or '—'}"
        yield "yellow" if each.crosses else "", f"{each.name}  {one} → {two}{grades}"
        for leaf in each.leaves:
            yield "", f"  {leaf.name}  {score_text(leaf.before)} → {score_text(leaf.after)}"
            yield "dim", f"    − {leaf.explained_before}"
            yield "dim", f"    + {leaf.explained_after}"


def diff_json(found: RulesetDiff, moves: Sequence[CaseMove]) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "targets": [
            {
                "target": each.goal.text or None,
                "kind": each.goal.atom.kind,
                "names": dict(each.names),
                "before": each.before.id if each.before else None,
                "after": each.after.id if each.after else None,
                "points": plain(each.points),
                "stretches": [
                    {
                        "actual": str(one.part),
                        "sign": one.sign,
                        "by": _exact(one.by),
                        "where": None if one.where is None else _exact(one.where),
                        "attained": one.attained,
                    }
                    for one in each.stretches
                ],
                "only_before": [str(part) for part in each.only_before],
                "only_after": [str(part) for part in each.only_after],
                "other": each.other or None,
            }
            for each in found.targets
        ],
        "settings": [{"what": what, "before": one, "after": two} for what, one, two in found.settings],
        "cases": [
            {
                "case": each.name,
                "before": score_text(each.before.tree.total.score),
                "after": score_text(each.after.tree.total.score),
                "grade_before": list(each.before.grades),
                "grade_after": list(each.after.grades),
                "indicators": [
                    {
                        "name": leaf.name,
                        "before": score_text(leaf.before),
                        "after": score_text(leaf.after),
                        "explained_before": leaf.explained_before,
                        "explained_after": leaf.explained_after,
                    }
                    for leaf in each.leaves
                ],
            }
            for each in moves
        ],
    }


def _exact(value: Fraction | Bracket) -> str | list[str]:
    return plain(value) if isinstance(value, Fraction) else [plain(value.low), plain(value.high)]
