"""Single cells: what a target or an actual means."""

from __future__ import annotations

from jixiao.api.asked import a_text, one_of
from jixiao.language import normal as forms
from jixiao.language import parse
from jixiao.language.actual import (
    ActualValue,
    Asked,
    Dated,
    MeasuredActual,
    MeasuredSeveral,
    Missing,
    Worded,
    read_actual,
)
from jixiao.language.ast import (
    Blank,
    Change,
    ChangeRange,
    Deadline,
    Level,
    Meaning,
    Operator,
    Parsed,
    Quantity,
    Relation,
    Several,
)
from jixiao.language.vocabulary import Vocabulary
from jixiao.rules.ruleset import Ruleset

__all__ = ["normal", "parse_actual", "parse_target"]


def parse_target(text: str, ruleset: Ruleset | None = None) -> Parsed:
    """What a target cell means: ``parse_target("不低于95%")`` is at least 95 %. Never raises for what a cell can hold.

    ``ruleset`` adds the words of a ruleset's own (``[words]``). What cannot be read says so as its meaning and in
    ``diagnostics``.
    """
    return parse.parse_target(a_text(text, "text"), _words(ruleset))


def parse_actual(text: str, target: str | Parsed | None = None, ruleset: Ruleset | None = None) -> Parsed:
    """What an actual's cell means; with ``target``, held against it: in its unit, by its words.

    Against a target a bare number takes its unit, and what must be asked about keeps the meaning that it has alone, with the
    question in ``diagnostics``. ``ruleset`` adds the words of a ruleset's own (``[words]``), for both cells. Never raises for
    what a cell can hold.
    """
    cell, words = a_text(text, "text"), _words(ruleset)
    alone = parse.parse_actual(cell, words)
    if target is None:
        return alone
    against = target if isinstance(target, Parsed) else parse.parse_target(a_text(target, "target"), words)
    read = read_actual(cell, against.meaning, target_text=against.text, vocabulary=words)
    found = _meaning(read.value, against.meaning)
    return Parsed(cell, alone.meaning if found is None else found, read.diagnostics)


def _words(ruleset: Ruleset | None) -> Vocabulary | None:
    return None if ruleset is None else one_of(ruleset, Ruleset, "ruleset").words.vocabulary


def _meaning(value: ActualValue, target: Meaning) -> Meaning | None:
    match value:
        case MeasuredActual():
            unit = getattr(target, "unit", "")
            if isinstance(target, Change | ChangeRange):
                return Change(target.way, Operator.BARE, value.value, unit)
            return Quantity(Operator.BARE, value.value, unit)
        case Dated():
            return Deadline(Relation.ON, value.when)
        case Worded():
            return Level(value.words)
        case Missing():
            return Blank()
        case MeasuredSeveral():
            wanted = target.items if isinstance(target, Several) else ()
            parts = [_meaning(*pair) for pair in zip(value.items, wanted, strict=False)]
            known = tuple(each for each in parts if isinstance(each, Quantity | Change | Deadline))
            return Several(known) if len(known) == len(value.items) else None
        case Asked():
            return None


def normal(parsed: Parsed | Meaning) -> str:
    """The normal form of what was parsed, one line: ``quantity >= 95 %``. Equal meanings have equal normal forms."""
    return forms.normal(parsed if isinstance(parsed, Meaning) else one_of(parsed, Parsed, "parsed").meaning)
