"""One number put in the terms of another: unit, scale (万, 亿) and percent of target, actual and base, decided once.

A unit converts exactly or not at all: two numbers that both print theirs mean what they say. A number without unit takes
the other's. A scale or a percent sign that only one of the two prints is then never dropped: it holds for both, or for the
one that prints it, where exactly one of the readings lies within a fifth and five times of the wanted number; where none
or both do, it is asked about.
"""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.kernel.quantity import convert, is_measure
from jixiao.language.ast import Change, Quantity, Range

__all__ = ["Doubtful", "Figure", "Taken", "figure_of", "in_terms_of", "is_share"]

NEAR = 5
"""Two numbers of one kind, a target and what came of it, lie within this many times of each other."""


@frozen
class Figure:
    """A number as it was written: ``low`` and ``high`` are equal but for a range. ``scale`` is the 万 or 亿 printed
    with the unit, and already folded into the number."""

    low: Fraction
    high: Fraction
    unit: str = ""
    scale: int = 1

    @property
    def size(self) -> Fraction:
        """The larger end, without its sign."""
        return max(abs(self.low), abs(self.high))

    def is_near(self, value: Fraction) -> bool:
        """Whether the value lies within a fifth and five times of it."""
        ends = sorted((abs(self.low), abs(self.high)))
        low = ends[0] if self.low and self.low * self.high > 0 else ends[1] if ends[0] == 0 else Fraction(0)
        return ends[1] != 0 and low / NEAR <= abs(value) <= ends[1] * NEAR


def figure_of(meaning: Quantity | Change | Range) -> Figure:
    """The number of a meaning."""
    if isinstance(meaning, Range):
        return Figure(meaning.low, meaning.high, meaning.unit, meaning.scale)
    return Figure(meaning.value, meaning.value, meaning.unit, meaning.scale)


@frozen
class Taken:
    """The value in the wanted unit; ``code`` is the note to be made of it, if any, with its arguments."""

    value: Fraction
    code: str = ""
    args: tuple[tuple[str, str], ...] = ()


@frozen
class Doubtful:
    """It is not taken: the code of what is to be asked or said, with its arguments."""

    code: str
    args: tuple[tuple[str, str], ...] = ()


def in_terms_of(value: Fraction, unit: str, scale: int, wanted: Figure) -> Taken | Doubtful:
    """A number as written (``scale`` folded in) in the unit of ``wanted``."""
    if unit == wanted.unit or not unit or not wanted.unit:
        if is_share(unit) and not wanted.unit:
            return _share_of_plain(value, unit, wanted)
        if is_share(wanted.unit) and not unit:
            return _plain_of_share(value, scale, wanted)
        return _scaled(value, unit, scale, wanted)
    converted = convert(value, unit, wanted.unit)
    if converted is not None:
        return _literal(converted, scale, wanted)
    if wanted.unit.startswith("/") and unit.endswith(wanted.unit):
        return Taken(value)  # ≤28.40/株 and 25元/株: the target left its money out
    return Doubtful(_unlike(unit, wanted.unit), (("unit", unit), ("wanted", wanted.unit)))


def _unlike(unit: str, wanted: str) -> str:
    """Why two units do not convert: the rate's base is left out (9次 beside 次/季度), counting words, or another dimension."""
    if "/" not in unit and wanted.startswith(unit + "/"):
        return "JX134"
    return "JX133" if _counts(unit) and _counts(wanted) else "JX123"


def is_share(unit: str) -> bool:
    """Whether the unit is a part of one: %, ‰, ‱."""
    return unit != "倍" and convert(Fraction(1), unit, "%") is not None


def _counts(unit: str) -> bool:
    """Whether the unit is a counting word (家, 本), of which none stands for another."""
    return not is_measure(unit) and convert(Fraction(1), unit, "元") is None and not is_share(unit) and unit != "倍"


# ------------------------------------------------------------------------------------------------ scales


def _scaled(value: Fraction, unit: str, scale: int, wanted: Figure) -> Taken | Doubtful:
    """One unit, or only one of the two prints it; a scale that only one of them prints holds or not."""
    plain = _unit_taken(value, unit, wanted)
    if (scale == 1) == (wanted.scale == 1) or value == 0:
        return plain
    if unit and wanted.unit:
        return _literal(value, scale, wanted)
    bare = scale == 1
    other, sign = (value * wanted.scale, _sign(wanted.scale)) if bare else (value / scale, _sign(scale))
    borrows = not (unit if bare else wanted.unit)
    if wanted.size == 0:
        return _borrowed(other, sign, wanted) if bare and borrows else plain
    literal, alike = wanted.is_near(value), wanted.is_near(other)
    if literal == alike or (alike and not borrows):
        return Doubtful("JX138", (("sign", sign),))
    if literal:
        return Taken(value, "JX144", (("sign", sign),))
    return _borrowed(other, sign, wanted) if bare else Taken(other, "JX145", (("sign", sign),))


def _unit_taken(value: Fraction, unit: str, wanted: Figure) -> Taken:
    """As it stands; a unit that the target leaves out is taken for its own, and that is said."""
    return Taken(value, "JX124", (("unit", unit),)) if unit and not wanted.unit else Taken(value)


def _literal(value: Fraction, scale: int, wanted: Figure) -> Taken:
    """Both print a unit, so each means what it says; where only the other reading of a scale is near, that is told."""
    if (scale == 1) == (wanted.scale == 1) or wanted.is_near(value):
        return Taken(value)
    other = value * wanted.scale if scale == 1 else value / scale
    told = wanted.is_near(other)
    return Taken(value, "JX148", (("sign", _sign(max(scale, wanted.scale))),)) if told else Taken(value)


def _borrowed(value: Fraction, sign: str, wanted: Figure) -> Taken:
    return Taken(value, "JX137", (("unit", sign + wanted.unit),))


def _sign(scale: int) -> str:
    return "万" if scale == 10_000 else "亿"


# ------------------------------------------------------------------------------------------------ shares


def _plain_of_share(value: Fraction, scale: int, wanted: Figure) -> Taken | Doubtful:
    """A bare number beside a share takes its unit; 0.98 against 95% may be either and is asked about."""
    if scale != 1:
        return Doubtful("JX138", (("sign", _sign(scale)),))
    if value == 0:
        return Taken(value)
    whole = convert(Fraction(1), "倍", wanted.unit)
    assert whole is not None
    fraction = wanted.is_near(value * whole)
    if 0 < value <= 1 < wanted.size and (wanted.unit == "%" or fraction):
        return Doubtful("JX122")
    return Taken(value)


def _share_of_plain(value: Fraction, unit: str, wanted: Figure) -> Taken | Doubtful:
    """85% beside 0.9 is 0.85, beside 90 it is 85; 100% beside a count may only say that all is done."""
    points, fraction = convert(value, unit, "%"), convert(value, unit, "倍")
    assert points is not None
    assert fraction is not None
    if wanted.size == 0 or value == 0:
        return Taken(fraction, "JX145", (("sign", unit),))
    done = points == 100 and wanted.size > 1 and not (wanted.low <= 100 <= wanted.high)
    as_fraction, as_points = wanted.size <= 1 and wanted.is_near(fraction), wanted.is_near(points)
    if done or as_fraction == as_points:
        return Doubtful("JX138", (("sign", unit),))
    return Taken(fraction if as_fraction else points, "JX145", (("sign", unit),))
