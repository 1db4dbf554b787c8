"""The cheapest single move, where the actual stands right at an end that must be passed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.kernel.interval import Interval
from jixiao.scoring.seek import Aim, Move, seek, wanted_grade
from jixiao.scoring.seek.moves import nearest
from tests.rules.small import CLAUSE, leaf, scored, small

MET = f"""
[[rule]]
id = "met"
name = "直接赋分"
order = -1
when = {{ target = ["quantity", "range"] }}
axis = "met"
curve = \"\"\"
[0, 1)  0
[1, 1]  1
\"\"\"
clause = {CLAUSE}
properties = ["full-at-target", "monotone"]
"""


def moves(target: str, actual: str) -> list[tuple[Fraction, Fraction, bool, Fraction]]:
    """The moves that a single row of a hundred points has to a hundred."""
    found: tuple[Move, ...] = seek(scored(small(MET), leaf("甲", target, actual, 100)), Aim(Fraction(100))).moves
    return [(each.start, each.end, each.reached, each.relative) for each in found]


@pytest.mark.parametrize(
    ("target", "actual", "start", "end", "reached"),
    [
        (">100元", "100元", 100, 100, False),
        (">100次", "100次", 100, 101, True),
        ("<100元", "100元", 100, 100, False),
        ("<100次", "100次", 100, 99, True),
        ("≥100元", "99元", 99, 100, True),
        ("≤100元", "101元", 101, 100, True),
        ("100元-120元", "130元", 130, 120, True),
        ("100元-120元", "90元", 90, 100, True),
    ],
)
def test_an_actual_at_or_beyond_an_end_moves_to_it_or_past_it(
    target: str, actual: str, start: int, end: int, reached: bool
) -> None:
    relative = Fraction(abs(end - start), start)
    assert moves(target, actual) == [(start, end, reached, relative)]


@pytest.mark.parametrize(("target", "actual"), [("≥100元", "100元"), ("≥100元", "0元"), ("≥100元", None)])
def test_nothing_to_move_where_it_is_reached_or_there_is_nothing_to_compare(target: str, actual: str | None) -> None:
    found = seek(scored(small(MET), leaf("甲", target, actual, 100)), Aim(Fraction(100)))
    assert found.moves == ()


@pytest.mark.parametrize(
    ("part", "start", "whole", "end"),
    [
        (Interval(Fraction(5), Fraction(9), low_open=True), 5, False, (5, False)),
        (Interval(Fraction(5), Fraction(9), high_open=True), 9, False, (9, False)),
        (Interval(Fraction(5), Fraction(9)), 4, False, (5, True)),
        (Interval(Fraction(5), Fraction(9)), 10, False, (9, True)),
        (Interval(Fraction(5), None, low_open=True), 5, True, (6, True)),
        (Interval(None, Fraction(9), high_open=True), 9, True, (8, True)),
        (Interval(Fraction(51, 10), Fraction(59, 10)), 5, True, None),
    ],
)
def test_the_nearest_end(part: Interval, start: int, whole: bool, end: tuple[int, bool] | None) -> None:
    assert nearest(part, Fraction(start), whole=whole) == end


def test_a_row_that_a_person_corrected_is_sought_like_any_other_of_an_unrounded_total() -> None:
    cuts = '[{ name = "优", from = 60 }, { name = "差", from = 0 }]'
    ruleset = small(f'\n[grades]\non = "unrounded"\nclause = {CLAUSE}\ncut = {cuts}\n')
    corrected = leaf("甲", actual="50", points=50, override={"score": 30, "reason": "复核"})
    result = scored(ruleset, corrected, leaf("乙", actual="20", points=50))
    found = seek(result, wanted_grade("优", ruleset))
    needs = {each.leaf.indicator.level3: each.alone.least for each in found.sought}
    assert {name: need.score for name, need in needs.items() if need is not None} == {"甲": 50, "乙": 30}
