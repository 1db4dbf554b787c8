"""Cases made in code: the same values as those of a file, and the same faults."""

from __future__ import annotations

import datetime
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

import jixiao
from jixiao.scoring.case import Goal, Override, Scheduled, case_digest
from jixiao.scoring.load import case_from_bytes


def test_a_case_made_in_code_is_the_case_of_the_file() -> None:
    file = b"""
version = 1
project = { name = "\xe7\x94\xb2", year = 2021, start = 2021-01-01, budget = 86.50 }
[[indicator]]
level3 = "a"
target = "5"
points = "2/3"
direction = "positive"
override = { score = 0.5, reason = "r" }
extra = { w = 1.5, rows = [1, 2] }
[[schedule]]
by = 2021-06-30
"""
    made = jixiao.Case(
        project={"name": "甲", "year": 2021, "start": "2021-01-01", "budget": Decimal("86.50")},
        indicator=[
            jixiao.Indicator(
                "a",
                target=5,
                points=Fraction(2, 3),
                direction="positive",
                override={"score": "0.5", "reason": "r"},
                extra={"w": 1.5, "rows": [1, 2]},
            )
        ],
        schedule=[Scheduled(by=datetime.date(2021, 6, 30))],
    )
    read = case_from_bytes(file)
    assert made == read
    assert case_digest(made) == case_digest(read)
    assert pickle.loads(pickle.dumps(made)) == made
    assert made.indicator[0].override == Override(Fraction(1, 2), "r")


def test_every_wrong_attribute_is_told_at_once() -> None:
    with pytest.raises(jixiao.JixiaoError) as raised:
        jixiao.Indicator(3, points=1.5, direction="up", extra=[])  # type: ignore[arg-type]
    assert [each.place.path for each in raised.value.diagnostics] == [
        "Indicator.level3",
        "Indicator.points",
        "Indicator.direction",
        "Indicator.extra",
    ]
    assert "float 不准确" in str(raised.value)
    with pytest.raises(jixiao.JixiaoError, match=r"Case.indicator\[0\].taget"):
        jixiao.Case(indicator=[{"level3": "a", "taget": "1"}])
    with pytest.raises(jixiao.JixiaoError, match=r"JX005 Goal\.points"):
        Goal("a", Decimal("NaN"))


def test_a_value_shows_what_was_given() -> None:
    assert repr(jixiao.Indicator("a", target="≥1")) == "Indicator(level3='a', target='≥1')"
    assert repr(jixiao.Case(project={"name": "甲"}, indicator=[{"level3": "a"}])) == "Case('甲', 1 indicators)"


@pytest.mark.parametrize(("key", "value"), [("month", 13), ("quarter", 5), ("day", 3), ("year", 0), ("month", 0)])
def test_a_date_that_no_calendar_has_is_refused(key: str, value: int) -> None:
    with pytest.raises(jixiao.JixiaoError, match="JX841"):
        jixiao.When(**{key: value})


@pytest.mark.parametrize("value", ["2021", 2021.0, True])
def test_a_part_of_a_date_is_a_whole_number(value: object) -> None:
    with pytest.raises(TypeError, match="whole number"):
        jixiao.When(value)  # type: ignore[arg-type]
