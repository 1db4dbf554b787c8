"""Every scoring function of the catalogue (F1–F36) stands with its worked example in a ruleset that comes along."""

import pytest

from jixiao import load_ruleset
from jixiao.authoring.examples import run_examples
from jixiao.kernel.number import plain

# id: ruleset, rule, what the example says (target | actual | points | score), as the catalogue works it out
LEAVES = {
    "F1 正向比例": ("cn-2020-10", "positive-ratio", ["≥50|45|8|7.20", "≥50|60|8|8"]),
    "F2 及格门槛": ("cn-2021-101", "positive-threshold", ["≥100|59|10|0", "≥100|60|10|6.00"]),
    "F3 反向倒比例": ("hubei-2020", "negative-inverse", ["≤100|125|8|6.40", "≤100|200|8|4.00"]),
    "F4 反向线性": ("anhui-system", "negative-linear", ["≤100|125|8|6.00", "≤100|200|8|0"]),
    "F5 反向严格": ("cn-2020-10", "option-negative-strict", ["≤90万元|90.01万元|8|0"]),
    "F6a 等于视同正向": ("anhui-system", "exact-as-positive", ["=0起|1起|5|0"]),
    "F6b 等于双侧": ("cn-2020-10", "option-exact-two-sided", ["=100|110|10|9.00"]),
    "F6c 等于严格": ("cn-2020-10", "option-exact-strict", ["=100|110|10|0", "=100|100|10|10"]),
    "F7 直接赋分": ("cn-2021-101", "direct-words", ["是/否 是|否|5|3"]),
    "F8 三档评判": ("cn-2020-10", "three-bands", ["健全|部分达成|8|[4.80, 6.40)"]),
    "F8 中间档 50%": ("hubei-2020", "three-bands", ["健全|部分达成|8|[4.00, 6.40)"]),
    "F9 四档": ("cn-2020-10", "option-four-grades", ["健全|基本达成|10|8"]),
    "F10 满意度区间": ("cn-2021-101", "satisfaction-steps", ["≥90%|89.9%|10|8", "≥90%|79.9%|10|5", "≥90%|59.9%|10|0"]),
    "F11 满档扣": ("jiangxi-2017", "satisfaction-full-steps", ["≥90%|84%|10|9"]),
    "F11 开档扣": ("jiangxi-2017", "option-satisfaction-started-steps", ["≥90%|84%|10|8"]),
    "F11 按比例扣": ("jiangxi-2017", "option-satisfaction-continuous", ["≥90%|84%|10|8.80"]),
    "F12 满意度比例": ("hubei-2020", "positive-ratio", ["≥90%|81%|10|9.00"]),
    "F13 执行率": ("cn-2020-10", "execution", ["310.2|154.74|10|4.99"]),
    "F13 执行率先取整": ("cn-2016-legacy", "option-execution-rounded-rate", ["310.2|154.74|10|5"]),
    "F14 执行率分档": ("cn-2020-10", "option-execution-steps", ["100万元|94.9万元|10|8"]),
    "F15 每点扣分": ("hunan-department", "staff-control", ["≤100%|103%|5|3.5"]),
    "F16 区间得分": ("hunan-department", "budget-adjustment", ["≤0%|12%|3|1"]),
    "F17 偏差带": ("jiangxi-2017", "cost-band", ["≤100万元|82万元|5|1"]),
    "F18 达标占比": ("sichuan-department-2020", "goals-met", ["|5/6|10|8.33"]),
    "F19 线性衰减": (
        "sichuan-department-2020",
        "budget-accuracy",
        ["≤10%|2%|10|8", "≤10%|5%|10|5", "≤10%|10.01%|10|0"],
    ),
    "F20 清单扣分": ("hunan-department", "checklist", ["|1/3|3|1"]),
    "F22 超额标记": ("guangxi-system", "positive-ratio", ["≥100|130|8|8"]),
    "F23 人工扣分": ("guangxi-system", "positive-ratio", ["≥100|100|8|5"]),
    "F24 时效 满 10 天": ("cn-2020-10", "option-late-full-steps", ["2021-06-30前完成|2021-07-22|5|3"]),
    "F24 时效 开 10 天": ("cn-2020-10", "option-late-started-steps", ["2021-06-30前完成|2021-07-22|5|2"]),
    "F25 成本节约": ("cn-2020-10", "option-saving-inverse", ["≥0%|-25%|8|6.40", "≥0%|5%|8|8"]),
    "F32 监控灯": ("cn-monitoring-lights", "pace", ["≥120|56|10|8"]),
    "F36 取整": ("cn-2020-10", "positive-ratio", ["≥100|50|0.25|0.13", "≥100|50|0.25|0.12"]),
}

