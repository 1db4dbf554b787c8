"""The report of a case as it is printed: the whole framework as a tree, both ends of what is open, and what opens it."""

from __future__ import annotations

import jixiao
from jixiao.report.lines import plain_text
from jixiao.report.result_lines import result_lines
from tests.report.test_seek_text import FINISHED, RULESET, case, people, road

OPEN = jixiao.evaluate(case(road("40公里", 50), FINISHED, people(20), executed="8万元"), RULESET)
FULL = jixiao.evaluate(case(road(), people()), RULESET)


def printed(result: jixiao.Result, lang: str = "zh") -> list[str]:
    return [" ".join(plain_text(line).split()) for line in result_lines(result, 110, lang)]


def test_each_row_has_its_points_its_score_and_its_rule() -> None:
    """40 of 100 km earn 20 of 50 points; 8 of 10 万元 earn 8 of 10; who has not said when the work ended may get 0 to 20."""
    assert printed(OPEN)[3:14] == [
        "指标 目标 实际 分值 得分 规则 依据",
        "预算执行率 10 8.00",
        "└ 预算执行率 10 8.00",
        "· 预算执行率 8万元/10万元 10 8.00 预算执行率 转述",
        "产出指标 70 20.00～40.00",
        "├ 数量指标 50 20.00",
        "│ · 修路里程 ≥100公里 40公里 50 20.00 正向比例 转述",
        "├ 质量指标 —",
        "├ 时效指标 20 0.00～20.00",
        "│ · 完工时间 2021年10月底前 未填 20 0.00～20.00 按期完成 转述",
        "└ 成本指标 —",
    ]


def test_the_total_has_both_ends_the_grades_between_and_what_is_open() -> None:
    lines = printed(OPEN)
    assert lines[-4:] == [
        "合计 48.00～68.00（满分 100） 等级 中或差",
        "",
        "尚有 20 分待定",
        "· 完工时间（20 分）：缺实际完成值",
    ]


def test_where_nothing_is_open_nothing_is_said_to_be() -> None:
    assert printed(FULL)[-1] == "合计 100.00（满分 100） 等级 优"
    assert not any("待定" in line for line in printed(FULL))
