"""Words that say how far a target was attained: whatever the target was, or by the target's own words."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from jixiao.kernel.classes import frozen
from jixiao.language.levels import LEVELS, choice_of, scales

__all__ = ["Attainment", "TargetsWords", "attainment_of", "by_own_words"]


class Attainment(StrEnum):
    """How far words alone say that a target was met; which share each one earns is a ruleset's matter."""

    FULL = "full"
    BASIC = "basic"
    PARTIAL = "partial"
    NONE = "none"


_FORMS = (
    ("still* not how* able? done what*", Attainment.NONE),
    ("goal? not done what* poor?", Attainment.NONE),
    ("how? part done what* some?", Attainment.PARTIAL),
    ("how* basic how* done what*", Attainment.BASIC),
    ("how* done what*", Attainment.FULL),
    ("lead* goal how* done", Attainment.FULL),
)
"""What each word does in its place, in order; the first form that all the words fit holds."""

_ENDS = "。.,;!"
_LONGEST = 24


def attainment_of(words: str) -> Attainment | None:
    """What the words (NFKC, without white space) say of any target; None when they are other words."""
    text = words.rstrip(_ENDS)
    letters = "" if len(text) > _LONGEST else _letters(text)
    return next((attainment for form, attainment in _forms() if form.fullmatch(letters)), None)


@cache
def _alphabet() -> tuple[dict[str, str], dict[str, str]]:
    """A letter for each word, one for all words that do the same things, and each role's letters."""
    roles: dict[str, tuple[str, ...]] = {}
    for role, own in LEVELS.data()["attained"].items():
        for word in own:
            roles[word] = (*roles.get(word, ()), role)
    letter = {does: chr(ord("A") + place) for place, does in enumerate(dict.fromkeys(roles.values()))}
    by_role: dict[str, str] = {}
    for does, char in letter.items():
        for role in does:
            by_role[role] = by_role.get(role, "") + char
    return {word: letter[does] for word, does in roles.items()}, by_role


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Attainment], ...]:
    by_role = _alphabet()[1]
    forms = []
    for form, attainment in _FORMS:
        parts = (f"[{by_role[part.rstrip('*?')]}]{part[-1] if part[-1] in '*?' else ''}" for part in form.split())
        forms.append((re.compile("".join(parts)), attainment))
    return tuple(forms)


def _letters(text: str) -> str:
    """A letter for each of the words that the text is made of, the longest first; empty where it holds any other."""
    letters, place, found = _alphabet()[0], 0, ""
    while place < len(text):
        length = next((size for size in range(7, 0, -1) if text[place : place + size] in letters), 0)
        if not length:
            return ""
        found += letters[text[place : place + length]]
        place += length
    return found


@frozen
class TargetsWords:
    """What an actual says by the target's own words; None: they leave it open, and a person is to be asked."""

    attainment: Attainment | None


def by_own_words(said: str, wanted: str, target_text: str) -> TargetsWords | None:
    """How far words attain a level that the target chose; None where the target's own words say nothing of them.

    The words are as :func:`jixiao.language.fold.words` makes them. An actual that is the chosen level attains it, also
    否 of 是/否 and 低 of 高中低; the other one of two does not. On a printed scale that is no order of merit (高中低)
    another level is asked about; on one that is (优良中差) it is the ruleset's to rank.
    """
    if said in (wanted, target_text):
        return TargetsWords(Attainment.FULL)
    data = LEVELS.data()
    if wanted in ("否", "无") and said in data["never"]:
        return TargetsWords(Attainment.FULL)
    chosen = choice_of(target_text)
    scale = chosen[1] if chosen is not None else next((pair for pair in data["contrary"] if wanted in pair), ())
    if said not in scale:
        return None
    if len(scale) == 2:
        return TargetsWords(Attainment.NONE)
    return TargetsWords(None) if scale in scales().neutral else None
