"""What a number beside another is worth, from the sentence alone and not from the code.

"A scale (万, 亿) or % that only one of target, actual and base prints is never dropped: it is taken to hold where exactly
one reading lies within a fifth and five times of the target, else asked about."
"""

from __future__ import annotations

from fractions import Fraction

__all__ = ["ratio_of"]

SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def ratio_of(target: Fraction, target_sign: str, actual: Fraction, actual_sign: str) -> Fraction | None:
    """Actual over target, both positive and as printed before their sign; None where it is to be asked."""
    written = actual * SCALES[actual_sign] / (target * SCALES[target_sign])
    if bool(target_sign) == bool(actual_sign):
        return written
    alike = actual / target
    near = [reading for reading in {written, alike} if Fraction(1, 5) <= reading <= 5]
    return near[0] if len(near) == 1 else None
