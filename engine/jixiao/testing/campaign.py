"""A night's work: so many generated (target, actual) pairs scored from their text and held against the curves.

python -m jixiao.testing.campaign rulesets/my.toml --pairs 1000000
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from fractions import Fraction

from jixiao.authoring.check import check_ruleset
from jixiao.authoring.probe import Probe, probes
from jixiao.kernel.diagnostic import Severity
from jixiao.rules.find import load_ruleset
from jixiao.rules.ruleset import Ruleset
from jixiao.testing import laws
from jixiao.testing.trial import Trial

__all__ = ["main", "pairs", "run"]

_STEPS = tuple(Fraction(10) ** power for power in (-2, -1, 0, 1, -4))


def run(ruleset: Ruleset, count: int, seed: int = 0) -> int:
    """Score ``count`` pairs; the number of them. Raises AssertionError at the first that departs from its curve.

    A ruleset that passes every check keeps its promises for every pair; one that does not is not asked to.
    """
    sound = not any(each.diagnostic.severity is not Severity.NOTE for each in check_ruleset(ruleset))
    done = 0
    before: Trial | None = None
    for trial in pairs(ruleset, count, seed):
        laws.agrees_with_curve(trial)
        laws.within_points(trial)
        if sound:
            laws.full_just_when_met(trial)
            if before is not None and before.probe is trial.probe:
                laws.monotone(before, trial)
        before, done = trial, done + 1
    return done


def pairs(ruleset: Ruleset, count: int, seed: int = 0) -> Iterator[Trial]:
    """Pairs around the breaks of every rule and target in turn."""
    from jixiao.testing.strategies import is_own, kept

    drawn = random.Random(seed)
    known = [
        probe for rule in ruleset.rules for probe in probes(rule, ruleset) if is_own(rule, probe.goal.atom, ruleset)
    ]
    for index in range(count if known else 0):
        probe = known[index // 16 % len(known)]
        yield Trial(ruleset, probe, kept(_value(probe, drawn), probe))


def _value(probe: Probe, drawn: random.Random) -> Fraction:
    curve = probe.curve
    marks = [probe.aim, Fraction(0), *([] if curve is None else (knot.x for knot in curve.knots))]
    step = Fraction(1) if probe.whole else drawn.choice(_STEPS)
    return drawn.choice(marks) + step * drawn.randint(-50, 50)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m jixiao.testing.campaign")
    parser.add_argument("rulesets", nargs="+", help="ids or files")
    parser.add_argument("--pairs", type=int, default=100_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    each = -(-given.pairs // len(given.rulesets))
    for name in given.rulesets:
        done = run(load_ruleset(name), each, given.seed)
        sys.stdout.write(f"{name}: {done} pairs agree\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
