"""Words that say how far a target was attained: whatever the target was, or by the target's own words."""

from __future__ import annotations

import re
from enum import StrEnum

from attrs import frozen

from jixiao.language.levels import NEUTRAL, choice_of

__all__ = ["Attainment", "OwnWords", "attainment_of", "by_own_words"]


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


@frozen
class OwnWords:
    """What an actual says by the target's own words; None: they leave it open, and a person is to be asked."""

    attainment: Attainment | None


_PAIRS = (("是", "否"), ("有", "无"))
_NEVER = frozenset({"无", "没有", "未发生", "没有发生", "未出现", "没有出现", "不存在", "未发现"})


def by_own_words(said: str, wanted: str, target_text: str) -> OwnWords | None:
    """How far words attain a level that the target chose; None where the target's own words say nothing of them.

    The words are as :func:`jixiao.language.fold.words` makes them. An actual that is the chosen level attains it, also
    否 of 是/否 and 低 of 高中低; the other one of two does not. On a printed scale that is no order of merit (高中低)
    another level is asked about; on one that is (优良中差) it is the ruleset's to rank.
    """
    if said in (wanted, target_text):
        return OwnWords(Attainment.FULL)
    if wanted in ("否", "无") and said in _NEVER:
        return OwnWords(Attainment.FULL)
    chosen = choice_of(target_text)
    scale = chosen[1] if chosen is not None else next((pair for pair in _PAIRS if wanted in pair), ())
    if said not in scale:
        return None
    if len(scale) == 2:
        return OwnWords(Attainment.NONE)
    return OwnWords(None) if scale in NEUTRAL else None
