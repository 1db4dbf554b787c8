"""Scores that a program has stored for a case become printed rows of that case."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.structure import Text
from jixiao.language.direction import Direction
from jixiao.scoring.audit import rows_of_case
from jixiao.scoring.audit.printed import PrintedRow
from jixiao.scoring.case import Case, Group, Indicator, Project


def test_every_indicator_is_a_row_with_the_score_stored_for_it() -> None:
    rows = (
        Indicator("甲", "产出", "数量", Text("5次"), Fraction("7.5"), Text("4次"), direction=Direction.NEGATIVE),
        Indicator("乙", "效益", id="b2", target=Text("5"), sign="≥", unit="个", group="并", goal="目"),
    )
    groups = (Group("并", points=Fraction(30), score="28"), Group("无分", points=Fraction(5)), Group("又", score="3"))
    case = Case(1, Project("项目", year=2021), rows, group=groups)
    head = {"project": "项目", "year": "2021"}
    assert list(rows_of_case(case, {0: "6.00", "b2": "9", 1: "1"})) == [
        PrintedRow(
            1,
            **head,
            level1="产出",
            level2="数量",
            level3="甲",
            target="5次",
            actual="4次",
            points="7.5",
            score="6.00",
            direction=Direction.NEGATIVE.value,
        ),
        PrintedRow(
            2, **head, level1="效益", level3="乙", target="5", sign="≥", unit="个", group="并", goal="目", score="9"
        ),
        PrintedRow(3, **head, group="并", points="30", score="28"),
        PrintedRow(5, **head, group="又", score="3"),
    ]


def test_what_is_not_known_is_an_empty_cell() -> None:
    case = Case(1, Project(), (Indicator("甲", target=Text("5次")),))
    assert list(rows_of_case(case, {})) == [PrintedRow(1, level3="甲", target="5次")]
