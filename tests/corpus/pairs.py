"""A target and an actual as they stand in one row: what the row scores, and the value that the actual is taken for.

``expected`` is met, ``ratio r`` (the share of the points), asks, mismatch (the two cannot be compared) or top (words
that say that the target is attained). A row that is asked about where it could be scored is honest; one that is scored
where it may not be, or with another share or another value, is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import jixiao
from jixiao.kernel.when import When
from jixiao.language.actual import ActualValue, Asked, Dated, MeasuredActual, Worded
from jixiao.language.attain import Attainment
from tests.corpus.scored import score_one
from tests.corpus.verdict import Graded, Verdict

__all__ = ["graded_pair"]

_OPEN = ("asks", "mismatch")


def graded_pair(line: Mapping[str, str]) -> Graded:
    """The line's verdict."""
    leaf = score_one(line["target_raw"], line["actual_raw"], level3=line["level3"])
    assert leaf.reading is not None
    found = _told(leaf)
    accepted = tuple(line["expected"].split("|"))
    verdict = _verdict(found, accepted)
    if (
        found not in _OPEN
        and verdict is Verdict.RIGHT
        and not _is_gold(leaf.reading.value, line["gold_actual"], _scale(leaf))
    ):
        found, verdict = f"{found} by {leaf.reading.value}", Verdict.WRONG
    cell = f"{line['target_raw']} ← {line['actual_raw']} ({line['level3']})"
    return Graded("", cell, found, (line["expected"],), verdict)


def _told(leaf: jixiao.Leaf) -> str:
    """What the row says of its actual, in the table's words."""
    assert leaf.reading is not None
    value, share = leaf.reading.value, leaf.outcome.share
    if isinstance(value, Asked):
        return "mismatch" if value.diagnostic.severity == "error" else "asks"
    if isinstance(value, Worded) and value.attainment is Attainment.FULL and share.high == 1 and not share.high_open:
        return "top"
    if share.low != share.high:
        return "asks"
    return "met" if share.low == 1 else f"ratio {share.low}"


def _verdict(found: str, accepted: tuple[str, ...]) -> Verdict:
    if found in accepted or (found == "top" and "met" in accepted):
        return Verdict.RIGHT
    return Verdict.HONEST if found in _OPEN else Verdict.WRONG


def _is_gold(value: ActualValue, gold: str, scale: int) -> bool:
    """Whether the actual was taken for the number that it states, in its own 万 or in the target's ``scale``."""
    try:
        wanted = Fraction(gold.partition(" ")[0])
    except ValueError:
        return True
    if isinstance(value, Dated):
        return value.when == When(month=int(wanted))
    return not isinstance(value, MeasuredActual) or abs(value.value) in (wanted, wanted * scale)


def _scale(leaf: jixiao.Leaf) -> int:
    """The 万 or 亿 of the target's unit, which may stand in the indicator's name: 计划投资额(万元)."""
    assert leaf.parsed is not None
    return getattr(leaf.parsed.meaning, "scale", 1)
