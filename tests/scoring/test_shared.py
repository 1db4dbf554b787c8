"""Points that a table prints once for several leaves: counted once, split equally, and nothing of them lost.

The oracle is the sentence: what a group (then a branch, then a goal) prints, less what its leaves print themselves, is
shared out in equal cents, the odd ones to the first of the table.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.document import Document
from jixiao.scoring.case import Case
from jixiao.scoring.evaluate import Result, evaluate
from jixiao.scoring.load import case_from_document

RULESET = jixiao.load_ruleset("cn-2020-10", ())
HUBEI = next(name for name in jixiao.list_rulesets() if "hubei" in name)


def case(rows: list[dict[str, Any]], **parts: Any) -> Case:
    leaves = [{"target": "≥1个", "actual": "1个", **row} for row in rows]
    return case_from_document(Document({"version": 1, "project": {"name": "甲"}, "indicator": leaves, **parts}))


def points(result: Result) -> dict[str, Fraction]:
    return {leaf.indicator.level3: leaf.points for leaf in result.leaves if leaf.index is not None}


def leaf(name: str, **more: Any) -> dict[str, Any]:
    return {"level1": "产出指标", "level2": "数量指标", "level3": name, **more}


def equal_cents(whole: Fraction, count: int) -> list[Fraction]:
    """The oracle: each the whole cents of an equal share, one more cent to the first until nothing is left."""
    cents, finer = divmod(whole * 100, 1)
    each, odd = divmod(int(cents), count)
    shares = [Fraction(each + (1 if at < odd else 0), 100) for at in range(count)]
    shares[-1] += finer / 100
    return shares


hundredths = st.builds(lambda cents: Fraction(cents, 100), st.integers(0, 6000))


@given(hundredths, st.integers(1, 7), st.lists(hundredths, max_size=3))
def test_a_group_is_counted_once_and_split_in_equal_cents(whole: Fraction, members: int, own: list[Fraction]) -> None:
    rows = [leaf(f"组{at}", group="组") for at in range(members)]
    rows += [leaf(f"己{at}", points=str(value)) for at, value in enumerate(own)]
    result = evaluate(case(rows, group=[{"name": "组", "points": str(whole)}]), RULESET)
    found = points(result)
    assert [found[f"组{at}"] for at in range(members)] == equal_cents(whole, members)
    assert [found[f"己{at}"] for at in range(len(own))] == own
    node = next(node for node in result.tree.level1 if node.name == "产出指标")
    assert node.points == whole + sum(own)


@given(st.integers(1, 60), st.lists(st.integers(0, 30), max_size=3), st.integers(1, 4))
def test_what_a_branch_prints_goes_to_its_leaves_without_points(whole: int, own: list[int], wanting: int) -> None:
    rows = [leaf(f"己{at}", points=value) for at, value in enumerate(own)] + [leaf(f"空{at}") for at in range(wanting)]
    rows.append({"level1": "效益指标", "level2": "社会效益指标", "level3": "别处", "points": 5})
    result = evaluate(case(rows, framework=[{"level1": "产出指标", "points": whole}]), RULESET)
    left = whole - sum(own)
    found = [points(result)[f"空{at}"] for at in range(wanting)]
    if left >= 0:
        assert found == equal_cents(Fraction(left), wanting)
    said = [each for each in result.diagnostics if each.code == "JX292"]
    total = sum(found) + sum(own)
    assert bool(said) == (total != whole)


def test_the_points_of_a_second_level_go_before_those_of_the_first() -> None:
    rows = [leaf("甲"), leaf("乙"), leaf("丙", level2="质量指标")]
    framework = [{"level1": "产出指标", "points": 50}, {"level1": "产出指标", "level2": "数量指标", "points": 20}]
    assert points(evaluate(case(rows, framework=framework), RULESET)) == {"甲": 10, "乙": 10, "丙": 30}


def test_a_goal_shares_its_points_where_the_ruleset_does_not_weigh_goals() -> None:
    rows = [leaf("甲", goal="目标1"), leaf("乙", goal="目标1"), leaf("丙", goal="目标2")]
    goals = [{"name": "目标1", "points": 40}, {"name": "目标2", "points": 40}]
    result = evaluate(case(rows, goal=goals), jixiao.load_ruleset(HUBEI, ()))
    assert points(result) == {"甲": 20, "乙": 20, "丙": 40}
    assert [goal.score.low for goal in result.tree.goals] == [40, 40]
    assert [dict(each.args)["name"] for each in result.diagnostics if each.code == "JX291"] == ["目标1"]


def test_a_branch_under_one_goal_shares_among_the_leaves_of_that_goal() -> None:
    rows = [leaf("甲", goal="目标1"), leaf("乙", goal="目标2"), leaf("丙", goal="目标2")]
    framework = [
        {"level1": "产出指标", "points": 30, "goal": "目标1"},
        {"level1": "产出指标", "points": 10, "goal": "目标2"},
    ]
    goals = [{"name": "目标1", "points": 30}, {"name": "目标2", "points": 10}]
    assert points(evaluate(case(rows, framework=framework, goal=goals), RULESET)) == {"甲": 30, "乙": 5, "丙": 5}


def test_the_split_is_a_named_assumption_and_an_unknown_group_an_error() -> None:
    rows = [leaf("甲", group="组"), leaf("乙", group="组"), leaf("丙", group="无此组", points=5)]
    result = evaluate(case(rows, group=[{"name": "组", "points": 20}]), RULESET)
    codes = [each.code for each in result.diagnostics]
    assert "JX291" in codes
    assert "JX293" in codes


def test_a_group_whose_members_print_more_than_it_has_leaves_nothing_to_split() -> None:
    rows = [leaf("甲", group="组", points=12), leaf("乙", group="组")]
    result = evaluate(case(rows, group=[{"name": "组", "points": 10}]), RULESET)
    assert points(result)["甲"] == 12
    assert points(result)["乙"] >= 0
