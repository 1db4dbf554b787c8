"""What the regulations leave open, as named policies with their choices, default and reason."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = ["POLICIES", "Choice", "Policy", "PolicyName"]


class PolicyName(StrEnum):
    """The open questions that a ruleset answers."""

    BARE_TARGET = "bare_target"
    MISSING_ACTUAL = "missing_actual"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    NEGATIVE_ACTUAL = "negative_actual"
    ZERO_BUDGET = "zero_budget"
    JUDGEMENT = "judgement"
    WORDS_FOR_NUMBER = "words_for_number"
    SEVERAL_TARGETS = "several_targets"
    BLANK_TARGET = "blank_target"
    NOT_APPLICABLE = "not_applicable"
    DEDUCTION = "deduction"


@frozen
class Choice:
    """What a policy may be, which it is when a ruleset is silent, and why."""

    allowed: tuple[str, ...]
    default: str
    because: str


@frozen
class Policy:
    """A ruleset's answer and its reason."""

    value: str
    because: str


POLICIES: dict[PolicyName, Choice] = {
    PolicyName.BARE_TARGET: Choice(
        ("positive", "ask"), "positive", "没有比较符的目标值，习惯上按“越多越好”理解；本条属推定，逐项提示"
    ),
    PolicyName.MISSING_ACTUAL: Choice(("open", "none", "skip"), "open", "未填实际完成值时得分未知，不等于零"),
    PolicyName.ZERO_TARGET: Choice(
        ("met-or-none", "open"), "met-or-none", "目标为零时比例无意义：达到得满分，否则不得分（已部署系统的做法）"
    ),
    PolicyName.NEGATIVE_TARGET: Choice(
        ("met-or-open", "met-or-none"), "met-or-open", "目标为负时比例无意义：达到得满分，未达到须人工评定"
    ),
    PolicyName.NEGATIVE_ACTUAL: Choice(("as-is", "zero"), "as-is", "实际值为负时照常计算，得分不低于零"),
    PolicyName.ZERO_BUDGET: Choice(
        ("open", "none", "full", "skip"), "open", "预算为零时执行率无意义，各地做法不一，须人工确定"
    ),
    PolicyName.JUDGEMENT: Choice(("open", "top", "middle"), "open", "档内具体分值由评价人确定，未给出时按区间列示"),
    PolicyName.WORDS_FOR_NUMBER: Choice(("open", "full"), "open", "数值目标填“已完成”等文字，不能算出比例，须补填数值"),
    PolicyName.SEVERAL_TARGETS: Choice(
        ("mean", "worst", "open"), "mean", "一格多个目标的，规定未明；本条推定各占相等份额"
    ),
    PolicyName.BLANK_TARGET: Choice(("open", "skip"), "open", "未设目标值的指标无从评分"),
    PolicyName.NOT_APPLICABLE: Choice(("rescale", "keep"), "rescale", "不适用的指标不计分，其余得分折算为百分制"),
    PolicyName.DEDUCTION: Choice(("refuse", "subtract", "stated"), "refuse", "本规则没有人工扣分的规定"),
}
