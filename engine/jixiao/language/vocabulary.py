"""The lexicon as the tokenizer asks for it: which words may begin at a place, the longest first, and what they are there.

A word's role depends on what stands directly before it, so there is one table for each such place (:class:`Before`): 内 is
a limit behind a unit, the end of a date behind a date, and an ordinary character elsewhere. Nothing here looks ahead.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction
from functools import cache
from typing import Any

from jixiao.kernel.lexicon import Lexicon, lexicon

__all__ = ["ORDINARY", "Before", "Entry", "Vocabulary", "vocabulary"]

Entry = tuple[str, Any]
"""A token's type and what the lexicon says of the word."""


class Before(IntEnum):
    """What stands directly before."""

    OPEN = 0
    """Anything else: words, a sign, the beginning."""
    NUMBER = 1
    UNIT = 2
    """A unit, or a limit or remark behind one."""
    DATE = 3
    BELOW = 4
    """每 or a stroke: what is counted per."""
    BELOW_NUMBER = 5
    """A number behind 每 or a stroke."""
    OPERATOR = 6


ORDINARY: Entry = ("WORDS", None)
"""What an ordinary word is, anywhere."""
_ALWAYS = (
    ("comparison", "COMPARE"), ("negator", "NOT"), ("reach", "REACH"), ("change", "CHANGE"), ("base", "BASE"),
    ("each", "EACH"), ("every", "EVERY"), ("naming", "NAMING"), ("numeral.money", "MONEY"),
    ("unread", "ODD"),
)  # fmt: skip
_BEHIND_AMOUNT = (Before.NUMBER, Before.UNIT)
_BEHIND_ANY = (Before.NUMBER, Before.UNIT, Before.DATE, Before.BELOW_NUMBER)


class Vocabulary:
    """One lexicon, ready for the tokenizer. Made once for each lexicon; never changed."""

    __slots__ = (
        "coins",
        "continues",
        "date_behind",
        "digits",
        "families",
        "fold",
        "goes_on",
        "half_more_first",
        "kinds",
        "lengths",
        "money",
        "numeral_first",
        "open",
        "ordinary",
        "pairs",
        "places",
        "roles",
        "same",
        "sign_pairs",
        "signs",
        "singles",
        "special",
        "special_first",
        "to_first",
        "units",
        "vague",
        "vague_before",
        "vague_first",
        "year_first",
    )  # fmt: skip

    def __init__(self, made: Lexicon) -> None:
        tables: dict[str, dict[str, str]] = made["tables"]
        self.units: dict[str, Any] = made["units"]
        self.kinds: dict[str, str] = made["kinds"]
        self.same: dict[str, str] = made["same"]
        self.families = {name: _Family(words) for name, words in made["families"].items()}
        self.fold = {ord(char): to for char, to in made["spelling"].items()}
        self.digits = {word: int(value) for word, value in tables["numeral.digit"].items()}
        self.places = {word: int(value) for word, value in tables["numeral.place"].items()}
        self.special = {says: _words(tables["numeral.word"], says) for says in set(tables["numeral.word"].values())}
        behind = [word for says in ("point", "of", "and", "tenths", "half more") for word in self.special[says]]
        self.special_first = frozenset(word[0] for word in [*behind, *tables["numeral.coin"], *tables["numeral.vague"]])
        self.coins = {word: Fraction(value) for word, value in tables["numeral.coin"].items()}
        self.vague = tuple(word for word, says in tables["numeral.vague"].items() if says == "beside")
        self.vague_before = tuple(tables["numeral.vague"])
        self.vague_first = frozenset(word[0] for word in self.vague_before)
        self.money = tables["numeral.money"]
        first = {*self.digits, *self.places}
        for says in ("minus", "half", "hundred"):
            first |= {word[0] for word in self.special[says]}
        first.add("第")
        self.numeral_first = frozenset(first | {word[0] for word in self.vague_before})
        self.roles = tables
        numerals = {*self.digits, *self.places, *self.special["half"], *(word[0] for word in self.special["whole"])}
        self.goes_on = frozenset([*numerals, *(word[1] for word in self.special["of"]), *"0123456789."])
        self.half_more_first = frozenset(word[0] for word in self.special["half more"])
        self.continues = frozenset([*self.digits, *self.places, *self.special_first, *",. "])
        dated = [word for section in ("date.word", "to", "date.end") for word in tables[section]]
        self.to_first = frozenset(word[0] for word in tables["to"])
        self.year_first = frozenset(word[0] for word, says in tables["date.word"].items() if "year" in says)
        self.date_behind = frozenset([*(word[0] for word in dated), *"-/.·Q第 "])
        self.ordinary: frozenset[str] = frozenset(made["ordinary"])
        self.signs = self._signs()
        self.open: frozenset[str] = frozenset(made["ordinary_open"])
        own = made["ordinary_lengths"]
        self.lengths = tuple(_Lengths(own, table) for table in self.signs)
        self.pairs = frozenset(made["ordinary_pairs"])
        self.sign_pairs = tuple(frozenset([word[:2] for word in table if len(word) > 1]) for table in self.signs)
        self.singles = tuple(frozenset([word for word in table if len(word) == 1]) for table in self.signs)

    def _signs(self) -> tuple[dict[str, Entry], ...]:
        """For each place the words of the lexicon that are more than ordinary there."""
        roles = self.roles
        base: dict[str, Entry] = {}
        for section, kind in _ALWAYS:
            base |= {word: (kind, says) for word, says in roles[section].items()}
        base |= {word: ("SIGN", says) for word, says in roles["comparison"].items() if not word[0].isalpha()}
        dated = {word: ("DATE", says) for word, says in roles["date.word"].items() if " " in says}
        dated |= {word: ("OTHER_TIME", says) for word, says in roles["date.other"].items()}
        loose = {word: ("TAIL", says) for word, says in roles["tail"].items() if len(word) > 1}
        found: list[dict[str, Entry]] = [base | loose | dated for _ in Before]
        found[Before.OPERATOR] = base | dated
        for place in (Before.NUMBER, Before.BELOW, Before.BELOW_NUMBER):  # 半年内, 每周一次
            found[place] = base | loose
        for place in _BEHIND_ANY:
            for section, kind in (("or", "OR"), ("and", "AND"), ("behind", "BEHIND"), ("to", "TO")):
                found[place] |= {word: (kind, says) for word, says in roles[section].items()}
        for place in _BEHIND_AMOUNT:
            found[place] |= {word: ("TAIL", says) for word, says in roles["tail"].items()}
            found[place] |= {word: ("EITHER", roles["comparison"][word]) for word in roles["also tail"]}
        found[Before.DATE] |= {word: ("END", says) for word, says in roles["date.end"].items()}
        found[Before.OPERATOR] |= {word: ("OR", says) for word, says in roles["or"].items()}
        kinds = self.kinds
        below: dict[str, Entry] = {word: ("UNIT", word) for word, kind in kinds.items() if kind == "below"}
        units: dict[str, Entry] = {word: ("UNIT", word) for word in self.units if word not in below}
        units |= {word: ("UNIT", unit) for word, unit in self.same.items()}
        found[Before.NUMBER] |= units
        for place in (Before.BELOW, Before.BELOW_NUMBER):
            found[place] |= units | below
        return tuple(found)

    def longest(self, text: str, place: int, at: int) -> tuple[int, Entry] | None:
        """The longest word that begins at ``place`` of ``text``, and what it is there; None when there is none."""
        first = text[place : place + 1]
        if first:
            signs, ordinary = self.signs[at], self.ordinary
            for length in self.lengths[at][first]:
                word = text[place : place + length]
                entry = signs.get(word)
                if entry is None:
                    if word not in ordinary:
                        continue
                    entry = ORDINARY
                if len(word) == length:
                    return length, entry
        return None

    def unit_length(self, text: str, place: int) -> int:
        """The length of the longest unit that begins at ``place``, 0 when none does."""
        if place >= len(text):
            return 0
        found = self.longest(text, place, Before.NUMBER)
        return found[0] if found is not None and found[1][0] == "UNIT" else 0

    def every_length(self, text: str, place: int) -> int:
        """The length of the 每 that begins at ``place``, 0 when none does."""
        found = self.longest(text, place, Before.OPEN)
        return found[0] if found is not None and found[1][0] == "EVERY" else 0


