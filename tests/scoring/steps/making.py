"""A row on its way, with what each step's test is about filled in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from jixiao.language.actual import ActualReading
from jixiao.language.direction import Direction, DirectionFrom
from jixiao.language.parse import parse_target
from jixiao.rules.claim import TargetKind
from jixiao.rules.ruleset import Ruleset
from jixiao.scoring.case import Indicator
from jixiao.scoring.leaf import Outcome
from jixiao.scoring.row import Row, Setting
from jixiao.scoring.score import Score
from jixiao.scoring.steps.target import kind_of
from jixiao.scoring.steps.work import SettledDirection, Work
from tests.rules.small import small

SMALL = small()
RISING = SettledDirection(Direction.POSITIVE, DirectionFrom.OPERATOR)


def work(
    target: str = "≥100",
    ruleset: Ruleset = SMALL,
    *,
    points: int = 10,
    index: int | None = 0,
    execution: bool = False,
    reading: ActualReading | None = None,
    elapsed: Fraction = Fraction(1),
    year: int | None = 2021,
    **row: Any,
) -> Work:
    """A row that no step has seen yet."""
    names = {"level1": "产出", "level3": "甲", **row}
    indicator = Indicator(target=target, points=Fraction(points), **names)  # type: ignore[arg-type]
    made = Row(indicator, Fraction(points), "$.indicator[0]", index, execution=execution, reading=reading)
    return Work(made, Setting(ruleset, year, elapsed))


def with_target(made: Work, bearing: SettledDirection = RISING) -> Work:
    """As if the target had been read and its direction settled."""
    made.parsed = parse_target(made.row.indicator.target)
    made.kind = TargetKind.EXECUTION if made.row.execution else kind_of(made.parsed.meaning)
    made.given_direction, made.target, made.bearing = None, made.parsed.meaning, bearing
    return made


def with_share(made: Work, low: object, high: object = None, **more: Any) -> Work:
    """As if the share had been found."""
    bounds = Fraction(str(low)), Fraction(str(low if high is None else high))
    made.outcome = Outcome(Score(*bounds), **more)
    return with_target(made)


def codes(made: Work) -> list[str]:
    """What has been said, in order."""
    return [each.code for each in made.said]
