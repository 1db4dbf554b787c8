"""A whole date at a place of a text, as it is printed: 2021年12月31日, 二〇二一年, 第三季度, 2021/12/31, 年底, 1-12月, 3月1日至5日.

Its words come from the lexicon ([date]); what stands behind it (底, 前) is the tokenizer's.
"""

from __future__ import annotations

import re

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.when import When
from jixiao.language.digits import are_digits
from jixiao.language.numerals import chinese
from jixiao.language.vocabulary import Before, Vocabulary

__all__ = ["Point", "date_at"]

_ISO = re.compile(r"([12]\d{3})([-/.·])(\d{1,2})(?:\2(\d{1,2}))?(?![\d])(?!\2\d)", re.ASCII)
_EIGHT = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_QUARTER = re.compile(r"Q([1-4])(?![\dA-Za-z])", re.ASCII)
_MIDNIGHT = re.compile(
    r"[ T]?(?:0{1,2}|24)(?::00){1,2}(?!\d)|[ T]?(?:0{1,2}|24)[时點点](?!\d|[半一二三四五六七八九十零])"
)
_CLOCK = re.compile(r"[ T]?\d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


@frozen
class Point:
    """What the words of a date say; ``until`` when they name a stretch, ``year_end`` when they name a year's end
    (``within`` when its inside), ``half`` for 上半年 and 下半年, ``clock`` when a time of day stands with it, ``day_ended`` when that is 24时."""

    when: When
    until: When | None = None
    year_end: bool = False
    within: bool = False
    half: bool = False
    assumed_year: bool = False
    clock: bool = False
    day_ended: bool = False


def date_at(text: str, place: int, words: Vocabulary, before: Point | None = None) -> tuple[int, Point] | None:
    """Where the date that begins at ``place`` ends, and what it says; None where none begins.

    ``before`` is the date on the other side of a 至 that stands directly before: then 5日 alone is one.
    """
    char = text[place]
    if char.isascii():
        if not are_digits(char):
            return _quarter_sign(text, place)
        found = _iso(text, place, words, before) or _eight(text, place)
        if found is not None:
            return found
    return _Reader(text, place, words, before).read()


def _quarter_sign(text: str, place: int) -> tuple[int, Point] | None:
    match = _QUARTER.match(text, place)
    return None if match is None else (match.end(), Point(When.as_written(quarter=int(match[1]))))


def _eight(text: str, place: int) -> tuple[int, Point] | None:
    match = _EIGHT.match(text, place)
    if match is None or text[match.end() : match.end() + 1] not in _OPEN:
        return None
    return match.end(), Point(When.as_written(int(match[0][:4]), int(match[0][4:6]), int(match[0][6:])))


_OPEN = frozenset(["", *";,、。\n)前日 "])


def _iso(text: str, place: int, words: Vocabulary, before: Point | None) -> tuple[int, Point] | None:
    """2021-12-31 and 2021.12; a year and a month alone must be followed by what a date is followed by, or end a stretch."""
    match = _ISO.match(text, place)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[3]), match[4]
    end = match.end()
    if day is not None:
        word = _date_word(text, end, words)
        if word is not None and word[1] == "day":
            end = word[0]
        return _with_clock(text, end, Point(When.as_written(year, month, int(day))))
    word = _date_word(text, end, words)
    if word is not None and word[1] == "month":
        day_ = _Reader(text, word[0], words, None).day()
        if day_ is not None:
            return day_[0], Point(When.as_written(year, month, day_[1]))
        return word[0], Point(When.as_written(year, month))
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        return None
    until = _months_until(text, end, words)
    if until is not None:
        return until[0], Point(When.as_written(year, month), When.as_written(year, until[1]))
    ends_months = before is not None and before.when.year is not None and before.when.month is not None
    if _goes_on(text, end, words, two=len(match[3]) == 2 or ends_months):
        return end, Point(When.as_written(year, month))
    return None


def _goes_on(text: str, end: int, words: Vocabulary, *, two: bool) -> bool:
    """Whether 2021.12 is a month and no decimal: it ends there (with two digits), or 底, 前, 完成 or 至 follow."""
    if text[end : end + 1] in _OPEN and two:
        return True
    found = words.longest(text, end, Before.DATE) if end < len(text) else None
    if found is not None and found[1][0] in ("END", "TO"):
        return found[1][0] == "END" or are_digits(text[end + found[0] : end + found[0] + 4])
    return words.families["does_by"].begins(text, end) > 0


def _months_until(text: str, end: int, words: Vocabulary) -> tuple[int, int] | None:
    """The -12 of 2021.1-12."""
    to = _to(text, end, words)
    match = _DIGITS.match(text, to) if to else None
    if match is None or len(match[0]) > 2 or not 1 <= int(match[0]) <= 12:
        return None
    word = _date_word(text, match.end(), words)
    if word is not None and word[1] == "month":
        return word[0], int(match[0])
    return (match.end(), int(match[0])) if text[match.end() : match.end() + 1] in _OPEN else None


