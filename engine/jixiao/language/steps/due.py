"""A date with an amount due by it: 12月底前100%到位."""

from __future__ import annotations

from jixiao.language.ast import Quantity, Range, Several
from jixiao.language.pieces import Amount, Moment, Part, Ratio, Stretch
from jixiao.language.steps.dated import is_dated
from jixiao.language.steps.phrase import in_phrase
from jixiao.language.steps.settled import Settled
from jixiao.language.text import stray, text_of
from jixiao.language.vocabulary import Vocabulary

__all__ = ["due"]


def due(part: Part, words: Vocabulary) -> Settled | None:
    """Both, where the date says that it is an end (底, 前) and the amount is the standard of what follows it."""
    if len(part.facts) != 2:
        return None
    date, amount = part.facts
    if not isinstance(date, Moment) or not isinstance(amount, Amount | Stretch) or isinstance(amount, Ratio):
        return None
    if not date.ends or date.until is not None or date.problem or date.before or stray(part.gaps[0]):
        return None
    if date.point.within or date.ends == {"inside"}:
        return None
    before = text_of(part.gaps[0])
    if before and not is_dated(before, words):
        return None
    if "的" in text_of(part.gaps[1])[:-1]:
        return None
    rest = Part()
    rest.facts, rest.gaps = [amount], [part.gaps[1], part.gaps[2]]
    answer = in_phrase(rest, words)
    if not isinstance(answer, Quantity | Range):
        return answer if answer is not None and not isinstance(answer, Several) else None
    by = in_phrase(_alone(date), words)
    if by is None or isinstance(by, Several) or not hasattr(by, "relation"):
        return None
    return Several((by, answer), (date.start, amount.end))  # type: ignore[arg-type]


def _alone(date: Moment) -> Part:
    part = Part()
    part.facts, part.gaps = [date], [[], []]
    return part
