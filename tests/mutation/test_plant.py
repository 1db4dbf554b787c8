"""Faults are planted where code decides something, one at a time, and nowhere else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutation.ledger import entry, equivalent
from tests.mutation.plant import Mutant, compiles, mutants

MODULE = '''"""A module."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["first"]

_MOST = 7


class Pair:
    """Two."""

    low: int = 0

    @property
    def wide(self) -> "bool":
        """Whether it is."""
        assert self.low is not None
        return self.low < _MOST and not self.open


def first(xs: "list[int]", *, at: int = 1) -> int | None:
    found = cast("list[int]", sorted(xs, reverse=True))
    if at > 3:
        raise ValueError("too far")
    for x in found[at:]:
        if x == 5:
            continue
        found.append(x)
    return found[0] if found else None
'''


@pytest.fixture
def planted(tmp_path: Path) -> list[Mutant]:
    (tmp_path / "pair.py").write_text(MODULE, encoding="utf-8")
    return mutants(tmp_path / "pair.py", "kernel/pair.py")


def test_every_fault_is_one_change_of_the_code_that_still_compiles(planted: list[Mutant]) -> None:
    sound = [mutant for mutant in planted if compiles(mutant, MODULE)]
    trees = {ast.dump(ast.parse(mutant.source(MODULE))) for mutant in sound}
    assert ast.dump(ast.parse(MODULE)) not in trees
    assert len(trees) >= len(sound) - 2  # "not open" and "open" left out may be the same
    assert len({mutant.id for mutant in planted}) == len(planted)


@pytest.mark.parametrize(
    ("function", "plus"),
    [
        ("Pair.wide", "return self.low <= _MOST and not self.open"),
        ("Pair.wide", "return self.low >= _MOST and not self.open"),
        ("Pair.wide", "return self.low < _MOST or not self.open"),
        ("Pair.wide", "return (self.low < _MOST)"),
        ("Pair.wide", "return None"),
        ("first", "if False:"),
        ("first", "pass"),
        ("first", "for x in found[:]:"),
        ("first", "break"),
        ("first", "found.append(None)"),
        ("first", "return found[1] if found else None"),
        ("first", 'found = cast("list[int]", sorted(xs))'),
        ("first", 'found = cast("list[int]", sorted(xs, reverse=False))'),
        ("", "_MOST = 8"),
        ("", "low: int = 1"),
        ("", 'def first(xs: "list[int]", *, at: int = 2) -> int | None:'),
    ],
)
def test_boundaries_signs_constants_arguments_and_statements_are_changed(
    planted: list[Mutant], function: str, plus: str
) -> None:
    assert (function, plus) in {(mutant.function, mutant.plus) for mutant in planted}


def test_what_only_people_and_type_checkers_read_is_left_alone(planted: list[Mutant]) -> None:
    minus = "\n".join(mutant.minus for mutant in planted)
    for text in ("A module", "__all__", "assert", "TYPE_CHECKING", "@property"):
        assert text not in minus
    assert all("XX" not in mutant.plus for mutant in planted)


def test_every_equivalent_mutant_has_its_reason_and_its_own_entry(planted: list[Mutant]) -> None:
    assert all(equivalent().values())
    assert planted[0].minus in entry(planted[0])
