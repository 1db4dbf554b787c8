"""Rulesets as readable lines: a list of them, or one with framework, rules, curves, clauses, grades and policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.explain.sentence import clause_text
from jixiao.explain.words import AXES, DIRECTIONS, KINDS, POLICIES, TRUST_SHORT
from jixiao.kernel.curve import Curve
from jixiao.kernel.number import percent, plain
from jixiao.report.lines import Column, Line, paragraph, table
from jixiao.rules.clause import Trust
from jixiao.rules.curve_text import Row
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured
from jixiao.scoring.steps.outcome import band_text

__all__ = ["list_lines", "ruleset_lines"]

_HEADS = {"zh": ("规则", "名称", "种类", "适用年度", "依据"), "en": ("id", "title", "kind", "years", "trust")}
_Said = tuple[str, str]
"""A style (empty, ``bold`` or ``dim``) and a text whose leading blanks are its indent."""


def list_lines(rulesets: Sequence[Ruleset], width: int, lang: str = "zh") -> Iterator[Line]:
    """One row a ruleset."""
    heads = _HEADS[lang]
    columns = [Column(heads[0], least=12), Column(heads[1], least=16), *(Column(head) for head in heads[2:])]
    rows = [
        [("", "", text) for text in (each.id, each.title, each.kind, _years(each), _trusts(each, lang))]
        for each in rulesets
    ]
    yield from table(columns, rows, width)


def _years(ruleset: Ruleset) -> str:
    start = str(ruleset.valid_from.year) if ruleset.valid_from else ""
    return f"{start}–{ruleset.valid_to.year if ruleset.valid_to else ''}"


def _trusts(ruleset: Ruleset, lang: str) -> str:
    kinds = {rule.clause.trust for rule in ruleset.rules}
    return ("、" if lang == "zh" else ", ").join(TRUST_SHORT[lang][trust] for trust in Trust if trust in kinds)


def ruleset_lines(ruleset: Ruleset, width: int, lang: str = "zh") -> Iterator[Line]:
    """Everything the ruleset says, top to bottom, at most ``width`` cells wide."""
    for style, text in _said(ruleset, lang):
        body = text.lstrip(" ")
        indent = " " * (len(text) - len(body))
        yield from paragraph(body, width, indent=indent, hang=indent + "  " if style == "" else indent, style=style)


def _said(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    zh = lang == "zh"
    yield "bold", f"{ruleset.id}  {ruleset.title}"
    if ruleset.note:
        yield "dim", ruleset.note
    yield "", ""
    yield "bold", "指标体系" if zh else "framework"
    for branch in ruleset.framework.branches:
        names = "、".join(name if points is None else f"{name} {plain(points)}" for name, points in branch.level2)
        yield "", f"  {branch.name} {plain(branch.points)}{' 分' if zh else ''}{'：' + names if names else ''}"
    yield "dim", f"  {clause_text(ruleset.framework.clause, ruleset, lang)}"
    for rule in sorted(ruleset.rules, key=lambda each: each.order):
        yield "", ""
        yield from _rule(rule, ruleset, lang)
    yield from _grades(ruleset, lang)
    yield from _options(ruleset, lang)
    yield "", ""
    yield "bold", "修约与政策" if zh else "rounding and policies"
    yield "", f"  {_rounding(ruleset, zh)}"
    for name in PolicyName:
        policy = ruleset.policy(name)
        yield "", f"  {POLICIES[lang][name]}（{name}）= {policy.value}" if zh else f"  {name} = {policy.value}"
        yield "dim", f"    {policy.because}"


def _options(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    """Rules that are kept with the file and score nothing."""
    if ruleset.options:
        yield "", ""
        yield "bold", "未启用的选项（不参与评分）" if lang == "zh" else "options that are not enabled"
    for rule in ruleset.options:
        yield "", f"  {rule.name}  {rule.id}"
        yield "dim", f"    {clause_text(rule.clause, ruleset, lang)}"


def _rounding(ruleset: Ruleset, zh: bool) -> str:
    places, mode = ruleset.rounding.places, ruleset.rounding.mode.value
    at = {"leaf": "逐项", "level": "逐级", "total": "合计"}[ruleset.round_at]
    return f"{at}修约到 {places} 位小数（{mode}）" if zh else f"{mode} to {places} decimals at the {ruleset.round_at}"


def _rule(rule: Rule, ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    zh = lang == "zh"
    yield "bold", f"{rule.name}  {rule.id}"
    yield "", f"  {'适用：' if zh else 'for '}{_when(rule, lang)}"
    scorer = rule.scorer
    if isinstance(scorer, Measured):
        yield "", f"  x = {AXES[lang][scorer.axis]}"
        yield from (("", f"    {row}") for row in _rows(scorer.curve))
        if scorer.outside:
            yield "", f"    {'其余' if zh else 'else'}     {band_text(scorer.outside.share)}  {scorer.outside.name}"
    elif isinstance(scorer, Judged):
        yield from (("", f"    {band_text(band.share):<13}{band.name}") for band in scorer.bands)
    elif isinstance(scorer, Graded):
        yield from (("", f"    {percent(step.share):<6}{step.name}") for step in scorer.steps)
    yield "dim", f"  {clause_text(rule.clause, ruleset, lang)}"
    if rule.because:
        yield "dim", f"  {rule.because}"


def _when(rule: Rule, lang: str) -> str:
    """Kinds and directions in words; other conditions under their keys."""
    when = rule.when
    parts = ["、".join(KINDS[lang][kind] for kind in when.target)]
    if when.direction:
        parts.append("、".join(DIRECTIONS[lang][each] for each in when.direction))
    for name in ("sign", "unit", "words", "level1", "level2", "level3"):
        values = getattr(when, name)
        if values:
            parts.append(f"{name} {'/'.join(values)}")
    return " · ".join(parts)


def _rows(curve: Curve) -> list[str]:
    """The rows as written, each once."""
    origins = (segment.origin for segment in curve.segments())
    return list(dict.fromkeys(origin.text for origin in origins if isinstance(origin, Row)))


def _grades(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    if ruleset.grades is None:
        return
    yield "", ""
    yield "bold", "等级" if lang == "zh" else "grades"
    yield "", "  " + "  ".join(f"{name} ≥ {plain(start)}" for name, start in ruleset.grades.cuts)
    yield "dim", f"  {clause_text(ruleset.grades.clause, ruleset, lang)}"
