"""The one pass that settles what a part of a cell means: a quantity, a date, several bounds, an error, or words.

The grammar accepts a phrase as tokens; here it is decided whether the number in it is the part's standard
(满意度达到90%以上), a label (24小时内到达率100%) or mere description (2400平米体育场馆). The questions are asked in the
order of ``RULES``; the first that has an answer gives it. ``WORDS`` is the honest answer whenever more than one
reading is left: a wrong quantity is far worse than a level.
"""

from __future__ import annotations

from collections.abc import Callable

from jixiao.kernel.quantity import is_measure
from jixiao.kernel.when import When
from jixiao.language import cues
from jixiao.language.ast import Operator, Quantity, Unread
from jixiao.language.facts import WORDS, Settled, alone, bounds
from jixiao.language.operators import FLIPPED, SIGNS, printed
from jixiao.language.phrase import in_phrase, text_of
from jixiao.language.pieces import Amount, Fact, Moment, Part, Ratio, Stretch

__all__ = ["RULES", "settle"]

_Rule = Callable[[Part], Settled | None]


def settle(part: Part) -> Settled:
    """What one part means. Spans are in the folded text; the caller moves them."""
    if len(part.facts) == 1 and not part.gaps[0] and not part.gaps[1]:
        return alone(part.facts[0])
    if not part.facts:
        return _loose_signs(part) or _no_words(part)
    for rule in RULES:
        answer = rule(part)
        if answer is not None:
            return answer
    return WORDS


def _loose_signs(part: Part) -> Settled | None:
    """A sign with nothing, another sign, or neither number nor word behind it."""
    for index, gap in enumerate(part.gaps):
        for place, word in enumerate(gap):
            if word[0] not in SIGNS or word.type in ("BRACKET", "CODE"):
                continue
            behind = gap[place + 1] if place + 1 < len(gap) else None
            if word[0] in "±≠":
                return Unread("operators", span=(word.start_pos, word.end_pos))
            if behind is None:
                if index < len(part.facts) and word == "=":
                    continue
                last = index == len(part.facts)
                return Unread(
                    "no-number" if last and not part.facts else "operators", span=(word.start_pos, word.end_pos)
                )
            if behind[0] in SIGNS:
                return Unread("operators", span=(word.start_pos, behind.end_pos))
            if behind.type == "CODE" and behind[0] != "*":
                continue
            if not any(char.isalpha() for char in behind):
                return Unread("no-number", span=(word.start_pos, behind.end_pos))
    return None


def _no_words(part: Part) -> Settled:
    """A % or a placeholder with neither a number nor a word beside it."""
    text = "".join(part.gaps[0])
    if any(char in "%‰*" for char in text) and not any(char.isalnum() for char in text):
        return Unread("no-number", span=(part.gaps[0][0].start_pos, part.gaps[0][-1].end_pos))
    return WORDS


def _flipped(part: Part) -> Settled | None:
    """90%≤X: a number, a sign behind it, and what is measured."""
    if len(part.facts) != 1 or part.gaps[0] or not part.gaps[1]:
        return None
    fact, (sign, *named) = part.facts[0], part.gaps[1]
    if not isinstance(fact, Amount) or not named or str(sign) not in FLIPPED or fact.problem:
        return None
    if printed(fact).explicit or any(word[0] in SIGNS for word in named):
        return Unread("operators", span=(fact.start, sign.end_pos))
    return Quantity(FLIPPED[str(sign)], fact.value, fact.unit, text_of(named), (fact.start, fact.end), fact.scale)


def _chain(part: Part) -> Settled | None:
    """90%≤X<95%: a number, a sign behind it, what is measured, and the other bound."""
    if len(part.facts) != 2 or part.gaps[0] or part.gaps[2] or not part.gaps[1]:
        return None
    first, second = part.facts
    sign, *named = part.gaps[1]
    if not (isinstance(first, Amount) and isinstance(second, Amount) and str(sign) in FLIPPED):
        return None
    said = printed(second)
    if printed(first).explicit or not said.sign or said.problem or first.problem or second.problem:
        return Unread("operators", span=(first.start, second.end))
    label = text_of(named)
    low = Quantity(
        FLIPPED[str(sign)], first.value, first.unit or second.unit, label, (first.start, first.end), second.scale
    )
    return bounds(
        low, Quantity(said.operator, second.value, second.unit, label, (second.start, second.end), second.scale)
    )


def _unclosed(part: Part) -> Settled | None:
    """A bracket without its other half, around a number."""
    open_ = close = None
    for gap in part.gaps:
        for word in gap:
            if word.type == "CHAR" and word in "([【{〔":
                open_ = word
            elif word.type == "CHAR" and word in ")]】}〕":
                close = word
    loose = open_ or close
    return None if loose is None else Unread("unclosed", span=(loose.start_pos, loose.end_pos))


