"""Cells of a row put under the headers they belong to, where some cells are missing: the likeliest way, if one is.

A table copied as text loses its merged cells: a row below the first has fewer cells than the header. Which ones are
missing is told by what the cells are (known levels, numbers, operators, units), and a row is placed only if one way of
placing it is clearly better than every other. The cells keep their order; none is ever moved over another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from jixiao.documents.grid import squeeze
from jixiao.documents.layout.content import content_of, figure, is_nothing, unit_of
from jixiao.documents.layout.words import (
    FundRole,
    Role,
    bare,
    fund_role,
    goal_in,
    is_fund_part,
    is_fund_total,
    is_level1,
    is_level2,
    is_section,
    role_of,
)
from jixiao.kernel.classes import frozen

__all__ = [
    "MARGIN",
    "Placement",
    "Slot",
    "fit",
    "fits",
    "is_clear",
    "is_note",
    "is_silent",
    "level_cost",
    "placements",
    "score_cost",
    "slot_of",
    "slots_of",
]

MARGIN = 2
"""How much better than the next one a placement has to be."""

NEVER = -100
_LONGEST = 3
_MANY = 50  # points of one leaf: a larger number may as well be an actual
_KEPT = 4


@frozen
class Slot:
    """A column: what it holds, and what it costs that a row has no cell there (None: each row must have one)."""

    role: Role | FundRole | str | None
    absent: int | None = 0


@frozen
class Placement:
    """One way to place a row: for each cell the slot, in order. Several cells in a row under one slot are one text."""

    score: int
    slots: tuple[int, ...]


RATE = "rate"
_RATES = re.compile(r"(率|系数|比例|占比|百分比|得分|评分|分值)$")

_NOTE = re.compile(r"[(（【]?\s*(?:备注|说明|注)\s*\d?\s*[:：]")

_ABSENT: dict[Role, int | None] = {
    Role.LEVEL3: None, Role.TARGET: -3, Role.ACTUAL: -3, Role.POINTS: -1, Role.SCORE: -1, Role.UNIT: -1, Role.SIGN: -1,
}  # fmt: skip


_MONEY = (FundRole.INITIAL, FundRole.BUDGET, FundRole.RECEIVED, FundRole.EXECUTED, FundRole.PRIOR, FundRole.ADJUSTMENT)


def slots_of(texts: Sequence[str], *, funds: bool) -> tuple[Slot, ...]:
    """The slots of a header. A money table always has one for the names of its rows, which often have no header."""
    slots: list[Slot] = []
    fourth = not funds and any(role_of(text) is Role.LEVEL4 for text in texts)
    for number, text in enumerate(texts):
        role = fund_role(text) if funds else role_of(text)
        if fourth and role in (Role.LEVEL3, Role.LEVEL4):  # the leaves' names stand under the fourth level
            role = Role.KEPT if role is Role.LEVEL3 else Role.LEVEL3
        if number == 0 and _is_side(texts, role, funds=funds):
            slots.append(Slot("side", 0))
        elif funds:
            slots.append(Slot(role or "label", -2 if role in _MONEY else 0))
        else:
            slots.append(slot_of(role, text))
    if funds and not any(slot.role in ("label", FundRole.SOURCE) for slot in slots):
        slots.insert(1 if slots and slots[0].role == "side" else 0, Slot("label", None))
    return tuple(slots)


def _is_side(texts: Sequence[str], role: Role | FundRole | None, *, funds: bool) -> bool:
    """Whether the first cell of a head is the name of its section; a sum that no other column holds is a column."""
    if not (is_section(texts[0]) or goal_in(texts[0])) or role is FundRole.SOURCE:
        return False
    return not funds or role is None or role in {fund_role(text) for text in texts[1:]}


def slot_of(role: Role | FundRole | str | None, text: str) -> Slot:
    """The slot of a column of indicators. Among the columns that are kept aside some hold rates and some words."""
    if role is Role.KEPT and _RATES.search(bare(text)):
        return Slot(RATE, -1)
    return Slot(role, _ABSENT.get(role, 0) if isinstance(role, Role) else -1)


def placements(texts: Sequence[str], slots: Sequence[Slot], *, joins: bool = False) -> list[Placement]:
    """The best few ways to place the cells, the better ones first.

    ``joins`` allows a text to be several cells (its blanks were taken for the ends of cells).
    """
    count, width = len(texts), len(slots)
    # best[i][j]: ways to place the first i cells under the first j slots
    best: list[list[list[Placement]]] = [[[] for _ in range(width + 1)] for _ in range(count + 1)]
    best[0][0] = [Placement(0, ())]
    for j, slot in enumerate(slots):
        for i in range(count + 1):
            found = []
            if slot.absent is not None:
                found += [Placement(each.score + slot.absent, each.slots) for each in best[i][j]]
            for length in range(1, min(i, _LONGEST if joins else 1) + 1):
                fit = _fit_of(slot, texts[i - length : i])
                if fit > NEVER:
                    found += [Placement(each.score + fit, (*each.slots, *[j] * length)) for each in best[i - length][j]]
            best[i][j + 1] = _best(found)
    return best[count][width]


def _best(found: list[Placement]) -> list[Placement]:
    """The best few that differ."""
    kept: list[Placement] = []
    for each in sorted(found, key=lambda one: -one.score):
        if all(each.slots != other.slots for other in kept):
            kept.append(each)
        if len(kept) == _KEPT:
            break
    return kept


def fit(slot: Slot, text: str) -> int:
    """How well a text stands under a header; :data:`NEVER` where it cannot be what the header says."""
    return _fit(slot.role, text)


def fits(text: str, slot: Slot) -> bool:
    """Whether a text can be what the header says."""
    return fit(slot, text) > NEVER


def is_silent(text: str) -> bool:
    """Whether a text is a dash, which says nothing wherever it stands; 无 may be an actual.

    >>> is_silent("—"), is_silent("无")
    (True, False)
    """
    return is_nothing(text) and not any(char.isalpha() for char in text)


def is_clear(ways: Sequence[Placement]) -> bool:
    """Whether the best way is clearly better than the next one."""
    return len(ways) == 1 or (bool(ways) and ways[0].score - ways[1].score >= MARGIN)


def is_note(text: str) -> bool:
    """Whether a text is a note on the whole form: 注：1.一级指标分值统一设置。"""
    return bool(_NOTE.match(text))


def level_cost(way: Placement, slots: Sequence[Slot]) -> int:
    """A new first level brings a second one with it."""
    roles = {slots[number].role for number in way.slots}
    both = {Role.LEVEL1, Role.LEVEL2} <= {slot.role for slot in slots}
    return -4 if both and Role.LEVEL1 in roles and Role.LEVEL2 not in roles else 0


def score_cost(way: Placement, texts: Sequence[str], slots: Sequence[Slot]) -> int:
    """A score is no larger than its points, and seldom stands where they do not."""
    placed = {slots[number].role: figure(text) for number, text in zip(way.slots, texts, strict=True)}
    points, score = placed.get(Role.POINTS), placed.get(Role.SCORE)
    if score is None or not any(slot.role is Role.POINTS for slot in slots):
        return 0
    return -2 if points is None else -6 if Fraction(score) > Fraction(points) else 0


def _fit_of(slot: Slot, cells: Sequence[str]) -> int:
    if len(cells) == 1:
        return _fit(slot.role, cells[0])
    if slot.role not in (Role.LEVEL3, Role.TARGET, Role.ACTUAL, Role.REASON, Role.KEPT, None, "label"):
        return NEVER
    if any(figure(cell) is not None for cell in cells) and slot.role not in (Role.REASON, Role.KEPT):
        return NEVER
    if any(content_of(cell) & {"sign", "way", "first", "second"} for cell in cells):
        return NEVER
    return _fit(slot.role, " ".join(cells)) - 2 * (len(cells) - 1)


@lru_cache(maxsize=65_536, typed=True)  # roles of two tables may be equal as texts
def _fit(role: Role | FundRole | str | None, text: str) -> int:
    """How well a text stands under a header."""
    if is_nothing(text):
        said = not is_silent(text)
        return -2 if role in (Role.LEVEL3, "label") else -1 if said and role in (Role.POINTS, Role.SCORE, RATE) else 0
    if role == "side":
        return 3 if is_section(text) else NEVER
    if role in ("label", FundRole.SOURCE):
        return _label(text)
    if isinstance(role, FundRole):
        return _money(role, text)
    return _value(role, text)


def _label(text: str) -> int:
    if figure(text) is not None:
        return NEVER
    return 3 if is_fund_total(text.strip("：: ")) or is_fund_part(text) else -1


def _money(role: FundRole, text: str) -> int:
    number, percent = figure(text), text.rstrip().endswith(("%", "％"))
    if role is FundRole.RATE:
        return 3 if percent else -1 if number is not None else NEVER
    if role in (FundRole.POINTS, FundRole.SCORE):
        return NEVER if number is None or percent else 1 if Fraction(number) <= 100 else NEVER
    if role is FundRole.REASON:
        return 0 if number is None else -3
    if number is None and not content_of(text) & {"measured", "bounded"}:
        return NEVER
    return NEVER if percent else 1


def _value(role: Role | FundRole | str | None, text: str) -> int:
    kinds = content_of(text)
    if role in (Role.LEVEL1, Role.LEVEL2):
        return _level(role, text, kinds)
    if role is Role.LEVEL3:
        return _name(text, kinds)
    if role in (Role.POINTS, Role.SCORE):
        number = figure(text)
        if number is None or text.rstrip().endswith(("%", "％")) or Fraction(number) > 100:
            return NEVER
        return 2 if Fraction(number) <= _MANY else 0
    if role in (Role.SIGN, Role.DIRECTION):  # the headers of the two are used for one another
        return 4 if kinds & {"sign", "way"} else NEVER
    if role == RATE:
        return 1 if kinds & {"number", "percent"} else -1
    if role is Role.UNIT:
        return 3 if "unit" in kinds else -2 if kinds & {"words"} and len(text) <= 4 else NEVER
    if role is Role.NUMBER:
        return 2 if (number := figure(text)) is not None and "." not in number else NEVER
    if role in (Role.TARGET, Role.ACTUAL, Role.BASE, Role.ADJUSTED, Role.FORECAST):
        return NEVER if is_note(text) else _measure(role, kinds)
    return -3 if _like_level(text) else -2 if kinds & {"number", "sign", "bounded"} else 0


def _like_level(text: str) -> bool:
    """Whether a text reads as the name of a level: 结果目标（30分）."""
    name = bare(text)
    return is_level1(text) or (len(name) <= 12 and name.endswith(("指标", "目标")) and name != squeeze(text))


def _level(role: Role | FundRole | str | None, text: str, kinds: frozenset[str]) -> int:
    if kinds & {"number", "percent", "sign", "bounded", "way", "dated"}:
        return NEVER
    own = is_level1(text) if role is Role.LEVEL1 else is_level2(text)
    other = is_level2(text) if role is Role.LEVEL1 else is_level1(text)
    return 4 if own else -1 if other else 1 if _like_level(text) else -2 if len(text) > 14 else 0


def _name(text: str, kinds: frozenset[str]) -> int:
    if kinds & {"sign", "number", "percent", "way"}:
        return NEVER
    if is_level1(text) or is_level2(text):
        return -3
    if "bounded" in kinds and text[:1] in "≥≤<>=":
        return NEVER
    return -2 if kinds & {"bounded", "dated"} and unit_of(text) else 1


def _measure(role: Role | FundRole | str | None, kinds: frozenset[str]) -> int:
    if kinds & {"sign", "way"}:
        return NEVER
    if "bounded" in kinds:
        return 3 if role is Role.TARGET else 1
    if kinds & {"measured", "percent", "dated"}:
        return 2
    if "attained" in kinds:
        return 2 if role is Role.ACTUAL else 0
    if kinds & {"first", "second"}:
        return -2
    return 0