def _with_clock(text: str, end: int, point: Point) -> tuple[int, Point]:
    """Midnight is dropped; any other time of day is no part of a date."""
    midnight = _MIDNIGHT.match(text, end)
    if midnight is not None:
        return midnight.end(), evolve(point, day_ended="24" in midnight[0])
    clock = _CLOCK.match(text, end)
    return (end, point) if clock is None else (clock.end(), evolve(point, clock=True))


def _to(text: str, place: int, words: Vocabulary) -> int:
    """Where 至, - or ~ at ``place`` ends, 0 where there is none."""
    found = words.longest(text, place, Before.DATE) if place < len(text) else None
    return place + found[0] if found is not None and found[1][0] == "TO" else 0


def _date_word(text: str, place: int, words: Vocabulary) -> tuple[int, str] | None:
    """The end and the kind (year, month …) of the date word at ``place``, unless an ordinary word holds it (月龄)."""
    roles = words.roles["date.word"]
    for length in (4, 3, 2, 1):
        kind = roles.get(text[place : place + length])
        if kind is not None and place + length <= len(text):
            longer = words.longest(text, place, Before.OPEN)
            if longer is not None and longer[0] > length and longer[1][0] == "WORDS":
                return None
            return place + length, kind
    return None


class _Reader:
    """Year, quarter or half; month; day: each a number and its word."""

    def __init__(self, text: str, place: int, words: Vocabulary, before: Point | None) -> None:
        self.text = text
        self.place = place
        self.words = words
        self.before = before

    def read(self) -> tuple[int, Point] | None:
        nth = self.text.startswith("第", self.place)
        number = self.number(self.place + nth)
        if number is None:
            return None
        end, value, spelt = number
        stretch = (
            None if nth or self.text[end : end + 1] not in self.words.to_first else self._stretch(end, value, spelt)
        )
        if stretch is not None:
            return stretch
        year = None if nth else self._year(end, value, spelt)
        if year is not None:
            return year
        word = _date_word(self.text, end, self.words)
        if word is None:
            return self._bare_end(end, value)
        end, kind = word
        if kind in ("quarter", "season"):
            return self._quarter(end, kind, value, None)
        if nth or spelt > 2:
            return None
        if kind == "month":
            return self._month(end, value, None)
        if kind == "day" and self.before is not None and self.before.when.day is not None:
            when = self.before.until or self.before.when
            return end, Point(When.as_written(None, when.month, value))
        return None

    def number(self, place: int) -> tuple[int, int, int] | None:
        """A small whole number: its end, its value, and the characters of it that are Arabic digits (else 0 … spelt)."""
        match = _DIGITS.match(self.text, place)
        if match is not None:
            return (match.end(), int(match[0]), len(match[0])) if len(match[0]) <= 4 else None
        end = place
        digits, places = self.words.digits, self.words.places
        while end < len(self.text) and end - place < 5:
            char = self.text[end]
            if char not in digits and places.get(char) not in (1, 20, 30):
                break
            end += 1
        spelt = self.text[place:end]
        if not spelt:
            return None
        if all(char in digits for char in spelt) and len(spelt) in (2, 4):
            return end, int("".join(str(digits[char]) for char in spelt)), len(spelt)
        if all(char in digits for char in spelt) and len(spelt) == 3:
            return None
        value = chinese(spelt, self.words)
        return None if value is None or value.denominator != 1 else (end, int(value), 1 if value < 10 else 2)

    # ------------------------------------------------------------------------------------------- its kinds

    def _year(self, end: int, value: int, width: int) -> tuple[int, Point] | None:
        roles, text = self.words.roles["date.word"], self.text
        if text[end : end + 1] not in self.words.year_first:
            return self._quarter_at(end, value) if width == 4 and 1900 <= value <= 2100 else None
        for length in (5, 4, 3, 2) if width == 4 else ():
            kind = roles.get(text[end : end + length], "")
            if kind in ("year end", "within year") and end + length <= len(text):
                when = When.as_written(value, 12) if kind == "year end" else When.as_written(value)
                return end + length, Point(when, year_end=kind == "year end", within=kind == "within year")
        for length in (2, 1):
            if roles.get(self.text[end : end + length]) == "year" and end + length <= len(self.text):
                return self._in_year(end + length, value, width)
        return None

    def _in_year(self, end: int, value: int, width: int) -> tuple[int, Point] | None:
        """What follows 年: a month, a quarter, a half, or nothing."""
        assumed = width == 2
        year = value + (2000 if value < 70 else 1900) if assumed else value
        if width not in (2, 4) or not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        inner = self._inside(end, year)
        if inner is not None:
            return (inner[0], evolve(inner[1], assumed_year=True)) if assumed else inner
        if assumed or self.text[end - 1 : end + 1] in _NO_YEAR:
            return None
        return end, Point(When.as_written(year))

    def _inside(self, end: int, year: int) -> tuple[int, Point] | None:
        """The month, quarter, half or stretch behind 年."""
        number = self.number(end)
        if number is None:
            return self._quarter_at(end, year) or self._half_at(end, year)
        place, value, width = number
        word = _date_word(self.text, place, self.words)
        if word is None:
            stretch = self._stretch(place, value, width)
            if stretch is None or stretch[1].when.year is not None:
                return None
            point = stretch[1]
            until = point.until
            assert until is not None
            return stretch[0], Point(point.when.in_year(year), until.in_year(year))
        if word[1] == "month":
            return self._days_of(word[0], When.as_written(year, value)) or self._month(word[0], value, year)
        return self._quarter(word[0], word[1], value, year) if word[1] in ("quarter", "season") else None

    def _half_at(self, end: int, year: int) -> tuple[int, Point] | None:
        roles = self.words.roles["date.word"]
        for length in (4, 3, 2):
            kind = roles.get(self.text[end : end + length], "")
            if kind.startswith("half "):
                return end + length, Point(When.as_written(year, int(kind[5:])), half=True)
        return None

    def _quarter_at(self, end: int, year: int) -> tuple[int, Point] | None:
        sign = _QUARTER.match(self.text, end)
        if sign is not None:
            return sign.end(), Point(When.as_written(year, quarter=int(sign[1])))
        number = self.number(end + self.text.startswith("第", end))
        if number is None or number[1] > 9:
            return None
        word = _date_word(self.text, number[0], self.words)
        if word is None or word[1] not in ("quarter", "season"):
            return None
        return self._quarter(word[0], word[1], number[1], year)

    def _quarter(self, end: int, kind: str, value: int, year: int | None) -> tuple[int, Point] | None:
        """三季度; 三季 only before 末 or 底."""
        if kind == "season":
            behind = self.words.longest(self.text, end, Before.DATE) if end < len(self.text) else None
            if behind is None or behind[1][0] != "END":
                return None
        return (end, Point(When.as_written(year, quarter=value))) if 1 <= value <= 4 else None

    def _month(self, end: int, value: int, year: int | None) -> tuple[int, Point]:
        day = _Reader(self.text, end, self.words, None).day()
        if day is None:
            return end, Point(When.as_written(year, value))
        end, first = day
        to = _to(self.text, end, self.words)
        point = Point(When.as_written(year, value, first))
        return (end, point) if to else _with_clock(self.text, end, point)

    def day(self) -> tuple[int, int] | None:
        """The day behind a month: its end and its number. 12-19日 is left to the stretch."""
        if self.text[self.place : self.place + 1] not in self.words.goes_on:
            return None
        number = self.number(self.place)
        if number is None:
            return None
        word = _date_word(self.text, number[0], self.words)
        return (word[0], number[1]) if word is not None and word[1] == "day" else None

    def _bare_end(self, end: int, value: int) -> tuple[int, Point] | None:
        """The 10 of 1月3日至2月10, and a year that ends a stretch of years."""
        before = self.before
        if before is not None and before.when == When.as_written(before.when.year) and 1900 <= value <= 2100:
            return end, Point(When.as_written(value))
        return None

    # ------------------------------------------------------------------------------------------- stretches

    def _stretch(self, end: int, value: int, width: int) -> tuple[int, Point] | None:
        """1-12月, 一至三季度, 2021-2023年: one word for both ends."""
        to = _to(self.text, end, self.words)
        if not to:
            return None
        nth = self.text.startswith("第", to)
        last = self.number(to + nth)
        word = _date_word(self.text, last[0], self.words) if last is not None else None
        if last is None or word is None:
            return None
        if word[1] == "year" and width == 4 and last[2] == 4:
            return word[0], Point(When.as_written(value), When.as_written(last[1]))
        if word[1] == "month" and width <= 2 and last[2] <= 2:
            if _Reader(self.text, word[0], self.words, None).day() is not None:
                return None
            return word[0], Point(When.as_written(None, value), When.as_written(None, last[1]))
        if word[1] == "quarter" and value <= 4 and last[1] <= 4:
            return word[0], Point(When.as_written(quarter=value), When.as_written(quarter=last[1]))
        return None

    def _days_of(self, end: int, month: When) -> tuple[int, Point] | None:
        first = self.number(end) if self.text[end : end + 1] in self.words.goes_on else None
        to = _to(self.text, first[0], self.words) if first is not None else 0
        last = self.number(to) if to else None
        word = _date_word(self.text, last[0], self.words) if last is not None else None
        if first is None or last is None or word is None or word[1] != "day":
            return None
        return word[0], Point(month.on_day(first[1]), month.on_day(last[1]))


_NO_YEAR = frozenset({"年级", "年制", "年龄"})
