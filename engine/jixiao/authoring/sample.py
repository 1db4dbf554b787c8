"""What a check shows: a target with an actual and the score it gets, as a sentence and as an example to paste."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jixiao.authoring.probe import Probe, names_of
from jixiao.kernel.classes import frozen
from jixiao.kernel.number import fixed, plain, shown
from jixiao.kernel.rounding import Rounding
from jixiao.kernel.words import Phrase, Value, phrase, series
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind

__all__ = ["Sample", "noted", "pasted", "sample_of", "told"]


@frozen
class Sample:
    """One actual against one target. ``score`` is rounded as the ruleset rounds; ``share`` is exact."""

    target: Value
    actual: Value
    points: Fraction
    share: Fraction
    score: str
    keys: tuple[tuple[str, str], ...]
    """The keys of an example besides points and score."""


def sample_of(probe: Probe, actual: Fraction, rounding: Rounding) -> Sample | None:
    """The actual scored; None where an assessor judges it."""
    share = probe.share(actual)
    if share is None:
        return None
    target = {"target": probe.goal.text} if probe.goal.text else {}
    keys = {**names_of(probe.rule.when), **target, **probe.actual_keys(actual)}
    score = fixed(rounding(share * probe.points), rounding.places)
    return Sample(_target(probe), _actual(probe, actual), probe.points, share, score, tuple(keys.items()))


def _target(probe: Probe) -> Value:
    return phrase("sample.execution") if probe.goal.atom.kind is TargetKind.EXECUTION else probe.goal.text


def _actual(probe: Probe, actual: Fraction) -> Value:
    keys = probe.actual_keys(actual)
    if probe.scorer.axis is Axis.BREACHES:
        return phrase("sample.breaches", n=plain(actual))
    return keys.get("items") or keys.get("actual") or f"{plain(actual)}%"


def told(samples: Sequence[Sample]) -> Value:
    """``目标 ≥95%，实际 94.99% 得 9.50，实际 95% 得 9.40``; more decimals where rounding hides the difference."""
    if not samples:
        return ""
    hidden = len({each.score for each in samples}) < len({each.share for each in samples})
    first = samples[0]
    parts = [phrase("sample.target", target=first.target)]
    if first.points != 10:
        parts.append(phrase("sample.points", points=plain(first.points)))
    for each in samples:
        score = shown(each.share * each.points, 8) if hidden else each.score
        parts.append(phrase("sample.gets", actual=each.actual, score=score))
    return series("list.clause", parts)


def pasted(sample: Sample, score: str | None = None) -> str:
    """A ``[[rule.example]]`` to put below the rule; ``score`` where it is known what it ought to be."""
    lines = ["[[rule.example]]"]
    lines += [f'{key} = "{value}"' for key, value in sample.keys]
    lines += [f"points = {_toml_number(sample.points)}", f'score = "{score or sample.score}"']
    return "\n".join(lines) + "\n"


def noted(example: str, note: str) -> Phrase:
    """An example to paste with the words of the key ``note`` as a remark above it."""
    return phrase("paste.noted", note=phrase(note), example=example)


def _toml_number(value: Fraction) -> str:
    text = plain(value)
    return f'"{text}"' if "/" in text else text
