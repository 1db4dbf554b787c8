"""Ordered scales of words, best first, and where a word stands in one; they are data, ``grammar/levels.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jixiao._resource import grammar_text
from jixiao.kernel.built import Built
from jixiao.kernel.classes import frozen

__all__ = ["LEVELS", "LevelWords", "Scales", "choice_of", "chosen_of", "is_scale", "rank_of", "scale_of", "scales"]

LevelWords = tuple[str, ...]
_FILE = "levels.toml"
_BETWEEN = ("", "/", "、", ",", ";", "|", "-")


def _compiled() -> dict[str, Any]:
    """The file without its examples: scales as tuples of levels, words by what they do."""
    import tomllib

    data = tomllib.loads(grammar_text(_FILE))
    scales = {
        kind: [tuple(line.split()) for lines in data[kind].values() for line in lines] for kind in ("merit", "neutral")
    }
    words = {kind: tuple(line[0].split()) for kind, line in data["attained"].items()}
    pairs = [tuple(line.split()) for line in data["contrary"]["words"]]
    once = {kind: tuple(data[kind]["words"].split()) for kind in ("no_scale", "never")}
    return {**scales, **once, "contrary": pairs, "attained": words}


LEVELS = Built("levels", lambda: (grammar_text(_FILE),), _compiled)


@frozen
class Scales:
    """All scales, those that are no order of merit, and every spelling of each: run together or with a sign between."""

    every: tuple[LevelWords, ...]
    neutral: frozenset[LevelWords]
    by_text: Mapping[str, LevelWords]


@cache
def scales() -> Scales:
    """The scales that forms print."""
    data = LEVELS.data()
    every = (*data["merit"], *data["neutral"])
    found: dict[str, LevelWords] = {}
    for scale in every:
        for sign in _BETWEEN:
            found.setdefault(sign.join(scale), scale)
    for text in data["no_scale"]:
        found.pop(text, None)
    return Scales(every, frozenset(data["neutral"]), found)


def is_scale(text: str) -> bool:
    """Whether the words name a scale and no level of it (优良中差, 是/否)."""
    return text in scales().by_text


def choice_of(text: str) -> tuple[str, LevelWords] | None:
    """The level that follows its scale, and the scale: 是/否否 -> 否, 优良中低差:优 -> 优; None when it is not that."""
    for length in range(len(text) - 1, 1, -1):
        scale = scales().by_text.get(text[:length])
        if scale is not None:
            rest = text[length:].strip(":=()-")
            if rest in scale:
                return rest, scale
    return None


def chosen_of(text: str) -> str | None:
    """The level that follows its scale; None when the words are not that."""
    found = choice_of(text)
    return None if found is None else found[0]


def scale_of(text: str) -> LevelWords | None:
    """The scale that the words name, or the first one that has them as a level; best first."""
    known = scales().by_text.get(text)
    if known is not None:
        return known
    return next((scale for scale in scales().every if text in scale), None)


def rank_of(word: str, scale: LevelWords) -> int | None:
    """The place of a word in a scale, 0 the best; None when it is no level of it."""
    return scale.index(word) if word in scale else None
