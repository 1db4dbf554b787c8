"""Rows that print ≥ or ≤ with the sign taken away: is the direction that the rest of the row tells the printed one?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jixiao.language.ast import Operator, Quantity
from jixiao.language.direction import Direction
from jixiao.language.parse import parse_target
from tests.corpus.scored import score_one
from tests.corpus.verdict import Graded, Verdict

__all__ = ["graded_rows"]

_PRINTED = {Operator.AT_LEAST: Direction.POSITIVE, Operator.AT_MOST: Direction.NEGATIVE}
_SIGNS = "≥≧⩾＞>≤≦⩽＜<=＝ \u3000"


def graded_rows(lines: Iterable[Mapping[str, str]]) -> list[Graded]:
    """A verdict for every row whose target is a number behind a sign; a direction that is asked for is honest."""
    found = []
    for line in lines:
        meaning = parse_target(line["target"]).meaning
        bare = line["target"].lstrip(_SIGNS)
        if not isinstance(meaning, Quantity) or meaning.operator not in _PRINTED or bare == line["target"]:
            continue
        printed = _PRINTED[meaning.operator]
        leaf = score_one(bare, None, level3=line["level3"], level2=line["level2"], level1=line["level1"])
        told = leaf.direction
        right = told is printed or (told is Direction.EXACT and meaning.value == 0 and printed is Direction.NEGATIVE)
        verdict = Verdict.HONEST if told is None else Verdict.RIGHT if right else Verdict.WRONG
        kind = "rising" if printed is Direction.POSITIVE else "falling"
        cell = f"{line['level3']} {line['target']}"
        told_by = f"{told} by {leaf.direction_from}{' ' + leaf.cue if leaf.cue else ''}"
        found.append(Graded(kind, cell, told_by, (printed.value,), verdict))
    return found
