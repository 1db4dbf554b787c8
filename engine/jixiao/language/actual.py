"""An actual read against its target: the number in the target's unit, the date, the words, or what must be asked.

Nothing is guessed. A bare number takes the target's unit; what only one of the two prints is decided by
:mod:`jixiao.language.measure`; another dimension is an error; an operator that only echoes the target's is dropped with
a note; N余 is at least N. What is asked about scores [0, points] later.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from attrs import evolve

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, Place, Severity, diagnose
from jixiao.kernel.when import When
from jixiao.language.ast import (
    Blank,
    Change,
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
    Way,
)
from jixiao.language.attain import Attainment, attainment_of, by_own_words
from jixiao.language.digits import are_digits
from jixiao.language.direction import Direction, direction_of
from jixiao.language.fold import words
from jixiao.language.levels import scale_of
from jixiao.language.measure import Doubtful, Figure, figure_of, in_terms_of, is_share
from jixiao.language.parse import parse_actual, parse_target
from jixiao.language.vocabulary import Vocabulary

__all__ = [
    "ActualReading",
    "ActualValue",
    "Asked",
    "Attainment",
    "Dated",
    "MeasuredActual",
    "MeasuredSeveral",
    "Missing",
    "Worded",
    "read_actual",
]  # fmt: skip

_KEPT = 16_384


@frozen
class MeasuredActual:
    """A number, exactly, in the target's unit (a change: in the target's way)."""

    value: Fraction


@frozen
class Dated:
    """A date, as precise as it was written."""

    when: When


@frozen
class Worded:
    """Words; ``attainment`` is None when they are other words than those that say how far it was attained.

    ``own_words``: the target's own words say so (否 against 是/否 否), before any words that a ruleset knows.
    """

    words: str
    attainment: Attainment | None = None
    own_words: bool = False


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

    items: tuple[MeasuredActual | Dated | Asked, ...]


ActualValue = MeasuredActual | MeasuredSeveral | Dated | Worded | Asked | Missing
Numeric = Quantity | Range | Change


@frozen
class ActualReading:
    """An actual's value and what is to be said of the reading."""

    value: ActualValue
    diagnostics: tuple[Diagnostic, ...] = ()


class _Notes:
    """Collects the diagnostics of one reading at one place."""

    def __init__(self, text: str, vocabulary: Vocabulary | None = None) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.found: list[Diagnostic] = []
        self.divided = False
        """Whether the actual's percent were worked out (12/31), so that nobody printed them."""

    def note(self, code: str, **args: object) -> None:
        self.found.append(self._diagnostic(code, **args))

    def ask(self, code: str, **args: object) -> Asked:
        diagnostic = self._diagnostic(code, **args)
        self.found.append(diagnostic)
        return Asked(diagnostic)

    def _diagnostic(self, code: str, **args: object) -> Diagnostic:
        shown = self.text[:80]
        return diagnose(code, Place(text=shown, span=(0, len(shown))), text=shown, **args)


def read_actual(
    text: str | int | Decimal | None,
    target: Meaning,
    *,
    target_text: str = "",
    direction: Direction | None = None,
    vocabulary: Vocabulary | None = None,
) -> ActualReading:
    """What an actual says against its target's meaning.

    ``target_text`` is the target as written, so that an actual that repeats its words is seen as attained; ``direction``
    tells whether an actual of N余 meets a bare target; ``vocabulary`` is another one than the package's own (a ruleset's).
    Floats are not taken: give their shortest decimal as text. Raises TypeError for other types.
    """
    if text is None:
        return ActualReading(Missing())
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise TypeError(f"an actual is text, an integer or a decimal, not {type(text).__name__}")
    if not isinstance(text, str):
        return _read_number(text, target, direction)
    return _read(text, target, _beside_equality(target), target_text, direction, vocabulary)


