"""One bound score with its structured record, against a compiled zen-engine expression of the same rule.

The rule is the ratio rule, bound to `≥95%` and ten points. Ours gives the rung, x, the share, and the score in whole
cents, exactly; the expression gives the score alone, in decimals.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from fractions import Fraction

from benchmarks.ratio import Ratio, alternate, show
from jixiao import load_ruleset, parse_target
from jixiao.kernel.rounding import Rounding
from jixiao.language.direction import Direction
from jixiao.rules.bind import bind
from jixiao.rules.ladder import ladder_of

CALLS = 20_000
EXPRESSION = "actual >= 95 ? 10 : round(10 * actual / 95, 2)"


def ours() -> Callable[[], object]:
    """A batch of scores by the ladder of the bound rule."""
    rule = load_ruleset("cn-2020-10", ()).rule("positive-ratio")
    bound = bind(rule, parse_target("≥95%").meaning, Fraction(10), Direction.POSITIVE, {})
    score = ladder_of(bound, Rounding(places=2)).score
    assert score(931, 10)[5] == 980

    def batch() -> None:
        for _ in range(CALLS):
            score(931, 10)

    return batch


def theirs() -> Callable[[], object]:
    """The same batch by the compiled expression."""
    import zen

    evaluate = zen.compile_expression(EXPRESSION).evaluate
    row = {"actual": 93.1}
    assert evaluate(row) == 9.8

    def batch() -> None:
        for _ in range(CALLS):
            evaluate(row)

    return batch


def measure(rounds: int = 15) -> list[Ratio]:
    """One ratio; to hold it must be below 1."""
    times = {name: time * 1e6 / CALLS for name, time in alternate({"ours": ours(), "theirs": theirs()}, rounds).items()}
    return [
        Ratio("one bound score with its record, to zen-engine's expression", times["ours"], times["theirs"], 1.0, "µs")
    ]


def main() -> int:
    """Print the ratio."""
    return show(measure())


if __name__ == "__main__":
    sys.exit(main())
