"""From the settled parts of a cell to its one meaning: blank, scale, several, one standard, or one level."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.quantity import convert
from jixiao.language import levels, numerals
from jixiao.language.ast import (
    Blank,
    Change,
    Deadline,
    Level,
    Meaning,
    Operator,
    Period,
    Quantity,
    Range,
    Relation,
    Scale,
    Several,
    Unread,
)
from jixiao.language.facts import WORDS, Item, Settled, bounds
from jixiao.language.fold import Folded, words
from jixiao.language.pieces import Amount, Moment, Part, Ratio
from jixiao.language.settle import settle

__all__ = ["blank", "cell", "level"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?\Z")
_BLANK = re.compile(r"\(?(?:[-/\\_~.…·*、,;:。'\"|]*|无|暂无|不适用|不涉及|无此项|无此指标|空|[Nn]/?[Aa])\)?[。.]?\Z")
_LEADING = re.compile(
    r"(?:[(（]?定[\s\u200b]*性[\s\u200b]*[)）]?(?:指标)?[\s\u200b]*[:：\-]?[\s\u200b]*)?(?:[=═＝﹦][\s\u200b]*)*"
)


def blank(text: str) -> bool:
    """Whether a folded cell asks for nothing."""
    return (len(text) < 8 and bool(_BLANK.match(text))) or not text.strip("-/")


def share_of_base(parts: list[Part]) -> Quantity | str | None:
    """What ``a/b`` says as an actual: a over b in percent; an error code when b is 0 or of another kind.

    None when the cell is no such thing.
    """
    if len(parts) != 1 or len(parts[0].facts) != 1 or parts[0].gaps != [[], []]:
        return None
    fact = parts[0].facts[0]
    if not isinstance(fact, Ratio) or fact.problem or fact.low.operators or fact.high.operators:
        return None
    above, below = fact.low, fact.high
    factor = convert(Fraction(1), above.unit, below.unit) if above.unit and below.unit else Fraction(1)
    if factor is None:
        return "units"
    if below.value == 0:
        return "no-base"
    return Quantity(Operator.BARE, 100 * above.value * factor / below.value, "%")


def cell(raw: str, folded: Folded, parts: list[Part], *, actual: bool = False) -> Meaning:
    """The meaning of a cell from its parts (empty ones left out); a bare date of an actual is when it happened."""
    if not parts:
        return Blank((0, len(raw)))
    if len(parts) == 1 and not actual:
        answer = settle(parts[0])
        return level(raw, has_number=bool(parts[0].facts)) if answer is WORDS else _placed(answer, folded)
    if len(parts) > 3:
        parts = _without_numbers(parts)
    settled = [settle(part) for part in parts]
    if actual:
        if _NUMBER.match(folded.text):
            return _placed(_bare_number(folded.text), folded)
        settled = [_happened(answer, part) for answer, part in zip(settled, parts, strict=True)]
    for answer in settled:
        if isinstance(answer, Unread):
            return _placed(answer, folded)
    if len(settled) == 1 and settled[0] is not WORDS:
        return _placed(settled[0], folded)
    if WORDS in settled:
        return level(raw, has_number=any(part.facts for part in parts))
    return _several(raw, folded, parts, settled)


def _bare_number(text: str) -> Quantity | Unread:
    """An actual of digits alone is a number, also when it could be a date (20211231, 2021.12)."""
    value = numerals.digits(text)
    if value is None:
        return Unread("too-long", span=(0, len(text)))
    return Quantity(Operator.BARE, value, "", "", (0, len(text)))


def _happened(settled: Settled, part: Part) -> Settled:
    """A date without 前, 底 or 内 in an actual is the day it happened."""
    if isinstance(settled, Period) and settled.end is None:
        return Deadline(Relation.ON, settled.start, settled.label, settled.span)
    dates = [fact for fact in part.facts if isinstance(fact, Moment)]
    if isinstance(settled, Deadline) and not any(fact.ends or fact.operators for fact in dates):
        return Deadline(Relation.ON, settled.when, settled.label, settled.span)
    return settled


def _without_numbers(parts: list[Part]) -> list[Part]:
    """1、200人;2、300人: numbers that count 1, 2, … before the other parts are no targets."""
    heads = parts[0::2]
    if len(parts) < 4 or len(parts) % 2 or any(part.separator != "、" for part in parts[1::2]):
        return parts
    for index, part in enumerate(heads):
        fact = part.facts[0] if len(part.facts) == 1 else None
        if not isinstance(fact, Amount) or fact.unit or fact.value != index + 1 or part.gaps != [[], []]:
            return parts
    return parts[1::2]


def _several(raw: str, folded: Folded, parts: list[Part], settled: list[Settled]) -> Meaning:
    """All of them; two bounds on one thing are a range; a bare number beside united ones is not understood."""
    if len(settled) == 2:
        first, second = settled
        if isinstance(first, Quantity) and isinstance(second, Quantity) and not second.label:
            pair = bounds(first, second)
            if pair is not WORDS:
                return _placed(pair, folded)
    items: list[Item] = []
    for answer in settled:
        if isinstance(answer, Several):
            items.extend(answer.items)
        elif isinstance(answer, Quantity | Range | Change | Deadline | Period):
            items.append(answer)
    if _mixed(items) or _numbered_decimals(parts, items):
        return level(raw, has_number=True)
    return _placed(Several(tuple(items), (0, len(folded.text))), folded)


def _mixed(items: list[Item]) -> bool:
    """2、3次 is two or three times: a number with nothing of its own beside one with a unit."""
    bare = [
        isinstance(item, Quantity) and not item.unit and not item.label and item.operator is Operator.BARE
        for item in items
    ]
    return any(bare) and not all(bare)


def _numbered_decimals(parts: list[Part], items: list[Item]) -> bool:
    """1.200人;2.300人 may be numbered items or decimals."""
    for index, (part, item) in enumerate(zip(parts, items, strict=False)):
        fact = part.facts[0] if part.facts else None
        if not isinstance(fact, Amount) or not isinstance(item, Quantity):
            return False
        if not fact.bare_digits.startswith(f"{index + 1}.") or item.label or fact.operators:
            return False
    return len(items) > 1


def _placed(meaning: Settled, folded: Folded) -> Meaning:
    """The meaning with its spans moved into the cell as written."""
    assert meaning is not WORDS
    if isinstance(meaning, Several):
        items = tuple(evolve(item, span=folded.span(*item.span)) if item.span else item for item in meaning.items)
        return Several(items, (0, folded.length))
    if folded.places is None or meaning.span is None:
        return meaning
    return evolve(meaning, span=folded.span(*meaning.span))


def level(raw: str, *, has_number: bool = False) -> Meaning:
    """The words of a cell: a level, or a scale when they are one; 定性 and = before them are dropped."""
    start = _LEADING.match(raw.lstrip())
    offset = len(raw) - len(raw.lstrip()) + (start.end() if start else 0)
    text = words(raw[offset:])
    span = (offset, len(raw))
    if not text:
        text = words(raw)
        return Level(text, "", (0, len(raw))) if text else Blank((0, len(raw)))
    if has_number:
        return Level(text, "", span)
    if levels.is_scale(text):
        return Scale(text, "", span)
    chosen = levels.chosen_of(text)
    return Level(chosen or text, "", span)
