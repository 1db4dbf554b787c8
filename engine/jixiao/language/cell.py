"""From the settled parts of a cell to its one meaning: blank, scale, several, one standard, or one level."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from jixiao.kernel.quantity import convert
from jixiao.kernel.when import When
from jixiao.language import levels
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
from jixiao.language.fold import Folded, words
from jixiao.language.numerals import numeral_at
from jixiao.language.pieces import Amount, Moment, Part, Ratio
from jixiao.language.steps import settle
from jixiao.language.steps.alone import bounds
from jixiao.language.steps.lists import shared
from jixiao.language.steps.settled import Settled, SettledMeaning, Words
from jixiao.language.vocabulary import Vocabulary

__all__ = ["Read", "blank", "cell", "level", "share_of_base"]

Read = tuple[Meaning, Words | None]
"""A meaning, and for a level with a number what stopped its reading."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?\Z", re.ASCII)
_MARKS = frozenset("-/\\_~.…·*、,;:。'\"|")
_LEADING = re.compile(
    r"(?:[(（]?定[\s\u200b]*性[\s\u200b]*[)）]?(?:指标)?[\s\u200b]*[:：\-]?[\s\u200b]*)?(?:[=═＝﹦][\s\u200b]*)*"
)
_ITEMS = Quantity | Range | Change | Deadline | Period


def blank(text: str, words: Vocabulary) -> bool:
    """Whether a folded cell asks for nothing."""
    length = len(text)
    if length > 8:
        return not text.strip("-/")
    if length and text[0] not in _MARKS and text[0] != "(" and text not in words.families["blank"]:
        return length > 1 and text[-1] in "。." and text.rstrip("。.") in words.families["blank"]
    if not text.strip("-/"):
        return True
    inner = text.rstrip("。.")
    if inner[:1] == "(" and inner[-1:] == ")":
        inner = inner[1:-1]
    return inner in words.families["blank"] or all(char in _MARKS for char in inner)


def share_of_base(parts: list[Part]) -> Quantity | str | None:
    """What ``a/b`` says as an actual: a over b in percent; an error code when b is 0 or of another kind.

    None when the cell is no such thing. A unit and a 万 that only the second one prints hold for both.
    """
    if len(parts) != 1 or len(parts[0].facts) != 1 or parts[0].gaps != [[], []]:
        return None
    fact = parts[0].facts[0]
    if (
        not isinstance(fact, Ratio)
        or fact.problem
        or fact.low.before
        or fact.high.before
        or fact.low.behind
        or fact.high.behind
    ):
        return None
    above, below = fact.low, fact.high
    factor = convert(Fraction(1), above.unit, below.unit) if above.unit and below.unit else Fraction(1)
    if factor is None:
        return "units"
    if below.value == 0:
        return "no-base"
    if not above.unit and below.unit and above.scale == 1 < below.scale:
        factor *= below.scale
    return Quantity(Operator.BARE, 100 * above.value * factor / below.value, "%")


def cell(raw: str, folded: Folded, parts: list[Part], vocabulary: Vocabulary, *, actual: bool = False) -> Read:
    """The meaning of a cell from its parts (empty ones left out); a bare date of an actual is when it happened."""
    if not parts:
        return Blank((0, len(raw))), None
    if len(parts) == 1 and not actual:
        answer = settle(parts[0], vocabulary)
        if isinstance(answer, Words):
            return level(raw, has_number=bool(parts[0].facts)), answer
        return _placed(answer, folded), None
    if len(parts) > 3:
        parts = _without_numbers(parts)
    settled = [settle(part, vocabulary) for part in parts]
    if len(settled) > 1:
        settled = shared(parts, settled)
    if actual:
        if _NUMBER.match(folded.text):
            return _placed(_bare_number(folded.text, vocabulary), folded), None
        settled = [_happened(answer, part) for answer, part in zip(settled, parts, strict=True)]
    for answer in settled:
        if isinstance(answer, Unread):
            return _placed(answer, folded), None
    if len(settled) == 1 and not isinstance(settled[0], Words):
        return _placed(settled[0], folded), None
    stopping = [answer for answer in settled if isinstance(answer, Words)]
    if stopping:
        stopped = next((answer for answer in stopping if answer.span is not None), stopping[0])
        return level(raw, has_number=any(part.facts for part in parts)), stopped
    return _several(raw, folded, parts, settled)


def _bare_number(text: str, vocabulary: Vocabulary) -> Quantity | Unread:
    """An actual of digits alone is a number, also when it could be a date (20211231, 2021.12)."""
    number = numeral_at(text, 0, vocabulary)
    if number is None or number.value is None:
        return Unread("too-long", span=(0, len(text)))
    return Quantity(Operator.BARE, number.value, "", "", (0, len(text)))


def _happened(settled: Settled, part: Part) -> Settled:
    """A date without 前, 底 or 内 in an actual is the day it happened."""
    if isinstance(settled, Period) and settled.end is None:
        return Deadline(Relation.ON, settled.start, settled.label, settled.span)
    dates = [fact for fact in part.facts if isinstance(fact, Moment)]
    if isinstance(settled, Deadline) and not any(fact.ends or fact.before for fact in dates):
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


def _several(raw: str, folded: Folded, parts: list[Part], settled: list[Settled]) -> Read:
    """All of them; two bounds on one thing are a range; a bare number beside united ones is not understood."""
    if len(settled) == 2:
        first, second = settled
        if isinstance(first, Quantity) and isinstance(second, Quantity) and not second.label:
            pair = bounds(first, second)
            if not isinstance(pair, Words):
                return _placed(pair, folded), None
        dated = _dated(first, second)
        if dated is not None:
            return _placed(dated, folded), None
    items: list[SettledMeaning] = []
    for answer in settled:
        if isinstance(answer, Several):
            items.extend(answer.items)
        elif isinstance(answer, _ITEMS):
            items.append(answer)
    if _mixed(items) or _numbered_decimals(parts, items):
        return level(raw, has_number=True), Words((0, len(folded.text)))
    return _placed(Several(tuple(items), (0, len(folded.text))), folded), None


def _dated(first: Settled, second: Settled) -> Deadline | None:
    """2021年,12月底前 is one date."""
    if not isinstance(first, Period | Deadline) or not isinstance(second, Deadline):
        return None
    year = first.start if isinstance(first, Period) else first.when
    whole = isinstance(first, Deadline) and first.relation is not Relation.ON
    if (
        whole
        or (isinstance(first, Period) and first.end is not None)
        or year != When.as_written(year.year)
        or second.when.year is not None
    ):
        return None
    return evolve(second, when=second.when.in_year(year.year))


def _mixed(items: list[SettledMeaning]) -> bool:
    """2、3次 is two or three times: a number with nothing of its own beside one with a unit."""
    bare = [
        isinstance(item, Quantity) and not item.unit and not item.label and item.operator is Operator.BARE
        for item in items
    ]
    return any(bare) and not all(bare)


def _numbered_decimals(parts: list[Part], items: list[SettledMeaning]) -> bool:
    """1.200人;2.300人 may be numbered items or decimals."""
    for index, (part, item) in enumerate(zip(parts, items, strict=False)):
        fact = part.facts[0] if part.facts else None
        if not isinstance(fact, Amount) or not isinstance(item, Quantity):
            return False
        if not fact.digits.startswith(f"{index + 1}.") or item.label or fact.before:
            return False
    return len(items) > 1


def _placed(meaning: Settled, folded: Folded) -> Meaning:
    """The meaning with its spans moved into the cell as written."""
    assert not isinstance(meaning, Words)
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