# id: ruleset, a word of the example's name, and what it must give
CASES = {
    "F23 人工扣分": ("guangxi-system", "人工扣分", {"scores": {"完成数量": "5"}}),
    "F26 折算": ("cn-2020-10", "折 91.11", {"total": "91.11", "factor": "10/9"}),
    "F27 没有满意度": ("cn-2020-10", "没有满意度", {"points": {"产出指标": 50, "效益指标": 40, "预算执行率": 10}}),
    "F27 没有成本": ("cn-2021-101", "没有成本：", {"points": {"产出指标": 50, "效益指标": 30, "满意度指标": 10}}),
    "F27 都没有": ("cn-2021-101", "没有成本也没有", {"points": {"产出指标": 50, "效益指标": 40}}),
    "F28 先合后评": ("hubei-2020", "合为 75%", {"total": "92.5"}),
    "F29 定性合并": ("hubei-2020", "合为 6.5 分", {"scores": {"制度健全性": "6.5"}}),
    "F30 优": ("anhui-system", "90.00 为优", {"total": "90", "grade": "优"}),
    "F30 良": ("anhui-system", "89.99 为良", {"total": "89.99", "grade": "良"}),
    "F31 一致性": ("anhui-system", "13.1%", {"lights": {"consistency": "red", "unspent": "green"}}),
    "F32 最差灯": ("cn-monitoring-lights", "亮黄灯", {"codes": ("JX252",)}),
    "F33 执行序时": (
        "sichuan-monitoring-2025",
        "58%",
        {"lights": {"execution-schedule": "red", "progress-gap": "green"}},
    ),
    "F34 双目标": (
        "sichuan-monitoring-2025",
        "75%",
        {"lights": {"execution-schedule": "green", "progress-gap": "red"}},
    ),
}


@pytest.mark.parametrize("name", LEAVES)
def test_a_worked_example_of_a_leaf_stands_in_its_ruleset(name: str) -> None:
    ruleset_id, rule_id, wanted = LEAVES[name]
    examples = load_ruleset(ruleset_id).rule(rule_id).examples
    told = [
        "|".join(
            [
                str(each.budget or each.target or ""),
                str(each.executed or each.items or each.actual),
                plain(each.points),
                each.score,
            ]
        )
        for each in examples
    ]
    assert [each for each in wanted if each not in told] == []


@pytest.mark.parametrize("name", CASES)
def test_a_worked_example_of_a_case_stands_in_its_ruleset(name: str) -> None:
    ruleset_id, words, wanted = CASES[name]
    named = [each.gives for each in load_ruleset(ruleset_id).case_examples if words in each.name]
    assert wanted in [{key: gives.get(key) for key in wanted} for gives in named]


def test_the_veto_and_the_reduction_are_parameters_that_are_off() -> None:
    """F35 and F21: no text with a number was found for either."""
    ruleset = load_ruleset("cn-2020-10")
    assert [(gate.id, gate.enabled) for gate in ruleset.gates] == [("veto", False)]
    assert ruleset.over is not None
    assert ruleset.over.reduce is None


def test_all_of_them_hold() -> None:
    names = {ruleset for ruleset, *_ in (*LEAVES.values(), *CASES.values())}
    assert [each for name in sorted(names) for each in run_examples(load_ruleset(name)) if not each.holds] == []
