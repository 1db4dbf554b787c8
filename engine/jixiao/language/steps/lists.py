"""Several numbers under one verb or operator: 分别增长8%和8.5%."""

from __future__ import annotations

from attrs import evolve

from jixiao.language.ast import Change, Operator, Quantity, Several
from jixiao.language.pieces import Amount, Part
from jixiao.language.steps.alone import says
from jixiao.language.steps.settled import Settled, SettledMeaning, words_at
from jixiao.language.text import stray, text_of
from jixiao.language.vocabulary import Vocabulary

__all__ = ["each", "inherits", "plain_number", "shared"]


def each(part: Part, words: Vocabulary) -> Settled | None:
    """分别 before the numbers of one part, with 和 or the like between them."""
    if len(part.facts) < 2 or not any(token.type == "EACH" for token in part.gaps[0]):
        return None
    first = part.facts[0]
    if stray(part.gaps[0], frozenset({"EACH", "BASE"})) or part.gaps[0][-1].type != "EACH" or part.gaps[-1]:
        return words_at(part.gaps[0][-1])
    if any([token.type for token in gap] != ["AND"] for gap in part.gaps[1:-1]):
        return words_at(part.facts[1])
    label = text_of(token for token in part.gaps[0] if token.type != "EACH")
    leading = says(first, words, label)
    items: list[SettledMeaning] = []
    for fact in part.facts:
        answer = says(fact, words, label)
        if isinstance(answer, Several) or not isinstance(answer, Quantity | Change):
            return words_at(fact)
        if not isinstance(leading, Quantity | Change):
            return words_at(first)
        items.append(inherits(leading, answer))
    return Several(tuple(items), (first.start, part.facts[-1].end))


def plain_number(part: Part) -> bool:
    """Whether a part is one number with nothing before it that compares, and no words."""
    fact = part.facts[0] if len(part.facts) == 1 else None
    return isinstance(fact, Amount) and part.gaps == [[], []] and not fact.before and not fact.problem


def inherits(leading: Quantity | Change, item: SettledMeaning) -> SettledMeaning:
    """A number that has no operator of its own takes the one that stands before the first."""
    if not isinstance(item, Quantity):
        return item
    if isinstance(leading, Change):
        operator = item.operator if item.operator is not Operator.BARE else leading.operator
        return Change(leading.way, operator, item.value, item.unit, item.label or leading.label, item.span, item.scale)
    if item.operator is Operator.BARE:
        return evolve(item, operator=leading.operator)
    return item


def shared(parts: list[Part], settled: list[Settled]) -> list[Settled]:
    """The numbers that follow with 、 and have nothing of their own take the verb or operator of the one before them."""
    out = list(settled)
    leading = _leading(parts[0], out[0])
    for index in range(1, len(parts)):
        own = out[index]
        if (
            not plain_number(parts[index])
            or parts[index].separator not in ("、", ",")
            or (parts[index].separator == "," and not _each(parts[index - 1]))
        ):
            if _each(parts[0]) and _is_bare(own):
                out[index] = words_at(parts[index].facts[0])  # 分别 holds for it, and what stands before it is its own
            leading = _leading(parts[index], own)
        elif leading is not None and isinstance(own, Quantity):
            out[index] = inherits(leading, own)
        elif _speaks(out[index - 1]):
            out[index] = words_at(parts[index].facts[0])  # of what stands behind the first, it is not known
    return out


def _each(part: Part) -> bool:
    return any(token.type == "EACH" for token in part.gaps[0])


def _is_bare(settled: Settled) -> bool:
    return isinstance(settled, Quantity) and settled.operator is Operator.BARE


def _speaks(settled: Settled) -> bool:
    """Whether it has an operator or a way that might be meant for the number behind it too."""
    return isinstance(settled, Change) or (isinstance(settled, Quantity) and settled.operator is not Operator.BARE)


def _leading(part: Part, settled: Settled) -> Quantity | Change | None:
    """What the numbers behind it may take over: its operator stands before its number, and nothing behind it."""
    fact = part.facts[0] if len(part.facts) == 1 else None
    leads = isinstance(fact, Amount) and bool(fact.before) and not part.gaps[-1]
    return settled if leads and isinstance(settled, Quantity | Change) else None
