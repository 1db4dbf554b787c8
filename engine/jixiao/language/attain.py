"""Words that say how far a target was attained, whatever the target was."""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Attainment", "attainment_of"]


class Attainment(StrEnum):
    """How far words alone say that a target was met; which share each one earns is a ruleset's matter."""

    FULL = "full"
    BASIC = "basic"
    PARTIAL = "partial"
    NONE = "none"


_DONE = r"(?:达成|完成|达到|实现|达标|做到)"
_WHAT = r"(?:了|年度|年初|全部|各项|既定|预定|预期|预计|设定|绩效|目标|指标|指标值|目标值|任务|要求|工作|值|效果|标准|计划)*"
_HOW = r"(?:均|都|全部|全面|按时|按期|按计划|按要求|如期|及时|圆满|顺利|已经|已|本年|本年度|年度|全年|100%)*"
_FORMS: tuple[tuple[re.Pattern[str], Attainment], ...] = (
    (re.compile(rf"(?:均|都|全部|尚|还|暂)*(?:未|没有|没|不){_HOW}(?:能|曾)?{_DONE}{_WHAT}\Z"), Attainment.NONE),
    (re.compile(rf"(?:目标|指标|任务)?(?:未|没有){_DONE}{_WHAT}(?:且效果较差)?\Z"), Attainment.NONE),
    (re.compile(rf"(?:已)?(?:部分){_DONE}{_WHAT}(?:并具有一定效果)?\Z"), Attainment.PARTIAL),
    (re.compile(rf"{_HOW}(?:基本|大致|大体|接近){_HOW}{_DONE}{_WHAT}\Z"), Attainment.BASIC),
    (re.compile(rf"{_HOW}{_DONE}{_WHAT}\Z"), Attainment.FULL),
    (re.compile(rf"(?:年度|预期|绩效)*(?:目标|指标|任务){_HOW}{_DONE}\Z"), Attainment.FULL),
)
_ENDING = re.compile(r"[。.,;!]+\Z")


def attainment_of(words: str) -> Attainment | None:
    """What the words (NFKC, without white space) say of any target; None when they are other words."""
    text = _ENDING.sub("", words)
    if len(text) > 24:
        return None
    return next((attainment for form, attainment in _FORMS if form.match(text)), None)
