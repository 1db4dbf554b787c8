"""A grammar's LALR(1) parser. Its tables are worked out when the package is built: that takes most of a short run's time."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from jixiao._resource import grammar_text
from jixiao.kernel.built import Built
from jixiao.kernel.classes import frozen

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import Lexer

__all__ = ["Grammar"]


@frozen
class Grammar:
    """The file ``grammar/<name>.lark`` and how it is parsed: from which rules, and by whose tokens.

    ``lexer`` gives the class of a lexer of our own; without one, Lark's contextual lexer reads the terminals. A class of
    one's own is imported only where a parser is made.
    """

    name: str
    start: tuple[str, ...] = ("start",)
    positions: bool = False
    lexer: Callable[[], type[Lexer]] | None = None

    def parser(self) -> Lark:
        """The parser, made anew at each call."""
        from lark import Lark

        data = self.built.data()
        if self.lexer is not None:
            data = {**data, "data": _with_lexer(data["data"], self.lexer())}
        parser: Lark = Lark._load_from_dict(data["data"], data["memo"])  # type: ignore[no-untyped-call]
        return parser

    @property
    def built(self) -> Built:
        """The parser's tables, as plain data."""
        return Built(f"{self.name}_grammar", self._sources, self._tables)

    def _sources(self) -> tuple[str, ...]:
        import lark

        return self._text(), lark.__version__, repr((self.start, self.positions, self.lexer is not None))

    def _text(self) -> str:
        return grammar_text(f"{self.name}.lark")

    def _tables(self) -> dict[str, Any]:
        from lark import Lark
        from lark.grammar import Rule
        from lark.lexer import TerminalDef

        parser = Lark(
            _quick_to_compile(self._text()),
            parser="lalr",
            lexer="contextual" if self.lexer is None else self.lexer(),
            start=list(self.start),
            propagate_positions=self.positions,
            maybe_placeholders=False,
        )
        data, memo = parser.memo_serialize([TerminalDef, Rule])
        data["parser"]["parser"] = _in_order(data["parser"]["parser"])
        return {"data": data if self.lexer is None else _with_lexer(data, None), "memo": memo}


def _with_lexer(data: dict[str, Any], lexer: type[Lexer] | None) -> dict[str, Any]:
    """The tables with this lexer in the two places where Lark looks for one: a class is no plain data."""
    parser = data["parser"]
    conf = {**parser["lexer_conf"], "lexer_type": lexer}
    return {**data, "options": {**data["options"], "lexer": lexer}, "parser": {**parser, "lexer_conf": conf}}


def _in_order(table: dict[str, Any]) -> dict[str, Any]:
    """The same table, its states numbered as they are met from the starts and its tokens in order of their names.

    Lark numbers them otherwise in every process, and what is built twice of one grammar should be one thing.
    """
    names = table["tokens"]
    rows = {
        state: sorted(((names[token], action) for token, action in row.items()), key=itemgetter(0))
        for state, row in table["states"].items()
    }
    starts, ends = (dict(sorted(table[key].items())) for key in ("start_states", "end_states"))
    order = {state: number for number, state in enumerate(dict.fromkeys(starts.values()))}
    for state in (met := list(order)):  # grows while it is walked
        for _, (reduces, target) in rows[state]:
            if not reduces and target not in order:
                order[target] = len(order)
                met.append(target)
    tokens = {name: number for number, name in enumerate(sorted(names.values()))}
    return {
        **table,
        "tokens": {number: name for name, number in tokens.items()},
        "states": {
            order[state]: {
                tokens[name]: (reduces, target if reduces else order[target]) for name, (reduces, target) in rows[state]
            }
            for state in met
        },
        "start_states": {rule: order[state] for rule, state in starts.items()},
        "end_states": {rule: order[state] for rule, state in ends.items()},
    }


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
