"""What the operators before a number and the limits behind it say together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from jixiao.language.ast import Operator, Way

if TYPE_CHECKING:
    from jixiao.language.pieces import Amount

__all__ = ["FLIPPED", "SIGNS", "Printed", "printed"]

SIGNS = frozenset("≥≤<>=±≠")
_BEFORE = {
    "AT_LEAST": Operator.AT_LEAST,
    "MORE": Operator.MORE,
    "EQUAL": Operator.EQUAL,
    "LESS": Operator.LESS,
    "AT_MOST": Operator.AT_MOST,
    "ABOUT": Operator.ABOUT,
}
_BEHIND = {
    "ABOVE": Operator.AT_LEAST,
    "BELOW": Operator.AT_MOST,
    "AROUND": Operator.ABOUT,
    "BEYOND": Operator.MORE,
}
_INCLUDING = {Operator.MORE: Operator.AT_LEAST, Operator.LESS: Operator.AT_MOST}
_EXCLUDING = {Operator.AT_LEAST: Operator.MORE, Operator.AT_MOST: Operator.LESS}
FLIPPED = {
    "≤": Operator.AT_LEAST,
    "<=": Operator.AT_LEAST,
    "<": Operator.MORE,
    "≥": Operator.AT_MOST,
    ">=": Operator.AT_MOST,
    ">": Operator.LESS,
}
"""What a sign behind a number says of it: 90%≤X is X ≥ 90%."""


@frozen
class Printed:
    """The one operator that was printed (BARE: none), the way of a change, and whether a sign said it.

    ``problem`` is "operators" when signs contradict or repeat each other, "words" when words do.
    """

    operator: Operator = Operator.BARE
    way: Way | None = None
    sign: bool = False
    explicit: bool = False
    problem: str | None = None


_NOTHING = Printed()


def printed(amount: Amount) -> Printed:
    """The operator of an amount."""
    if not amount.operators and not amount.limits:
        return _NOTHING
    if len(amount.operators) == 1 and not amount.limits:
        known = _SINGLE.get((amount.operators[0].type, amount.operators[0][0] in SIGNS))
        if known is not None:
            return known
    return _together(amount)


def _together(amount: Amount) -> Printed:
    strong: list[Operator] = []
    signs = sum(token[0] in SIGNS for token in amount.operators)
    weak = False
    way: Way | None = None
    for token in amount.operators:
        if token.type in _BEFORE:
            strong.append(_BEFORE[token.type])
        elif token.type == "REACH":
            weak = True
        else:
            way = Way.UP if token.type == "UP" else Way.DOWN
    limits = [token.type for token in amount.limits]
    behind = [_BEHIND[kind] for kind in limits if kind in _BEHIND]
    operator = _one([*strong, *behind]) if strong or behind else (Operator.AT_LEAST if weak else Operator.BARE)
    if signs > 1 or operator is None:
        return Printed(way=way, sign=bool(signs), problem="operators" if signs else "words")
    if "WITH" in limits:
        operator = _INCLUDING.get(operator, operator)
    if "WITHOUT" in limits:
        operator = _EXCLUDING.get(operator, operator)
    return Printed(operator, way, bool(signs), operator is not Operator.BARE)


def _one(operators: Sequence[Operator]) -> Operator | None:
    return operators[0] if len(set(operators)) == 1 else None


_SINGLE = {
    **{(kind, True): Printed(operator, None, True, True) for kind, operator in _BEFORE.items()},
    **{(kind, False): Printed(operator, None, False, True) for kind, operator in _BEFORE.items()},
    ("REACH", False): Printed(Operator.AT_LEAST, None, False, True),
    ("UP", False): Printed(Operator.BARE, Way.UP),
    ("DOWN", False): Printed(Operator.BARE, Way.DOWN),
}
