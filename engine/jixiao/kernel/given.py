"""What comes in from other programs' memory: text that can be written out again, and tables that nobody changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn, TypeVar

from jixiao.kernel.budget import budget, fits, over
from jixiao.kernel.diagnostic import JixiaoError
from jixiao.kernel.document_faults import wrong_value
from jixiao.kernel.number import plain
from jixiao.kernel.words import phrase

__all__ = ["Frozen", "as_given", "clean_text", "frozen_data", "is_clean"]

K = TypeVar("K")
V = TypeVar("V")


class Frozen(dict[K, V]):
    """A dictionary that cannot be changed. Its copy is itself; ``dict(it)`` is one that can be changed."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this table cannot be changed; dict(table) gives one that can")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __copy__(self) -> Frozen[K, V]:
        return self

    def __deepcopy__(self, memo: object) -> Frozen[K, V]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


def is_clean(text: str) -> bool:
    """Whether it holds whole characters alone, and no half of a surrogate pair."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def clean_text(value: object) -> str:
    """Text, of whatever subclass, as plain text. Raises Fault for anything else, and for half a character."""
    if not isinstance(value, str):
        raise wrong_value(phrase("expected.text"), value)
    if not is_clean(value):
        raise wrong_value(phrase("expected.characters"), value)
    return value if type(value) is str else str.__str__(value)


def frozen_data(value: Any, depth: int = 0) -> Any:
    """What a user gives along, kept so that nobody changes it: tables Frozen, lists tuples, a float by its shortest digits.

    Raises Fault for what no file can hold (other objects, numbers that are none, half a character), JixiaoError (JX405)
    for more levels or digits than a file may have.
    """
    if value is None or isinstance(value, bool | datetime.date | datetime.time):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping | list | tuple):
        fits("nesting", depth)
        if isinstance(value, Mapping):
            return Frozen({clean_text(name): frozen_data(each, depth + 1) for name, each in value.items()})
        return tuple(frozen_data(each, depth + 1) for each in value)
    if isinstance(value, int):
        most = budget().digits
        if value.bit_length() > 3 * most and abs(value) >= 10**most:
            raise JixiaoError(over("digits", most + 1, most))
        return int(value)
    if isinstance(value, float):
        value = Decimal(repr(float(value)))
    if isinstance(value, Fraction):
        return plain(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    raise wrong_value(phrase("expected.data"), value)


def as_given(value: Any) -> Any:
    """The same as JSON has it: numbers that a float's shortest digits hold as numbers, others and dates as text."""
    if isinstance(value, dict):
        return {name: as_given(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [as_given(each) for each in value]
    if isinstance(value, Decimal):
        short = float(value)
        return short if Decimal(repr(short)) == value else str(value)
    return str(value) if isinstance(value, datetime.date | datetime.time) else value
