"""Numbers and bands as they stand in an audit's reasons."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.number import fixed, percent, plain, shown
from jixiao.scoring.score import Score

__all__ = ["band_words", "by_words", "number_words", "share_words"]


def number_words(value: Fraction, places: int) -> str:
    """With just so many decimals where they suffice, else exactly or ≈."""
    return fixed(value, places) if (value * 10**places).denominator == 1 else shown(value)


def band_words(score: Score, places: int) -> str:
    """``9.80``, or ``[4.80, 6.40)``."""
    if not score.is_open:
        return number_words(score.low, places)
    return f"[{number_words(score.low, places)}, {number_words(score.high, places)}{')' if score.high_open else ']'}"


def share_words(share: Score) -> str:
    """``98%``, or ``[60%, 80%)``."""
    if not share.is_open:
        return percent(share.low)
    return f"[{percent(share.low)}, {percent(share.high)}{')' if share.high_open else ']'}"


def by_words(difference: Fraction) -> dict[str, str]:
    """How far a printed number lies above or below, as arguments of a message."""
    size = plain(abs(difference))
    return {
        "by": size,
        "way": "多" if difference > 0 else "少",
        "way_en": "too much" if difference > 0 else "too little",
    }
