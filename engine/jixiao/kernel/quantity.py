"""Units of measure: which ones are of one dimension, and the exact factor between them.

A unit is any measure word; most are counted things (户, 场次) that convert into nothing but themselves. Compound
units (元/人·月, 元/100km) are compared by dimension algebra. Nothing is rounded and nothing is guessed: a month has no
number of days, and a working day is no day.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

__all__ = ["COUNTED", "KNOWN", "convert", "dimension", "is_measure", "suggest"]

_THIRD = Fraction(2000, 3)
_TABLE: dict[str, dict[str, int | Fraction]] = {
    "money": {"元": 1, "块钱": 1, "人民币": 1, "角": Fraction(1, 10)},
    "length": {
        "米": 1, "m": 1, "M": 1, "延米": 1, "延长米": 1, "公里": 1000, "千米": 1000, "km": 1000, "KM": 1000, "Km": 1000,
        "分米": Fraction(1, 10), "dm": Fraction(1, 10), "厘米": Fraction(1, 100), "cm": Fraction(1, 100),
        "毫米": Fraction(1, 1000), "mm": Fraction(1, 1000), "微米": Fraction(1, 10**6), "海里": 1852,
    },
    "area": {
        "平方米": 1, "平米": 1, "平方": 1, "m²": 1, "㎡": 1, "平方公里": 10**6, "平方千米": 10**6, "km²": 10**6,
        "公顷": 10_000, "ha": 10_000, "hm²": 10_000, "亩": _THIRD, "平方厘米": Fraction(1, 10_000),
    },
    "volume": {
        "立方米": 1, "立方": 1, "方": 1, "m³": 1, "㎥": 1, "升": Fraction(1, 1000), "L": Fraction(1, 1000),
        "l": Fraction(1, 1000), "毫升": Fraction(1, 10**6), "ml": Fraction(1, 10**6), "mL": Fraction(1, 10**6),
    },
    "mass": {
        "千克": 1, "公斤": 1, "kg": 1, "KG": 1, "Kg": 1, "克": Fraction(1, 1000), "g": Fraction(1, 1000),
        "毫克": Fraction(1, 10**6), "mg": Fraction(1, 10**6), "微克": Fraction(1, 10**9), "μg": Fraction(1, 10**9),
        "吨": 1000, "t": 1000, "T": 1000, "斤": Fraction(1, 2), "市斤": Fraction(1, 2),
    },
    "time": {
        "天": 24, "日": 24, "自然日": 24, "日历天": 24, "日历日": 24, "d": 24, "周": 168, "星期": 168, "小时": 1, "h": 1,
        "H": 1, "分钟": Fraction(1, 60), "min": Fraction(1, 60), "秒": Fraction(1, 3600), "s": Fraction(1, 3600),
    },
    "months": {"月": 1, "季度": 3, "季": 3, "半年": 6, "年": 12, "年度": 12},
    "energy": {
        "千瓦时": 1, "度电": 1, "kWh": 1, "KWh": 1, "kwh": 1, "kW·h": 1, "兆瓦时": 1000, "MWh": 1000,
        "瓦时": Fraction(1, 1000),
    },
    "power": {"千瓦": 1, "kW": 1, "KW": 1, "kw": 1, "兆瓦": 1000, "MW": 1000, "瓦": Fraction(1, 1000), "W": Fraction(1, 1000)},
    "share": {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "‱": Fraction(1, 10_000), "倍": 1},
}  # fmt: skip
_SAME_COUNT = {"名": "人", "位": "人"}
_UNITS: dict[str, tuple[str, Fraction]] = {
    name: (kind, Fraction(factor)) for kind, names in _TABLE.items() for name, factor in names.items()
}
_MEASURES = (frozenset(_UNITS) - frozenset(_TABLE["share"])) | {
    "工作日", "交易日", "美元", "港元", "港币", "欧元", "里", "伏", "千伏", "课时", "学时", "岁", "周岁",
}  # fmt: skip
COUNTED = [
    "个",
    "人",
    "人次",
    "户",
    "户次",
    "次",
    "场",
    "场次",
    "件",
    "套",
    "台",
    "套次",
    "辆",
    "架",
    "架次",
    "车次",
    "只",
    "头",
    "匹",
    "株",
    "棵",
    "粒",
    "座",
    "处",
    "栋",
    "幢",
    "间",
    "部",
    "本",
    "册",
    "份",
    "张",
    "页",
    "篇",
    "条",
    "项",
    "例",
    "起",
    "宗",
    "期",
    "届",
    "名",
    "位",
    "家",
    "所",
    "村",
    "镇",
    "乡",
    "社区",
    "组",
    "班",
    "班次",
    "批",
    "批次",
    "类",
    "种",
    "款",
    "块",
    "片",
    "盏",
    "盒",
    "瓶",
    "箱",
    "袋",
    "包",
    "桶",
    "支",
    "枚",
    "根",
    "把",
    "对",
    "床",
    "站",
    "点",
    "学时",
    "课时",
    "工作日",
    "百分点",
    "分",
    "标段",
    "亩次",
    "艘",
    "列",
]
"""Measure words of counted things that are often seen; a suggestion may come from here."""
KNOWN = tuple(dict.fromkeys([*_UNITS, *COUNTED]))
_PREFIX = re.compile(r"(\d+(?:\.\d+)?)?((?:十|百|千|万|亿)*)(.*)\Z", re.DOTALL)
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

Dimension = tuple[tuple[str, int], ...]


def is_measure(unit: str) -> bool:
    """Whether it measures a stretch, a weight, a time or money, rather than counting things."""
    return unit in _MEASURES or "/" in unit or (unit[-1:].isascii() and unit[-1:].isalpha())


def dimension(unit: str) -> Dimension:
    """The dimension as sorted (name, power) pairs; a word that is not known is a dimension of its own."""
    return _algebra(unit)[0]


def convert(value: Fraction, source: str, target: str) -> Fraction | None:
    """``value`` in ``source`` units, exactly, in ``target`` units.

    None when the two are not of one dimension, or when no exact factor exists (a month in days).
    """
    if source == target:
        return value
    (from_dimension, from_factor), (to_dimension, to_factor) = _algebra(source), _algebra(target)
    return value * from_factor / to_factor if from_dimension == to_dimension else None


@lru_cache(maxsize=2048)
def _algebra(unit: str) -> tuple[Dimension, Fraction]:
    powers: dict[str, int] = {}
    factor = Fraction(1)
    above, _, below = unit.partition("/")
    for side, sign in ((above, 1), (below, -1)):
        for word in re.split(r"[·*/]", side):
            name, size = _simple(word)
            factor *= size**sign
            if name:
                powers[name] = powers.get(name, 0) + sign
    return tuple(sorted((name, power) for name, power in powers.items() if power)), factor


def _simple(word: str) -> tuple[str, Fraction]:
    """One factor of a unit: 100km is a length of 100000, 万人 is 10000 人."""
    if word in _UNITS:
        return _UNITS[word]
    match = _PREFIX.match(word)
    if match is None:
        return word, Fraction(1)
    number, places, rest = match.groups()
    size = Fraction(number) if number else Fraction(1)
    for place in places:
        size *= _POWERS[place]
    if rest in _UNITS:
        name, factor = _UNITS[rest]
        return name, size * factor
    if not rest:
        return "", size
    return _SAME_COUNT.get(rest, rest), size


def suggest(unit: str) -> str | None:
    """The known unit that is one slip away (a character wrong, missing or too many); None for a known or a short one."""
    if len(unit) < 2 or unit in KNOWN:
        return None
    return next((known for known in KNOWN if len(known) > 1 and _one_slip(unit, known)), None)


def _one_slip(one: str, two: str) -> bool:
    """Whether one edit turns the first into the second."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    rest = short[same + 1 :] if len(short) == len(long) else short[same:]
    return rest == long[same + 1 :]
