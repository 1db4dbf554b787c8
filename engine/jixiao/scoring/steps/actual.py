"""The actual, read against the target; with a base, the change that the two amount to."""

from __future__ import annotations

from jixiao.kernel.diagnostic import diagnose
from jixiao.language.actual import ActualReading, Worded, read_actual
from jixiao.language.ast import Change, Level, Meaning, Scale
from jixiao.language.direction import Direction
from jixiao.language.vocabulary import Vocabulary
from jixiao.scoring.base import change_from_base
from jixiao.scoring.execution import rate_of
from jixiao.scoring.row import Row
from jixiao.scoring.steps.work import Work

__all__ = ["take_actual"]


def take_actual(work: Work) -> None:
    """The reading, and what is to be said of it at the actual's place.

    Words against words are an exception: what they reach is the rule's to say, with the words it knows.
    """
    row, target = work.row, work.target
    reading = work.reading = row.reading or _reading(
        row, target, work.bearing.direction, work.setting.ruleset.words.vocabulary
    )
    if reading.diagnostics and not (isinstance(target, Level | Scale) and isinstance(reading.value, Worded)):
        place = row.place("actual")
        work.said.extend(each.in_cell(place) for each in reading.diagnostics)
    base = row.indicator.base
    if base is not None and row.reading is None and not isinstance(target, Change):
        work.said.append(diagnose("JX249", row.place("base"), base=base))


def _reading(row: Row, target: Meaning, direction: Direction | None, vocabulary: Vocabulary | None) -> ActualReading:
    indicator = row.indicator
    if indicator.base is not None and isinstance(target, Change):
        changed = change_from_base(indicator.actual, indicator.base, target, vocabulary)
        if changed is not None:
            return changed
    read = read_actual(
        indicator.actual, target, target_text=indicator.target, direction=direction, vocabulary=vocabulary
    )
    return rate_of(indicator.actual, read) if row.execution and indicator.actual else read
