"""The sentence of a leaf: target, actual, axis, row or band, arithmetic, rounding, policies, clause and trust.

Everything said is read from the trace; nothing is computed again but for display.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from jixiao.kernel.number import fraction, percent, plain, shown, to_places
from jixiao.kernel.words import DEFAULT, Phrase, Value, in_words, phrase, say, series
from jixiao.language.direction import DirectionFrom
from jixiao.rules.axis import Axis, NamedAxis, axis_name
from jixiao.rules.clause import Clause
from jixiao.rules.giving import Gives
from jixiao.rules.parts import DrawnPart
from jixiao.rules.policy import PolicyName
from jixiao.rules.rule import Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured, Summed
from jixiao.scoring.leaf import Leaf, Outcome, PartOutcome, PartScore
from jixiao.scoring.score import Score

__all__ = ["clause_text", "explanation", "score_text", "span_text"]

_COUNTS = frozenset({Axis.DAYS_LATE, Axis.BREACHES, Axis.EXCESS})


def explanation(leaf: Leaf, lang: str = DEFAULT) -> str:
    """Why the leaf has its score. Ends with the clause it rests on and how well that is known."""
    return say("explain.sentence", lang, parts=series("list.semicolon", _parts(leaf, leaf.ruleset)))


def _parts(leaf: Leaf, ruleset: Ruleset) -> Iterator[Phrase]:
    yield _head(leaf)
    yield from _inputs(leaf)
    if leaf.indicator.read_as:
        yield phrase("explain.read_as", form=leaf.indicator.read_as)
    if not leaf.counted:
        yield phrase("explain.not_counted")
        return
    if leaf.direction_from in (DirectionFrom.NAME, DirectionFrom.POLICY) and leaf.direction is not None:
        yield phrase("explain.direction", direction=phrase(f"direction.{leaf.direction}"))
    if leaf.parts:
        yield from map(_part, leaf.parts)
    elif leaf.rule is not None:
        yield from _how(leaf.rule, leaf.outcome)
    elif leaf.outcome.share.is_open:
        yield phrase("explain.unscored")
    yield _arithmetic(leaf, ruleset)
    yield from _extras(leaf)
    for use in (*leaf.policies, *leaf.outcome.policies):
        name = phrase(f"policy.{use.name}")
        yield phrase("explain.policy", policy=name, value=use.policy.value, because=use.policy.because)
    if leaf.rule is not None:
        yield phrase("explain.clause", clause=_clause(leaf.rule.clause, ruleset))
        beyond = leaf.assumption
        if beyond is not None and beyond is not leaf.rule.clause:
            yield phrase("explain.assumption", clause=_clause(beyond, ruleset))


def _head(leaf: Leaf) -> Phrase:
    target, given = leaf.indicator.target, leaf.indicator.actual
    if leaf.outcome.sums and leaf.reading is None:  # its inputs are what came of it
        return phrase("explain.target.alone", target=target) if target else phrase("explain.row.of_parts")
    actual = phrase("quoted", text=given) if given else phrase("explain.missing")
    return phrase("explain.target", target=target, actual=actual) if target else phrase("explain.actual", actual=actual)


def _inputs(leaf: Leaf) -> Iterator[Phrase]:
    """The inputs as given, and the formula that they make the actual by."""
    given = leaf.indicator.inputs
    if given:
        told = (phrase("explain.input", name=name, text=text) for name, text in given.items())
        yield phrase("explain.inputs", inputs=series("list.comma", told))
        if leaf.rule is not None and isinstance(leaf.rule.scorer, Measured) and leaf.rule.scorer.computed is not None:
            yield phrase("explain.computed", formula=leaf.rule.scorer.computed.text)


def _part(part: PartOutcome) -> Phrase:
    how = series("list.clause", _how(part.rule, part.outcome)) if part.rule else "—"
    return phrase("explain.part", target=part.normal_form, how=how, share=part.outcome.share.text(percent))


def _how(rule: Rule, outcome: Outcome) -> Iterator[Phrase]:
    """The axis with x, then the row of the curve or the band, and whose rule it is."""
    if isinstance(rule.scorer, Summed):
        yield from map(_part_score, outcome.sums)
    if isinstance(rule.scorer, Measured):
        told = _axis(rule.scorer.axis, outcome)
        yield series("list.clause", (told, _row(outcome.row, rule.scorer.gives))) if outcome.row else told
    if outcome.band:
        yield phrase("explain.band", band=outcome.band)
    yield phrase("rule", name=rule.name, id=rule.id)


def _part_score(score: PartScore) -> Phrase:
    """What a part gives or takes off, and what that was read from."""
    part, takes = score.part, score.part.takes
    if score.points.is_open:
        return phrase(
            "explain.part.open.taken" if takes else "explain.part.open", name=part.name, points=score.points.text()
        )
    if part.empties and score.failed:
        return phrase("explain.part.emptied", name=part.name)
    if part.points is None and not takes:
        return phrase("explain.part.holds", name=part.name, how=_part_how(score))
    nothing = takes and score.points.low == 0
    sentence = "explain.part.none" if nothing else "explain.part.taken" if takes else "explain.part.given"
    return phrase(sentence, name=part.name, how=_part_how(score), points=shown(score.points.low, 6))


def _part_how(score: PartScore) -> Value:
    if not isinstance(score.part.scorer, DrawnPart) or score.x is None:
        return phrase("explain.part.word", word=score.band)
    told = phrase("explain.part.x", formula=score.part.scorer.x.text, x=_number(score.x))
    return series("list.clause", (told, _row(score.row, score.part.gives))) if score.row else told


def _number(x: Fraction) -> Value:
    text = shown(x)
    return phrase("remark", text=fraction(x), remark=text) if text.startswith("≈") else text


def _axis(axis: NamedAxis, outcome: Outcome) -> Phrase:
    name, x = axis_name(axis), partial(_x, axis=axis)
    if outcome.x_range is not None:
        low, high = ("…" if end is None else x(end) for end in (outcome.x_range.low, outcome.x_range.high))
        return phrase("explain.x.between", axis=name, low=low, high=high)
    if outcome.x is None:
        return name
    if outcome.x_rounded is None:
        return phrase("explain.x", axis=name, x=x(outcome.x))
    return phrase("explain.x.rounded", axis=name, x=x(outcome.x), rounded=x(outcome.x_rounded))


def _x(x: Fraction, axis: NamedAxis) -> Value:
    """A count as a number, all else in percent; what does not end with its fraction before it."""
    counts = axis in _COUNTS if isinstance(axis, Axis) else not axis.in_percent
    text = shown(x) if counts else percent(x)
    return phrase("remark", text=fraction(x), remark=text) if text.startswith("≈") else text


def _row(row: str, gives: Gives) -> Value:
    """The row of the curve as it is written: its interval, and what it gives there."""
    interval, _, gift = " ".join(row.split()).replace("] ", "]|", 1).replace(") ", ")|", 1).partition("|")
    return phrase("explain.row", interval=interval, gives=phrase(f"gives.{gives}"), value=gift) if gift else row


def _arithmetic(leaf: Leaf, ruleset: Ruleset) -> Phrase:
    """``得分 10 × 852/860 ≈ 9.906977，修约为 9.91``; the share as a fraction where no decimal is exact."""
    share, score = leaf.outcome.share, score_text(leaf.computed, ruleset)
    if leaf.computed.is_open:
        return phrase("explain.score.open", product=_product(leaf, share.text(percent), ruleset), score=score)
    factor = percent(share.low)
    product = _product(leaf, plain(share.low) if factor.startswith("≈") else factor, ruleset)
    exact = leaf.unrounded.low
    if exact == leaf.computed.low:
        return phrase("explain.score", product=product, score=score)
    middle = shown(exact, 6)
    equals = middle.replace("≈", "≈ ") if middle.startswith("≈") else f"= {middle}"
    return phrase("explain.score.rounded", product=product, exact=equals, score=score)


def _product(leaf: Leaf, share: str, ruleset: Ruleset) -> Value:
    """``10 × 98%``, with the rule's cap and what a person took off where there is any."""
    sums = leaf.outcome.sums
    product: Value = _sum(leaf) if sums and not leaf.outcome.share.is_open else f"{plain(leaf.points)} × {share}"
    if leaf.capped is not None:
        product = phrase("remark", text=product, remark=phrase("explain.capped", points=plain(leaf.capped)))
    stated = ruleset.policy(PolicyName.DEDUCTION).value == "stated"  # then the share already says it
    if leaf.indicator.deduction and not stated:
        product = series("minus", (product, plain(leaf.indicator.deduction)))
    return product


