"""How single values of a ruleset file are read where their type alone does not say: curves, intervals, choices, decimals."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

from jixiao.kernel.curve import Curve
from jixiao.kernel.document_faults import THIS_KEY, Fault, wrong_value
from jixiao.kernel.interval import Interval
from jixiao.kernel.number import exact
from jixiao.kernel.structure import read_text
from jixiao.kernel.tables import As
from jixiao.kernel.words import phrase, series
from jixiao.rules.curve_text import read_curve, read_interval
from jixiao.rules.faults import NO_CHOICE

__all__ = ["Decimals", "DrawnCurve", "ScoreText", "WrittenInterval", "choice", "no_choice"]

_TEXT = {"type": "string"}
_MOST_DECIMALS = 20


def no_choice(value: object, known: Iterable[str], at: str = "") -> Fault:
    """A value that is none of those that its key may have."""
    return Fault(NO_CHOICE, at, key=THIS_KEY, value=value, known=series("list.comma", known))


def choice(kind: type[StrEnum]) -> As:
    """One of the members."""

    def read(value: Any) -> StrEnum:
        text = read_text(value)
        if text not in list(kind):
            raise no_choice(text, kind)
        return kind(text)

    return As(read, {"enum": [each.value for each in kind]})


def _decimals(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_value(phrase("expected.whole"), value)
    if not 0 <= value <= _MOST_DECIMALS:
        raise no_choice(value, [f"0 … {_MOST_DECIMALS}"])
    return value


def _score(value: Any) -> str:
    """Text, since what an example expects is shown as its author wrote it."""
    text = read_text(value)
    if text.lstrip()[:1] in ("[", "("):
        read_interval(text)
        return text
    try:
        exact(text)
    except ValueError:
        raise wrong_value(phrase("expected.number"), value) from None
    return text


DrawnCurve = Annotated[Curve, As(lambda value: read_curve(read_text(value)), _TEXT)]
"""A curve as its rows draw it (``grammar/curve.lark``)."""

WrittenInterval = Annotated[Interval, As(lambda value: read_interval(read_text(value)), _TEXT)]
"""An interval such as ``[80%, 100%)``."""

Decimals = Annotated[int, As(_decimals, {"type": "integer", "minimum": 0, "maximum": _MOST_DECIMALS})]
"""How many decimals are kept."""

ScoreText = Annotated[str, As(_score, _TEXT)]
"""A score, or an interval of scores, as text."""
