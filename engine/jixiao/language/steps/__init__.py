"""From the pieces of a part to what it means: named steps, asked in order; the first that has an answer gives it.

Each stands in a module of its own, and its cells in ``tests/language/steps``. A step that only changes the part's pieces (a rate
joins its unit) answers nothing. Words are the answer whenever more than one reading is left: a wrong quantity is far
worse than a level.
"""

from __future__ import annotations

from collections.abc import Callable

from jixiao.language.pieces import Part
from jixiao.language.steps.alone import alone
from jixiao.language.steps.due import due
from jixiao.language.steps.lists import each
from jixiao.language.steps.rates import by_words, every
from jixiao.language.steps.settled import Settled, Words, words_at
from jixiao.language.steps.signs import flipped, loose_signs, unclosed
from jixiao.language.steps.standard import one, pair, standard
from jixiao.language.vocabulary import Vocabulary

__all__ = ["STEPS", "Step", "settle"]

Step = Callable[[Part, Vocabulary], Settled | None]

STEPS: tuple[Step, ...] = (
    alone,
    flipped,
    loose_signs,
    unclosed,
    every,
    by_words,
    one,
    pair,
    each,
    due,
    standard,
)


def settle(part: Part, words: Vocabulary) -> Settled:
    """What one part means. Spans are in the folded text."""
    facts = part.facts
    if not facts:
        return loose_signs(part, words) or _unread_number(part)
    if part.plain and len(facts) == 1:  # the steps between have nothing to say of it
        return alone(part, words) or one(part, words) or Words()
    for step in STEPS:
        answer = step(part, words)
        if answer is not None:
            return answer
    return Words()


def _unread_number(part: Part) -> Words:
    """Words, stopped by a number whose characters make none (100余人, 三五天) or that a sign stands before (≥100KK)."""
    signed = False
    for token in part.gaps[0]:
        if token.type == "MAYBE" or (signed and token.type == "CODE"):
            return words_at(token)
        signed = token.type in ("SIGN", "COMPARE")
    return Words()
