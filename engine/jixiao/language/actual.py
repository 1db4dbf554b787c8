"""An actual read against its target: the number in the target's unit, the date, the words, or what must be asked.

Nothing is guessed. A bare number takes the target's unit; 0.98 against ≥95% is asked about; another dimension is an
error; an operator that only echoes the target's is dropped with a note. What is asked about scores [0, points] later.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from jixiao.kernel.diagnostic import Diagnostic, Place, Severity, diagnose
from jixiao.kernel.quantity import convert, is_measure
from jixiao.kernel.when import When
from jixiao.language.ast import (
    Blank,
    Change,
    ChangeRange,
    Deadline,
    Level,
    Meaning,
    Operator,
    Period,
    Quantity,
    Range,
    Scale,
    Several,
    Unread,
)
from jixiao.language.attain import Attainment, attainment_of
from jixiao.language.fold import words
from jixiao.language.parse import parse_actual, parse_target

__all__ = [
    "Asked", "Attainment", "Dated", "Measured", "MeasuredSeveral", "Missing", "Reading", "Value", "Worded", "read_actual",
]  # fmt: skip


@frozen
class Measured:
    """A number, exactly, in the target's unit (a change: in the target's way)."""

    value: Fraction


@frozen
class Dated:
    """A date, as precise as it was written."""

    when: When


@frozen
class Worded:
    """Words; ``attainment`` is None when they are other words than those that say how far it was attained."""

    words: str
    attainment: Attainment | None = None


@frozen
class Asked:
    """Doubtful or unusable: it is asked about, and not scored until answered. The diagnostic says why."""

    diagnostic: Diagnostic


@frozen
class Missing:
    """No actual was given."""


@frozen
class MeasuredSeveral:
    """One value for each target of a cell that holds several, in their order."""

    items: tuple[Measured | Dated | Asked, ...]


Value = Measured | MeasuredSeveral | Dated | Worded | Asked | Missing


@frozen
class Reading:
    """An actual's value and what is to be said of the reading."""

    value: Value
    diagnostics: tuple[Diagnostic, ...] = ()


