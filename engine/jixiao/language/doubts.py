"""What is doubtful about a reading: a year's century, a slip in a unit or a level, a number that was read as words."""

from __future__ import annotations

from functools import lru_cache

from jixiao.kernel.diagnostic import Diagnostic, Place, diagnose
from jixiao.kernel.quantity import suggest
from jixiao.language.ast import Level, Meaning
from jixiao.language.fold import Folded
from jixiao.language.levels import scales
from jixiao.language.pieces import Fact, Moment, Part
from jixiao.language.steps.settled import Words
from jixiao.language.vocabulary import vocabulary

__all__ = ["doubts"]

LONGEST = 5
"""The longest level word that is looked up, in characters."""


def doubts(
    text: str, folded: Folded, parts: list[Part], meaning: Meaning, stopped: Words | None
) -> tuple[Diagnostic, ...]:
    """Notes and warnings on a cell that was read; usually none. ``stopped``: what made words of a part with a number."""
    if isinstance(meaning, Level):
        if stopped is not None and stopped.span is not None:
            return (_stopped(text, folded, stopped.span),)
        return _level(text, meaning) if len(meaning.words) <= LONGEST else ()
    found: list[Diagnostic] = []
    for part in parts:
        for fact in part.facts:
            doubt = _fact(text, folded, fact)
            if doubt is not None:
                found.append(doubt)
    return tuple(found)


def _stopped(text: str, folded: Folded, span: tuple[int, int]) -> Diagnostic:
    """A number stands in the cell and was read as words; where a unit looks like a slip, that is said."""
    place = Place(text=text, span=folded.span(*span))
    what = text[slice(*(place.span or (0, 0)))].strip()
    behind_number = span[0] > 0 and folded.text[span[0] - 1] in vocabulary().goes_on
    known = suggest(what) if behind_number and len(what) <= LONGEST else None
    if known is not None:
        return diagnose("JX111", place, unit=what, known=known)
    return diagnose("JX113", place, text=text, what=what[:40])


def _fact(text: str, folded: Folded, fact: Fact) -> Diagnostic | None:
    if isinstance(fact, Moment):
        if not fact.point.assumed_year:
            return None
        return diagnose("JX110", _place(text, folded, fact), text=text, year=fact.when.year)
    return None


def _place(text: str, folded: Folded, fact: Fact) -> Place:
    return Place(text=text, span=folded.span(fact.start, fact.end))


_SLIPS = {
    "建全": "健全", "键全": "健全", "和格": "合格", "和规": "合规", "和理": "合理", "显着": "显著", "提搞": "提高", "有郊": "有效",
}  # fmt: skip


@lru_cache(maxsize=1)
def _level_words() -> tuple[frozenset[str], dict[str, str]]:
    """The known level words, and each of three characters or more with one of them left open."""
    known = frozenset(word for scale in scales().every for word in scale)
    holes = {
        word[:place] + "*" + word[place + 1 :]: word
        for word in sorted(known)
        if len(word) > 2
        for place in range(1, len(word))
    }
    return known, holes


def _level(text: str, meaning: Level) -> tuple[Diagnostic, ...]:
    """A level word with one character wrong."""
    words = meaning.words
    if len(words) < 2:
        return ()
    known, holes = _level_words()
    if words in known:
        return ()
    meant = _SLIPS.get(words)
    if meant is None and len(words) > 2:
        found = (holes.get(words[:place] + "*" + words[place + 1 :]) for place in range(1, len(words)))
        meant = next((word for word in found if word is not None), None)
    if meant is None:
        return ()
    return (diagnose("JX112", Place(text=text, span=meaning.span), text=words, known=meant),)
