"""Regions over whole columns of actuals, in 64-bit integers; what might not fit is done in Python's own.

Actuals come as ``n / d`` with one common ``d`` (numbers of a column), or a ``d`` of their own (rates). Before
anything is multiplied, the largest ``n`` for which no product can pass 2**62 is worked out from the coefficients.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import fields

from jixiao.frame.codes import Ints
from jixiao.kernel.classes import define
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.rounding import Mode
from jixiao.scoring.leaf import Leaf
from jixiao.scoring.prepared.regions import NOWHERE, Region, Regions
from jixiao.scoring.score import Score

__all__ = ["Pairs", "put_actual", "put_column", "put_leaf"]

_SAFE = 1 << 62
_INT64 = 1 << 63
_OPEN = Mobius.constant(0)


@define
class Pairs:
    """Results by distinct (plan, actual): bounds in cents, x and share in lowest terms (0/0: none), reasons as codes.

    ``reach`` is the upper bound as far as rounding reaches it: of [0, 3) a judgement just below rounds to 3, or stays at 2.99.
    """

    low: Ints
    high: Ints
    reach: Ints
    x_num: Ints
    x_den: Ints
    share_num: Ints
    share_den: Ints
    normal_form: npt.NDArray[Any]
    rule: npt.NDArray[Any]
    said: npt.NDArray[Any]
    high_open: npt.NDArray[np.bool_]
    counted: npt.NDArray[np.bool_]
    scalar: npt.NDArray[np.bool_]

    @classmethod
    def empty(cls, size: int) -> Pairs:
        """Room for so many; nothing known of any."""
        columns: list[Any] = [np.zeros(size, np.int64) for _ in range(7)]
        columns += [np.zeros(size, np.int32) for _ in range(3)]
        columns += [np.full(size, value, np.bool_) for value in (False, True, False)]
        return cls(*columns)

    @classmethod
    def joined(cls, parts: list[Pairs]) -> Pairs:
        """One after the other."""
        if len(parts) == 1:
            return parts[0]
        names = [each.name for each in fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


# -- one at a time


def put_leaf(pairs: Pairs, at: int, leaf: Leaf, unit: int) -> None:
    """What the scalar engine gave; ``unit`` is 1 / (the last decimal of a score)."""
    outcome = leaf.outcome
    shut = not outcome.share.is_open and leaf.counted
    _put(pairs, at, leaf.score, outcome.x, outcome.share.low if shut else None, unit)
    pairs.reach[at] = _reach(leaf, unit)
    pairs.counted[at], pairs.scalar[at] = leaf.counted, True


def put_actual(pairs: Pairs, at: int, regions: Regions, region: Region, actual: Fraction, unit: int) -> None:
    """One exact actual by its region, in Python's integers."""
    leaf, x = region.leaf, None if region.x == NOWHERE else region.x(actual)
    if region.share is None:
        _put(pairs, at, leaf.score, x, None, unit)
        pairs.reach[at] = _reach(leaf, unit)
    else:
        share = region.share(actual)
        _put(pairs, at, Score.of(regions.rounding(share * regions.points)), x, share if leaf.counted else None, unit)
    pairs.counted[at] = leaf.counted


def _put(pairs: Pairs, at: int, score: Score, x: Fraction | None, share: Fraction | None, unit: int) -> None:
    pairs.low[at], pairs.high[at] = int(score.low * unit), int(score.high * unit)
    pairs.reach[at] = pairs.high[at]
    pairs.high_open[at] = score.high_open
    if x is not None and _fits(x):
        pairs.x_num[at], pairs.x_den[at] = x.numerator, x.denominator
    if share is not None and _fits(share):
        pairs.share_num[at], pairs.share_den[at] = share.numerator, share.denominator


def _reach(leaf: Leaf, unit: int) -> int:
    return int(leaf.attained(leaf.ruleset.rounding).high * unit)


def _fits(value: Fraction) -> bool:
    return abs(value.numerator) < _INT64 and value.denominator < _INT64


# -- a column at a time


