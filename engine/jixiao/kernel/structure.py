"""From a plain document to frozen attrs values, with every fault at once, each at its place and in the order of the file.

A table is read as far as it can be. What could not be read stays unread in the value, and checks run over all of it
nevertheless: a check that asks for something unread raises NotRead and ends there, since that fault is told already. So what
is wrong behind a fault is told together with it.
"""

from __future__ import annotations

import contextlib
import difflib
import functools
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, NewType, TypeVar, cast

import attrs

from jixiao.kernel.classes import define
from jixiao.kernel.diagnostic import JixiaoError, diagnose
from jixiao.kernel.document import Document
from jixiao.kernel.document_faults import (
    MISSING_KEY,
    THIS_KEY,
    UNKNOWN_KEY,
    DocumentError,
    Fault,
    Faults,
    Found,
    NotRead,
    wrong_value,
)
from jixiao.kernel.given import Frozen, clean_text, frozen_data, is_clean
from jixiao.kernel.number import exact, plain
from jixiao.kernel.tables import As, TableKey, keys_of
from jixiao.kernel.words import Phrase, phrase, series

__all__ = ["Checked", "Checks", "Exact", "Text", "Year", "read_exact", "read_text", "structure", "tables_in"]

T = TypeVar("T")

Text = NewType("Text", str)
"""A cell: text, or a number written without quotes (kept as its exact digits)."""


Exact = str | int | Decimal | Fraction
"""What an exact number, or a cell, may be given as."""

Checks = Mapping[type[Any], tuple[Callable[[Any, Any], Iterator[Fault]], ...]]
"""What must hold of a table, by its class: functions of the table and of the whole, which tell faults from the table on."""


def structure(
    document: Document, cls: type[T], checks: Checks | None = None, known: Iterable[tuple[str, Fault]] = ()
) -> T:
    """The document as a value of ``cls``. Raises DocumentError with every fault, in the order of the document.

    ``known`` are faults, by path, that were found before.
    """
    told, kind = list(known), cast(Any, cls)
    value: T = _reader(kind)(document.data, _Here(told))
    for path, table in tables_in(value) if checks else ():
        for check in (checks or {}).get(_class_of(table), ()):
            with contextlib.suppress(NotRead):
                for fault in check(table, value):
                    told.append((f"{path}.{fault.at}" if fault.at else path, fault))
    if told:
        told.sort(key=lambda each: document.order(each[0]))
        raise DocumentError(*dict.fromkeys(_found(fault, path, document) for path, fault in told))
    return value


def _found(fault: Fault, path: str, document: Document) -> Found:
    place = document.text_place(path, fault.line, fault.column) if fault.line else document.place(path)
    key = path.rpartition(".")[2]
    values = {name: key if each is THIS_KEY else each for name, each in fault.values.items()}
    return Found(fault.kind, diagnose(fault.kind.code, place, **values))