def _beside_equality(target: Meaning) -> tuple[object, ...]:
    """What tells targets apart that are equal: 200万元 and 2000000元 are one amount, and a bare 180 is read against each otherwise."""
    items = target.items if isinstance(target, Several) else (target,)
    return tuple(
        (getattr(item, "scale", 1), getattr(item, "label", ""), getattr(item, "diagnostic", None)) for item in items
    )


@lru_cache(maxsize=_KEPT)
def _read(
    text: str,
    target: Meaning,
    _told_apart: tuple[object, ...],
    target_text: str,
    direction: Direction | None,
    vocabulary: Vocabulary | None,
) -> ActualReading:
    """Text; the same actual against the same target is read once."""
    parsed = parse_actual(text, vocabulary)
    notes = _Notes(text, vocabulary)
    notes.divided = any(each.code == "JX121" for each in parsed.diagnostics)
    if isinstance(parsed.meaning, Blank):
        return ActualReading(_blank(text, target, target_text))
    if isinstance(parsed.meaning, Unread):
        assert parsed.meaning.diagnostic is not None
        return ActualReading(Asked(parsed.meaning.diagnostic), parsed.diagnostics)
    value = _against(parsed.meaning, target, target_text, direction, notes)
    over_target = any(each.code == "JX139" for each in notes.found)
    said = () if over_target else parsed.diagnostics  # that the numbers were divided
    return ActualReading(value, (*said, *notes.found))


def _blank(text: str, target: Meaning, target_text: str) -> ActualValue:
    """Nothing given; 无 may be the answer itself, where the target's words are 否 or the same 无."""
    said = words(text)
    if said and isinstance(target, Blank | Level | Scale) and said == words(target_text):
        return Worded(said, Attainment.FULL)
    own = by_own_words(said, target.words, words(target_text)) if said and isinstance(target, Level) else None
    return Missing() if own is None else Worded(said, own.attainment, own_words=True)


def _read_number(number: int | Decimal, target: Meaning, direction: Direction | None) -> ActualReading:
    """A number of a file or a column: the bare number, exactly."""
    notes = _Notes(str(number) if not isinstance(number, int) or abs(number) < 10**40 else "10^40…")
    if isinstance(number, Decimal) and (not number.is_finite() or abs(number.adjusted()) > 40):
        return ActualReading(notes.ask("JX129"), tuple(notes.found))
    value = _against(Quantity(Operator.BARE, Fraction(number)), target, "", direction, notes)
    return ActualReading(value, tuple(notes.found))


def _against(
    actual: Meaning, target: Meaning, target_text: str, direction: Direction | None, notes: _Notes
) -> ActualValue:
    if isinstance(target, Level | Scale) and words(notes.text) in (words(target_text), words(_words_of(target))):
        if isinstance(target, Scale):
            return notes.ask("JX126")  # the scale itself is no level of it
        return Worded(target.words, Attainment.FULL, own_words=True)
    if isinstance(actual, Level | Scale) and not (
        isinstance(target, Numeric) and at_least(notes.text, notes.vocabulary)
    ):
        return _words(actual, target, target_text, notes)
    match target:
        case Quantity() | Range() | Change():
            return _number(actual, target, direction, notes)
        case Deadline() | Period():
            return _date(actual, notes)
        case Several():
            return _several(actual, target, notes)
        case _:
            return _unruled(actual, target, notes)


def _words_of(meaning: Level | Scale) -> str:
    return meaning.words if isinstance(meaning, Level) else meaning.levels


# ------------------------------------------------------------------------------------------------ words


def _words(actual: Level | Scale, target: Meaning, target_text: str, notes: _Notes) -> ActualValue:
    """Words: by the target's own words, how far attained, or other words, which are asked about."""
    said = _words_of(actual)
    if isinstance(target, Level | Scale):
        own = by_own_words(said, target.words, words(target_text)) if isinstance(target, Level) else None
        if own is not None:
            asked = own.attainment is None
            return notes.ask("JX126") if asked else Worded(said, own.attainment, own_words=True)
        attainment = attainment_of(said)
        if attainment is None and not _on_a_scale(said, target):
            notes.note("JX126")
        return Worded(said, attainment)
    attainment = attainment_of(said)
    notes.note("JX127" if attainment is not None else "JX126")
    return Worded(said, attainment)


