"""Several numbers or dates in one part: which of them is its standard, and whether the others only describe."""

from __future__ import annotations

from jixiao.kernel.quantity import is_measure
from jixiao.language.ast import Operator, Quantity, Unread
from jixiao.language.pieces import Amount, Fact, Moment, Part, Ratio, Stretch
from jixiao.language.steps.alone import bounds
from jixiao.language.steps.phrase import describes, in_phrase, measured
from jixiao.language.steps.settled import Settled, Words, words_at
from jixiao.language.text import stray, text_of
from jixiao.language.vocabulary import Vocabulary

__all__ = ["one", "pair", "standard"]


def pair(part: Part, words: Vocabulary) -> Settled | None:
    """Two bounds on one thing side by side: ≥90%且≤100%, 大于90%小于95%, 80%以上90%以下."""
    if len(part.facts) != 2:
        return None
    first, second = part.facts
    if not (isinstance(first, Amount) and isinstance(second, Amount)) or part.gaps[2]:
        return None
    if any(token.type != "AND" for token in part.gaps[1]) or stray(part.gaps[0]):
        return None
    one, two = first.said, second.said
    if not (one.explicit and two.explicit) or one.way or two.way:
        return None
    if one.problem or two.problem or first.problem or second.problem:
        return None
    if {one.operator, two.operator} & {Operator.EQUAL, Operator.ABOUT}:
        return Unread("operators", span=(first.start, second.end))
    label = text_of(part.gaps[0])
    low = Quantity(one.operator, first.value, first.unit, label, (first.start, first.end), first.scale)
    high = Quantity(two.operator, second.value, second.unit, label, (second.start, second.end), second.scale)
    return bounds(low, high)


def one(part: Part, words: Vocabulary) -> Settled | None:
    """The only number or date of a part."""
    return in_phrase(part, words) if len(part.facts) == 1 else None


def standard(part: Part, words: Vocabulary) -> Settled | None:
    """The one number with a printed sign, else the last, when all others only describe."""
    if len(part.facts) < 2:
        return None
    for fact in part.facts:
        if isinstance(fact, Amount) and fact.said.problem == "operators":
            return Unread("operators", span=(fact.start, fact.end))
    signed = [index for index, fact in enumerate(part.facts) if isinstance(fact, Amount) and fact.said.sign]
    chosen = signed[0] if len(signed) == 1 else len(part.facts) - 1
    fact = part.facts[chosen]
    if not isinstance(fact, Amount | Stretch) or isinstance(fact, Ratio):
        return words_at(fact)
    between = text_of(part.gaps[chosen])
    decisive = len(signed) == 1 or (measured(between, words) and between not in words.families["totals"])
    for index, other in enumerate(part.facts):
        if index != chosen and not _beside(part, index, chosen, decisive, words):
            return words_at(other)
    only = _only(part, chosen)
    return words_at(fact) if only is None else in_phrase(only, words)


_BETWEEN = frozenset({"BASE", "COMPARE", "REACH", "NOT", "TAIL", "RATE", "EACH"})


def _beside(part: Part, index: int, chosen: int, decisive: bool, words: Vocabulary) -> bool:
    """Whether a fact beside the standard only describes or labels: it must have words behind it and no claim itself."""
    fact, behind = part.facts[index], part.gaps[index + 1]
    if index > chosen or stray(part.gaps[index], frozenset({"BASE"})) or stray(behind, _BETWEEN):
        return False
    if not text_of(behind):
        return _base_year(fact, part, index, chosen) or (decisive and _class(fact, words))
    if isinstance(fact, Moment):
        if (fact.point.within or (fact.ends == {"inside"} and fact.when.month is None)) and not fact.before:
            return True
        apart = any(word in text_of(behind) for word in words.families["apart"].words)
        return not apart and (fact.plain_year or (decisive and fact.problem is None and not fact.ends))
    last = part.facts[chosen]
    if isinstance(last, Amount) and last.said.way is not None:
        return False
    if isinstance(fact, Amount):
        if fact.said.sign or fact.said.way or fact.problem or measured(text_of(part.gaps[index]), words):
            return False
        if (describes(fact.unit, words) and fact.unit not in words.families["event"]) or decisive:
            return bool(fact.unit) or decisive
        return _sized(fact, part, chosen)
    return isinstance(fact, Stretch) and not isinstance(fact, Ratio) and (describes(fact.high.unit, words) or decisive)


def _class(fact: Fact, words: Vocabulary) -> bool:
    """二类≥90%: the class that the standard is for, in a Chinese numeral and with nothing said of it."""
    if not isinstance(fact, Amount) or not fact.spelt or fact.said.explicit or fact.said.way:
        return False
    return fact.unit in words.families["classes"] and fact.value < 10


def _sized(fact: Amount, part: Part, chosen: int) -> bool:
    """A size before a count describes what is counted (改造5公里道路3条)."""
    last = part.facts[chosen]
    counts = isinstance(last, Amount) and last.unit and not is_measure(last.unit) and last.unit != "%"
    return is_measure(fact.unit) and not fact.said.explicit and bool(counts) and not part.gaps[-1]


def _base_year(fact: Fact, part: Part, index: int, chosen: int) -> bool:
    """较2021年增长5%: the year that a change is measured against."""
    last = part.facts[chosen]
    changes = isinstance(last, Amount) and last.said.way is not None
    before = part.gaps[index]
    return changes and isinstance(fact, Moment) and not fact.ends and bool(before) and before[-1].type == "BASE"


def _only(part: Part, chosen: int) -> Part | None:
    """The part with one fact; the others have become words of its gaps, with the base of a change among them."""
    only = Part()
    before = [token for gap in part.gaps[: chosen + 1] for token in gap]
    behind = [token for gap in part.gaps[chosen + 1 :] for token in gap]
    only.facts, only.gaps = [part.facts[chosen]], [before, behind]
    return only


def nothing_left(part: Part, words: Vocabulary) -> Settled | None:
    """Whatever no step before could account for."""
    return Words((part.facts[0].start, part.facts[-1].end)) if part.facts else Words()
