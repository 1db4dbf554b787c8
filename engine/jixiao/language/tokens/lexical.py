"""The longest word of the lexicon that begins here, as what it is behind what stands before it."""

from __future__ import annotations

from jixiao.kernel.when import When
from jixiao.language.dates import Point, date_at
from jixiao.language.numerals import Numeral, numeral_at
from jixiao.language.tokens.figures import add_date, add_number
from jixiao.language.tokens.reader import Reader
from jixiao.language.vocabulary import Before, Entry, Vocabulary

__all__ = ["word"]


def word(reader: Reader, char: str) -> bool:
    """Adds the longest word that begins with this character; False where none does."""
    at, text, place = reader.at, reader.text, reader.place
    get, ordinary = reader.words.signs[at].get, reader.words.ordinary
    for length in reader.words.lengths[at][char]:
        found = text[place : place + length]
        if len(found) < length:
            continue
        entry = get(found)
        if entry is not None and _takes(reader, entry, length):
            return True
        if found in ordinary and not (at is Before.NUMBER and _splits(reader, length)):
            reader.letter(_until_sign(reader, found) if found in reader.words.open else length)
            return True  # so is 逾期 without a number
    return False


def _takes(reader: Reader, entry: Entry, length: int) -> bool:
    """Adds the word as what it is here; False where it is not that here."""
    kind, says = entry
    end = reader.place + length
    if kind == "UNIT":
        return _unit(reader, says, end)
    if kind == "DATE":
        return _date_word(reader, end)
    if kind in _ASKED:
        return _ASKED[kind](reader, kind, says, end)
    if length == 1 and kind in _NUMBER_NEXT and not reader.begins(end):
        kind = "LOOSE"  # 约, 达, 升 in a word that nobody has listed, or apart from its number
    reader.add(kind, end, says)
    return True


def _until_sign(reader: Reader, word: str) -> int:
    """How much of an ordinary word there is before a comparison that reaches beyond it to a number (设备至少5次)."""
    for length in range(1, len(word)):
        found = reader.words.longest(reader.text, reader.place + length, Before.OPEN)
        if found is not None and found[0] > len(word) - length and found[1][0] in _NUMBER_NEXT:
            behind = reader.place + length + found[0]
            if reader.begins(behind) or reader.words.every_length(reader.text, behind):
                return length
    return len(word)


def _splits(reader: Reader, length: int) -> bool:
    """1000处方便…: the unit 处 and the word 方便, which reaches further than 处方 does."""
    found = reader.words.unit_length(reader.text[: reader.place + length - 1], reader.place)
    return bool(found) and reader.ordinary(reader.place + found) > length - found


def _either(reader: Reader, _: str, says: str, end: int) -> bool:
    """不到 and its like before a number or behind it."""
    if reader.begins(end):
        reader.add("COMPARE", end, says)
    else:
        reader.add("TAIL", end, says)
    return True


def _end(reader: Reader, kind: str, says: str, end: int) -> bool:
    """前 behind a year and before a stretch of time (2021年前两个季度) ends nothing."""
    if says == "before" and reader.out[-1].type == "DATE" and end < reader.length and reader.number_first(end):
        number = numeral_at(reader.text, end, reader.words)
        if number is not None and _lasts(reader, number):
            reader.add("BEHIND", end)
            return True
    reader.add(kind, end, says)
    return True


def _to(reader: Reader, _: str, says: str, end: int) -> bool:
    """至, - and ~ between two numbers or dates."""
    while reader.text[end : end + 1] in ("-", "~") and end > reader.place:
        end += 1
    if not reader.begins(end) and _date_here(reader.text, end, reader.words) is None:
        if not _dated(reader, end):
            if reader.text[reader.place].isalpha():
                reader.add("LOOSE", end)  # 90%至全市平均的95%
                return True
            return False
    reader.add("TO", end)
    return True


def _dated(reader: Reader, place: int) -> bool:
    found = reader.words.longest(reader.text, place, Before.OPEN)
    return found is not None and found[1][0] == "DATE"


def _tail(reader: Reader, kind: str, says: str, end: int) -> bool:
    if says in ("with", "without"):
        reader.add("INCLUDING", end, (says, None))
    else:
        reader.add(kind, end, says)
    return True


def _naming(reader: Reader, _: str, says: str, end: int) -> bool:
    """第3批 is a name; 前10名 is none of 10."""
    number = numeral_at(reader.text, end, reader.words) if end < reader.length and reader.number_first(end) else None
    if number is None:
        if end - reader.place == 1 and reader.text[reader.place] in reader.words.roles["comparison"]:
            reader.add("LOOSE", end)
            return True
        return False
    if reader.text[reader.place] == "第":
        reader.add("NAME", number.end)
    elif (
        end - reader.place == 1
        and reader.text[reader.place] != "前"
        and (reader.pending >= 0 or not _lasts(reader, number))
    ):
        operator = reader.words.roles["comparison"].get(reader.text[reader.place])
        if operator is None:
            return False
        reader.add("COMPARE", end, operator)
    else:
        reader.add("BEHIND", end)
    return True


def _lasts(reader: Reader, number: Numeral) -> bool:
    """Whether the number counts a stretch of time (近三年)."""
    if date_at(reader.text, number.end - len(reader.text[reader.place + 1 : number.end]), reader.words) is not None:
        return True
    found = reader.words.longest(reader.text, number.end, Before.NUMBER) if number.end < reader.length else None
    if found is None or found[1][0] != "UNIT":
        return False
    return (
        reader.words.units.get(found[1][1], ("",))[0] in ("time", "months")
        or found[1][1] in reader.words.families["period"]
    )


def _money(reader: Reader, _: str, says: str, end: int) -> bool:
    """¥500: the sign brings the unit."""
    number = numeral_at(reader.text, end, reader.words) if end < reader.length and reader.number_first(end) else None
    if number is None or number.value is None:
        return False
    if not number.unit:
        number.unit = says
        longer = reader.words.longest(reader.text, number.end, Before.NUMBER) if number.end < reader.length else None
        if longer is not None and longer[1] == ("UNIT", says):
            number.end += longer[0]  # ¥500元
    add_number(reader, number)
    return True


def _date_word(reader: Reader, end: int) -> bool:
    """上半年, 年底: words that are a date by themselves."""
    roles = reader.words.roles["date.word"]
    says = roles[reader.text[reader.place : end]]
    if says.startswith("half "):
        add_date(reader, (end, Point(When.as_written(None, int(says[5:])), half=True)))
    else:
        add_date(
            reader, (end, Point(When.as_written(None, 12), year_end=says == "year end", within=says == "within year"))
        )
    return True


def _unit(reader: Reader, says: str, end: int) -> bool:
    text = reader.text
    if text[end - 1].isascii() and text[end - 1].isalpha() and text[end : end + 1].isascii():
        behind = text[end : end + 1]
        if behind.isalnum():
            return False  # part of a longer run of letters
    reader.add("UNIT", end, says)
    return True


def _date_here(text: str, place: int, words: Vocabulary) -> tuple[int, Point] | None:
    """The date at ``place``, None beyond the end too."""
    return date_at(text, place, words) if place < len(text) else None


_ASKED = {"EITHER": _either, "TO": _to, "TAIL": _tail, "NAMING": _naming, "MONEY": _money, "END": _end}
_NUMBER_NEXT = frozenset({"COMPARE", "REACH", "CHANGE"})
