"""A bracket with what it holds: a unit, a limit, an interval, an item's number, or a remark."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.language.digits import are_digits
from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.tokens.reader import SEPARATES, Reader
from jixiao.language.tokens.token import Token
from jixiao.language.vocabulary import Before

__all__ = ["BRACKETS", "CLOSING", "bracket", "closing"]

BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "《": "》", "“": "”", "{": "}", "「": "」", "『": "』"}
_ROUND = frozenset("([")
CLOSING = frozenset(")]】〕》”}」』")
_INTERVAL_END = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?[^\d,()\[\]]{0,6}", re.ASCII)
_CLAIMS = frozenset({"NUMBER", "MAYBE", "NUMERAL", "DATE", "SIGN", "COMPARE", "TAIL", "REACH", "ZERO"})
_UNIT_TOKENS = frozenset({"UNIT", "PER", "TIMES", "NUMBER"})
_REACH = 200
"""How far a bracket may lie from the one that closes it, in characters."""


def closing(reader: Reader, char: str) -> None:
    if reader.intervals and reader.intervals[-1] == reader.place:
        reader.intervals.pop()
        reader.add("CLOSE", reader.place + 1, char)
    else:
        reader.add("UNCLOSED", reader.place + 1)


def bracket(reader: Reader, char: str) -> None:
    """A bracket with what it holds: a unit, a limit's (含), an interval, or a remark."""
    text, place = reader.text, reader.place
    if char in _ROUND and _interval(reader):
        return
    end = _matching(reader, char)
    if end < 0:
        if char in _ROUND or char in "【〔":
            reader.add("UNCLOSED", place + 1)
        else:
            reader.letter()
        return
    inner = text[place + 1 : end]
    if char == "(" and _numbered_bracket(reader, inner, end + 1):
        return
    if char != "(":
        reader.add("QUOTE", end + 1)
        return
    if reader.at in (Before.NUMBER, Before.UNIT) and _bracketed(reader, inner, end + 1):
        return
    if reader.at == Before.OPERATOR and _including(reader, inner, end + 1):
        return
    at = reader.at
    counted = reader.words.longest(inner, 0, Before.NUMBER)
    unit = counted is not None and counted[1][0] == "UNIT" and (at is Before.NUMBER or counted[0] == len(inner))
    full = (
        unit or (at is Before.NUMBER and reader.words.families["counting_words"].ends(inner)) or _claims(reader, inner)
    )
    reader.add("FULL" if full else "REMARK", end + 1)
    if not full:
        reader.at = at


def _matching(reader: Reader, char: str) -> int:
    """The place of the bracket that closes the one here, -1 for none within reach."""
    close, depth = BRACKETS[char], 0
    if reader.text.find(close, reader.place, reader.place + _REACH) < 0:
        return -1
    for place in range(reader.place, min(reader.length, reader.place + _REACH)):
        if reader.text[place] == char:
            depth += 1
        elif reader.text[place] == close:
            depth -= 1
            if depth == 0:
                return place
    return -1


def _numbered_bracket(reader: Reader, inner: str, end: int) -> bool:
    """(1) and (一) before an item; (2) begins the next one even without a separator."""
    if reader.numbered and inner == str(reader.numbered + 1) and end < reader.length:
        reader.numbered += 1
        reader.add("CIRCLED", end)
        return True
    if (reader.out and reader.out[-1].type not in SEPARATES) or reader.pending >= 0 or not 0 < len(inner) <= 2:
        return False
    if end >= reader.length or not (
        are_digits(inner) or all(char in reader.words.digits or reader.words.places.get(char) == 1 for char in inner)
    ):
        return False
    reader.numbered = int(inner) if are_digits(inner) else 0
    reader.add("NUMBERED", end)
    return True