class _Notes:
    """Collects the diagnostics of one reading at one place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Diagnostic] = []

    def note(self, code: str, **args: object) -> None:
        self.found.append(self._diagnostic(code, **args))

    def ask(self, code: str, **args: object) -> Asked:
        diagnostic = self._diagnostic(code, **args)
        self.found.append(diagnostic)
        return Asked(diagnostic)

    def _diagnostic(self, code: str, **args: object) -> Diagnostic:
        shown = self.text[:80]
        return diagnose(code, Place(text=shown, span=(0, len(shown))), text=shown, **args)


def read_actual(text: str | int | Decimal | None, target: Meaning, *, target_text: str = "") -> Reading:
    """What an actual says against its target's meaning.

    ``target_text`` is the target as written, so that an actual that repeats its words is seen as attained.
    Floats are not taken: give their shortest decimal as text. Raises TypeError for other types.
    """
    if text is None:
        return Reading(Missing())
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise TypeError(f"an actual is text, an integer or a decimal, not {type(text).__name__}")
    if not isinstance(text, str):
        return _read_number(text, target)
    parsed = parse_actual(text)
    notes = _Notes(text)
    if isinstance(parsed.meaning, Blank):
        if isinstance(target, Blank | Level | Scale) and text.strip() and words(text) == words(target_text):
            return Reading(Worded(words(text), Attainment.FULL))
        return Reading(Missing())
    if isinstance(parsed.meaning, Unread):
        assert parsed.meaning.diagnostic is not None
        return Reading(Asked(parsed.meaning.diagnostic), parsed.diagnostics)
    value = _against(parsed.meaning, target, target_text, notes)
    return Reading(value, (*parsed.diagnostics, *notes.found))


def _read_number(number: int | Decimal, target: Meaning) -> Reading:
    """A number of a file or a column: the bare number, exactly."""
    notes = _Notes(str(number) if not isinstance(number, int) or abs(number) < 10**40 else "10^40…")
    if isinstance(number, Decimal) and (not number.is_finite() or abs(number.adjusted()) > 40):
        return Reading(notes.ask("JX129"), tuple(notes.found))
    value = _against(Quantity(Operator.BARE, Fraction(number)), target, "", notes)
    return Reading(value, tuple(notes.found))


def _against(actual: Meaning, target: Meaning, target_text: str, notes: _Notes) -> Value:
    if _repeats(notes.text, target, target_text):
        echoed = _echo(actual, target, notes)
        if echoed is not None:
            return echoed
    if isinstance(actual, Level | Scale):
        return _words(actual, target, target_text, notes)
    match target:
        case Quantity() | Range() | Change():
            return _number(actual, target, notes)
        case Deadline() | Period():
            return _date(actual, notes)
        case Several():
            return _several(actual, target, notes)
        case _:
            return _unruled(actual, target, notes)


def _repeats(text: str, target: Meaning, target_text: str) -> bool:
    said = words(text)
    return (
        said == words(target_text)
        if target_text
        else isinstance(target, Level | Scale) and said == words(_words_of(target))
    )


def _echo(actual: Meaning, target: Meaning, notes: _Notes) -> Value | None:
    """An actual that repeats the target: its words are attained, its number is read as a number."""
    if isinstance(target, Level | Scale):
        if isinstance(target, Scale):
            return notes.ask("JX126")
        return Worded(_words_of(target), Attainment.FULL)
    return None


def _words_of(meaning: Level | Scale) -> str:
    return meaning.words if isinstance(meaning, Level) else meaning.levels


# ------------------------------------------------------------------------------------------------ words


def _words(actual: Level | Scale, target: Meaning, target_text: str, notes: _Notes) -> Value:
    """Words: how far attained, or other words, which are asked about."""
    said = _words_of(actual)
    attainment = attainment_of(said)
    if isinstance(target, Level | Scale):
        if attainment is None and not _on_a_scale(said, target):
            notes.note("JX126")
        return Worded(said, attainment)
    notes.note("JX127" if attainment is not None else "JX126")
    return Worded(said, attainment)


def _on_a_scale(said: str, target: Level | Scale) -> bool:
    """Whether the ruleset can rank the word: it stands on one scale with the target."""
    from jixiao.language.levels import scale_of

    wanted = _words_of(target).lstrip("≥≤<>=")
    scale = scale_of(wanted)
    return scale is not None and said in scale


# ------------------------------------------------------------------------------------------------ numbers


def _number(actual: Meaning, target: Quantity | Range | Change, notes: _Notes) -> Value:
    """A number against a number."""
    match actual:
        case Quantity():
            return _quantity(actual, target, notes)
        case Change():
            return _change(actual, target, notes)
        case Range():
            return notes.ask("JX131")
        case Deadline() if target.unit == "月" and actual.when == When(month=actual.when.month):
            return Measured(Fraction(actual.when.month or 0))  # 10月 against ≥12月: both count months
        case Deadline() | Period():
            return notes.ask("JX130")
        case _:
            return notes.ask("JX128")


_AGREES = {
    Operator.AT_LEAST: {Operator.AT_LEAST, Operator.BARE, Operator.MORE, Operator.EQUAL},
    Operator.MORE: {Operator.AT_LEAST, Operator.BARE, Operator.MORE, Operator.EQUAL},
    Operator.AT_MOST: {Operator.AT_MOST, Operator.LESS},
    Operator.LESS: {Operator.AT_MOST, Operator.LESS},
}


def _quantity(actual: Quantity, target: Quantity | Range | Change, notes: _Notes) -> Value:
    if actual.operator is Operator.ABOUT:
        return notes.ask("JX125")
    if actual.operator not in (Operator.BARE, Operator.EQUAL):
        wanted = target.operator if isinstance(target, Quantity | Change) else Operator.BARE
        if wanted not in _AGREES[actual.operator]:
            return notes.ask("JX131")
        notes.note("JX120", operator=actual.operator.value)
    if not actual.unit and actual.scale == 1 < target.scale and actual.value:
        return _scaled(actual.value, target, notes)
    return _in_unit(actual.value, actual.unit, target.unit, _size(target), notes)


_FAR = 20
"""A bare number that would be so many times the target, counted in the target's 万, is asked about."""


