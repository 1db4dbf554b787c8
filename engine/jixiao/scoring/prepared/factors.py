"""How one target reads plain numbers: proportional on stretches, each with what is said on it.

A bare number may be asked about (0.98 against ≥95%) or taken in the target's 万, depending on how large it is. Where that
changes is found by asking the language itself, in millionths, which is as fine as plain numbers are.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from jixiao.kernel.classes import frozen
from jixiao.language.actual import ActualReading, MeasuredActual
from jixiao.language.ast import Change, Meaning, Quantity

__all__ = ["MILLION", "FactorRange", "stretches"]

MILLION = 10**6
_LARGEST = 10**18
_TEXTS = ("7", "0.5", "360000", "0")
_MAGNITUDES = tuple(format(Decimal(1).scaleb(power), "f") for power in range(-6, 13))
"""Beside a target of another scale (万) it is said of numbers of some sizes, a range of 25 times, that they look wrong."""


@frozen
class FactorRange:
    """From ``start`` millionths on a number means ``number * factor``; None: it is not taken as it stands."""

    start: int
    factor: Fraction | None
    said: frozenset[str]


ActualReader = Callable[[str | Decimal], ActualReading]


def stretches(target: Meaning, unit: str, read: ActualReader) -> tuple[FactorRange, ...]:
    """The stretches of numbers with this unit, from 0 on. ``read`` reads a text or a number against the target."""
    if unit:
        return (_proportional(unit, read, scaled=getattr(target, "scale", 1) != 1),)
    found: list[FactorRange] = []
    places = _probes(target)
    kinds = {place: _kind(read, place) for place in places}
    for left, right in zip([0, *places], places, strict=False):
        if not found:
            found.append(FactorRange(0, *kinds[left]))
        place = left
        while kinds[right] != _kind(read, place):
            place = _next(read, place, right)
            found.append(FactorRange(place, *_kind(read, place)))
    return tuple(found)


def _proportional(unit: str, read: ActualReader, *, scaled: bool) -> FactorRange:
    """With a unit of its own a number is what it is; should it not be, it is left to the language."""
    first = read(_TEXTS[0] + unit).value
    if not isinstance(first, MeasuredActual):
        return FactorRange(0, None, frozenset())
    factor = first.value / 7
    texts = (*_TEXTS, *_MAGNITUDES) if scaled or factor != 1 else _TEXTS
    readings = [read(digits + unit) for digits in texts]
    said = {frozenset(each.code for each in reading.diagnostics) for reading in readings}
    if len(said) != 1:
        return FactorRange(0, None, frozenset())
    wanted = [MeasuredActual(Fraction(digits) * factor) for digits in texts]
    if [reading.value for reading in readings] != wanted:
        return FactorRange(0, None, frozenset())
    return FactorRange(0, factor, said.pop())


def _kind(read: ActualReader, millionths: int) -> tuple[Fraction | None, frozenset[str]]:
    reading = read(Decimal(millionths).scaleb(-6))
    if not isinstance(reading.value, MeasuredActual):
        return None, frozenset()
    factor = reading.value.value * MILLION / millionths if millionths else Fraction(1)
    return factor, frozenset(each.code for each in reading.diagnostics)


def _probes(target: Meaning) -> list[int]:
    """Every order of magnitude, and close to 1 and to the target."""
    places = {0, 1, *(digit * 10**power for digit in (1, 2, 5) for power in range(18))}
    size = abs(target.value) if isinstance(target, Quantity | Change) else Fraction(0)
    for near in (MILLION, int(size * MILLION)):
        places |= {near - 1, near, near + 1}
    return sorted(place for place in places if 0 <= place < _LARGEST)


def _next(read: ActualReader, left: int, right: int) -> int:
    """The first number behind ``left`` that is not read as ``left`` is; ``right`` is one."""
    kind = _kind(read, left)
    while right - left > 1:
        middle = (left + right) // 2
        if _kind(read, middle) == kind:
            left = middle
        else:
            right = middle
    return right
