"""Numbers as they are printed, into exact fractions: 1,200; 2.6亿; 3万5千; 九十五; 百分之九十五; 九成五; 三分之二; 半.

Every function takes what the grammar's terminal of the same name matched, and returns None when the characters are
numerals but no number (三五天 is three to five days, and 一万二 is left to people).
"""

from __future__ import annotations

from fractions import Fraction

__all__ = ["chinese", "digits", "fraction", "magnitude", "tenths", "unit_scale"]

MAX_DIGITS = 30
"""More digits than any real figure has; longer strings are refused, so that no number can grow without bound."""

_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_UNIT_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億〇两", "一二三四五六七八九十百千万亿零二")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_HALF = Fraction(1, 2)


def digits(text: str) -> Fraction | None:
    """A NUMBER: ``1,234.5万`` is 12345000. None when it has too many digits."""
    if len(text) < 10 and text.isdigit():
        return Fraction(int(text))
    whole, _, decimals = text.partition(".")
    if whole.isdigit() and decimals.isdigit() and len(text) < MAX_DIGITS:
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    plain = text.lstrip("¥").replace(",", "").replace(" ", "")
    if plain.isdigit() and plain.isascii():
        return Fraction(int(plain)) if len(plain) <= MAX_DIGITS else None
    if len(plain) > MAX_DIGITS + 10:
        return None
    sign = -1 if plain.startswith("-") else 1
    total, count = Fraction(0), ""
    factor = 1
    for char in plain.lstrip("+-"):
        if char in _MAGNITUDES:
            factor *= _MAGNITUDES[char]
            continue
        if factor != 1:
            total += Fraction(count) * factor
            count, factor = "", 1
        count += char
    return sign * (total + Fraction(count) * factor)


def magnitude(text: str) -> int:
    """What the 千 百 万 亿 behind the digits of a NUMBER multiply by (1-2万元 means 1万-2万)."""
    factor = 1
    for char in reversed(text):
        if char not in _MAGNITUDES:
            break
        factor *= _MAGNITUDES[char]
    return factor


def unit_scale(text: str) -> int:
    """The 万 or 亿 that a number ends in (86万元 counts in 万元), else 1; 十, 百 and 千 are never counted in."""
    return _UNIT_SCALES.get(text[-1:], 1)


def chinese(text: str) -> Fraction | None:
    """A CHINESE numeral: 二十, 一百零五, 三万五千, 九十五点五, 半. None when it is no number (三五, 一万二, 百)."""
    text = text.translate(_FORMAL)
    if text == "半":
        return _HALF
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return None if value is None else Fraction(value)
    return value + Fraction(int("".join(str(_DIGITS[char]) for char in decimals)), 10 ** len(decimals))


def _whole(text: str) -> int | None:
    """The sum of digit-and-place pairs, places falling: 三千五百万 = (三千五百) × 万."""
    total = section = 0
    digit: int | None = None
    place = 10_000
    gap = False
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    for index, char in enumerate(text):
        if char == "零":
            if digit is not None:
                return None
            gap = True
        elif char in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[char]
        elif char in "十百千":
            size = _MAGNITUDES[char]
            if size >= place or (digit is None and not (char == "十" and index == 0)):
                return None
            section += (1 if digit is None else digit) * size
            digit, place, gap = None, size, False
        elif char in "万亿":
            section += digit or 0
            if section == 0 or (total and total % (_MAGNITUDES[char] * 10) and char == "亿"):
                return None
            total = (total + section) * _MAGNITUDES[char] if char == "亿" else total + section * 10_000
            section, digit, place, gap = 0, None, 10_000, False
        else:
            return None
    if digit is not None:
        if not (gap or place == 10 or (total == 0 and section == 0)):
            return None  # 一万二, 三百五: spoken short forms, ambiguous in writing
        section += digit
    return total + section


def fraction(text: str) -> tuple[Fraction, str] | None:
    """A FRACTION and the unit that it brings: 百分之九十五 -> (95, "%"), 千分之三 -> (3, "‰"), 三分之二 -> (2/3, "")."""
    if text == "百分百":
        return Fraction(100), "%"
    if "/" in text:
        above, below = text.split("/")
        return (Fraction(int(above), int(below)), "") if 0 < int(above) < int(below) else None
    base, _, part = text.partition("分之")
    value = _hundred(part) if part[0] in "百" else (Fraction(part) if part[0].isdigit() else chinese(part))
    if value is None:
        return None
    unit = {"百": "%", "千": "‰", "万": "‱"}.get(base)
    if unit is not None:
        return value, unit
    below_value = chinese(base)
    if not below_value or value >= below_value:
        return None
    return value / below_value, ""


def _hundred(text: str) -> Fraction | None:
    return Fraction(100) if text == "百" else None


def tenths(text: str) -> Fraction | None:
    """TENTHS, in percent: 九成五 -> 95, 八成 -> 80, 八成半 -> 85."""
    before, _, after = text.partition("成")
    value = Fraction(_digit(before) * 10)
    if after.endswith("半"):
        return value + 5 if after == "半" else None
    return value + (_digit(after) if after else 0)


def _digit(char: str) -> int:
    return int(char) if char.isdigit() else _DIGITS[char]
