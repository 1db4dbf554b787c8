"""The actual is read against the target; what is said of it stands where it is written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.kernel.structure import Text
from jixiao.language.actual import ActualReading, Asked, MeasuredActual, Missing, Worded
from jixiao.scoring.steps.actual import take_actual
from tests.scoring.steps.making import codes, with_target, work


def read(target: str, actual: str | None, **row: object) -> tuple[ActualReading, list[tuple[str, str | None]]]:
    made = with_target(work(target, actual=None if actual is None else Text(actual), **row))
    take_actual(made)
    assert made.reading is not None
    return made.reading, [(each.code, each.place.path) for each in made.said]


AT = "$.indicator[0].actual"


@pytest.mark.parametrize(
    ("target", "actual", "value", "said"),
    [
        ("≥95%", "93.1%", MeasuredActual(Fraction("93.1")), []),
        ("≥95%", None, Missing(), []),
        ("≥95%", "≥93.1%", MeasuredActual(Fraction("93.1")), [("JX120", AT)]),
        ("健全", "部分达成", None, []),
        ("健全", "说不清", None, []),
        ("≥95%", "已完成", None, [("JX127", AT)]),
    ],
)
def test_what_is_read_and_said(
    target: str, actual: str | None, value: object, said: list[tuple[str, str | None]]
) -> None:
    reading, found = read(target, actual)
    assert found == said
    assert reading.value == value if value is not None else isinstance(reading.value, Worded)


def test_what_has_to_be_asked_says_so_itself() -> None:
    reading, said = read("≥95%", "0.98")
    assert isinstance(reading.value, Asked)
    assert said == [(reading.value.diagnostic.code, AT)]


def test_the_projects_figures_stand_for_the_actual() -> None:
    figures = ActualReading(MeasuredActual(Fraction(99)))
    reading, said = read("≥95%", "12%", reading=figures)
    assert (reading, said) == (figures, [])


def test_with_a_base_the_change_that_the_two_make() -> None:
    reading, _ = read("较上年增长≥8%", "53万元", base=Text("50万元"))
    assert reading.value == MeasuredActual(Fraction(6))


def test_a_base_that_nothing_asks_for_is_said_where_it_stands_words_or_not() -> None:
    base = "$.indicator[0].base"
    assert read("≥95%", "93%", base=Text("50"))[1] == [("JX249", base)]
    assert read("健全", "部分达成", base=Text("50"))[1] == [("JX249", base)]
    made = with_target(work("≥95%", actual=Text("93%")))
    take_actual(made)
    assert codes(made) == []


def test_beside_the_projects_figures_a_base_is_not_spoken_of() -> None:
    _, said = read("≥95%", "12%", reading=ActualReading(MeasuredActual(Fraction(99))), base=Text("50"))
    assert said == []
