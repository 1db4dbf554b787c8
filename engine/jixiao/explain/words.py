"""The words of explanations: axes, directions, policies and trust in both languages."""

from __future__ import annotations

from jixiao.language.direction import Direction
from jixiao.rules.axis import Axis
from jixiao.rules.claim import TargetKind
from jixiao.rules.clause import Trust
from jixiao.rules.policy import PolicyName
from jixiao.scoring.leaf import DirectionFrom

__all__ = ["AXES", "DIRECTIONS", "DIRECTION_FROM", "KINDS", "POLICIES", "TRUST", "TRUST_SHORT", "Lang"]

Lang = str
"""``zh`` or ``en``."""

TRUST: dict[Lang, dict[Trust, str]] = {
    "zh": {
        Trust.SEEN: "见原文",
        Trust.RECALLED: "据记忆转述",
        Trust.DEPLOYED: "据在用系统的做法",
        Trust.ASSUMED: "推定，非正式规定",
    },
    "en": {
        Trust.SEEN: "seen in the document",
        Trust.RECALLED: "recalled",
        Trust.DEPLOYED: "as deployed systems do",
        Trust.ASSUMED: "assumed, not official",
    },
}

TRUST_SHORT: dict[Lang, dict[Trust, str]] = {
    "zh": {Trust.SEEN: "原文", Trust.RECALLED: "转述", Trust.DEPLOYED: "系统", Trust.ASSUMED: "推定"},
    "en": {trust: trust.value for trust in Trust},
}

AXES: dict[Lang, dict[Axis, str]] = {
    "zh": {
        Axis.COMPLETION: "完成率（实际÷目标）",
        Axis.INVERSE: "目标÷实际",
        Axis.DEVIATION: "偏离度（（实际−目标）÷目标）",
        Axis.ABSOLUTE_DEVIATION: "偏离度绝对值（|实际−目标|÷目标）",
        Axis.VALUE: "实际值",
        Axis.EXCESS: "超出目标",
        Axis.MET: "是否达到目标",
        Axis.WITHIN: "与目标区间之比",
        Axis.DAYS_LATE: "逾期天数",
        Axis.COVERAGE: "清单完成比例",
        Axis.BREACHES: "未做到的条数",
        Axis.MET_SHARE: "达标指标占比",
        Axis.GROWTH: "变动幅度（实际÷目标）",
        Axis.PACE: "与时间进度之比",
    },
    "en": {
        Axis.COMPLETION: "completion (actual ÷ target)",
        Axis.INVERSE: "target ÷ actual",
        Axis.DEVIATION: "deviation ((actual − target) ÷ target)",
        Axis.ABSOLUTE_DEVIATION: "absolute deviation (|actual − target| ÷ target)",
        Axis.VALUE: "the actual",
        Axis.EXCESS: "beyond the target by",
        Axis.MET: "target met",
        Axis.WITHIN: "ratio to the target range",
        Axis.DAYS_LATE: "days late",
        Axis.COVERAGE: "share of the list done",
        Axis.BREACHES: "items not kept",
        Axis.MET_SHARE: "share of indicators met",
        Axis.GROWTH: "change (actual ÷ target)",
        Axis.PACE: "pace against the year",
    },
}

DIRECTIONS: dict[Lang, dict[Direction, str]] = {
    "zh": {Direction.POSITIVE: "越多越好", Direction.NEGATIVE: "越少越好", Direction.EXACT: "以目标值为准"},
    "en": {
        Direction.POSITIVE: "more is better",
        Direction.NEGATIVE: "less is better",
        Direction.EXACT: "the value itself",
    },
}

DIRECTION_FROM: dict[Lang, dict[DirectionFrom, str]] = {
    "zh": {
        DirectionFrom.OPERATOR: "由比较符",
        DirectionFrom.CASE: "由填报",
        DirectionFrom.CUE: "由名称推定",
        DirectionFrom.POLICY: "按政策推定",
    },
    "en": {
        DirectionFrom.OPERATOR: "by the operator",
        DirectionFrom.CASE: "as filled in",
        DirectionFrom.CUE: "assumed from the name",
        DirectionFrom.POLICY: "assumed by policy",
    },
}

KINDS: dict[Lang, dict[TargetKind, str]] = {
    "zh": {
        TargetKind.QUANTITY: "数量目标",
        TargetKind.RANGE: "区间目标",
        TargetKind.CHANGE: "增减幅度目标",
        TargetKind.DEADLINE: "时限目标",
        TargetKind.PERIOD: "期间目标",
        TargetKind.LEVEL: "定性目标",
        TargetKind.SCALE: "只列档次的目标",
        TargetKind.BLANK: "未写目标值的指标",
        TargetKind.EXECUTION: "预算执行率",
    },
    "en": {kind: {TargetKind.EXECUTION: "budget execution"}.get(kind, f"{kind.value} targets") for kind in TargetKind},
}

POLICIES: dict[Lang, dict[PolicyName, str]] = {
    "zh": {
        PolicyName.BARE_TARGET: "无比较符的目标",
        PolicyName.MISSING_ACTUAL: "缺实际值",
        PolicyName.ZERO_TARGET: "目标为零",
        PolicyName.NEGATIVE_TARGET: "目标为负",
        PolicyName.NEGATIVE_ACTUAL: "实际为负",
        PolicyName.ZERO_BUDGET: "预算为零",
        PolicyName.JUDGEMENT: "档内评分",
        PolicyName.WORDS_FOR_NUMBER: "以文字答数值",
        PolicyName.SEVERAL_TARGETS: "一格多个目标",
        PolicyName.BLANK_TARGET: "无目标值",
        PolicyName.NOT_APPLICABLE: "不适用",
        PolicyName.DEDUCTION: "人工扣分",
    },
    "en": {name: name.value.replace("_", " ") for name in PolicyName},
}
