"""Whether more is better or less: from the operator, the case, the target's own words, the indicator's name, the policy."""

from __future__ import annotations

from enum import StrEnum

from jixiao.kernel.classes import frozen
from jixiao.kernel.quantity import dimension
from jixiao.language.ast import Change, Deadline, Meaning, Operator, Period, Quantity, Range, Way
from jixiao.language.fold import words
from jixiao.language.name import Told, own_words

__all__ = ["Bearing", "Direction", "DirectionFrom", "bearing_of", "direction_of", "is_bare_zero"]


class Direction(StrEnum):
    """positive: more is better; negative: less is better; exact: the value itself is wanted."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    EXACT = "exact"


class DirectionFrom(StrEnum):
    """What told the direction."""

    OPERATOR = "operator"
    CASE = "case"
    TARGET = "target"
    NAME = "name"
    POLICY = "policy"


@frozen
class Bearing:
    """A target's direction and what told it; ``cue`` is the word that did, in the target or the name.

    Without a direction the target has none (words, dates), or it must be asked for (``asked``).
    """

    direction: Direction | None = None
    source: DirectionFrom | None = None
    cue: str = ""
    asked: bool = False


_BY_OPERATOR = {
    Operator.AT_LEAST: Direction.POSITIVE,
    Operator.MORE: Direction.POSITIVE,
    Operator.AT_MOST: Direction.NEGATIVE,
    Operator.LESS: Direction.NEGATIVE,
    Operator.EQUAL: Direction.EXACT,
}


def direction_of(meaning: Meaning) -> Direction | None:
    """The direction that the target itself prints; None when it prints none (a bare or an approximate value).

    A change is measured in its own way, so 下降10%以上 is positive: the more it falls, the better; a bare change
    (提高5个百分点) is positive too, because its verb is printed. A deadline is negative: earlier is better.
    """
    match meaning:
        case Quantity():
            return _BY_OPERATOR.get(meaning.operator)
        case Change():
            if meaning.operator in _UNSAID:
                return Direction.POSITIVE
            return _BY_OPERATOR.get(meaning.operator)
        case Deadline() | Period():
            return Direction.NEGATIVE
        case _:
            return None


def is_bare_zero(meaning: Meaning) -> bool:
    """Whether the target is a zero without operator (0起, 0%): met by zero alone and by no other actual."""
    return isinstance(meaning, Quantity) and meaning.operator is Operator.BARE and meaning.value == 0


def bearing_of(
    target: Meaning, text: str, *, given: Direction | None, told: Told, assumed: Direction | None
) -> Bearing:
    """The direction of a target and what told it.

    ``text`` is the target as written, ``given`` the case's own direction, ``told`` what the names say (see
    :func:`jixiao.language.name.told_by_name`), ``assumed`` the policy for a bare target (None: ask). The first that
    says something holds: the operator, the case, the target's words (控制在, 降至, the verb of a change), the name, the
    policy. An approximate value (~) is asked about where none but the policy would answer; a bare zero wants exactly
    zero where nothing says that less is better.
    """
    if isinstance(target, Range):
        return Bearing(Direction.EXACT, DirectionFrom.OPERATOR)
    if not isinstance(target, Quantity | Change):
        return Bearing()
    printed = _BY_OPERATOR.get(target.operator)
    if printed is not None and not (printed is Direction.EXACT and given is not None):
        return Bearing(printed, DirectionFrom.OPERATOR)
    found = _first_told(target, text, given, told)
    if is_bare_zero(target) and found.direction not in (Direction.NEGATIVE, Direction.EXACT):
        return Bearing(Direction.EXACT, DirectionFrom.TARGET)
    if found.direction is not None:
        return found
    if assumed is None or target.operator is Operator.ABOUT:
        return Bearing(asked=True)
    return Bearing(assumed, DirectionFrom.POLICY)


_UNSAID = (Operator.BARE, Operator.ABOUT)


def _first_told(target: Quantity | Change, text: str, given: Direction | None, told: Told) -> Bearing:
    if given is not None:
        return Bearing(given, DirectionFrom.CASE)
    by_name = _by_name(target, told)
    if isinstance(target, Change):
        # 上涨3% beside 居民消费价格 is a rise to be held down: its verb states the fact, the name what is wanted
        held = target.way is Way.UP and by_name.direction is Direction.NEGATIVE
        return by_name if held else Bearing(Direction.POSITIVE, DirectionFrom.TARGET)
    own = own_words(words(text))
    if own is not None:
        return Bearing(Direction(own.direction), DirectionFrom.TARGET, own.cue)
    return by_name


def _by_name(target: Quantity | Change, told: Told) -> Bearing:
    """What the names say of a number in this unit: 检测及时率 in working days is better when short."""
    if told.hurried and not told.lasting and isinstance(target, Quantity) and _is_duration(target.unit):
        return Bearing(Direction.NEGATIVE, DirectionFrom.NAME, told.hurried)
    if told.direction:
        if told.direction == "negative" and _is_whole(target) and not told.limits:
            return Bearing()
        return Bearing(Direction(told.direction), DirectionFrom.NAME, told.cue)
    if told.costs and isinstance(target, Quantity) and _is_money(target.unit):
        return Bearing(Direction.NEGATIVE, DirectionFrom.NAME, told.costs)
    return Bearing()


def _is_whole(target: Quantity | Change) -> bool:
    """Whether it is 100 %: no share can be above it, so it is no limit from above, whatever the name says."""
    return isinstance(target, Quantity) and target.unit == "%" and target.value == 100


def _is_money(unit: str) -> bool:
    return not unit or any(name == "money" and power > 0 for name, power in dimension(unit))


def _is_duration(unit: str) -> bool:
    return unit == "工作日" or dimension(unit) in ((("time", 1),), (("months", 1),))
