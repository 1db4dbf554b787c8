"""The words among tokens: what is accounted for as a label or a noun, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jixiao.language.tokens import Token

__all__ = ["label_of", "stray", "text_of"]

_WORDS = frozenset({"WORDS", "QUOTE", "CODE", "NAME"})
_SILENT = frozenset({"REMARK"})


def text_of(tokens: list[Token] | Iterable[Token]) -> str:
    """The words; a remark in round brackets says nothing about the number."""
    if tokens.__class__ is list and len(tokens) < 2:
        return tokens[0].text if tokens and tokens[0].type not in _SILENT else ""
    return "".join([token.text for token in tokens if token.type not in _SILENT])


def label_of(text: str) -> str:
    """The words before a number as its label."""
    return text.rstrip(":=为是")


def stray(tokens: Sequence[Token], allowed: frozenset[str] = frozenset()) -> Token | None:
    """The first token that is no word, and none of the allowed types."""
    for token in tokens:
        kind = token.type
        if kind not in _WORDS and kind not in _SILENT and kind not in allowed:
            return token
    return None
