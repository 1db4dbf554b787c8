"""Laws of scoring, for both rulesets and any case."""

from __future__ import annotations

import copy
import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.kernel.structure import Text
from jixiao.scoring.case import Case, Indicator, Project
from jixiao.scoring.rollup import Node
from tests.examples import examples
from tests.oracle import scoring as oracle
from tests.scoring.cases import BRANCHES, LOADED, RULESETS, actuals, cases, decimals, one_row, points, scored, text

some = examples(100)
many = examples(500)
rulesets = st.sampled_from(RULESETS)
# 1999.1-2000.1 may be months of two years, and is left to a person.
modest = st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(1, 940), st.integers(0, 3))


# -- one row


@many
@given(rulesets, decimals, actuals, points)
def test_more_is_better_scores_as_the_clause_says(
    ruleset: str, target: Fraction, actual: Fraction, worth: Fraction
) -> None:
    leaf = one_row(ruleset, worth, target=Text("≥" + text(target, "人次")), actual=text(actual, "人次"))
    wanted = oracle.more_is_better(target, actual, worth)
    assert (leaf.score.low, leaf.score.high) == (wanted, wanted)


@many
@given(rulesets, decimals, actuals, points)
def test_less_is_better_scores_as_the_clause_says(
    ruleset: str, target: Fraction, actual: Fraction, worth: Fraction
) -> None:
    leaf = one_row(ruleset, worth, target=Text("≤" + text(target, "公里")), actual=text(actual, "公里"))
    wanted = oracle.less_is_better(target, actual, worth)
    assert (leaf.score.low, leaf.score.high) == (wanted, wanted)


@many
@given(rulesets, modest, modest, actuals, points)
def test_a_range_scores_as_the_clause_says(
    ruleset: str, low: Fraction, width: Fraction, actual: Fraction, worth: Fraction
) -> None:
    target = Text(f"{text(low, '')}-{text(low + width, '公里')}")
    leaf = one_row(ruleset, worth, target=target, actual=text(actual, "公里"))
    wanted = oracle.within_a_range(low, low + width, actual, worth)
    assert (leaf.score.low, leaf.score.high) == (wanted, wanted)


@many
@given(rulesets, st.sampled_from(["≥", "≤"]), decimals, actuals)
def test_the_unrounded_share_is_full_just_where_the_target_is_met(
    ruleset: str, sign: str, target: Fraction, actual: Fraction
) -> None:
    leaf = one_row(ruleset, Fraction(10), target=Text(sign + text(target, "公里")), actual=text(actual, "公里"))
    met = actual >= target if sign == "≥" else actual <= target
    assert (leaf.outcome.share.low == 1) is met
    assert leaf.outcome.met is met


@many
@given(rulesets, st.sampled_from(["≥", "≤"]), decimals, actuals, actuals, points)
def test_a_score_never_falls_toward_the_target(
    ruleset: str, sign: str, target: Fraction, one: Fraction, two: Fraction, worth: Fraction
) -> None:
    worse, better = sorted((one, two), reverse=sign == "≤")
    goal = Text(sign + text(target, "公里"))
    low, high = (one_row(ruleset, worth, target=goal, actual=text(each, "公里")) for each in (worse, better))
    assert low.outcome.share.low <= high.outcome.share.low
    assert low.score.low <= high.score.low


@pytest.mark.slow
@many
@given(
    rulesets,
    st.sampled_from(["≥", "≤", "="]),
    decimals,
    actuals,
    st.sampled_from(
        [("万元", "元", 10_000), ("公顷", "亩", 15), ("公里", "米", 1_000), ("吨", "公斤", 1_000), ("小时", "分钟", 60)]
    ),
)
def test_another_unit_changes_nothing(
    ruleset: str, sign: str, target: Fraction, actual: Fraction, unit: tuple[str, str, int]
) -> None:
    large, small, factor = unit
    worth = Fraction(10)
    same = one_row(ruleset, worth, target=Text(sign + text(target, large)), actual=text(actual, large))
    finer = one_row(ruleset, worth, target=Text(sign + text(target, large)), actual=text(actual * factor, small))
    both = one_row(
        ruleset, worth, target=Text(sign + text(target * factor, small)), actual=text(actual * factor, small)
    )
    assert same.outcome.share == finer.outcome.share == both.outcome.share
    assert same.score == finer.score == both.score
    assert same.outcome.x == finer.outcome.x == both.outcome.x


