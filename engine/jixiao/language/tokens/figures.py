"""A number, a date or a code that was found: added as what it is."""

from __future__ import annotations

import re

from jixiao.language.dates import Point, date_at
from jixiao.language.digits import are_digits
from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.tokens.reader import BEFORE_NUMBERS, SEPARATES, Reader
from jixiao.language.tokens.token import Token
from jixiao.language.vocabulary import Before

__all__ = ["add_date", "add_number", "fraction", "latin", "negative"]

_LATIN = re.compile(r"[A-Za-zμφΦΩ°℃℉µ]+")
_CODE = re.compile(r"[A-Za-zφΦ]+(?:[-./_:]?[A-Za-z0-9]+)*")
_CODE_TAIL = re.compile(r"(?:[×*xX:+/][\dN][\d.]*)+|[A-Za-z][A-Za-z0-9.\-]*", re.ASCII)
_GLUED_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz×*:+/")


def add_number(reader: Reader, number: Numeral) -> None:
    """A number, or what its characters are instead: MAYBE where they make none, CODE where letters are glued to it."""
    text, end = reader.text, number.end
    if number.problem is None and end < reader.length and text[end] in _GLUED_FIRST:
        tail = _CODE_TAIL.match(text, end)
        if tail is not None and _glued(reader, tail):
            reader.add("CODE" if text[end].isalpha() or text[end] in "×*xX" else "MAYBE", tail.end())
            return
    if number.value is None and number.problem is None:
        reader.add("MAYBE", end)
        return
    below = reader.at == Before.BELOW
    reader.add("NUMBER", end, number)
    if below:
        reader.at = Before.BELOW_NUMBER
    elif number.unit:
        reader.at = Before.UNIT


def _glued(reader: Reader, tail: re.Match[str]) -> bool:
    """Whether what follows the digits makes them a code: letters that are no unit, ×, :, + or / and digits."""
    first = tail[0][0]
    if not first.isalpha() or (first in "xX" and are_digits(tail[0][1:2])):
        return first != "/"
    found = reader.words.longest(reader.text, tail.start(), Before.NUMBER)
    if found is None or found[1][0] != "UNIT":
        return True
    behind = reader.text[tail.start() + found[0] : tail.start() + found[0] + 1]
    return behind.isascii() and behind.isalnum()


def add_date(reader: Reader, found: tuple[int, Point]) -> None:
    end, point = found
    reader.add("DATE", end, point)
    if point.clock:
        reader.out.append(Token("OTHER_TIME", "", end, end))


def latin(reader: Reader) -> None:
    """A run of Latin letters: a word, or with digits a code; units are found before."""
    quarter = date_at(reader.text, reader.place, reader.words)
    if quarter is not None:
        add_date(reader, quarter)
        return
    code = _CODE.match(reader.text, reader.place)
    if code is not None and any(are_digits(char) for char in code[0]):
        reader.add("CODE", code.end())
        return
    run = _LATIN.match(reader.text, reader.place)
    reader.letter(len(run[0]) if run is not None else 1)


def fraction(reader: Reader) -> None:
    """.5 without its nought."""
    number = numeral_at(reader.text, reader.place, reader.words)
    if number is None:
        reader.add("ODD", reader.place + 1, ".")
    else:
        add_number(reader, number)


def negative(reader: Reader) -> bool:
    """-5%: a minus sign where nothing or an operator stands before it."""
    if reader.pending >= 0 or not are_digits(reader.text[reader.place + 1 : reader.place + 2]):
        return False
    if reader.out and reader.last() not in BEFORE_NUMBERS and reader.last() not in SEPARATES and reader.last() != "BAR":
        return False
    number = numeral_at(reader.within(), reader.place, reader.words)
    if number is None:
        return False
    add_number(reader, number)
    return True
