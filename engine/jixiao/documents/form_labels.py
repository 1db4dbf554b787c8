"""The headings of the official self-evaluation form, as 财预〔2020〕10号 prints them: the form is Chinese in every language.

What the program itself says on a form (notes, prompts, the names of a chart) is words as everywhere, said in the form's
language.
"""

from __future__ import annotations

from jixiao.kernel.words import DEFAULT

__all__ = [
    "DEPARTMENT",
    "DONE",
    "EXPECTED",
    "FONT",
    "FUNDS",
    "FUND_HEADS",
    "FUND_TOTAL",
    "GOALS",
    "GOAL_LABELS",
    "INDICATORS",
    "INDICATOR_HEADS",
    "LANGUAGE",
    "LEVELS",
    "NOT_APPLICABLE",
    "PROJECT",
    "TITLE",
    "TOTAL",
    "UNIT",
]

LANGUAGE = DEFAULT
"""The language that the form is in."""
FONT = "宋体"
TITLE = "项目支出绩效自评表"
PROJECT, DEPARTMENT, UNIT = "项目名称", "主管部门", "实施单位"
FUNDS, FUND_TOTAL = "项目资金（万元）", "年度资金总额"
FUND_HEADS = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
GOALS, EXPECTED, DONE = "年度总体目标", "预期目标", "实际完成情况"
GOAL_LABELS = (EXPECTED, "年度绩效目标", GOALS, "年度目标", "总体目标", "项目总目标")
"""Labels under which documents print the goals of the year, the form's own first."""
INDICATORS = "绩效指标"
INDICATOR_HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
LEVELS = ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差")
"""What a unit chooses from where the target is words."""
TOTAL = "总分"
NOT_APPLICABLE = "不适用"
