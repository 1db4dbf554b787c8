"""A folded cell into tokens: from left to right, the longest word first, numerals and dates whole.

What a word is depends only on what stands directly before it (:class:`jixiao.language.vocabulary.Before`). Whatever is no
number, sign, date, measure or word of the lexicon is WORDS. Linear: nothing is looked at twice from two places.

``reader`` holds where the tokenizer stands; what may begin there has a module each: ``numeric`` what begins with a digit or a
numeral's character, ``lexical`` the words of the lexicon, ``strokes``, ``brackets``; ``figures`` adds what they find.
"""

from __future__ import annotations

from jixiao.language.digits import are_digits
from jixiao.language.tokens.brackets import BRACKETS, CLOSING, bracket, closing
from jixiao.language.tokens.figures import fraction, latin, negative
from jixiao.language.tokens.lexical import word
from jixiao.language.tokens.numeric import digits, spelt
from jixiao.language.tokens.reader import CIRCLED, SEPARATORS, Reader
from jixiao.language.tokens.strokes import joins, stroke, times
from jixiao.language.tokens.token import Token
from jixiao.language.vocabulary import Before, Vocabulary

__all__ = ["Token", "tokens"]


def tokens(text: str, words: Vocabulary) -> list[Token]:
    """The tokens of a folded cell, in order."""
    reader, length = Reader(text, words, tokens), len(text)
    singles, pairs, sign_pairs = words.singles, words.pairs, words.sign_pairs
    numeral_first, separators = words.numeral_first, SEPARATORS
    while (place := reader.place) < length:
        char, pair = text[place], text[place : place + 2]
        if "0" <= char <= "9":
            digits(reader)
        elif char in numeral_first:
            spelt(reader, char)
        elif pair in pairs or char in singles[reader.at] or pair in sign_pairs[reader.at]:
            if not word(reader, char):
                _unlisted(reader, char)
        elif char > "\u2e80" and char not in BRACKETS and char not in CLOSING and char not in separators:
            if reader.pending < 0:
                reader.pending = place
            reader.place = place + 1
            reader.at = Before.OPEN
        elif char in separators:
            _separator(reader, char)
        else:
            _other(reader, char)
    reader.flush()
    return reader.out


def _unlisted(reader: Reader, char: str) -> None:
    """A character that could have begun a word of the lexicon, and does not."""
    if char.isalpha() and char > "\u2e80":
        reader.letter()
    else:
        _other(reader, char)


def _separator(reader: Reader, char: str) -> None:
    if char == "、" and reader.at == Before.UNIT and joins(reader):
        reader.add("TIMES", reader.place + 1)
    elif char == "," and reader.intervals and reader.intervals[-1] == reader.place:
        reader.intervals.pop()
        reader.add("BAR", reader.place + 1)
    else:
        reader.add(SEPARATORS[char], reader.place + 1)


def _other(reader: Reader, char: str) -> None:
    """Brackets, strokes, Latin letters and stray signs."""
    if char in BRACKETS:
        bracket(reader, char)
    elif char in CIRCLED:
        reader.add("CIRCLED", reader.place + 1)
    elif char == "/":
        stroke(reader)
    elif (char in "·*×." and reader.at == Before.UNIT and times(reader, char)) or (char == "-" and negative(reader)):
        pass
    elif char.isalpha() or char in "°℃℉":
        latin(reader)
    elif (
        char == "."
        and reader.place + 1 < reader.length
        and are_digits(reader.text[reader.place + 1])
        and reader.last() != "NUMBER"
    ):
        fraction(reader)
    elif char == "." and reader.place + 1 == reader.length:
        reader.add("STOP", reader.place + 1)
    elif char in CLOSING:
        closing(reader, char)
    elif char in _QUIET:
        reader.letter()
    else:
        reader.add("SIGN" if char in "±≠" else "ODD", reader.place + 1, char)


_QUIET = frozenset("'\"’‘?!?！:\\|_`…")
"""Signs that are words."""