def _sum(leaf: Leaf) -> Value:
    """``10 - 0.6 - 1``, what every part gives and takes; and within what the sum is kept where it would leave it."""
    rule, sums = leaf.rule, leaf.outcome.sums
    assert rule is not None
    assert isinstance(rule.scorer, Summed)
    if any(each.part.empties and each.failed for each in sums):
        return "0"
    given = [each.points.low for each in sums if not each.part.takes and each.part.points is not None]
    taken = [each.points.low for each in sums if each.part.takes and each.points.low]
    start = [leaf.points] if rule.scorer.starts_full else []
    told = " + ".join(shown(each, 6) for each in (*start, *given)) or "0"
    told += "".join(f" − {shown(each, 6)}" for each in taken)
    least, whole = rule.scorer.floor, sum((*start, *given), Fraction(0)) - sum(taken, Fraction(0))
    if least <= whole <= leaf.points:
        return told
    kept = phrase("explain.sum.bounded", least=plain(min(least, leaf.points)), most=plain(leaf.points))
    return phrase("remark", text=told, remark=kept)


def _extras(leaf: Leaf) -> Iterator[Phrase]:
    if leaf.reduced is not None:
        yield phrase("explain.reduced", factor=percent(leaf.reduced))
    if leaf.over:
        yield phrase("explain.over")
    if leaf.indicator.reason:
        yield phrase("explain.reason", reason=leaf.indicator.reason)
    if leaf.light:
        yield phrase("explain.light", light=leaf.light)
    override = leaf.indicator.override
    if leaf.is_overridden and override is not None:
        yield phrase("explain.override", score=plain(override.score), reason=override.reason)
    if leaf.factor is not None:
        yield phrase("explain.rescaled", factor=fraction(leaf.factor))


def score_text(score: Score, ruleset: Ruleset) -> str:
    """``9.80``, or an interval such as ``[4.80, 6.40)``; with the ruleset's decimals where they suffice."""
    return score.decimals(ruleset.rounding.places)


def span_text(score: Score, ruleset: Ruleset, lang: str = DEFAULT) -> str:
    """For a table: ``9.80``, or both ends, ``4.80～6.40``; an end that is not reached has ``<`` before it."""
    low, high = (to_places(end, ruleset.rounding.places) for end in (score.low, score.high))
    return say("span", lang, low=low, high=f"{'<' if score.high_open else ''}{high}") if score.is_open else low


def clause_text(clause: Clause, ruleset: Ruleset, lang: str = DEFAULT) -> str:
    """``财预〔2020〕10号 附件1（据记忆转述）``."""
    return in_words(_clause(clause, ruleset), lang)


def _clause(clause: Clause, ruleset: Ruleset) -> Phrase:
    source = ruleset.sources.get(clause.source)
    document = (source.number or source.title) if source else clause.source
    return phrase("remark", text=f"{document} {clause.article}", remark=phrase(f"trust.{clause.trust}"))
