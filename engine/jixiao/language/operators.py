"""What the comparisons before a number and the limits behind it say together: one operator, and the way of a change."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.language.ast import Operator, Way
from jixiao.language.tokens import Token

__all__ = ["FLIPPED", "Said", "said"]

FLIPPED = {
    "<=": Operator.AT_LEAST,
    "<": Operator.MORE,
    ">=": Operator.AT_MOST,
    ">": Operator.LESS,
}
"""What a sign behind a number says of it: 90%≤X is X ≥ 90%."""
_NEGATED = {
    Operator.MORE: Operator.AT_MOST,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
    Operator.AT_MOST: Operator.MORE,
}
_INCLUDING = {Operator.MORE: Operator.AT_LEAST, Operator.LESS: Operator.AT_MOST}
_EXCLUDING = {Operator.AT_LEAST: Operator.MORE, Operator.AT_MOST: Operator.LESS}
_EITHER = {
    frozenset({Operator.MORE, Operator.EQUAL}): Operator.AT_LEAST,
    frozenset({Operator.MORE, Operator.AT_LEAST}): Operator.AT_LEAST,
    frozenset({Operator.AT_LEAST, Operator.EQUAL}): Operator.AT_LEAST,
    frozenset({Operator.LESS, Operator.EQUAL}): Operator.AT_MOST,
    frozenset({Operator.LESS, Operator.AT_MOST}): Operator.AT_MOST,
    frozenset({Operator.AT_MOST, Operator.EQUAL}): Operator.AT_MOST,
}


@frozen
class Said:
    """The one operator (BARE: none), the way of a change, and whether a sign said it (``sign``) or anything (``explicit``).

    ``problem`` is "operators" when signs contradict or repeat each other, "words" when words do. ``including`` is
    "with" or "without" where a bare number is printed so (80(含)-90(不含)).
    """

    operator: Operator = Operator.BARE
    way: Way | None = None
    sign: bool = False
    explicit: bool = False
    problem: str | None = None
    including: str = ""
    between: bool = False


_NOTHING = Said()
_SIGNS = {operator.value: Said(operator, None, True, True) for operator in Operator}
_WORDS = {operator.value: Said(operator, None, False, True) for operator in Operator}
_OPERATORS = {operator.value: operator for operator in Operator}
_UNKNOWN = Said(problem="words")
_WRONG = Said(sign=True, problem="operators")


def said(before: Sequence[Token], behind: Sequence[Token], value: Fraction | None = None) -> Said:
    """What they say of a number of this value (None: of a date)."""
    if not behind:
        if not before:
            return _NOTHING
        if len(before) == 1:
            token = before[0]
            if token.type == "SIGN":
                return _SIGNS.get(token.value, _WRONG)
            if token.type in ("COMPARE", "REACH"):
                return _WORDS[token.value]
    elif len(behind) == 1 and not before and behind[0].type == "TAIL" and behind[0].value:
        return _WORDS[behind[0].value]
    return _Together(before, behind, value).said()


class _Together:
    """The general case: several of them."""

    def __init__(self, before: Sequence[Token], behind: Sequence[Token], value: Fraction | None) -> None:
        self.strong: list[Operator] = []
        self.reached: list[Operator] = []
        self.ways: set[Way] = set()
        self.signs = 0
        self.including = ""
        self.problem = self.between = False
        self.value = value
        self._before(before)
        for token in behind:
            self._limit(token)

    def _before(self, tokens: Sequence[Token]) -> None:
        negated = either = False
        for token in tokens:
            kind = token.type
            if kind == "NOT":
                negated = True
                continue
            if kind == "OR":
                either = True
                continue
            if kind == "INCLUDING":
                self._limit(token)
                continue
            if kind == "CHANGE":
                self.ways.add(Way(token.value))
                self.problem = self.problem or negated
                negated = False
                continue
            self.signs += kind == "SIGN"
            operator = _OPERATORS.get(token.value)
            if operator is not None and negated:
                operator = _NEGATED.get(operator)
            self._add(operator, reached=kind == "REACH" and not negated and not either, either=either)
            negated = either = False

    def _add(self, operator: Operator | None, *, reached: bool, either: bool) -> None:
        if operator is None:
            self.problem = True
        elif either and (self.strong or self.reached):
            known = (self.strong or self.reached).pop()
            joined = known if known is operator else _EITHER.get(frozenset({known, operator}))
            if joined is None:
                self.problem = True
            else:
                self.strong.append(joined)
        elif reached:
            self.reached.append(operator)
        else:
            self.strong.append(operator)

    def _limit(self, token: Token) -> None:
        if token.type == "INCLUDING":
            says, printed = token.value
            if printed is not None and printed != self.value:
                self.problem = True
            if self.including not in ("", says):
                self.problem = True
            self.including = says
        elif not token.value:
            self.between = True
        else:
            self.strong.append(Operator(token.value))

    def said(self) -> Said:
        operators = set(self.strong)
        if self.signs > 1 or (len(operators) > 1 and self.signs):
            return _WRONG
        if self.problem or len(operators) > 1 or len(self.ways) > 1:
            return _WRONG if self.signs and self.problem and not self.ways else _UNKNOWN
        operator = operators.pop() if operators else self._reached()
        if operator is None:
            return _UNKNOWN
        if self.including:
            operator = (_INCLUDING if self.including == "with" else _EXCLUDING).get(operator, operator)
        way = self.ways.pop() if self.ways else None
        explicit = operator is not Operator.BARE
        return Said(operator, way, self.signs > 0, explicit, None, self.including if not explicit else "", self.between)

    def _reached(self) -> Operator | None:
        """达到 says ≥ only where nothing else speaks; two that differ say nothing that is known."""
        if not self.reached:
            return Operator.BARE
        return self.reached[0] if len(set(self.reached)) == 1 else None
