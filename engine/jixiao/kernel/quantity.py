"""Units of measure: which ones are of one dimension, and the exact factor between them.

A unit is any measure word; most are counted things (户, 场次) that convert into nothing but themselves. Compound
units (元/人·月, 元/100km) are compared by dimension algebra. Nothing is rounded and nothing is guessed: a month has no
number of days, and a working day is no day.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from jixiao.kernel.lexicon import lexicon

__all__ = ["convert", "counts", "dimension", "is_known", "is_measure", "suggest"]

_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SAME_COUNT = {"名": "人", "位": "人"}
_PREFIX = re.compile(r"(\d+(?:\.\d+)?)?((?:十|百|千|万|亿)*)(.*)\Z", re.DOTALL)


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, Fraction]]:
    """Every unit of the lexicon with its dimension and its factor to the base of it."""
    made: dict[str, tuple[str, int, int]] = lexicon()["units"]
    return {name: (kind, Fraction(above, below)) for name, (kind, above, below) in made.items()}


Dimension = tuple[tuple[str, int], ...]


def is_measure(unit: str) -> bool:
    """Whether it measures a stretch, a weight, a time or money, rather than counting things."""
    return lexicon()["kinds"].get(unit) == "measure" or "/" in unit or (unit[-1:].isascii() and unit[-1:].isalpha())


def is_known(unit: str) -> bool:
    """Whether the lexicon has the unit."""
    return unit in lexicon()["units"]


def counts(unit: str) -> bool:
    """Whether it counts things or events, of which there is no half (个, 次), and is no measure, size or rank."""
    return lexicon()["kinds"].get(unit) in ("thing", "event")


def dimension(unit: str) -> Dimension:
    """The dimension as sorted (name, power) pairs; a word that is not known is a dimension of its own."""
    return _algebra(unit)[0]


def convert(value: Fraction, source: str, target: str) -> Fraction | None:
    """``value`` in ``source`` units, exactly, in ``target`` units.

    None when the two are not of one dimension, or when no exact factor exists (a month in days).
    """
    if source == target:
        return value
    (from_dimension, from_factor), (to_dimension, to_factor) = _algebra(source), _algebra(target)
    return value * from_factor / to_factor if from_dimension == to_dimension else None


@lru_cache(maxsize=2048)
def _algebra(unit: str) -> tuple[Dimension, Fraction]:
    powers: dict[str, int] = {}
    factor = Fraction(1)
    above, _, below = unit.partition("/")
    for side, sign in ((above, 1), (below, -1)):
        for word in re.split(r"[·*/]", side):
            name, size = _simple(word)
            factor *= size**sign
            if name:
                powers[name] = powers.get(name, 0) + sign
    return tuple(sorted((name, power) for name, power in powers.items() if power)), factor


def _simple(word: str) -> tuple[str, Fraction]:
    """One factor of a unit: 100km is a length of 100000, 万人 is 10000 人."""
    units = _units()
    if word in units:
        return _counted(word, units[word])
    match = _PREFIX.match(word)
    if match is None:
        return word, Fraction(1)
    number, places, rest = match.groups()
    size = Fraction(number) if number else Fraction(1)
    for place in places:
        size *= _POWERS[place]
    if rest in units:
        name, factor = _counted(rest, units[rest])
        return name, size * factor
    return rest, size


def _counted(word: str, unit: tuple[str, Fraction]) -> tuple[str, Fraction]:
    """名 and 位 count people."""
    return (_SAME_COUNT[word], Fraction(1)) if word in _SAME_COUNT else unit


def suggest(unit: str) -> str | None:
    """The known unit that is one slip away (a character wrong, missing or too many); None for a known or a short one."""
    if len(unit) < 2 or unit in lexicon()["units"]:
        return None
    near = (known for part in _without_one(unit) for known in _shortened().get(part, ()))
    return next((known for known in near if _one_slip(unit, known)), None)


@lru_cache(maxsize=1)
def _shortened() -> dict[str, list[str]]:
    """The units of two characters or more by what is left of each without one of them: one slip apart, two share one."""
    found: dict[str, list[str]] = {}
    for known in lexicon()["units"]:
        if len(known) > 1:
            for part in _without_one(known):
                found.setdefault(part, []).append(known)
    return found


def _without_one(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _one_slip(one: str, two: str) -> bool:
    """Whether one edit turns the first into the second."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    rest = short[same + 1 :] if len(short) == len(long) else short[same:]
    return rest == long[same + 1 :]
