"""What a target or an actual means, as frozen values: a closed union, one class a form of the normal form.

Spans (code point offsets into the cell as written) and labels are kept for reports but take no part in
equality: two cells mean the same when their meanings are equal.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from attrs import field

from jixiao.kernel.classes import frozen
from jixiao.kernel.diagnostic import Diagnostic
from jixiao.kernel.when import When

__all__ = [
    "Blank",
    "Change",
    "ChangeRange",
    "Deadline",
    "Level",
    "Meaning",
    "Operator",
    "Parsed",
    "Period",
    "Quantity",
    "Range",
    "Relation",
    "Scale",
    "Several",
    "Span",
    "Unread",
    "Way",
]

Span = tuple[int, int]


class Operator(StrEnum):
    """How an actual is held against a value; BARE where none was printed."""

    AT_LEAST = ">="
    MORE = ">"
    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    ABOUT = "~"
    BARE = "?"


class Way(StrEnum):
    """Which way a change is meant to go."""

    UP = "up"
    DOWN = "down"


class Relation(StrEnum):
    """How a date binds: by (that day included), before (not included), on (an actual's date)."""

    BY = "by"
    BEFORE = "before"
    ON = "on"


@frozen(cache_hash=True)
class Quantity:
    """``quantity OP VALUE [UNIT]``: 千 百 万 亿 folded into the exact value, the unit as in the normal form.

    ``scale`` is the 万 or 亿 that was printed with the unit: an actual without a unit counts in it.
    """

    operator: Operator
    value: Fraction
    unit: str = ""
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)
    scale: int = field(default=1, eq=False)


@frozen(cache_hash=True)
class Range:
    """``range LOW..HIGH [UNIT]``: both ends included."""

    low: Fraction
    high: Fraction
    unit: str = ""
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)
    scale: int = field(default=1, eq=False)


@frozen(cache_hash=True)
class Change:
    """``change up|down OP VALUE UNIT``: measured against a base such as last year."""

    way: Way
    operator: Operator
    value: Fraction
    unit: str = ""
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)
    scale: int = field(default=1, eq=False)


@frozen(cache_hash=True)
class ChangeRange(Range):
    """``change up|down LOW..HIGH UNIT``: a change that is to lie between the two (增长6%-6.5%); it is a range of changes."""

    way: Way = field(default=Way.UP, kw_only=True)


@frozen(cache_hash=True)
class Deadline:
    """``by|before|on WHEN``: a date with the precision it was written in."""

    relation: Relation
    when: When
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)


@frozen(cache_hash=True)
class Period:
    """``period START..END`` or ``period 2021`` (``end`` is None)."""

    start: When
    end: When | None = None
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)


@frozen(cache_hash=True)
class Level:
    """``level WORDS``: a qualitative standard, from one word to a sentence."""

    words: str
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)


@frozen
class Scale:
    """``scale LEVELS``: a scale was named and no level chosen."""

    levels: str
    label: str = field(default="", eq=False)
    span: Span | None = field(default=None, eq=False)


@frozen
class Several:
    """``all A ; B ; C``: several standards in one cell, all of them to be met."""

    items: tuple[Quantity | Range | Change | Deadline | Period, ...]
    span: Span | None = field(default=None, eq=False)


@frozen
class Blank:
    """``blank``: nothing is asked (an empty cell, "/", "无" …)."""

    span: Span | None = field(default=None, eq=False)


@frozen
class Unread:
    """``error CODE``: the cell cannot be read; ``code`` is the normal form's word (``operators`` …)."""

    code: str
    diagnostic: Diagnostic | None = field(default=None, eq=False)
    span: Span | None = field(default=None, eq=False)


Meaning = Quantity | Range | Change | Deadline | Period | Level | Scale | Several | Blank | Unread


@frozen
class Parsed:
    """One cell read: its text as written, its meaning, and what is doubtful about the reading."""

    text: str
    meaning: Meaning
    diagnostics: tuple[Diagnostic, ...] = ()