# -- what is unknown


@some
@given(rulesets, st.sampled_from(["≥", "≤", "="]), decimals, actuals, points)
def test_a_missing_actual_leaves_room_for_every_answer(
    ruleset: str, sign: str, target: Fraction, actual: Fraction, worth: Fraction
) -> None:
    goal = Text(sign + text(target, "公里"))
    unknown = one_row(ruleset, worth, target=goal)
    known = one_row(ruleset, worth, target=goal, actual=text(actual, "公里"))
    assert unknown.is_open
    assert unknown.score.low <= known.score.low <= known.score.high <= unknown.score.high


@some
@given(rulesets, st.sampled_from(["健全", "部分达成", "未达成", ""]), st.integers(0, 100), points)
def test_a_missing_judgement_leaves_room_for_every_one_that_the_band_allows(
    ruleset: str, actual: str, percent: int, worth: Fraction
) -> None:
    row = {"target": Text("健全")} | ({"actual": Text(actual)} if actual else {})
    unknown = one_row(ruleset, worth, **row)
    known = one_row(ruleset, worth, **row, judgement=Fraction(percent, 100))
    assert unknown.is_open
    if any(each.code == "JX212" for each in known.diagnostics):
        assert known.score == unknown.score
    else:
        assert known.score.low == known.score.high == oracle.half_up_cents(worth * percent / 100)
        assert unknown.score.low <= known.score.low <= unknown.score.high


# -- a whole case


@some
@given(cases)
def test_every_score_lies_between_none_and_all_of_its_points(case: Case) -> None:
    result = scored(case)
    for leaf in result.leaves:
        assert 0 <= leaf.score.low <= leaf.score.high <= leaf.points
    total = result.tree.total
    assert 0 <= total.score.low <= total.score.high <= total.points


@some
@given(cases)
def test_every_level_adds_up_exactly(case: Case) -> None:
    result = scored(case)
    for level1 in result.tree.level1:
        for level2 in level1.level2:
            inside = [leaf for leaf in result.leaves if _branch(leaf) == (level1.name, level2.name) and leaf.counted]
            assert level2.points == sum(leaf.points for leaf in inside)
            assert level2.score.low == sum(leaf.score.low for leaf in inside)
            assert level2.score.high == sum(leaf.score.high for leaf in inside)
        assert _sums(level1.level2) == (level1.points, level1.score.low, level1.score.high)
    total = result.tree.total
    assert _sums(result.tree.level1) == (total.points, total.score.low, total.score.high)


def _branch(leaf: jixiao.Leaf) -> tuple[str, str]:
    return leaf.indicator.level1, leaf.indicator.level2


def _sums(nodes: tuple[Node, ...]) -> tuple[Fraction, ...]:
    return tuple(
        sum((value(node) for node in nodes), Fraction(0))
        for value in (lambda node: node.points, lambda node: node.score.low, lambda node: node.score.high)
    )


@some
@given(cases)
def test_what_is_printed_adds_up_as_well(case: Case) -> None:
    printed = json.loads(json.dumps(jixiao.result_json(scored(case))))
    for key in ("points", "low", "high"):
        leaves = sum(Decimal(each[key]) for each in printed["indicators"] if each["counted"])
        level1 = sum(Decimal(each[key]) for each in printed["level1"])
        level2 = sum(Decimal(node[key]) for each in printed["level1"] for node in each["level2"])
        assert leaves == level2 == level1 == Decimal(printed["total"][key])


