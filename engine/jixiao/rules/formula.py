"""Formulas over declared inputs (``grammar/formula.lark``): + − × ÷, max, min and abs of names and exact numbers; no free code.

A formula is a plain value: compared, hashed and copied by what it computes. Its units are worked out when it is loaded, so that
元 and 处 are never added.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.document_faults import Fault
from jixiao.kernel.number import exact
from jixiao.kernel.structure import read_text
from jixiao.kernel.tables import As
from jixiao.language.tables import Grammar
from jixiao.rules.faults import NO_FORMULA, WRONG_CALL, WRONG_UNITS

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = ["GRAMMAR", "SHARES", "Formula", "UnitPowers", "WrittenFormula", "dimension_of", "read_formula"]

GRAMMAR = Grammar("formula", ("formula",), positions=True)

SHARES = {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "‱": Fraction(1, 10000)}
"""Units that are parts of one: a value of theirs is a share."""

Term = tuple[Any, ...]
"""``("number", value)``, ``("name", name)``, or an operation before its arguments."""

UnitPowers = tuple[tuple[str, int], ...]
"""Units with their powers, in order of their names; none for a pure number."""


@frozen(slots=False)
class Formula:
    """An exact formula; ``text`` is how it was written."""

    text: str = field(eq=False)
    tree: Term

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The inputs that it asks for, each once, in the order in which they are written."""
        return tuple(dict.fromkeys(_names(self.tree)))

    def value(self, inputs: Mapping[str, Fraction]) -> Fraction | None:
        """What it comes to; None where it divides by zero. Raises KeyError for an input that is not given."""
        try:
            return _value(self.tree, inputs)
        except ZeroDivisionError:
            return None

    def dimension(self, units: Mapping[str, str]) -> UnitPowers | None:
        """The unit of what it comes to; None for a bare number. Raises Fault (WRONG_UNITS) where unlike units are added."""
        return _dimension(self.tree, units)


@functools.lru_cache(maxsize=256)
def read_formula(text: str) -> Formula:
    """The formula. Raises Fault (NO_FORMULA, WRONG_CALL)."""
    (tree,) = _parse(text).children
    return Formula(" ".join(text.split()), _term(tree))


WrittenFormula = Annotated[Formula, As(lambda value: read_formula(read_text(value)), {"type": "string"})]
"""A formula such as ``(本年 - 上年) / 上年`` (``grammar/formula.lark``)."""


def dimension_of(unit: str) -> UnitPowers:
    """The dimension of one unit; a share has none."""
    return () if not unit or unit in SHARES else ((unit, 1),)


# -- reading


@functools.cache
def _lark() -> Lark:
    return GRAMMAR.parser()


def _parse(text: str) -> Tree[Token]:
    from lark import UnexpectedInput

    try:
        return _lark().parse(text, start="formula")
    except UnexpectedInput as error:
        line = error.line if error.line and error.line > 0 else text.count("\n") + 1
        column = error.column if error.column and error.column > 0 else 1
        raise Fault(NO_FORMULA, line=line, column=column, near=text.split("\n")[line - 1].strip()) from None


def _term(node: Any) -> Term:
    kind = getattr(node, "type", "")
    if kind == "NUMBER":
        return "number", exact(str(node))
    if kind == "NAME":
        return "name", str(node)
    if node.data == "call":
        name, *arguments = node.children
        _count(str(name), len(arguments), node)
        return str(name), *map(_term, arguments)
    return node.data.value if hasattr(node.data, "value") else str(node.data), *(
        _term(each) for each in node.children if getattr(each, "type", "") not in _SIGNS
    )


_SIGNS = frozenset({"ADD", "SUBTRACT", "MULTIPLY", "DIVIDE"})


def _count(name: str, given: int, node: Any) -> None:
    wanted = 1 if name == "abs" else 2
    if given < wanted or (name == "abs" and given > 1):
        raise Fault(WRONG_CALL, line=node.meta.line, column=node.meta.column, function=name, n=wanted)


# -- what it comes to


def _names(node: Term) -> Iterator[str]:
    if node[0] == "name":
        yield node[1]
    elif node[0] != "number":
        for each in node[1:]:
            yield from _names(each)


def _value(node: Term, inputs: Mapping[str, Fraction]) -> Fraction:
    if node[0] == "number":
        return Fraction(node[1])
    if node[0] == "name":
        return inputs[node[1]]
    return _OPERATIONS[node[0]](*(_value(each, inputs) for each in node[1:]))


_OPERATIONS: dict[str, Callable[..., Fraction]] = {
    "add": lambda one, two: one + two,
    "subtract": lambda one, two: one - two,
    "multiply": lambda one, two: one * two,
    "divide": lambda one, two: one / two,
    "negate": lambda one: -one,
    "abs": abs,
    "max": max,
    "min": min,
}


def _dimension(node: Term, units: Mapping[str, str]) -> UnitPowers | None:
    """None for what is made of numbers alone: 3 is as well 3 处 as 3 元."""
    operation, *arguments = node
    if operation == "number":
        return None
    if operation == "name":
        return dimension_of(units[arguments[0]])
    found = [_dimension(each, units) for each in arguments]
    if operation in ("multiply", "divide"):
        return _product(found[0], found[1], 1 if operation == "multiply" else -1)
    known = list(dict.fromkeys(each for each in found if each is not None))
    if len(known) > 1:
        raise Fault(WRONG_UNITS, one=_text(known[0]), other=_text(known[1]))
    return known[0] if known else None


def _product(one: UnitPowers | None, two: UnitPowers | None, power: int) -> UnitPowers | None:
    if one is None and two is None:
        return None
    powers: Counter[str] = Counter()
    for unit, times in one or ():
        powers[unit] += times
    for unit, times in two or ():
        powers[unit] += times * power
    return tuple(sorted((unit, times) for unit, times in powers.items() if times))


def _text(dimension: UnitPowers) -> str:
    return "·".join(unit if times == 1 else f"{unit}^{times}" for unit, times in dimension) or "1"
