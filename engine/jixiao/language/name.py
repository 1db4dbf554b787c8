"""What the words of an indicator's name say about its direction; the words are data, ``grammar/direction.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import evolve

from jixiao._resource import grammar_text
from jixiao.kernel.built import Built
from jixiao.kernel.classes import frozen
from jixiao.language.fold import words

__all__ = ["VOCABULARY", "Told", "own_words", "told_by_name"]

_FILE = "direction.toml"
_ROLES = (
    "negative",
    "positive",
    "remedy",
    "lasting",
    "adverse",
    "turn",
    "lead",
    "deal",
    "without",
    "tail",
    "purse",
    "other",
)
_KEPT = 65_536


@frozen
class Told:
    """What a row's names tell.

    ``direction`` is "positive", "negative" or "" (nothing), ``cue`` the word that told it. ``lasting``: it is better
    when longer; ``limits``: the word is a control (成本控制率), whose 100 % is a limit. ``costs`` and ``hurried`` are the
    words of the branch that speak of money and of durations where the name does not.
    """

    direction: str = ""
    cue: str = ""
    lasting: bool = False
    limits: bool = False
    costs: str = ""
    hurried: str = ""


@frozen
class _Word:
    text: str
    roles: frozenset[str]
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def begins(self, other: _Word) -> bool:
        """Whether the other stands right before it."""
        return other.end == self.start


@lru_cache(maxsize=_KEPT)
def told_by_name(level2: str, level3: str, negative: tuple[str, ...] = ()) -> Told:
    """What the names of a row say; ``negative`` are a ruleset's own words for "less is better"."""
    told = _told(level3, negative)
    costs, hurried = (_found(_vocabulary().branch[kind], level2) for kind in ("money", "time"))
    return evolve(told, costs=costs, hurried=hurried)


def own_words(text: str) -> Told | None:
    """What the words of a target say beside its number (控制在, 降至, 提高到); None where they say nothing."""
    for direction, found in _vocabulary().own.items():
        cue = _found(found, text)
        if cue:
            return Told(direction, cue)
    return None


def _found(sought: Sequence[str], text: str) -> str:
    return next((word for word in sought if word in text), "")


_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]{0,200}】|[★☆*●◆]+|^指标\d+:?")
_CLAUSE = re.compile(r"[,;。:!]")
_SHARE = re.compile(r"(?<=.)占.{1,200}(?:比重|比例|比率|百分比|比)\Z")
"""What the head is a share of: 物流成本 in 物流成本占生产总值的比重."""


def _told(name: str, negative: tuple[str, ...]) -> Told:
    """The last clause of the name that has a head; remarks in brackets say nothing."""
    plain = words(name)
    while (shorter := _REMARK.sub("", plain)) != plain:
        plain = shorter
    parts = [_SHARE.sub("", part) for part in reversed(_CLAUSE.split(plain.upper()))]
    clauses = [(tuple(_cut(part, negative)), len(part)) for part in parts]
    for found, length in clauses:
        told = _of_clause(found, length)
        if told.direction:
            return told
    return next((told for found, _ in clauses if (told := _of_a_lack(found)).direction), Told())


def _of_a_lack(found: Sequence[_Word]) -> Told:
    """A lack that is no head but describes it (出现不合格装备的比例), where nothing is done about it."""
    if any(word.roles & {"turn", "deal", "remedy"} for word in found):
        return Told()
    for before, word in pairwise(found):
        if "without" in before.roles and "positive" in word.roles and word.begins(before):
            return Told("negative", before.text + word.text)
    return Told()


def _of_clause(found: Sequence[_Word], length: int) -> Told:
    """From the end over what only counts (率, 起数, 发生) to the head, then what stands before the head."""
    end = length
    for place in range(len(found) - 1, -1, -1):
        word = found[place]
        if word.end != end:
            return Told()
        end = word.start
        counts = "tail" in word.roles
        if counts and place and word.begins(found[place - 1]) and _counts_a_head(found, place - 1):
            continue
        if "negative" in word.roles:
            return _negative_head(found, place)
        if word.roles & {"positive", "remedy", "lasting"}:
            return _positive_head(found, place)
        if not counts:
            return Told()
    return Told()


def _counts_a_head(found: Sequence[_Word], place: int) -> bool:
    """Whether words that only count end here behind a head of their own: 成本 before 增长率, 收入 before 涨幅."""
    while "tail" in found[place].roles:
        if not (place and found[place].begins(found[place - 1])):
            return False
        place -= 1
    return bool(found[place].roles & {"negative", "positive", "remedy"})


