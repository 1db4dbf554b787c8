"""What begins with a digit or with a numeral's character: a date, a number, an item's number, or an ordinary word."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.language.dates import Point, date_at
from jixiao.language.digits import are_digits
from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.tokens.figures import add_date, add_number
from jixiao.language.tokens.lexical import word
from jixiao.language.tokens.reader import BEFORE_NUMBERS, ENDS_PART, SEPARATES, SEPARATORS, Reader
from jixiao.language.vocabulary import Before

__all__ = ["digits", "spelt"]

_PHONE = re.compile(r"0\d{2,3}-\d{7,8}(?!\d)", re.ASCII)
_RUN = re.compile(r"\d+", re.ASCII)
_MOST_NUMBERED = 30


def digits(reader: Reader) -> None:
    text, place = reader.text, reader.place
    match = _RUN.match(text, place)
    assert match is not None
    end = match.end()
    behind = text[end : end + 1]
    if behind in ".、)" and _numbering(reader):
        return
    if behind not in reader.words.date_behind and not (
        text[place] == "0" or end - place == 8 or (reader.out and reader.out[-1].type == "TO")
    ):
        _plain(reader, match)
        return
    phone = _PHONE.match(text, place) if text[place] == "0" else None
    if phone is not None:
        reader.add("CODE", phone.end())
        return
    if text[place] == "0" and (zero := _nothing(reader)):
        reader.add("ZERO", zero)
        return
    date = date_at(text, place, reader.words, _point_before(reader)) if reader.at is not Before.BELOW else None
    if date is not None and not _decimal_not_date(reader, date):
        add_date(reader, date)
        return
    number = numeral_at(reader.within(), place, reader.words)
    assert number is not None
    add_number(reader, number)


def _plain(reader: Reader, match: re.Match[str]) -> None:
    """Digits that begin no date."""
    number = numeral_at(reader.within(), reader.place, reader.words)
    assert number is not None
    add_number(reader, number)


def _decimal_not_date(reader: Reader, date: tuple[int, Point]) -> bool:
    """≥2041.01 is a number: an operator stands before it."""
    if reader.at != Before.OPERATOR:
        return False
    written = reader.text[reader.place : date[0]]
    return written.count(".") == 1 and are_digits(written.replace(".", ""))


def _point_before(reader: Reader) -> Point | None:
    """The date on the other side of the 至 directly before."""
    if reader.pending < 0 and len(reader.out) > 1 and reader.out[-1].type == "TO" and reader.out[-2].type == "DATE":
        point: Point = reader.out[-2].value
        return point
    return None


def spelt(reader: Reader, char: str) -> None:
    """A character that may begin a numeral: the numeral with its unit, or the ordinary word, whichever is longer."""
    text, place = reader.text, reader.place
    if _numbering(reader):
        return
    zero = _nothing(reader) or _is_nothing(reader)
    if zero:
        reader.add("ZERO", zero)
        return
    ordinary = reader.ordinary(place)
    date = date_at(text, place, reader.words, _point_before(reader)) if reader.at is not Before.BELOW else None
    if date is not None and date[0] - place > ordinary:
        add_date(reader, date)
        return
    if reader.at is Before.UNIT and _half_behind(reader, ordinary):
        return
    number = numeral_at(text, place, reader.words) or _bare_place(reader, char)
    if number is not None:
        covered = number.end - place + reader.words.unit_length(text, number.end)
        if covered > max(ordinary, reader.sign_length(char)):
            if _inside_numeral(reader, number):
                reader.add("MAYBE", number.end)
            elif number.value is None or number.unit or _counts(reader, number):
                add_number(reader, number)
            else:
                reader.add("NUMERAL", number.end)
            return
    minus = next((word for word in reader.words.special["minus"] if text.startswith(word, place)), "")
    if minus and max(ordinary, reader.sign_length(char)) <= len(minus):
        reader.add("LOOSE", place + len(minus))
    elif not ordinary and char in reader.words.special["half"]:
        reader.add("LOOSE", place + 1)  # half of what does not follow
    elif not word(reader, char):
        reader.letter()


def _half_behind(reader: Reader, ordinary: int) -> bool:
    """三年半: a half behind its unit."""
    half = reader.words.special["half"][0]
    if not reader.text.startswith(half, reader.place) or ordinary or reader.out[-1].type != "UNIT":
        return False
    if reader.words.unit_length(reader.text, reader.place + 1):
        return False
    reader.add("HALF", reader.place + 1)
    return True


def _bare_place(reader: Reader, char: str) -> Numeral | None:
    """百户, 万人: what is counted per, where 每 stands before it."""
    power = reader.words.places.get(char, 0)
    if reader.at is not Before.BELOW or not 2 <= power <= 8:
        return None
    return Numeral(reader.place + 1, Fraction(10) ** power, "", True)


def _inside_numeral(reader: Reader, number: Numeral) -> bool:
    """Whether a numeral character stands directly before (一半半个), or a bare place begins it inside words (倆千两百)."""
    if reader.pending < 0 or not number.spelt:
        return False
    before = reader.text[reader.place - 1]
    if before in reader.words.numeral_first and before != "第":
        return True
    return reader.words.places.get(reader.text[reader.place], 0) in (2, 3, 4, 8)


def _counts(reader: Reader, number: Numeral) -> bool:
    """Whether a spelt numeral is a number: a unit or a limit follows it, it ends its part, or an operator precedes."""
    if not number.spelt and reader.text[reader.place] not in reader.words.places:
        return True
    if reader.pending < 0 and reader.last() in BEFORE_NUMBERS:
        return True
    end = number.end
    behind = reader.text[end : end + 1]
    if behind in ENDS_PART:
        return reader.pending < 0 or _stated(reader)
    if reader.words.unit_length(reader.text, end):
        return True
    if behind in "(-~%/":
        return True
    found = reader.words.longest(reader.text, end, Before.NUMBER)
    return found is not None and found[1][0] in ("TAIL", "TO", "EITHER", "BEHIND")


def _stated(reader: Reader) -> bool:
    """Whether the words directly before end in 为 or the like, so that a bare numeral is stated (为零, 率九十五)."""
    before = reader.text[reader.pending : reader.place]
    families = reader.words.families
    return bool(families["reads"].ends(before) or families["measured"].ends(before))


def _nothing(reader: Reader) -> int:
    """Where 零事故 ends, with nothing but what must not happen up to the end of the part; 0 where it is not that."""
    text, place = reader.text, reader.place
    if reader.words.digits.get(text[place]) != 0 and text[place] != "0":
        return 0
    families = reader.words.families
    end, found = place + 1, False
    while length := families["accident_of"].begins(text, end):
        found = text[end : end + length] in families["no_accident"]
        end += length
    while length := families["no_accident"].begins(text, end):
        end, found = end + length, True
    return end if found and text[end : end + 1] in ENDS_PART else 0


def _is_nothing(reader: Reader) -> int:
    """Where 零 ends that 为 or 是 states of what stands before (重大事故为零); 0 where it is not that."""
    text, place = reader.text, reader.place
    if reader.pending < 0 or reader.words.digits.get(text[place]) != 0 or text[place - 1] not in ("为", "是"):
        return 0
    return place + 1 if text[place + 1 : place + 2] in ENDS_PART and place - reader.pending > 1 else 0


def _numbering(reader: Reader) -> bool:
    """1、 and (1) and 一、 before an item."""
    if reader.pending >= 0 or (reader.out and reader.out[-1].type not in SEPARATES):
        return False
    text, place = reader.text, reader.place
    end = place + 1
    if are_digits(text[place]):
        while end < reader.length and are_digits(text[end]):
            end += 1
        if end - place > 2 or int(text[place:end]) > _MOST_NUMBERED:
            return False
    elif text[place] not in reader.words.digits and reader.words.places.get(text[place]) != 1:
        return False
    else:
        while text[end : end + 1] in reader.words.digits:
            end += 1
    sign, behind = text[end : end + 1], text[end + 1 : end + 2]
    if not sign or not behind or behind in SEPARATORS or behind == ".":
        return False
    if sign == ")" or (
        sign in "、." and not are_digits(behind) and not (sign == "、" and behind in reader.words.numeral_first)
    ):
        if sign == "、" and reader.words.unit_length(text, end + 1) and are_digits(text[place]) is False:
            return False
        reader.add("NUMBERED", end + 1)
        return True
    return False
