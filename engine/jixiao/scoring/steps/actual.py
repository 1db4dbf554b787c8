"""The actual, read against the target; with a base, the change that the two amount to."""

from __future__ import annotations

from decimal import Decimal

from jixiao.kernel.diagnostic import diagnose
from jixiao.language.actual import ActualReading, Worded, read_actual
from jixiao.language.ast import Change, Level, Meaning, Scale
from jixiao.language.direction import Direction
from jixiao.language.vocabulary import Vocabulary
from jixiao.scoring.base import change_from_base
from jixiao.scoring.execution import rate_of
from jixiao.scoring.row import Row
from jixiao.scoring.steps.computed import computed_actual
from jixiao.scoring.steps.parts import note_inputs, reads_actual
from jixiao.scoring.steps.work import Work

__all__ = ["reading_of", "take_actual"]


def take_actual(work: Work) -> None:
    """The reading, and what is to be said of it at the actual's place.

    Words against words are an exception: what they reach is the rule's to say, with the words it knows.
    """
    row, target = work.row, work.target
    note_inputs(work)
    if work.rule is not None and not reads_actual(work.rule.scorer):
        if row.indicator.actual:
            work.said.append(diagnose("JX839", row.place("actual"), actual=row.indicator.actual))
        return
    computed = None if row.reading is not None else computed_actual(work)
    reading = work.reading = (
        row.reading or computed or _reading(row, target, work.bearing.direction, work.setting.ruleset.words.vocabulary)
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
    return reading_of(
        indicator.actual, target, indicator.target, direction, execution=row.execution, vocabulary=vocabulary
    )


def reading_of(
    actual: str | Decimal | None,
    target: Meaning,
    target_text: str,
    direction: Direction | None,
    *,
    execution: bool,
    vocabulary: Vocabulary | None = None,
) -> ActualReading:
    """The actual as the language reads it; of budget execution as a rate."""
    read = read_actual(actual, target, target_text=target_text, direction=direction, vocabulary=vocabulary)
    if not execution or not actual:
        return read
    return rate_of(actual if isinstance(actual, str) else format(actual, "f"), read)
