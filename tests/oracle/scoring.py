"""Scores worked out from the clauses' text alone; nothing here knows of curves, axes or rulesets.

财预〔2020〕10号: a quantitative indicator that reaches its target gets all of its points, one that does not gets points
in the ratio of what was done to what was promised. Where less is better, the ratio is the other way round (A/B of the
central departments' notice).
"""

from fractions import Fraction


def half_up_cents(value: Fraction) -> Fraction:
    """To 0.01, a half cent up; the value is not negative."""
    cents, rest = divmod(value * 100, 1)
    return Fraction(cents + (1 if rest >= Fraction(1, 2) else 0), 100)


def more_is_better(target: Fraction, actual: Fraction, points: Fraction) -> Fraction:
    """达到年度指标值的记满分；未达到的按完成值与指标值的比例记分. The target is positive."""
    if actual >= target:
        return points
    return half_up_cents(points * max(actual, Fraction(0)) / target)


def less_is_better(target: Fraction, actual: Fraction, points: Fraction) -> Fraction:
    """未超过的记满分；超过的按指标值÷完成值. The target is positive."""
    if actual <= target:
        return points
    return half_up_cents(points * target / actual)


def within_a_range(low: Fraction, high: Fraction, actual: Fraction, points: Fraction) -> Fraction:
    """区间内满分，低于下限按比例，高于上限按倒比例."""
    if actual < low:
        return more_is_better(low, actual, points)
    return less_is_better(high, actual, points)


def equal_split(points: Fraction, count: int) -> list[Fraction]:
    """等分到 0.01，余下的分一分一分地给排在前面的."""
    cents = points * 100
    assert cents.denominator == 1
    each, odd = divmod(cents.numerator, count)
    return [Fraction(each + (1 if index < odd else 0), 100) for index in range(count)]
