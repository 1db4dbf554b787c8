"""A grammar's LALR(1) parser, its tables kept between runs: building them is most of a short run's time."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from jixiao._cache import kept
from jixiao._resource import grammar_text

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["tables"]


def tables(name: str, *, start: list[str], propagate_positions: bool = False) -> Lark:
    """The parser of ``grammar/<name>`` with the contextual lexer."""
    import lark

    text = grammar_text(name)

    def build() -> bytes:
        parser = lark.Lark(
            _quick_to_compile(text),
            parser="lalr",
            lexer="contextual",
            start=start,
            propagate_positions=propagate_positions,
            maybe_placeholders=False,
        )
        saved = io.BytesIO()
        parser.save(saved)
        return saved.getvalue()

    key = [text.encode(), lark.__version__.encode(), repr((start, propagate_positions)).encode()]
    return lark.Lark.load(io.BytesIO(kept("grammar", key, build)))


_CHOICE = r"[^()|\[\]\\?+*.^$\n/]"
_NOT_ONE_OF = re.compile(rf"\(\?!((?:{_CHOICE}\|){{2,}}{_CHOICE})\)")
_SET_AMONG = re.compile(r"(?<=\|)\[([^\]\\^\n-]{3,})\](?=[|)])")


def _quick_to_compile(grammar: str) -> str:
    """The same language, its look-aheads written so that a regular expression of them compiles quickly.

    The scanner is compiled anew in every process. A set of three or more Chinese characters costs ten times
    what a choice of them does, and a choice of nothing but single characters is made such a set: one branch
    that never matches (or a branch of another kind beside them) keeps it a choice.
    """
    grammar = _NOT_ONE_OF.sub(r"(?!\1|$^)", grammar)
    return _SET_AMONG.sub(lambda found: "|".join(map(_literal, found[1])), grammar)


def _literal(char: str) -> str:
    return "\\" + char if char in "()" else char
