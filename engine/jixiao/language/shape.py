"""How the tokens of a cell go together: by Lark and ``grammar/target.lark``, from their types alone.

Cells differ and their shapes repeat: every ``≥95%`` is a sign, a number and a unit. So Lark is asked once for each sequence of
types, and its answer, in places of the sequence, is kept (within bounds) for every cell of that shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jixiao._resource import grammar_text
from jixiao.kernel.built import Built
from jixiao.kernel.lexicon import FILE, examples
from jixiao.language.fold import fold, unwrapped
from jixiao.language.tables import Grammar
from jixiao.language.tokens import Token, tokens
from jixiao.language.vocabulary import vocabulary

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import Lexer

__all__ = ["GRAMMAR", "SHAPES", "Shape", "parser", "shape_of"]

Shape = tuple[tuple[int, tuple[Any, ...], bool], ...]
"""For each part the place of the separator before it (-1: none), its items, and whether nothing but words stands around what
holds a number. An item is the place of a token that stands alone, or (rule, start, end, …) over tokens that belong
together; a stretch and an interval name their ends too."""

_KEPT = 8192


def _lexer() -> type[Lexer]:
    from lark.lexer import Lexer

    class Given(Lexer):
        """Hands on the tokens that are there already: what Lark is given to parse is a list of them."""

        def __init__(self, _: object) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Any]:
            return iter(lexer_state)

    return Given


GRAMMAR = Grammar("target", lexer=_lexer)


@cache
def parser() -> Lark:
    """The parser of ``grammar/target.lark``: tokens in, a tree out."""
    return GRAMMAR.parser()


def _common() -> dict[tuple[str, ...], Shape]:
    """The shapes of the lexicon's examples, with words before and behind them too."""
    words = vocabulary()
    cells = {example.partition(" -> ")[0] for _, _, example in examples(grammar_text(FILE))}
    own = {tuple(token.type for token in tokens(unwrapped(fold(cell)).text, words)) for cell in cells}
    wanted = own | {("WORDS", *types) for types in own} | {(*types, "WORDS") for types in own}
    return {types: parsed(types) for types in sorted(wanted)}


SHAPES = Built("shapes", lambda: (grammar_text("target.lark"),), _common)


@cache
def _ready() -> dict[tuple[str, ...], Shape]:
    """The shapes that were worked out when the package was built: for most cells Lark is not even imported."""
    found: dict[tuple[str, ...], Shape] | None = SHAPES.ready()
    return found or {}


@lru_cache(maxsize=_KEPT)
def shape_of(types: tuple[str, ...]) -> Shape:
    """The shape of a cell whose tokens have these types. Any sequence of types has one."""
    return _ready().get(types) or parsed(types)


def parsed(types: tuple[str, ...]) -> Shape:
    """The same, asked of Lark."""
    tree: Any = parser().parse([Token(kind, "", place, place + 1) for place, kind in enumerate(types)])
    parts: list[tuple[int, tuple[Any, ...], bool]] = []
    separator = -1
    for child in tree.children:
        if isinstance(child, Token):
            separator = child.start_pos
            continue
        items = tuple(_item(one) for one in child.children if not (isinstance(one, Token) and one.type == "NUMBERED"))
        if items:
            plain = all(types[item] == "WORDS" if isinstance(item, int) else item[0] in _FACTS for item in items)
            parts.append((separator, items, plain))
    return tuple(parts)


_FACTS = frozenset({"quantity", "date", "stretch", "interval", "nothing"})


def _item(child: Any) -> Any:
    if isinstance(child, Token):
        return ("nothing", child.start_pos) if child.type == "ZERO" else child.start_pos
    start, end = _reach(child)
    if child.data == "stretch":
        inner = [_item(one) for one in child.children]
        return (
            "stretch",
            start,
            end,
            tuple(one for one in inner if not isinstance(one, int)),
            tuple(one for one in inner if isinstance(one, int)),
        )
    if child.data == "interval":
        return ("interval", start, end, tuple(_item(one) for one in child.children if not isinstance(one, Token)))
    return (str(child.data), start, end)


def _reach(child: Any) -> tuple[int, int]:
    """The tokens that a rule covers."""
    if isinstance(child, Token):
        return child.start_pos, child.end_pos
    return _reach(child.children[0])[0], _reach(child.children[-1])[1]
