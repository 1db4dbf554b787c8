"""Text in, meaning out: fold, tokens, their shape, pieces, steps."""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.language.ast import Blank, Level, Parsed, Quantity, Unread
from jixiao.language.cell import blank, cell, share_of_base
from jixiao.language.doubts import doubts
from jixiao.language.fold import LIMIT, fold, unwrapped
from jixiao.language.pieces import parts_of
from jixiao.language.shape import shape_of
from jixiao.language.tokens import tokens
from jixiao.language.vocabulary import Vocabulary, vocabulary

__all__ = ["parse_actual", "parse_target", "read"]

_CACHED = 16_384


def parse_target(text: str, words: Vocabulary | None = None) -> Parsed:
    """What a target cell means. Never raises, whatever the text; equal texts share one answer.

    ``words`` is another vocabulary than the package's own: one with a ruleset's own words in it.
    """
    return _target(text, words) if len(text) <= LIMIT else read(text, words=words)


def parse_actual(text: str, words: Vocabulary | None = None) -> Parsed:
    """What an actual's cell means: the same language, and a bare date is the day it happened."""
    return _actual(text, words) if len(text) <= LIMIT else read(text, actual=True, words=words)


@lru_cache(maxsize=_CACHED)
def _target(text: str, words: Vocabulary | None) -> Parsed:
    return read(text, words=words)


@lru_cache(maxsize=_CACHED)
def _actual(text: str, words: Vocabulary | None) -> Parsed:
    return read(text, actual=True, words=words)


def read(text: str, *, actual: bool = False, words: Vocabulary | None = None) -> Parsed:
    """The same without the answers that this process has given before."""
    if len(text) > LIMIT:
        return _unread(text, "too-long", (LIMIT, len(text)))
    if words is None:
        words = vocabulary()
    folded = fold(text)
    if len(folded.text) > LIMIT:
        return _unread(text, "too-long", (0, len(text)))
    if blank(folded.text, words):
        return Parsed(text, Blank((0, len(text))))
    folded = unwrapped(folded)
    found = tokens(folded.text, words)
    parts = parts_of(shape_of(tuple([token.type for token in found])), found)
    if actual:
        over_base = share_of_base(parts)
        if over_base is not None:
            return _over_base(text, over_base)
    meaning, stopped = cell(text, folded, parts, words, actual=actual)
    if isinstance(meaning, Unread):
        return _unread(text, meaning.code, meaning.span or (0, len(text)))
    if actual and isinstance(meaning, Level):
        return Parsed(text, meaning)
    return Parsed(text, meaning, doubts(text, folded, parts, meaning, stopped))


def _over_base(text: str, share: Quantity | str) -> Parsed:
    """An actual over its base (64.8/64.8): the share in percent, and a note that it was divided."""
    if isinstance(share, str):
        return _unread(text, share, (0, len(text)))
    place = Place(text=text, span=(0, len(text)))
    return Parsed(text, evolve(share, span=place.span), (diagnose("JX121", place, text=text),))


_CODES = {
    "operators": "JX101", "no-number": "JX102", "bad-date": "JX103", "bad-range": "JX104", "too-long": "JX105",
    "unclosed": "JX106", "no-base": "JX107", "units": "JX108",
}  # fmt: skip


def _unread(text: str, code: str, span: tuple[int, int]) -> Parsed:
    shown = text if len(text) <= LIMIT else text[:LIMIT]
    place = Place(text=shown, span=(min(span[0], len(shown)), min(span[1], len(shown))))
    diagnostic = Diagnostic(_CODES[code], diagnose(_CODES[code]).severity, place, (("text", text[slice(*span)][:40]),))
    return Parsed(text, Unread(code, diagnostic, span), (diagnostic,))
