"""Heads of two rows in texts that do not say which of their cells are wide: where the upper cells must have stood.

Copied as text, a head of two rows keeps its words and loses their reach: of an upper cell that reaches down, the lower row has
nothing. How many cells are missing is told by the longest rows of the body, and where by what stands in these rows; a head for
which that does not come out clearly is given up, since under it every row would be shifted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from jixiao.documents.layout.lexicon import hinted, is_named
from jixiao.documents.layout.words import Role, bare, is_header_row, is_level1, is_section, role_of
from jixiao.documents.text_align import MARGIN, Slot, fit, slot_of
from jixiao.documents.text_rows import TextRow, TextToken
from jixiao.kernel.classes import frozen

__all__ = ["TwoRows", "is_torn", "is_upper", "put_together"]

_VALUES = (Role.TARGET, Role.ACTUAL)
_APART = (Role.POINTS, Role.SCORE, Role.REASON, Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)
_MOST = 20  # rows of the body that are looked at


@frozen
class TwoRows:
    """A head of two rows put together: the cells of each by their column, and the slot of each column."""

    upper: dict[int, TextToken]
    lower: dict[int, TextToken]
    slots: tuple[Slot, ...]


def is_upper(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether one row of words is the upper row of a head of which the other is the lower one, and says more than it."""
    if len(upper) < 2 or len(upper) >= len(lower) or is_header_row([text for text in upper if not is_section(text)]):
        return False
    return all(map(_is_over, upper)) and bool(_own(upper, lower))


def is_torn(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two rows are a head of which neither is one alone: levels above, and words below that say nothing alone."""
    if len(upper) < 2 or len(lower) < 2 or not all(map(_is_over, upper)):
        return False
    levels = {Role.LEVEL1, Role.LEVEL2, Role.LEVEL3}
    named = {role_of(text) for text in (*upper, *lower)}
    known = all(role_of(text) is not None or is_named("column", "generic", bare(text)) for text in lower)
    both = any(role_of(text) in levels for text in lower) or not {role_of(text) for text in upper} - levels
    return known and both and len(levels & named) == 3 and not is_header_row(upper) and not is_header_row(lower)


def put_together(upper: Sequence[TextToken], lower: Sequence[TextToken], body: Sequence[TextRow]) -> TwoRows | None:
    """The head, None where it cannot be told; ``body`` are the rows below it."""
    own = [token for token in upper if token.text in _own([t.text for t in upper], [t.text for t in lower])]
    generic = [number for number, token in enumerate(lower) if is_named("column", "generic", bare(token.text))]
    missing = max((len(row.tokens) for row in body), default=0) - len(lower)
    whole = [row.texts for row in body if len(row.tokens) == len(lower) + missing]
    rows = [texts for texts in whole if is_level1(texts[0])][:_MOST] or whole[:_MOST]
    if not 0 <= missing <= len(own):
        return None
    weighed = sorted(
        (
            (_weight(head.slots, rows) - _strangers(head), n, head)
            for n, head in enumerate(_ways(upper, lower, own, generic, missing))
        ),
        key=lambda each: -each[0],
    )
    if not weighed or (len(weighed) > 1 and weighed[0][0] - weighed[1][0] < MARGIN):
        return None
    return weighed[0][2] if weighed[0][0] > 0 else None


def _is_over(text: str) -> bool:
    return is_section(text) or role_of(text) is not None or bool(hinted("column", bare(text)))


def _own(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The upper words that name a column which no lower one names."""
    below = {role_of(text) for text in lower}
    return [text for text in upper if not is_section(text) and role_of(text) not in (None, *below)]


def _weight(slots: Sequence[Slot], rows: Sequence[Sequence[str]]) -> int:
    return sum(fit(slot, text) for row in rows for slot, text in zip(slots, row, strict=True))


def _strangers(head: TwoRows) -> int:
    """What speaks against a head: points or reasons under an upper cell that says target or actual."""
    over = [max((n for n in head.upper if n <= number), default=None) for number in head.lower]
    above = [None if n is None else role_of(head.upper[n].text) for n in over]
    below = [role_of(token.text) for token in head.lower.values()]
    return 3 * sum(a in _VALUES and b in _APART for a, b in zip(above, below, strict=True))


def _ways(
    upper: Sequence[TextToken],
    lower: Sequence[TextToken],
    own: Sequence[TextToken],
    generic: Sequence[int],
    missing: int,
) -> list[TwoRows]:
    """Every way to put the missing ones of the upper cells between the lower ones, in their order."""
    found = []
    for inserted in combinations(own, missing):
        values = [
            token for token in own if role_of(token.text) in _VALUES and not any(token is each for each in inserted)
        ]
        if len(values) != len(generic):
            continue
        width = len(lower) + missing
        for places in combinations(range(width), missing):
            below = [number for number in range(width) if number not in places]
            above = dict(zip(places, inserted, strict=True))
            above |= {below[number]: parent for number, parent in zip(generic, values, strict=True)}
            kept = [token for token in own if any(token is each for each in above.values())]
            if [above[number] for number in sorted(above)] == kept:
                found.append(_one(upper, dict(zip(below, lower, strict=True)), above, width))
    return [each for each in found if each is not None]


def _one(
    upper: Sequence[TextToken], lower: dict[int, TextToken], above: dict[int, TextToken], width: int
) -> TwoRows | None:
    """The upper cells that name no column stand over the first one behind the cell before them."""
    placed: dict[int, TextToken] = {}
    at = 0
    for token in upper:
        own = next((number for number, each in above.items() if each is token), None)
        if own is not None and own < at:
            return None
        at = at if own is None else own
        if at >= width or (own is None and at in above):
            return None
        placed[at] = token
        at += 1
    slots = []
    for number in range(width):
        cell = lower.get(number)
        text = above[number].text if number in above else cell.text if cell else ""
        slots.append(slot_of(role_of(text), text))
    if slots and any(slot.role is Role.LEVEL3 for slot in slots):
        return TwoRows(placed, lower, tuple(slots))
    return None
