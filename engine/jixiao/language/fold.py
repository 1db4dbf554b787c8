"""The first step of reading: one spelling for every sign, and where each character came from.

NFKC folds most full-width signs, but not ``≧ ⩾ ≯ ≮ 》= — ～``; and it turns ①② into 12 and ℃ into °C. So the
look-alikes are mapped first, the characters that must survive are kept, and the rest is left to NFKC, one
character at a time (with its combining marks), so that every folded character knows its place in the cell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from jixiao.kernel.classes import frozen
from jixiao.language.digits import are_digits
from jixiao.language.vocabulary import vocabulary

__all__ = ["LIMIT", "Folded", "fold", "unwrapped", "words"]

LIMIT = 1000
"""The longest cell that is read, in characters: the longest real one that was seen has about 300."""

_SPACES = (
    "\t\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_KEPT = frozenset("²³℃℉‰‱°…")
_CIRCLED = range(0x2460, 0x2474)
_BLANKS = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _NOTHING), ""),
    **dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n"),
}


@cache
def _table() -> dict[int, str]:
    """The one spelling of every sign and traditional character (the lexicon's [spelling]), and blanks."""
    return vocabulary().fold | _BLANKS


_QUOTES = frozenset("》〉《〈")
_QUOTED_SIGN = re.compile(r"[》〉《〈](?=[=\d])", re.ASCII)
"""Book quotes typed for < and >: only where a cell begins with one before a number or =."""


@frozen
class Folded:
    """A cell in the one spelling. ``places[i]`` is where character i begins in the cell; None: the same place."""

    text: str
    length: int
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the cell as written that ``text[start:end]`` came from."""
        if self.places is None:
            return start, end
        if end <= start:
            return (self.places[start], self.places[start]) if start < len(self.places) else (self.length, self.length)
        return self.places[start], (self.places[end] if end < len(self.places) else self.length)


def fold(raw: str) -> Folded:
    """The cell with one spelling for every sign and without its white space (kept between two digits)."""
    text = raw.translate(_table())
    if len(text) == len(raw) and " " not in text and "\n" not in text and unicodedata.is_normalized("NFKC", text):
        if text[:1] not in _QUOTES or not _QUOTED_SIGN.match(text):
            return Folded(text, len(raw))
    return _fold_slowly(raw)


def _fold_slowly(raw: str) -> Folded:
    """The same with a place for every character."""
    out: list[str] = []
    places: list[int] = []
    gap = ""
    for place, cluster in _clusters(raw):
        for char in _fold_cluster(cluster):
            if char in " \n":
                gap = "\n" if char == "\n" or gap == "\n" else " "
                continue
            if gap and out and _gap_stays(gap, out[-1], char):
                out.append(gap)
                places.append(place)
            gap = ""
            out.append(char)
            places.append(place)
    text = "".join(out)
    if _QUOTED_SIGN.match(text):
        text = (">" if text[0] in "》〉" else "<") + text[1:]
    return Folded(text, len(raw), tuple(places))


def _gap_stays(gap: str, before: str, after: str) -> bool:
    """White space means something between digits (12 000), and a new line where a new item begins."""
    if are_digits(before) and are_digits(after):
        return True
    return gap == "\n" and before not in ";,、。" and (after in "≥≤><=(" or are_digits(after))


def _clusters(raw: str) -> list[tuple[int, str]]:
    """Characters with the marks that combine with them, and where each begins."""
    found: list[tuple[int, str]] = []
    for place, char in enumerate(raw):
        if found and unicodedata.combining(char) and len(found[-1][1]) < 8:
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((place, char))
    return found


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)  # > with U+0338 is ≯, which means ≤
    mapped = composed.translate(_table())
    if mapped in _KEPT or mapped == "" or (len(mapped) == 1 and ord(mapped) in _CIRCLED):
        return mapped
    if "²" in mapped or "³" in mapped:
        return mapped
    return unicodedata.normalize("NFKC", mapped).translate(_table())


_WRAPPED = re.compile(r"\([^()\[\],;]*\d[^()\[\],;]*\)\Z", re.ASCII)


def unwrapped(folded: Folded) -> Folded:
    """The cell without the one pair of brackets that holds all of it; 第(1)项 and intervals keep theirs."""
    if folded.text[:1] != "(" or not _WRAPPED.match(folded.text):
        return folded
    places = folded.places or tuple(range(len(folded.text)))
    return Folded(folded.text[1:-1], folded.length, places[1:-1])


def words(raw: str) -> str:
    """The words of a level: NFKC with circled digits kept, white space removed, one trailing stop dropped."""
    if unicodedata.is_normalized("NFKC", raw) and "。" not in raw:
        text = raw
    else:
        text = "".join(
            char if len(char) == 1 and ord(char) in _CIRCLED else unicodedata.normalize("NFKC", char)
            for _, char in _clusters(raw)
        )
    text = "".join(text.translate(_DROPPED).split())
    return text[:-1] if text.endswith(("。", ".")) else text


_DROPPED = dict.fromkeys(map(ord, _NOTHING), "")
