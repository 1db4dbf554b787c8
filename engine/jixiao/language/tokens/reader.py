"""Where the tokenizer stands in a cell: what it has found, what stands directly before, and what begins at a place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jixiao.language.digits import are_digits
from jixiao.language.numerals import numeral_at
from jixiao.language.tokens.token import Token
from jixiao.language.vocabulary import Before, Vocabulary

__all__ = ["BEFORE_NUMBERS", "CIRCLED", "ENDS_PART", "SEPARATES", "SEPARATORS", "Reader"]

SEPARATORS = {";": "SEMICOLON", ",": "COMMA", "、": "PAUSE", "。": "STOP", "\n": "NEW_LINE"}
CIRCLED = frozenset(chr(code) for code in range(0x2460, 0x2474))
SEPARATES = frozenset([*SEPARATORS.values(), "CIRCLED"])
"""The tokens that end a part."""
ENDS_PART = frozenset(["", *";,、。\n)", *CIRCLED])
"""The characters behind which a part is over."""
BEFORE_NUMBERS = frozenset(
    {"SIGN", "COMPARE", "REACH", "CHANGE", "NOT", "OR", "EVERY", "PER", "TO", "EACH", "MONEY", "OPEN"}
)
_NEXT_PLACE = {
    "NUMBER": Before.NUMBER, "UNIT": Before.UNIT, "HALF": Before.UNIT, "TAIL": Before.UNIT, "INCLUDING": Before.UNIT,
    "REMARK": Before.UNIT, "PAIR": Before.UNIT, "DATE": Before.DATE, "END": Before.DATE, "EVERY": Before.BELOW,
    "PER": Before.BELOW, "TIMES": Before.BELOW, "SIGN": Before.OPERATOR, "COMPARE": Before.OPERATOR, "NOT": Before.OPERATOR,
    "REACH": Before.OPERATOR, "OR": Before.OPERATOR, "CHANGE": Before.OPERATOR,
}  # fmt: skip


class Reader:
    """One cell. ``place`` moves from left to right; ``pending`` is where the words begin that are not yet a token (-1:
    nowhere); ``at`` is what stands directly before. ``again`` makes the tokens of another text (of a bracket)."""

    __slots__ = ("again", "at", "intervals", "length", "numbered", "out", "pending", "place", "text", "words")

    def __init__(self, text: str, words: Vocabulary, again: Callable[[str, Vocabulary], list[Token]]) -> None:
        self.text = text
        self.words = words
        self.again = again
        self.length = len(text)
        self.out: list[Token] = []
        self.place = 0
        self.pending = -1
        self.at = Before.OPEN
        self.intervals: list[int] = []
        self.numbered = 0

    def flush(self) -> None:
        if self.pending >= 0:
            start, self.pending = self.pending, -1
            self.out.append(Token("WORDS", self.text[start : self.place], start, self.place))

    def add(self, type_: str, end: int, value: Any = None) -> None:
        start, text, out = self.place, self.text, self.out
        pending = self.pending
        if pending >= 0:
            self.pending = -1
            out.append(Token("WORDS", text[pending:start], pending, start))
        out.append(Token(type_, text[start:end], start, end, value))
        self.place = end
        self.at = _NEXT_PLACE.get(type_, Before.OPEN)

    def letter(self, count: int = 1) -> None:
        """Characters that are words."""
        if self.pending < 0:
            self.pending = self.place
        self.place += count
        self.at = Before.OPEN

    def within(self) -> str:
        """The text, cut at the comma or bracket of an interval ahead, so that [80,90) is no number 80,90."""
        if self.intervals and self.intervals[-1] > self.place:
            return self.text[: self.intervals[-1]]
        return self.text

    def last(self) -> str:
        """The type of the token directly before, "" where words or nothing stand there."""
        return self.out[-1].type if self.out and self.pending < 0 else ""

    def begins(self, place: int) -> bool:
        """Whether a number, or a sign before one, begins at ``place``."""
        char = self.text[place : place + 1]
        if not char:
            return False
        if are_digits(char) or char in "≥≤<>=≈¥$-.":
            return True
        if char in self.words.numeral_first:
            return self.ordinary(place) == 0 or numeral_at(self.text, place, self.words) is not None
        found = self.words.longest(self.text, place, Before.OPERATOR)
        return found is not None and found[1][0] in ("COMPARE", "NOT", "REACH", "MONEY", "OR")

    def ordinary(self, place: int) -> int:
        """The length of the ordinary word at ``place``, 0 for none."""
        found = self.words.longest(self.text, place, Before.OPEN)
        return found[0] if found is not None and found[1][0] == "WORDS" else 0

    def number_first(self, place: int) -> bool:
        char = self.text[place]
        return are_digits(char) or (char in self.words.numeral_first and not self.ordinary(place))

    def sign_length(self, char: str) -> int:
        """The length of a sign's word that begins with a numeral's character (一律不)."""
        if self.text[self.place : self.place + 2] not in self.words.sign_pairs[Before.OPEN]:
            return 0
        found = self.words.longest(self.text, self.place, Before.OPEN)
        return found[0] if found is not None else 0
