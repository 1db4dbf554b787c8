"""An axis of an embedder's own: a pure function in Python that says which pieces x is made of, for one target.

A ruleset names it (``axis = "own:net"``) and holds no code; whoever loads the ruleset gives the function. Its pieces are maps
``(aA + b) / (cA + d)`` over stretches of the actual A, exact and monotone, so whatever is derived from an axis is derived from
these as well: scores, the inverse, bounds and promises, plots, differences, columns. A function that only computes a number
is not taken, because none of that could be known of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import evolve, field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic, JixiaoError, diagnose
from jixiao.kernel.document import Document
from jixiao.kernel.interval import Interval
from jixiao.kernel.mobius import Mobius
from jixiao.kernel.number import plain
from jixiao.kernel.structure import Exact, read_exact
from jixiao.kernel.words import Value, phrase
from jixiao.language.direction import Direction
from jixiao.rules.axis import OWN, AxisPart

__all__ = ["AxisPiece", "AxisTarget", "OwnAxis", "with_axes"]


@frozen
class AxisTarget:
    """The target that an own axis is asked for."""

    low: Fraction
    """Its value; of a range the lower end."""
    high: Fraction
    """Its value; of a range the upper end."""
    unit: str = ""
    """Its unit, ``""`` where it has none. The value of a percentage is the number printed: 95 of 95 %."""
    direction: Direction | None = None
    """Whether more or less is better, where that is known."""
    elapsed: Fraction = Fraction(1)
    """The part of the year gone by, for monitoring."""


def _exact(value: Exact) -> Fraction:
    return read_exact(value, "AxisPiece")


def _end(value: Exact | None) -> Fraction | None:
    return None if value is None else _exact(value)


@frozen
class AxisPiece:
    """x is ``(aA + b) / (cA + d)`` for every actual A from ``low`` to ``high``; an end that is None is unbounded.

    Numbers are whole, exact decimals, fractions or text; raises JixiaoError (JX005) for a float and what is no number. Both
    ends belong to the piece, save where they are said to be open.
    """

    low: Fraction | None = field(converter=_end)
    high: Fraction | None = field(converter=_end)
    a: Fraction = field(converter=_exact)
    b: Fraction = field(converter=_exact)
    c: Fraction = field(converter=_exact, default=Fraction(0))
    d: Fraction = field(converter=_exact, default=Fraction(1))
    low_open: bool = field(default=False, kw_only=True)
    high_open: bool = field(default=False, kw_only=True)


Pieces = Callable[[AxisTarget], Iterable[AxisPiece]]

_TRIED = tuple(AxisTarget(Fraction(low), Fraction(high), unit) for low, high, unit in (
    ("1", "1", ""), ("7", "7", ""), ("95", "95", "%"), ("3/10", "3/10", ""), ("120000", "120000", ""), ("5", "10", "%"),
))  # fmt: skip
"""Targets by whose pieces two functions are told apart."""


@frozen(slots=False, repr=False)
class OwnAxis:
    """An axis of one's own, given to the loading of a ruleset: ``axes={"own:net": OwnAxis("净完成率", "1", net_pieces)}``.

    ``pieces`` is called with an :class:`AxisTarget` and gives the :class:`AxisPiece` of all actuals, lowest first, without gap
    or overlap. It must be pure: the same target, the same pieces. It is tried when a ruleset is loaded, and whatever
    goes wrong with it raises JixiaoError (JX847), then and later. A function of a module can be pickled with its ruleset.
    """

    title: str
    """What sentences call it."""
    version: str
    """Part of the provenance of every result: raise it whenever the function changes."""
    pieces: Pieces = field(eq=False)
    """The function."""
    above_zero: bool = False
    """Whether it needs a target above zero; for others the ruleset's policies on zero and negative targets stand in."""
    reach: tuple[Exact | None, Exact | None] = (None, None)
    """The least and the most that x can be, which the rule's curve must then cover; None is unbounded."""
    in_percent: bool = True
    """Whether sentences print x in percent."""
    name: str = field(default="", init=False)
    """Its name in the ruleset."""
    fingerprint: str = field(default="", init=False)
    """A digest of its pieces at a few targets, part of the provenance beside the version."""

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"OwnAxis({self.title!r}, version={self.version!r})"

    @property
    def value(self) -> str:
        """Its name, as of any other axis."""
        return self.name

    @property
    def covers(self) -> Interval:
        """The interval that x may lie in."""
        low, high = (None if each is None else read_exact(each, "OwnAxis.reach") for each in self.reach)
        return Interval(low, high)

    def parts(self, target: AxisTarget) -> tuple[AxisPart, ...]:
        """The pieces for a target, checked. Raises JixiaoError (JX847)."""
        try:
            given = tuple(self.pieces(target))
        except JixiaoError:
            raise
        except Exception as error:  # whatever a function of others may raise
            raise JixiaoError(
                self.fault(target, phrase("own_axis.raised", error=f"{type(error).__name__}: {error}"))
            ) from error
        if not given or not all(isinstance(each, AxisPiece) for each in given):
            raise JixiaoError(self.fault(target, phrase("own_axis.no_pieces")))
        try:
            parts = tuple(AxisPart(_interval(each), Mobius.of(each.a, each.b, each.c, each.d)) for each in given)
        except (ValueError, ZeroDivisionError):
            raise JixiaoError(self.fault(target, phrase("own_axis.empty"))) from None
        self._check(target, parts)
        return parts

    def _check(self, target: AxisTarget, parts: tuple[AxisPart, ...]) -> None:
        """All actuals, each in one piece, and none at which a piece divides by zero."""
        meet = all(
            one.part.high is not None and one.part.high == two.part.low and one.part.high_open != two.part.low_open
            for one, two in pairwise(parts)
        )
        if parts[0].part.low is not None or parts[-1].part.high is not None or not meet:
            raise JixiaoError(self.fault(target, phrase("own_axis.apart")))
        for each in parts:
            pole = each.map.pole if isinstance(each.map, Mobius) else None
            if pole is not None and pole in each.part:
                raise JixiaoError(self.fault(target, phrase("own_axis.pole", at=plain(pole))))
            if isinstance(each.map, Mobius) and not each.map.is_constant and self._leaves(each):
                raise JixiaoError(self.fault(target, phrase("own_axis.reach")))

    def _leaves(self, part: AxisPart) -> bool:
        """Whether x comes out of what the axis says it reaches, at an end of the piece."""
        assert isinstance(part.map, Mobius)
        reach = self.covers
        ends = [part.map(end) for end in (part.part.low, part.part.high) if end is not None and end != part.map.pole]
        return any(each not in reach for each in ends)

    def fault(self, target: AxisTarget, reason: Value) -> Diagnostic:
        """What is wrong with the pieces for a target."""
        shown = plain(target.low) if target.low == target.high else f"{plain(target.low)}-{plain(target.high)}"
        return diagnose("JX847", axis=self.name, target=f"{shown}{target.unit}", reason=reason)