def _on_a_scale(said: str, target: Level | Scale) -> bool:
    """Whether the ruleset can rank the word: it stands on one scale with the target."""
    wanted = _words_of(target).lstrip("≥≤<>=")
    scale = scale_of(wanted)
    return scale is not None and said in scale


# ------------------------------------------------------------------------------------------------ numbers


def _number(actual: Meaning, target: Numeric, direction: Direction | None, notes: _Notes) -> ActualValue:
    """A number against a number."""
    match actual:
        case Quantity():
            return _quantity(actual, target, direction, notes)
        case Change():
            return _change(actual, target, direction, notes)
        case Range():
            return notes.ask("JX131")
        case Deadline() if target.unit == "月" and actual.when == When.as_written(month=actual.when.month):
            return MeasuredActual(Fraction(actual.when.month or 0))  # 10月 against ≥12月: both count months
        case Deadline() | Period():
            return notes.ask("JX130")
        case Level():
            least = at_least(notes.text, notes.vocabulary)
            return notes.ask("JX128") if least is None else _at_least(least, target, direction, notes)
        case _:
            return notes.ask("JX128")


_AGREES = {
    Operator.AT_LEAST: {Operator.AT_LEAST, Operator.BARE, Operator.MORE, Operator.EQUAL},
    Operator.MORE: {Operator.AT_LEAST, Operator.BARE, Operator.MORE, Operator.EQUAL},
    Operator.AT_MOST: {Operator.AT_MOST, Operator.LESS},
    Operator.LESS: {Operator.AT_MOST, Operator.LESS},
}


def _quantity(actual: Quantity, target: Numeric, direction: Direction | None, notes: _Notes) -> ActualValue:
    if actual.operator is Operator.ABOUT:
        return notes.ask("JX125")
    if actual.operator not in (Operator.BARE, Operator.EQUAL):
        wanted = target.operator if isinstance(target, Quantity | Change) else Operator.BARE
        falling = wanted is Operator.BARE and direction is Direction.NEGATIVE
        if falling or wanted not in _AGREES[actual.operator]:
            return notes.ask("JX131")
        notes.note("JX120", operator=actual.operator.value)
    if getattr(target, "way", None) is Way.DOWN and actual.value < 0:
        notes.note("JX146")  # -12% against 下降10%: the sign says the way
        actual = evolve(actual, value=-actual.value)
    return _taken(actual, target, notes)


def _taken(actual: Quantity | Change, target: Numeric, notes: _Notes) -> MeasuredActual | Asked:
    """The number in the target's terms."""
    figure = figure_of(target)
    if notes.divided and _is_over_target(notes, figure):
        notes.note("JX139")
        return MeasuredActual(actual.value / 100 * figure.low)
    if notes.divided and not figure.unit and figure.size > 1 and figure.size != 100:
        return notes.ask("JX138", sign="%")  # 12/31 beside 12 is a share beside a count
    found = in_terms_of(actual.value, actual.unit, actual.scale, figure)
    if isinstance(found, Doubtful):
        return notes.ask(found.code, **dict(found.args))
    if found.code:
        notes.note(found.code, **dict(found.args))
    return MeasuredActual(found.value)


def _is_over_target(notes: _Notes, figure: Figure) -> bool:
    """Whether an actual such as 1000/1000 was written over its own target, a count: its first number is what came of it."""
    base = parse_actual(notes.text.rpartition("/")[2], notes.vocabulary).meaning
    return (
        isinstance(base, Quantity)
        and base.unit in ("", figure.unit)
        and not is_share(figure.unit)
        and figure.low == figure.high == base.value > 1
    )


_MARKS = "余多"