def _odd(part: Part) -> Settled | None:
    """Characters that may change what a number says (+, /, ×, :), or a remark with a bound of its own."""
    for gap in part.gaps:
        for word in gap:
            if word.type == "CHAR" and word in _ODD_CHARS:
                return WORDS
            if word[0] in SIGNS and not (word == "=" and word is next(iter(part.gaps[0]), None)):
                return WORDS  # ≥完成5次: the sign is not the number's own
            if word.type == "GAP":
                return WORDS
            if word.type == "BRACKET" and word[0] in "([" and cues.ODD_REMARK.search(word):
                return WORDS
    return None


_ODD_CHARS = frozenset("+/×*%‰-~")


def _several_facts(part: Part) -> Settled | None:
    """Which of several numbers is the standard, if one is."""
    if len(part.facts) < 2:
        return None
    pair = _pair(part)
    if pair is not None:
        return pair
    odd = _odd(part)
    if odd is not None:
        return odd
    last = len(part.facts) - 1
    signed = [index for index, fact in enumerate(part.facts) if isinstance(fact, Amount) and printed(fact).sign]
    chosen = signed[0] if len(signed) == 1 else last
    fact = part.facts[chosen]
    if not isinstance(fact, Amount | Stretch) or isinstance(fact, Ratio):
        return WORDS
    others = [index for index in range(len(part.facts)) if index != chosen]
    decisive = len(signed) == 1 or cues.is_metric(text_of(part.gaps[chosen]))
    if all(_beside(part, index, chosen, bool(decisive)) for index in others):
        return in_phrase(_only(part, chosen))
    return WORDS


def _pair(part: Part) -> Settled | None:
    """Two bounds on one thing side by side: ≥90%且≤100%, 大于90%小于95%."""
    if len(part.facts) != 2:
        return None
    first, second = part.facts
    if not (isinstance(first, Amount) and isinstance(second, Amount)) or text_of(part.gaps[1]) not in cues.AND:
        return None
    one, two = printed(first), printed(second)
    if not (one.explicit and two.explicit) or one.way or two.way or part.gaps[2]:
        return None
    if one.problem or two.problem or first.problem or second.problem:
        return None
    if {one.operator, two.operator} & {Operator.EQUAL, Operator.ABOUT}:
        return Unread("operators", span=(first.start, second.end))
    label = text_of(part.gaps[0])
    return bounds(
        Quantity(one.operator, first.value, first.unit, label, (first.start, first.end), first.scale),
        Quantity(two.operator, second.value, second.unit, label, (second.start, second.end), second.scale),
    )


def _beside(part: Part, index: int, chosen: int, decisive: bool) -> bool:
    """Whether a fact beside the standard only describes or labels: it must have words behind it and no claim itself."""
    fact = part.facts[index]
    behind = text_of(part.gaps[index + 1])
    if index > chosen:
        return False
    if not behind:
        return _base_year(fact, part, index, chosen)
    if isinstance(fact, Moment):
        if fact.within_year and not fact.operators:
            return True
        plain_year = not fact.ends and fact.when == When(fact.when.year) and not fact.period and not fact.operators
        return plain_year or decisive
    if isinstance(fact, Amount):
        if printed(fact).sign or cues.is_metric(text_of(part.gaps[index])):
            return False
        if fact.unit in cues.DESCRIBES or decisive:
            return True
        last = part.facts[chosen]
        counts = isinstance(last, Amount) and last.unit and not is_measure(last.unit) and last.unit != "%"
        return is_measure(fact.unit) and not printed(fact).explicit and bool(counts) and not part.gaps[-1]
    return isinstance(fact, Stretch) and not isinstance(fact, Ratio) and (fact.high.unit in cues.DESCRIBES or decisive)


def _base_year(fact: Fact, part: Part, index: int, chosen: int) -> bool:
    """较2021年增长5%: the year that a change is measured against."""
    last = part.facts[chosen]
    changes = isinstance(last, Amount) and printed(last).way is not None
    return changes and isinstance(fact, Moment) and not fact.ends and text_of(part.gaps[index]).endswith(("较", "比"))


def _only(part: Part, chosen: int) -> Part:
    """The part with one fact; the others have become words of its gaps."""
    one = Part()
    before = [word for gap in part.gaps[: chosen + 1] for word in gap]
    behind = [word for gap in part.gaps[chosen + 1 :] for word in gap]
    one.facts, one.gaps = [part.facts[chosen]], [before, behind]
    return one


def _one_fact(part: Part) -> Settled | None:
    return in_phrase(part) if len(part.facts) == 1 else None


RULES: tuple[_Rule, ...] = (
    _chain,
    _flipped,
    _loose_signs,
    _unclosed,
    _several_facts,
    _odd,
    _one_fact,
)
