"""How a printed number lies beside the one it should be, as arguments of a reason."""

from __future__ import annotations

from fractions import Fraction

from jixiao.kernel.number import plain
from jixiao.kernel.words import Value, phrase

__all__ = ["beside"]


def beside(difference: Fraction) -> dict[str, Value]:
    """``by`` how much it is printed too high or too low (``way``)."""
    return {"by": plain(abs(difference)), "way": phrase("audit.more" if difference > 0 else "audit.less")}
