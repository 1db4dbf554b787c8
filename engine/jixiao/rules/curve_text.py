"""Curves and bands from their notation (``grammar/curve.lark``).

A row's expression is evaluated to segments on the row's interval; sums and products that would leave the
linear-fractional form are refused, so that everything said of a curve stays decidable.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.curve import Curve, GapError, OverlapError, Segment
from jixiao.kernel.document_faults import Fault, FaultKind, Faults
from jixiao.kernel.interval import Interval
from jixiao.kernel.mobius import IDENTITY, Mobius
from jixiao.kernel.number import exact
from jixiao.language.tables import Grammar
from jixiao.rules.faults import (
    EMPTY_INTERVAL,
    ENDLESS_STEPS,
    GAP,
    NO_CURVE,
    OUT_OF_FORM,
    OVERLAP,
    POLE,
    WRONG_CALL,
)

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = ["GRAMMAR", "CurveRow", "read_curve", "read_interval", "row_of"]

GRAMMAR = Grammar("curve", ("rows", "interval"), positions=True)
_MOST_STEPS = 2000


@frozen
class CurveRow:
    """The row a piece of a curve was written in: its line and column (from 1) within the text, and the text."""

    line: int
    text: str
    column: int = field(default=1, eq=False)


def row_of(origin: object) -> str:
    """The text of the row that a part of a curve comes from; "" where it comes from none."""
    return origin.text if isinstance(origin, CurveRow) else ""


@functools.lru_cache(maxsize=256)
def read_curve(text: str) -> Curve:
    """The curve that the rows draw; each segment's origin is its :class:`CurveRow`.

    Raises Faults, each with its line and column within the text: rows that are not in the notation, out of the form, or
    have a pole; where every row is sound, gaps and overlaps.
    """
    lines = text.split("\n")
    segments: list[Segment] = []
    faults: list[Fault] = []
    for rows, above in _parts(text, lines, faults):
        for row in rows:
            try:
                segments.extend(_drawn(row, above, lines))
            except Fault as fault:
                faults.append(_below(fault, above))
    if faults:
        raise Faults(*sorted(faults, key=lambda each: each.line))
    return _tile(segments)


def _parts(text: str, lines: list[str], faults: list[Fault]) -> Iterator[tuple[list[Any], int]]:
    """Trees of rows, and how many lines stand above what they were parsed from.

    That is the whole text or, where it cannot be parsed, each line by itself; what is wrong is added to ``faults``.
    """
    try:
        yield list(_parse(text, "rows").children), 0
    except Fault as first:
        for above, line in enumerate(lines):
            if line.split("#")[0].strip():
                try:
                    yield list(_parse(line, "rows").children), above
                except Fault as fault:
                    faults.append(_below(fault, above))
        if not faults:
            faults.append(first)


def _below(fault: Fault, above: int) -> Fault:
    """The fault of a text that stands below so many lines."""
    fault.line += above
    return fault


def _drawn(row: Any, above: int, lines: list[str]) -> list[Segment]:
    interval, expression = row.children
    part, line = _interval(interval), row.meta.line
    origin = CurveRow(line + above, lines[line + above - 1].split("#")[0].strip(), row.meta.column)
    try:
        drawn = _evaluate(expression, part)
        Curve.build(drawn)  # a pole inside the row shows here
    except ValueError:
        raise _fault(POLE, line, row.meta.column, row=origin.text) from None
    return [evolve(segment, origin=origin) for segment in drawn]


@functools.lru_cache(maxsize=256)
def read_interval(text: str) -> Interval:
    """One interval, such as ``[80%, 100%]``. Raises Fault."""
    return _interval(_parse(text, "interval"))


def _fault(kind: FaultKind, line: int, column: int, **args: object) -> Fault:
    return Fault(kind, line=line, column=column, **args)


def _tile(segments: list[Segment]) -> Curve:
    try:
        return Curve.build(segments)
    except (GapError, OverlapError):
        ordered = sorted(segments, key=lambda item: (item.part.below, item.part.low_open))
        seams = [fault for left, right in pairwise(ordered) if (fault := _seam(left, right))]
        raise Faults(*seams) from None


def _seam(left: Segment, right: Segment) -> Fault | None:
    """What is wrong between two segments that follow each other: told at the row of the right one."""
    try:
        Curve.build([left, right])
    except (GapError, OverlapError) as error:
        assert isinstance(right.origin, CurveRow)
        kind = GAP if isinstance(error, GapError) else OVERLAP
        return _fault(kind, right.origin.line, right.origin.column, left=error.left, right=error.right)
    return None


@functools.cache
def _lark() -> Lark:
    return GRAMMAR.parser()


def _parse(text: str, start: str) -> Tree[Token]:
    from lark import UnexpectedInput

    try:
        return _lark().parse(text, start=start)
    except UnexpectedInput as error:
        line = error.line if error.line and error.line > 0 else text.count("\n") + 1
        column = error.column if error.column and error.column > 0 else 1
        raise _fault(NO_CURVE, line, column, near=text.split("\n")[line - 1].strip()) from None


def _interval(tree: Any) -> Interval:
    left, low, high, right = tree.children
    try:
        return Interval(_bound(low), _bound(high), left == "(", right == ")")
    except ValueError:
        raise _fault(EMPTY_INTERVAL, tree.meta.line, tree.meta.column, interval=f"{left}{low}, {high}{right}") from None


def _bound(token: Token) -> Fraction | None:
    return None if token.type == "UNBOUNDED" else exact(str(token))


def _evaluate(node: Any, part: Interval) -> list[Segment]:
    """The expression as segments that tile ``part``."""
    from lark import Token

    if isinstance(node, Token):
        return [Segment(part, IDENTITY if node.type == "AXIS" else Mobius.constant(exact(str(node))))]
    return _OPERATIONS[node.data](node, part)


def _negate(node: Any, part: Interval) -> list[Segment]:
    return [evolve(item, map=Mobius.of(-1, 0).after(item.map)) for item in _evaluate(node.children[0], part)]


def _binary(node: Any, part: Interval) -> list[Segment]:
    left, right = (_evaluate(child, part) for child in node.children)
    combine = {"add": _add, "subtract": _subtract, "multiply": _multiply, "divide": _divide}[node.data]
    joined = []
    for one, two in _common(left, right):
        if node.data == "divide" and _vanishes(two):
            raise ValueError("a division by zero, whatever is divided")
        result = combine(one.map, two.map)
        if result is None:
            raise _fault(OUT_OF_FORM, node.meta.line, node.meta.column, operation=node.data)
        joined.append(Segment(one.part, result))
    return joined


def _common(left: list[Segment], right: list[Segment]) -> list[tuple[Segment, Segment]]:
    """Both refined to the same parts; one of them is always whole (steps occur on one side only)."""
    if len(right) == 1:
        return [(item, evolve(right[0], part=item.part)) for item in left]
    if len(left) == 1:
        return [(evolve(left[0], part=item.part), item) for item in right]
    pairs = []
    for one in left:
        for two in Curve.build(right).restrict(one.part).segments():  # type: ignore[union-attr]
            pairs.append((evolve(one, part=two.part), two))
    return pairs


def _vanishes(divisor: Segment) -> bool:
    """Whether a divisor that is not zero everywhere is zero somewhere on its part."""
    line = divisor.map
    return not line.is_constant and line.a != 0 and Fraction(-line.b, line.a) in divisor.part


def _add(one: Mobius, two: Mobius) -> Mobius | None:
    if two.is_constant:
        return Mobius.of(1, Fraction(two.b, two.d)).after(one)
    if one.is_constant:
        return _add(two, one)
    if one.c == 0 and two.c == 0:
        return Mobius.of(
            Fraction(one.a, one.d) + Fraction(two.a, two.d), Fraction(one.b, one.d) + Fraction(two.b, two.d)
        )
    return None


def _subtract(one: Mobius, two: Mobius) -> Mobius | None:
    return _add(one, Mobius.of(-1, 0).after(two))


def _multiply(one: Mobius, two: Mobius) -> Mobius | None:
    if two.is_constant:
        return Mobius.of(Fraction(two.b, two.d), 0).after(one)
    return _multiply(two, one) if one.is_constant else None


def _divide(one: Mobius, two: Mobius) -> Mobius | None:
    if two.is_constant:
        return None if two.b == 0 else Mobius.of(Fraction(two.d, two.b), 0).after(one)
    if one.c == 0 and two.c == 0:  # a line over a line
        return Mobius.of(Fraction(one.a, one.d), Fraction(one.b, one.d), Fraction(two.a, two.d), Fraction(two.b, two.d))
    if one.is_constant:
        return Mobius.of(Fraction(one.b, one.d), 0).after(Mobius.of(0, 1, 1, 0).after(two))
    return None


def _bracket(node: Any, part: Interval) -> list[Segment]:
    return _evaluate(node.children[1], part)


def _call(node: Any, part: Interval) -> list[Segment]:
    name, arguments = str(node.children[0]), [child for child in node.children[1:] if not _is_bracket(child)]
    wanted = 2 if name in ("max", "min") else 1
    if len(arguments) != wanted:
        raise _fault(WRONG_CALL, node.meta.line, node.meta.column, function=name, n=wanted)
    if wanted == 2:
        return _clamp(name, arguments, part, node)
    return _steps(name, arguments[0], part, node)


def _clamp(name: str, arguments: list[Any], part: Interval, node: Any) -> list[Segment]:
    """``max(0, …)`` and the like: one of the two is a number."""
    values = [_evaluate(argument, part) for argument in arguments]
    limits = [item for item in values if len(item) == 1 and item[0].map.is_constant]
    if not limits:
        raise _fault(OUT_OF_FORM, node.meta.line, node.meta.column, operation=name)
    limit = limits[0][0].map(Fraction(0))
    curve = Curve.build(values[1] if limits[0] is values[0] else values[0])
    return list((curve.clamp(limit, None) if name == "max" else curve.clamp(None, limit)).segments())


def _steps(name: str, argument: Any, part: Interval, node: Any) -> list[Segment]:
    """``full`` and ``started`` of something monotone on an interval with two ends: a stair, expanded."""
    curve = Curve.build(_evaluate(argument, part))
    lowest, highest = curve.lowest().value, curve.highest().value
    if not isinstance(lowest, Fraction) or not isinstance(highest, Fraction):
        raise _fault(ENDLESS_STEPS, node.meta.line, node.meta.column, function=name)
    first, last = lowest.numerator // lowest.denominator, -(-highest.numerator // highest.denominator)
    if last - first > _MOST_STEPS:
        raise _fault(ENDLESS_STEPS, node.meta.line, node.meta.column, function=name)
    stair: list[Segment] = []
    for step in range(first - 1, last + 2):
        one = Fraction(step)
        values = Interval(one, one + 1, high_open=True) if name == "full" else Interval(one - 1, one, low_open=True)
        stair.extend(Segment(piece, Mobius.constant(one)) for piece in curve.preimage(values))
    return list(Curve.build(stair).segments())


def _is_bracket(child: Any) -> bool:
    return getattr(child, "type", None) in ("LEFT", "RIGHT")


_OPERATIONS = {
    "negate": _negate,
    "add": _binary,
    "subtract": _binary,
    "multiply": _binary,
    "divide": _binary,
    "bracket": _bracket,
    "call": _call,
}
