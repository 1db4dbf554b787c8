"""A date inside a phrase: it is the standard when its words say so (前, 底), or when what is done by then stands beside it."""

from __future__ import annotations

from jixiao.language.ast import Deadline, Period, Relation
from jixiao.language.pieces import Moment, Part
from jixiao.language.steps.alone import says
from jixiao.language.steps.settled import Settled, words_at
from jixiao.language.text import label_of, stray, text_of
from jixiao.language.vocabulary import Vocabulary

__all__ = ["in_date_phrase", "is_dated"]


def is_dated(before: str, words: Vocabulary) -> bool:
    """Whether the words end in what a date stands behind (完成时间为, 截至)."""
    return words.families["dated"].ends(before) > 0


def in_date_phrase(part: Part, fact: Moment, words: Vocabulary) -> Settled | None:
    """What a part's only date means among the words before and behind it."""
    front, back = part.gaps
    loose = stray(front) or stray(back)
    if loose is not None:
        return words_at(loose)
    before, behind = text_of(front), text_of(back)
    if behind and (words.families["not_by"].begins(behind) or "的" in behind or _apart(behind, words)):
        return words_at(back[0])
    if words.families["begins_from"].ends(before) and fact.until is None:
        return words_at(front[-1])
    if fact.problem is None and not fact.ends and not (fact.before and not before and not behind):
        if behind and not (words.families["done"].begins(behind) if fact.plain_year else _does(behind, words)):
            return words_at(back[0])
        if before and not is_dated(before, words) and not (behind and not fact.plain_year):
            return words_at(front[-1])
    elif behind and not _does(behind, words):
        return words_at(back[0])
    if fact.point.half and not fact.ends and behind:
        fact.ends = {"end"}
    return _by_year(says(fact, words, label_of(before)), behind)


def _apart(behind: str, words: Vocabulary) -> bool:
    """Whether a 前 or 后 stands apart from its date (12月31日会议前)."""
    return any(word in behind for word in words.families["apart"].words)


def _does(behind: str, words: Vocabulary) -> bool:
    """Whether one of the words of doing stands in the text."""
    acts = words.families["does_by"]
    return any(acts.begins(behind, place) for place in range(len(behind)))


def _by_year(settled: Settled, behind: str) -> Settled:
    """2021年完成 is a deadline, where a bare 2021年 is a period."""
    if isinstance(settled, Period) and settled.end is None and behind:
        return Deadline(Relation.BY, settled.start, settled.label, settled.span)
    return settled
