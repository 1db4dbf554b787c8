"""A result as lines: the tree with subtotals, the total and grade, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.explain.sentence import explanation, span_text
from jixiao.explain.words import TRUST_SHORT
from jixiao.kernel.number import plain
from jixiao.report.lines import Cell, Column, Line, paragraph, table
from jixiao.scoring.evaluate import Result
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.missing import to_collect
from jixiao.scoring.rollup import Node

__all__ = ["result_lines", "sentence_lines"]

WIDE = 104
"""From here on the rule and its trust stand in columns of their own."""

_HEADS = {
    "zh": ("指标", "目标", "实际", "分值", "得分", "规则", "依据"),
    "en": ("indicator", "target", "actual", "points", "score", "rule", "trust"),
}


def result_lines(result: Result, width: int, lang: str = "zh") -> Iterator[Line]:
    """The whole report of one case, at most ``width`` cells wide where the numbers allow it."""
    yield from _title(result, width, lang)
    yield ()
    heads = _HEADS[lang]
    columns = [
        Column(heads[0], least=14, easy=30),
        Column(heads[1], least=8, easy=16),
        Column(heads[2], least=6, easy=12),
        Column(heads[3], right=True),
        Column(heads[4], right=True),
    ]
    wide = width >= WIDE
    if wide:
        columns += [Column(heads[5], least=8, easy=18), Column(heads[6])]
    yield from table(columns, (row if wide else row[:5] for row in _rows(result, lang)), width)
    yield ()
    yield _total(result, lang)
    for signal in result.signals:
        if signal.light:
            yield (("", f"{'预警' if lang == 'zh' else 'alarm'} {signal.alarm.text.name}: {signal.light}"),)
    yield from _wanted(result, width, lang)


def _title(result: Result, width: int, lang: str) -> Iterator[Line]:
    zh = lang == "zh"
    project, ruleset = result.case.project, result.ruleset
    year = (f"（{project.year} 年度）" if zh else f" ({project.year})") if project.year else ""
    name = project.name or ("未命名项目" if zh else "unnamed project")
    yield from paragraph(f"{name}{year}", width, style="bold")
    said = f"规则 {ruleset.id}：{ruleset.title}" if zh else f"ruleset {ruleset.id}: {ruleset.title}"
    yield from paragraph(said, width, style="dim")


# -- the tree


def _rows(result: Result, lang: str) -> Iterator[tuple[Cell, ...]]:
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


def _branch(result: Result, node: Node, stem: str, lang: str, style: str, *, empty: bool) -> tuple[Cell, ...]:
    """A first or second level; one without a leaf has no points to show. A capped sum is marked."""
    score = span_text(node.score, result.ruleset, lang) + ("*" if node.capped else "")
    points, score = ("", "—") if empty else (plain(node.points), score)
    name = node.name or ("（未分级）" if lang == "zh" else "(no name)")
    blank = ("", "", "")
    return (style, stem, name), blank, blank, (style, "", points), (style, "", score), blank, blank


def _leaf(leaf: Leaf, stem: str, result: Result, lang: str) -> tuple[Cell, ...]:
    indicator, zh = leaf.indicator, lang == "zh"
    missing = "未填" if zh else "missing"
    score = span_text(leaf.score, result.ruleset, lang) if leaf.counted else ("不计分" if zh else "not counted")
    mark = "" if leaf.score == leaf.computed else "†"
    return (
        ("", stem, indicator.level3),
        ("", "", str(indicator.target)),
        ("", "", str(indicator.actual)) if indicator.actual else ("yellow", "", missing),
        ("", "", plain(leaf.points)),
        (_style(leaf), "", score + mark),
        ("dim", "", (leaf.rule.name if zh else leaf.rule.id) if leaf.rule else "—"),
        ("dim", "", TRUST_SHORT[lang][leaf.rule.clause.trust] if leaf.rule else ""),
    )


def _style(leaf: Leaf) -> str:
    if leaf.is_open:
        return "yellow"
    return "red" if leaf.counted and leaf.score.low < leaf.points else "green"


# -- below the tree


def _total(result: Result, lang: str) -> Line:
    zh, total = lang == "zh", result.tree.total
    style = "bold yellow" if total.score.is_open else "bold green"
    spans = [
        ("bold", "合计 " if zh else "total "),
        (style, span_text(total.score, result.ruleset, lang)),
        ("", f"（满分 {plain(total.points)}）" if zh else f" of {plain(total.points)}"),
    ]
    if total.factor is not None:
        factor = _ratio(total.factor)
        spans.append(("dim", f"已按 {factor} 折算 " if zh else f" rescaled by {factor}"))
    if result.grades:
        spans.append(("bold", "  等级 " if zh else "   grade "))
        spans.append((style, _one_of(result.grades, zh)))
    return tuple(spans)


def _one_of(grades: tuple[str, ...], zh: bool) -> str:
    """优; 优或良; 优、良或中."""
    *others, last = grades
    if not others:
        return last
    return f"{'、'.join(others)}或{last}" if zh else f"{', '.join(others)} or {last}"


def _ratio(factor: Fraction) -> str:
    return f"{factor.numerator}/{factor.denominator}"


def _wanted(result: Result, width: int, lang: str) -> Iterator[Line]:
    """Open leaves, those first on which most points hang."""
    zh, items = lang == "zh", to_collect(result)
    overridden = [leaf for leaf in result.leaves if leaf.score != leaf.computed]
    for leaf in overridden:
        reason = leaf.indicator.override.reason if leaf.indicator.override else ""
        computed = span_text(leaf.computed, result.ruleset, lang)
        said = f"† {leaf.indicator.level3}：人工更正，计算得分 {computed}，理由：{reason}"
        if not zh:
            said = f"† {leaf.indicator.level3}: corrected by a person; computed {computed}; reason: {reason}"
        yield from paragraph(said, width, hang="  ")
    if not items:
        return
    open_points = plain(sum((item.points for item in items), Fraction(0)))
    yield ()
    head = f"尚有 {open_points} 分待定" if zh else f"{open_points} points are still open"
    yield (("bold", head),)
    for item in items:
        name, points = item.leaf.indicator.level3, plain(item.points)
        said = f"{name}（{points} 分）：{item.say(lang)}" if zh else f"{name} ({points}): {item.say(lang)}"
        yield from paragraph(said, width, indent="  · ", hang="    ")


def sentence_lines(result: Result, width: int, lang: str = "zh") -> Iterator[Line]:
    """Every leaf's explanation, numbered as in the result."""
    yield from _title(result, width, lang)
    for number, leaf in enumerate(result.leaves, start=1):
        yield ()
        label = f"{number:>2}. "
        yield from paragraph(leaf.indicator.level3, width, indent=label, hang="    ", style="bold")
        yield from paragraph(explanation(leaf, result.ruleset, lang), width, indent="    ")
    yield ()
    yield _total(result, lang)
