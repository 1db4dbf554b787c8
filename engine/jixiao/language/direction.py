"""Whether more is better: from the operator, else from words in the indicator's name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from jixiao.language.ast import Change, Deadline, Meaning, Operator, Period, Quantity

__all__ = ["Direction", "cued_direction", "direction_of"]


class Direction(StrEnum):
    """positive: more is better; negative: less is better; exact: the value itself is wanted."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    EXACT = "exact"


_BY_OPERATOR = {
    Operator.AT_LEAST: Direction.POSITIVE,
    Operator.MORE: Direction.POSITIVE,
    Operator.AT_MOST: Direction.NEGATIVE,
    Operator.LESS: Direction.NEGATIVE,
    Operator.EQUAL: Direction.EXACT,
}


def direction_of(meaning: Meaning) -> Direction | None:
    """The direction that the target itself prints; None when it prints none (a bare or an approximate value).

    A change is measured in its own way, so 下降10%以上 is positive: the more it falls, the better; a bare change
    (提高5个百分点) is positive too, because its verb is printed. A deadline is negative: earlier is better.
    """
    match meaning:
        case Quantity():
            return _BY_OPERATOR.get(meaning.operator)
        case Change():
            if meaning.operator is Operator.BARE:
                return Direction.POSITIVE
            return _BY_OPERATOR.get(meaning.operator)
        case Deadline() | Period():
            return Direction.NEGATIVE
        case _:
            return None


def cued_direction(name: str, cues: Sequence[str]) -> str | None:
    """The first cue word (成本, 事故 …) found in the indicator's name, longest first; None when there is none.

    A cue inside a word of good news does not count: 成本节约率, 投诉处理率, 事故处置率, 逾期整改率 are better when higher.
    """
    for cue in sorted(cues, key=len, reverse=True):
        place = name.find(cue)
        if place >= 0 and not any(good in name[place + len(cue) :] for good in _GOOD):
            return cue
    return None


_GOOD = (
    "节约", "处理率", "处置率", "办结率", "解决率", "整改率", "查处率", "回复率", "下降率", "降低率", "减少率", "化解率", "答复率",
    "处理及时", "处置及时", "调解率", "破案率", "救援率", "减少", "下降", "降低", "满意",
)  # fmt: skip
