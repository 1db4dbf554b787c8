"""A result as lines: the tree with subtotals, the total and grade, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.explain.sentence import explanation, span_text
from jixiao.kernel.number import fraction, plain, sum_of
from jixiao.kernel.words import DEFAULT, Value, in_words, phrase, say, series
from jixiao.report.lines import Column, Line, StyledCell, paragraph, table
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.missing import to_collect
from jixiao.scoring.rollup import Node

__all__ = ["result_lines", "sentence_lines"]

WIDE = 104
"""From here on the rule and its trust stand in columns of their own."""


def result_lines(result: Result, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """The whole report of one case, at most ``width`` cells wide where the numbers allow it."""
    yield from _title(result, width, lang)
    yield ()
    columns = [
        Column(say("head.indicator", lang), least=14, easy=30),
        Column(say("head.target", lang), least=8, easy=16),
        Column(say("head.actual", lang), least=6, easy=12),
        Column(say("head.points", lang), right=True),
        Column(say("head.score", lang), right=True),
    ]
    wide = width >= WIDE
    if wide:
        columns += [Column(say("head.rule", lang), least=8, easy=18), Column(say("head.trust", lang))]
    yield from table(columns, (row if wide else row[:5] for row in _rows(result, lang)), width)
    yield ()
    yield _total(result, lang)
    for signal in result.signals:
        if signal.light:
            yield (("", say("result.alarm", lang, alarm=signal.alarm.name, light=signal.light)),)
    yield from _wanted(result, width, lang)


def _title(result: Result, width: int, lang: str) -> Iterator[Line]:
    project, ruleset = result.case.project, result.ruleset
    name: Value = project.name or phrase("project.unnamed")
    if project.year:
        name = phrase("remark", text=name, remark=phrase("result.year", year=project.year))
    yield from paragraph(in_words(name, lang), width, style="bold")
    yield from paragraph(say("result.ruleset", lang, id=ruleset.id, title=ruleset.title), width, style="dim")


# -- the tree


def _rows(result: Result, lang: str) -> Iterator[tuple[StyledCell, ...]]:
    for level1 in result.tree.level1:
        has_leaf = any(leaf.indicator.level1 == level1.name for leaf in result.leaves)
        yield _branch(result, level1, "", lang, "bold" if has_leaf else "dim", empty=not has_leaf)
        for index, node in enumerate(level1.level2):
            last = index == len(level1.level2) - 1
            leaves = _leaves(result, level1, node)
            yield _branch(result, node, "└ " if last else "├ ", lang, "" if leaves else "dim", empty=not leaves)
            for leaf in leaves:
                yield _leaf(leaf, "  · " if last else "│ · ", result, lang)


def _leaves(result: Result, level1: Node, node: Node) -> list[Leaf]:
    names = (level1.name, node.name)
    return [leaf for leaf in result.leaves if (leaf.indicator.level1, leaf.indicator.level2) == names]


def _branch(result: Result, node: Node, stem: str, lang: str, style: str, *, empty: bool) -> tuple[StyledCell, ...]:
    """A first or second level; one without a leaf has no points to show. A capped sum is marked."""
    score = span_text(node.score, result.ruleset, lang) + ("*" if node.capped else "")
    points, score = ("", "—") if empty else (plain(node.points), score)
    name = node.name or say("result.no_level", lang)
    blank = ("", "", "")
    return (style, stem, name), blank, blank, (style, "", points), (style, "", score), blank, blank


def _leaf(leaf: Leaf, stem: str, result: Result, lang: str) -> tuple[StyledCell, ...]:
    indicator = leaf.indicator
    score = span_text(leaf.score, result.ruleset, lang) if leaf.counted else say("explain.not_counted", lang)
    mark = "†" if leaf.is_overridden else ""
    return (
        ("", stem, indicator.level3),
        ("", "", str(indicator.target)),
        ("", "", str(indicator.actual)) if indicator.actual else ("yellow", "", say("explain.missing", lang)),
        ("", "", plain(leaf.points)),
        (_style(leaf), "", score + mark),
        ("dim", "", say("rule.short", lang, name=leaf.rule.name, id=leaf.rule.id) if leaf.rule else "—"),
        ("dim", "", say(f"trust.{leaf.rule.clause.trust}.short", lang) if leaf.rule else ""),
    )


def _style(leaf: Leaf) -> str:
    if leaf.is_open:
        return "yellow"
    return "red" if leaf.counted and leaf.score.low < leaf.points else "green"


# -- below the tree


def _total(result: Result, lang: str) -> Line:
    total = result.tree.total
    style = "bold yellow" if total.score.is_open else "bold green"
    spans = [
        ("bold", say("result.total", lang)),
        (style, span_text(total.score, result.ruleset, lang)),
        ("", say("result.of", lang, points=plain(total.points))),
    ]
    if total.factor is not None:
        spans.append(("dim", say("result.rescaled", lang, factor=fraction(total.factor))))
    if result.grades:
        spans.append(("bold", say("result.grade", lang)))
        spans.append((style, in_words(_one_of(result.grades), lang)))
    return tuple(spans)


def _one_of(grades: tuple[str, ...]) -> Value:
    """优; 优或良; 优、良或中."""
    *others, last = grades
    return phrase("list.or", others=series("list.comma", others), last=last) if others else last


def _wanted(result: Result, width: int, lang: str) -> Iterator[Line]:
    """Open leaves, those first on which most points hang."""
    items = to_collect(result)
    overridden = [leaf for leaf in result.leaves if leaf.is_overridden]
    for leaf in overridden:
        reason = leaf.indicator.override.reason if leaf.indicator.override else ""
        computed = span_text(leaf.computed, result.ruleset, lang)
        said = say("result.corrected", lang, name=leaf.indicator.level3, score=computed, reason=reason)
        yield from paragraph(said, width, hang="  ")
    if not items:
        return
    open_points = plain(sum_of(item.points for item in items))
    yield ()
    yield (("bold", say("result.open", lang, n=open_points)),)
    for item in items:
        name, points = item.leaf.indicator.level3, plain(item.points)
        said = say("result.wanted", lang, name=name, points=points, what=phrase(f"wanted.{item.what}"))
        yield from paragraph(said, width, indent="  · ", hang="    ")


def sentence_lines(result: Result, width: int, lang: str = DEFAULT) -> Iterator[Line]:
    """Every leaf's explanation, numbered as in the result."""
    yield from _title(result, width, lang)
    for number, leaf in enumerate(result.leaves, start=1):
        yield ()
        label = f"{number:>2}. "
        yield from paragraph(leaf.indicator.level3, width, indent=label, hang="    ", style="bold")
        yield from paragraph(explanation(leaf, lang), width, indent="    ")
    yield ()
    yield _total(result, lang)
