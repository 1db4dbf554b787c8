"""Coins of one sum behind a number: 12块五毛, 三块零四, 壹佰捌拾壹圆柒角, 500元整."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.language.numerals.reader import NumeralReader

__all__ = ["coins_behind"]


def coins_behind(reader: NumeralReader, value: Fraction) -> Fraction | None:
    """元, 角 and 分 with their numbers; None when there is only one coin (500元 is a number and its unit)."""
    text, words = reader.text, reader.words
    place, total, last, parts = reader.place, Fraction(0), Fraction(2), 0
    amount: Fraction | None = value
    if text[place : place + 1] not in words.coins:
        return None
    while amount is not None:
        coin = words.coins.get(text[place : place + 1])
        if (
            coin is None
            or coin >= last
            or (words.unit_length(text, place) > 1 and parts == 0 and not _whole_at(reader, place + 1))
        ):
            break
        total, last, parts = total + amount * coin, coin, parts + 1
        place += 1
        zero = words.digits.get(text[place : place + 1]) == 0
        inner = reader.at(place + zero)
        amount = None if text[place + zero : place + zero + 1] in ("", "-") else inner.whole()
        if amount is not None and text[inner.place : inner.place + 1] not in words.coins:
            loose = _loose_coin(amount, inner, last / 10 if zero else last)
            if loose is None:
                break
            reader.place = inner.place
            return total + loose
        if amount is not None:
            place = inner.place
    if parts == 0:
        return None
    whole = _whole_at(reader, place)
    if parts == 1 and not whole:
        return None
    reader.place = place + whole
    return total


def _loose_coin(amount: Fraction, inner: NumeralReader, last: Fraction) -> Fraction | None:
    """三块零四 is 3.04, 九毛九 0.99: the last coin is not named. Of digits (3元5) that is not known."""
    if not inner.spelt or not (0 < amount < 10) or amount.denominator != 1 or inner.vague:
        return None
    if inner.words.unit_length(inner.text, inner.place) or len(inner.items) > 1:
        return None
    return amount * last / 10


def _whole_at(reader: NumeralReader, place: int) -> int:
    """The length of 整 or its like at ``place``, 0 for none."""
    for word in reader.words.special["whole"]:
        if reader.text.startswith(word, place):
            longer = reader.words.longest(reader.text, place, 0)
            return 0 if longer is not None and longer[0] > len(word) else len(word)
    return 0
