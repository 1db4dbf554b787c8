"""Points for forms that print none: second levels that have points of their own share these, the others the branch's."""

from __future__ import annotations

from fractions import Fraction

from jixiao.scoring.allot import Share, Unallotted, allot
from tests.rules.small import branch, leaf, scored, small

LEVELS = 'level2 = [{ name = "数量指标", points = 40 }, { name = "质量", points = 20 }]'


def points(*rows: dict[str, object], framework: str) -> dict[str, Fraction]:
    result = scored(small(framework=framework), *rows)
    return {each.indicator.level3: each.points for each in result.leaves}


def test_second_levels_share_their_own_points_by_any_spelling_of_their_name() -> None:
    rows = [
        leaf("甲", level2="数量"),
        leaf("乙", level2="数量指标（40分）"),
        leaf("丙", level2="质量指标"),
        leaf("丁", level1="效益", level2="别的"),
    ]
    found = points(*rows, framework=branch("产出", 60, LEVELS) + branch("效益", 40))
    assert found == {"甲": 20, "乙": 20, "丙": 20, "丁": 40}


def test_a_branch_without_points_below_it_is_split_over_its_leaves() -> None:
    rows = [leaf("甲", level2="数量"), leaf("乙", level2="质量"), leaf("丙", level2="质量"), leaf("丁", level1="效益")]
    assert points(*rows, framework=branch("产出", 60) + branch("效益", 40)) == {"甲": 20, "乙": 20, "丙": 20, "丁": 40}


def test_what_is_printed_stays_and_the_others_share_nothing_of_it() -> None:
    rows = [leaf("甲", points=7), leaf("乙", points=53), leaf("丁", level1="效益", points=40)]
    assert points(*rows, framework=branch("产出", 60) + branch("效益", 40)) == {"甲": 7, "乙": 53, "丁": 40}


def test_only_rows_that_print_no_points_are_given_any() -> None:
    framework = small(framework=branch("产出", 60) + branch("效益", 40)).framework
    rows = [
        Share(0, "产出", "", "甲", Fraction(7)),
        Share(1, "产出", "", "乙", None),
        Share(2, "别处", "", "丙", Fraction(5)),
        Share(3, "别处", "", "丁", None),
    ]
    assert dict(allot(rows, framework)) == {1: Fraction(53), 3: Unallotted(3)}
    assert dict(allot(rows[::2], framework)) == {}