def tables_in(value: object, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Every table of a value that was read, and its path, outer ones first; what is unread is left out."""
    if isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from tables_in(each, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from tables_in(each, f"{path}.{name}")
    elif attrs.has(type(value)):
        yield path, value
        for item in keys_of(_class_of(value)):
            if item.holds_tables:
                with contextlib.suppress(NotRead):
                    yield from tables_in(getattr(value, item.name), path if item.choose else f"{path}.{item.key}")


# -- what is unread


class _Unread(Enum):
    UNREAD = "unread"


_UNREAD = _Unread.UNREAD


@functools.cache
def _unread_class(cls: Any) -> type[Any]:
    """The class with NotRead raised for every attribute that a value of it does not have."""
    names = frozenset(item.name for item in attrs.fields(cls))

    def missing(self: Any, name: str) -> Any:
        raise NotRead(name) if name in names else AttributeError(name)

    return type(cls.__name__, (cls,), {"__getattr__": missing, "_read_as": cls})


def _as_far_as_read(cls: Any, found: Mapping[str, Any]) -> Any:
    value = object.__new__(_unread_class(cls))
    for name, each in found.items():
        object.__setattr__(value, name, each)
    return value


def _class_of(value: object) -> Any:
    return getattr(type(value), "_read_as", type(value))


# -- readers of tables and lists


@define(slots=True)
class _Here:
    """A place in the document that is being read, and where faults are told."""

    told: list[tuple[str, Fault]]
    step: str = "$"
    holder: _Here | None = None

    def at(self, step: str) -> _Here:
        return _Here(self.told, step, self)

    @property
    def path(self) -> str:
        return self.holder.path + self.step if self.holder else self.step

    def fault(self, fault: Fault) -> None:
        self.told.append((f"{self.path}.{fault.at}" if fault.at else self.path, fault))


_Reader = Callable[[Any, _Here], Any]
"""From what the document holds to a value, or _UNREAD."""


@functools.cache
def _reader(kind: Any) -> _Reader:
    if kind in _SCALARS:
        return _scalar(_SCALARS[kind])
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return _scalar(next(each.read for each in arguments[1:] if isinstance(each, As)))
    if origin in (types.UnionType, typing.Union):
        (rest,) = (each for each in arguments if each is not type(None))
        return _maybe(_reader(rest))
    if origin is tuple:
        return _list(_reader(arguments[0]))
    if origin in (dict, Mapping):
        return _named(_reader(arguments[0]), _reader(arguments[1]))
    if issubclass(kind, Enum):
        return _scalar(functools.partial(_member, kind))
    return functools.partial(_table, kind)


def _scalar(read: Callable[[Any], Any]) -> _Reader:
    def reader(value: Any, here: _Here) -> Any:
        try:
            return read(value)
        except Fault as fault:
            here.fault(fault)
        except Faults as several:
            for each in several.faults:
                here.fault(each)
        return _UNREAD

    return reader


def _maybe(read: _Reader) -> _Reader:
    return lambda value, here: None if value is None else read(value, here)


def _list(read: _Reader) -> _Reader:
    def reader(value: Any, here: _Here) -> Any:
        if not isinstance(value, list | tuple):
            here.fault(wrong_value(phrase("expected.list"), value))
            return _UNREAD
        items = tuple(read(each, here.at(f"[{index}]")) for index, each in enumerate(value))
        return _UNREAD if any(each is _UNREAD for each in items) else items

    return reader


def _named(read_name: _Reader, read: _Reader) -> _Reader:
    """A table of any names."""

    def reader(value: Any, here: _Here) -> Any:
        if not isinstance(value, Mapping):
            here.fault(wrong_value(phrase("expected.table"), value))
            return _UNREAD
        items = {}
        for name, each in value.items():
            place = here.at(f".{name}")
            items[read_name(name, place)] = read(each, place)
        return _UNREAD if any(_UNREAD in pair for pair in items.items()) else Frozen(items)

    return reader


def _table(cls: type[Any], value: Any, here: _Here) -> Any:
    """A value of the class, which it may be already, or what could be read of one."""
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        here.fault(wrong_value(phrase("expected.table"), value))
        return _as_far_as_read(cls, {})
    known: list[str] = []
    made = _made(cls, value, here, known)
    for name in value:
        if name not in known:
            here.fault(Fault(UNKNOWN_KEY, name, key=name, known=series("list.comma", known), meant=_meant(name, known)))
    return made


def _made(cls: Any, table: Mapping[str, Any], here: _Here, known: list[str]) -> Any:
    found = {}
    for item in keys_of(cls):
        each = _value(item, table, here, known) if item.choose is None else _inline(item, table, here, known)
        if each is not _UNREAD:
            found[item.name] = each
    if len(found) == len(keys_of(cls)):
        try:
            return cls(**found)
        except ValueError as error:
            here.fault(wrong_value(phrase("expected.other"), str(error)))
    return _as_far_as_read(cls, found)


def _value(item: TableKey, table: Mapping[str, Any], here: _Here, known: list[str]) -> Any:
    known.append(item.key)
    if item.key in table:
        return _reader(item.kind)(table[item.key], here.at(f".{item.key}"))
    if item.required:
        here.fault(Fault(MISSING_KEY, key=item.key))
        return _UNREAD
    return item.otherwise()


def _inline(item: TableKey, table: Mapping[str, Any], here: _Here, known: list[str]) -> Any:
    """What stands in the table itself. Where no class can be chosen, the keys of all of them are read for their faults."""
    assert item.choose is not None
    try:
        return _made(item.choose(table), table, here, known)
    except Fault as fault:
        here.fault(fault)
    except NotRead:
        pass
    for cls in typing.get_args(item.kind) or (item.kind,):
        for each in keys_of(cls):
            if each.key in table and each.key not in known:
                _value(each, table, here, known)
    return _UNREAD


def _meant(name: str, known: list[str]) -> Phrase | str:
    close = difflib.get_close_matches(name, known, 1)
    return phrase("meant.before", name=close[0]) if close else ""


# -- readers of single values


def _cell(value: Any) -> str:
    """Text as it is; a number without quotes in plain digits, unless it is beyond all use or no number at all."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
        with contextlib.suppress(ValueError):
            number = exact(value)
            return format(value, "f") if isinstance(value, Decimal) else plain(number)
    raise wrong_value(phrase("expected.exact_cell" if isinstance(value, float) else "expected.cell"), value)


def read_text(value: Any) -> str:
    """Text, and nothing else. Raises Fault."""
    return clean_text(value)


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong_value(phrase("expected.bool"), value)
    return value


def _int(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_value(phrase("expected.whole"), value)
    return int(value)


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2199:
        raise wrong_value(phrase("expected.year"), value)
    return int(value)


def _fraction(value: Any) -> Fraction:
    if isinstance(value, str | int | Decimal | Fraction) and not isinstance(value, bool):
        with contextlib.suppress(ValueError):
            return exact(value)
    raise wrong_value(phrase("expected.exact" if isinstance(value, float) else "expected.number"), value)


def read_exact(value: object, name: str) -> Fraction:
    """An exact number that is called ``name``. Raises JixiaoError (JX005)."""
    try:
        return _fraction(value)
    except Fault as fault:
        raise JixiaoError(_found(fault, name, Document({})).diagnostic) from None


def _date(value: Any) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise wrong_value(phrase("expected.date"), value)


def _member(kind: type[Enum], value: Any) -> Enum:
    try:
        return kind(value)
    except (ValueError, TypeError):
        known = series("list.comma", (str(each.value) for each in kind))
        raise wrong_value(phrase("expected.one_of", known=known), value) from None


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    Text: _cell,
    str: read_text,
    bool: _bool,
    int: _int,
    Fraction: _fraction,
    date: _date,
    Any: frozen_data,
}

Year = Annotated[int, As(_year, {"type": "integer"})]
"""A calendar year; one that no form can be of is refused, so that dates can be made of it."""


# -- values that are made in code


class Checked:
    """A table that is read in the same way when it is made in code: ``Indicator("甲", points="10")``.

    What is right already is left as it is. Raises JixiaoError (JX005) with every attribute that is wrong.
    """

    def __attrs_post_init__(self) -> None:
        cls = _class_of(self)
        wrong: list[tuple[str, Fault]] = []
        for name, default, is_right, read in _attributes(cls):
            value = self.__dict__[name]
            if value is not default and not is_right(value):
                found = read(value, _Here(wrong, f"{cls.__name__}.{name}"))
                if found is not _UNREAD:
                    object.__setattr__(self, name, found)
        if wrong:
            raise JixiaoError(*(_found(fault, path, Document({})).diagnostic for path, fault in wrong))


_Right = Callable[[Any], bool]


@functools.cache
def _attributes(cls: Any) -> tuple[tuple[str, object, _Right, _Reader], ...]:
    return tuple((item.name, item.default, _right(item.kind), _reader(item.kind)) for item in keys_of(cls))


def _right(kind: Any) -> _Right:
    """Whether a value is what a reader would make, and so need not be read."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind in (str, Text):
        return lambda value: type(value) is str and is_clean(value)
    if kind in (bool, int, Fraction, date):
        return lambda value: type(value) is kind
    if origin in (types.UnionType, typing.Union) and type(None) in arguments:
        (rest,) = (each for each in arguments if each is not type(None))
        inner = _right(rest)
        return lambda value: value is None or inner(value)
    if origin is tuple:
        inner = _right(arguments[0])
        return lambda value: type(value) is tuple and all(map(inner, value))
    if origin in (dict, Mapping):
        return lambda value: type(value) is Frozen
    if isinstance(kind, type) and origin is None:
        return lambda value: isinstance(value, kind)
    return lambda value: False
