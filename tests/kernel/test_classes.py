"""A class of values is what attrs makes of it: the same text, equal to the same values, hashed as they are compared."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel import classes

CONTENTS = st.one_of(st.integers(0, 2), st.sampled_from(["", "甲"]), st.tuples(st.integers(0, 1)))
FIELDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "uncompared": {"eq": False},
    "unhashed": {"hash": False},
    "untold": {"repr": False},
    "told otherwise": {"repr": lambda value: f"<{value}>"},
}


def both(kinds: list[str], decorator: str, options: dict[str, Any]) -> tuple[type, type]:
    """The same class by attrs and by ours, with one field of each of these kinds."""
    made = []
    for home in (attrs, classes):
        body = {f"f{number}": attrs.field(**FIELDS[kind]) for number, kind in enumerate(kinds)}
        made.append(
            getattr(home, decorator)(**options)(
                type("Thing", (), {**body, "__annotations__": dict.fromkeys(body, Any)})
            )
        )
    return made[0], made[1]


@given(
    st.lists(st.sampled_from(sorted(FIELDS)), max_size=4),
    st.sampled_from(["frozen", "define"]),
    st.sampled_from([{}, {"slots": False}, {"eq": False}, {"order": True}]),
    st.data(),
)
def test_values_are_told_and_compared_as_attrs_would(
    kinds: list[str], decorator: str, options: dict[str, Any], data: st.DataObject
) -> None:
    theirs, ours = both(kinds, decorator, options)
    held = [data.draw(st.tuples(*[CONTENTS] * len(kinds))) for _ in range(2)]
    first, second = (theirs(*contents) for contents in held)
    one, other = (ours(*contents) for contents in held)

    assert repr(one) == repr(first)
    assert (one == other, one != other) == (first == second, first != second)
    assert (one == first, one == 1) == (False, False)
    assert (theirs.__hash__ is None) == (ours.__hash__ is None)
    if ours.__hash__ is not None and one == other:
        assert hash(one) == hash(other)


@classes.frozen
class Base:
    first: int = 1


@classes.frozen
class Derived(Base):
    second: int = 2
    child: Any = None


@classes.frozen(eq=False)
class ByIdentity:
    first: int = 1


@classes.frozen
class Own:
    first: int = 1

    def __repr__(self) -> str:
        return "own"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


def test_what_a_base_class_holds_counts() -> None:
    assert Derived(1, 2) == Derived(1, 2) != Derived(3, 2)
    assert Base() != Derived()
    assert repr(Derived()) == "Derived(first=1, second=2, child=None)"


def test_what_a_class_says_itself_stays() -> None:
    assert (repr(Own()), Own(1) == Own(2), hash(Own())) == ("own", True, 7)
    assert ByIdentity() != ByIdentity()


def test_a_value_that_holds_itself_is_told() -> None:
    holder: list[Any] = []
    held = Derived(child=holder)
    holder.append(held)
    assert repr(held) == "Derived(first=1, second=2, child=[...])"


def test_a_value_is_frozen_and_travels() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Base().first = 2  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(Derived(5))) == Derived(5)
