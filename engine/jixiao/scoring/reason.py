"""Why a score is not settled, as a value: what decides asks this, and never the code of a diagnostic."""

from __future__ import annotations

from enum import StrEnum

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic

__all__ = ["Open", "OpenReason"]


class OpenReason(StrEnum):
    """What keeps a share open. Of several, the first in the order of scoring: target, direction, rule, actual, judgement."""

    NOT_APPLICABLE = "not-applicable"
    TARGET_UNREAD = "target-unread"
    TARGET_BLANK = "target-blank"
    DIRECTION_ASKED = "direction-asked"
    NO_RULE = "no-rule"
    ACTUAL_MISSING = "actual-missing"
    ACTUAL_ASKED = "actual-asked"
    """Doubtful, or of another kind than the target: the language says what it asks."""
    ACTUALS_DIFFER = "actuals-differ"
    """Several targets in one cell, and not one actual for each."""
    WORDS_FOR_NUMBER = "words-for-number"
    WORDS_UNKNOWN = "words-unknown"
    """Words that are on no list of the rule, or no words where it wants some."""
    YEAR_MISSING = "year-missing"
    """A date without a year, and the case gives none."""
    DATE_COARSE = "date-coarse"
    """A month where the share depends on the day."""
    ITEMS_UNREAD = "items-unread"
    PARTS_ASKED = "parts-asked"
    """How several targets make one share is left to a person by the ruleset's policy."""
    JUDGEMENT_MISSING = "judgement-missing"
    JUDGEMENT_OUTSIDE = "judgement-outside"
    """The judgement lies in none of the bands that it may lie in."""
    INPUT_MISSING = "input-missing"
    """A named number or word that the rule asks for is not given."""
    INPUT_ASKED = "input-asked"
    """One is given that cannot be taken: no number, another unit, outside what it can be."""
    POINTS_UNLIKE = "points-unlike"
    """The row is worth other points than the parts of its rule."""
    DEDUCTION_REFUSED = "deduction-refused"

    @property
    def is_judgement(self) -> bool:
        """Whether an assessor's judgement is all that is wanted."""
        return self in (OpenReason.JUDGEMENT_MISSING, OpenReason.JUDGEMENT_OUTSIDE)


@frozen
class Open:
    """A reason, and what a person was told of it; None where there is nothing to be told of this row alone."""

    reason: OpenReason
    said: Diagnostic | None = None