@some
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_indicators_changes_nothing(case: Case, random: object) -> None:
    shuffled = list(case.indicator)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = scored(case), scored(evolve(case, indicator=tuple(shuffled)))
    assert _by_name(one) == _by_name(two)
    assert one.tree.total == two.tree.total
    assert one.grades == two.grades
    assert {node.name: node.score for node in one.tree.level1} == {node.name: node.score for node in two.tree.level1}


def _by_name(result: jixiao.Result) -> dict[str, tuple[object, ...]]:
    return {leaf.indicator.level3: (leaf.points, leaf.score, leaf.outcome.share) for leaf in result.leaves}


@some
@given(cases, st.integers(0, 7), st.none() | actuals)
def test_another_actual_changes_just_the_nodes_above_it(case: Case, index: int, answer: Fraction | None) -> None:
    index %= len(case.indicator)
    changed = evolve(case.indicator[index], actual=None if answer is None else text(answer, "公里"))
    other = evolve(case, indicator=(*case.indicator[:index], changed, *case.indicator[index + 1 :]))
    before, after = scored(case), scored(other)
    for old, new in zip(before.leaves, after.leaves, strict=True):
        if old.index != index:
            assert old == new
    leaf_old, leaf_new = (next(leaf for leaf in each.leaves if leaf.index == index) for each in (before, after))
    if not (leaf_old.counted and leaf_new.counted):
        return
    moved = leaf_new.score.low - leaf_old.score.low
    for old1, new1 in zip(before.tree.level1, after.tree.level1, strict=True):
        above = old1.name == changed.level1
        assert new1.score.low - old1.score.low == (moved if above else 0)
        for old2, new2 in zip(old1.level2, new1.level2, strict=True):
            assert new2.score.low - old2.score.low == (moved if above and old2.name == changed.level2 else 0)
    assert after.tree.total.score.low - before.tree.total.score.low == moved


# -- points that the form does not print


@some
@given(st.lists(st.integers(0, 4), min_size=1, max_size=30).map(lambda rest: [*range(5), *rest]), st.booleans())
def test_allotted_points_add_up_to_a_hundred_in_the_order_of_framework_and_name(
    branches: list[int], reverse: bool
) -> None:
    places = [BRANCHES["zhengzhou-2021"][branch] for branch in branches]
    rows = [Indicator(f"指标{number:02}", *place, target=Text("≥1")) for number, place in enumerate(places)]
    case = Case(1, Project(ruleset="zhengzhou-2021"), tuple(reversed(rows) if reverse else rows))
    leaves = scored(case).leaves
    assert sum(leaf.points for leaf in leaves) == 100
    for level1 in {level1 for level1, _ in places}:
        order = [level2 for name, level2 in BRANCHES["zhengzhou-2021"] if name == level1]
        inside = [leaf for leaf in leaves if leaf.indicator.level1 == level1]
        inside.sort(key=lambda leaf: (order.index(leaf.indicator.level2), leaf.indicator.level3))
        assert [leaf.points for leaf in inside] == oracle.equal_split(Fraction(25), len(inside))


@some
@given(cases)
def test_printed_points_are_never_changed(case: Case) -> None:
    for leaf in scored(case).leaves:
        if leaf.index is not None and case.indicator[leaf.index].points is not None:
            assert leaf.points == case.indicator[leaf.index].points


# -- pure


@some
@given(cases)
def test_evaluating_changes_nothing_and_gives_the_same_again(case: Case) -> None:
    kept = copy.deepcopy(case)
    assert scored(case) == scored(case)
    assert case == kept


def test_eight_threads_get_the_same_result() -> None:
    case = jixiao.load_case(_seed())
    alone = jixiao.result_json(jixiao.evaluate(case, LOADED["zhengzhou-2021"]))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: jixiao.result_json(jixiao.evaluate(case, LOADED["zhengzhou-2021"])), range(32)))
    assert all(each == alone for each in found)


def _seed() -> str:
    from tests.cases.collect import GOOD

    return str(GOOD / "zhengzhou-2021-laojiu")
