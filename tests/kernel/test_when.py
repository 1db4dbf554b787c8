"""Dates as precise as they were written."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.kernel.when import When


@pytest.mark.parametrize(
    "text", ["2021", "2021-12", "2021-12-31", "12", "12-31", "2021-Q3", "Q3", "02-29", "2020-02-29"]
)
def test_each_of_the_seven_shapes_is_read_and_printed(text: str) -> None:
    when = When.read(text)
    assert when is not None
    assert when.valid
    assert str(when) == text


@pytest.mark.parametrize(
    "text", ["", "13", "2021-13", "2021-02-29", "2021-Q5", "1", "21-12-1", "12-", "-12", "2021-", "12-Q1"]
)
def test_other_text_is_no_date(text: str) -> None:
    assert When.read(text) is None


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (When(2021), "2021-01-01", "2021-12-31"),
        (When(2020, 2), "2020-02-01", "2020-02-29"),
        (When(month=9), "2022-09-01", "2022-09-30"),
        (When(quarter=3), "2022-07-01", "2022-09-30"),
        (When(2021, 12, 31), "2021-12-31", "2021-12-31"),
        (When(month=6, day=30), "2022-06-30", "2022-06-30"),
    ],
)
def test_a_coarse_date_is_all_its_days(when: When, first: str, last: str) -> None:
    assert when.first_day(2022).isoformat() == first
    assert when.last_day(2022).isoformat() == last


def test_a_leap_day_needs_its_year() -> None:
    assert When(month=2, day=29).valid
    with pytest.raises(ValueError, match=r".+"):
        When(month=2, day=29).first_day(2021)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_every_day_is_a_date_of_one_day(day: datetime.date) -> None:
    when = When(day.year, day.month, day.day)
    assert when.valid
    assert When.read(str(when)) == when
    assert when.first_day(1) == when.last_day(1) == day


@given(
    st.none() | st.integers(-5, 12000),
    st.none() | st.integers(-1, 14),
    st.none() | st.integers(-1, 33),
    st.none() | st.integers(0, 5),
)
def test_what_is_valid_is_what_can_be_read_back(
    year: int | None, month: int | None, day: int | None, quarter: int | None
) -> None:
    when = When.as_written(year, month, day, quarter)
    if when.valid:
        assert When.read(str(when)) == when == When(year, month, day, quarter)


@pytest.mark.parametrize(
    "parts",
    [(), (None, 13), (0,), (10000, 1), (2021, None, 3), (2021, 2, 29), (2021, 1, None, 1)],
)
def test_what_no_calendar_has_is_not_valid(parts: tuple[int | None, ...]) -> None:
    assert When.as_written(*parts).valid is False
