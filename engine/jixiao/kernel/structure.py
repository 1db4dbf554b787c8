"""From a plain document (TOML or JSON) to frozen attrs values, with every error at once and its path.

cattrs does the walking; this module adds exact numbers, the refusal of unknown keys with a suggestion,
and diagnostics instead of exceptions.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NewType, TypeVar

import attrs

from jixiao.kernel import bounded
from jixiao.kernel.bounded import toml_data
from jixiao.kernel.budget import fits
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, Place, diagnose
from jixiao.kernel.faults import syntax_fault
from jixiao.kernel.files import read_file
from jixiao.kernel.number import exact
from jixiao.kernel.toml_lines import KeyPlace, nearest
from jixiao.kernel.words import Phrase, phrase

__all__ = [
    "ADDED",
    "Document",
    "Text",
    "WrongValue",
    "Year",
    "json_data",
    "json_document",
    "new_converter",
    "read_source",
    "structure",
    "toml_document",
]

if TYPE_CHECKING:
    import cattrs
    from cattrs.errors import AttributeValidationNote, IterableValidationNote

T = TypeVar("T")

Text = NewType("Text", str)
"""A cell: text, or a number written without quotes (kept as its exact digits)."""


Year = Annotated[int, "year"]
"""A calendar year; one that no form can be of is refused, so that dates can be made of it."""


class WrongValue(ValueError):
    """A value of the wrong kind: what was expected, in words, and what was found."""

    def __init__(self, expected: Phrase, found: object) -> None:
        self.expected, self.found = expected, _short(found)
        super().__init__(f"{expected.key}: {self.found}")


ADDED: Mapping[str, Any] = types.MappingProxyType({"added": True})
"""Metadata of an attribute that is no key of the file, but added by whoever reads it."""


@attrs.frozen
class Document:
    """A plain document, the file it came from, and where its keys stand (empty for JSON and library use)."""

    data: dict[str, Any]
    file: str | None = None
    places: dict[str, KeyPlace] = attrs.field(factory=dict)

    def place(self, path: str) -> Place:
        """The place of a JSON path in this document."""
        if not self.places:
            return Place(file=self.file, path=path)
        key = nearest(self.places, path)
        return Place(file=self.file, path=path, line=key.line, column=key.column)

    def text_place(self, path: str, line: int, column: int) -> Place:
        """The place of a line and column (from 1) inside a multi-line string."""
        key = nearest(self.places, path) if self.places else None
        if key is None or key.text_line is None:
            return attrs.evolve(self.place(path), column=column if key is None else key.column)
        return Place(file=self.file, path=path, line=key.text_line + line - 1, column=column)


def read_source(path: Path) -> bytes:
    """The bytes of a case, an actuals file or a ruleset. Raises JixiaoError (JX001, JX405)."""
    return read_file(path)


def toml_document(source: bytes, file: str | None = None) -> Document:
    """A TOML text as a document. Raises JixiaoError (JX002, JX405)."""
    text = _decode(source, "TOML", file)
    try:
        data, places = toml_data(text, file)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a date that is none, bad TOML
        raise JixiaoError(_syntax_error("TOML", str(error), file, text)) from None
    return Document(data, file, places)


def json_document(source: bytes, file: str | None = None) -> Document:
    """A JSON text as a document. Raises JixiaoError (JX008, JX405, JX005 for what is no object)."""
    data = json_data(source, file)
    if not isinstance(data, dict):
        raise JixiaoError(_wrong(Place(file=file, path="$"), WrongValue(phrase("expected.object"), data)))
    return Document(data, file)


def json_data(source: bytes, file: str | None = None) -> Any:
    """What a JSON text holds, numbers that are no integers as Decimal. Raises JixiaoError (JX008, JX405)."""
    text = _decode(source, "JSON", file)
    try:
        return bounded.json_data(text, file)
    except (ValueError, RecursionError) as error:
        raise JixiaoError(_syntax_error("JSON", str(error), file, text)) from None


def _decode(source: bytes, kind: str, file: str | None) -> str:
    fits("text", len(source), Place(file=file))
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise JixiaoError(diagnose("JX007", Place(file=file))) from None


_AT_END = " (at end of document)"


def _syntax_error(kind: str, reason: str, file: str | None, text: str) -> Diagnostic:
    found = re.search(r"\(?(?:at )?line (\d+),? column (\d+)(?: \(char \d+\))?\)?", reason)
    place = Place(file=file)
    if found:
        line, column = int(found[1]), int(found[2])
        shown = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
        place = Place(file=file, line=line, column=column, text=shown, span=(column - 1, column))
        reason = reason[: found.start()].rstrip(" :(")
    elif reason.endswith(_AT_END):
        lines = text.rstrip("\n").split("\n")
        place = Place(file=file, line=len(lines), column=len(lines[-1]) + 1)
        reason = reason.removesuffix(_AT_END)
    return diagnose("JX002" if kind == "TOML" else "JX008", place, reason=syntax_fault(reason))


def new_converter(*classes: type[Any], rename: dict[str, str] | None = None) -> cattrs.Converter:
    """A converter for these attrs classes: unknown keys are errors, numbers are exact.

    ``rename`` gives the key of attributes whose name Python keeps for itself (``{"from_": "from"}``).
    """
    import cattrs
    from cattrs.gen import make_dict_structure_fn, override

    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for exact_kind, read in _READERS.items():
        converter.register_structure_hook_func(_is(exact_kind), _ignoring_kind(read))
    for primitive in (str, int, bool):
        # cattrs has hooks of its own for these classes and for what is derived from them, and asks those first.
        converter.register_structure_hook(primitive, _primitive)
    converter.register_structure_hook_func(_is_enum, _enum)
    converter.register_structure_hook_func(_is_tuple, lambda value, kind: _tuple(converter, value, kind))
    for cls in classes:
        known = {
            item.name: override(rename=(rename or {})[item.name])
            for item in attrs.fields(cls)
            if item.name in (rename or {})
        }
        known |= {item.name: override(omit=True) for item in attrs.fields(cls) if "added" in item.metadata}
        # cattrs' typing asks for one override a keyword; the names are known only here.
        converter.register_structure_hook(cls, _of_table(make_dict_structure_fn(cls, converter, **known)))  # type: ignore[arg-type]
    return converter


def structure(converter: cattrs.Converter, document: Document, cls: type[T]) -> T:
    """The document as a value of ``cls``. Raises JixiaoError with every fault, each with its path."""
    try:
        return converter.structure(document.data, cls)
    except Exception as error:  # cattrs raises groups and, for a document of the wrong kind, bare errors
        raise JixiaoError(*_flatten(error, "$", document, cls)) from None


def _flatten(error: BaseException, path: str, document: Document, cls: type[Any] | None) -> Iterator[Diagnostic]:
    from cattrs.errors import ClassValidationError, IterableValidationError

    if isinstance(error, ClassValidationError):
        grouped, rest = error.group_exceptions()
        for inner, note in grouped:
            yield from _flatten(inner, f"{path}.{_key_of(error.cl, note)}", document, error.cl)
        for inner in rest:
            yield from _flatten(inner, path, document, error.cl)
    elif isinstance(error, IterableValidationError):
        grouped_items, others = error.group_exceptions()
        for inner, item in grouped_items:
            yield from _flatten(inner, _item_path(path, item), document, None)
        for inner in others:
            yield from _flatten(inner, path, document, None)
    else:
        yield from _one(error, path, document)


def _key_of(cls: type[Any], note: AttributeValidationNote) -> str:
    return note.name.rstrip("_")


def _item_path(path: str, note: IterableValidationNote) -> str:
    return f"{path}[{note.index}]" if isinstance(note.index, int) else f"{path}.{note.index}"


def _one(error: BaseException, path: str, document: Document) -> Iterator[Diagnostic]:
    from cattrs.errors import ForbiddenExtraKeysError, StructureHandlerNotFoundError

    if isinstance(error, ForbiddenExtraKeysError):
        known = [item.name.rstrip("_") for item in attrs.fields(error.cl) if "added" not in item.metadata]
        for key in sorted(error.extra_fields):
            close = difflib.get_close_matches(key, known, 1)
            place = document.place(f"{path}.{key}")
            meant = phrase("meant.before", name=close[0]) if close else ""
            yield diagnose("JX003", place, key=key, known=", ".join(known), meant=meant)
    elif isinstance(error, KeyError):
        holder, _, name = path.rpartition(".")
        yield diagnose("JX004", document.place(holder or "$"), key=name or error.args[0])
    elif isinstance(error, WrongValue):
        yield _wrong(document.place(path), error)
    elif isinstance(error, StructureHandlerNotFoundError):
        raise error
    else:
        found = _short(error)
        yield diagnose("JX005", document.place(path), expected=phrase("expected.other"), found=found)


def _wrong(place: Place, error: WrongValue) -> Diagnostic:
    return diagnose("JX005", place, expected=error.expected, found=error.found)


def _short(value: object) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:  # an integer of more digits than Python prints
        text = type(value).__name__
    return text if len(text) <= 60 else text[:59] + "…"


def _of_table(build: Callable[[Any, Any], T]) -> Callable[[Any, Any], T]:
    def check(value: Any, kind: Any) -> T:
        if not isinstance(value, dict):
            raise WrongValue(phrase("expected.table"), value)
        return build(value, kind)

    return check


def _text(value: Any) -> str:
    """Text as it is; a number without quotes in plain digits, unless it is beyond all use or no number at all."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        with contextlib.suppress(ValueError):
            exact(value)
            return format(value, "f") if isinstance(value, Decimal) else str(value)
    raise WrongValue(phrase("expected.cell"), value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue(phrase("expected.text"), value)
    return value


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongValue(phrase("expected.bool"), value)
    return value


def _int(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongValue(phrase("expected.whole"), value)
    return value


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2199:
        raise WrongValue(phrase("expected.year"), value)
    return value


def _fraction(value: Any) -> Fraction:
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        try:
            return exact(value)
        except ValueError:
            pass
    raise WrongValue(phrase("expected.number"), value)


def _date(value: Any) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise WrongValue(phrase("expected.date"), value)


def _any_table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongValue(phrase("expected.table"), value)
    return value


_READERS: dict[Any, Callable[[Any], Any]] = {
    dict[str, Any]: _any_table,
    Text: _text,
    Year: _year,
    str: _string,
    bool: _bool,
    int: _int,
    Fraction: _fraction,
    date: _date,
}


def _primitive(value: Any, kind: Any) -> Any:
    """A text, a whole number, true or false; or the member of an enum that is derived from one of them."""
    read = _READERS.get(kind)
    return _enum(value, kind) if read is None else read(value)


def _is(wanted: Any) -> Callable[[Any], bool]:
    return lambda kind: kind == wanted


def _ignoring_kind(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _enum(value: Any, kind: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(item.value) for item in kind)
        raise WrongValue(phrase("expected.one_of", known=known), value) from None


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _tuple(converter: cattrs.Converter, value: Any, kind: Any) -> tuple[Any, ...]:
    """Lists become tuples; each fault keeps its index."""
    if not isinstance(value, list | tuple):
        raise WrongValue(phrase("expected.list"), value)
    items: Any = types.GenericAlias(list, typing.get_args(kind)[:1])
    return tuple(converter.structure(value, items))
