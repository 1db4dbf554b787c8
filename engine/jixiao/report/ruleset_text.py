"""Rulesets as readable lines: a list of them, or one with framework, rules, curves, clauses, grades and policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.explain.sentence import clause_text
from jixiao.kernel.curve import Curve
from jixiao.kernel.number import percent, plain
from jixiao.kernel.words import DEFAULT, Phrase, Value, in_words, phrase, say, series
from jixiao.report.lines import Column, Line, paragraph, table
from jixiao.rules.axis import axis_name
from jixiao.rules.clause import Trust
from jixiao.rules.curve_text import CurveRow
from jixiao.rules.parts import DrawnPart, WordedPart
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Graded, Judged, Measured, Summed

__all__ = ["list_lines", "ruleset_lines"]

_Said = tuple[str, str]
"""A style (empty, ``bold`` or ``dim``) and a text whose leading blanks are its indent."""


def list_lines(rulesets: Sequence[Ruleset], width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """One row a ruleset."""
    columns = [
        Column(say("head.ruleset", lang), least=12),
        Column(say("head.title", lang), least=16),
        *(Column(say(head, lang)) for head in ("head.kind", "head.years", "head.trust")),
    ]
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
    shorts = (phrase(f"trust.{trust}.short") for trust in Trust if trust in kinds)
    return in_words(series("list.comma", shorts), lang)


def ruleset_lines(ruleset: Ruleset, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Everything the ruleset says, top to bottom, at most ``width`` cells wide."""
    for style, text in _said(ruleset, lang):
        body = text.lstrip(" ")
        indent = " " * (len(text) - len(body))
        yield from paragraph(body, width, indent=indent, hang=indent + "  " if style == "" else indent, style=style)


def _said(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    yield "bold", f"{ruleset.id}  {ruleset.title}"
    if ruleset.note:
        yield "dim", ruleset.note
    yield "", ""
    yield "bold", say("ruleset.framework", lang)
    for branch in ruleset.framework.branches:
        names = [each.name if each.points is None else f"{each.name} {plain(each.points)}" for each in branch.level2]
        told: Value = phrase("ruleset.branch", name=branch.name, points=plain(branch.points))
        if names:
            told = phrase("labelled", label=told, text=series("list.comma", names))
        yield "", f"  {in_words(told, lang)}"
    yield "dim", f"  {clause_text(ruleset.framework.clause, ruleset, lang)}"
    for rule in sorted(ruleset.rules, key=lambda each: each.order):
        yield "", ""
        yield from _rule(rule, ruleset, lang)
    yield from _grades(ruleset, lang)
    yield from _options(ruleset, lang)
    yield "", ""
    yield "bold", say("ruleset.policies", lang)
    yield "", f"  {_rounding(ruleset, lang)}"
    for name in PolicyName:
        policy = ruleset.policy(name)
        yield "", f"  {say('ruleset.policy', lang, policy=phrase(f'policy.{name}'), id=name, value=policy.value)}"
        yield "dim", f"    {in_words(policy.because, lang)}"


def _options(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    """Rules that are kept with the file and score nothing."""
    if ruleset.options:
        yield "", ""
        yield "bold", say("ruleset.options", lang)
    for rule in ruleset.options:
        yield "", f"  {rule.name}  {rule.id}"
        yield "dim", f"    {clause_text(rule.clause, ruleset, lang)}"


def _rounding(ruleset: Ruleset, lang: str) -> str:
    at, step = phrase(f"round_at.{ruleset.rounding.at}"), ruleset.rounding
    return say("ruleset.rounding", lang, at=at, n=step.places, mode=step.mode.value)


def _rule(rule: Rule, ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    yield "bold", f"{rule.name}  {rule.id}"
    yield "", f"  {say('ruleset.claims', lang, targets=_when(rule))}"
    scorer = rule.scorer
    if isinstance(scorer, Summed):
        yield from _parts(scorer, lang)
    elif isinstance(scorer, Measured):
        if scorer.computed is not None:
            yield "", f"  {say('ruleset.computed', lang, formula=scorer.computed.text)}"
        yield "", f"  x = {in_words(axis_name(scorer.axis), lang)}"
        yield from (("", f"    {row}") for row in _rows(scorer.curve))
        if scorer.outside:
            yield "", f"    {say('ruleset.else', lang)}     {scorer.outside.share.text(percent)}  {scorer.outside.name}"
    elif isinstance(scorer, Judged):
        yield from (("", f"    {band.share.text(percent):<13}{band.name}") for band in scorer.bands)
    elif isinstance(scorer, Graded):
        yield from (("", f"    {percent(step.share):<6}{step.name}") for step in scorer.steps)
    yield "dim", f"  {clause_text(rule.clause, ruleset, lang)}"
    if rule.because:
        yield "dim", f"  {rule.because}"


def _parts(scorer: Summed, lang: str) -> Iterator[_Said]:
    """Each part with what it gives or takes off, and how."""
    if scorer.inputs:
        told = (
            phrase("remark", text=each.name, remark=each.unit) if each.unit else each.name for each in scorer.inputs
        )
        yield "", f"  {say('ruleset.inputs', lang, inputs=series('list.comma', tuple(told)))}"
    for part in scorer.parts:
        key = "endless" if part.points is None else "taken" if part.takes else "given"
        points = "" if part.points is None else plain(part.points)
        yield "", f"  {say(f'ruleset.part.{key}', lang, name=part.name, points=points)}"
        if isinstance(part.scorer, DrawnPart):
            yield "", f"    x = {part.scorer.x.text}"
            yield from (("", f"      {row}") for row in _rows(part.scorer.curve))
        elif isinstance(part.scorer, WordedPart):
            yield "", f"    {say('ruleset.part.words', lang, of=part.scorer.of)}"
            yield from (("", f"      {percent(step.share):<6}{step.name}") for step in part.scorer.steps)
        else:
            yield "", f"    {say('ruleset.part.item', lang, item=part.asks[0])}"
        if part.empties:
            yield "", f"    {say('ruleset.part.empties', lang)}"


def _when(rule: Rule) -> Phrase:
    """Kinds and directions in words; other conditions under their keys."""
    when = rule.when
    parts: list[Value] = [series("list.comma", (phrase(f"kind.{kind}") for kind in when.target))]
    if when.direction:
        parts.append(series("list.comma", (phrase(f"direction.{each}") for each in when.direction)))
    for name in ("sign", "unit", "words", "level1", "level2", "level3"):
        values = getattr(when, name)
        if values:
            parts.append(f"{name} {'/'.join(values)}")
    return series("list.dot", parts)


def _rows(curve: Curve) -> list[str]:
    """The rows as written, each once."""
    origins = (segment.origin for segment in curve.segments())
    return list(dict.fromkeys(origin.text for origin in origins if isinstance(origin, CurveRow)))


def _grades(ruleset: Ruleset, lang: str) -> Iterator[_Said]:
    if ruleset.grades is None:
        return
    yield "", ""
    yield "bold", say("ruleset.grades", lang)
    yield "", "  " + "  ".join(f"{cut.name} ≥ {plain(cut.start)}" for cut in ruleset.grades.cuts)
    yield "dim", f"  {clause_text(ruleset.grades.clause, ruleset, lang)}"