def at_least(text: str, vocabulary: Vocabulary | None = None) -> Quantity | None:
    """The N of an actual of N余 or N多 (200余人, 8000多亿元); None where it says no such thing."""
    said = words(text)
    for place, char in enumerate(said):
        if char in _MARKS and place and _is_numeral(said[place - 1]):
            meaning = parse_actual(said[:place] + said[place + 1 :], vocabulary).meaning
            return meaning if isinstance(meaning, Quantity) and meaning.operator is Operator.BARE else None
    return None


def _is_numeral(char: str) -> bool:
    return are_digits(char) or char in "十百千万亿"


def _at_least(least: Quantity, target: Numeric, direction: Direction | None, notes: _Notes) -> ActualValue:
    """N余, which is N or more: it meets a target that N meets, where more is better; else it is asked about."""
    printed = direction_of(target) if isinstance(target, Quantity | Change) else None
    if Direction.POSITIVE not in (printed, direction) or isinstance(target, Range):
        return notes.ask("JX125")
    value = _taken(least, target, notes)
    if isinstance(value, MeasuredActual):
        if value.value < target.value:
            return notes.ask("JX125")
        notes.note("JX147")
    return value


def _change(actual: Change, target: Numeric, direction: Direction | None, notes: _Notes) -> ActualValue:
    """A change against a change: the target's way is positive."""
    way = getattr(target, "way", None)
    if way is None:
        return notes.ask("JX132")
    if actual.operator is Operator.ABOUT:
        return notes.ask("JX125")
    flat = Quantity(actual.operator, actual.value, actual.unit, scale=actual.scale)
    if actual.way is way:
        return _quantity(flat, target, direction, notes)
    value = _taken(flat, target, notes)
    return MeasuredActual(-value.value) if isinstance(value, MeasuredActual) else value


# ------------------------------------------------------------------------------------------------ dates and others


def _date(actual: Meaning, notes: _Notes) -> ActualValue:
    if isinstance(actual, Quantity) and not actual.unit:
        actual = parse_target(
            notes.text, notes.vocabulary
        ).meaning  # 20211231 is a number, except where a date is asked for
    match actual:
        case Deadline():
            return Dated(actual.when)
        case Period():
            return Dated(actual.end or actual.start)
        case _:
            return notes.ask("JX130")


def _several(actual: Meaning, target: Several, notes: _Notes) -> ActualValue:
    """One value for each of several targets, in their order; one alone is held against both bounds of one thing."""
    if isinstance(actual, Quantity) and _bound_one_thing(target):
        actual = Several((actual,) * len(target.items))
    if not isinstance(actual, Several) or len(actual.items) != len(target.items):
        return notes.ask("JX128")
    values: list[MeasuredActual | Dated | Asked] = []
    for wanted, got in zip(target.items, actual.items, strict=True):
        value = _date(got, notes) if isinstance(wanted, Deadline | Period) else _number(got, wanted, None, notes)
        if not isinstance(value, MeasuredActual | Dated | Asked):
            return notes.ask("JX128")
        values.append(value)
    return MeasuredSeveral(tuple(values))


def _bound_one_thing(target: Several) -> bool:
    """Whether the targets are one from below and one from above, in one unit and without a name of their own: [90%,95%)."""
    bounds = [item for item in target.items if isinstance(item, Quantity) and not item.label]
    ways = [direction_of(bound) for bound in bounds]
    same_unit = len({bound.unit for bound in bounds}) == 1
    return len(target.items) == 2 and same_unit and sorted(map(str, ways)) == ["negative", "positive"]


def _unruled(actual: Meaning, target: Meaning, notes: _Notes) -> ActualValue:
    """A number or a date where the target is words or nothing."""
    if isinstance(target, Blank | Unread):
        if isinstance(actual, Quantity):
            return MeasuredActual(actual.value)
        if isinstance(actual, Deadline):
            return Dated(actual.when)
    return notes.ask("JX136")


def is_error(reading: ActualReading) -> bool:
    """Whether the actual cannot be used at all (another dimension), rather than being asked about."""
    return isinstance(reading.value, Asked) and reading.value.diagnostic.severity is Severity.ERROR
