"""What the clauses say where a form says something else: limits, names, wholes and grades of rulebooks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from jixiao import evaluate, explanation, list_rulesets, load_ruleset, render
from jixiao.rules.policy import Policy
from jixiao.scoring.evaluate import Result
from jixiao.scoring.load import case_from_bytes
from tests.oracle import clauses as by


def scored(ruleset: str, *indicators: dict[str, Any], **rest: Any) -> Result:
    rows = [{"level1": "产出指标", "level2": "数量指标", "level3": "x", **each} for each in indicators]
    case = {"version": 1, "project": {"year": 2021}, **rest, "indicator": rows}
    return evaluate(case_from_bytes(json.dumps(case).encode(), "case.json"), load_ruleset(ruleset))


def scores(result: Result) -> dict[str, str]:
    return {leaf.indicator.level3: leaf.score.decimals(2) for leaf in result.leaves}


@pytest.mark.parametrize(
    ("name", "target", "actual", "score"),
    [
        ("财政供养人员控制率", "≤95%", "99%", "5.00"),
        ("财政供养人员控制率", "≤95%", "103%", "3.50"),
        ("三公经费变动率", "≤5%", "3%", "3.50"),
        ("三公经费变动率", "≥-5%", "-3%", "5.00"),
        ("三公经费控制率", "≤90%", "100%", "5.00"),
    ],
)
def test_control_rates_lose_points_from_the_limit_of_the_clause(
    name: str, target: str, actual: str, score: str
) -> None:
    row = {"level3": name, "target": target, "actual": actual, "points": 5}
    assert scores(scored("hunan-department", row)) == {name: score}


@pytest.mark.parametrize(
    ("name", "actual"), [("财政供养人员控制率", "260%"), ("三公经费变动率", "160%"), ("三公经费控制率", "181%")]
)
def test_control_rates_lose_points_until_none_is_left(name: str, actual: str) -> None:
    row = {"level3": name, "target": "≤0%", "actual": actual, "points": 80}
    assert scores(scored("hunan-department", row)) == {name: "0.00"}


@pytest.mark.parametrize("ruleset", ["cn-2020-10", "cn-2021-101", "anhui-system"])
def test_zero_printed_with_its_sign_is_met_by_less(ruleset: str) -> None:
    assert scores(scored(ruleset, {"target": "=0%", "actual": "-3%", "points": 90}))["x"] == "90.00"


def test_a_budget_of_zero_stays_open_whatever_is_done_with_missing_actuals() -> None:
    base = load_ruleset("cn-2020-10")
    for value in ("none", "skip"):
        ruleset = evolve(base, policies=base.policies | {"missing_actual": Policy(value, "试")})
        case = {"version": 1, "project": {"budget": "0元", "executed": "0元"}, "indicator": []}
        leaf = evaluate(case_from_bytes(json.dumps(case).encode(), "case.json"), ruleset).leaves[0]
        assert (leaf.score.decimals(2), leaf.counted) == ("[0.00, 10.00]", True)


@pytest.mark.parametrize("ruleset", ["anhui-system", "guangxi-system"])
@pytest.mark.parametrize("executed", ["0元", "5万元"])
def test_a_budget_of_zero_gives_nothing_in_the_systems(ruleset: str, executed: str) -> None:
    row = {"target": "≥1", "actual": "1", "points": 90}
    result = scored(ruleset, row, project={"year": 2021, "budget": "0元", "executed": executed})
    assert scores(result)["预算执行率"] == "0.00"


def test_grades_of_a_share_are_read_off_the_tables_own_points() -> None:
    row = {"level3": "财政供养人员控制率", "target": "≤100%", "points": 33}
    for actual, grade in (("100%", "优"), ("106.7%", "良"), ("106.6%", "优"), ("130%", "差")):
        result = scored("hunan-department", row | {"actual": actual})
        assert result.grades == (grade,), actual
        assert result.grades == (by.grade(result.tree.total.score.low / 33 * 100),)
        assert not any(each.code == "JX209" for each in result.diagnostics)


@pytest.mark.parametrize(
    ("name", "target", "actual", "score"),
    [
        ("群众不满意率", "≤5%", "3%", "10.00"),
        ("满意度问卷回收率", "≥90%", "81%", "9.00"),
        ("群众满意率", "≥90%", "84%", "9.00"),
    ],
)
def test_steps_of_satisfaction_are_for_satisfaction(name: str, target: str, actual: str, score: str) -> None:
    row = {"level3": name, "target": target, "actual": actual, "points": 10}
    assert scores(scored("jiangxi-2017", row))[name] == score


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≥0.9", "0.85", "8.00"),
        ("≥0.9", "85%", "8.00"),
        ("≥0.9", "0.9", "10.00"),
        ("≥0.9", "0.59", "0.00"),
        ("≥90%", "85%", "8.00"),
    ],
)
def test_steps_of_satisfaction_hold_for_a_share_written_without_a_sign(target: str, actual: str, score: str) -> None:
    row = {"level1": "满意度指标", "level3": "群众满意度", "target": target, "actual": actual, "points": 10}
    assert scores(scored("cn-2021-101", row))["群众满意度"] == score


@pytest.mark.parametrize("target", ["", "≥95%", "=100%", "90%～100%", "按进度", "≤80%"])
def test_execution_is_the_rate_times_the_points_whatever_the_row_states(target: str) -> None:
    row = {"level1": "预算执行率", "level3": "预算执行率", "target": target, "actual": "90%", "points": 10}
    assert scores(scored("cn-2020-10", row)) == {"预算执行率": "9.00"}


@pytest.mark.parametrize("whole", ["年度资金总额", "年度资金总额：", "合计", "资金总额（万元）", "总计"])
def test_a_row_of_the_whole_is_no_source_beside_the_others(whole: str) -> None:
    funds = [
        {"source": whole, "budget": "100万元", "executed": "90万元"},
        {"source": "当年财政拨款", "budget": "60万元", "executed": "50万元"},
    ]
    assert (
        scores(scored("cn-2020-10", {"target": "≥1", "actual": "1", "points": 90}, funds=funds))["预算执行率"] == "9.00"
    )


@pytest.mark.parametrize(
    ("actual", "met"), [("99", False), ("100", True), ("110", True), ("130", True), ("131", False)]
)
@pytest.mark.parametrize("sign", ["=", "≥"])
def test_a_goal_is_met_from_the_target_to_thirty_percent_above(sign: str, actual: str, met: bool) -> None:
    goal = {"level1": "绩效目标", "level3": "目标实现", "target": "全部达标", "points": 10}
    row = {"target": f"{sign}100", "actual": actual, "points": 0}
    assert scores(scored("sichuan-department-2020", goal, row))["目标实现"] == ("10.00" if met else "0.00")


@pytest.mark.parametrize("ruleset", ["anhui-system", "guangxi-system"])
@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≥0%", "-1%", "0.00"),
        ("≥0%", "0%", "90.00"),
        ("≥5%", "-1%", "0.00"),
        ("≤5%", "-1%", "90.00"),
        ("=0件", "-1件", "90.00"),
        ("0件", "-1件", "0.00"),
        ("≤-5%", "-7%", "90.00"),
        ("≥-5%", "-3%", "90.00"),
        ("=-5%", "-5%", "90.00"),
        ("≥0件；≥5个", "-1件；6个", "45.00"),
    ],
)
def test_a_negative_actual_gets_nothing_where_more_is_better(
    ruleset: str, target: str, actual: str, score: str
) -> None:
    assert scores(scored(ruleset, {"target": target, "actual": actual, "points": 90}))["x"] == score


def test_a_changed_budget_wants_a_reason_of_its_own_in_sichuan() -> None:
    row = {"target": "≥1", "actual": "1", "points": 90}
    funds = [{"source": "财政资金", "initial": "80万元", "budget": "100万元", "executed": "100万元"}]
    same = [funds[0] | {"initial": "1000000元"}]
    told = {ruleset: _codes(scored(ruleset, row, funds=funds)) for ruleset in ("sichuan-project-2023", "cn-2020-10")}
    assert {ruleset: "JX808" in codes for ruleset, codes in told.items()} == {
        "sichuan-project-2023": True,
        "cn-2020-10": False,
    }
    assert "JX808" not in _codes(scored("sichuan-project-2023", row, funds=same))


def test_a_judged_score_wants_a_note_in_guangxi() -> None:
    row = {"target": "健全", "actual": "健全", "judgement": "100%", "points": 90}
    assert "JX807" in _codes(scored("guangxi-system", row))
    assert "JX807" not in _codes(scored("guangxi-system", row | {"reason": "制度齐备"}))
    assert "JX807" not in _codes(scored("anhui-system", row))


def _codes(result: Result) -> set[str]:
    return {each.code for each in result.diagnostics}


@pytest.mark.parametrize(("names", "trust"), [(("a",), "recalled"), (("a", "b"), "assumed")])
def test_an_equal_split_is_an_assumption_whatever_gives_the_branch_its_points(
    names: tuple[str, ...], trust: str
) -> None:
    result = scored("cn-2020-10", *({"level3": name, "target": "≥1", "actual": "1"} for name in names))
    told = next(each for each in result.diagnostics if each.code == "JX220")
    assert dict(told.args)["trust"] == trust


@pytest.mark.parametrize("path", list(list_rulesets().values()), ids=lambda path: path.stem)
def test_every_absent_branch_that_hands_on_its_points_has_a_clause_of_its_own(path: Path) -> None:
    for branch in load_ruleset(path.stem).framework.branches:
        if branch.absent.policy in ("receiver", "pro-rata"):
            assert branch.absent.clause is not None
            assert branch.absent.clause.id == f"{path.stem}/absent/{branch.name}"


@pytest.mark.parametrize(("ruleset", "trust"), [("cn-2020-10", "assumed"), ("cn-2021-101", "recalled")])
def test_points_that_come_from_an_absent_branch_are_as_sure_as_the_clause_that_sends_them(
    ruleset: str, trust: str
) -> None:
    row = {"level1": "效益指标", "level2": "社会效益指标", "target": "≥1", "actual": "1"}
    for more, wanted in (({}, trust), ({"level1": "满意度指标", "points": 10}, "recalled")):
        rows = [row, *([row | {"level3": "y"} | more] if more else [])]
        told = next(each for each in scored(ruleset, *rows).diagnostics if each.code == "JX220")
        assert dict(told.args)["trust"] == wanted


@pytest.mark.parametrize(
    ("ruleset", "row", "told"),
    [
        ("jiangxi-2017", {"level3": "群众满意率", "target": "≥90%", "actual": "84%"}, True),
        ("jiangxi-2017", {"level3": "群众满意率", "target": "≥90%", "actual": "91%"}, False),
        ("cn-2020-10", {"target": "2021年6月底前", "actual": "2021年8月"}, True),
        ("cn-2020-10", {"target": "2021年6月底前", "actual": "2021年5月"}, False),
        ("hunan-department", {"level3": "三公经费变动率", "target": "≤0%", "actual": "2.5%"}, True),
    ],
)
def test_what_is_assumed_beyond_a_clause_that_was_seen_is_named_where_points_are_lost(
    ruleset: str, row: dict[str, str], told: bool
) -> None:
    result = scored(ruleset, row | {"points": 5})
    leaf = next(each for each in result.leaves if each.index == 0)
    assert leaf.rule is not None
    assert leaf.rule.clause.trust != "assumed"
    assert ("JX230" in _codes(result)) == told
    assert ("推定" in explanation(leaf)) == told


def test_a_changed_budget_is_told_once_for_all_sources() -> None:
    funds = [{"source": name, "initial": "80万元", "budget": "100万元", "executed": "100万元"} for name in ("甲", "乙")]
    result = scored("sichuan-project-2023", {"target": "≥1", "actual": "1", "points": 90}, funds=funds)
    (told,) = (each for each in result.diagnostics if each.code == "JX808")
    message = render(told, "zh").message
    assert "“甲”年初 80万元、调整后 100万元" in message
    assert "“乙”" in message
