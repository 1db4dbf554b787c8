"""Strokes and multiplication signs: what a number is per (元/亩, 元/人·月), and one number over another (64.8/64.8)."""

from __future__ import annotations

from fractions import Fraction

from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.tokens.reader import ENDS_PART, Reader
from jixiao.language.vocabulary import Before

__all__ = ["joins", "stroke", "times"]


def times(reader: Reader, char: str) -> bool:
    found = (
        reader.words.longest(reader.text, reader.place + 1, Before.BELOW) if reader.place + 1 < reader.length else None
    )
    if found is None or found[1][0] != "UNIT" or (char == "." and not joins(reader)):
        return False
    reader.add("TIMES", reader.place + 1)
    return True


def stroke(reader: Reader) -> None:
    """元/亩, 5/10万 and 64.8/64.8 behind a number; elsewhere a stroke is a word's."""
    if reader.at not in (Before.NUMBER, Before.UNIT):
        reader.letter()
        return
    place = reader.place + 1
    number = (
        numeral_at(reader.text, place, reader.words) if place < reader.length and reader.number_first(place) else None
    )
    number = number or _round_base(reader, place)
    if number is not None:
        reader.add("PER" if _is_base(reader, number) else "OVER", place)
        return
    place += reader.words.every_length(reader.text, place)  # 次/每月
    found = reader.words.longest(reader.text, place, Before.BELOW) if place < reader.length else None
    if found is not None and found[1][0] == "UNIT":
        reader.add("PER", place)
    else:
        reader.add("ODD", place, "/")


def _round_base(reader: Reader, place: int) -> Numeral | None:
    """百, 千 or 万 alone before a unit: 50元/百公里."""
    power = reader.words.places.get(reader.text[place : place + 1], 0)
    if not 2 <= power <= 8 or not reader.words.unit_length(reader.text, place + 1):
        return None
    found = Numeral(place + 1, Fraction(10) ** power, "", True)
    found.power = 10**power
    return found


def _is_base(reader: Reader, number: Numeral) -> bool:
    """Whether a number below a stroke is a round base: /10万, /100km, /千人; not /86万元 and not /31."""
    value = number.value
    if value is None or number.unit or value.denominator != 1:
        return False
    behind = reader.words.longest(reader.text, number.end, Before.BELOW_NUMBER) if number.end < reader.length else None
    timed = behind is not None and behind[1][0] == "UNIT" and behind[1][1] in reader.words.families["period"]
    if timed and reader.last() == "UNIT" and reader.words.kinds.get(reader.out[-1].value) == "event":
        return True  # 1次/2年
    if value < 10 or str(value.numerator).strip("0") != "1":
        return False
    if behind is not None and behind[1][0] == "UNIT":
        dimension = reader.words.units.get(behind[1][1], ("",))[0]
        return bool(dimension not in ("money", "share") and (reader.at == Before.UNIT or number.power > 1))
    return number.power >= 1000 and (number.power >= 10_000 or value >= 1000)


def joins(reader: Reader) -> bool:
    """元/人、月: another head of a rate, and nothing behind it."""
    if not any(token.type == "PER" for token in reader.out[-4:]):
        return False
    found = (
        reader.words.longest(reader.text, reader.place + 1, Before.BELOW) if reader.place + 1 < reader.length else None
    )
    if found is None or found[1][0] != "UNIT":
        return False
    end = reader.place + 1 + found[0]
    return reader.text[end : end + 1] in ENDS_PART or reader.words.longest(reader.text, end, Before.UNIT) is not None
