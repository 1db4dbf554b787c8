"""What a row gives for the inputs that its rule declares: numbers in their unit, and items done or not.

Nothing is guessed: a number of another unit, an approximate one, or words that do not say yes or no are asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from jixiao.kernel.diagnostic import Place, diagnose
from jixiao.kernel.number import plain
from jixiao.kernel.quantity import convert
from jixiao.language.actual import Worded, read_actual
from jixiao.language.ast import Level, Operator, Quantity
from jixiao.language.attain import Attainment
from jixiao.language.levels import LEVELS
from jixiao.language.parse import parse_actual
from jixiao.rules.formula import SHARES
from jixiao.rules.parts import DeclaredInput
from jixiao.scoring.reason import Open, OpenReason

__all__ = ["is_done", "missing_input", "number_of", "numbers_of", "word_of"]


def numbers_of(
    declared: tuple[DeclaredInput, ...], given: Mapping[str, str], place: Place
) -> tuple[dict[str, Fraction], dict[str, Open]]:
    """The numbers as formulas see them (a percentage as its share), and why the others are open."""
    values: dict[str, Fraction] = {}
    why: dict[str, Open] = {}
    for each in declared:
        found = number_of(each, given[each.name], place) if each.name in given else missing_input(each.name, place)
        if isinstance(found, Open):
            why[each.name] = found
        else:
            values[each.name] = found
    return values, why


def missing_input(name: str, place: Place) -> Open:
    """That an input is not given."""
    return Open(OpenReason.INPUT_MISSING, diagnose("JX831", place, name=name))


def number_of(declared: DeclaredInput, text: str, place: Place) -> Fraction | Open:
    """One number in the declared unit."""
    value = _in_unit(text, declared.unit)
    if value is None:
        return Open(
            OpenReason.INPUT_ASKED, diagnose("JX832", place, name=declared.name, text=text, unit=declared.unit or "—")
        )
    if declared.within is not None and value not in declared.within:
        told = {"name": declared.name, "value": plain(value), "within": str(declared.within)}
        return Open(OpenReason.INPUT_ASKED, diagnose("JX837", place, **told))
    return value


def _in_unit(text: str, unit: str) -> Fraction | None:
    """The number; None where it is none, or of another unit, or a bare 0.9 that may as well be 0.9 % as 90 %."""
    meaning = parse_actual(text).meaning
    if not isinstance(meaning, Quantity) or meaning.operator not in (Operator.BARE, Operator.EQUAL):
        return None
    one = parse_actual(f"1{unit}").meaning if unit else Quantity(Operator.BARE, Fraction(1))
    if not isinstance(one, Quantity):
        return None
    if not meaning.unit:
        if unit in SHARES:
            return None if 0 < abs(meaning.value) <= 1 else meaning.value * SHARES[unit]
        return meaning.value if meaning.scale == 1 else meaning.value / one.value
    if meaning.unit == one.unit:
        return meaning.value * SHARES[unit] if unit in SHARES else meaning.value / one.value
    converted = convert(meaning.value, meaning.unit, one.unit) if one.unit else None
    if converted is None:
        return None
    return converted * SHARES[unit] if unit in SHARES else converted / one.value


def is_done(name: str, given: Mapping[str, str], place: Place) -> bool | Open:
    """Whether an item is done: 是, 有, 已完成 and the like, or their contraries."""
    if name not in given:
        return missing_input(name, place)
    for wanted, _ in LEVELS.data()["contrary"]:
        value = read_actual(given[name], Level(wanted), target_text=wanted).value
        if isinstance(value, Worded) and value.attainment in (Attainment.FULL, Attainment.NONE):
            return value.attainment is Attainment.FULL
    return Open(OpenReason.INPUT_ASKED, diagnose("JX833", place, name=name, text=given[name]))


def word_of(name: str, given: Mapping[str, str], place: Place) -> Worded | Open:
    """Words, and how far they say that something was attained."""
    if name not in given:
        return missing_input(name, place)
    value = read_actual(given[name], Level(""), target_text="").value
    return value if isinstance(value, Worded) else Worded(given[name].strip())
