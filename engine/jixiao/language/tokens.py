"""A folded cell into tokens: from left to right, the longest word first, numerals and dates whole.

What a word is depends only on what stands directly before it (:class:`jixiao.language.vocabulary.Place`). Whatever is no
number, sign, date, measure or word of the lexicon is WORDS. Linear: nothing is looked at twice from two places.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from jixiao.kernel.when import When
from jixiao.language.dates import Point, date_at
from jixiao.language.digits import are_digits
from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.vocabulary import Before, Entry, Vocabulary

__all__ = ["Token", "tokens"]


class Token:
    """One token, for Lark: its type, its place in the folded text, and what the lexicon or a reader says of it."""

    __slots__ = ("end_pos", "start_pos", "text", "type", "value")
    line = column = end_line = end_column = 0  # Lark borrows them for its closing token

    def __init__(self, type_: str, text: str, start: int, end: int, value: Any = None) -> None:
        self.type = type_
        self.text = text
        self.start_pos = start
        self.end_pos = end
        self.value = value

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{self.type} {self.text!r}"


_SEPARATORS = {";": "SEMICOLON", ",": "COMMA", "、": "PAUSE", "。": "STOP", "\n": "NEW_LINE"}
_CIRCLED = frozenset(chr(code) for code in range(0x2460, 0x2474))
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "《": "》", "“": "”", "{": "}", "「": "」", "『": "』"}
_ROUND = frozenset("([")
_CLOSING = frozenset(")]】〕》”}」』")
_LATIN = re.compile(r"[A-Za-zμφΦΩ°℃℉µ]+")
_CODE = re.compile(r"[A-Za-zφΦ]+(?:[-./_:]?[A-Za-z0-9]+)*")
_CODE_TAIL = re.compile(r"(?:[×*xX:+/][\dN][\d.]*)+|[A-Za-z][A-Za-z0-9.\-]*", re.ASCII)
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}(?!\d)", re.ASCII)
_RUN = re.compile(r"\d+", re.ASCII)
_GLUED_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz×*:+/")
_INTERVAL_END = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?[^\d,()\[\]]{0,6}", re.ASCII)
_NEXT_PLACE = {
    "NUMBER": Before.NUMBER, "UNIT": Before.UNIT, "HALF": Before.UNIT, "TAIL": Before.UNIT, "INCLUDING": Before.UNIT,
    "REMARK": Before.UNIT, "PAIR": Before.UNIT, "DATE": Before.DATE, "END": Before.DATE, "EVERY": Before.BELOW,
    "PER": Before.BELOW, "TIMES": Before.BELOW, "SIGN": Before.OPERATOR, "COMPARE": Before.OPERATOR, "NOT": Before.OPERATOR,
    "REACH": Before.OPERATOR, "OR": Before.OPERATOR, "CHANGE": Before.OPERATOR,
}  # fmt: skip
_BEFORE_NUMBERS = frozenset(
    {"SIGN", "COMPARE", "REACH", "CHANGE", "NOT", "OR", "EVERY", "PER", "TO", "EACH", "MONEY", "OPEN"}
)


def tokens(text: str, words: Vocabulary) -> list[Token]:
    """The tokens of a folded cell, in order."""
    return _Tokenizer(text, words).run()


class _Tokenizer:
    """One cell. ``place`` moves from left to right; ``pending`` is where the words begin that are not yet a token."""

    __slots__ = ("at", "intervals", "length", "numbered", "out", "pending", "place", "point", "text", "words")

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text = text
        self.words = words
        self.length = len(text)
        self.out: list[Token] = []
        self.place = 0
        self.pending = -1
        self.at = Before.OPEN
        self.point: Point | None = None
        self.intervals: list[int] = []
        self.numbered = 0

    def run(self) -> list[Token]:
        text, length = self.text, self.length
        singles, pairs, sign_pairs = self.words.singles, self.words.pairs, self.words.sign_pairs
        numeral_first, separators = self.words.numeral_first, _SEPARATORS
        while (place := self.place) < length:
            char = text[place]
            if "0" <= char <= "9":
                self._digits()
            elif char in numeral_first:
                self._spelt(char)
            elif (pair := text[place : place + 2]) in pairs or char in singles[self.at] or pair in sign_pairs[self.at]:
                self._word(char)
            elif char > "\u2e80" and char not in _BRACKETS and char not in _CLOSING and char not in separators:
                if self.pending < 0:
                    self.pending = place
                self.place = place + 1
                self.at = Before.OPEN
            elif char in separators:
                self._separator(char)
            else:
                self._other(char)
        self._flush()
        return self.out

    # ------------------------------------------------------------------------------------------- making tokens

    def _flush(self) -> None:
        if self.pending >= 0:
            start, self.pending = self.pending, -1
            self.out.append(Token("WORDS", self.text[start : self.place], start, self.place))

    def _add(self, type_: str, end: int, value: Any = None) -> None:
        start, text, out = self.place, self.text, self.out
        pending = self.pending
        if pending >= 0:
            self.pending = -1
            out.append(Token("WORDS", text[pending:start], pending, start))
        out.append(Token(type_, text[start:end], start, end, value))
        self.place = end
        self.at = _NEXT_PLACE.get(type_, Before.OPEN)

    def _letter(self, count: int = 1) -> None:
        """Characters that are words."""
        if self.pending < 0:
            self.pending = self.place
        self.place += count
        self.at = Before.OPEN

    def _last(self) -> str:
        """The type of the token directly before, "" where words or nothing stand there."""
        return self.out[-1].type if self.out and self.pending < 0 else ""

    # ------------------------------------------------------------------------------------------- words of the lexicon

    def _word(self, char: str) -> None:
        at, text, place = self.at, self.text, self.place
        get, ordinary = self.words.signs[at].get, self.words.ordinary
        for length in self.words.lengths[at][char]:
            word = text[place : place + length]
            if len(word) < length:
                continue
            entry = get(word)
            if entry is not None and self._takes(entry, length):
                return
            if word in ordinary and not (at is Before.NUMBER and self._splits(length)):
                self._letter(
                    self._until_sign(word) if word in self.words.open else length
                )  # so is 逾期 without a number
                return
        if char.isalpha():
            if char < "\u2e80":
                self._latin()
            else:
                self._letter()
        else:
            self._other(char)

    def _takes(self, entry: Entry, length: int) -> bool:
        """Adds the word as what it is here; False where it is not that here."""
        kind, says = entry
        end = self.place + length
        if kind == "UNIT":
            return self._unit(says, end)
        if kind == "DATE":
            return self._date_word(end)
        if kind in _ASKED:
            return _ASKED[kind](self, kind, says, end)
        if length == 1 and kind in _NUMBER_NEXT and not self._begins(end):
            kind = "LOOSE"  # 约, 达, 升 in a word that nobody has listed, or apart from its number
        self._add(kind, end, says)
        return True

    def _until_sign(self, word: str) -> int:
        """How much of an ordinary word there is before a comparison that reaches beyond it to a number (设备至少5次)."""
        for length in range(1, len(word)):
            found = self.words.longest(self.text, self.place + length, Before.OPEN)
            if found is not None and found[0] > len(word) - length and found[1][0] in _NUMBER_NEXT:
                behind = self.place + length + found[0]
                if self._begins(behind) or self.words.every_length(self.text, behind):
                    return length
        return len(word)

    def _splits(self, length: int) -> bool:
        """1000处方便…: the unit 处 and the word 方便, which reaches further than 处方 does."""
        found = self.words.unit_length(self.text[: self.place + length - 1], self.place)
        return bool(found) and self._ordinary(self.place + found) > length - found

    def _begins(self, place: int) -> bool:
        """Whether a number, or a sign before one, begins at ``place``."""
        char = self.text[place : place + 1]
        if not char:
            return False
        if are_digits(char) or char in "≥≤<>=≈¥$-.":
            return True
        if char in self.words.numeral_first:
            return self._ordinary(place) == 0 or numeral_at(self.text, place, self.words) is not None
        found = self.words.longest(self.text, place, Before.OPERATOR)
        return found is not None and found[1][0] in ("COMPARE", "NOT", "REACH", "MONEY", "OR")

    def _ordinary(self, place: int) -> int:
        """The length of the ordinary word at ``place``, 0 for none."""
        found = self.words.longest(self.text, place, Before.OPEN)
        return found[0] if found is not None and found[1][0] == "WORDS" else 0

    def _either(self, _: str, says: str, end: int) -> bool:
        """不到 and its like before a number or behind it."""
        if self._begins(end):
            self._add("COMPARE", end, says)
        else:
            self._add("TAIL", end, says)
        return True

    def _end(self, kind: str, says: str, end: int) -> bool:
        """前 behind a year and before a stretch of time (2021年前两个季度) ends nothing."""
        if says == "before" and self.out[-1].type == "DATE" and end < self.length and self._number_first(end):
            number = numeral_at(self.text, end, self.words)
            if number is not None and self._lasts(number):
                self._add("BEHIND", end)
                return True
        self._add(kind, end, says)
        return True

    def _to(self, _: str, says: str, end: int) -> bool:
        """至, - and ~ between two numbers or dates."""
        while self.text[end : end + 1] in ("-", "~") and end > self.place:
            end += 1
        if not self._begins(end) and date_at_safe(self.text, end, self.words) is None:
            if not self._dated(end):
                if self.text[self.place].isalpha():
                    self._add("LOOSE", end)  # 90%至全市平均的95%
                    return True
                return False
        self._add("TO", end)
        return True

    def _dated(self, place: int) -> bool:
        found = self.words.longest(self.text, place, Before.OPEN)
        return found is not None and found[1][0] == "DATE"

    def _tail(self, kind: str, says: str, end: int) -> bool:
        if says in ("with", "without"):
            self._add("INCLUDING", end, (says, None))
        else:
            self._add(kind, end, says)
        return True

    def _naming(self, _: str, says: str, end: int) -> bool:
        """第3批 is a name; 前10名 is none of 10."""
        number = numeral_at(self.text, end, self.words) if end < self.length and self._number_first(end) else None
        if number is None:
            if end - self.place == 1 and self.text[self.place] in self.words.roles["comparison"]:
                self._add("LOOSE", end)
                return True
            return False
        if self.text[self.place] == "第":
            self._add("NAME", number.end)
        elif end - self.place == 1 and self.text[self.place] != "前" and (self.pending >= 0 or not self._lasts(number)):
            operator = self.words.roles["comparison"].get(self.text[self.place])
            if operator is None:
                return False
            self._add("COMPARE", end, operator)
        else:
            self._add("BEHIND", end)
        return True

    def _lasts(self, number: Numeral) -> bool:
        """Whether the number counts a stretch of time (近三年)."""
        if date_at(self.text, number.end - len(self.text[self.place + 1 : number.end]), self.words) is not None:
            return True
        found = self.words.longest(self.text, number.end, Before.NUMBER) if number.end < self.length else None
        if found is None or found[1][0] != "UNIT":
            return False
        return (
            self.words.units.get(found[1][1], ("",))[0] in ("time", "months")
            or found[1][1] in self.words.families["period"]
        )

    def _number_first(self, place: int) -> bool:
        char = self.text[place]
        return are_digits(char) or (char in self.words.numeral_first and not self._ordinary(place))

    def _money(self, _: str, says: str, end: int) -> bool:
        """¥500: the sign brings the unit."""
        number = numeral_at(self.text, end, self.words) if end < self.length and self._number_first(end) else None
        if number is None or number.value is None:
            return False
        if not number.unit:
            number.unit = says
            longer = self.words.longest(self.text, number.end, Before.NUMBER) if number.end < self.length else None
            if longer is not None and longer[1] == ("UNIT", says):
                number.end += longer[0]  # ¥500元
        self._number(number)
        return True

    def _date_word(self, end: int) -> bool:
        """上半年, 年底: words that are a date by themselves."""
        roles = self.words.roles["date.word"]
        says = roles[self.text[self.place : end]]
        if says.startswith("half "):
            self._date((end, Point(When.as_written(None, int(says[5:])), half=True)))
        else:
            self._date(
                (end, Point(When.as_written(None, 12), year_end=says == "year end", within=says == "within year"))
            )
        return True

    # ------------------------------------------------------------------------------------------- units

    def _unit(self, says: str, end: int) -> bool:
        text = self.text
        if text[end - 1].isascii() and text[end - 1].isalpha() and text[end : end + 1].isascii():
            behind = text[end : end + 1]
            if behind.isalnum():
                return False  # part of a longer run of letters
        self._add("UNIT", end, says)
        return True

    # ------------------------------------------------------------------------------------------- numbers and dates

    def _digits(self) -> None:
        text, place = self.text, self.place
        match = _RUN.match(text, place)
        assert match is not None
        end = match.end()
        behind = text[end : end + 1]
        if behind in ".、)" and self._numbering():
            return
        if behind not in self.words.date_behind and not (
            text[place] == "0" or end - place == 8 or (self.out and self.out[-1].type == "TO")
        ):
            self._plain(match)
            return
        phone = _PHONE.match(text, place) if text[place] == "0" else None
        if phone is not None:
            self._add("CODE", phone.end())
            return
        if text[place] == "0" and (zero := self._nothing()):
            self._add("ZERO", zero)
            return
        date = date_at(text, place, self.words, self._point_before()) if self.at is not Before.BELOW else None
        if date is not None and not self._decimal_not_date(date):
            self._date(date)
            return
        number = numeral_at(self._within(), place, self.words)
        assert number is not None
        self._number(number)

    def _plain(self, match: re.Match[str]) -> None:
        """Digits that begin no date."""
        number = numeral_at(self._within() if self.intervals else self.text, self.place, self.words)
        assert number is not None
        self._number(number)

    def _within(self) -> str:
        """The text, cut at the comma or bracket of an interval, so that [80,90) is no number 80,90."""
        return self.text[: self.intervals[-1]] if self.intervals else self.text

    def _decimal_not_date(self, date: tuple[int, Point]) -> bool:
        """≥2041.01 is a number: an operator stands before it."""
        if self.at != Before.OPERATOR:
            return False
        written = self.text[self.place : date[0]]
        return written.count(".") == 1 and are_digits(written.replace(".", ""))

    def _point_before(self) -> Point | None:
        """The date on the other side of the 至 directly before."""
        if self.pending < 0 and len(self.out) > 1 and self.out[-1].type == "TO" and self.out[-2].type == "DATE":
            point: Point = self.out[-2].value
            return point
        return None

    def _date(self, found: tuple[int, Point]) -> None:
        end, point = found
        self._add("DATE", end, point)
        if point.clock:
            self.out.append(Token("OTHER_TIME", "", end, end))

    def _spelt(self, char: str) -> None:
        """A character that may begin a numeral: the numeral with its unit, or the ordinary word, whichever is longer."""
        text, place = self.text, self.place
        if self._numbering():
            return
        zero = self._nothing() or self._is_nothing()
        if zero:
            self._add("ZERO", zero)
            return
        ordinary = self._ordinary(place)
        date = date_at(text, place, self.words, self._point_before()) if self.at is not Before.BELOW else None
        if date is not None and date[0] - place > ordinary:
            self._date(date)
            return
        if self.at is Before.UNIT and self._half_behind(ordinary):
            return
        number = numeral_at(text, place, self.words) or self._bare_place(char)
        if number is not None:
            covered = number.end - place + self.words.unit_length(text, number.end)
            if covered > max(ordinary, self._sign_length(char)):
                if self._inside_numeral(number):
                    self._add("MAYBE", number.end)
                elif number.value is None or number.unit or self._counts(number):
                    self._number(number)
                else:
                    self._add("NUMERAL", number.end)
                return
        minus = next((word for word in self.words.special["minus"] if text.startswith(word, place)), "")
        if minus and max(ordinary, self._sign_length(char)) <= len(minus):
            self._add("LOOSE", place + len(minus))
        elif not ordinary and char in self.words.special["half"]:
            self._add("LOOSE", place + 1)  # half of what does not follow
        else:
            self._word(char)

    def _sign_length(self, char: str) -> int:
        """The length of a sign's word that begins with a numeral's character (一律不)."""
        if self.text[self.place : self.place + 2] not in self.words.sign_pairs[Before.OPEN]:
            return 0
        found = self.words.longest(self.text, self.place, Before.OPEN)
        return found[0] if found is not None else 0

    def _half_behind(self, ordinary: int) -> bool:
        """三年半: a half behind its unit."""
        half = self.words.special["half"][0]
        if not self.text.startswith(half, self.place) or ordinary or self.out[-1].type != "UNIT":
            return False
        if self.words.unit_length(self.text, self.place + 1):
            return False
        self._add("HALF", self.place + 1)
        return True

    def _bare_place(self, char: str) -> Numeral | None:
        """百户, 万人: what is counted per, where 每 stands before it."""
        power = self.words.places.get(char, 0)
        if self.at is not Before.BELOW or not 2 <= power <= 8:
            return None
        return Numeral(self.place + 1, Fraction(10) ** power, "", True)

    def _inside_numeral(self, number: Numeral) -> bool:
        """Whether a numeral character stands directly before (一半半个), or a bare place begins it inside words (倆千两百)."""
        if self.pending < 0 or not number.spelt:
            return False
        before = self.text[self.place - 1]
        if before in self.words.numeral_first and before != "第":
            return True
        return self.words.places.get(self.text[self.place], 0) in (2, 3, 4, 8)

    def _counts(self, number: Numeral) -> bool:
        """Whether a spelt numeral is a number: a unit or a limit follows it, it ends its part, or an operator precedes."""
        if not number.spelt and self.text[self.place] not in self.words.places:
            return True
        if self.pending < 0 and self._last() in _BEFORE_NUMBERS:
            return True
        end = number.end
        behind = self.text[end : end + 1]
        if behind in _ENDS_PART:
            return self.pending < 0 or self._stated()
        if self.words.unit_length(self.text, end):
            return True
        if behind in "(-~%/":
            return True
        found = self.words.longest(self.text, end, Before.NUMBER)
        return found is not None and found[1][0] in ("TAIL", "TO", "EITHER", "BEHIND")

    def _stated(self) -> bool:
        """Whether the words directly before end in 为 or the like, so that a bare numeral is stated (为零, 率九十五)."""
        before = self.text[self.pending : self.place]
        families = self.words.families
        return bool(families["reads"].ends(before) or families["measured"].ends(before))

    def _number(self, number: Numeral) -> None:
        """A number, or what its characters are instead: MAYBE where they make none, CODE where letters are glued to it."""
        text, end = self.text, number.end
        if number.problem is None and end < self.length and text[end] in _GLUED_FIRST:
            tail = _CODE_TAIL.match(text, end)
            if tail is not None and self._glued(tail):
                self._add("CODE" if text[end].isalpha() or text[end] in "×*xX" else "MAYBE", tail.end())
                return
        if number.value is None and number.problem is None:
            self._add("MAYBE", end)
            return
        below = self.at == Before.BELOW
        self._add("NUMBER", end, number)
        if below:
            self.at = Before.BELOW_NUMBER
        elif number.unit:
            self.at = Before.UNIT

    def _glued(self, tail: re.Match[str]) -> bool:
        """Whether what follows the digits makes them a code: letters that are no unit, ×, :, + or / and digits."""
        first = tail[0][0]
        if not first.isalpha() or (first in "xX" and are_digits(tail[0][1:2])):
            return first != "/"
        found = self.words.longest(self.text, tail.start(), Before.NUMBER)
        if found is None or found[1][0] != "UNIT":
            return True
        behind = self.text[tail.start() + found[0] : tail.start() + found[0] + 1]
        return behind.isascii() and behind.isalnum()

    def _nothing(self) -> int:
        """Where 零事故 ends, with nothing but what must not happen up to the end of the part; 0 where it is not that."""
        text, place = self.text, self.place
        if self.words.digits.get(text[place]) != 0 and text[place] != "0":
            return 0
        families = self.words.families
        end, found = place + 1, False
        while length := families["accident_of"].begins(text, end):
            found = text[end : end + length] in families["no_accident"]
            end += length
        while length := families["no_accident"].begins(text, end):
            end, found = end + length, True
        return end if found and text[end : end + 1] in _ENDS_PART else 0

    def _is_nothing(self) -> int:
        """Where 零 ends that 为 or 是 states of what stands before (重大事故为零); 0 where it is not that."""
        text, place = self.text, self.place
        if self.pending < 0 or self.words.digits.get(text[place]) != 0 or text[place - 1] not in ("为", "是"):
            return 0
        return place + 1 if text[place + 1 : place + 2] in _ENDS_PART and place - self.pending > 1 else 0

    # ------------------------------------------------------------------------------------------- separators and signs

    def _numbering(self) -> bool:
        """1、 and (1) and 一、 before an item."""
        if self.pending >= 0 or (self.out and self.out[-1].type not in _SEPARATES):
            return False
        text, place = self.text, self.place
        end = place + 1
        if are_digits(text[place]):
            while end < self.length and are_digits(text[end]):
                end += 1
            if end - place > 2 or int(text[place:end]) > _MOST_NUMBERED:
                return False
        elif text[place] not in self.words.digits and self.words.places.get(text[place]) != 1:
            return False
        else:
            while text[end : end + 1] in self.words.digits:
                end += 1
        sign, behind = text[end : end + 1], text[end + 1 : end + 2]
        if not sign or not behind or behind in _SEPARATORS or behind == ".":
            return False
        if sign == ")" or (
            sign in "、." and not are_digits(behind) and not (sign == "、" and behind in self.words.numeral_first)
        ):
            if sign == "、" and self.words.unit_length(text, end + 1) and are_digits(text[place]) is False:
                return False
            self._add("NUMBERED", end + 1)
            return True
        return False

    def _separator(self, char: str) -> None:
        if char == "、" and self.at == Before.UNIT and self._joins():
            self._add("TIMES", self.place + 1)
        elif char == "," and self.intervals and self.intervals[-1] == self.place:
            self.intervals.pop()
            self._add("BAR", self.place + 1)
        else:
            self._add(_SEPARATORS[char], self.place + 1)

    def _joins(self) -> bool:
        """元/人、月: another head of a rate, and nothing behind it."""
        if not any(token.type == "PER" for token in self.out[-4:]):
            return False
        found = self.words.longest(self.text, self.place + 1, Before.BELOW) if self.place + 1 < self.length else None
        if found is None or found[1][0] != "UNIT":
            return False
        end = self.place + 1 + found[0]
        return self.text[end : end + 1] in _ENDS_PART or self.words.longest(self.text, end, Before.UNIT) is not None

    def _other(self, char: str) -> None:
        """Brackets, strokes, Latin letters and stray signs."""
        if char in _BRACKETS:
            self._bracket(char)
        elif char in _CIRCLED:
            self._add("CIRCLED", self.place + 1)
        elif char == "/":
            self._stroke()
        elif (char in "·*×." and self.at == Before.UNIT and self._times(char)) or (char == "-" and self._negative()):
            pass
        elif char.isalpha() or char in "°℃℉":
            self._latin()
        elif (
            char == "."
            and self.place + 1 < self.length
            and are_digits(self.text[self.place + 1])
            and self._last() != "NUMBER"
        ):
            self._fraction()
        elif char == "." and self.place + 1 == self.length:
            self._add("STOP", self.place + 1)
        elif char in _CLOSING:
            self._closing(char)
        elif char in _QUIET:
            self._letter()
        else:
            self._add("SIGN" if char in "±≠" else "ODD", self.place + 1, char)

    def _fraction(self) -> None:
        """.5 without its nought."""
        number = numeral_at(self.text, self.place, self.words)
        if number is None:
            self._add("ODD", self.place + 1, ".")
        else:
            self._number(number)

    def _negative(self) -> bool:
        """-5%: a minus sign where nothing or an operator stands before it."""
        if self.pending >= 0 or not are_digits(self.text[self.place + 1 : self.place + 2]):
            return False
        if (
            self.out
            and self._last() not in _BEFORE_NUMBERS
            and self._last() not in _SEPARATES
            and self._last() != "BAR"
        ):
            return False
        number = numeral_at(self.text, self.place, self.words)
        if number is None:
            return False
        self._number(number)
        return True

    def _times(self, char: str) -> bool:
        found = self.words.longest(self.text, self.place + 1, Before.BELOW) if self.place + 1 < self.length else None
        if found is None or found[1][0] != "UNIT" or (char == "." and not self._joins()):
            return False
        self._add("TIMES", self.place + 1)
        return True

    def _stroke(self) -> None:
        """元/亩, 5/10万 and 64.8/64.8 behind a number; elsewhere a stroke is a word's."""
        if self.at not in (Before.NUMBER, Before.UNIT):
            self._letter()
            return
        place = self.place + 1
        number = numeral_at(self.text, place, self.words) if place < self.length and self._number_first(place) else None
        number = number or self._round_base(place)
        if number is not None:
            self._add("PER" if self._is_base(number) else "OVER", place)
            return
        place += self.words.every_length(self.text, place)  # 次/每月
        found = self.words.longest(self.text, place, Before.BELOW) if place < self.length else None
        if found is not None and found[1][0] == "UNIT":
            self._add("PER", place)
        else:
            self._add("ODD", place, "/")

    def _round_base(self, place: int) -> Numeral | None:
        """百, 千 or 万 alone before a unit: 50元/百公里."""
        power = self.words.places.get(self.text[place : place + 1], 0)
        if not 2 <= power <= 8 or not self.words.unit_length(self.text, place + 1):
            return None
        found = Numeral(place + 1, Fraction(10) ** power, "", True)
        found.power = 10**power
        return found

    def _is_base(self, number: Numeral) -> bool:
        """Whether a number below a stroke is a round base: /10万, /100km, /千人; not /86万元 and not /31."""
        value = number.value
        if value is None or number.unit or value.denominator != 1:
            return False
        behind = self.words.longest(self.text, number.end, Before.BELOW_NUMBER) if number.end < self.length else None
        timed = behind is not None and behind[1][0] == "UNIT" and behind[1][1] in self.words.families["period"]
        if timed and self._last() == "UNIT" and self.words.kinds.get(self.out[-1].value) == "event":
            return True  # 1次/2年
        if value < 10 or str(value.numerator).strip("0") != "1":
            return False
        if behind is not None and behind[1][0] == "UNIT":
            dimension = self.words.units.get(behind[1][1], ("",))[0]
            return bool(dimension not in ("money", "share") and (self.at == Before.UNIT or number.power > 1))
        return number.power >= 1000 and (number.power >= 10_000 or value >= 1000)

    def _latin(self) -> None:
        """A run of Latin letters: a word, or with digits a code; units are found before."""
        quarter = date_at(self.text, self.place, self.words)
        if quarter is not None:
            self._date(quarter)
            return
        code = _CODE.match(self.text, self.place)
        if code is not None and any(are_digits(char) for char in code[0]):
            self._add("CODE", code.end())
            return
        run = _LATIN.match(self.text, self.place)
        self._letter(len(run[0]) if run is not None else 1)

    # ------------------------------------------------------------------------------------------- brackets

    def _closing(self, char: str) -> None:
        if self.intervals and self.intervals[-1] == self.place:
            self.intervals.pop()
            self._add("CLOSE", self.place + 1, char)
        else:
            self._add("UNCLOSED", self.place + 1)

    def _bracket(self, char: str) -> None:
        """A bracket with what it holds: a unit, a limit's (含), an interval, or a remark."""
        text, place = self.text, self.place
        if char in _ROUND and self._interval():
            return
        end = self._matching(char)
        if end < 0:
            if char in _ROUND or char in "【〔":
                self._add("UNCLOSED", place + 1)
            else:
                self._letter()
            return
        inner = text[place + 1 : end]
        if char == "(" and self._numbered_bracket(inner, end + 1):
            return
        if char != "(":
            self._add("QUOTE", end + 1)
            return
        if self.at in (Before.NUMBER, Before.UNIT) and self._bracketed(inner, end + 1):
            return
        if self.at == Before.OPERATOR and self._including(inner, end + 1):
            return
        at = self.at
        counted = self.words.longest(inner, 0, Before.NUMBER)
        unit = counted is not None and counted[1][0] == "UNIT" and (at is Before.NUMBER or counted[0] == len(inner))
        full = (
            unit or (at is Before.NUMBER and self.words.families["counting_words"].ends(inner)) or self._claims(inner)
        )
        self._add("FULL" if full else "REMARK", end + 1)
        if not full:
            self.at = at

    def _matching(self, char: str) -> int:
        """The place of the bracket that closes the one here, -1 for none within reach."""
        close, depth = _BRACKETS[char], 0
        if self.text.find(close, self.place, self.place + _REACH) < 0:
            return -1
        for place in range(self.place, min(self.length, self.place + _REACH)):
            if self.text[place] == char:
                depth += 1
            elif self.text[place] == close:
                depth -= 1
                if depth == 0:
                    return place
        return -1

    def _numbered_bracket(self, inner: str, end: int) -> bool:
        """(1) and (一) before an item; (2) begins the next one even without a separator."""
        if self.numbered and inner == str(self.numbered + 1) and end < self.length:
            self.numbered += 1
            self._add("CIRCLED", end)
            return True
        if (self.out and self.out[-1].type not in _SEPARATES) or self.pending >= 0 or not 0 < len(inner) <= 2:
            return False
        if end >= self.length or not (
            are_digits(inner) or all(char in self.words.digits or self.words.places.get(char) == 1 for char in inner)
        ):
            return False
        self.numbered = int(inner) if are_digits(inner) else 0
        self._add("NUMBERED", end)
        return True

    def _bracketed(self, inner: str, end: int) -> bool:
        """Behind a number: (含90%) belongs to the limit, (万元) is the unit, (套) another one beside 台."""
        if self._including(inner, end):
            return True
        units = self._units_of(inner)
        if units is None:
            return False
        if self.at == Before.UNIT:
            before = self.out[-1]
            kind = self.words.kinds.get(units[0].value) if len(units) == 1 and units[0].type == "UNIT" else None
            if before.type == "UNIT" and kind in ("thing", "event", "below"):
                self._add("PAIR", end, inner)
                return True
            return False
        start = self.place
        self._flush()
        for token in units:
            token.start_pos, token.end_pos = start, end
        self.out.extend(units)
        self.place = end
        self.at = Before.NUMBER if self._unit_goes_on(units, end) else Before.UNIT
        return True

    def _unit_goes_on(self, units: list[Token], end: int) -> bool:
        """5(个)工作日: the counting word stands before the unit."""
        found = self.words.longest(self.text, end, Before.NUMBER) if end < self.length else None
        if found is None or found[1][0] != "UNIT" or len(units) != 1:
            return False
        joined = self.words.signs[Before.NUMBER].get(units[0].text + self.text[end : end + found[0]])
        if joined is None:
            return False
        self.out.pop()
        return True

    def _including(self, inner: str, end: int) -> bool:
        """(含), (不含90%), (含本数): added where it says whether the limit belongs to it, with its number if it has one."""
        found = self._limit_in(inner)
        if found is not None:
            self._add("INCLUDING", end, found)
        return found is not None

    def _limit_in(self, inner: str) -> tuple[str, Fraction | None] | None:
        limits = self.words.roles["limit"]
        word = next((word for word in sorted(limits, key=len, reverse=True) if inner.startswith(word)), "")
        if not word:
            return None
        says, rest = limits[word], inner[len(word) :]
        if not rest or rest in self.words.families["limit_itself"]:
            return says, None
        number = (
            numeral_at(rest, 0, self.words)
            if rest and (are_digits(rest[0]) or rest[0] in self.words.numeral_first)
            else None
        )
        if number is None or number.value is None:
            return None
        unit = rest[number.end :]
        if unit and self.words.unit_length(rest, number.end) != len(unit):
            return None
        return says, number.value

    def _units_of(self, inner: str) -> list[Token] | None:
        """The tokens of a bracket that holds a unit and nothing else (万元, 元/人, 次/年, %, 单位:人), else None."""
        inner = inner[self.words.families["unit_is"].begins(inner) :]
        if not inner or len(inner) > 12:
            return None
        sub = _Tokenizer("1" + inner, self.words).run()
        if sub[0].type != "NUMBER" or any(token.type not in _UNIT_TOKENS for token in sub[1:]):
            return None
        number: Numeral = sub[0].value
        if number.scale > 1:
            scale = Token("SCALE", inner[: number.end - 1], 0, 0, number.value)
            return [scale, *sub[1:]]
        if number.end != 1 or number.unit or len(sub) < 2:
            return None
        return sub[1:]

    def _claims(self, inner: str) -> bool:
        """Whether a remark holds a number, or a limit that could be the number's own."""
        if self._limit_in(inner) is not None:
            return True
        return any(token.type in _CLAIMS for token in _Tokenizer(inner, self.words).run())

    def _interval(self) -> bool:
        """[90%,95%): two numbers with a comma between them, in brackets of either kind."""
        first = _INTERVAL_END.match(self.text, self.place + 1)
        if first is None or self.text[first.end() : first.end() + 1] != ",":
            return False
        second = _INTERVAL_END.match(self.text, first.end() + 1)
        if second is None or self.text[second.end() : second.end() + 1] not in (")", "]"):
            return False
        self.intervals = [second.end(), first.end()]
        self._add("OPEN", self.place + 1, self.text[self.place])
        return True


def date_at_safe(text: str, place: int, words: Vocabulary) -> tuple[int, Point] | None:
    """:func:`date_at`, None beyond the end."""
    return date_at(text, place, words) if place < len(text) else None


_ASKED = {
    "EITHER": _Tokenizer._either, "TO": _Tokenizer._to, "TAIL": _Tokenizer._tail, "NAMING": _Tokenizer._naming,
    "MONEY": _Tokenizer._money, "END": _Tokenizer._end,
}  # fmt: skip
_NUMBER_NEXT = frozenset({"COMPARE", "REACH", "CHANGE"})
_ENDS_PART = frozenset(["", *";,、。\n)", *_CIRCLED])
_SEPARATES = frozenset([*_SEPARATORS.values(), "CIRCLED"])
_CLAIMS = frozenset({"NUMBER", "MAYBE", "NUMERAL", "DATE", "SIGN", "COMPARE", "TAIL", "REACH", "ZERO"})
_MOST_NUMBERED = 30
_REACH = 200
"""How far a bracket may lie from the one that closes it, in characters."""
_UNIT_TOKENS = frozenset({"UNIT", "PER", "TIMES", "NUMBER"})
_QUIET = frozenset("'\"’‘?!?！:\\|_`…")
