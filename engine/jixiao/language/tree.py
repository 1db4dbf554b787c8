"""A cell for people who write rules: its tokens, each with what it came from, and its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.language.fold import LIMIT, fold, unwrapped
from jixiao.language.shape import parser
from jixiao.language.tokens import Token, tokens
from jixiao.language.vocabulary import Before, Vocabulary, vocabulary

__all__ = ["parse_tree", "token_lines"]


def parse_tree(text: str, actual: bool = False) -> str:
    """The tokens of a cell, each with what the lexicon says of it, and its syntax tree. Actuals have the same grammar."""
    found = _tokens(text)
    tree: str = parser().parse(found).pretty()
    return "\n".join(token_lines(found)) + "\n" + tree


def _tokens(text: str) -> list[Token]:
    return tokens(unwrapped(fold(text[:LIMIT])).text, vocabulary())


def token_lines(found: list[Token]) -> Iterator[str]:
    """One line a token: its type, its characters, and what it came from: the lexicon's section and what that says of the
    word, the value of a number or a date, or the ordinary words that shield what stands in them."""
    words = vocabulary()
    for token in found:
        yield f"{token.type:<10} {token.text}  {_source(token, words)}".rstrip()


def _source(token: Token, words: Vocabulary) -> str:
    match token.type:
        case "UNIT":
            return _unit_source(token, words)
        case "NUMBER":
            return f"= {token.value.value} {token.value.unit}".rstrip()
        case "DATE":
            until = f"..{token.value.until}" if token.value.until is not None else ""
            return f"= {token.value.when}{until}"
        case "WORDS":
            return _shielding(token.text, words)
        case _:
            return _word_source(token, words)


def _word_source(token: Token, words: Vocabulary) -> str:
    section = _SECTIONS.get(token.type, "")
    says = words.roles.get(section, {}).get(token.text.strip("()"))
    return "" if says is None else f"[{section}] {says}"


_SECTIONS = {
    "SIGN": "comparison", "COMPARE": "comparison", "NOT": "negator", "REACH": "reach", "CHANGE": "change", "BASE": "base",
    "TAIL": "tail", "INCLUDING": "limit", "OR": "or", "AND": "and", "TO": "to", "EACH": "each", "EVERY": "every",
    "END": "date.end", "OTHER_TIME": "date.other", "BEHIND": "behind", "NAMING": "naming", "ODD": "unread",
}  # fmt: skip
"""The lexicon's section that a token of each type comes from."""


def _unit_source(token: Token, words: Vocabulary) -> str:
    unit: str = token.value
    if token.text in words.same:
        return f"[unit.same] {unit}"
    dimension, kind = words.units[unit][0], words.kinds[unit]
    counts = "count" if kind in ("thing", "event", "describes", "name") else kind
    return f"[unit.{counts if dimension == unit else dimension}] {unit}"


def _shielding(text: str, words: Vocabulary) -> str:
    """The ordinary words of the lexicon in a run of words."""
    found, place = [], 0
    while place < len(text):
        longest = words.longest(text, place, Before.OPEN)
        ordinary = longest is not None and longest[1][0] == "WORDS"
        if longest is not None and ordinary:
            found.append(text[place : place + longest[0]])
        place += longest[0] if longest is not None and ordinary else 1
    return f"[ordinary] {' '.join(found)}" if found else ""
