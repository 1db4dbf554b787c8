"""Exact numbers as text: plain decimals where they end, fractions in lowest terms where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm

__all__ = ["exact", "fixed", "fraction", "percent", "plain", "shown", "sum_of", "to_places"]

_NUMBER = re.compile(r"([+-]?\d{1,60}(?:\.\d{1,60})?)(?:/(\d{1,60}))?(%?)")
_LONGEST = 60


def exact(value: str | int | Decimal | Fraction) -> Fraction:
    """The exact value of ``12``, ``-0.5``, ``2/3`` or ``95%`` (a hundredth); a Fraction is its own.

    Full-width digits count; white space around it does not. Raises ValueError for anything
    else: bool and float, exponents, a denominator of zero, more than 60 digits in a row.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool | float):
        raise ValueError(f"not an exact number: {value!r}")
    if isinstance(value, Decimal):
        # Written out, 1E+999999999 would be a gigabyte.
        if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
            raise ValueError(f"not an exact number: {value!s:.80}")
        text = format(value, "f")
    elif isinstance(value, int):
        if abs(value) >= 10**_LONGEST:
            raise ValueError(f"not an exact number: more than {_LONGEST} digits")
        return Fraction(value)
    else:
        text = value.strip()
    match = _NUMBER.fullmatch(text)
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise ValueError(f"not an exact number: {text[:80]!r}")
    number = Fraction(match[1]) / int(match[2] or 1)
    return number / 100 if match[3] else number


def sum_of(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum. Over one denominator as long as it holds: most sums are of cents, and Fraction would reduce at every step."""
    top, bottom = 0, 100
    for number in numbers:
        over, under = number.as_integer_ratio()
        if under == bottom:
            top += over
            continue
        if bottom % under:
            common = lcm(bottom, under)
            top, bottom = top * (common // bottom), common
        top += over * (bottom // under)
    return Fraction(top, bottom)


def plain(value: Fraction) -> str:
    """``2.5``, ``-3`` or, where the decimal would not end, ``2/3``."""
    places = _decimal_places(value.denominator)
    return fraction(value) if places is None else _trim(fixed(value, places))


def fixed(value: Fraction, places: int) -> str:
    """The value with just so many decimals (0 or more), which must be enough to hold it exactly.

    Raises ValueError where they are not: rounding is a declared step (:mod:`jixiao.kernel.rounding`).
    """
    scaled = value * 10**places
    if scaled.denominator != 1:
        raise ValueError(f"{value} does not fit {places} decimals")
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if scaled.numerator < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def to_places(value: Fraction, places: int) -> str:
    """The value with just so many decimals where they hold it, else as :func:`shown` to six."""
    return fixed(value, places) if (value * 10**places).denominator == 1 else shown(value, 6)


def fraction(value: Fraction) -> str:
    """``49/50``, in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def percent(value: Fraction) -> str:
    """A share as a percentage: ``98%``, ``93.1%``; one that does not end is shown to four decimals with ≈."""
    return shown(value * 100) + "%"


def shown(value: Fraction, places: int = 4) -> str:
    """For sentences: the plain decimal if it ends and is short, else ``≈`` and so many decimals (half-up)."""
    if value.denominator <= 10**8 and _decimal_places(value.denominator) is not None:
        return plain(value)
    scaled = abs(value) * 10**places
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)
    return "≈" + _trim(fixed(-rounded if value < 0 else rounded, places))


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal_places(denominator: int) -> int | None:
    """How many decimals a fraction in lowest terms with this denominator has, None where it does not end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
