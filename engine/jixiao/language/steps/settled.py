"""What a step may answer: a standard, several of them, a mistake, or that the part is words."""

from __future__ import annotations

from jixiao.kernel.classes import frozen
from jixiao.language.ast import Change, Deadline, Period, Quantity, Range, Several, Unread
from jixiao.language.pieces import Fact
from jixiao.language.tokens import Token

__all__ = ["Settled", "SettledMeaning", "Words", "words_at"]


@frozen
class Words:
    """The part is words: no number in it is its standard. ``span`` is what stopped the reading, in the folded text."""

    span: tuple[int, int] | None = None


SettledMeaning = Quantity | Range | Change | Deadline | Period
Settled = SettledMeaning | Several | Unread | Words


def words_at(what: Token | Fact) -> Words:
    """Words, stopped by this token or fact."""
    if isinstance(what, Fact):
        return Words((what.start, what.end))
    return Words((what.start_pos, what.end_pos))
