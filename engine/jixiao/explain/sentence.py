"""The sentence of a leaf: target, actual, axis, row or band, arithmetic, rounding, policies, clause and trust.

Everything said is read from the trace; nothing is computed again but for display.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.explain.words import AXES, DIRECTIONS, POLICIES, TRUST, Lang
from jixiao.kernel.number import fixed, percent, plain, shown
from jixiao.rules.axis import Axis
from jixiao.rules.clause import Clause
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Gives, Measured
from jixiao.scoring.leaf import DirectionFrom, Leaf, Outcome, PartOutcome
from jixiao.scoring.score import Score

__all__ = ["clause_text", "explanation", "score_text", "share_text", "span_text"]

_COUNTS = frozenset({Axis.DAYS_LATE, Axis.BREACHES, Axis.EXCESS})


def explanation(leaf: Leaf, ruleset: Ruleset, lang: Lang = "zh") -> str:
    """Why the leaf has its score. Ends with the clause it rests on and how well that is known."""
    parts = list(_parts(leaf, ruleset, lang))
    return "；".join(parts) + "。" if lang == "zh" else "; ".join(parts) + "."


def _parts(leaf: Leaf, ruleset: Ruleset, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    yield _head(leaf, zh)
    if not leaf.counted:
        yield "不计分" if zh else "not counted"
        return
    if leaf.direction_from in (DirectionFrom.CUE, DirectionFrom.POLICY) and leaf.direction is not None:
        yield ("推定" if zh else "taken as ") + DIRECTIONS[lang][leaf.direction]
    if leaf.parts:
        yield from (_part(part, lang) for part in leaf.parts)
    elif leaf.rule is not None:
        yield from _how(leaf.rule, leaf.outcome, lang)
    elif leaf.outcome.share.is_open:
        yield "无法计分" if zh else "cannot be scored"
    yield _arithmetic(leaf, ruleset, zh)
    yield from _extras(leaf, zh)
    for use in (*leaf.policies, *leaf.outcome.policies):
        name = POLICIES[lang][use.name]
        yield f"政策“{name}={use.policy.value}”：{use.policy.because}" if zh else f"policy {name} = {use.policy.value}"
    if leaf.rule is not None:
        yield ("依据：" if zh else "clause: ") + clause_text(leaf.rule.clause, ruleset, lang)


def _head(leaf: Leaf, zh: bool) -> str:
    target, actual = leaf.indicator.target, leaf.indicator.actual
    quoted = f"“{actual}”" if actual else ("未填" if zh else "missing")
    goal = (f"目标“{target}”，" if zh else f"target “{target}”, ") if target else ""
    return f"{goal}实际{quoted}" if zh else f"{goal}actual {quoted}"


def _part(part: PartOutcome, lang: Lang) -> str:
    how = "，".join(_how(part.rule, part.outcome, lang)) if part.rule else "—"
    return f"〔{part.normal_form}〕{how} {share_text(part.outcome.share)}"


def _how(rule: Rule, outcome: Outcome, lang: Lang) -> Iterator[str]:
    """The axis with x, then the row of the curve or the band, and whose rule it is."""
    zh = lang == "zh"
    told = _axis(rule.scorer, outcome, lang) if isinstance(rule.scorer, Measured) else ""
    if outcome.row and isinstance(rule.scorer, Measured):
        row = _row(outcome.row, rule.scorer.gives, lang)
        yield f"{told}，{row}" if zh else f"{told}, {row}"
    elif told:
        yield told
    if outcome.band:
        yield f"属“{outcome.band}”一档" if zh else f"level {outcome.band}"
    yield f"规则“{rule.name}”" if zh else f"rule {rule.id}"


def _axis(scorer: Measured, outcome: Outcome, lang: Lang) -> str:
    name = AXES[lang][scorer.axis]
    if outcome.x_range is not None:
        low, high = outcome.x_range.low, outcome.x_range.high
        ends = ["…" if end is None else _x_text(end, scorer.axis) for end in (low, high)]
        return f"{name}在 {ends[0]}～{ends[1]} 之间" if lang == "zh" else f"{name} {ends[0]} – {ends[1]}"
    if outcome.x is None:
        return name
    text = _x_text(outcome.x, scorer.axis)
    if outcome.x_rounded is None:
        return f"{name}为 {text}" if lang == "zh" else f"{name} {text}"
    rounded = _x_text(outcome.x_rounded, scorer.axis)
    return f"{name}为 {text}，先修约为 {rounded}" if lang == "zh" else f"{name} {text}, first rounded to {rounded}"


def _x_text(x: Fraction, axis: Axis) -> str:
    """A count as a number, all else in percent; what does not end with its fraction before it."""
    text = shown(x) if axis in _COUNTS else percent(x)
    return f"{x.numerator}/{x.denominator}（{text}）" if text.startswith("≈") else text


_GIVES = {
    "zh": {Gives.SHARE: "得分率", Gives.POINTS: "得分", Gives.DEDUCTION: "扣分"},
    "en": {Gives.SHARE: "share", Gives.POINTS: "points", Gives.DEDUCTION: "points taken off"},
}


def _row(row: str, gives: Gives, lang: Lang) -> str:
    """The row of the curve as it is written: its interval, and what it gives there."""
    interval, _, gift = " ".join(row.split()).replace("] ", "]|", 1).replace(") ", ")|", 1).partition("|")
    said = (
        f"在 {interval} 段，{_GIVES[lang][gives]} {gift}"
        if lang == "zh"
        else f"in {interval}: {_GIVES[lang][gives]} {gift}"
    )
    return said if gift else row


def _arithmetic(leaf: Leaf, ruleset: Ruleset, zh: bool) -> str:
    """``得分 10 × 852/860 ≈ 9.906977，修约为 9.91``; the share as a fraction where no decimal is exact."""
    points = plain(leaf.points)
    share, score = leaf.outcome.share, leaf.computed
    name = "得分" if zh else "score"
    stated = ruleset.policy(PolicyName.DEDUCTION).value == "stated"  # then the share already says it
    capped = (
        "" if leaf.capped is None else f"（不超过 {plain(leaf.capped)}）" if zh else f" (at most {plain(leaf.capped)})"
    )
    taken = capped + (f" − {plain(leaf.indicator.deduction)}" if leaf.indicator.deduction and not stated else "")
    if score.is_open:
        reason = "，待定" if zh else ", open"
        return f"{name} {points} × {share_text(share)}{taken} = {score_text(score, ruleset)}{reason}"
    factor = percent(share.low)
    product = f"{name} {points} × {plain(share.low) if factor.startswith('≈') else factor}{taken}"
    exact, rounded = leaf.unrounded.low, score_text(score, ruleset)
    if exact == score.low:
        return f"{product} = {rounded}"
    middle = shown(exact, 6)
    equals = middle.replace("≈", "≈ ") if middle.startswith("≈") else f"= {middle}"
    return f"{product} {equals}，修约为 {rounded}" if zh else f"{product} {equals}, rounded to {rounded}"


def _extras(leaf: Leaf, zh: bool) -> Iterator[str]:
    if leaf.reduced is not None:
        factor = percent(leaf.reduced)
        yield (
            f"目标定得过低，超额调减，得分率乘以 {factor}"
            if zh
            else f"the target was too low: the share is taken times {factor}"
        )
    if leaf.over:
        yield "超额完成，须说明原因" if zh else "over-fulfilled: a reason is wanted"
    if leaf.indicator.reason:
        yield f"填报的原因：{leaf.indicator.reason}" if zh else f"reason given: {leaf.indicator.reason}"
    if leaf.light:
        yield f"亮灯 {leaf.light}" if zh else f"light {leaf.light}"
    if leaf.score != leaf.computed and leaf.indicator.override is not None:
        override = leaf.indicator.override
        score = plain(override.score)
        yield f"人工更正为 {score}，理由：{override.reason}" if zh else f"overridden to {score}: {override.reason}"
    if leaf.factor is not None:
        factor = f"{leaf.factor.numerator}/{leaf.factor.denominator}"
        yield f"有不计分的指标，总分按 {factor} 折算" if zh else f"the total is rescaled by {factor}"


def share_text(share: Score) -> str:
    """``98%``, or a band such as ``[60%, 80%)``."""
    if not share.is_open:
        return percent(share.low)
    return f"[{percent(share.low)}, {percent(share.high)}{')' if share.high_open else ']'}"


def score_text(score: Score, ruleset: Ruleset) -> str:
    """``9.80``, or an interval such as ``[4.80, 6.40)``; with the ruleset's decimals where they suffice."""
    low = _decimal(score.low, ruleset.rounding.places)
    if not score.is_open:
        return low
    return f"[{low}, {_decimal(score.high, ruleset.rounding.places)}{')' if score.high_open else ']'}"


def span_text(score: Score, ruleset: Ruleset, lang: Lang = "zh") -> str:
    """For a table: ``9.80``, or both ends, ``4.80～6.40``; an end that is not reached has ``<`` before it."""
    low = _decimal(score.low, ruleset.rounding.places)
    if not score.is_open:
        return low
    high = _decimal(score.high, ruleset.rounding.places)
    return f"{low}{'～' if lang == 'zh' else '–'}{'<' if score.high_open else ''}{high}"


def _decimal(value: Fraction, places: int) -> str:
    return fixed(value, places) if (value * 10**places).denominator == 1 else shown(value, 6)


def clause_text(clause: Clause, ruleset: Ruleset, lang: Lang = "zh") -> str:
    """``财预〔2020〕10号 附件1（据记忆转述）``."""
    source = ruleset.sources.get(clause.source)
    document = (source.number or source.title) if source else clause.source
    trust = TRUST[lang][clause.trust]
    return f"{document} {clause.article}（{trust}）" if lang == "zh" else f"{document} {clause.article} ({trust})"