def _negative_head(found: Sequence[_Word], place: int) -> Told:
    head = found[place]
    turning = _turning(found[:place]) or _without(found, place)
    if turning is not None:
        return Told("positive", f"{turning.text}…{head.text}")
    return Told("negative", head.text, limits=any("控制" in word.text for word in found[place:]))


def _turning(before: Sequence[_Word]) -> _Word | None:
    """The verb that says that the lessening is what is achieved."""
    return next((word for word in before if "turn" in word.roles), None) or _dealing(before)


def _dealing(before: Sequence[_Word]) -> _Word | None:
    """The verb of dealing with something that the clause begins with: 依法查处违法案件数."""
    end = 0
    for place, word in enumerate(before):
        if word.start != end:
            return None
        if "deal" in word.roles:
            behind = before[place + 1] if place + 1 < len(before) else None
            return None if behind is not None and "purse" in behind.roles and behind.begins(word) else word
        if "lead" not in word.roles:
            return None
        end = word.end
    return None


def _positive_head(found: Sequence[_Word], place: int) -> Told:
    head = found[place]
    before = found[place - 1] if place and head.begins(found[place - 1]) else None
    turned = {"without"} if "remedy" in head.roles else {"without", "adverse"}
    if before is not None and before.roles & turned:
        verb = _turning(found[: place - 1])
        lack = before.text + head.text
        return Told("negative", lack) if verb is None else Told("positive", f"{verb.text}…{lack}")
    return Told("positive", head.text, lasting="lasting" in head.roles)


def _without(found: Sequence[_Word], place: int) -> _Word | None:
    """无 before the head, with nothing but describing words (重大, 责任) between."""
    while place and found[place].begins(found[place - 1]):
        place -= 1
        word = found[place]
        if "without" in word.roles:
            return word
        if not word.roles & {"tail", "negative"}:
            return None
    return None


# ------------------------------------------------------------------------------------------------ the words


@frozen
class _Vocabulary:
    """Each word's roles, the longest word of each first character, and the words of targets and branches."""

    roles: Mapping[str, frozenset[str]]
    longest: Mapping[str, int]
    own: Mapping[str, Sequence[str]]
    branch: Mapping[str, Sequence[str]]


def _compiled() -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of the file: each with its roles, and those of targets and of branches."""
    import tomllib

    data = tomllib.loads(grammar_text(_FILE))
    roles: dict[str, tuple[str, ...]] = {}
    for role in _ROLES:
        for line in data[role].values():
            for word in line[0].split():
                roles[word.upper()] = (*roles.get(word.upper(), ()), role)
    own, branch = ({key: tuple(line[0].split()) for key, line in data[table].items()} for table in ("own", "branch"))
    return {"roles": roles, "own": own, "branch": branch}


VOCABULARY = Built("direction", lambda: (grammar_text(_FILE),), _compiled)


@lru_cache(maxsize=32)
def _vocabulary(negative: tuple[str, ...] = ()) -> _Vocabulary:
    """The words of the lexicon with a ruleset's own, which hold where the lexicon does not say so too (逾期 is an adverse word as well)."""
    if negative:
        plain = _vocabulary()
        added = {word.upper() for word in negative if word and "negative" not in plain.roles.get(word.upper(), ())}
        roles = {**plain.roles, **dict.fromkeys(added, frozenset({"negative"}))}
        return evolve(plain, roles=roles, longest=_longest(roles))
    data = VOCABULARY.data()
    kinds = {each: frozenset(each) for each in data["roles"].values()}
    roles = {word: kinds[each] for word, each in data["roles"].items()}
    return _Vocabulary(roles, _longest(roles), data["own"], data["branch"])


def _longest(vocabulary: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for word in vocabulary:
        longest[word[0]] = max(len(word), longest.get(word[0], 0))
    return longest


def _cut(text: str, negative: tuple[str, ...]) -> Iterator[_Word]:
    """The known words of a text, the longest first; what is none of them is passed over."""
    known = _vocabulary(negative)
    place = 0
    while place < len(text):
        length = min(known.longest.get(text[place], 0), len(text) - place)
        while length and text[place : place + length] not in known.roles:
            length -= 1
        if length:
            word = text[place : place + length]
            yield _Word(word, known.roles[word], place)
        place += length or 1
