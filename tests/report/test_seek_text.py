"""What a wanted total takes, as it is printed: who is asked for what, worked out by hand from the ratio rule."""

from __future__ import annotations

from typing import Any

import jixiao
from jixiao.report.lines import plain_text
from jixiao.report.seek_text import seek_lines

RULESET = jixiao.load_ruleset("cn-2020-10")


def case(*rows: dict[str, Any], executed: str = "10万元") -> jixiao.Case:
    project = {"name": "甲", "year": 2021, "budget": "10万元", "executed": executed}
    return jixiao.case_from_dict({"version": 1, "project": project, "indicator": list(rows)})


def road(actual: str = "100公里", points: int = 80) -> dict[str, Any]:
    return {
        "level1": "产出指标", "level2": "数量指标", "level3": "修路里程", "target": "≥100公里", "actual": actual, "points": points,
    }  # fmt: skip


def people(points: int = 10) -> dict[str, Any]:
    return {
        "level1": "效益指标", "level2": "社会效益", "level3": "培训人数", "target": "≥50人", "actual": "50人", "points": points,
    }  # fmt: skip


FINISHED = {"level1": "产出指标", "level2": "时效指标", "level3": "完工时间", "target": "2021年10月底前", "points": 20}


def printed(found: jixiao.Case, width: int = 120, lang: str = "zh", **wanted: Any) -> list[str]:
    sought = jixiao.seek(jixiao.evaluate(found, RULESET), **wanted)
    return [" ".join(plain_text(line).split()) for line in seek_lines(sought, width, lang)]


def test_a_total_that_is_reached_names_only_what_could_lose_it() -> None:
    """10 points lost leave 90: neither the execution nor the people can take 80 away. The road must keep 59.995 of 80 points."""
    assert printed(case(road(), people()), score=80)[2:] == [
        "已达到 80 分：现为 100。下表是各项单独变动时仍须守住的范围。",
        "",
        "指标 分值 现值 须守住",
        "修路里程 80 100公里 ≥ 74.9938公里",
    ]


def test_people_are_counted_in_whole_numbers() -> None:
    lines = printed(case(road(), people()), score=100)
    assert "培训人数 10 50人 ≥ 49.975人（整数 ≥ 50人）" in lines
    assert "预算执行率 10 10万元/10万元 ≥ 99.95%" in lines


def test_a_narrow_screen_has_the_same_below_one_another() -> None:
    lines = printed(case(road(), people()), width=60, score=80)
    assert lines[4:] == ["修路里程（80 分）", "现值：100公里", "须守住：≥ 74.9938公里"]


def test_an_open_total_says_what_each_needs_alone_and_at_least_and_the_cheapest_move() -> None:
    """48 points stand, 20 are open: 60 take 12 of the open ones, or 32 of the road's 50."""
    lines = printed(case(road("40公里", 50), FINISHED, people(20), executed="8万元"), grade="中")
    assert lines[2:] == [
        "尚未确定能否达到 中（60 分）：现为 48～68；待定各项可得 20 分，至少还须得 12 分。",
        "",
        "指标 分值 现值 单凭此项即达到 此项至少须达到",
        "修路里程 50 40公里 ≥ 63.99公里 ≥ 23.99公里",
        "完工时间 20 未填 2021-10-31 及以前；或 逾期 [59.975%, 100%) 2021-10-31 及以前；或 逾期 [59.975%, 100%)",
        "",
        "最省力的单项改动（按相对变动从小到大）",
        "修路里程：40公里 → 63.99公里（变动 59.975%）",
    ]


def test_where_no_indicator_suffices_the_losses_are_listed_most_first_and_full_ones_are_not() -> None:
    rows = case(road("40公里", 50), FINISHED, people(20), executed="8万元")
    assert printed(rows, score=85)[2:] == [
        "照现有实际值达不到 85 分：现为 48～68，还差 17 分；各项全部做到最好可得 100。",
        "",
        "没有哪一项单独变动就能达到，须同时改善几项。",
        "修路里程：失 30 分",
        "完工时间：待定 20 分",
        "预算执行率：失 2 分",
    ]
    assert printed(rows, lang="en", score=85)[-3:] == ["修路里程: lost 30", "完工时间: open 20", "预算执行率: lost 2"]
