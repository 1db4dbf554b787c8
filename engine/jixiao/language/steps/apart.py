"""What stands before a number apart from it: an operator that means it all the same, or one that leaves it open."""

from __future__ import annotations

from jixiao.language.ast import Operator
from jixiao.language.operators import said
from jixiao.language.pieces import Amount, Fact, Stretch
from jixiao.language.text import stray
from jixiao.language.tokens import Token
from jixiao.language.vocabulary import Vocabulary

__all__ = ["left_over", "operator_apart"]

_OPERATORS = frozenset({"COMPARE", "NOT"})
_APART = frozenset({"COMPARE", "NOT", "REACH", "SIGN"})
_NOUN = frozenset({"LOOSE"})
_CHANGING_NOUN = frozenset({"CHANGE", "LOOSE"})
_SHARES = ("%", "‰", "‱")


def left_over(before: list[Token], behind: list[Token], fact: Fact, words: Vocabulary) -> Token | None:
    """The first token around the only number that is not accounted for, None when all are."""
    told = fact.said if isinstance(fact, Amount) else None
    signed = told is not None and told.sign
    changes = told is not None and told.way is not None
    if isinstance(fact, Stretch):
        changes = fact.low.said.way is not None
    for index, token in enumerate(before):
        kind = token.type
        if stray((token,)) is None or kind == "EACH" or (kind == "BASE" and changes):
            continue
        if signed and (kind == "LOOSE" or (kind == "NUMERAL" and len(token.text) == 1)):
            continue  # the name of what is measured: 宏达小区满意度≥90%
        if not (_named(before, index) or _means_it(before, index)):
            return token
    counts = isinstance(fact, Amount) and words.kinds.get(fact.unit) == "thing"
    return stray(behind, _CHANGING_NOUN if counts else _NOUN)  # 带动500户增收


def _named(before: list[Token], index: int) -> bool:
    """省级以上奖励: the limit belongs to a word before it and names what follows."""
    if before[index].type != "TAIL" or not 0 < index < len(before) - 1:
        return False
    return before[index - 1].type == "WORDS" and before[index + 1].type == "WORDS"


def _means_it(before: list[Token], index: int) -> bool:
    """至少全年完成2次, 达到预期目标90%, =完成5次: what compares, one word or two apart from its number."""
    token = before[index]
    if token.type in _OPERATORS:
        tokens = before[index + 1 :] if token.type == "NOT" else before[index:]
        if not tokens or tokens[0].type != "COMPARE":
            return False
        return len(tokens) == 1 or (len(tokens) == 2 and tokens[1].type == "WORDS")
    reaches = token.type == "REACH" and token.value == Operator.AT_LEAST.value
    equals = token.type == "SIGN" and token.text == "=" and index == 0
    return (reaches or equals) and index == len(before) - 2 and before[-1].type == "WORDS"


def operator_apart(before: list[Token], fact: Amount | Stretch, words: Vocabulary) -> Operator | None:
    """The operator that stands apart from its number (BARE: none), None where it may not mean the number."""
    place = next((index for index, token in enumerate(before) if token.type in _APART), None)
    if place is None:
        return Operator.BARE
    if not isinstance(fact, Amount) or fact.said.way:
        return None
    if before[place].type in ("REACH", "SIGN"):
        found = said(before[place : place + 1], ()).operator
        own = fact.said.operator
        if before[place].type == "REACH" and own is not Operator.BARE:
            return Operator.BARE  # 达到全市平均水平的90%以上: the number speaks for itself
        return found if own in (Operator.BARE, found) else None
    if fact.said.explicit:
        return None
    tokens = [token for token in before[place:] if token.type in _OPERATORS]
    found = said(tokens, ()).operator
    if said(tokens, ()).problem or found not in (Operator.AT_LEAST, Operator.AT_MOST):
        return None
    spoken = before[-1].text if before[-1].type == "WORDS" else ""
    if len(spoken) > 1 and spoken.endswith("的") and fact.unit in _SHARES:
        return found  # 不超过预算总额的5%
    return found if not spoken or (len(tokens) == 1 and words.families["filler"].covers(spoken)) else None