class _Family:
    """The words of one family, asked whether a text begins or ends with one or is one."""

    __slots__ = ("firsts", "lasts", "lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.firsts = frozenset(word[0] for word in self.words)
        self.lasts = frozenset(word[-1] for word in self.words)
        self.lengths = tuple(sorted({len(word) for word in self.words}, reverse=True))

    def __contains__(self, text: str) -> bool:
        return text in self.words

    def begins(self, text: str, start: int = 0) -> int:
        """The length of the longest of its words that ``text`` begins with at ``start``, 0 for none."""
        if text[start : start + 1] not in self.firsts:
            return 0
        for length in self.lengths:
            if start + length <= len(text) and text[start : start + length] in self.words:
                return length
        return 0

    def ends(self, text: str) -> int:
        """The length of the longest of its words that ``text`` ends with, 0 for none."""
        if text[-1:] not in self.lasts:
            return 0
        for length in self.lengths:
            if length <= len(text) and text[-length:] in self.words:
                return length
        return 0

    def stripped(self, text: str) -> str:
        """``text`` without any of its words at the end."""
        while text and (length := self.ends(text)):
            text = text[:-length]
        return text

    def covers(self, text: str) -> bool:
        """Whether ``text`` is made of its words alone (longest first)."""
        place = 0
        while place < len(text):
            length = self.begins(text, place)
            if not length:
                return False
            place += length
        return True


def _words(table: dict[str, str], says: str) -> tuple[str, ...]:
    return tuple(sorted((word for word, own in table.items() if own == says), key=len, reverse=True))


class _Lengths(dict[str, tuple[int, ...]]):
    """For a first character the lengths of the words that begin with it, longest first; worked out when first asked."""

    def __init__(self, ordinary: dict[str, tuple[int, ...]], signs: dict[str, Entry]) -> None:
        self.ordinary = ordinary
        self.signs: dict[str, set[int]] = {}
        for word in signs:
            self.signs.setdefault(word[0], set()).add(len(word))

    def __missing__(self, first: str) -> tuple[int, ...]:
        lengths = sorted({*self.ordinary.get(first, ()), *self.signs.get(first, ())}, reverse=True)
        self[first] = found = tuple(lengths)
        return found


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package's own lexicon."""
    return Vocabulary(lexicon())
