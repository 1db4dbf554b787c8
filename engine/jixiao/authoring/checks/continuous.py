"""continuous: no jump where a rule promises that there is none; every cliff of the others is listed.

A policy that stands in for the rule (a target of zero) is no part of its curve and is not held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.finding import Finding, found
from jixiao.authoring.probe import Probe, path_of, probes
from jixiao.authoring.sample import Sample, noted, pasted, sample_of, told
from jixiao.authoring.sets import around
from jixiao.kernel.curve import Curve, Jump
from jixiao.kernel.number import percent
from jixiao.kernel.words import Value, phrase, series
from jixiao.rules.rule import Promise, Rule
from jixiao.rules.ruleset import Ruleset
from jixiao.rules.scorer import Measured

__all__ = ["check"]

NAME = "continuous"
_FINER = tuple(Fraction(10) ** -power for power in range(2, 41))
_SHOWN = 4


def check(ruleset: Ruleset) -> Iterator[Finding]:
    """JX504 for a jump in a curve that promises none; JX512, a note, that lists the cliffs of a rule."""
    for rule in ruleset.rules:
        if not isinstance(rule.scorer, Measured):
            continue
        own = next((each for each in probes(rule, ruleset) if each.bound.policy is None), None)
        if own is None or own.curve is None:
            continue
        jumps = list(own.curve.jumps())
        if jumps and Promise.CONTINUOUS in rule.promises:
            yield _jump(own, own.curve, jumps[0], ruleset, f"{path_of(rule, ruleset)}.curve")
        elif Promise.CONTINUOUS in rule.promises and rule.scorer.x_rounding is not None:
            yield _steps(rule, f"{path_of(rule, ruleset)}.round_axis")
        elif jumps:
            yield _cliffs(rule, own, jumps, f"{path_of(rule, ruleset)}.curve")


def _jump(probe: Probe, curve: Curve, jump: Jump, ruleset: Ruleset, path: str) -> Finding:
    samples = _beside(probe, curve, jump, ruleset)
    paste = tuple(noted(pasted(each), "paste.rewrite") for each in samples)
    return found(NAME, "JX504", path, probe.rule.id, samples, paste, pair=told(samples))


def _steps(rule: Rule, path: str) -> Finding:
    """An axis that is rounded first makes steps of any slope."""
    return found(NAME, "JX504", path, rule.id, pair=phrase("check.continuous.rounded"))


def _beside(probe: Probe, curve: Curve, jump: Jump, ruleset: Ruleset) -> tuple[Sample, ...]:
    """Two actuals on either side of the jump, so near that what is between them is most of it."""
    pair = next((pair for pair in _pairs(probe, curve, jump)), (jump.x, jump.x))
    samples = (sample_of(probe, each, ruleset.rounding) for each in pair)
    return tuple(each for each in samples if each is not None)


def _pairs(probe: Probe, curve: Curve, jump: Jump) -> Iterator[tuple[Fraction, Fraction]]:
    steps = (Fraction(1),) if probe.whole else _FINER
    sides = [side for side in (jump.before, jump.at, jump.after) if isinstance(side, Fraction)]
    for step in steps:
        for left, right in around(jump.x, step):
            inside = left in curve.domain and right in curve.domain
            if inside and abs(curve.at(right) - curve.at(left)) * 2 > max(sides) - min(sides):
                yield left, right


def _cliffs(rule: Rule, probe: Probe, jumps: list[Jump], path: str) -> Finding:
    """All of them counted, the highest ones told with both sides."""
    highest = sorted(jumps, key=_height, reverse=True)[:_SHOWN]
    shown = [(probe.actual_keys(each.x), each) for each in sorted(highest, key=lambda each: each.x)]
    cliffs: list[Value] = [f"{_place(keys)} {_sides(jump)}" for keys, jump in shown]
    if len(jumps) > len(shown):
        cliffs.append(phrase("check.continuous.more", n=len(jumps) - len(shown)))
    return found(
        NAME,
        "JX512",
        path,
        rule.id,
        n=len(jumps),
        cliffs=series("list.semicolon", cliffs),
        target=probe.goal.text or "100%",
    )


def _place(keys: dict[str, str]) -> str:
    return keys.get("actual") or keys.get("items") or f"{keys.get('executed')}%"


def _height(jump: Jump) -> Fraction:
    sides = [side for side in (jump.before, jump.after) if isinstance(side, Fraction)]
    return max((abs(side - jump.at) for side in sides), default=Fraction(0))


def _sides(jump: Jump) -> str:
    """``80%|100%|100%``: the limit from the left, the value, the limit from the right."""
    steps = (jump.before, jump.at, jump.after)
    return "|".join("—" if not isinstance(step, Fraction) else percent(step) for step in steps)
