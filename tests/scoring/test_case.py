"""A case as values, as a document, and as a digest."""

from __future__ import annotations

import datetime
import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

from jixiao.documents.toml_ import write_case
from jixiao.kernel.document import Document
from jixiao.language.direction import Direction
from jixiao.scoring.case import Case, Fund, Goal, Indicator, Override, Project, case_digest, case_document
from jixiao.scoring.load import case_from_document, load_case
from tests.cases.collect import GOOD
from tests.scoring.cases import cases

WHOLE = Indicator(
    "甲",
    points=Fraction(50, 3),
    direction=Direction.NEGATIVE,
    judgement=Fraction(0),
    deduction=Fraction(0),
    not_applicable=True,
    override=Override(Fraction(0), "复核"),
)


def written(case: Case) -> Case:
    """The case as it is read again from the file that it is written to."""
    return case_from_document(Document(tomllib.loads(write_case(case_document(case)), parse_float=Decimal)))


@given(cases)
def test_a_case_written_is_the_case_read(case: Case) -> None:
    assert written(case) == case
    assert case_digest(written(case)) == case_digest(case)


@pytest.mark.parametrize("folder", sorted(GOOD.iterdir()), ids=lambda folder: folder.name)
def test_real_cases_are_written_and_read_again(folder: object) -> None:
    case = load_case(str(folder))
    assert written(case) == case


def test_nothing_is_lost_that_is_zero() -> None:
    case = Case(1, Project(name="项目"), (WHOLE,), (Fund("中央"),), goal=(Goal("目标", Fraction(0)),))
    assert written(case) == case


@pytest.mark.parametrize("key", ["points", "judgement", "deduction"])
def test_zero_is_another_case_than_nothing(key: str) -> None:
    zero = Case(1, indicator=(evolve(WHOLE, **{key: Fraction(0)}),))
    nothing = Case(1, indicator=(evolve(WHOLE, **{key: None}),))
    assert case_digest(zero) != case_digest(nothing)


@pytest.mark.parametrize(
    ("year", "end", "known"),
    [
        (2021, None, 2021),
        (2021, datetime.date(2022, 1, 1), 2021),
        (None, datetime.date(2022, 1, 1), 2022),
        (None, None, None),
    ],
)
def test_the_year_is_the_one_given_or_that_of_the_end(
    year: int | None, end: datetime.date | None, known: int | None
) -> None:
    assert Project(year=year, end=end).the_year == known
