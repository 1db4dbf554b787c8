"""Text in, meaning out: fold, parse, take the pieces of the tree, settle. The only module that imports Lark."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.language.ast import Blank, Level, Parsed, Quantity, Unread
from jixiao.language.cell import blank, cell, level, share_of_base
from jixiao.language.doubts import doubts
from jixiao.language.fold import LIMIT, Folded, fold, unwrapped
from jixiao.language.pieces import Part, parts_of
from jixiao.language.tables import Grammar

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["GRAMMAR", "parse_actual", "parse_target", "parse_tree"]

GRAMMAR = Grammar("target")
_CACHED = 65_536


@lru_cache(maxsize=_CACHED)
def parse_target(text: str) -> Parsed:
    """What a target cell means. Never raises, whatever the text; equal texts share one answer."""
    return read(text)


@lru_cache(maxsize=_CACHED)
def parse_actual(text: str) -> Parsed:
    """What an actual's cell means: the same language, and a bare date is the day it happened."""
    return read(text, actual=True)


def read(text: str, *, actual: bool = False) -> Parsed:
    """The same without the answers that this process has given before."""
    if len(text) > LIMIT:
        return _unread(text, "too-long", (LIMIT, len(text)))
    folded = fold(text)
    if len(folded.text) > LIMIT:
        return _unread(text, "too-long", (0, len(text)))
    if blank(folded.text):
        return Parsed(text, Blank((0, len(text))))
    folded = unwrapped(folded)
    found = _parts(folded)
    if found is None:
        return Parsed(text, level(text, has_number=True))
    if actual:
        over_base = share_of_base(found)
        if over_base is not None:
            return _over_base(text, over_base)
    meaning = cell(text, folded, found, actual=actual)
    if isinstance(meaning, Unread):
        return _unread(text, meaning.code, meaning.span or (0, len(text)))
    return Parsed(text, meaning, () if actual and isinstance(meaning, Level) else doubts(text, folded, found, meaning))


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


def _parts(folded: Folded) -> list[Part] | None:
    lark, error = parser()
    try:
        return parts_of(lark.parse(folded.text))
    except error:
        return None


def parse_tree(text: str, actual: bool = False) -> str:
    """The syntax tree of a cell, indented, for people. Actuals have the same grammar."""
    folded = unwrapped(fold(text[:LIMIT]))
    lark, error = parser()
    try:
        return lark.parse(folded.text).pretty()
    except error as unread:
        return f"start\n  {unread}\n"


class _Once:
    """The parser and the error it raises, made when first asked, by one thread."""

    def __init__(self) -> None:
        self.made: tuple[Lark, type[Exception]] | None = None
        self.lock = threading.Lock()


_once = _Once()


def parser() -> tuple[Lark, type[Exception]]:
    """The parser of ``grammar/target.lark`` and the error it raises."""
    made = _once.made
    if made is None:
        with _once.lock:
            if _once.made is None:
                from lark.exceptions import LarkError

                _once.made = GRAMMAR.parser(), LarkError
            made = _once.made
    return made