def put_column(
    pairs: Pairs, at: slice | Ints, regions: Regions, n: Ints, d: int | Ints, unit: int
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Writes the results of ``n / d`` to the places ``at``; gives the region of each, and which are left to be done.

    ``d`` is positive. Those left are too large for 64 bits.
    """
    limit = _largest(regions, int(d) if isinstance(d, int) else int(d.max()))
    done = np.abs(n) <= limit
    if not done.all():
        n = np.where(done, n, 0)
    where = _regions_at(regions, n, d)
    table = _table(regions)
    xa, xb, xc, xd, a, b, c, e = (column[where] for column in table.coefficients)
    share_num, share_den = a * n + b * d, c * n + e * d
    x_num, x_den = xa * n + xb * d, xc * n + xd * d
    scored = _rounded(regions, share_num, share_den, unit)
    pairs.low[at] = np.where(table.shut[where], scored, table.low[where])
    pairs.high[at] = np.where(table.shut[where], scored, table.high[where])
    pairs.reach[at] = np.where(table.shut[where], scored, table.reach[where])
    pairs.high_open[at] = table.high_open[where]
    pairs.counted[at] = table.counted[where]
    pairs.x_num[at], pairs.x_den[at] = _lowest(x_num, x_den, x_den != 0)
    pairs.share_num[at], pairs.share_den[at] = _lowest(share_num, share_den, table.shares[where])
    return where, ~done


@define
class _Table:
    """The regions as columns."""

    coefficients: list[Ints]
    shut: npt.NDArray[np.bool_]
    shares: npt.NDArray[np.bool_]
    low: Ints
    high: Ints
    reach: Ints
    high_open: npt.NDArray[np.bool_]
    counted: npt.NDArray[np.bool_]


def _table(regions: Regions) -> _Table:
    unit = 10**regions.rounding.places
    rows = [(*_whole(each.x), *_whole(each.share or _OPEN)) for each in regions.parts]
    leaves = [each.leaf for each in regions.parts]
    shut = [each.share is not None for each in regions.parts]
    return _Table(
        [np.array(column, np.int64) for column in zip(*rows, strict=True)],
        np.array(shut),
        np.array([each and leaf.counted for each, leaf in zip(shut, leaves, strict=True)]),
        np.array([int(leaf.score.low * unit) for leaf in leaves], np.int64),
        np.array([int(leaf.score.high * unit) for leaf in leaves], np.int64),
        np.array([_reach(leaf, unit) for leaf in leaves], np.int64),
        np.array([leaf.score.high_open for leaf in leaves]),
        np.array([leaf.counted for leaf in leaves]),
    )


def _whole(line: Mobius) -> tuple[int, int, int, int]:
    return line.a, line.b, line.c, line.d


def _largest(regions: Regions, d: int) -> int:
    """The largest |n| for which no product below passes 2**62; -1 where the coefficients alone do."""
    units = regions.points * 10**regions.rounding.places
    top, bottom = 2 * units.numerator, 2 * units.denominator
    limit = _SAFE
    for region in regions.parts:
        for line, factors in ((region.x, (1, 1)), (region.share or _OPEN, (top, bottom))):
            for (slope, shift), factor in zip(((line.a, line.b), (line.c, line.d)), factors, strict=True):
                room = _SAFE // (2 * max(factor, 1)) - abs(shift) * d
                if room < 0:
                    return -1
                limit = min(limit, room // abs(slope) if slope else limit)
    for cut in regions.cuts:
        if abs(cut.numerator) * d >= _SAFE:
            return -1
        limit = min(limit, _SAFE // cut.denominator)
    return limit


def _regions_at(regions: Regions, n: Ints, d: int | Ints) -> Ints:
    """For one ``d``, every cut is two whole numbers among the ``n``; else each cut is compared with each actual."""
    if isinstance(d, int):
        edges = []
        for cut in regions.cuts:
            edges += [-(-cut.numerator * d // cut.denominator), cut.numerator * d // cut.denominator + 1]
        limits = np.array([min(max(edge, -_SAFE), _SAFE) for edge in edges], np.int64)
        return np.searchsorted(limits, n, side="right")
    where = np.zeros(len(n), np.int64)
    for cut in regions.cuts:
        left, right = n * cut.denominator, cut.numerator * d
        where += (left >= right).astype(np.int64) + (left > right)
    return where


def _rounded(regions: Regions, num: Ints, den: Ints, unit: int) -> Ints:
    """``points * num / den`` in units of the last decimal; shares are not negative."""
    units = regions.points * unit
    top, bottom = units.numerator, units.denominator
    sign = np.sign(den)
    num, den = num * sign, den * sign
    den = np.where(den == 0, 1, den)
    mode = regions.rounding.mode
    if mode is Mode.HALF_UP:
        return (2 * top * num + bottom * den) // (2 * bottom * den)
    whole, rest = np.divmod(top * num, bottom * den)
    if mode is Mode.DOWN:
        return np.asarray(whole)
    twice = 2 * rest
    up = (twice > bottom * den) | ((twice == bottom * den) & (whole % 2 == 1))
    return np.asarray(whole + up)


def _lowest(num: Ints, den: Ints, known: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """In lowest terms with a positive denominator; 0/0 where it is not known."""
    divisor = np.gcd(num, den)
    divisor = np.where(den < 0, -divisor, divisor)
    divisor = np.where(divisor == 0, 1, divisor)
    return np.where(known, num // divisor, 0), np.where(known, den // divisor, 0)
