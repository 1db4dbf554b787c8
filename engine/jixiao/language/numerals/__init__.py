"""A whole numeral at a place of a text, as it is printed: 1,200; 2.6亿; 3万5千; 一点五万; 三分之二; 12块五毛; 九成五.

A numeral is read whole or not at all: where its characters make no number (三五天, 一千多, 1,2,3) it has no value, and nothing
begins inside it. The characters come from the lexicon ([numeral]). Plain digits are read here, all else by ``reader``, with the
sums of ``total`` and the coins of ``money``.
"""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.language.numerals.numeral import MAX_DIGITS, Numeral, decimal
from jixiao.language.numerals.reader import SCALES, NumeralReader
from jixiao.language.vocabulary import Vocabulary

__all__ = ["MAX_DIGITS", "Numeral", "chinese", "numeral_at"]

_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def numeral_at(text: str, place: int, words: Vocabulary) -> Numeral | None:
    """The numeral that begins at ``place``; None where a place word stands alone (百姓, 万元) and there is none."""
    match = _PLAIN.match(text, place)
    if match is not None:
        end, digits = match.end(), match[0]
        if len(digits) > MAX_DIGITS:
            return NumeralReader(text, place, words).read()
        if _ends(text, end, words):
            return Numeral(end, decimal(digits), digits)
        power = words.places.get(text[end], 0)
        short = 1 < power < 12 and len(digits) + power <= MAX_DIGITS
        if short and _ends(text, end + 1, words) and words.unit_length(text, end) < 2:
            return _placed(Numeral(end + 1, decimal(digits) * 10**power, digits), power)
    else:
        digit = words.digits.get(text[place])
        if digit and _ends(text, place + 1, words):
            return Numeral(place + 1, decimal(str(digit)), "", True)
    return NumeralReader(text, place, words).read()


def _ends(text: str, place: int, words: Vocabulary) -> bool:
    """Whether nothing at ``place`` goes on with a numeral that stands before: the quick answer, yes in most cells."""
    behind = text[place : place + 1]
    if behind in words.coins:
        return text[place + 1 : place + 2] not in words.goes_on or _one_coin(text, place, words)
    if behind in words.half_more_first:
        return not text.startswith(words.special["half more"], place)
    return behind not in words.continues and behind not in words.goes_on


def _one_coin(text: str, place: int, words: Vocabulary) -> bool:
    """Whether the number behind the coin at ``place`` is in digits and of no smaller coin: 5元5个, 5万元5万元."""
    match = _PLAIN.match(text, place + 1)
    if match is None:
        return False
    end = match.end()
    while text[end : end + 1] in words.places:
        end += 1
    coin = words.coins.get(text[end : end + 1])
    return coin >= words.coins[text[place]] if coin is not None else text[end : end + 1] not in words.continues


def _placed(found: Numeral, power: int) -> Numeral:
    found.power = 10**power
    found.scale = SCALES.get(power, 1)
    return found


def chinese(text: str, words: Vocabulary) -> Fraction | None:
    """The value of a numeral that is all of ``text``; None when it is none."""
    found = numeral_at(text, 0, words) if text else None
    return found.value if found is not None and found.end == len(text) and not found.unit else None
