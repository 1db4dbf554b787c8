"""What stands in a column: operators, numbers, units, directions, known levels, words; told by the language of targets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jixiao.documents.grid import joined, squeeze
from jixiao.documents.layout.words import is_level1, is_level2
from jixiao.language.ast import Change, Deadline, Level, Operator, Period, Quantity, Range, Several
from jixiao.language.parse import parse_actual, parse_target

__all__ = ["DIRECTIONS", "NATURES", "Content", "content_of", "figure", "is_nothing", "is_value", "unit_of"]

Content = str

# Words of a column of directions, and the case's own.
DIRECTIONS = {
    "正向": "positive", "正向指标": "positive", "正": "positive", "正指标": "positive", "越大越好": "positive", "正向性": "positive",
    "反向": "negative", "逆向": "negative", "负向": "negative", "反": "negative", "逆": "negative", "反向指标": "negative",
    "逆向指标": "negative", "负向指标": "negative", "逆指标": "negative", "反指标": "negative", "越小越好": "negative",
    "定值": "exact", "固定值": "exact", "中性": "exact",
}  # fmt: skip
# Whether an indicator is one of number or of quality: among signs it stands for one, in a column of its own it is none.
NATURES = frozenset({"定性", "定量", "定性指标", "定量指标"})
_SIGNS = re.compile(
    r"[=＝≥≤≧≦>＞<＜≈]{1,2}|>=|<=|定性|定量|等于|大于|小于|大于等于|小于等于|大于或等于|小于或等于|不低于|不高于|不少于|不超过|不大于|不小于|定性指标|定量指标|约等于|区间"
)
_NOTHING = re.compile(r"[-—–―－/\\_.…·\s]*|无|空|不适用|暂无")
_ATTAINED = re.compile(
    r"(全部|已|已经|基本|部分|按时|按期|如期|未|圆满|顺利|均已)*(完成|达成|达标|实现|达到)(预期|年度|全年)?(指标|目标|任务|绩效目标)?.{0,14}|是|否|达成预期指标.*|合格"
)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: empty, a dash, 无."""
    return bool(_NOTHING.fullmatch(text.strip()))


@lru_cache(maxsize=16_384)
def figure(text: str) -> str | None:
    """The plain number that a cell is, with or without 分 or % behind it, without grouping; an interval is none.

    >>> figure("10分"), figure("1,200.50"), figure("10*"), figure("8-10")
    ('10', '1200.50', None, None)
    """
    flat = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
    match = re.fullmatch(r"(\d{1,15}(?:\.\d{1,15})?)(分|%)?", flat)
    return match[1] if match else None


@lru_cache(maxsize=16_384)
def unit_of(text: str) -> str:
    """The unit of the quantity that a cell states; "" where it states none."""
    meaning = parse_target(joined(text)).meaning
    return meaning.unit if isinstance(meaning, Quantity | Range | Change) else ""


_DATE = re.compile(r"[\d年月日号底末前初上中下旬./-]+")


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a text is a number, a quantity or a date and nothing else, so that it names nothing.

    >>> is_value("≥95%"), is_value("2021年12月底前"), is_value("5G基站"), is_value("通过率≥95%")
    (True, True, False, False)
    """
    flat = squeeze(joined(text))
    if len(flat) > 30 or not any(char.isdigit() for char in flat):
        return False
    meaning = parse_target(flat).meaning
    if isinstance(meaning, Deadline | Period):
        return bool(_DATE.fullmatch(flat)) and "月" in flat
    return isinstance(meaning, Quantity | Range) and not meaning.label


@lru_cache(maxsize=65_536)
def content_of(text: str) -> frozenset[Content]:
    """The kinds of content that a cell may be taken for; several where it could be several.

    >>> sorted(content_of("≥")), sorted(content_of("≥95%")), sorted(content_of("20"))
    (['sign'], ['bounded', 'measured'], ['number'])
    """
    flat = squeeze(joined(text))
    if is_nothing(flat):
        return frozenset()
    if _SIGNS.fullmatch(flat):
        return frozenset({"sign", "nature"} if flat in NATURES else {"sign"})
    if flat in DIRECTIONS:
        return frozenset({"way"})
    kinds: set[Content] = set()
    if is_level1(flat):
        kinds.add("first")
    if is_level2(flat):
        kinds.add("second")
    if re.fullmatch(r"[\[(]\d+(\.\d+)?,\d+(\.\d+)?[\])]|不适用", flat):
        return frozenset({"interval"})
    if re.fullmatch(r"\d+(\.\d+)?\*", flat):
        return frozenset({"number"})  # points that our own form says were allotted
    if figure(flat) is not None:
        kinds.add("percent" if flat.endswith("%") else "number")
        return frozenset(kinds)
    return frozenset(kinds | _worded(flat))


def _worded(flat: str) -> set[Content]:
    kinds = _meant(flat)
    if not any(char.isdigit() for char in flat) and 1 <= len(flat) <= 8 and _is_unit(flat):
        kinds.add("unit")
    if _ATTAINED.fullmatch(flat):
        kinds.add("attained")
    if len(flat) > 24 or re.search(r"[，。；,;]", flat):
        kinds.add("prose")
    elif not kinds - {"unit", "attained"}:
        kinds.add("words")
    return kinds


def _meant(flat: str) -> set[Content]:
    if len(flat) > 80:
        return set()
    meaning = parse_target(flat).meaning
    if isinstance(meaning, Several):
        return {"bounded", "measured"}
    if isinstance(meaning, Quantity):
        bounded = meaning.operator is not Operator.BARE
        return {"bounded", "measured"} if bounded else {"measured"}
    if isinstance(meaning, Range | Change):
        return {"bounded", "measured"}
    if isinstance(meaning, Deadline | Period):
        return {"dated", "measured"}
    if isinstance(meaning, Level) and isinstance(parse_actual(flat).meaning, Quantity):
        return {"measured"}
    return set()


@lru_cache(maxsize=4096)
def _is_unit(text: str) -> bool:
    meaning = parse_target("1" + text).meaning
    if not isinstance(meaning, Quantity) or meaning.unit == "":
        return text in ("个", "百分比", "%", "‰")
    return meaning.unit == text or meaning.value != 1 or len(text) <= 3
