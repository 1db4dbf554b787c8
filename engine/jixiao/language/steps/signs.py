"""Mistakes: a sign with nothing, another sign, or neither number nor word behind it; a bracket without its other half."""

from __future__ import annotations

from jixiao.language.ast import Quantity, Unread
from jixiao.language.operators import FLIPPED
from jixiao.language.pieces import Amount, Part
from jixiao.language.steps.alone import bounds
from jixiao.language.steps.settled import Settled
from jixiao.language.text import text_of
from jixiao.language.tokens import Token
from jixiao.language.vocabulary import Vocabulary

__all__ = ["flipped", "loose_signs", "unclosed"]


def loose_signs(part: Part, words: Vocabulary) -> Settled | None:
    """A sign that has no number of its own."""
    for index, gap in enumerate(part.gaps):
        for place, token in enumerate(gap):
            if token.type != "SIGN":
                continue
            found = _loose(part, index, gap, place, token)
            if found is not None:
                return found
    return None if part.facts else _no_words(part.gaps[0])


def _loose(part: Part, index: int, gap: list[Token], place: int, token: Token) -> Settled | None:
    span = (token.start_pos, token.end_pos)
    behind = gap[place + 1] if place + 1 < len(gap) else None
    last = index == len(part.facts)
    if token.text in "±≠":
        return Unread("operators", span=span)
    if behind is None:
        if not last and token.text == "=":
            return None
        return Unread("no-number" if last and not part.facts else "operators", span=span)
    if behind.type == "SIGN":
        return Unread("operators", span=(token.start_pos, behind.end_pos))
    if behind.type in ("CODE", "MAYBE", "NUMERAL") or any(char.isalpha() for char in behind.text):
        return None
    return Unread("no-number", span=(token.start_pos, behind.end_pos))


def _no_words(gap: list[Token]) -> Settled | None:
    """A % or a placeholder with neither a number nor a word beside it."""
    text = "".join(token.text for token in gap)
    if any(char in "%‰*" for char in text) and not any(char.isalnum() for char in text):
        return Unread("no-number", span=(gap[0].start_pos, gap[-1].end_pos))
    return None


def unclosed(part: Part, words: Vocabulary) -> Settled | None:
    """A bracket without its other half, around a number."""
    for gap in part.gaps if part.facts else ():
        for token in gap:
            if token.type == "UNCLOSED":
                return Unread("unclosed", span=(token.start_pos, token.end_pos))
    return None


def flipped(part: Part, words: Vocabulary) -> Settled | None:
    """90%≤X and 90%≤X<95%: a number, a sign behind it, what is measured, and perhaps the other bound."""
    if part.gaps[0] or len(part.facts) not in (1, 2) or len(part.gaps[1]) < 2 or part.gaps[1][0].type != "SIGN":
        return None
    first, (sign, *named) = part.facts[0], part.gaps[1]
    operator = FLIPPED.get(sign.value)
    if not isinstance(first, Amount) or operator is None or first.problem:
        return None
    if first.said.explicit or first.said.way or any(token.type != "WORDS" for token in named):
        return Unread("operators", span=(first.start, sign.end_pos))
    label = text_of(named)
    low = Quantity(operator, first.value, first.unit, label, (first.start, first.end), first.scale)
    if len(part.facts) == 1:
        return low
    second = part.facts[1]
    if not isinstance(second, Amount) or part.gaps[2]:
        return None
    if not second.said.sign or second.said.problem or second.problem:
        return Unread("operators", span=(first.start, second.end))
    unit = first.unit or second.unit
    return bounds(
        Quantity(operator, first.value, unit, label, low.span, second.scale),
        Quantity(second.said.operator, second.value, second.unit, label, (second.start, second.end), second.scale),
    )