def _scaled(value: Fraction, target: Quantity | Range | Change, notes: _Notes) -> Measured | Asked:
    """A bare number takes the target's unit with its 万 or 亿: 132.9 against ≤202.6万元 is 132.9万元.

    One that would then be far beyond the target (32000 against ≥3万条) is asked about.
    """
    counted = value * target.scale
    unit = ("万" if target.scale == 10_000 else "亿") + target.unit
    if abs(counted) > _FAR * abs(_size(target)):
        return notes.ask("JX138", unit=unit)
    notes.note("JX137", unit=unit)
    return Measured(counted)


def _size(target: Quantity | Range | Change) -> Fraction:
    return target.low if isinstance(target, Range) else target.value


def _in_unit(value: Fraction, unit: str, wanted: str, size: Fraction, notes: _Notes) -> Measured | Asked:
    """The value in the target's unit: taken over, converted exactly, assumed with a name, asked about or refused."""
    if unit == wanted:
        return Measured(value)
    if not unit:
        if wanted == "%" and 0 < value <= 1 < size:
            return notes.ask("JX122")
        return Measured(value)
    converted = convert(value, unit, wanted)
    if converted is not None:
        return Measured(converted)
    if not wanted:
        notes.note("JX124", unit=unit)
        return Measured(value)
    if wanted.startswith("/") and unit.endswith(wanted):
        return Measured(value)  # ≤28.40/株 and 25元/株: the target left its money out
    if _loosely_same(unit, wanted):
        notes.note("JX133", unit=unit, wanted=wanted)
        return Measured(value)
    return notes.ask("JX123", unit=unit, wanted=wanted)


_ANY_COUNT = frozenset({"个", "项", "家", "所", "处", "座", "件"})


def _loosely_same(unit: str, wanted: str) -> bool:
    """个, 家, 处 … count anything: with another counting word they are taken as the same, and it is said so."""
    return (
        (unit in _ANY_COUNT or wanted in _ANY_COUNT)
        and not is_measure(unit)
        and not is_measure(wanted)
        and "%" not in (unit, wanted)
        and "‰" not in (unit, wanted)
    )


def _change(actual: Change, target: Quantity | Range | Change, notes: _Notes) -> Value:
    """A change against a change: the target's way is positive."""
    if not isinstance(target, Change | ChangeRange):
        return notes.ask("JX132")
    flat = Quantity(actual.operator, actual.value, actual.unit)
    value = _quantity(flat, target, notes)
    if isinstance(value, Measured) and actual.way is not target.way:
        return Measured(-value.value)
    return value


# ------------------------------------------------------------------------------------------------ dates and others


def _date(actual: Meaning, notes: _Notes) -> Value:
    if isinstance(actual, Quantity) and not actual.unit:
        actual = parse_target(notes.text).meaning  # 20211231 is a number, except where a date is asked for
    match actual:
        case Deadline():
            return Dated(actual.when)
        case Period():
            return Dated(actual.end or actual.start)
        case _:
            return notes.ask("JX130")


def _several(actual: Meaning, target: Several, notes: _Notes) -> Value:
    """One value for each of several targets, in their order."""
    if not isinstance(actual, Several) or len(actual.items) != len(target.items):
        return notes.ask("JX128")
    values: list[Measured | Dated | Asked] = []
    for wanted, got in zip(target.items, actual.items, strict=True):
        value = _date(got, notes) if isinstance(wanted, Deadline | Period) else _number(got, wanted, notes)
        if not isinstance(value, Measured | Dated | Asked):
            return notes.ask("JX128")
        values.append(value)
    return MeasuredSeveral(tuple(values))


def _unruled(actual: Meaning, target: Meaning, notes: _Notes) -> Value:
    """A number or a date where the target is words or nothing."""
    if isinstance(target, Blank | Unread):
        if isinstance(actual, Quantity):
            return Measured(actual.value)
        if isinstance(actual, Deadline):
            return Dated(actual.when)
    return notes.ask("JX136")


def is_error(reading: Reading) -> bool:
    """Whether the actual cannot be used at all (another dimension), rather than being asked about."""
    return isinstance(reading.value, Asked) and reading.value.diagnostic.severity is Severity.ERROR
