"""The very day before which something is wanted: no text says whether it counts."""

from __future__ import annotations

import pytest

from jixiao.kernel.when import When
from jixiao.language.parse import parse_target
from jixiao.scoring.days import is_the_day_itself


@pytest.mark.parametrize(
    ("target", "actual", "year", "itself"),
    [
        ("2021年12月31日前", "2021-12-31", None, True),
        ("2021年12月31日前", "2021-12-30", None, False),
        ("2021年12月31日前", "2022-12-31", None, False),
        ("12月31日前", "2021-12-31", 2021, True),
        ("12月31日前", "12-31", 2021, True),
        ("12月31日前", "12-31", None, False),
        ("12月31日前", "2021-12-31", None, False),
        ("12月31日前", "2021-12-31", 2020, False),
        ("2021年12月前", "2021-12-01", None, False),
        ("2021年12月31日前", "2021-12", None, False),
        ("2021年12月底前", "2021-12-31", None, False),
        ("≥5", "2021-12-31", 2021, False),
    ],
)
def test_only_the_day_that_before_is_said_of_is_the_day_itself(
    target: str, actual: str, year: int | None, itself: bool
) -> None:
    when = When.read(actual)
    assert when is not None
    assert is_the_day_itself(parse_target(target).meaning, when, year) is itself