def _interval(piece: AxisPiece) -> Interval:
    return Interval(piece.low, piece.high, low_open=piece.low_open, high_open=piece.high_open)


def with_axes(document: Document, axes: Mapping[str, OwnAxis] | None) -> Document:
    """The document of a ruleset with each axis of this name in the place of its name.

    Raises TypeError for what is no axis or not called ``own:…``, JixiaoError (JX847) for one that is wrong at a target.
    """
    if not axes:
        return document
    named = {name: _named(name, axis) for name, axis in axes.items()}
    data = dict(document.data)
    for key in ("rule", "scorer"):
        if isinstance(data.get(key), list | tuple):
            data[key] = [_with(each, named) for each in data[key]]
    return evolve(document, data=data)


def _with(table: Any, named: Mapping[str, OwnAxis]) -> Any:
    if not isinstance(table, Mapping) or not isinstance(table.get("axis"), str) or table["axis"] not in named:
        return table
    return {**table, "axis": named[table["axis"]]}


def _named(name: object, axis: object) -> OwnAxis:
    if not isinstance(axis, OwnAxis) or not callable(axis.pieces):
        raise TypeError(f"an own axis is an OwnAxis with a function, not {type(axis).__name__}")
    if not isinstance(name, str) or not name.startswith(OWN) or name == OWN:
        raise TypeError(f"an own axis is called own:…, not {name!r:.80}")
    for attribute in ("title", "version"):
        value = getattr(axis, attribute)
        if not isinstance(value, str) or not value:
            raise TypeError(f"{attribute} of an own axis is text, not {value!r:.80}")
    called = evolve(axis)
    object.__setattr__(called, "name", name)
    object.__setattr__(called, "fingerprint", _fingerprint(called))
    return called


def _fingerprint(axis: OwnAxis) -> str:
    """A digest of the pieces; raises JixiaoError (JX847) where they are wrong at every target, or change."""
    digest, wrong = hashlib.sha256(), []
    for target in _TRIED:
        try:
            parts, again = axis.parts(target), axis.parts(target)
        except JixiaoError as error:  # a function may be for ranges alone, or for one unit
            wrong.append(error)
            digest.update(b"none")
            continue
        if parts != again:
            raise JixiaoError(axis.fault(target, phrase("own_axis.impure")))
        digest.update(repr([(each.part, each.map) for each in parts]).encode())
    if len(wrong) == len(_TRIED):
        raise wrong[0]
    return f"sha256:{digest.hexdigest()}"
