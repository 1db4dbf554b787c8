"""Classes of values: attrs' own, but for their text and for when two are equal.

attrs writes and compiles a ``__repr__``, an ``__eq__`` and a ``__hash__`` for each class, more than half of what the class
costs, and a start makes 150 classes. Here one function each does it for all of them, and says the same as attrs' would.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

import attrs

__all__ = ["define", "frozen"]

if TYPE_CHECKING:
    from attrs import define, frozen
else:

    def define(cls=None, /, **options):
        """``attrs.define``."""
        return _made(attrs.define, cls, options)

    def frozen(cls=None, /, **options):
        """``attrs.frozen``."""
        return _made(attrs.frozen, cls, options)


def _made(decorate: Any, cls: Any, options: dict[str, Any]) -> Any:
    if cls is None:
        return lambda found: _made(decorate, found, options)
    own = vars(cls)
    if "repr" not in options and "__repr__" not in own:
        cls.__repr__ = _told
    if (
        not {"eq", "order", "unsafe_hash", "cache_hash"} & set(options)
        and "__eq__" not in own
        and "__hash__" not in own
    ):
        made = decorate(cls, eq=False, **options)
        _compare(made, hashed=decorate is attrs.frozen)
        return made
    return decorate(cls, **options)


def _compare(cls: Any, *, hashed: bool) -> None:
    """Let two values of this class be equal when all that they hold is."""
    items = attrs.fields(cls)
    held = _getter(item.name for item in items if item.eq)
    kept = _getter(item.name for item in items if (item.eq if item.hash is None else item.hash))

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(kept(self))

    cls.__eq__ = __eq__
    cls.__hash__ = __hash__ if hashed else None


def _getter(names: Iterable[str]) -> Any:
    return attrgetter(*found) if (found := tuple(names)) else type


@recursive_repr()
def _told(value: attrs.AttrsInstance) -> str:
    kind = type(value)
    name = kind.__qualname__.rsplit(">.", 1)[-1]
    told = (
        f"{item.name}={(repr if item.repr is True else item.repr)(getattr(value, item.name, attrs.NOTHING))}"
        for item in attrs.fields(kind)
        if item.repr
    )
    return f"{name}({', '.join(told)})"
