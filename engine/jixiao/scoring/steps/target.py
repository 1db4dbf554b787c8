"""The target: read as its form splits it, and rows that a person says do not apply."""

from __future__ import annotations

from jixiao.kernel.diagnostic import diagnose
from jixiao.language.ast import Blank, Change, ChangeRange, Deadline, Level, Meaning, Period, Quantity, Range, Scale
from jixiao.language.join import corrected_target, join_target
from jixiao.rules.claim import TargetKind
from jixiao.scoring.execution import held_against
from jixiao.scoring.leaf import Outcome
from jixiao.scoring.reason import Open, OpenReason
from jixiao.scoring.score import NOTHING
from jixiao.scoring.steps.work import Work

__all__ = ["kind_of", "leave_out", "read_target"]

_KINDS: dict[type[object], TargetKind] = {
    Quantity: TargetKind.QUANTITY,
    Range: TargetKind.RANGE,
    ChangeRange: TargetKind.RANGE,
    Change: TargetKind.CHANGE,
    Deadline: TargetKind.DEADLINE,
    Period: TargetKind.PERIOD,
    Level: TargetKind.LEVEL,
    Scale: TargetKind.SCALE,
    Blank: TargetKind.BLANK,
}


def read_target(work: Work) -> None:
    """The target, its sign, unit and direction put together and read."""
    row = work.row
    indicator = row.indicator
    joined = (
        corrected_target(indicator.target, indicator.read_as)
        if indicator.read_as
        else join_target(
            indicator.target,
            sign=indicator.sign or None,
            unit=indicator.unit or None,
            direction=indicator.direction.value if indicator.direction else None,
            name=indicator.level3,
            words=work.setting.ruleset.words.vocabulary,
        )
    )
    parsed = joined.parsed
    work.parsed = parsed
    work.kind = TargetKind.EXECUTION if row.execution else kind_of(parsed.meaning)
    work.given_direction = indicator.direction or joined.direction
    work.target = held_against(parsed.meaning, execution=row.execution)
    for each in dict.fromkeys((*joined.diagnostics, *parsed.diagnostics)):
        work.said.append(each.in_cell(row.place("read_as" if indicator.read_as else "target")))


def kind_of(target: Meaning) -> TargetKind | None:
    """What rules claim it as; None for several targets in one cell, and for what could not be read."""
    return _KINDS.get(type(target))


def leave_out(work: Work) -> Outcome | None:
    """A row that a person says does not apply is not scored."""
    row = work.row
    if not row.indicator.not_applicable:
        return None
    said = diagnose("JX229", row.place("not_applicable"), name=row.indicator.level3)
    work.said.append(said)
    work.counted = False
    return Outcome(NOTHING, why=Open(OpenReason.NOT_APPLICABLE, said))
