"""Ordered scales of words, best first, and where a word stands in one."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["NEUTRAL", "SCALES", "choice_of", "chosen_of", "is_scale", "rank_of", "scale_of"]

SCALES: tuple[tuple[str, ...], ...] = (
    ("优", "良", "中", "低", "差"),
    ("优", "良", "中", "差"),
    ("优", "良", "一般", "差"),
    ("优", "良", "差"),
    ("优", "中", "差"),
    ("优", "良", "合格", "不合格"),
    ("优", "良", "及格", "不及格"),
    ("优秀", "良好", "中等", "较差"),
    ("优秀", "良好", "一般", "较差"),
    ("优秀", "良好", "一般", "差"),
    ("优秀", "良好", "中等", "差"),
    ("优秀", "良好", "合格", "不合格"),
    ("优秀", "良好", "及格", "不及格"),
    ("优秀", "良好", "合格"),
    ("优秀", "良好", "较好", "一般", "较差"),
    ("好", "中", "差"),
    ("好", "较好", "一般", "差"),
    ("好", "较好", "一般", "较差", "差"),
    ("好", "较好", "一般", "较差"),
    ("好", "较好", "一般"),
    ("好", "一般", "差"),
    ("好", "坏"),
    ("好", "差"),
    ("好", "不好"),
    ("高", "中", "低"),
    ("高", "较高", "一般", "较低", "低"),
    ("高", "较高", "一般", "低"),
    ("高", "较高", "一般", "较低"),
    ("高", "一般", "低"),
    ("高", "低"),
    ("大", "中", "小"),
    ("强", "中", "弱"),
    ("明显", "较明显", "一般", "不明显"),
    ("显著", "较显著", "一般", "不显著"),
    ("显著", "明显", "一般", "不明显"),
    ("明显", "一般", "不明显"),
    ("显著", "一般", "不显著"),
    ("明显", "不明显"),
    ("显著", "不显著"),
    ("有效", "一般", "无效"),
    ("有效", "无效"),
    ("非常满意", "满意", "基本满意", "不满意"),
    ("非常满意", "满意", "一般", "不满意"),
    ("很满意", "满意", "基本满意", "不满意"),
    ("满意", "较满意", "一般", "不满意"),
    ("满意", "基本满意", "不满意"),
    ("满意", "一般", "不满意"),
    ("满意", "不满意"),
    ("达成", "基本达成", "部分达成", "未达成"),
    ("完成", "基本完成", "部分完成", "未完成"),
    ("完成", "部分完成", "未完成"),
    ("完成", "未完成"),
    ("达标", "基本达标", "不达标"),
    ("达标", "不达标"),
    ("达标", "未达标"),
    ("合格", "基本合格", "不合格"),
    ("合格", "不合格"),
    ("健全", "较健全", "一般", "不健全"),
    ("健全", "基本健全", "不健全"),
    ("健全", "不健全"),
    ("完善", "较完善", "一般", "不完善"),
    ("完善", "基本完善", "不完善"),
    ("规范", "基本规范", "不规范"),
    ("规范", "不规范"),
    ("合规", "不合规"),
    ("合理", "较合理", "不合理"),
    ("合理", "不合理"),
    ("及时", "基本及时", "不及时"),
    ("及时", "较及时", "一般", "不及时"),
    ("及时", "不及时"),
    ("通过", "不通过"),
    ("通过", "未通过"),
    ("A", "B", "C", "D"),
    ("A", "B", "C"),
    ("是", "否"),
    ("有", "无"),
)
"""Scales that forms print. 是 before 否 and 有 before 无 is their printed order only; a target chooses one of them."""

NEUTRAL = frozenset(scale for scale in SCALES if scale[0] in ("高", "大", "强"))
"""Scales that are no order of merit: a risk of 低 is no worse than one of 高."""

_BETWEEN = re.compile(r"[/、,;|\\-]")


@lru_cache(maxsize=1)
def _by_text() -> dict[str, tuple[str, ...]]:
    """Every spelling of every scale: run together, or with a sign between. Runs of 一级二级三级 are not one."""
    found: dict[str, tuple[str, ...]] = {}
    for scale in SCALES:
        for sign in ("", "/", "、", ",", ";", "|", "-"):
            found.setdefault(sign.join(scale), scale)
    for text in _NOT_SCALES:
        found.pop(text, None)
    return found


_NOT_SCALES = ("优良", "有无", "好差高低", "AB", "ABC", "ABCD", "A-B-C", "A-B-C-D")


def is_scale(text: str) -> bool:
    """Whether the words name a scale and no level of it (优良中差, 是/否)."""
    return text in _by_text()


def choice_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The level that follows its scale, and the scale: 是/否否 -> 否, 优良中低差:优 -> 优; None when it is not that."""
    for length in range(len(text) - 1, 1, -1):
        scale = _by_text().get(text[:length])
        if scale is not None:
            rest = text[length:].strip(":=()-")
            if rest in scale:
                return rest, scale
    return None


def chosen_of(text: str) -> str | None:
    """The level that follows its scale; None when the words are not that."""
    found = choice_of(text)
    return None if found is None else found[0]


def scale_of(text: str) -> tuple[str, ...] | None:
    """The scale that the words name, or the first one that has them as a level; best first."""
    known = _by_text().get(text)
    if known is not None:
        return known
    return next((scale for scale in SCALES if text in scale), None)


def rank_of(word: str, scale: tuple[str, ...]) -> int | None:
    """The place of a word in a scale, 0 the best; None when it is no level of it."""
    return scale.index(word) if word in scale else None