def _bracketed(reader: Reader, inner: str, end: int) -> bool:
    """Behind a number: (含90%) belongs to the limit, (万元) is the unit, (套) another one beside 台."""
    if _including(reader, inner, end):
        return True
    units = _units_of(reader, inner)
    if units is None:
        return False
    if reader.at == Before.UNIT:
        before = reader.out[-1]
        kind = reader.words.kinds.get(units[0].value) if len(units) == 1 and units[0].type == "UNIT" else None
        if before.type == "UNIT" and kind in ("thing", "event", "below"):
            reader.add("PAIR", end, inner)
            return True
        return False
    start = reader.place
    reader.flush()
    for token in units:
        token.start_pos, token.end_pos = start, end
    reader.out.extend(units)
    reader.place = end
    reader.at = Before.NUMBER if _unit_goes_on(reader, units, end) else Before.UNIT
    return True


def _unit_goes_on(reader: Reader, units: list[Token], end: int) -> bool:
    """5(个)工作日: the counting word stands before the unit."""
    found = reader.words.longest(reader.text, end, Before.NUMBER) if end < reader.length else None
    if found is None or found[1][0] != "UNIT" or len(units) != 1:
        return False
    joined = reader.words.signs[Before.NUMBER].get(units[0].text + reader.text[end : end + found[0]])
    if joined is None:
        return False
    reader.out.pop()
    return True


def _including(reader: Reader, inner: str, end: int) -> bool:
    """(含), (不含90%), (含本数): added where it says whether the limit belongs to it, with its number if it has one."""
    found = _limit_in(reader, inner)
    if found is not None:
        reader.add("INCLUDING", end, found)
    return found is not None


def _limit_in(reader: Reader, inner: str) -> tuple[str, Fraction | None] | None:
    limits = reader.words.roles["limit"]
    word = next((word for word in sorted(limits, key=len, reverse=True) if inner.startswith(word)), "")
    if not word:
        return None
    says, rest = limits[word], inner[len(word) :]
    if not rest or rest in reader.words.families["limit_itself"]:
        return says, None
    number = (
        numeral_at(rest, 0, reader.words)
        if rest and (are_digits(rest[0]) or rest[0] in reader.words.numeral_first)
        else None
    )
    if number is None or number.value is None:
        return None
    unit = rest[number.end :]
    if unit and reader.words.unit_length(rest, number.end) != len(unit):
        return None
    return says, number.value


def _units_of(reader: Reader, inner: str) -> list[Token] | None:
    """The tokens of a bracket that holds a unit and nothing else (万元, 元/人, 次/年, %, 单位:人), else None."""
    inner = inner[reader.words.families["unit_is"].begins(inner) :]
    if not inner or len(inner) > 12:
        return None
    sub = reader.again("1" + inner, reader.words)
    if sub[0].type != "NUMBER" or any(token.type not in _UNIT_TOKENS for token in sub[1:]):
        return None
    number: Numeral = sub[0].value
    if number.scale > 1:
        scale = Token("SCALE", inner[: number.end - 1], 0, 0, number.value)
        return [scale, *sub[1:]]
    if number.end != 1 or number.unit or len(sub) < 2:
        return None
    return sub[1:]


def _claims(reader: Reader, inner: str) -> bool:
    """Whether a remark holds a number, or a limit that could be the number's own."""
    if _limit_in(reader, inner) is not None:
        return True
    return any(token.type in _CLAIMS for token in reader.again(inner, reader.words))


def _interval(reader: Reader) -> bool:
    """[90%,95%): two numbers with a comma between them, in brackets of either kind."""
    first = _INTERVAL_END.match(reader.text, reader.place + 1)
    if first is None or reader.text[first.end() : first.end() + 1] != ",":
        return False
    second = _INTERVAL_END.match(reader.text, first.end() + 1)
    if second is None or reader.text[second.end() : second.end() + 1] not in (")", "]"):
        return False
    reader.intervals = [second.end(), first.end()]
    reader.add("OPEN", reader.place + 1, reader.text[reader.place])
    return True
