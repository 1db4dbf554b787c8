"""What digits and places of a Chinese or mixed numeral say together: 三千五百万, 8千3万 (nothing), 一万二."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

__all__ = ["DigitOrPlace", "total"]

DigitOrPlace = tuple[str, int | Fraction]
"""("digit", 0-9) a Chinese digit; ("number", value) in Arabic digits; ("place", power of ten), ("tens", 20) for 廿."""


def total(items: list[DigitOrPlace]) -> Fraction | None:
    """What digits and places say together; None when they are no number."""
    if all(kind == "digit" for kind, _ in items):
        return _in_digits([int(value) for _, value in items])
    if len(items) == 1 and items[0][0] == "number":
        return Fraction(items[0][1])
    summed = _Sum()
    for index, (kind, value) in enumerate(items):
        behind = items[index + 1] if index + 1 < len(items) else None
        if not summed.takes(kind, value, behind):
            return None
    return summed.closed()


def _in_digits(digits: list[int]) -> Fraction | None:
    """二零二一: digit by digit, from three on; two (三五) or a run (一二三) are no number."""
    if len(digits) == 1:
        return Fraction(digits[0])
    if len(digits) == 2 or all(two == one + 1 for one, two in pairwise(digits)):
        return None
    return Fraction(int("".join(map(str, digits))))


class _Sum:
    """Adds digits and places up: places fall inside a section, 万 and 亿 multiply what stands before them."""

    def __init__(self) -> None:
        self.groups: list[tuple[Fraction, int]] = []
        self.section = Fraction(0)
        self.digit: Fraction | None = None
        self.arabic = self.zero = self.decimal = False
        self.place: int | None = None
        self.before = 0
        self.begun = False

    def takes(self, kind: str, value: int | Fraction, behind: DigitOrPlace | None) -> bool:
        begun, self.begun = self.begun, True
        if kind in ("digit", "number"):
            if self.digit is not None:
                return False
            if kind == "digit" and value == 0:
                self.zero = True
                return True
            if kind == "number" and self.before == 1:
                return False
            if self.decimal:
                return False  # 10.1万零100
            self.digit, self.arabic = Fraction(value), kind == "number"
            self.decimal = self.digit.denominator != 1
            return True
        if kind == "tens":
            self.section += value
            self.place = self.before = 1
            return self.digit is None
        power = int(value)
        if not begun and power != 1 and (behind is None or behind[0] != "digit" or behind[1] == 0):
            return False
        taken = self._small(power, begun) if power < 4 else self._big(power, begun)
        self.before, self.zero = power, False
        return taken

    def _small(self, power: int, begun: bool) -> bool:
        digit = self.digit
        if digit is None:
            if begun and power != 1:
                return False
            digit = Fraction(1)
        if self.place is not None and power >= self.place:
            return False
        self.section += digit * 10**power
        self.digit, self.place = None, power
        return True

    def _big(self, power: int, begun: bool) -> bool:
        if self.arabic and self.digit is not None and self.before in (2, 3) and not self.zero:
            return False  # 8千3万
        own = self.section + (self._loose() if self.before in (2, 3) else self.digit or 0)
        below = [group for group in self.groups if group[1] < power]
        if not own and not below and self.digit is None:
            if self.groups and self.before == power == self.groups[-1][1]:
                value, _ = self.groups.pop()  # 四万万
                own = value
            elif begun:
                return False
            else:
                own = Fraction(1)
        del self.groups[len(self.groups) - len(below) :]
        self.groups.append(((own + sum(value for value, _ in below)) * 10**power, power))
        self.section, self.digit, self.place = Fraction(0), None, None
        return True

    def closed(self) -> Fraction | None:
        total = self.section + sum(value for value, _ in self.groups)
        if self.digit is None:
            return total
        if self.zero or self.before == 1:
            return None if self.arabic and self.before == 1 else total + self.digit
        if self.arabic:
            return (
                total + self.digit
                if 10 <= self.digit < 10**self.before and self.digit >= 10 ** (self.before - 1)
                else None
            )
        return total + self._loose()

    def _loose(self) -> Fraction:
        """The last digit: behind a place and no 零 it counts in the next smaller one (一万二 is 12000, 百二万 120万)."""
        if self.digit is None:
            return Fraction(0)
        if self.zero or self.arabic or self.before < 2:
            return self.digit
        return self.digit * Fraction(10) ** (self.before - 1)
