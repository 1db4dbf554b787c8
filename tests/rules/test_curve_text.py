"""The notation of curves against arithmetic: what a row's expression says of a number is what the curve has there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.document_faults import Faults
from jixiao.rules.curve_text import read_curve
from tests.examples import examples

F = Fraction
Meaning = Callable[[Fraction], Fraction]
Expression = tuple[str, Meaning]

PROBES = [F(1), F(4, 3), F(3, 2), F(17, 10), F(2), F(7, 3), F(5, 2), F(29, 10), F(3)]


def _number(text: str) -> Expression:
    value = F(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return text, lambda _: value


def _both(sign: str, one: Expression, two: Expression) -> Expression:
    left, right = one[1], two[1]
    meaning: dict[str, Meaning] = {
        "+": lambda x: left(x) + right(x),
        "-": lambda x: left(x) - right(x),
        "*": lambda x: left(x) * right(x),
        "/": lambda x: left(x) / right(x),
    }
    return f"({one[0]} {sign} {two[0]})", meaning[sign]


def _called(name: str, one: Expression, limit: Expression) -> Expression:
    inner, other = one[1], limit[1]
    meaning: dict[str, Meaning] = {
        "full": lambda x: F(floor(inner(x))),
        "started": lambda x: F(ceil(inner(x))),
        "max": lambda x: max(inner(x), other(x)),
        "min": lambda x: min(inner(x), other(x)),
        "-": lambda x: -inner(x),
    }
    text = {"max": f"max({limit[0]}, {one[0]})", "min": f"min({one[0]}, {limit[0]})", "-": f"-{one[0]}"}
    return text.get(name, f"{name}({one[0]})"), meaning[name]


numbers = st.sampled_from(["0", "1", "2", "3", "0.5", "1.25", "50%", "130%"]).map(_number)
atoms = st.just(("x", lambda x: x)) | numbers
expressions = st.recursive(
    atoms,
    lambda inner: (
        st.builds(_both, st.sampled_from("+-*/"), inner, inner)
        | st.builds(_called, st.sampled_from(["full", "started", "max", "min", "-"]), inner, numbers)
    ),
    max_leaves=5,
)


def held(text: str, meaning: Meaning) -> None:
    curve = read_curve(f"[1, 3]   {text}")
    assert [curve.at(x) for x in PROBES] == [meaning(x) for x in PROBES]


@examples(150)
@given(expressions)
def test_a_row_says_what_its_expression_says_or_is_refused(expression: Expression) -> None:
    codes: set[str] = set()
    try:
        held(*expression)
    except Faults as refused:
        codes = {fault.kind.code for fault in refused.faults}
    assert codes <= {"JX313", "JX316", "JX325"}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("x + x", lambda x: 2 * x),
        ("2*x - x/4", lambda x: x * 7 / 4),
        ("x*50% - (3*x + 1)*2", lambda x: x / 2 - 6 * x - 2),
        ("x/2 + x/3", lambda x: x * 5 / 6),
        ("(x + 1)/(2*x + 3)", lambda x: (x + 1) / (2 * x + 3)),
        ("(x/2 + 1)/(x/3 + 3)", lambda x: (x / 2 + 1) / (x / 3 + 3)),
        ("1/(x + 1)", lambda x: 1 / (x + 1)),
        ("3/(1/(x + 1))", lambda x: 3 * (x + 1)),
        ("1 - 2/x", lambda x: 1 - 2 / x),
        ("5 - 3*full(x)", lambda x: F(5 - 3 * floor(x))),
        ("full(x) + started(x)", lambda x: F(floor(x) + ceil(x))),
        ("full(2*x)*started(x)", lambda x: F(floor(2 * x) * ceil(x))),
        ("full(x)/started(x*3)", lambda x: F(floor(x), ceil(x * 3))),
        ("full(1/x)", lambda x: F(floor(1 / x))),
        ("full(x) - x", lambda x: floor(x) - x),
        ("max(2, x)", lambda x: max(F(2), x)),
        ("min(x, 2)", lambda x: min(F(2), x)),
        ("max(0, 5 - 2*x)", lambda x: max(F(0), 5 - 2 * x)),
        ("0/(x - 4)", lambda _: F(0)),
        ("-x + 3", lambda x: 3 - x),
        ("[x - 1]*2", lambda x: 2 * x - 2),
    ],
)
def test_lines_steps_and_quotients_of_lines_can_be_said(text: str, meaning: Meaning) -> None:
    held(text, meaning)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x*x", "JX313"),
        ("1/x + x", "JX313"),
        ("1/x + 1/x", "JX313"),
        ("x*(1/x)", "JX313"),
        ("(1/x)/x", "JX313"),
        ("x/0", "JX313"),
        ("max(x, 2*x)", "JX313"),
        ("1/(x - 2)", "JX325"),
        ("0/(x - 1)", "JX325"),
        ("0*(1/(x - 3))", "JX325"),
        ("(x - 2)/(x - 2)", "JX325"),
        ("1/(1/(x - 1))", "JX325"),
        ("max(x)", "JX315"),
        ("full(x, 2)", "JX315"),
        ("full(x*2001)", "JX316"),
    ],
)
def test_what_leaves_the_form_is_refused(text: str, code: str) -> None:
    with pytest.raises(Faults) as refused:
        read_curve(f"[1, 3]   {text}")
    assert [fault.kind.code for fault in refused.value.faults] == [code]


def test_the_most_steps_are_two_thousand() -> None:
    assert read_curve("[1, 2]   full(x*2000)").at(F(3, 2)) == 3000
    with pytest.raises(Faults):
        read_curve("[1, 2]   full(x*2001)")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[0, 1)   x\n[1, 2]   x x", [(2, 12)]),
        ("[0, 1)   x\n[1, 2]", [(2, 6)]),
        ("[0, 1)   y", [(1, 10)]),
        ("", [(1, 1)]),
        ("# nothing\n\n", [(1, 10)]),
    ],
)
def test_what_is_no_row_is_told_where_it_stops(text: str, places: list[tuple[int, int]]) -> None:
    with pytest.raises(Faults) as refused:
        read_curve(text)
    assert [(fault.line, fault.column) for fault in refused.value.faults] == places
    assert {fault.kind.code for fault in refused.value.faults} == {"JX310"}
