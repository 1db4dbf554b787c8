"""What stands below the form and beside it: notes on how it was scored, and the sums by first level."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jixiao.documents.form_labels import LANGUAGE
from jixiao.kernel.words import Phrase, in_words, phrase, say, series
from jixiao.scoring.evaluate import Result

__all__ = ["levels_of", "notes_of"]


def levels_of(result: Result | None) -> tuple[tuple[str, Fraction, Fraction, Fraction], ...]:
    """Points, certain score and open score of each first level that has points."""
    if result is None:
        return ()
    return tuple((n.name, n.points, n.score.low, n.score.high - n.score.low) for n in result.tree.level1 if n.points)


def notes_of(result: Result | None, blank: bool) -> tuple[str, ...]:
    """Lines that say which ruleset scored the form, what its marks mean, and what a person corrected."""
    if result is None:
        return (say("form.filling", LANGUAGE),) if blank else ()
    return tuple(in_words(each, LANGUAGE) for each in _notes(result))


def _notes(result: Result) -> Iterator[Phrase]:
    yield phrase("form.ruleset", title=result.ruleset.title, id=result.ruleset.id)
    if result.grades:
        several = len(result.grades) > 1
        yield phrase("form.grades" if several else "form.grade", grades=series("list.comma", result.grades))
    if any(leaf.allotted for leaf in result.leaves):
        yield phrase("form.allotted")
    if result.is_open:
        yield phrase("form.open")
    for leaf in result.leaves:
        if leaf.indicator.override is not None:
            yield phrase("form.override", name=leaf.indicator.level3, reason=leaf.indicator.override.reason)
