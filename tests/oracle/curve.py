"""What a curve is, from its definition and not from the engine: rows of a rule, read one after the other.

A row is an interval of the axis and a formula ``(ax+b)/(cx+d)``. The value at x is the formula of the first
row that holds x; outside all rows there is none. Everything here is an if-chain over Fractions; what cannot
be read off is probed at every end, beside every end, and between neighbouring ends.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

Formula = tuple[Fraction, Fraction, Fraction, Fraction]

# Nearer to an end than anything a strategy draws, and so small that values there are told from limits.
BESIDE = Fraction(1, 10**12)
# As near as it takes to see where a limit goes.
AT_THE_LIMIT = Fraction(1, 10**60)


class Row(NamedTuple):
    """``low`` and ``high`` are None where the row has no end; ``low_in`` tells whether the row holds its end."""

    low: Fraction | None
    low_in: bool
    high: Fraction | None
    high_in: bool
    formula: Formula

    def holds(self, x: Fraction) -> bool:
        if self.low is not None:
            if x < self.low:
                return False
            if x == self.low and not self.low_in:
                return False
        if self.high is not None:
            if x > self.high:
                return False
            if x == self.high and not self.high_in:
                return False
        return True


Rows = Sequence[Row]


def formula_at(formula: Formula, x: Fraction) -> Fraction:
    a, b, c, d = formula
    return (a * x + b) / (c * x + d)


def value(rows: Rows, x: Fraction) -> Fraction | None:
    for row in rows:
        if row.holds(x):
            return formula_at(row.formula, x)
    return None


def row_at(rows: Rows, x: Fraction) -> int | None:
    for index, row in enumerate(rows):
        if row.holds(x):
            return index
    return None


def ends(rows: Rows) -> list[Fraction]:
    return sorted({end for row in rows for end in (row.low, row.high) if end is not None})


def around(points: Iterable[Fraction]) -> list[Fraction]:
    """Each point, its neighbours on either side, the middle of each gap, and two points beyond the last ones."""
    marks = sorted(set(points)) or [Fraction(0)]
    found = [marks[0] - 7, marks[0] - 1]
    for mark in marks:
        found += [mark - BESIDE, mark, mark + BESIDE]
    found += [(left + right) / 2 for left, right in pairwise(marks)]
    return [*found, marks[-1] + 1, marks[-1] + 7]


def meets(rows: Rows, y: Fraction) -> list[Fraction]:
    """Where a row's formula takes the value y: ax + b = y(cx + d), solved for x."""
    found = []
    for a, b, c, d in (row.formula for row in rows):
        if a - y * c != 0:
            found.append((y * d - b) / (a - y * c))
    return found


def probes(rows: Rows, *more: Fraction) -> list[Fraction]:
    return around([*ends(rows), *more])


def near_the_ends(rows: Rows) -> list[Fraction]:
    """Points inside rows so near to their ends (or so far out) that the values there show the limits."""
    found = []
    for row in rows:
        found += [] if row.low is None else [row.low + AT_THE_LIMIT]
        found += [] if row.high is None else [row.high - AT_THE_LIMIT]
        found += [-1 / AT_THE_LIMIT] if row.low is None else []
        found += [1 / AT_THE_LIMIT] if row.high is None else []
    return [x for x in found if value(rows, x) is not None]


def same_function(one: Rows, two: Rows) -> bool:
    """Decided, not sampled: two formulas of this form that agree at three points are the same.

    Between neighbouring ends of either list both are one formula; so all ends and three points in every gap
    will do, and in a gap that only one of them covers, a single one does.
    """
    marks = sorted({*ends(one), *ends(two)}) or [Fraction(0)]
    points = [marks[0] - 3, marks[0] - 2, marks[0] - 1, *marks, marks[-1] + 1, marks[-1] + 2, marks[-1] + 3]
    for left, right in pairwise(marks):
        points += [left + (right - left) * k / 4 for k in (1, 2, 3)]
    return all(value(one, x) == value(two, x) for x in points)


def clamped(y: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return min(max(y, low), high)


def inside(y: Fraction, low: Fraction | None, low_in: bool, high: Fraction | None, high_in: bool) -> bool:
    return Row(low, low_in, high, high_in, (Fraction(0), Fraction(0), Fraction(0), Fraction(1))).holds(y)


def goes_against(rows: Rows, direction: int, points: Iterable[Fraction]) -> bool:
    """Whether two of the points, the left one before the right one, run against the direction."""
    seen = [(x, value(rows, x)) for x in sorted(set(points))]
    values = [y for _, y in seen if y is not None]
    return any((right - left) * direction < 0 for left, right in pairwise(values))
